"""Lettering: writes a line of text on a link preview in the font of typesetting.py.

It breaks no lines and knows no layout. Each letter is drawn once in each size and then copied, and
so are the last lines: many previews have some in common.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from sitegen.images import typesetting
from sitegen.images.card_colours import blank, tint

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFont import FreeTypeFont

_PARTS = 4
"""Letters stand at quarters of a pixel, so that they are as evenly spaced as in print."""

_MOST_LETTERS = 4096
"""The most drawn letters that are kept: about ninety characters in a dozen sizes and four places,
a few megabytes."""

_MOST_LINES = 64
"""The most lines that are kept: those of some ten previews, up to ten megabytes."""

_MARGIN = 8
"""Pixels around a line of text, for the parts of letters that reach outside their width."""


def write(picture: Image, text: str, x: int, line: int, *, size: int, shades: range) -> int:
    """Write a text with kerning from `x` on the base line `line`; the x coordinate of its end.

    All of its characters must be in the font.
    """
    colours, mask = _line(text, size, shades)
    above, _ = _font(size).getmetrics()
    picture.paste(colours, (x - _MARGIN, line - above - _MARGIN), mask)
    return x + colours.width - 2 * _MARGIN


@lru_cache(_MOST_LINES)
def _line(text: str, size: int, shades: range) -> tuple[Image, Image]:
    """A text with a margin around it, in its colours, and where it is to be seen."""
    width = round(typesetting.width_of(text, size))
    above, below = _font(size).getmetrics()
    shape = blank((width + 2 * _MARGIN, above + below + 2 * _MARGIN))
    units = 0
    for character, step in zip(text, typesetting.steps_of(text), strict=True):
        whole, part = divmod(round(units * size * _PARTS / typesetting.EM), _PARTS)
        letter, left, top = _letter(character, size, part)
        shape.paste(255, (_MARGIN + whole + left, _MARGIN + above + top), letter)
        units += step
    return tint(shape, shades)


def bearing_of(text: str, size: int) -> int:
    """The room before the ink of a text's first letter, in pixels."""
    if not text:
        return 0
    shape, left, _ = _letter(text[0], size, 0)
    ink = shape.getbbox()
    return left + ink[0] if ink else 0


@lru_cache(_MOST_LETTERS)
def _letter(character: str, size: int, part: int) -> tuple[Image, int, int]:
    """A letter that begins at so many quarters of a pixel, and the place of its upper left corner
    as seen from its origin."""
    from PIL import ImageDraw

    font = _font(size)
    left, top, right, bottom = (round(edge) for edge in font.getbbox(character, anchor="ls"))
    shape = blank((right - left + 2, bottom - top + 2))
    at = (1 - left + part / _PARTS, 1 - top)
    ImageDraw.Draw(shape).text(at, character, 255, font, anchor="ls")
    return shape, left - 1, top - 1


@cache
def _font(size: int) -> FreeTypeFont:
    """The font with the basic layout engine, as the other one is not on every machine."""
    from PIL import ImageFont

    return ImageFont.truetype(typesetting.TYPEFACE, size, layout_engine=ImageFont.Layout.BASIC)
