"""The thread of link previews: it comes along the foot of the picture, bends to a place on the map
of Sweden, draws a pin there and travels on; or it passes through several places.

It draws shapes and knows neither texts nor what the places are shown for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import dist, hypot
from typing import TYPE_CHECKING

from sitegen.images.card_colours import LANDS, REDS, blank, make_picture, put
from sitegen.sweden import geometry
from sitegen.sweden.geometry import Point

if TYPE_CHECKING:
    from PIL.Image import Image

WIDTH, HEIGHT = 1200, 630
"""The size that Facebook, LinkedIn, Mastodon and others recommend (1.91 to 1)."""

BEND = 754
"""The x coordinate at which the thread bends upwards, and left of which there is room for text."""

LINE = 560
"""The middle of the thread where it is straight, in pixels from the top."""

_MAP_TOP, _MAP_HEIGHT, _MAP_MIDDLE = 50, 546, 996
_PIN = 1.9
"""The scale of the mark: pixels per unit of its drawing (assets/icon.svg)."""

_THICK = 3 * _PIN
"""The width of the thread in pixels, in proportion to the drawing."""

_DOT = 4.5 * _PIN
"""The radius of a dot in pixels."""

_MARK_UNIT, _MARK_DOT = 8.5, 24
"""The scale of the large pin of a picture without a map, and the radius of its dot in pixels."""

_MARK_TIP = (984, round(LINE - 7.5 * _MARK_UNIT))
"""The position of the point of that pin, which is on the thread."""

_FINE = 4
"""The antialiasing factor: shapes are drawn this many times larger and then reduced."""

Place = tuple[float, float]
"""A position in the picture, in pixels."""


def draw_ground(*, with_map: bool) -> Image:
    """What all pictures have: paper, the straight part of the thread, and maybe the map."""
    from PIL import ImageDraw

    picture = make_picture((WIDTH, HEIGHT))
    if with_map:
        land = _land()
        put(picture, land, (_MAP_MIDDLE - land.width // 2, _MAP_TOP), LANDS)
    thick = _THICK / 2
    ImageDraw.Draw(picture).rectangle(
        (0, round(LINE - thick), BEND, round(LINE + thick) - 1), fill=REDS[-1]
    )
    return picture


def _land() -> Image:
    """Sweden in the scale of the picture, from the left edge of the map."""
    from PIL import ImageDraw

    scale = _MAP_HEIGHT / geometry.height() * _FINE
    width = round(geometry.width() * scale / _FINE) + 1
    land = blank((width * _FINE, (_MAP_HEIGHT + 1) * _FINE))
    pen = ImageDraw.Draw(land)
    for ring in geometry.silhouette():
        pen.polygon([(x * scale, y * scale) for x, y in ring], fill=255 if _is_land(ring) else 0)
    return land.reduce(_FINE)


def _is_land(ring: Sequence[Point]) -> bool:
    """True if a ring is clockwise as seen on screen; lakes are counter-clockwise."""
    following = (*ring[1:], ring[0])
    return sum(x * v - u * y for (x, y), (u, v) in zip(ring, following, strict=True)) > 0


def put_pin(picture: Image, slugs: Sequence[str]) -> None:
    """Put the thread with a pin at the first of some kommuner, and dots at the others.

    Without any there is a large pin where the map would have been.
    """
    (x, y), *others = [_place(geometry.centre(slug)) for slug in slugs] or [_MARK_TIP]
    unit, radius = (_PIN, _DOT) if slugs else (_MARK_UNIT, _MARK_DOT)
    _put_thread(picture, list(_way(x, y, unit)), [(x, y - 19.5 * unit), *others], radius)


def put_passage(picture: Image, slugs: Sequence[str]) -> None:
    """Put the thread through the country, with a dot at each of some kommuner."""
    dots = sorted((_place(geometry.mark(slug)) for slug in slugs), key=lambda dot: -dot[1])
    radius, gap = next(size for most, size in _DOT_SIZES if len(dots) <= most)
    stops = [(BEND, LINE), *_stops(dots)]
    end = (WIDTH + 8.0, stops[-1][1] - 40)
    _put_thread(picture, list(_smooth([*stops, end])), dots, radius, gap)


_DOT_SIZES = ((8, (_DOT, 2.5)), (40, (6.5, 2.5)), (120, (4.5, 2.5)), (290, (3.5, 2)))
"""The greatest number of dots of each radius and gap in pixels."""

_STOPS = 5
"""The most places that the thread passes through."""


def _stops(dots: Sequence[Place]) -> Iterator[Place]:
    """The dots that the thread passes through from south to north: of each part of the country the
    one in the middle."""
    parts = min(len(dots), _STOPS)
    ends = [round(len(dots) * part / parts) for part in range(parts + 1)]
    for start, end in pairwise(ends):
        part = dots[start:end]
        x, y = (sum(values) / len(part) for values in zip(*part, strict=True))
        yield min(part, key=lambda dot: (hypot(dot[0] - x, dot[1] - y), dot))


def _smooth(stops: Sequence[Place]) -> Iterator[list[Place]]:
    """A smooth curve through all stops, in pieces from one to the next, level at both ends.

    At each stop it is parallel to the line between the two beside it.
    """
    (_, second), (_, last) = stops[1], stops[-2]
    around = [(stops[0][0] - 200, second), *stops, (stops[-1][0] + 200, last)]
    for before, start, end, after in zip(around, around[1:], around[2:], around[3:], strict=False):
        reach = _ROUNDNESS * dist(start, end)
        first = _along(start, before, end, reach)
        third = _along(end, after, start, reach)
        yield list(_curve(start, first, third, end, steps=32))


_ROUNDNESS = 0.38
"""How far the Bézier handles of a piece reach, as a part of its length."""


def _along(start: Place, before: Place, after: Place, reach: float) -> Place:
    """The point so far from a start in the direction from one point to another."""
    scale = reach / (dist(before, after) or 1)
    return start[0] + (after[0] - before[0]) * scale, start[1] + (after[1] - before[1]) * scale


def _place(point: Point) -> tuple[int, int]:
    """The pixel of the picture that shows a point of the map."""
    scale = _MAP_HEIGHT / geometry.height()
    x, y = point
    return round(_MAP_MIDDLE + (x - geometry.width() / 2) * scale), round(_MAP_TOP + y * scale)


def _put_thread(
    picture: Image,
    way: Sequence[Sequence[Place]],
    dots: Sequence[Place],
    radius: float,
    gap: float = 0,
) -> None:
    """Put a thread and its dots, which stand free of it by a gap.

    Only the part of the picture that they need is drawn.
    """
    from PIL import ImageDraw

    heights = [y for piece in way for _, y in piece] + [y for _, y in dots]
    margin = radius + gap + 2
    top = max(int(min(heights) - margin), 0)
    bottom = min(int(max(heights) + margin) + 1, HEIGHT)
    shape = blank(((WIDTH - BEND) * _FINE, (bottom - top) * _FINE))
    pen = ImageDraw.Draw(shape)
    for piece in way:
        corners = _ribbon(piece, _THICK / 2)
        pen.polygon([((x - BEND) * _FINE, (y - top) * _FINE) for x, y in corners], fill=255)
    for size, ink in ((radius + gap, 0), (radius, 255)) if gap else ((radius, 255),):
        for x, y in dots:
            pen.circle(((x - BEND) * _FINE, (y - top) * _FINE), size * _FINE, fill=ink)
    put(picture, shape.reduce(_FINE), (BEND, top), REDS)


def _ribbon(line: Sequence[Place], half: float) -> list[Place]:
    """The corners of a band along a line, so far from it on either side."""
    sides: tuple[list[Place], list[Place]] = ([], [])
    for before, here, after in zip([line[0], *line[:-1]], line, [*line[1:], line[-1]], strict=True):
        dx, dy = after[0] - before[0], after[1] - before[1]
        scale = half / (hypot(dx, dy) or 1)
        sides[0].append((here[0] - dy * scale, here[1] + dx * scale))
        sides[1].append((here[0] + dy * scale, here[1] - dx * scale))
    return sides[0] + sides[1][::-1]


def _way(x: float, y: float, unit: float) -> Iterator[list[Place]]:
    """The thread from the bend, around a pin at (x, y), to the right edge, in pieces; the pin has
    the curves of the mark."""
    start, end = x - 24 * unit, y + 7.5 * unit
    middle = (BEND + start) / 2
    yield list(_curve((BEND, LINE), (middle, LINE), (middle, end), (start, end), steps=48))
    at = (start, end)
    for steps in _MARK:
        first, second, last = ((at[0] + dx * unit, at[1] + dy * unit) for dx, dy in steps)
        yield list(_curve(at, first, second, last, steps=16))
        at = last
    yield [at, (WIDTH + 8, at[1])]


_ROUND = 12.5 * 0.5523
"""The length of the Bézier handles of a quarter of the pin's circle."""

_MARK = (
    ((12, 0), (18, -1), (24, -7.5)),
    ((6, -6.5), (12.5, -11.5), (12.5, -19.5)),
    ((0, -_ROUND), (_ROUND - 12.5, -12.5), (-12.5, -12.5)),
    ((-_ROUND, 0), (-12.5, 12.5 - _ROUND), (-12.5, 12.5)),
    ((0, 8), (6.5, 13), (12.5, 19.5)),
    ((6, 6.5), (12, 7.5), (24, 7.5)),
)
"""The curves of assets/icon.svg, each relative to the end of the one before."""


def _curve(a: Place, b: Place, c: Place, d: Place, *, steps: int) -> Iterator[Place]:
    """Points along a cubic Bézier curve."""
    for step in range(steps + 1):
        t = step / steps
        s = 1 - t
        first, second, third, fourth = s**3, 3 * s * s * t, 3 * s * t * t, t**3
        yield (
            first * a[0] + second * b[0] + third * c[0] + fourth * d[0],
            first * a[1] + second * b[1] + third * c[1] + fourth * d[1],
        )
