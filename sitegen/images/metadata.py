"""The metadata of a picture in content/: its size and kind, or why it is rejected.

Values only: raster.py and svg.py determine them, and the picture cache of `inputs` keeps them.
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
"""The extensions of raster pictures that can be shown, with Pillow's names of the formats."""

SHOWN = (*RASTER, "svg")
"""The extensions of all pictures that can be shown."""

_ENDS = tuple(f".{extension}" for extension in SHOWN)

UNSUPPORTED = (
    *("heic", "heif", "tif", "tiff", "bmp", "psd", "dng", "cr2", "nef", "arw", "jfif", "jxl"),
)
"""The extensions of pictures that most browsers cannot show, and that may contain the place where
they were taken: they are not published even if a text only links to them."""

WIDTHS = (480, 800, 1200, 1600)
"""Widths of copies in pixels. The text column is 38rem (608 px) wide, for which a high-density
screen needs 1200 to 1600 pixels, and a phone 800 to 1200."""

PLAIN = 1200
"""The width in pixels of the copy for old browsers, feeds and link previews (1200 recommended)."""

Kind = Literal["photo", "cutout", "drawing", "svg"]
"""A photo has many colours; a cutout many and transparency; a drawing few (with or without)."""


class Shape(Record, frozen=True):
    """A picture that can be shown: its width and height in pixels, after rotation by its EXIF data.

    `digest` changes with its bytes, and with how copies of it are made.
    """

    width: int
    height: int
    kind: Kind
    digest: str

    @property
    def extension(self) -> str:
        """The extension of plain copies, for programs that do not support WebP."""
        return "jpg" if self.kind == "photo" else "png"

    def height_at(self, width: int) -> int:
        """The height of a copy of this width, in pixels."""
        return max(1, round(self.height * width / self.width))


class Refusal(Record, frozen=True):
    """Why a picture cannot be shown: code, message and hint of a Problem."""

    code: str
    message: str
    hint: str


class UnusablePicture(Exception):
    """Raised inside raster.py and svg.py for a picture that cannot be shown."""

    def __init__(self, code: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.refusal = Refusal(code, message, hint)


class Pictures(Record, frozen=True):
    """The pictures of the content folder, by path: those that can be shown and those that can't."""

    shapes: Mapping[str, Shape] = {}
    refused: Mapping[str, Refusal] = {}


NO_PICTURES = Pictures()


def extension_of(path: str) -> str:
    """The extension of a file name in lower case, without its dot; empty if there is none."""
    _, dot, extension = path.rpartition("/")[2].rpartition(".")
    return extension.lower() if dot else ""


def is_picture(path: str) -> bool:
    """True if a file has the extension of a picture that can be shown."""
    return path.lower().endswith(_ENDS)


def widths_of(shape: Shape) -> tuple[int, ...]:
    """The widths of the copies of a picture, in pixels: those of WIDTHS that are less than its own,
    and its own unless that is more than the largest."""
    narrower = tuple(width for width in WIDTHS if width < shape.width)
    return narrower if len(narrower) == len(WIDTHS) else (*narrower, shape.width)


def plain_width(shape: Shape) -> int:
    """The width of the plain copy of a picture, in pixels; an SVG has no copy but itself."""
    return shape.width if shape.kind == "svg" else min(shape.width, PLAIN)
