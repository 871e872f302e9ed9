"""What is known of a picture in content/: how large it is, what it is like, or why it won't do.

Values only: images.py and svg.py find them out, and gallery.py remembers them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from sitegen.core.record import Record

RASTER: Mapping[str, str] = {
    "jpg": "JPEG",
    "jpeg": "JPEG",
    "png": "PNG",
    "webp": "WEBP",
    "avif": "AVIF",
    "gif": "GIF",
}
"""The endings of pictures made of pixels that can be shown, with Pillow's names of the formats."""

SHOWN = (*RASTER, "svg")
"""The endings of all pictures that can be shown."""

CLOSED = ("heic", "heif", "tif", "tiff", "bmp", "psd", "dng", "cr2", "nef", "arw", "jfif", "jxl")
"""The endings of pictures that most browsers cannot show, and that may tell where they were
taken: they are not published even when a text only links to them."""

WIDTHS = (480, 800, 1200, 1600)
"""Pixels. The text column is 38rem (608 px) wide, which a sharp screen fills with 1200 to 1600,
and a phone with 800 to 1200."""

PLAIN = 1200
"""Pixels: the width of the copy for old browsers, feeds and link previews (which want 1200)."""

Kind = Literal["photo", "cutout", "drawing", "svg"]
"""A photo has many colours; a cutout many and transparency; a drawing few (with or without)."""


class Shape(Record, frozen=True):
    """A picture that can be shown: its pixels across and down as seen, turned the right way up.

    `digest` changes with its bytes, and with how copies of it are made.
    """

    width: int
    height: int
    kind: Kind
    digest: str

    @property
    def ending(self) -> str:
        """The format of plain copies, for programs that know no WebP."""
        return "jpg" if self.kind == "photo" else "png"

    def height_at(self, width: int) -> int:
        """The height of a copy that is so wide."""
        return max(1, round(self.height * width / self.width))


class Refusal(Record, frozen=True):
    """Why a picture cannot be shown, in the words of a problem."""

    code: str
    message: str
    hint: str


class PictureRefused(Exception):
    """Raised within the examination of a picture that cannot be shown."""

    def __init__(self, code: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.refusal = Refusal(code, message, hint)


class Pictures(Record, frozen=True):
    """The pictures of the content folder, by path: those that can be shown and those that can't."""

    shapes: Mapping[str, Shape] = {}
    refused: Mapping[str, Refusal] = {}


NO_PICTURES = Pictures()


def ending_of(path: str) -> str:
    """The ending of a file's name in lower case, without its dot; empty when there is none."""
    _, dot, ending = path.rpartition("/")[2].rpartition(".")
    return ending.lower() if dot else ""


def is_picture(path: str) -> bool:
    """Whether a file's name says that it is a picture that can be shown."""
    return ending_of(path) in SHOWN


def widths_of(shape: Shape) -> tuple[int, ...]:
    """How wide the copies of a picture are: never wider than itself, and itself if that is less
    than the widest."""
    narrower = tuple(width for width in WIDTHS if width < shape.width)
    return narrower if len(narrower) == len(WIDTHS) else (*narrower, shape.width)


def plain_width(shape: Shape) -> int:
    """How wide the plain copy of a picture is; an SVG is its own."""
    return shape.width if shape.kind == "svg" else min(shape.width, PLAIN)
