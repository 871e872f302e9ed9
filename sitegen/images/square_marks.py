"""The points of a plan on a link preview: a square each, which fills up as the point is done.

The forms are those of templates/partials/marks.html, by the same names; what became of a point is
for others to know.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from sitegen.images.card_colours import GREENS, INKS, SOFT, blank, put

if TYPE_CHECKING:
    from PIL.Image import Image

SHADES = {
    "okant": SOFT,
    "inte": INKS,
    "paborjat": GREENS,
    "del": GREENS,
    "klart": GREENS,
    "andrat": INKS,
    "struket": SOFT,
}
"""The ink of each mark."""

SIZES = (44, 36, 30, 24, 20, 16, 12)
"""The sizes of a square, in pixels."""

_FINE = 4
_GRID = 16
"""The drawing of a mark is as wide as so many of its units."""

_FILLED_FROM = {"paborjat": 9.25, "del": 5.25}
"""How far from the top of its drawing a square is filled, in units: two fifths, three quarters."""

_DASH = 1.5625
"""Half a dash of the square of a point of which nothing is known, in units."""


def put_squares(
    picture: Image, marks: Sequence[str], corner: tuple[int, int], room: tuple[int, int]
) -> int:
    """Put a square for each mark in the largest size that fits into `room`, row by row from a
    corner; return how high they are together. No square is drawn if not all of them fit."""
    for size in SIZES:
        pitch = size + max(size // 4, 4)
        in_row = (room[0] + pitch - size) // pitch
        rows = -(-len(marks) // in_row)
        if rows * pitch - (pitch - size) <= room[1]:
            break
    else:
        return 0
    for number, mark in enumerate(marks):
        row, column = divmod(number, in_row)
        place = (corner[0] + column * pitch, corner[1] + row * pitch)
        put(picture, _square(mark, size), place, SHADES[mark])
    return rows * pitch - (pitch - size)


@cache
def _square(mark: str, size: int) -> Image:
    """The shape of a mark; there are seven in as many sizes."""
    from PIL import ImageDraw

    scale = size * _FINE / _GRID
    shape = blank((size * _FINE, size * _FINE))
    pen = ImageDraw.Draw(shape)

    def fill(left: float, top: float, right: float, bottom: float, *, ink: int = 255) -> None:
        box = [round(edge * scale) for edge in (left, top, right, bottom)]
        pen.rectangle((box[0], box[1], box[2] - 1, box[3] - 1), fill=ink)

    edge, line = {"okant": (1, 1.5), "struket": (2.125, 1.25)}.get(mark, (0.875, 1.75))
    fill(edge, edge, _GRID - edge, _GRID - edge)
    if mark == "klart":
        tick = [(x * scale, y * scale) for x, y in ((4, 8.3), (6.8, 11.2), (12.2, 5))]
        pen.line(tick, fill=0, width=round(2 * scale), joint="curve")
        return shape.reduce(_FINE)
    inner = edge + line
    fill(inner, inner, _GRID - inner, _GRID - inner, ink=0)
    if mark in _FILLED_FROM:
        fill(edge, _FILLED_FROM[mark], _GRID - edge, _GRID - edge)
    elif mark == "andrat":
        corners = ((14.25, 1.75), (14.25, 14.25), (1.75, 14.25))
        pen.polygon([(x * scale, y * scale) for x, y in corners], fill=255)
    elif mark == "struket":
        fill(0, 7, _GRID, 9)
    elif mark == "okant":
        for start in (1.75 + _DASH, 14.25 - 3 * _DASH):
            end = start + 2 * _DASH
            fill(start, 0, end, _GRID, ink=0)
            fill(0, start, _GRID, end, ink=0)
    return shape.reduce(_FINE)
