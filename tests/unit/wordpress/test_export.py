"""An export is read item by item; what is broken is named by its line, what is hostile rejected."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.wordpress.export import Broken, ExportRejected, open_export, read_head, read_items
from sitegen.wordpress.items import read_one
from tests.support.wordpress import make_export, make_item


def write(folder: Path, text: str | bytes) -> Path:
    path = folder / "blogg.xml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def titles(path: Path) -> list[str]:
    return [
        "-" if isinstance(element, Broken) else read_one(element, spot.line).title
        for spot, element, _, _ in read_items(open_export(path))
    ]


def test_items_come_in_order_with_their_lines(tmp_path: Path) -> None:
    path = write(tmp_path, make_export(make_item("1", "Ett"), make_item("2", "Två")))
    found = [spot.line for spot, *_ in read_items(open_export(path))]
    lines = path.read_text().splitlines()
    assert titles(path) == ["Ett", "Två"]
    assert [lines[line - 1] for line in found] == ["<item>", "<item>"]


def test_words_in_a_text_are_no_items(tmp_path: Path) -> None:
    text = make_export(make_item("1", "Ett", "<item>nej</item> ja"), make_item("2", "Två"))
    assert titles(write(tmp_path, text)) == ["Ett", "Två"]


@pytest.mark.parametrize("version", ["1.0", "1.1", "1.2"])
def test_every_version_is_read(tmp_path: Path, version: str) -> None:
    text = make_export(make_item("1", "Ett")).replace("export/1.2/", f"export/{version}/")
    assert titles(write(tmp_path, text)) == ["Ett"]


def test_a_broken_item_is_named_and_the_others_read(tmp_path: Path) -> None:
    broken = make_item("2", "Två").replace("</title>", "</titel>")
    path = write(tmp_path, make_export(make_item("1", "Ett"), broken, make_item("3", "Tre")))
    assert titles(path) == ["Ett", "-", "Tre"]


def test_a_file_that_ends_within_an_item_says_where(tmp_path: Path) -> None:
    text = make_export(make_item("1", "Ett"), make_item("2", "Två"))
    path = write(tmp_path, text[: text.index("Två")])
    export = open_export(path)
    assert titles(path) == ["Ett"]
    assert path.read_text().splitlines()[export.cut_at - 1] == "<item>"


def test_control_characters_and_stray_signs_are_repaired(tmp_path: Path) -> None:
    item = make_item("1", "Ett\x08 o\x0bch", "Text\x00").replace("<![CDATA[anna]]>", "A & B&nbsp;C")
    ((_, element, chunk, repaired),) = read_items(open_export(write(tmp_path, make_export(item))))
    assert not isinstance(element, Broken)
    read = read_one(element, 1)
    assert (read.title, read.content, read.writer) == ("Ett och", "Text", "A & B\xa0C")
    assert (chunk.removed, repaired) == (3, True)


def test_bytes_of_another_encoding_are_read_and_counted(tmp_path: Path) -> None:
    data = make_export(make_item("1", "MARK")).encode().replace(b"MARK", b"Bes\xf6k \x96 nu")
    ((_, element, chunk, _),) = read_items(open_export(write(tmp_path, data)))
    assert not isinstance(element, Broken)
    assert (read_one(element, 1).title, chunk.misread) == ("Besök – nu", 2)


def test_the_declared_encoding_holds(tmp_path: Path) -> None:
    text = make_export(make_item("1", "Besök")).replace("UTF-8", "ISO-8859-1")
    assert titles(write(tmp_path, text.encode("latin-1"))) == ["Besök"]


BOMB = '<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>\n<rss'
FILE = '<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]>\n<rss'


@pytest.mark.parametrize("hostile", [BOMB, FILE])
def test_entities_are_rejected(tmp_path: Path, hostile: str) -> None:
    text = make_export(make_item("1", "&b;")).replace("<rss", hostile, 1)
    with pytest.raises(ExportRejected, match="DTD eller egna entiteter"):
        read_head(open_export(write(tmp_path, text)))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"<rss><channel><title>Annat</title></channel></rss>", "ingen export från WordPress"),
        (b"", "ingen export från WordPress"),
        (b"PK\x03\x04", "är packad"),
        ("<rss>".encode("utf-16"), "UTF-16"),
        (b'<?xml version="1.0" encoding="klingon"?>', "kodningen klingon"),
    ],
)
def test_what_is_no_export_says_what_to_do(tmp_path: Path, data: bytes, said: str) -> None:
    with pytest.raises(ExportRejected, match=said):
        open_export(write(tmp_path, data))


def test_a_head_that_is_cut_says_so(tmp_path: Path) -> None:
    text = make_export()
    with pytest.raises(ExportRejected, match=r"rad \d+: det är inte XML|ingen export"):
        read_head(open_export(write(tmp_path, text[: text.index("<wp:author>") + 4])))


def test_a_head_that_is_wrong_says_on_which_line(tmp_path: Path) -> None:
    text = make_export().replace("<wp:author>", "\n<wp:term>\n<wp:author>", 1)
    wrong = text[: text.index("</channel>")].count("\n") + 1
    with pytest.raises(ExportRejected, match=rf"rad {wrong}: det är inte XML"):
        read_head(open_export(write(tmp_path, text)))


def test_warnings_of_php_before_the_xml_are_skipped(tmp_path: Path) -> None:
    text = "\n<b>Warning</b>: mysql in wp.php\n" + make_export(make_item("1", "Ett"))
    path = write(tmp_path, text)
    channel, _ = read_head(open_export(path))
    assert channel.findtext("title") == "Gamla bloggen"
