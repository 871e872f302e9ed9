"""A description of the machine that is measured: its size, its system, and the Python used.

It reads facts from the operating system, and reveals no path and no name of the machine.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
from pathlib import Path

import msgspec

_QUESTION = """
import json, platform, sysconfig
print(json.dumps([platform.python_version(), sysconfig.get_config_var("CONFIG_ARGS") or ""]))
"""
_DEBIAN = "--with-wheel-pkg-dir=/usr/share/python-wheels/"


class Python(msgspec.Struct, frozen=True):
    """An interpreter; `is_optimised` if it was compiled with profiles (PGO)."""

    path: Path
    version: str
    is_optimised: bool


def ask_python(path: Path) -> Python:
    """The version of the interpreter at `path`, and whether it was compiled with profiles.

    Debian's and Ubuntu's packages are compiled with profiles too, but by a rule of the package, not
    by the configure option that CONFIG_ARGS would show.
    """
    answer = subprocess.run((path, "-c", _QUESTION), capture_output=True, text=True, check=True)
    version, arguments = json.loads(answer.stdout)
    return Python(path, version, "--enable-optimizations" in arguments or _DEBIAN in arguments)


def workplace() -> Path:
    """Where sites are built: BENCH_WORK, which may be in memory, or a folder of the benchmark."""
    return Path(os.environ.get("BENCH_WORK") or Path(__file__).parent / ".work")


def name_of(python: Python) -> str:
    """The version and whether it was compiled with profiles, for a table."""
    return f"Python {python.version} with{'' if python.is_optimised else 'out'} PGO"


def describe(python: Python, folder: Path) -> list[str]:
    """The machine in a few lines; `folder` is where the sites are built."""
    return [
        f"{os.cpu_count()} cores ({_after('/proc/cpuinfo', 'model name') or platform.machine()}), "
        f"{_memory()} memory, {platform.system()} {platform.release()}, {_filesystem(folder)}",
        name_of(python),
    ]


def revision(folder: Path) -> str:
    """The commit of the project, and whether files differ from it; empty outside git."""
    said = [
        subprocess.run(
            ("git", "-C", folder, *question), capture_output=True, text=True, check=False
        )
        for question in (("rev-parse", "--short", "HEAD"), ("status", "--porcelain"))
    ]
    if any(answer.returncode for answer in said):
        return ""
    commit, changed = (answer.stdout.strip() for answer in said)
    return f"{commit} with changes" if changed else commit


def _memory() -> str:
    text = _after("/proc/meminfo", "MemTotal")
    return f"{int(text.split()[0]) / 1024**2:.0f} GiB" if text else "unknown"


def _after(path: str, name: str) -> str:
    """The text after the colon in the first line that begins with `name`."""
    try:
        lines = Path(path).read_text(encoding="utf-8").splitlines()
    except OSError:
        return ""
    found = (line.partition(":")[2].strip() for line in lines if line.startswith(name))
    return next(found, "")


def _filesystem(folder: Path) -> str:
    """The type of the file system that `folder` is on."""
    try:
        mounts = [line.split() for line in Path("/proc/mounts").read_text().splitlines()]
    except OSError:
        return "unknown file system"
    above = {str(folder), *map(str, folder.parents)}
    under = [(mount[1], mount[2]) for mount in mounts if mount[1] in above]
    return max(under, key=lambda mount: len(mount[0]))[1] if under else "unknown file system"
