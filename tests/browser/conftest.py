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

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.conftest import ROOT
from tests.support.previewing import wait_for

sys.path.append(str(ROOT / "bench"))

from chromium import ARGUMENTS, CHROMIUM
from host import build_site, hosted
from kinds import find_kinds

expect.set_options(timeout=30_000)  # ms, for what would never come: machines may be slow

GOLDEN = "golden"
"""The folder below the blog in which the golden site stands, which has more of everything."""


class Site(NamedTuple):
    """The built site on a static host: where it is, and pages of every kind by a name."""

    address: str
    kinds: dict[str, str]

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
        kinds = _publish(ROOT / "content", folder, address)
        golden = _publish(ROOT / "tests/golden/content", folder / GOLDEN, f"{address}/{GOLDEN}")
        yield Site(address, kinds | {f"{GOLDEN}-{name}": url for name, url in golden.items()})


def _publish(content: Path, output: Path, base_url: str) -> dict[str, str]:
    build_site(content, output, f"{base_url}/", "--today", "2017-06-30")
    return {name: base_url + path for name, path in find_kinds(output).items()}


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
