"""Versions between publications: kept for 90 days, at most 200 of a text, and never in Git."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from sitegen.publishing.local_history import (
    MOST,
    KeptFile,
    LocalHistory,
    SavedVersion,
    WholeChange,
    prune,
)

NOW = datetime(2020, 6, 1, 12, 0)
PATH = "posts/a.md"


def make_version(days: int) -> SavedVersion:
    return SavedVersion(NOW - timedelta(days=days), "Sara", "Sparad", str(days))


def test_old_versions_go_but_never_the_newest() -> None:
    kept = prune([make_version(91), make_version(89), make_version(1)], NOW)
    assert [each.digest for each in kept] == ["89", "1"]
    assert prune([make_version(400)], NOW) == (make_version(400),)
    assert len(prune([make_version(1)] * (MOST + 5), NOW)) == MOST


def test_every_byte_comes_back_and_git_sees_nothing(tmp_path: Path) -> None:
    history = LocalHistory(tmp_path)
    texts = (b"ett\r\n", b"tv\xc3\xa5", b"ett\r\n")
    for number, data in enumerate(texts):
        at = NOW + timedelta(minutes=number)
        history.keep(PATH, data, at=at, who="Sara", what="Sparad")
    versions = history.list(PATH)
    assert [history.read(PATH, each.digest) for each in versions] == [*texts]
    assert (tmp_path / ".historik/.gitignore").read_text() == "*\n"
    history.keep(PATH, texts[-1], at=NOW, who="Sara", what="Sparad")
    assert history.list(PATH) == versions


def test_what_is_not_kept_is_not_given(tmp_path: Path) -> None:
    history = LocalHistory(tmp_path)
    history.keep(PATH, b"x", at=NOW, who="", what="")
    assert history.read(PATH, "../../index.json") is None
    assert history.read("posts/b.md", history.list(PATH)[0].digest) is None


def test_an_index_that_is_damaged_is_begun_again(tmp_path: Path) -> None:
    history = LocalHistory(tmp_path)
    history.keep(PATH, b"x", at=NOW, who="", what="")
    (tmp_path / ".historik/texter" / PATH / "index.json").write_bytes(b"{")
    assert history.list(PATH) == ()
    history.keep(PATH, b"y", at=NOW, who="", what="")
    assert len(history.list(PATH)) == 1


def test_a_change_of_several_files_is_kept_for_as_long_and_its_bytes_with_it(
    tmp_path: Path,
) -> None:
    history = LocalHistory(tmp_path)
    old = make_change(history, NOW - timedelta(days=91))
    new = make_change(history, NOW)
    assert [each.name for each in history.changes()] == [new.name]
    assert history.read_blob(new, "0a") == b"text"
    assert history.read_blob(old, "0a") is None
    assert history.read_blob(new, "../../0a") is None


def make_change(history: LocalHistory, at: datetime) -> WholeChange:
    files = (KeptFile("posts/a.md", "0a", ""),)
    change = WholeChange(
        at=at, deed="bin", title="A", was="posts/a.md", path="", urls=("/a/", ""), files=files
    )
    return history.write_change(change, {"0a": b"text"})


def test_the_versions_of_a_text_go_with_it(tmp_path: Path) -> None:
    history = LocalHistory(tmp_path)
    history.keep(PATH, b"x", at=NOW, who="Sara", what="Sparad")
    history.follow(PATH, "posts/b.md")
    [version] = history.list("posts/b.md")
    assert history.read("posts/b.md", version.digest) == b"x"
    history.follow("posts/never.md", "posts/c.md")
    assert history.list("posts/c.md") == ()
