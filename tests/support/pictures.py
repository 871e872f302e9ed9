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


def make_bomb(width: int, height: int) -> bytes:
    """A PNG that says it is so large, with next to no data."""

    def chunk(name: bytes, data: bytes) -> bytes:
        checksum = zlib.crc32(name + data)
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", checksum)

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\0" * 1000)
    parts = chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


def make_svg(inside: str = "", attributes: str = 'viewBox="0 0 30 20"', before: str = "") -> bytes:
    """An SVG with something in it."""
    return (before + SVG.format(attributes=attributes, inside=inside)).encode()


def open_image(data: bytes) -> Image.Image:
    """What is in a file, as far as Pillow can see; pixels and all."""
    image = Image.open(io.BytesIO(data))
    image.load()
    return image
