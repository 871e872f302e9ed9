"""The digest of the toolchain depends on the program and all it runs on, and nothing else."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from sitegen.inputs import toolchain

name_anew: Callable[[], str] = toolchain._own.__wrapped__


def test_the_same_program_has_the_same_digest() -> None:
    assert name_anew() == name_anew()


def test_another_python_gives_another_digest(monkeypatch: pytest.MonkeyPatch) -> None:
    before = name_anew()
    monkeypatch.setattr(sys, "version", "3.99.0")
    assert name_anew() != before


def test_an_upgraded_library_gives_another_digest(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.syspath_prepend(tmp_path)
    (tmp_path / "jinja2-98.0.dist-info").mkdir()
    before = name_anew()
    (tmp_path / "jinja2-98.0.dist-info").rename(tmp_path / "jinja2-99.0.dist-info")
    assert name_anew() != before


@pytest.mark.parametrize(
    "file",
    ["model/post.py", "kinds/kommun.py", "sweden/data/kommuner.csv", "sweden/data/karta.json"],
)
def test_a_changed_file_of_the_program_gives_another_digest(
    file: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = name_anew()
    read_bytes = Path.read_bytes

    def read_changed(path: Path) -> bytes:
        changed = path.as_posix().endswith(f"sitegen/{file}")
        return read_bytes(path) + (b"\n" if changed else b"")

    monkeypatch.setattr(Path, "read_bytes", read_changed)
    assert name_anew() != before


def test_the_folder_of_the_program_does_not_matter(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before = name_anew()
    monkeypatch.chdir(tmp_path)
    assert name_anew() == before
