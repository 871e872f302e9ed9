"""The colours of link previews, as a palette of sixteen, and how shapes get them.

A shape is a greyscale picture of how much of each pixel something covers. This module draws none.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from PIL.Image import Image

Shade: TypeAlias = tuple[int, int, int]

PAPER, INK, THREAD, LAND = (250, 246, 238), (35, 29, 24), (176, 42, 30), (232, 220, 200)
"""The colours of the light style sheet: paper, ink and thread; land is between paper and rule."""

DONE = (28, 90, 71)
"""The colour of what has come about, as in the light style sheet."""

INKS = range(1, 7)
REDS = range(7, 11)
LANDS = range(11, 13)
GREENS = range(13, 16)
"""The indexes of each colour in the palette, in steps from near the paper to the full colour, for
smooth edges. Land differs so little from the paper that two steps do."""

SOFT = INKS[:4]
"""The ink of what is less important than the title."""


def make_picture(size: tuple[int, int]) -> Image:
    """An empty picture with the palette."""
    from PIL import Image

    picture = Image.new("P", size)
    picture.putpalette([part for shade in _palette() for part in shade])
    return picture


def _palette() -> Iterator[Shade]:
    """The paper, then each colour in steps from near the paper to itself."""
    yield PAPER
    for colour, steps in ((INK, INKS), (THREAD, REDS), (LAND, LANDS), (DONE, GREENS)):
        for step in range(1, len(steps) + 1):
            red, green, blue = (
                round(paper + (full - paper) * step / len(steps))
                for paper, full in zip(PAPER, colour, strict=True)
            )
            yield red, green, blue


def blank(size: tuple[int, int]) -> Image:
    """A shape that covers nothing."""
    from PIL import Image

    return Image.new("L", size)


def put(picture: Image, shape: Image, corner: tuple[int, int], shades: range) -> None:
    """Paste a shape on the picture, what it covers mapped to the steps in `shades`."""
    colours, mask = tint(shape, shades)
    picture.paste(colours, corner, mask)


def tint(shape: Image, shades: range) -> tuple[Image, Image]:
    """A shape with what it covers mapped to the steps in `shades`, and where that is."""
    colours, mask = _steps(shades)
    return shape.point(colours), shape.point(mask)


@cache
def _steps(shades: range) -> tuple[list[int], list[int]]:
    """For each of the 256 greys its index in the palette, and 255 where anything is to be seen."""
    steps = [round(value * len(shades) / 255) for value in range(256)]
    return [shades[step - 1] if step else 0 for step in steps], [255 * (step > 0) for step in steps]
