"""Compressed copies: the same bytes give the same copy, and each is updated with its source."""

from __future__ import annotations

import gzip as standard
from collections.abc import Mapping

import brotli as standard_brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.core.digest import digest_of
from sitegen.core.workers import say_nothing
from sitegen.output import compression
from sitegen.output.publication import Published
from sitegen.output.target import OutputFile, OutputFiles

LONG = b"<p>Vi har varit i Hedemora igen.</p>\n" * 100


@given(st.binary())
def test_a_compressed_copy_can_be_decompressed(data: bytes) -> None:
    assert standard.decompress(compression.gzip(data)) == data
    assert standard_brotli.decompress(compression.brotli(data)) == data


def test_a_gzip_header_has_neither_time_nor_system() -> None:
    assert compression.gzip(LONG)[:10] == bytes((31, 139, 8, 0, 0, 0, 0, 0, 2, 255))
    assert len(compression.gzip(LONG)) <= len(standard.compress(LONG, 9, mtime=0))


class Shelf:
    """A place for files, in memory."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files = dict(files)
        self.put_now: list[str] = []

    @property
    def previous(self) -> dict[str, str]:
        return {path: digest_of(data) for path, data in self.files.items()}

    def put(self, path: str, data: bytes) -> str:
        self.files[path] = data
        self.put_now.append(path)
        return digest_of(data)

    def contents(self, path: str) -> bytes:
        return self.files[path]

    def commit(self, files: Mapping[str, str]) -> Published:
        raise NotImplementedError


def rendered(files: Mapping[str, bytes]) -> OutputFiles:
    return {path: OutputFile("sida", digest_of(data)) for path, data in files.items()}


def renew(shelf: Shelf, files: Mapping[str, bytes], known: OutputFiles, *kinds: str) -> OutputFiles:
    shelf.put_now.clear()
    shelf.files |= files
    return compression.update_copies(
        {**known, **rendered(files)},
        kinds,
        known=known,
        target=shelf,
        jobs=1,
        progress=say_nothing,
    )


FILES = {"index.html": LONG, "om/index.html": LONG + b"Om", "bilder/a.webp": LONG}


def test_texts_are_compressed_and_compressed_formats_are_not() -> None:
    shelf = Shelf({})
    found = renew(shelf, {**FILES, "liten.html": b"Hej"}, {}, "gz", "br")
    packed = found.keys() - {*FILES, "liten.html"}
    names = ("index.html", "om/index.html")
    assert packed == {f"{name}.{kind}" for name in names for kind in ("gz", "br")}
    assert standard.decompress(shelf.files["index.html.gz"]) == LONG


def test_only_changed_files_are_compressed_again() -> None:
    shelf = Shelf({})
    known = renew(shelf, FILES, {}, "gz")
    assert renew(shelf, FILES, known, "gz") == known
    assert shelf.put_now == []
    changed = renew(shelf, {**FILES, "om/index.html": LONG}, known, "gz")
    assert shelf.put_now == ["om/index.html.gz"]
    del shelf.files["index.html.gz"]
    assert renew(shelf, {**FILES, "om/index.html": LONG}, changed, "gz") == changed
    assert shelf.put_now == ["index.html.gz"]


def test_copies_of_kinds_no_longer_wanted_are_removed() -> None:
    shelf = Shelf({})
    known = renew(shelf, FILES, {}, "gz", "br")
    assert renew(shelf, FILES, known, "br").keys() == {
        *FILES,
        "index.html.br",
        "om/index.html.br",
    }
    assert renew(shelf, FILES, known) == rendered(FILES)


def test_a_page_that_became_short_has_no_copy() -> None:
    shelf = Shelf({})
    known = renew(shelf, FILES, {}, "gz")
    found = renew(shelf, {**FILES, "index.html": b"Kort"}, known, "gz")
    assert "index.html.gz" not in found


def test_a_file_of_the_blog_is_never_written_over_by_a_copy() -> None:
    files = {**FILES, "filer/data.csv": LONG, "filer/data.csv.gz": b"egen"}
    shelf = Shelf({})
    assert renew(shelf, files, {}, "gz")["filer/data.csv.gz"] == OutputFile(
        "sida", digest_of(b"egen")
    )
    assert shelf.files["filer/data.csv.gz"] == b"egen"


def test_a_file_that_somebody_has_edited_where_it_stands_gets_no_copy() -> None:
    shelf = Shelf({})
    known = renew(shelf, FILES, {}, "gz")
    edited = dict(FILES)
    shelf.files["index.html"] = LONG.upper()
    del shelf.files["index.html.gz"]
    found = compression.update_copies(
        {**known, **rendered(edited)},
        ["gz"],
        known=known,
        target=shelf,
        jobs=1,
        progress=say_nothing,
    )
    assert "index.html.gz" not in found


@pytest.mark.parametrize("kind", compression.KINDS)
def test_what_the_tests_need_is_installed(kind: str) -> None:
    assert compression.can_pack(kind)
