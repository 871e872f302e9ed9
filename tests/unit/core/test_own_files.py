"""The program's own files: read if they are plain files, and never waited for."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from sitegen.core.own_files import make_way, read_own


def bind(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(path))


ODD: dict[str, Callable[[Path], None]] = {
    "pipe": os.mkfifo,
    "socket": bind,
    "ring": lambda path: path.symlink_to(path.name),
    "dangling": lambda path: path.symlink_to("borta"),
    "device": lambda path: path.symlink_to("/dev/zero"),
}


def test_a_plain_file_is_read_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"text")
    make_way(tmp_path / "x")
    assert read_own(tmp_path / "x") == b"text"


@pytest.mark.parametrize("kind", ODD)
def test_anything_else_is_an_error_and_can_be_cleared_away(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # the path of a socket may not be long
    place = Path("x")
    ODD[kind](place)
    with pytest.raises(OSError, match="x"):
        read_own(place)
    make_way(place)
    assert not os.path.lexists(place)


def test_a_folder_is_an_error_and_is_kept(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError):
        read_own(tmp_path)
    make_way(tmp_path)
    assert tmp_path.is_dir()
    make_way(tmp_path / "borta")
