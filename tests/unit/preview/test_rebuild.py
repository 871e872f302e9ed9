from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from sitegen.builder.build import Builder
from sitegen.builder.result import Result
from sitegen.core.workers import say_nothing
from sitegen.inputs.input import Folders
from sitegen.inputs.options import Options
from sitegen.output.preview_folder import PreviewFolder
from sitegen.preview.rebuild import Rebuilder
from tests.support.previewing import write_blog, write_post


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Rebuilder]:
    write_blog(tmp_path)
    folders = Folders(*(tmp_path / name for name in ("content", "templates", "assets")))
    options = Options(folders=folders, now=datetime(2017, 6, 30), drafts=True, extras=False)
    memo = tmp_path / "memo"
    memo.mkdir()
    with Builder(memo, say_nothing) as builder, PreviewFolder(tmp_path / "preview") as place:
        yield Rebuilder(builder, place, lambda: options)


def test_only_what_changed_is_written(workshop: Rebuilder, tmp_path: Path) -> None:
    workshop.update()
    write_post(tmp_path, "hagfors", "Text.\n\nNytt stycke.")
    update = workshop.update()
    assert update.published is not None
    pages = [each for each in update.published.written if each.endswith(".html")]
    assert pages == ["besok/hagfors/index.html"]


def test_nothing_new_is_no_news(workshop: Rebuilder, tmp_path: Path) -> None:
    assert workshop.update().is_news
    assert not workshop.update().is_news
    (tmp_path / "content/posts/hagfors.md").touch()
    assert not workshop.update().is_news


def test_a_failure_is_told_once_and_so_is_its_end(
    workshop: Rebuilder, monkeypatch: pytest.MonkeyPatch
) -> None:
    workshop.update()

    def fail(*given: object) -> Result:
        raise OSError(28, "No space left on device", "/disk")

    with monkeypatch.context() as patch:
        patch.setattr(Builder, "build", fail)
        first, second = workshop.update(), workshop.update()
    told = "Datorn kunde inte: disken är full. Gör plats och försök igen (/disk)."
    assert first.failure == told
    assert (first.is_news, second.is_news) == (True, False)
    mended = workshop.update()
    assert (mended.failure, mended.is_news) == ("", True)


def test_a_fault_in_the_program_does_not_end_the_preview(
    workshop: Rebuilder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*given: object) -> Result:
        raise ZeroDivisionError("delat med noll")

    with monkeypatch.context() as patch:
        patch.setattr(Builder, "build", fail)
        assert "ZeroDivisionError: delat med noll" in workshop.update().failure
    assert workshop.update().failure == ""


def test_a_file_that_vanishes_while_it_is_read_is_not_missed(
    workshop: Rebuilder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    post = write_post(tmp_path, "torsby")
    read_bytes: Callable[[Path], bytes] = Path.read_bytes

    def read(path: Path, *rest: Any) -> bytes:
        if path.name == "torsby.md":
            post.unlink(missing_ok=True)
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", read)
    update = workshop.update()
    assert update.problems == ()
    assert update.published is not None
    assert "besok/hagfors/index.html" in update.published.written


def test_remarks_on_other_texts_stay_when_only_a_text_is_made_again(
    workshop: Rebuilder, tmp_path: Path
) -> None:
    write_post(tmp_path, "torsby", "Två  blanksteg.")
    before = workshop.update().problems
    assert len(before) == 1
    write_post(tmp_path, "hagfors", "Text.\n\nNytt stycke.")
    assert workshop.update().problems == before
    write_post(tmp_path, "torsby", "Två blanksteg.")
    assert workshop.update().problems == ()
