from __future__ import annotations

import os
from pathlib import Path

import pytest

from sitegen.core.digest import digest_of
from sitegen.core.file_stamps import stamp_of
from sitegen.output.manifest import MANIFEST, ManifestEntry, encode_manifest
from sitegen.output.publication import Published, PublishError, publication
from sitegen.output.staging import stage
from tests.support import publishing
from tests.support.publishing import NEW, OLD, publish, put, read

output, built = publishing.output, publishing.built

SIZES = {path: len(data) for path, data in OLD.items()}


def inodes(output: Path) -> dict[str, int]:
    return {path: (output / path).stat().st_ino for path in read(output)}


# What a build writes and removes


def test_the_first_build_makes_the_folder_and_all_in_it(output: Path) -> None:
    published = publish(output, OLD)
    assert published == Published(tuple(sorted(OLD)), (), 0, SIZES)
    assert read(output) == OLD


def test_a_build_of_the_same_site_writes_nothing(built: Path) -> None:
    before = {path: stamp_of(str(path)) for path in (built, *built.rglob("*"))}
    assert publish(built, OLD) == Published((), (), len(OLD), SIZES)
    assert {path: stamp_of(str(path)) for path in (built, *built.rglob("*"))} == before


def test_only_what_changed_is_written_and_what_is_no_longer_made_goes(built: Path) -> None:
    before = inodes(built)
    published = publish(built, NEW)
    assert published.written == ("besok/hultsfred/index.html", "index.html")
    assert published.removed == ("besok/hedemora/index.html", "tema/feed.xml")
    assert published.unchanged == 1
    assert read(built) == NEW
    same = "besok/hagfors/index.html"
    assert inodes(built)[same] == before[same]


def test_folders_that_are_emptied_go_too(built: Path) -> None:
    publish(built, NEW)
    folders = {path.relative_to(built).as_posix() for path in built.rglob("*") if path.is_dir()}
    assert folders == {"besok", "besok/hagfors", "besok/hultsfred"}


def test_a_site_may_be_empty_and_come_back(built: Path) -> None:
    publish(built, {})
    assert list(built.iterdir()) == [built / MANIFEST]
    publish(built, OLD)
    assert read(built) == OLD


def test_an_empty_first_site_leaves_its_folder(output: Path) -> None:
    publish(output, {})
    assert read(output) == {}


def test_the_folder_itself_stays_the_same_for_whoever_serves_it(built: Path) -> None:
    inode = built.stat().st_ino
    publish(built, NEW)
    assert built.stat().st_ino == inode


def test_a_page_may_become_a_folder_and_a_folder_a_page(output: Path) -> None:
    publish(output, {"a": b"1", "b/c/d": b"2", "b/e": b"3"})
    publish(output, {"a/x/y": b"4", "b": b"5"})
    assert read(output) == {"a/x/y": b"4", "b": b"5"}


def test_files_staged_needlessly_are_not_published(output: Path) -> None:
    for site in (OLD, NEW):
        with publication(output) as held:
            files = {path: stage(held.staging, path, data) for path, data in site.items()}
            stage(held.staging, "utkast/index.html", b"utkast")
            published = held.commit(files)
        assert read(output) == site
    assert not (output / "utkast").exists()
    assert published.written == ("besok/hultsfred/index.html", "index.html")


def test_a_file_that_was_never_staged_is_a_programming_error(built: Path) -> None:
    with publication(built) as held, pytest.raises(ValueError, match=r"not staged.*index\.html"):
        held.commit({"index.html": digest_of(b"x")})
    assert read(built) == OLD


@pytest.mark.parametrize("clash", [{"besok": b"x"}, {"index.html/x": b"x"}])
def test_a_path_that_is_both_file_and_folder_is_a_programming_error(
    built: Path, clash: dict[str, bytes]
) -> None:
    with pytest.raises(ValueError, match="both file and folder"):
        publish(built, {**OLD, **clash})
    assert read(built) == OLD


def test_everybody_may_read_what_is_published(output: Path) -> None:
    umask = os.umask(0o022)
    try:
        publish(output, OLD)
        publish(output, NEW)
    finally:
        os.umask(umask)
    assert {path.stat().st_mode & 0o777 for path in output.rglob("*") if path.is_file()} == {0o644}
    assert {path.stat().st_mode & 0o777 for path in output.rglob("*") if path.is_dir()} == {0o755}
    assert output.stat().st_mode & 0o777 == 0o755


# The manifest


def test_the_manifest_of_equal_sites_is_equal_whatever_came_before(
    built: Path, tmp_path: Path
) -> None:
    publish(built, NEW)
    publish(tmp_path / "other", NEW)
    assert (built / MANIFEST).read_bytes() == (tmp_path / "other" / MANIFEST).read_bytes()


@pytest.mark.parametrize("data", [b"", b"# not ours\n", b"\xff\n"])
def test_an_unreadable_manifest_is_reported(built: Path, data: bytes) -> None:
    (built / MANIFEST).write_bytes(data)
    with pytest.raises(PublishError) as caught:
        publish(built, NEW)
    assert caught.value.problems[0].code == "output-manifest-damaged"
    assert (caught.value.problems[0].root, caught.value.problems[0].path) == ("output", MANIFEST)
    assert read(built) == OLD
    assert (built / MANIFEST).read_bytes() == data


def test_a_manifest_that_leads_out_of_the_folder_is_rejected(built: Path, tmp_path: Path) -> None:
    outside = put(tmp_path / "outside", b"foreign")
    (built / MANIFEST).write_bytes(
        encode_manifest({"../../outside": ManifestEntry(digest_of(b"foreign"), 7)})
    )
    with pytest.raises(PublishError) as caught:
        publish(built, NEW)
    assert caught.value.problems[0].code == "output-manifest-damaged"
    assert outside.read_bytes() == b"foreign"


def test_without_the_manifest_unchanged_pages_are_known_by_their_bytes(built: Path) -> None:
    (built / MANIFEST).unlink()
    assert publish(built, OLD).written == ()
    publish(built, NEW)
    assert read(built) == NEW
