"""A file is replaced whole or not at all, and only the version that was seen."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from sitegen.blog import BLOG
from sitegen.core.digest import digest_of
from sitegen.core.source import Entry
from sitegen.inputs.writer import Changed, ContentWriter, NotOurs

OLD, NEW = b"gammalt", b"nytt"


@pytest.fixture
def shelf(tmp_path: Path) -> ContentWriter:
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts/a.md").write_bytes(OLD)
    return ContentWriter(tmp_path, {}, BLOG)


def test_a_version_that_was_seen_is_replaced_and_nothing_is_left_behind(
    shelf: ContentWriter, tmp_path: Path
) -> None:
    place = tmp_path / "posts/a.md"
    place.chmod(0o604)
    shelf.replace("posts/a.md", NEW, digest_of(OLD))
    assert shelf.read("posts/a.md") == NEW
    assert stat.S_IMODE(place.stat().st_mode) == 0o604
    assert [each.name for each in place.parent.iterdir()] == ["a.md"]


@pytest.mark.parametrize("now", [b"annat", None])
def test_another_version_is_left_alone(
    shelf: ContentWriter, tmp_path: Path, now: bytes | None
) -> None:
    place = tmp_path / "posts/a.md"
    place.unlink()
    if now is not None:
        place.write_bytes(now)
    with pytest.raises(Changed) as raised:
        shelf.replace("posts/a.md", NEW, digest_of(OLD))
    assert raised.value.data == now
    assert [each.read_bytes() for each in place.parent.iterdir()] == ([now] if now else [])


def test_a_version_that_comes_while_the_new_one_is_written_is_left_alone(
    shelf: ContentWriter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "posts/a.md"
    settle = os.fsync

    def meanwhile(handle: int) -> None:
        place.write_bytes(b"annat")
        settle(handle)

    monkeypatch.setattr(os, "fsync", meanwhile)
    with pytest.raises(Changed):
        shelf.replace("posts/a.md", NEW, digest_of(OLD))
    assert [each.read_bytes() for each in place.parent.iterdir()] == [b"annat"]


def fail(*arguments: object) -> None:
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize("where", [(os, "fsync"), (Path, "replace"), (Path, "chmod")])
def test_a_machine_that_fails_leaves_the_old_version(
    shelf: ContentWriter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: tuple[object, str]
) -> None:
    monkeypatch.setattr(*where, fail)
    with pytest.raises(OSError, match="No space"):
        shelf.replace("posts/a.md", NEW, digest_of(OLD))
    monkeypatch.undo()
    assert [each.read_bytes() for each in (tmp_path / "posts").iterdir()] == [OLD]


def test_a_new_file_is_made_with_its_folder_and_overwrites_nothing(shelf: ContentWriter) -> None:
    shelf.add("posts/b/c/d.jpg", NEW)
    assert shelf.read("posts/b/c/d.jpg") == NEW
    with pytest.raises(FileExistsError):
        shelf.add("posts/a.md", NEW)
    assert shelf.read("posts/a.md") == OLD


def test_a_name_in_another_form_on_disk_is_found(tmp_path: Path) -> None:
    disk = "posts/a\u030a.md"
    (tmp_path / "posts").mkdir()
    (tmp_path / disk).write_bytes(OLD)
    shelf = ContentWriter(tmp_path, {"posts/å.md": Entry("posts/å.md", disk, (1, 1, 1, 1))}, BLOG)
    shelf.replace("posts/å.md", NEW, digest_of(OLD))
    assert (tmp_path / disk).read_bytes() == NEW


LINKS: list[Callable[[Path], None]] = [
    lambda posts: (posts / "x.md").symlink_to(posts / "a.md"),
    lambda posts: (posts / "x.md").symlink_to(posts / "borta.md"),
    lambda posts: (posts / "x.md").mkdir(),
    lambda posts: os.mkfifo(posts / "x.md"),
]


@pytest.mark.parametrize("make", LINKS)
def test_what_is_no_plain_file_is_not_touched(
    shelf: ContentWriter, tmp_path: Path, make: Callable[[Path], None]
) -> None:
    make(tmp_path / "posts")
    attempts: list[Callable[[], object]] = [
        lambda: shelf.read("posts/x.md"),
        lambda: shelf.replace("posts/x.md", NEW, digest_of(OLD)),
        lambda: shelf.add("posts/x.md", NEW),
    ]
    for attempt in attempts:
        with pytest.raises(NotOurs):
            attempt()
    assert shelf.read("posts/a.md") == OLD


ADDING = [(os, "fsync"), (os, "link"), (os, "mkdir")]


@pytest.mark.parametrize("where", ADDING)
def test_a_machine_that_fails_leaves_nothing_of_a_new_file(
    shelf: ContentWriter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: tuple[object, str]
) -> None:
    monkeypatch.setattr(*where, fail)
    with pytest.raises(OSError, match="No space"):
        shelf.add("posts/b/c/d.jpg", NEW)
    monkeypatch.undo()
    assert [each.read_bytes() for each in (tmp_path / "posts").iterdir()] == [OLD]


def test_a_file_that_comes_while_a_new_one_is_written_is_left_alone(
    shelf: ContentWriter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settle = os.fsync

    def meanwhile(handle: int) -> None:
        (tmp_path / "posts/b.md").write_bytes(b"annat")
        settle(handle)

    monkeypatch.setattr(os, "fsync", meanwhile)
    with pytest.raises(FileExistsError) as raised:
        shelf.add("posts/b.md", NEW)
    assert raised.value.filename == str(tmp_path / "posts/b.md")
    assert shelf.read("posts/b.md") == b"annat"
    assert sorted(each.name for each in (tmp_path / "posts").iterdir()) == ["a.md", "b.md"]


def test_a_new_file_is_made_where_there_are_no_hard_links(
    shelf: ContentWriter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*arguments: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    shelf.add("posts/b.md", NEW)
    with pytest.raises(FileExistsError):
        shelf.add("posts/a.md", NEW)
    assert shelf.read("posts/a.md") == OLD
    assert shelf.read("posts/b.md") == NEW
    assert sorted(each.name for each in (tmp_path / "posts").iterdir()) == ["a.md", "b.md"]
