"""Reads a WordPress export (WXR) item by item, however large it is.

It opens the export and nothing else, and hands over one XML element at a time; what the elements
mean, items.py says. XML that could do harm is rejected by defusedxml.
"""

from __future__ import annotations

import codecs
import html
import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO
from xml.etree.ElementTree import Element, ParseError

import defusedxml.ElementTree
from defusedxml import DefusedXmlException

from sitegen.core.record import Record

BLOCK = 1 << 20
"""Bytes that are looked through at a time."""

_LONGEST_TOKEN = 16
_OUTSIDE = re.compile(rb"<!\[CDATA\[|<item(?=[\s>])|</item\s*>")
_CDATA_END = re.compile(rb"\]\]>")
_MAX_HEAD = 50_000_000
_START = re.compile(r"<\?xml|<!DOCTYPE|<!ENTITY|<rss", re.IGNORECASE)
_ROOT = re.compile(r"<rss\b[^>]*>", re.IGNORECASE)
_DECLARED = re.compile(r"xmlns:([\w.-]+)\s*=")
_PREFIX = re.compile(r"</?([A-Za-z_][\w.-]*):[A-Za-z_]")
_ENCODING = re.compile(rb"<\?xml[^>]*encoding\s*=\s*[\"']([\w.:-]+)")
_CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff\ue000-\uf8ff]"
)
_LINE_MARKS = re.compile("[\x80-\x9f\u2028\u2029]")
_CDATA = re.compile(r"<!\[CDATA\[.*?\]\]>", re.DOTALL)
_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)(#?\w+;)?")
_WORDPRESS = re.compile(r"https?://wordpress\.org/export/(\d[\d.]*)/")

_AGAIN = (
    "Gör om exporten i WordPress under Verktyg → Exportera, och ta bort program som skriver till "
    "filen. Blir den avbruten: exportera ett år i taget."
)


class ExportRejected(Exception):
    """The file cannot be read as an export; the text says why and what to do, in Swedish."""


class ItemSpot(Record, frozen=True):
    """Where an item lies in the file: its first byte, the one after its last, and its line."""

    start: int
    end: int
    line: int


class Export(Record, frozen=True, kw_only=True):
    """An export that has been looked through: what stands before the items, and where they are.

    `cut_at` is the line of an item that the file ends within, 0 if there is none.
    """

    path: str
    encoding: str
    root: str
    head: str
    spots: tuple[ItemSpot, ...]
    cut_at: int = 0


class Broken(Record, frozen=True):
    """An item that is no XML: its line, and the line of the file where reading it failed."""

    line: int
    failed_at: int


class Chunk(Record, frozen=True):
    """A part of the export as text: how many signs were removed, and bytes that were not in the
    file's encoding."""

    text: str
    removed: int = 0
    misread: int = 0


def open_export(path: Path) -> Export:
    """Look through the file. Raises ExportRejected, and OSError if it cannot be read."""
    with path.open("rb") as file:
        begun = file.read(4_096)
        encoding = _find_encoding(path, begun)
        file.seek(0)
        spots, cut_at, end = _find_items(file)
        first = spots[0].start if spots else end
        if first > _MAX_HEAD:
            raise ExportRejected(f"{path}: det som står före inläggen är orimligt stort. {_AGAIN}")
        file.seek(0)
        head = decode_chunk(file.read(first), encoding).text
    start = _START.search(head)
    root = _ROOT.search(head)
    if start is None or root is None or _WORDPRESS.search(head) is None:
        raise ExportRejected(
            f"{path} är ingen export från WordPress. Gör en under Verktyg → Exportera → Allt "
            "innehåll, och ange den fil som du då får."
        )
    return Export(
        path=str(path),
        encoding=encoding,
        root=_complete_root(root[0], head),
        head=head[start.start() :],
        spots=tuple(spots),
        cut_at=cut_at,
    )


def _find_encoding(path: Path, begun: bytes) -> str:
    if begun[:2] in (b"PK", b"\x1f\x8b"):
        raise ExportRejected(f"{path} är packad. Packa upp den, och ange xml-filen som låg i den.")
    if begun[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        raise ExportRejected(f"{path} är sparad som UTF-16. Spara om den som UTF-8.")
    declared = _ENCODING.search(begun)
    name = declared[1].decode("ascii") if declared else "utf-8"
    try:
        if "<item>".encode(name) == b"<item>":
            return codecs.lookup(name).name
    except LookupError:
        pass
    raise ExportRejected(f"{path} är sparad i kodningen {name}. Spara om den som UTF-8.")


def _find_items(file: BinaryIO) -> tuple[list[ItemSpot], int, int]:
    """Where the items are, the line of one that is not ended, and where the last one ends."""
    spots: list[ItemSpot] = []
    offset, line = 0, 1
    begun: tuple[int, int] | None = None
    in_cdata, rest, end = False, b"", 0
    while block := file.read(BLOCK):
        data = rest + block
        at = counted = 0
        while found := (_CDATA_END if in_cdata else _OUTSIDE).search(data, at):
            line += data.count(b"\n", counted, found.start())
            counted = found.start()
            at = found.end()
            if in_cdata or found[0] == b"<![CDATA[":
                in_cdata = not in_cdata
            elif found[0] == b"<item":
                begun = begun or (offset + found.start(), line)
            elif begun:
                spots.append(ItemSpot(begun[0], offset + at, begun[1]))
                begun = None
        keep = max(at, len(data) - _LONGEST_TOKEN)
        line += data.count(b"\n", counted, keep)
        offset, rest = offset + keep, data[keep:]
        end = offset + len(rest)
    return spots, begun[1] if begun else 0, begun[0] if begun and not spots else end


def _complete_root(root: str, head: str) -> str:
    """The root tag, with the prefixes declared that some exports use without doing so."""
    known = set(_DECLARED.findall(root))
    version = _WORDPRESS.search(head)
    number = version[1] if version else "1.2"
    usual = {
        "excerpt": f"http://wordpress.org/export/{number}/excerpt/",
        "content": "http://purl.org/rss/1.0/modules/content/",
        "dc": "http://purl.org/dc/elements/1.1/",
        "wp": f"http://wordpress.org/export/{number}/",
    }
    more = "".join(f' xmlns:{key}="{usual[key]}"' for key in usual if key not in known)
    return f"{root.rstrip('>').rstrip('/')}{more}>"


def read_head(export: Export) -> tuple[Element, int]:
    """The channel without its items, and how many repairs that took. Raises ExportRejected."""
    head = _CONTROL.sub("", export.head)
    found = _ROOT.search(head)
    start = found.end() if found else 0
    before = head[: found.start() if found else 0]
    body = head[start:]
    if export.spots or export.cut_at:
        body = f"{body}</channel></rss>"
    failed = 0
    for number, attempt in enumerate((body, repair(body), f"{repair(body)}</channel></rss>")):
        above = before + declare(export.root, attempt)
        try:
            tree = _parse(above + attempt)
        except ParseError as error:
            shift = head.count("\n", 0, start) - above.count("\n")
            failed = failed or error.position[0] + shift
            continue
        channel = tree.find("channel")
        if channel is not None:
            return channel, number
    raise ExportRejected(
        f"{export.path}, rad {max(failed, 1)}: det är inte XML som går att läsa. {_AGAIN}"
    )


def read_item(
    file: BinaryIO, export: Export, spot: ItemSpot
) -> tuple[Element | Broken, Chunk, bool]:
    """One item, its text, and True if it had to be repaired first."""
    file.seek(spot.start)
    chunk = decode_chunk(file.read(spot.end - spot.start), export.encoding)
    failed = spot.line
    for attempt in (chunk.text, repair(chunk.text)):
        try:
            root = _parse(f"{declare(export.root, attempt)}{attempt}</rss>")
        except ParseError as error:
            failed = spot.line + error.position[0] - 1
            continue
        item = root.find("item")
        if item is not None:
            return item, chunk, attempt is not chunk.text
    return Broken(spot.line, failed), chunk, False


def read_items(export: Export) -> Iterator[tuple[ItemSpot, Element | Broken, Chunk, bool]]:
    """Every item, in the order of the file."""
    with Path(export.path).open("rb") as file:
        for spot in export.spots:
            yield spot, *read_item(file, export, spot)


def _parse(text: str) -> Element:
    """The root of an XML text. Raises ParseError, and ExportRejected for what could do harm."""
    try:
        root: Element = defusedxml.ElementTree.fromstring(text.encode("utf-8"), forbid_dtd=True)
    except DefusedXmlException as error:
        raise ExportRejected(
            "Exporten har en DTD eller egna entiteter. WordPress skriver inga sådana, och de kan "
            f"göra skada ({type(error).__name__}). {_AGAIN}"
        ) from None
    return root


def declare(root: str, text: str) -> str:
    """The root tag with a declaration of each prefix in `text` that it lacks."""
    known = {*_DECLARED.findall(root), "xml"}
    used = set(_PREFIX.findall(_CDATA.sub("", text)))
    more = "".join(f' xmlns:{each}="urn:undeclared:{each}"' for each in sorted(used - known))
    return f"{root[:-1]}{more}>" if more else root


def repair(text: str) -> str:
    """The text with what XML does not know outside of CDATA written as it should be."""
    pieces = []
    at = 0
    for found in _CDATA.finditer(text):
        pieces += [_repair_outside(text[at : found.start()]), found[0]]
        at = found.end()
    return "".join([*pieces, _repair_outside(text[at:])])


def _repair_outside(text: str) -> str:
    return _ENTITY.sub(_write_entity, text)


def _write_entity(found: re.Match[str]) -> str:
    meant = html.unescape(found[0])
    clean = _CONTROL.sub("", meant if meant != found[0] else found[0])
    return html.escape(clean, quote=False)


def decode_chunk(data: bytes, encoding: str) -> Chunk:
    """The text of some bytes; those that are none in the encoding are read as Windows-1252."""
    misread = 0
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        pieces = []
        while data:
            try:
                pieces.append(data.decode(encoding))
                break
            except UnicodeDecodeError as error:
                wrong = data[error.start : error.end]
                misread += len(wrong)
                pieces += [
                    data[: error.start].decode(encoding),
                    wrong.decode("cp1252", errors="replace"),
                ]
                data = data[error.end :]
        text = "".join(pieces)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text, odd = _LINE_MARKS.subn(" ", text)
    clean, removed = _CONTROL.subn("", text)
    removed += odd
    return Chunk(clean, removed, misread)
