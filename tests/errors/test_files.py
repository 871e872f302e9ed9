"""Files that cannot be read as texts, or may not be part of the content: rejected by name.

They are made here, for no repository should hold such files.
"""

from __future__ import annotations

import os
import shutil
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Run, Snapshot
from tests.errors.reading import assert_helpful, mistakes_in

HERE = Path(__file__).parent
TEXT = "---\ntitle: Återbesök\ndate: 2017-01-12\nkommun: Hagfors\ntheme: samverkan\n---\n\nÅter.\n"
POST = Path("content/posts/hagfors.md")


def write_latin_1() -> None:
    POST.write_bytes(TEXT.encode("latin-1"))


def write_utf_16() -> None:
    POST.write_bytes(TEXT.encode("utf-16"))


def write_half_a_letter() -> None:
    POST.write_bytes(TEXT.encode()[:-6])


def write_a_null() -> None:
    POST.write_text(TEXT.replace("Åter.", "Åter\0."), encoding="utf-8")


def write_too_much() -> None:
    POST.write_text(TEXT + "Ord. " * 40_001, encoding="utf-8")


def write_one_name_twice() -> None:
    for form in ("NFC", "NFD"):
        name = unicodedata.normalize(form, "återbesök.md")
        (POST.parent / name).write_text(TEXT, encoding="utf-8")


def link_out_of_the_folder() -> None:
    Path("hemligt.md").write_text(TEXT, encoding="utf-8")
    POST.symlink_to("../../hemligt.md")


def link_to_nothing() -> None:
    POST.symlink_to("finns-inte.md")


def link_to_a_folder() -> None:
    Path("content/posts/bilder").symlink_to("..")


def make_a_pipe() -> None:
    os.mkfifo(POST)


def name_with_a_line_break() -> None:
    (POST.parent / "två\nrader.md").write_text(TEXT, encoding="utf-8")


def name_that_is_no_utf_8() -> None:
    folder = os.fsencode(POST.parent)
    Path(os.fsdecode(folder + b"/bes\xf6k.md")).write_text(TEXT, encoding="utf-8")


@pytest.mark.parametrize(
    "make",
    [
        write_latin_1,
        write_utf_16,
        write_half_a_letter,
        write_a_null,
        write_too_much,
        write_one_name_twice,
        link_out_of_the_folder,
        link_to_nothing,
        link_to_a_folder,
        make_a_pipe,
        name_with_a_line_break,
        name_that_is_no_utf_8,
    ],
)
def test_a_file_that_cannot_be_used_is_rejected_by_name(
    make: Callable[[], None], run: Run, snapshot: Snapshot
) -> None:
    shutil.copytree(HERE / "around", "content")
    make()
    found = run("check", "--no-cache", "--today", "2017-06-30")
    assert (found.status, found.err) == (1, "")
    snapshot(HERE / "files" / f"{make.__name__}.txt", found.out)
    [mistake] = mistakes_in(found.out)
    assert_helpful(mistake)


def test_a_draft_in_another_encoding_is_reported_once(run: Run) -> None:
    shutil.copytree(HERE / "around", "content")
    draft = TEXT.replace("theme:", "draft: true\ntheme:")
    POST.write_bytes(draft.encode("latin-1"))
    [mistake] = mistakes_in(run("check", "--no-cache", "--today", "2017-06-30").out)
    assert "inte sparad som UTF-8" in mistake


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbf" + TEXT.encode(),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
        unicodedata.normalize("NFD", TEXT).encode(),
        TEXT.rstrip("\n").encode(),
    ],
    ids=["BOM", "CRLF", "CR", "NFD", "no last line break"],
)
def test_a_text_from_any_editor_is_read(data: bytes, run: Run) -> None:
    shutil.copytree(HERE / "around", "content")
    POST.write_bytes(data)
    found = run("build", "--no-cache", "--strict", "--today", "2017-06-30")
    assert (found.status, found.err) == (0, "")
    assert "<h1>Återbesök</h1>" in Path("site/besok/hagfors/index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [".hagfors.md.swp", "hagfors.md~", "#hagfors.md#", "~$hagfors.md"])
def test_what_editors_leave_behind_is_passed_over(name: str, run: Run) -> None:
    shutil.copytree(HERE / "around", "content")
    (POST.parent / name).write_bytes(b"\xff\xfe inget inlagg")
    assert run("check", "--no-cache", "--today", "2017-06-30").status == 0


def test_a_name_in_another_form_makes_the_same_address(run: Run) -> None:
    shutil.copytree(HERE / "around", "content")
    name = unicodedata.normalize("NFD", "återbesök.md")
    (POST.parent / name).write_text(TEXT, encoding="utf-8")
    assert run("build", "--no-cache", "--today", "2017-06-30").status == 0
    assert Path("site/besok/aterbesok/index.html").exists()
