"""Publishing to an output folder in which others have added, changed or deleted files."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sitegen.output.publication import PublishError, publication
from tests.support import publishing
from tests.support.publishing import NEW, OLD, publish, put, read

output, built = publishing.output, publishing.built


@pytest.mark.parametrize(
    ("path", "data"), [("index.html", None), ("index.html", b"st"), ("tema/feed.xml", b"")]
)
def test_a_file_that_somebody_deleted_or_truncated_is_written_again(
    built: Path, path: str, data: bytes | None
) -> None:
    (built / path).unlink()
    if data is not None:
        (built / path).write_bytes(data)
    with publication(built) as held:
        assert held.previous.keys() == OLD.keys() - {path}
    assert publish(built, OLD).written == (path,)
    assert read(built) == OLD


def test_a_folder_that_somebody_deleted_is_made_again(built: Path) -> None:
    (built / "tema/feed.xml").unlink()
    (built / "tema").rmdir()
    assert publish(built, OLD).written == ("tema/feed.xml",)
    assert read(built) == OLD


def test_a_page_replaced_by_a_link_of_the_same_size_counts_as_missing(built: Path) -> None:
    page = built / "besok/hagfors/index.html"
    page.unlink()
    page.symlink_to("x" * len(b"hagfors"))
    with publication(built) as held:
        assert held.previous.keys() == OLD.keys() - {"besok/hagfors/index.html"}


def test_an_edit_that_keeps_the_size_is_not_noticed_by_a_build(built: Path) -> None:
    (built / "index.html").write_bytes(b"trats")
    assert publish(built, OLD).written == ()


def test_foreign_files_are_left_alone(built: Path) -> None:
    put(built / "CNAME", b"foreign")
    put(built / "tema/anteckning.txt", b"foreign")
    publish(built, NEW)
    assert read(built) == {**NEW, "CNAME": b"foreign", "tema/anteckning.txt": b"foreign"}


def test_the_first_build_may_find_foreign_files(output: Path) -> None:
    put(output / "besok/anteckning.txt", b"foreign")
    publish(output, OLD)
    assert read(output) == {**OLD, "besok/anteckning.txt": b"foreign"}


def _stand_in_the_way(built: Path, kind: str) -> str:
    """Puts something foreign where NEW wants a page; its path."""
    page, outside = built / "besok/hultsfred/index.html", built.parent.parent / "outside"
    outside.mkdir()
    match kind:
        case "file":
            put(page, b"foreign")
        case "folder":
            put(page / "bild.jpg", b"foreign")
        case "empty folder":
            page.mkdir(parents=True)
        case "file for folder":
            page = put(page.parent, b"foreign")
        case "link to a folder":
            page = page.parent
            page.symlink_to(outside)
        case "link to a file":
            page.parent.mkdir()
            page.symlink_to(put(outside / "x", b"hultsfred"))
        case "dead link":
            page.parent.mkdir()
            page.symlink_to(outside / "nothing")
    return page.relative_to(built).as_posix()


@pytest.mark.parametrize(
    "kind",
    [
        "file",
        "folder",
        "empty folder",
        "file for folder",
        "link to a folder",
        "link to a file",
        "dead link",
    ],
)
def test_what_is_foreign_and_in_the_way_is_named_before_anything_is_written(
    built: Path, kind: str
) -> None:
    path = _stand_in_the_way(built, kind)
    before = read(built)
    with pytest.raises(PublishError) as caught:
        publish(built, NEW)
    (problem,) = caught.value.problems
    assert problem.code == "output-foreign"
    assert (problem.root, problem.path) == ("output", path)
    assert "besok/hultsfred/index.html" in problem.message
    assert read(built) == before
    assert read(built.parent.parent / "outside").keys() <= {"x"}


def test_a_folder_of_ours_with_a_foreign_file_does_not_become_a_page(built: Path) -> None:
    put(built / "tema/anteckning.txt", b"foreign")
    with pytest.raises(PublishError, match=r"tema/anteckning\.txt"):
        publish(built, {"tema": b"page"})
    assert read(built) == {**OLD, "tema/anteckning.txt": b"foreign"}


def test_a_folder_of_ours_with_a_link_for_a_page_does_not_become_a_page(built: Path) -> None:
    (built / "tema/feed.xml").unlink()
    (built / "tema/feed.xml").symlink_to("nowhere")
    with pytest.raises(PublishError, match=r"tema/feed\.xml"):
        publish(built, {"tema": b"page"})
    assert (built / "tema/feed.xml").is_symlink()


def test_a_page_that_became_a_link_is_not_written_through_it(built: Path, tmp_path: Path) -> None:
    target = put(tmp_path / "target", b"foreign")
    (built / "index.html").unlink()
    (built / "index.html").symlink_to(target)
    with pytest.raises(PublishError, match=r"index\.html"):
        publish(built, NEW)
    assert target.read_bytes() == b"foreign"


def test_many_foreign_files_are_counted_rather_than_listed(output: Path) -> None:
    site = {f"{number}.html": b"page" for number in range(13)}
    for path in site:
        put(output / path, b"foreign")
    with pytest.raises(PublishError) as caught:
        publish(output, site)
    *named, rest = caught.value.problems
    assert len(named) == 10
    assert "Ytterligare 3" in rest.message


def test_a_foreign_file_with_the_bytes_of_a_page_becomes_ours(output: Path) -> None:
    put(output / "index.html", OLD["index.html"])
    inode = (output / "index.html").stat().st_ino
    published = publish(output, OLD)
    assert "index.html" not in published.written
    assert (output / "index.html").stat().st_ino == inode
    publish(output, {})
    assert read(output) == {}


def test_a_stale_page_goes_even_if_somebody_edited_it(built: Path) -> None:
    (built / "tema/feed.xml").write_bytes(b"edited by hand")
    publish(built, NEW)
    assert read(built) == NEW


def test_a_stale_page_that_became_a_folder_stays_with_what_is_in_it(built: Path) -> None:
    (built / "tema/feed.xml").unlink()
    put(built / "tema/feed.xml/anteckning.txt", b"foreign")
    publish(built, NEW)
    assert read(built) == {**NEW, "tema/feed.xml/anteckning.txt": b"foreign"}


@pytest.mark.parametrize("linked", ["tema", "tema/feed.xml"])
def test_nothing_is_removed_through_a_link(built: Path, tmp_path: Path, linked: str) -> None:
    (built / "tema").rename(tmp_path / "tema")
    (built / linked).parent.mkdir(exist_ok=True)
    (built / linked).symlink_to(tmp_path / linked)
    publish(built, NEW)
    assert (tmp_path / "tema/feed.xml").read_bytes() == b"feed"
    assert (built / linked).is_symlink()


def test_a_folder_emptied_beyond_a_link_stays(built: Path, tmp_path: Path) -> None:
    (tmp_path / "hedemora").mkdir()
    (built / "besok/hedemora/index.html").unlink()
    (built / "besok/hedemora").rmdir()
    (built / "besok/hedemora").symlink_to(tmp_path / "hedemora")
    publish(built, NEW)
    assert (tmp_path / "hedemora").is_dir()


# Names that differ only in letter case


def test_a_name_may_change_in_letter_case_where_the_disk_ignores_that(output: Path) -> None:
    publish(output, {"Bild.jpg": b"bild"})
    (output / "bild.jpg").hardlink_to(output / "Bild.jpg")  # what such a disk would answer
    assert publish(output, {"bild.jpg": b"bild"}).written == ("bild.jpg",)
    assert read(output) == {"bild.jpg": b"bild"}


def test_the_old_name_goes_first_when_only_letter_case_changes(
    output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(output, {"Bild.jpg": b"old"})
    (output / "bild.jpg").hardlink_to(output / "Bild.jpg")
    seen = []
    real = os.unlink

    def unlink(path: str, **others: int) -> None:
        if path == str(output / "Bild.jpg"):
            seen.append((output / "bild.jpg").read_bytes())
        real(path, **others)

    with monkeypatch.context() as patch:
        patch.setattr(os, "unlink", unlink)
        publish(output, {"bild.jpg": b"new"})
    assert seen == [b"old"]


def test_a_foreign_file_is_not_ours_for_differing_only_in_letter_case(output: Path) -> None:
    publish(output, {"Bild.jpg": b"ours"})
    put(output / "bild.jpg", b"foreign")
    with pytest.raises(PublishError, match=r"bild\.jpg"):
        publish(output, {"bild.jpg": b"new"})
    assert read(output) == {"Bild.jpg": b"ours", "bild.jpg": b"foreign"}
