"""The structure of a picture file: what the decoders need of it, counted before they get it.

It works on the bytes, decodes no pixels, and needs no Pillow. Decoders never see what cameras and
programs write beside the pixels: they interpret all of it, and fail on what does not matter.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator
from contextlib import suppress

from sitegen.core.record import Record
from sitegen.images import rejections

MAX_PARTS = 200_000
"""Segments of a JPEG or chunks of a PNG; the largest photo has a few thousand."""

ORIENTATION = 0x0112
"""The tag of EXIF that says which way is up (EXIF 2.32, 4.6.4)."""

_ORDERS = {b"II": "<", b"MM": ">"}
_INTEGERS = {3: "H", 4: "I", 8: "h", 9: "i"}
"""The types of whole numbers in EXIF that are read as orientation; it should be the first."""

_TIFF_HEAD = re.compile(rb"II\*\0|MM\0\*")
_MANY_ENTRIES = 500
_XMP_ORIENTATION = re.compile(rb"tiff:Orientation(?:=[\"']|>)([1-8])(?![0-9])")

# JPEG (ITU-T T.81, annex B): a marker is FF and a byte that is neither 00 nor FF.
_MARKER = re.compile(rb"\xff([\x01-\xfe])")
_AFTER_SCAN = re.compile(rb"\xff([\x01-\xcf\xd8-\xfe])")  # D0 to D7 may stand within a scan
_START, _END, _SCAN, _COMMENT = 0xD8, 0xD9, 0xDA, 0xFE
_ALONE = frozenset((0x01, *range(0xD0, 0xD9)))
_APPLICATION = range(0xE0, 0xF0)
_KEPT_SEGMENTS = ((0xE0, b"JFIF\0"), (0xE2, b"ICC_PROFILE\0"), (0xEE, b"Adobe"))
_EXIF, _XMP = b"Exif\0\0", b"http://ns.adobe.com/xap/1.0/\0"

# PNG (third edition), and the animation of which it has to be known.
_PNG_HEAD = 8
_HEADER_CHUNK = 25
_DEPTH = 24  # where the first chunk has the bits of a channel, and then the type of its colours
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_KEPT_CHUNKS = (b"tRNS", b"acTL", b"fcTL")
_TEXTS = (b"tEXt", b"zTXt", b"iTXt")
_RAW_EXIF, _RAW_XMP = b"Raw profile type exif\0", b"XML:com.adobe.xmp\0"
_LONGEST_TEXT = 1_000_000  # bytes after decompression, also of a colour profile; as Pillow has it


_MAGIC = (
    (b"\xff\xd8\xff", 0, "JPEG"),
    (b"\x89PNG\r\n\x1a\n", 0, "PNG"),
    (b"GIF8", 0, "GIF"),
    (b"WEBP", 8, "WEBP"),
    (b"ftypavif", 4, "AVIF"),
    (b"ftypavis", 4, "AVIF"),
    (b"ftyp", 4, "HEIC"),  # or a film
    (b"II*\x00", 0, "TIFF"),
    (b"MM\x00*", 0, "TIFF"),
    (b"BM", 0, "BMP"),
    (b"8BPS", 0, "PSD"),
    (b"%PDF", 0, "PDF"),
)


class Structure(Record, frozen=True):
    """A picture file for a decoder: `data` has what its pixels and colours need and no more.

    `orientation` is that of EXIF, 1 to 8, or None if the decoder has to find EXIF; `scans` is how
    often all pixels are gone through, and `depth` the bytes that each of them takes when decoded.
    """

    data: bytes
    orientation: int | None = None
    scans: int = 1
    depth: int = 4


def find_format(data: bytes) -> str:
    """The format of a file by its first bytes; empty if it is unknown."""
    for magic, place, name in _MAGIC:
        if data.startswith(magic, place):
            return name
    return ""


def read_structure(data: bytes, format: str) -> Structure:
    """The structure of a file. Raises UnusablePicture if it has too many parts.

    A damaged file is given on as it is: its decoder finds out.
    """
    if format == "JPEG":
        return _read_jpeg(data)
    if format == "PNG":
        return _read_png(data)
    if format == "AVIF" and _has_huge_exif(data):
        raise rejections.too_complex("den har orimligt många uppgifter om kameran")
    return Structure(data)


def write_file(structure: Structure, format: str) -> bytes:
    """A JPEG or PNG of the same pixels and colours, which says of EXIF only which way is up."""
    data, orientation = structure.data, structure.orientation or 1
    if orientation == 1:
        return data
    exif = b"MM\0*" + struct.pack(">IHHHIHHI", 8, 1, ORIENTATION, 3, 1, orientation, 0, 0)
    if format == "JPEG":
        payload = _EXIF + exif
        part, place = b"\xff\xe1" + struct.pack(">H", len(payload) + 2) + payload, 2
    else:
        named = b"eXIf" + exif
        part = struct.pack(">I", len(exif)) + named + struct.pack(">I", zlib.crc32(named))
        place = _PNG_HEAD + _HEADER_CHUNK
    return data[:place] + part + data[place:]


def orientation_of(exif: bytes, xmp: bytes) -> int:
    """The orientation that EXIF says or else XMP, as browsers find it; 1 if none can be found.

    Nothing else in EXIF is read: its other values need not make sense.
    """
    found = _find_in_exif(exif.removeprefix(_EXIF))
    if found is None:
        named = _XMP_ORIENTATION.search(xmp)
        return int(named[1]) if named else 1
    return found if 1 <= found <= 8 else 1


def _find_in_exif(exif: bytes) -> int | None:
    """The orientation in the first directory of a TIFF structure."""
    with suppress(struct.error, KeyError):
        order = _ORDERS[exif[:2]]
        (start,) = struct.unpack_from(f"{order}4xI", exif)
        (count,) = struct.unpack_from(f"{order}H", exif, start)
        for number in range(count):
            place = start + 2 + 12 * number
            tag, kind, values = struct.unpack_from(f"{order}HHI", exif, place)
            if tag == ORIENTATION and values == 1:
                value = struct.unpack_from(f"{order}{_INTEGERS[kind]}", exif, place + 8)
                return int(value[0])
    return None


def _has_huge_exif(data: bytes) -> bool:
    """True if EXIF says that it has more entries than any camera writes.

    Pillow interprets it when it opens an AVIF, and each entry may claim a copy of all the rest.
    """
    for head in _TIFF_HEAD.finditer(data):
        order = _ORDERS[head[0][:2]]
        with suppress(struct.error):
            (start,) = struct.unpack_from(f"{order}4xI", data, head.start())
            (count,) = struct.unpack_from(f"{order}H", data, head.start() + start)
            if count > _MANY_ENTRIES:
                return True
    return False


def has_pipeline(profile: bytes) -> bool:
    """True if a colour profile brings a chain of calculations of its own (ICC.1:2010, 9.2.16 ff.).

    Cameras and programs do not use them, and a chain may have thousands of links for each colour.
    """
    (count,) = struct.unpack(">I", profile[128:132].rjust(4, b"\0"))
    tags = (profile[place : place + 3] for place in range(132, 132 + 12 * min(count, 100), 12))
    return any(tag in (b"D2B", b"B2D") for tag in tags)


def _read_jpeg(data: bytes) -> Structure:
    kept, exif, xmp, scans = [data[:2]], b"", b"", 0
    for marker, part in _segments(data):
        payload = part[4:]
        if marker == 0xE1 and payload.startswith(_EXIF):
            exif = exif or payload
        elif marker == 0xE1 and payload.startswith(_XMP):
            xmp = xmp or payload
        scans += marker == _SCAN
        if _is_needed(marker, payload):
            kept.append(part)
    return Structure(b"".join(kept), orientation_of(exif, xmp), max(1, scans))


def _is_needed(marker: int, payload: bytes) -> bool:
    if marker in _APPLICATION:
        return any(marker == known and payload.startswith(name) for known, name in _KEPT_SEGMENTS)
    return marker != _COMMENT


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Each segment of a JPEG after its start, to its end; a scan with the pixels that follow it.
    What comes after the first picture is left out: phones append others, and films."""
    found = _MARKER.search(data, 2)
    for _ in range(MAX_PARTS):
        if found is None:
            return
        marker, start, stop = found[1][0], found.start(), found.end()
        if marker not in _ALONE and marker != _END:
            stop += int.from_bytes(data[stop : stop + 2])
        following = (_AFTER_SCAN if marker == _SCAN else _MARKER).search(data, stop)
        if marker == _SCAN:
            stop = following.start() if following else len(data)
        yield marker, data[start:stop]
        if marker == _END:
            return
        found = following
    raise rejections.too_complex("den består av väldigt många delar")


