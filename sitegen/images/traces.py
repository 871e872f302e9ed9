"""Traces in documents and films: who made them, where, and what others have remarked in them.

It reads a bounded part of one file and judges nothing. It does not see authors in encrypted or
damaged files or in the old formats of Office, what pictures inside documents hold, nor the text of
a PDF.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from html import unescape
from itertools import islice
from typing import BinaryIO, Literal
from zipfile import BadZipFile, LargeZipFile, ZipFile

from sitegen.core.record import Record
from sitegen.sweden.personal_numbers import find_personal_numbers

TraceKind = Literal["author", "place", "comments", "personal-number"]


class Trace(Record, frozen=True):
    """Something in a file that readers may not be meant to see; `shown` is what an author of the
    blog is told of it, and `written` what stands in the file, to be excused."""

    kind: TraceKind
    shown: str = ""
    written: str = ""


LONGEST = 4_000_000
"""The most bytes that are read of one file, or of all parts of a document together."""

LONGEST_PDF = 16_000_000
"""The same of a PDF, in which fonts and pictures take most of the room."""

LONGEST_TEXT = 1_000_000
"""The most characters in which personal numbers are looked for."""

MOST_NUMBERS = 5

PARTS = 200
"""The most parts of a document, such as slides, that are read."""

_PDF = ("pdf",)
_ZIPPED = ("docx", "xlsx", "pptx", "odt", "ods", "odp", "docm", "xlsm", "pptm")
_FILMS = ("mp4", "mov", "m4v", "3gp")
_DRAWINGS = ("svg",)
_PLAIN = ("txt", "csv", "rtf", "ics", "vtt", "srt")

EXAMINED = (*_PDF, *_ZIPPED, *_FILMS, *_DRAWINGS, *_PLAIN)
"""The extensions of the files that are looked into."""


def find_traces(extension: str, file: BinaryIO) -> tuple[Trace, ...]:
    """What is found in a file with this extension, each trace once; nothing if it is damaged."""
    if extension in _ZIPPED:
        found = _find_in_document(file)
    elif extension in _FILMS:
        found = _find_in_film(file)
    elif extension in _PDF:
        found = _find_in_pdf(file.read(LONGEST_PDF))
    elif extension in _DRAWINGS:
        found = _find_in_drawing(file.read(LONGEST).decode("utf-8", "replace"))
    else:
        found = _find_in_text(file.read(LONGEST).decode("utf-8", "replace"))
    try:
        return tuple(dict.fromkeys(found))
    except (BadZipFile, LargeZipFile, NotImplementedError, RuntimeError, ValueError, EOFError):
        return ()
    except (zlib.error, OSError, KeyError, LookupError):
        return ()


# Documents of Office and LibreOffice: XML in a ZIP archive.

_AUTHOR = re.compile(
    r"<(?:dc:creator|cp:lastModifiedBy|meta:initial-creator|meta:printed-by|Manager)(?:\s[^<>]*)?>"
    r"([^<>]+)<"
)
_PROPERTIES = re.compile(r"(?:docProps/(?:core|app)|meta)\.xml")
_REMARKS = re.compile(r"(?:word|ppt|xl)/(?:threadedC|c)omments.*\.xml")
_CONTENT = re.compile(
    r"word/(?:document|footnotes|header\d*|footer\d*)\.xml|content\.xml|xl/sharedStrings\.xml"
    r"|xl/worksheets/[^/]+\.xml|ppt/slides/[^/]+\.xml"
)
_CHANGED = re.compile(r"<(?:w:(?:ins|del) |text:changed-region|office:annotation)")
_PARAGRAPH = re.compile(r"</(?:w:p|a:p|text:p|si|c|row|table:table-cell)>|<(?:w:tab|w:br)/>")
_TAG = re.compile(r"<[^<>]*>")


def _find_in_document(file: BinaryIO) -> Iterator[Trace]:
    left = LONGEST
    with ZipFile(file) as archive:
        for name in archive.namelist()[: PARTS * 5]:
            is_content = _CONTENT.fullmatch(name) is not None
            if _REMARKS.fullmatch(name):
                yield Trace("comments")
            if not is_content and not _PROPERTIES.fullmatch(name):
                continue
            with archive.open(name) as part:
                text = part.read(left).decode("utf-8", "replace")
            left -= len(text)
            yield from (_author(found) for found in _AUTHOR.findall(text) if found.strip())
            if is_content:
                if _CHANGED.search(text):
                    yield Trace("comments")
                yield from _find_in_text(unescape(_TAG.sub("", _PARAGRAPH.sub("\n|\n", text))))
            if left <= 0:
                return


def _author(name: str) -> Trace:
    name = " ".join(unescape(name).split())
    return Trace("author", name, name)


def _find_in_text(text: str) -> Iterator[Trace]:
    """The first personal numbers, but for ten digits in a row: large tables have such by chance."""
    certain = (
        each
        for each in find_personal_numbers(text[:LONGEST_TEXT])
        if each.is_certain and each.end - each.start > len("YYMMDDNNNN")
    )
    for number in islice(certain, MOST_NUMBERS):
        yield Trace("personal-number", number.masked, text[number.start : number.end])


# SVG: what Inkscape writes besides the drawing.

_DRAWN_BY = re.compile(
    r"<dc:creator>(?:\s{0,99}+<[^<>]{0,200}>){0,9}+\s{0,99}+([^\s<>][^<>]{0,200})"
)
_EXPORTED = re.compile(r"inkscape:export-filename=\"([^\"]{0,300}[\\/][^\"/\\]{0,100})\"")


def _find_in_drawing(text: str) -> Iterator[Trace]:
    for pattern in (_DRAWN_BY, _EXPORTED):
        yield from (_author(found) for found in pattern.findall(text))
    yield from _find_in_text(_TAG.sub("|", text))


# PDF: ISO 32000-1, 14.3 (metadata), 7.3.4 (strings) and 7.5.7 (object streams).

_PDF_AUTHOR = re.compile(
    rb"/Author\s*(?:\(((?:\\.|[^\\()]|\([^()]*\))*)\)|<([0-9A-Fa-f\s]*)>)", re.S
)
_XMP_AUTHOR = re.compile(rb"<dc:creator>\s*<rdf:Seq>\s*<rdf:li[^<>]*>([^<>]+)<")
_STREAM = re.compile(rb"/ObjStm\b")
_ESCAPE = re.compile(rb"\\(?:([0-7]{1,3})|(\r?\n)|(.))", re.S)
_LETTERS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def _find_in_pdf(data: bytes) -> Iterator[Trace]:
    for part in (data, *_inflated(data)):
        for written, hexadecimal in _PDF_AUTHOR.findall(part):
            digits = b"".join(hexadecimal.split()).decode()
            raw = bytes.fromhex(digits + "0" * (len(digits) % 2)) or _ESCAPE.sub(_unescape, written)
            name = _decode(raw)
            if name.strip():
                yield _author(name)
        for found in _XMP_AUTHOR.findall(part):
            yield _author(found.decode("utf-8", "replace"))


def _inflated(data: bytes) -> Iterator[bytes]:
    """The object streams of a PDF, as far as they can be read."""
    left = LONGEST
    for stream in islice(_STREAM.finditer(data), PARTS):
        start = data.find(b"stream", stream.end(), stream.end() + 400) + len(b"stream")
        try:
            part = zlib.decompressobj().decompress(data[start : start + LONGEST].lstrip(), left)
        except zlib.error:
            continue
        left -= len(part)
        yield part
        if left <= 0:
            return


def _unescape(found: re.Match[bytes]) -> bytes:
    if found[1]:
        return bytes((int(found[1], 8) & 255,))
    return b"" if found[2] else _LETTERS.get(found[3], found[3])


def _decode(raw: bytes) -> str:
    """A text string of a PDF."""
    if raw.startswith((b"\xfe\xff", b"\xff\xfe")):
        return raw.decode("utf-16", "replace")
    if raw.startswith(b"\xef\xbb\xbf"):
        return raw[3:].decode("utf-8", "replace")
    return raw.decode("latin-1")


# Films: ISO/IEC 14496-12 (boxes), and Apple's QuickTime File Format (places and authors).

_PLACES = (b"\xa9xyz", b"com.apple.quicktime.location", b"loci")
_FILM_AUTHOR = re.compile(rb"\xa9(?:aut|ART)(?:....data.{8}|.{4})([^\0]{2,80})", re.S)


def _find_in_film(file: BinaryIO) -> Iterator[Trace]:
    data = _movie_box(file)
    if any(mark in data for mark in _PLACES):
        yield Trace("place")
    for name in _FILM_AUTHOR.findall(data):
        shown = name.decode("utf-8", "ignore").strip()
        if shown.isprintable() and any(map(str.isalpha, shown)):
            yield _author(shown)


def _movie_box(file: BinaryIO) -> bytes:
    """The box that describes a film, which may be before or after what is seen and heard."""
    found = b""
    for _ in range(1_000):
        head = file.read(16)
        if len(head) < 8:
            break
        size, kind = int.from_bytes(head[:4], "big"), head[4:8]
        skipped = 16 if size == 1 else 8
        size = int.from_bytes(head[8:16], "big") if size == 1 else size
        start = file.tell() - len(head)
        if kind in (b"moov", b"meta", b"udta", b"uuid"):
            file.seek(start + skipped)
            found += file.read(min(max(size - skipped, 0) if size else LONGEST, LONGEST))
        if size < skipped or len(found) >= LONGEST:
            break
        file.seek(start + size)
    return found
