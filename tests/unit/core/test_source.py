"""The files of a folder are found, and read as text or rejected, whatever editor saved them."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.core import digest, source
from sitegen.core.digest import position
from sitegen.core.problem import Problem
from sitegen.core.source import MAX_TEXT, Entry, decode, read, scan


def write(root: Path, *names: str) -> None:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("text", encoding="utf-8")


def codes(problems: list[Problem]) -> list[tuple[str, str]]:
    assert all(problem.hint for problem in problems)
    return [(problem.path, problem.code) for problem in problems]


def test_a_text_that_icloud_has_not_downloaded_is_reported(tmp_path: Path) -> None:
    write(tmp_path, "posts/.besok.md.icloud", "posts/.torget.jpg.icloud")
    _, problems = scan(tmp_path)
    assert codes(problems) == [("posts/.besok.md.icloud", "file-hidden")]
    assert "Finder" in problems[0].hint


def test_every_file_is_found_in_the_order_of_paths(tmp_path: Path) -> None:
    write(tmp_path, "posts/b.md", "posts/a/index.md", "posts/a.md", "site.yml")
    entries, problems = scan(tmp_path)
    assert list(entries) == ["posts/a.md", "posts/a/index.md", "posts/b.md", "site.yml"]
    assert problems == []


@pytest.mark.parametrize(
    "name",
    [
        ".git/config",
        ".DS_Store",
        ".a.md.swp",
        "a.md~",
        "#a.md#",
        "~$plan.docx",
        "Thumbs.db",
        "desktop.ini",
        "mapp/.dold/a.md",
    ],
)
def test_hidden_and_backup_files_are_ignored(tmp_path: Path, name: str) -> None:
    write(tmp_path, name, "a.md")
    assert list(scan(tmp_path)[0]) == ["a.md"]


def test_a_missing_folder_raises_for_the_caller_to_report(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="saknas"):
        scan(tmp_path / "saknas")


def test_an_entry_changes_when_its_file_does(tmp_path: Path) -> None:
    write(tmp_path, "a.md")
    before = scan(tmp_path)[0]["a.md"]
    assert scan(tmp_path)[0]["a.md"] == before
    (tmp_path / "a.md").write_text("texten", encoding="utf-8")
    assert scan(tmp_path)[0]["a.md"] != before


def test_a_file_is_known_by_its_nfc_name_and_read_by_its_name_on_disk(tmp_path: Path) -> None:
    decomposed = unicodedata.normalize("NFD", "håbo/åre.md")
    write(tmp_path, decomposed)
    entries, _ = scan(tmp_path)
    assert list(entries) == ["håbo/åre.md"]
    assert entries["håbo/åre.md"].disk == decomposed
    assert read(tmp_path, entries["håbo/åre.md"])[0] is not None


def test_two_names_that_only_look_the_same_are_rejected(tmp_path: Path) -> None:
    write(tmp_path, "åre.md", unicodedata.normalize("NFD", "åre.md"))
    assert codes(scan(tmp_path)[1]) == [("åre.md", "name-twice")]


@pytest.mark.parametrize(
    "name", [b"\xe5re.md", b"a\nb.md", b"a\tb.md", b"a\x1bb.md", "a\u202eb.md".encode()]
)
def test_a_name_with_unreadable_characters_is_rejected(tmp_path: Path, name: bytes) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_text("text", encoding="utf-8")
    entries, problems = scan(tmp_path)
    assert entries == {}
    assert [problem.code for problem in problems] == ["name-unreadable"]
    assert problems[0].path.encode()


def test_a_link_to_a_file_within_the_folder_is_followed(tmp_path: Path) -> None:
    write(tmp_path, "bilder/a.jpg")
    (tmp_path / "b.jpg").symlink_to("bilder/a.jpg")
    entries, problems = scan(tmp_path)
    assert list(entries) == ["b.jpg", "bilder/a.jpg"]
    assert entries["b.jpg"].stamp == entries["bilder/a.jpg"].stamp
    assert problems == []


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("../utanfor.md", "ut ur mappen"),
        ("saknas.md", "inte till någon fil"),
        ("lank.md", "inte till någon fil"),
        (".", "inte till någon fil"),
        ("..", "inte till någon fil"),
        ("/dev/null", "inte till någon fil"),
    ],
)
def test_a_link_out_in_a_circle_or_to_no_file_is_rejected(
    tmp_path: Path, target: str, message: str
) -> None:
    root = tmp_path / "content"
    root.mkdir()
    write(tmp_path, "utanfor.md")
    (root / "lank.md").symlink_to(target)
    entries, problems = scan(root)
    assert entries == {}
    assert codes(problems) == [("lank.md", "link-refused")]
    assert message in problems[0].message


def test_a_folder_reached_by_a_link_may_be_read_itself(tmp_path: Path) -> None:
    write(tmp_path, "riktig/a.md", "riktig/b.md")
    (tmp_path / "riktig/c.md").symlink_to("a.md")
    (tmp_path / "lank").symlink_to("riktig")
    entries, problems = scan(tmp_path / "lank")
    assert list(entries) == ["a.md", "b.md", "c.md"]
    assert problems == []


def test_a_pipe_is_rejected_without_opening_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.md")
    entries, problems = scan(tmp_path)
    assert entries == {}
    assert codes(problems) == [("a.md", "not-a-file")]


def test_a_text_is_read_with_the_digest_of_its_bytes(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes("\ufeffÅre\r\n".encode())
    text, problems = read(tmp_path, scan(tmp_path)[0]["a.md"])
    assert text == source.Source("a.md", "Åre\n", digest.digest_of("\ufeffÅre\r\n".encode()))
    assert problems == []


def test_a_file_too_large_for_a_text_is_rejected_unread(tmp_path: Path) -> None:
    write(tmp_path, "a.md")
    text, problems = read(tmp_path, Entry("a.md", "a.md", (MAX_TEXT + 1, 1, 1, 1)))
    assert text is None
    assert codes(problems) == [("a.md", "text-too-large")]
    assert "200 kB" in problems[0].message
    assert read(tmp_path, Entry("a.md", "a.md", (MAX_TEXT, 1, 1, 1)))[1] == []


def test_a_file_that_vanished_meanwhile_is_reported(tmp_path: Path) -> None:
    text, problems = read(tmp_path, Entry("a.md", "a.md", (1, 1, 1, 1)))
    assert text is None
    assert codes(problems) == [("a.md", "file-vanished")]
    assert source.read_bytes(tmp_path / "a.md") is None


@pytest.mark.parametrize(
    "data",
    [
        "Åre\nHåbo\n".encode(),
        "\ufeffÅre\nHåbo\n".encode(),
        b"\xc3\x85re\r\nH\xc3\xa5bo\r\n",
        b"\xc3\x85re\rH\xc3\xa5bo\r",
        unicodedata.normalize("NFD", "Åre\nHåbo\n").encode(),
    ],
    ids=["plain", "BOM", "CRLF", "CR", "NFD"],
)
def test_a_text_is_the_same_whatever_editor_saved_it(data: bytes) -> None:
    text, problems = decode("a.md", data)
    assert problems == []
    assert text is not None
    assert text.text == "Åre\nHåbo\n"


@pytest.mark.parametrize(
    ("data", "place"),
    [
        ("Åre".encode("utf-16"), (1, 1)),
        ("Åre".encode("utf-16-be"), (1, 2)),
        ("are".encode("utf-16-be"), (1, 1)),
        ("---\ntitle: Håbo\n".encode("latin-1"), (2, 9)),
        ("H\u00e5bo ".encode() + "Åre".encode("cp1252"), (1, 6)),
        (b"\xef\xbb\xbfa\nb\n\xe5", (3, 1)),
        (b"\xef\xbb\xbfab\xe5", (1, 3)),
        (b"a\r\nb\r\n\xe5", (3, 1)),
        (b"avbruten \xc3", (1, 10)),
        (b"\xed\xa0\x80", (1, 1)),
        (b"\x89PNG\r\n\x1a\n", (1, 1)),
    ],
    ids=[
        "UTF-16",
        "UTF-16 without BOM",
        "UTF-16 without BOM or Swedish letters",
        "Latin-1",
        "two encodings on a line",
        "BOM and lines",
        "BOM on the line",
        "CRLF",
        "cut off",
        "surrogate",
        "picture",
    ],
)
def test_a_text_in_another_encoding_is_rejected_at_the_first_wrong_character(
    data: bytes, place: tuple[int, int]
) -> None:
    text, (problem,) = decode("a.md", data)
    assert text is None
    assert (problem.line, problem.column) == place
    if problem.code != "control-character":
        assert problem.code == "not-utf8"
        assert "UTF-8" in problem.hint


@pytest.mark.parametrize(
    "char", ["\0", "\x08", "\x0c", "\x1b", "\x7f", "\x96", "\u2028", "\u202e", "\u2066", "\ue000"]
)
def test_a_control_character_is_reported_with_its_place(char: str) -> None:
    text, (problem,) = decode("a.md", f"Åre\r\nHag{char}fors\n".encode())
    assert text is None
    assert (problem.code, problem.line, problem.column) == ("control-character", 2, 4)
    assert f"U+{ord(char):04X}" in problem.message


@pytest.mark.parametrize("word", ["a\tb", "bäst före", "mjukt\u00adstreck", "👩\u200d👧", "שלום"])
def test_characters_that_languages_need_are_kept(word: str) -> None:
    text, problems = decode("a.md", word.encode())
    assert problems == []
    assert text is not None
    assert text.text == unicodedata.normalize("NFC", word)


@given(st.binary(max_size=40) | st.text(max_size=20).map(str.encode))
def test_any_bytes_are_a_text_or_a_problem_with_a_place(data: bytes) -> None:
    text, problems = decode("a.md", data)
    assert (text is None) == bool(problems)
    for problem in problems:
        assert problem.line >= 1
        assert problem.column >= 1


@given(st.text("aå\n", max_size=20), st.data())
def test_a_position_counts_lines_and_columns_from_one(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    line, column = position(text, offset)
    above = text[:offset].split("\n")
    assert (line, column) == (len(above), len(above[-1]) + 1)
