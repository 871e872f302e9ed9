"""Every page is valid HTML by the Nu HTML checker, which needs Java; only CI insists on it."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT, Run

NPM = ROOT / ".cache/npm/node_modules"
JAR = Path(os.environ.get("VNU_JAR", NPM / "vnu-jar/build/dist/vnu.jar"))

pytestmark = pytest.mark.skipif(
    not JAR.exists() and "CI" not in os.environ, reason="no Nu HTML checker (VNU_JAR); CI has one"
)


@pytest.mark.parametrize("content", ["content", "tests/golden/content"])
def test_every_page_is_valid(content: str, run: Run, tmp_path: Path) -> None:
    built = run(
        *("build", "--no-cache", "--content", ROOT / content, "--today", "2017-06-30"),
        *("--base-url", "https://example.org/blogg/", "--output", "site"),
    )
    assert built.status == 0, built.err
    assert check(tmp_path / "site") == (0, "")


def test_an_invalid_page_is_found(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<!DOCTYPE html><title>Fel</title><p><div></p>")
    status, found = check(tmp_path)
    assert status == 1
    assert "index.html" in found


def check(folder: Path) -> tuple[int, str]:
    """The checker's exit status and what it has against the HTML files below `folder`."""
    options = ["--Werror", "--skip-non-html", "--stdout"]
    # Of files it cannot know what the site itself is; browser/test_policy.py asks on a host.
    options += ["--filterpattern", ".*violates Content Security Policy.*"]
    checked = subprocess.run(
        ["java", "-jar", JAR, *options, folder], capture_output=True, text=True, check=False
    )
    return checked.returncode, checked.stdout
