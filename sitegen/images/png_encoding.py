"""PNG files of drawn pictures with sixteen colours (W3C's Portable Network Graphics).

Pillow tries five filters on each row before it compresses, which takes longer than everything else
about a link preview; here the filter is fixed. It draws nothing.
"""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_BITS, _PALETTE = 4, 3
"""Bits for each pixel, and PNG's number for pictures with a palette."""

_UP = b"\x02"
"""The filter of each row: its difference from the row above."""


def encode_png(picture: Image) -> bytes:
    """A picture of an even width with a palette of at most sixteen colours as a PNG.

    Rows are compressed by runs alone (RLE): of drawings that makes about as small a file as a
    search for repetitions, and every version of zlib finds the same runs and so gives the same
    bytes.
    """
    compressor = zlib.compressobj(method=zlib.DEFLATED, memLevel=7, strategy=zlib.Z_RLE)
    data = compressor.compress(_filter_rows(picture)) + compressor.flush()
    colours = bytes(picture.getpalette() or ())
    header = struct.pack(">IIBBBBB", *picture.size, _BITS, _PALETTE, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"PLTE", colours), (b"IDAT", data), (b"IEND", b""))
    return _SIGNATURE + b"".join(_chunk(name, content) for name, content in chunks)


def _filter_rows(picture: Image) -> bytes:
    """The rows of a picture, two pixels to a byte, each after the number of its filter."""
    from PIL import Image, ImageChops

    wide, high = picture.width // 2, picture.height
    rows = Image.frombytes("L", (wide, high), picture.tobytes("raw", "P;4"))
    above = Image.new("L", rows.size)
    above.paste(rows, (0, 1))
    filtered = ImageChops.subtract_modulo(rows, above).tobytes()
    return b"".join([_UP + filtered[at : at + wide] for at in range(0, wide * high, wide)])


def _chunk(name: bytes, content: bytes) -> bytes:
    """A part of the file: its length, name, content and checksum."""
    checksum = zlib.crc32(name + content)
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", checksum)
