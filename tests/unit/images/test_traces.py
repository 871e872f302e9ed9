"""Traces: what documents and films say of persons, whatever program wrote them."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.images import traces
from sitegen.images.traces import Trace, find_traces

ANNA = Trace("author", "Anna Exempel", "Anna Exempel")
COMMENTS = Trace("comments")
PLACE = Trace("place")
NUMBER = Trace("personal-number", "20050312-****", "20050312-9801")


def zipped(**parts: str) -> bytes:
    """An archive of parts; __ in a name stands for a slash and _ for a full stop."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), text)
    return data.getvalue()


def box(kind: bytes, *content: bytes) -> bytes:
    """A box of a film."""
    data = b"".join(content)
    return struct.pack(">I", len(data) + 8) + kind + data


def found(extension: str, data: bytes) -> tuple[Trace, ...]:
    return find_traces(extension, io.BytesIO(data))


CORE = "<cp:coreProperties><dc:creator>{}</dc:creator></cp:coreProperties>"
META = "<office:meta><meta:initial-creator>{}</meta:initial-creator></office:meta>"


@pytest.mark.parametrize(
    ("extension", "data", "expected"),
    [
        ("docx", zipped(docProps__core_xml=CORE.format("Anna Exempel")), ANNA),
        (
            "xlsx",
            zipped(docProps__core_xml="<cp:lastModifiedBy>Anna Exempel</cp:lastModifiedBy>"),
            ANNA,
        ),
        ("pptx", zipped(docProps__app_xml="<Manager>Anna Exempel</Manager>"), ANNA),
        ("odt", zipped(meta_xml=META.format("Anna Exempel")), ANNA),
        ("docx", zipped(word__comments_xml="<w:comment/>"), COMMENTS),
        ("docx", zipped(word__document_xml='<w:ins w:id="1">nytt</w:ins>'), COMMENTS),
        ("odt", zipped(content_xml="<office:annotation>Kolla</office:annotation>"), COMMENTS),
        (
            "docx",
            zipped(word__document_xml="<w:p><w:t>2005</w:t><w:t>0312-9801</w:t></w:p>"),
            NUMBER,
        ),
        ("xlsx", zipped(xl__sharedStrings_xml="<si><t>20050312-9801</t></si>"), NUMBER),
        ("csv", b"namn;nummer\nA;20050312-9801\n", NUMBER),
        ("txt", "å 20050312-9801".encode("latin-1"), NUMBER),
        ("pdf", b"%PDF-1.4\n<< /Author (Anna Exempel) >>", ANNA),
        ("pdf", b"%PDF-1.4\n<</Author(Anna\\040Exempel)>>", ANNA),
        ("pdf", b"/Author <FEFF" + "Anna Exempel".encode("utf-16-be").hex().encode() + b">", ANNA),
        ("pdf", b"/Author (" + b"\xfe\xff" + "Anna Exempel".encode("utf-16-be") + b")", ANNA),
        (
            "pdf",
            b"<dc:creator><rdf:Seq><rdf:li>Anna Exempel</rdf:li></rdf:Seq></dc:creator>",
            ANNA,
        ),
        (
            "pdf",
            b"<< /Type /ObjStm /Filter /FlateDecode >>\nstream\n"
            + zlib.compress(b"<< /Author (Anna Exempel) >>")
            + b"\nendstream",
            ANNA,
        ),
        (
            "mp4",
            box(b"ftyp", b"isom0000")
            + box(b"mdat", bytes(5000))
            + box(b"moov", box(b"udta", box(b"\xa9xyz", b"+59.33+018.06/"))),
            PLACE,
        ),
        (
            "mov",
            box(b"moov", box(b"meta", b"com.apple.quicktime.location.ISO6709")) + box(b"mdat"),
            PLACE,
        ),
        ("mp4", box(b"moov", box(b"\xa9aut", b"\0\x0c\x15\xc7Anna Exempel")), ANNA),
        ("svg", b"<svg><dc:creator><cc:Agent><dc:title>Anna Exempel</dc:title></cc:Agent>", ANNA),
    ],
)
def test_what_a_file_says_of_persons_is_found(extension: str, data: bytes, expected: Trace) -> None:
    assert found(extension, data) == (expected,)


@pytest.mark.parametrize(
    ("extension", "data"),
    [
        ("docx", zipped(docProps__core_xml=CORE.format(""), word__document_xml="<w:p>Text</w:p>")),
        ("xlsx", zipped(xl__worksheets__sheet1_xml="<c><v>20050312</v></c><c><v>9801</v></c>")),
        ("pdf", b"%PDF-1.4\n<< /Author () /Title (Plan) >> <dc:creator></dc:creator>"),
        ("mp4", box(b"ftyp", b"isom") + box(b"mdat", b"\xa9xyz") + box(b"moov", b"mvhd")),
        ("svg", b"<svg><title>Karta</title></svg>"),
        ("csv", b"2016;556036-0793\n"),
        ("docx", b"no archive at all"),
        ("mp4", b"\0\0\0\0moov"),
        ("pdf", b""),
    ],
)
def test_a_file_that_says_nothing_of_persons_passes(extension: str, data: bytes) -> None:
    assert found(extension, data) == ()


def test_a_name_that_is_written_twice_is_found_once() -> None:
    core = CORE.format("Anna Exempel") + "<cp:lastModifiedBy>Anna Exempel</cp:lastModifiedBy>"
    assert found("docx", zipped(docProps__core_xml=core)) == (ANNA,)


def test_of_a_part_that_unpacks_to_very_much_only_the_beginning_is_read() -> None:
    text = "a" * (2 * traces.LONGEST) + "20050312-9801"
    assert found("docx", zipped(word__document_xml=text)) == ()


@given(st.sampled_from(traces.EXAMINED), st.binary(max_size=300))
def test_no_damaged_file_stops_the_build(extension: str, data: bytes) -> None:
    found(extension, data)
    found(extension, zipped(docProps__core_xml="<dc:creator>A</dc:creator>")[:-20] + data)
    found(extension, box(b"moov", data) + data)
