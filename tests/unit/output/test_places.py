"""The folders that the program writes to: apart from all others, and folders indeed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sitegen.output.places import find_place_fault
from tests.conftest import ROOT


def read_from(tmp_path: Path) -> list[Path]:
    return [tmp_path / "content", tmp_path / "templates"]


@pytest.mark.parametrize("name", ["site", ".cache", "content2", "a/b/site"])
def test_a_place_apart_is_right(name: str, tmp_path: Path) -> None:
    assert find_place_fault(tmp_path / name, read_from(tmp_path)) is None


@pytest.mark.parametrize("name", ["content", "content/a", ".", "templates", "a/../content", ".."])
def test_a_place_that_overlaps_with_what_is_read_is_rejected(name: str, tmp_path: Path) -> None:
    fault = find_place_fault(tmp_path / name, read_from(tmp_path))
    assert fault is not None
    assert fault.code == "overlaps"


def test_a_link_does_not_hide_an_overlap(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "site").symlink_to("content")
    fault = find_place_fault(tmp_path / "site", read_from(tmp_path))
    assert fault is not None
    assert fault.code == "overlaps"


@pytest.mark.parametrize("place", [Path("/"), ROOT, ROOT.parent])
def test_the_whole_disk_and_the_program_are_rejected(place: Path) -> None:
    fault = find_place_fault(place, [])
    assert fault is not None
    assert fault.code == "overlaps"


def test_the_home_folder_is_rejected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "anna"))
    for place in (tmp_path / "anna", tmp_path):
        fault = find_place_fault(place, [])
        assert fault is not None
        assert "din hemmapp" in fault.clause
    assert find_place_fault(tmp_path / "anna/site", []) is None


@pytest.mark.parametrize("kind", ["file", "pipe", "ring", "dangling"])
def test_what_is_no_folder_is_rejected(kind: str, tmp_path: Path) -> None:
    place = tmp_path / "site"
    if kind == "file":
        place.write_text("text", encoding="utf-8")
    elif kind == "pipe":
        os.mkfifo(place)
    else:
        place.symlink_to("site" if kind == "ring" else "borta")
    fault = find_place_fault(place, [])
    assert fault is not None
    assert fault.code == "not-a-folder"
    assert ("länk" in fault.clause) == (kind in ("ring", "dangling"))
