"""Every page is valid HTML by the Nu HTML checker, which needs Java; only CI insists on it."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT, Run

JAR = os.environ.get("VNU_JAR")


@pytest.mark.skipif(JAR is None and "CI" not in os.environ, reason="no VNU_JAR; CI has one")
@pytest.mark.parametrize("content", ["content", "tests/golden/content"])
def test_every_page_is_valid(content: str, run: Run, tmp_path: Path) -> None:
    assert JAR is not None
    built = run(
        *("build", "--no-cache", "--content", ROOT / content, "--today", "2017-06-30"),
        *("--base-url", "https://example.org/blogg/", "--output", "site"),
    )
    assert built.status == 0, built.err
    command = [
        "java",
        "-jar",
        JAR,
        "--Werror",
        "--skip-non-html",
        "--stdout",
        str(tmp_path / "site"),
    ]
    checked = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (checked.returncode, checked.stdout) == (0, "")
