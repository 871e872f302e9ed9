"""Pictures made in memory: with an orientation, a place, transparency, or something wrong."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

from PIL import Image

ORIENTATION, GPS = 0x0112, 0x8825

SVG = '<svg xmlns="http://www.w3.org/2000/svg" {attributes}>{inside}</svg>'


def make_image(width: int = 60, height: int = 40) -> Image.Image:
    """A picture with many colours, whose left third is red."""
    image = Image.merge(
        "RGB",
        (
            Image.linear_gradient("L").resize((width, height)),
            Image.radial_gradient("L").resize((width, height)),
            Image.linear_gradient("L").rotate(90).resize((width, height)),
        ),
    )
    image.paste((255, 0, 0), (0, 0, width // 3, height))
    return image


def save(image: Image.Image, format: str = "JPEG", **more: Any) -> bytes:
    """The bytes of a file."""
    out = io.BytesIO()
    image.save(out, format, **more)
    return out.getvalue()


def make_photo(width: int = 60, height: int = 40, **more: Any) -> bytes:
    """A JPEG."""
    return save(make_image(width, height), **{"quality": 90, **more})


def make_exif(orientation: int = 1) -> Image.Exif:
    """What a phone writes: how it was held, and where in the world (Hultsfred)."""
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    exif[0x010F] = "Hemlig kamera"
    exif.get_ifd(GPS).update({1: "N", 2: (57.0, 29.0, 20.0), 3: "E", 4: (15.0, 50.0, 30.0)})
    return exif


def make_tiff(*entries: tuple[int, int, int, bytes], order: str = "<") -> bytes:
    """What EXIF is, of entries with tag, type, count, and four bytes of value or place."""
    head = {"<": b"II*\0", ">": b"MM\0*"}[order] + struct.pack(f"{order}IH", 8, len(entries))
    parts = [struct.pack(f"{order}HHI", *each[:3]) + each[3] for each in entries]
    return head + b"".join(parts) + bytes(4)


def make_chunk(name: bytes, data: bytes) -> bytes:
    """A chunk of a PNG."""
    checksum = zlib.crc32(name + data)
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", checksum)


def add_chunks(png: bytes, *chunks: bytes) -> bytes:
    """A PNG with more chunks before its pixels."""
    return png[:33] + b"".join(chunks) + png[33:]


def add_segment(jpeg: bytes, marker: int, data: bytes) -> bytes:
    """A JPEG with one more segment at its start."""
    return jpeg[:2] + struct.pack(">BBH", 0xFF, marker, len(data) + 2) + data + jpeg[2:]


def repeat_scan(width: int, height: int, scans: int) -> bytes:
    """A progressive JPEG whose last scan comes again, which adds next to no bytes each time."""
    data = save(Image.new("L", (width, height), 128), progressive=True)
    start, end = data.rindex(b"\xff\xda"), data.rindex(b"\xff\xd9")
    return data[:start] + data[start:end] * scans + data[end:]


def make_bomb(width: int, height: int, bits: int = 8, kind: int = 2) -> bytes:
    """A PNG that says it is so large, with next to no data."""
    header = struct.pack(">IIBBBBB", width, height, bits, kind, 0, 0, 0)
    pixels = zlib.compress(b"\0" * 1000)
    parts = (make_chunk(b"IHDR", header), make_chunk(b"IDAT", pixels), make_chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def make_svg(inside: str = "", attributes: str = 'viewBox="0 0 30 20"', before: str = "") -> bytes:
    """An SVG with something in it."""
    return (before + SVG.format(attributes=attributes, inside=inside)).encode()


def open_image(data: bytes) -> Image.Image:
    """What is in a file, as far as Pillow can see; pixels and all."""
    image = Image.open(io.BytesIO(data))
    image.load()
    return image
