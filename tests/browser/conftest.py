"""A real browser (Chromium) on a real server; where there is none, only CI insists on it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright

from tests.browser.layout import hosted_showcase
from tests.browser.visits import Visit, visit_all
from tests.conftest import ROOT, day_of
from tests.support.previewing import wait_for

sys.path.append(str(ROOT / "bench"))

from chromium import ARGUMENTS, CHROMIUM
from host import build_site, hosted
from kinds import find_added, find_kinds, read_kinds

expect.set_options(timeout=30_000)  # ms, for what would never come: machines may be slow

GOLDEN = "golden"
"""The folder below the blog in which the golden site stands, which has more of everything."""


class Site(NamedTuple):
    """The built site on a static host: where it is, and pages of every kind by a name. `needed` are
    the names of those which together show every part of each kind."""

    address: str
    kinds: dict[str, str]
    needed: set[str]

    @property
    def own(self) -> dict[str, str]:
        """Those of the blog alone: enough where what counts is what all pages share."""
        return {kind: url for kind, url in self.kinds.items() if not kind.startswith(GOLDEN)}


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None and "CI" not in os.environ:
        pytest.skip("no chromium on the path; CI has one")
    assert CHROMIUM is not None
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page()
    yield opened
    opened.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Page]:
    """A page into which a test may put scripts and styles of its own: the policy has its tests."""
    opened = browser.new_page(bypass_csp=True)
    yield opened
    opened.close()


@pytest.fixture(scope="package")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The blog as it is published, and the golden site in a folder below it."""
    folder = tmp_path_factory.mktemp("hosted")
    with hosted(folder) as address:
        golden_address = f"{address}/{GOLDEN}"
        _publish(ROOT / "content", folder, address)
        own, kinds_of_own = find_kinds(folder), read_kinds(folder)
        _publish(ROOT / "tests/golden/content", folder / GOLDEN, golden_address)
        golden = find_kinds(folder / GOLDEN)
        kinds = {name: address + path for name, path in own.items()}
        kinds |= {f"{GOLDEN}-{name}": golden_address + path for name, path in golden.items()}
        added = find_added(folder / GOLDEN, kinds_of_own)
        yield Site(address, kinds, {*own, *(f"{GOLDEN}-{name}" for name in added)})


def _publish(content: Path, output: Path, base_url: str) -> None:
    build_site(content, output, f"{base_url}/", "--today", day_of(content))


@pytest.fixture(scope="package")
def showcase(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the showcase is served, a larger blog."""
    with hosted_showcase(tmp_path_factory.mktemp("showcase")) as address:
        yield address


@pytest.fixture(scope="package")
def visits(browser: Browser, site: Site) -> dict[str, Visit]:
    """What was seen on each page of the site, each opened once for many tests."""
    return visit_all(browser, site.kinds, site.needed)


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the blog's own texts, to be edited."""
    return Path(shutil.copytree(ROOT / "content", tmp_path_factory.mktemp("browser") / "content"))


@pytest.fixture(scope="module")
def address(content: Path) -> Iterator[str]:
    """Where the preview of `content` is served."""
    command = [sys.executable, ROOT / "build.py", "serve", "--port", 0]
    folders = ["--content", content, "--cache", content.parent / "cache"]
    terminal = content.parent / "terminal.txt"  # no pipe: one that nobody reads gets full
    with (
        terminal.open("wb") as output,
        subprocess.Popen(
            [*map(str, command), *map(str, folders)],
            cwd=ROOT,
            stdout=output,
            stderr=subprocess.STDOUT,
        ) as process,
    ):
        try:
            wait_for(lambda: b"Ctrl-C" in terminal.read_bytes() or process.poll() is not None)
            said = terminal.read_text(encoding="utf-8")
            found = re.search(r"Klar: .* på (http://\S+)/ – avsluta", said)
            assert found, said
            yield found[1]
        finally:
            process.terminate()


@pytest.fixture
def as_it_was(content: Path, address: str) -> Iterator[None]:
    """A test leaves the texts as it found them, and the preview knows it: a name that it takes for
    used is not offered."""
    before = {path: path.read_bytes() for path in content.rglob("*") if path.is_file()}
    yield
    made = [path for path in content.rglob("*") if path.is_file() and path not in before]
    for path in made:
        path.unlink()
    for path, data in before.items():
        if not path.exists() or path.read_bytes() != data:
            path.write_bytes(data)
    names = [path.name for path in made if path.suffix in (".md", ".yml")]
    wait_for(
        lambda: not any(name in urlopen(f"{address}/skriv/").read().decode() for name in names)
    )


@pytest.fixture
def quiet_page(browser: Browser) -> Iterator[Page]:
    """A page of its own storage, which has nothing to say in the console."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="sv-SE")
    opened = context.new_page()
    said: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and "status of 4" not in message.text:
            said.append(message.text)

    opened.on("console", listen)
    opened.on("pageerror", lambda error: said.append(str(error)))
    yield opened
    context.close()
    assert said == []