def _read_png(data: bytes) -> Structure:
    kept, exif, xmp = [data[:_PNG_HEAD]], b"", b""
    for name, chunk in _chunks(data):
        payload = chunk[8:-4]
        if name == b"eXIf":
            exif = payload
        elif name in _TEXTS and payload.startswith(_RAW_EXIF):
            exif = exif or _unwrap(payload[len(_RAW_EXIF) :], name)
        elif name == b"iTXt" and payload.startswith(_RAW_XMP):
            xmp = payload
        if name[:1].isupper() or name in _KEPT_CHUNKS or (name == b"iCCP" and _unfolds(payload)):
            kept.append(chunk)
    bits, colours = data[_DEPTH : _DEPTH + 2] if len(data) > _DEPTH + 1 else (8, 0)
    depth = max(1, bits // 8) * _CHANNELS.get(colours, 1)
    return Structure(b"".join(kept), orientation_of(exif, xmp), depth=depth)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Each chunk of a PNG with its length and checksum, up to its end."""
    place = _PNG_HEAD
    for _ in range(MAX_PARTS):
        stop = place + 12 + int.from_bytes(data[place : place + 4])
        name = data[place + 4 : place + 8]
        yield name, data[place:stop]
        if name == b"IEND" or stop >= len(data):
            return
        place = stop
    raise rejections.too_complex("den består av väldigt många delar")


def _unfolds(profile: bytes) -> bool:
    """True if a colour profile can be decompressed; else the picture is shown without, as browsers
    do."""
    _, _, packed = profile.partition(b"\0")
    with suppress(zlib.error):
        unpacking = zlib.decompressobj()
        unpacking.decompress(packed[1:], _LONGEST_TEXT)
        return packed[:1] == b"\0" and unpacking.eof
    return False


def _unwrap(text: bytes, chunk: bytes) -> bytes:
    """The EXIF that ImageMagick wrote in hexadecimal; empty if it cannot be read."""
    with suppress(zlib.error, ValueError):
        if chunk == b"zTXt":
            text = zlib.decompressobj().decompress(text[1:], _LONGEST_TEXT)
        return bytes.fromhex("".join(text.decode("ascii").split("\n")[3:]))
    return b""
