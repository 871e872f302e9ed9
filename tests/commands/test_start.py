"""What commands load before they begin: no more than they need, since somebody waits for it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.support.previewing import write_blog


@pytest.mark.parametrize("words", [("build",), ("check",), ("check", "--fix")])
def test_only_the_preview_loads_a_server(words: tuple[str, ...], tmp_path: Path) -> None:
    write_blog(tmp_path)
    ran = subprocess.run(
        [sys.executable, "-X", "importtime", ROOT / "build.py", *words],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert ran.returncode == 0, ran.stderr
    loaded = {line.rpartition("|")[2].strip().partition(".")[0] for line in ran.stderr.splitlines()}
    assert "sitegen" in loaded
    assert loaded.isdisjoint({"werkzeug", "watchdog", "http", "socketserver"})


def test_without_the_packages_the_writer_is_told_what_to_do() -> None:
    ran = subprocess.run(
        [sys.executable, "-S", "-X", "utf8", ROOT / "build.py", "check"],
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    assert ran.returncode == 3
    assert ran.stderr.startswith("Programmet behöver ")
    assert "pip install -e ." in ran.stderr
    assert "Traceback" not in ran.stderr
