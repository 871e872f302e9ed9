from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from sitegen.builder import build
from sitegen.builder.build import Builder
from sitegen.builder.result import Result
from sitegen.core.workers import say_nothing
from sitegen.images import raster, rejections
from sitegen.inputs.input import Folders
from sitegen.inputs.options import Options
from sitegen.output.preview_folder import PreviewFolder
from sitegen.preview.rebuild import Rebuilder
from tests.support.pictures import (
    ORIENTATION,
    add_chunks,
    make_chunk,
    make_image,
    make_photo,
    make_tiff,
    open_image,
    save,
)
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


def test_an_edit_beside_a_warning_looks_at_its_own_page_only(
    workshop: Rebuilder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_post(tmp_path, "hagfors", more="visited: ingen\n")
    write_post(tmp_path, "ett", more="visited: 2015-10-20\n")
    write_post(tmp_path, "annat")
    before = workshop.update().problems
    assert [problem.code for problem in before] == ["visits-near"]
    monkeypatch.setattr(build, "plan_all", None)
    write_post(tmp_path, "hagfors", "Text.\n\nNytt stycke.", more="visited: ingen\n")
    update = workshop.update()
    assert update.problems == before
    assert update.published is not None


def test_a_problem_in_the_edited_text_moves_with_its_line(
    workshop: Rebuilder, tmp_path: Path
) -> None:
    own = "Se [sidan](https://example.org/kommun/hagfors/)."
    (tmp_path / "content/site.yml").write_text("title: B\nbase_url: https://example.org\n")
    write_post(tmp_path, "hagfors", f"Text.\n\n{own}")
    before = {problem.code: problem.line for problem in workshop.update().problems}
    write_post(tmp_path, "hagfors", f"Text.\n\nMer text.\n\n{own}")
    after = {problem.code: problem.line for problem in workshop.update().problems}
    assert after["address-own"] == before["address-own"] + 2


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


@pytest.mark.parametrize("name", ["torget.jpg", "torget.png", "torget.webp"])
def test_a_turned_picture_with_odd_exif_is_shown_the_right_way_up(
    workshop: Rebuilder, tmp_path: Path, name: str
) -> None:
    """python-pillow/Pillow#4665, #6737, #7340."""
    odd = make_tiff((ORIENTATION, 3, 1, b"\x06\0\0\0"), (0x0128, 7, 4, b"\xff\xff\xff\xff"))
    format = name.rpartition(".")[2].upper().replace("JPG", "JPEG")
    data = save(make_image(), format, **({} if format == "PNG" else {"exif": b"Exif\0\0" + odd}))
    if format == "PNG":
        data = add_chunks(data, make_chunk(b"eXIf", odd))
    (tmp_path / "content/posts" / name).write_bytes(data)
    write_post(tmp_path, "hagfors", f"![Ett torg]({name})")
    update = workshop.update()
    assert (update.failure, update.problems) == ("", ())
    assert update.published is not None
    copies = [each for each in update.published.written if each.startswith("bilder/")]
    assert copies
    for copy in copies:
        assert open_image((tmp_path / "preview" / copy).read_bytes()).size == (40, 60)


def test_a_picture_that_cannot_be_copied_after_all_is_named(
    workshop: Rebuilder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "content/posts/torget.jpg").write_bytes(make_photo())
    write_post(tmp_path, "hagfors", "![Ett torg](torget.jpg)")

    def fail(*_: object, **__: object) -> None:
        raise rejections.broken()

    with monkeypatch.context() as patch:
        patch.setattr(raster, "open_up", fail)
        update = workshop.update()
    assert update.failure == ""
    assert [(each.path, each.code) for each in update.problems] == [
        ("posts/torget.jpg", "picture-broken")
    ]
    assert workshop.update().problems == ()


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
