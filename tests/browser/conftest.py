"""A real browser (Chromium) on a real server; where there is none, only CI insists on it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.conftest import ROOT

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
PORT = 8567
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


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


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the blog's own texts, to be edited."""
    return Path(shutil.copytree(ROOT / "content", tmp_path_factory.mktemp("browser") / "content"))


@pytest.fixture(scope="module")
def address(content: Path) -> Iterator[str]:
    """Where the preview of `content` is served."""
    command = [sys.executable, ROOT / "build.py", "serve", "--port", str(PORT)]
    folders = ["--content", content, "--cache", content.parent / "cache"]
    with subprocess.Popen(
        [*map(str, command), *map(str, folders)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    ) as process:
        assert process.stdout is not None
        assert b"Klar" in process.stdout.readline()
        yield f"http://127.0.0.1:{PORT}"
        process.terminate()
