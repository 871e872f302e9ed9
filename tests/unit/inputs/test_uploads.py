"""A path below the uploads finds the original rather than a scaled copy."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.inputs.uploads import Uploads

FILES = ("2015/10/a.jpg", "2015/10/a-300x200.jpg", "2016/b-150x150.png", "2016/Å.JPG", "c.jpg")


@pytest.fixture
def uploads(tmp_path: Path) -> Uploads:
    for name in FILES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(name.encode())
    (tmp_path / "lank.jpg").symlink_to("/etc/passwd")
    return Uploads(tmp_path)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("2015/10/a-300x200.jpg", "2015/10/a.jpg"),
        ("2015/10/a-scaled.jpg", "2015/10/a.jpg"),
        ("2015/10/a.jpg?w=300", "2015/10/a.jpg"),
        ("2016/b-150x150.png", "2016/b-150x150.png"),
        ("2016/A\u030a.jpg", "2016/Å.JPG"),
        ("2010/c.jpg", "c.jpg"),
        ("2015/10/nej.jpg", ""),
        ("../../etc/passwd", ""),
        ("lank.jpg", ""),
    ],
)
def test_a_file_is_found(uploads: Uploads, asked: str, found: str) -> None:
    assert uploads.find(asked) == found
