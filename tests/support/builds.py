"""A small blog in two versions, and what it takes to build it in processes that can be hurt.

Every text differs between the versions, so that a build from one to the other writes everything;
there are enough pages for the work to be shared by several processes.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any
from unittest import mock

import msgspec
import pytest

from sitegen.builder.build import build
from sitegen.builder.result import Result
from sitegen.commands.main import main
from sitegen.core.workers import Progress
from sitegen.definition import Definition, make_pages
from sitegen.inputs.options import Options
from sitegen.model import site as model
from sitegen.output.manifest import MANIFEST
from tests.conftest import ROOT, Outcome, run_command
from tests.support.publishing import put, read

TEMPLATES = ROOT / "tests/properties/templates"
ASSETS = ROOT / "tests/properties/assets"
OTHER_FILES = {"CNAME": b"example.org", "besok/anteckning.txt": b"foreign"}
"""What somebody else has put into the output folder."""

POSTS = 40
TODAY = "2018-01-01"
KOMMUNER = ("Habo", "Åre", "Hagfors", "Hedemora", "Hultsfred", "Malå")

Site = dict[str, bytes]

BEGUN = "begun"
"""The file that tells that a build in a process of its own is under way."""

_FORK = multiprocessing.get_context("fork")


def write_content(root: Path, version: str) -> Path:
    """The texts of one version."""
    content = root / "content"
    put(content / "themes.yml", b"- {slug: samverkan, name: Samverkan}\n")
    settings = (
        f"title: Bloggen {version}\nlink_previews: false\nsearch: false\nall_kommuner: false\n"
    )
    put(content / "site.yml", settings.encode())
    for number in range(POSTS):
        write_post(root, f"besok-{number}", number=number, title=f"Besök {version} {number}")
    return content


def write_post(
    root: Path,
    slug: str,
    *,
    title: str = "Nytt",
    number: int = 0,
    body: str = "Text.",
    more: str = "",
) -> Path:
    kommun = KOMMUNER[number % len(KOMMUNER)]
    day = f"2017-{number % 12 + 1:02}-{number % 28 + 1:02}"
    more = more if "visited:" in more else f"visited: {day}\n{more}"
    front = f"title: {title}\ndate: {day}\nkommun: {kommun}\ntheme: samverkan\n{more}"
    text = f"---\n{front}---\n{body}\n"
    return put(root / f"content/posts/{slug}.md", text.encode())


def words_of(root: Path, *more: str | Path, command: str = "build") -> list[str]:
    """The words of a command on the blog in `root`."""
    given: list[str | Path] = ["--content", root / "content", "--today", TODAY]
    given += ["--templates", TEMPLATES, "--assets", ASSETS, "--cache", root / "cache"]
    given += ["--output", root / "site"] if command == "build" else []
    return [command, *map(str, given), *map(str, more)]


def build_here(root: Path, *more: str | Path) -> Outcome:
    """A build in this process."""
    return run_command(*words_of(root, "--jobs=2", *more))


def start(root: Path, *more: str | Path) -> BaseProcess:
    """The same in a process of its own, with workers of its own, that is under way."""
    process = _FORK.Process(target=_build_and_end, args=(root, *more))
    process.start()
    return process


def _build_and_end(root: Path, *more: str | Path) -> None:
    os.setsid()  # what is left of it can be found
    signal.signal(signal.SIGINT, signal.default_int_handler)

    def tell_and_build(options: Options, progress: Progress) -> Result:
        (root / BEGUN).touch()
        return build(options, progress)

    def run_to_the_end(words: Sequence[str]) -> int:
        status = main(words)
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # what comes now interrupts no build
        return status

    patch = pytest.MonkeyPatch()
    patch.setattr("sitegen.commands.command.build", tell_and_build)
    patch.setattr("sitegen.commands.main.main", run_to_the_end)
    try:
        found = build_here(root, *more)
        said, status = found.out + found.err, found.status
    except BaseException:
        said, status = traceback.format_exc(), 70
    (root / "said").write_text(said, encoding="utf-8")
    os._exit(status)


def run_alone(
    root: Path, *more: str | Path, **environment: str
) -> subprocess.CompletedProcess[str]:
    """A build by a Python of its own, as an author starts it."""
    return subprocess.run(
        [sys.executable, ROOT / "build.py", *words_of(root, *more)],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def site_of(root: Path) -> Site:
    """All that lies in the output folder, without what others have put there."""
    output = root / "site"
    found = read(output) if output.exists() else {}
    return {path: data for path, data in found.items() if path not in OTHER_FILES}


def clean_site(root: Path) -> Site:
    """What a build from nothing gives for the texts as they are."""
    content = root / "content"
    texts = ((path.relative_to(content), path) for path in content.rglob("*") if path.is_file())
    return _clean(tuple(sorted((str(name), path.read_bytes()) for name, path in texts)))


@cache
def _clean(texts: tuple[tuple[str, bytes], ...]) -> Site:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name, data in texts:
            put(root / "content" / name, data)
        found = run_command(*words_of(root), "--no-cache")
        assert found.status == 0, found.err
        return read(root / "site")


def assert_whole(root: Path, *sites: Site) -> None:
    """Every file is, wholly, that of one of the sites, and no foreign file is touched."""
    for path, data in site_of(root).items():
        assert data in {site[path] for site in sites if path in site}, path
    for path, data in OTHER_FILES.items():
        if (root / "site").exists():
            assert (root / "site" / path).read_bytes() == data


def assert_right(root: Path) -> None:
    """The next build gives what one from nothing gives, and leaves nothing lying about."""
    found = build_here(root)
    assert found.status == 0, found.err
    assert site_of(root) == clean_site(root)
    assert (root / "site" / MANIFEST).exists()
    assert not list(root.glob(".site-staging*"))


def put_other_files(root: Path) -> None:
    for path, data in OTHER_FILES.items():
        put(root / "site" / path, data)


def assert_kind(said: str) -> None:
    """What an author reads is Swedish and no traceback."""
    assert said
    assert "Traceback" not in said
    assert "Error" not in said


@contextmanager
def other_kinds(change: Callable[[Any], Any]) -> Iterator[None]:
    """As if the blog was defined with other kinds of page."""

    def make_others(site: model.Site, definition: Definition) -> Any:
        kinds = tuple(change(definition.kinds))
        return make_pages(site, msgspec.structs.replace(definition, kinds=kinds))

    with mock.patch("sitegen.builder.plan.make_pages", make_others):
        yield
