"""The map: what Sweden and its 290 kommuner look like, as SVG path data in a box of whole units.

It reads its own file in data/ and no other; scripts/make_map.py draws that from Statistics Sweden's
open geodata (CC0 1.0), projected to SWEREF 99 TM and simplified.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection
from functools import cache
from itertools import pairwise
from math import dist
from operator import itemgetter
from pathlib import Path
from typing import TypeAlias

import msgspec

_DATA = Path(__file__).parent / "data"

Point: TypeAlias = tuple[int, int]
"""x to the east and y to the south, in units of the box (about 1.5 km) from its corner."""


class Area(msgspec.Struct, frozen=True):
    """A kommun: its borders as path data, the point deepest inside it, where to put a mark for it,
    and how large a circle around the mark its borders hold (0 for a mark outside them)."""

    outline: str
    centre: Point
    mark: Point
    room: float


class Map(msgspec.Struct, frozen=True):
    """The box and what is in it; `kommuner` are by slug."""

    width: int
    height: int
    silhouette: tuple[tuple[Point, ...], ...]
    kommuner: dict[str, Area]


@cache
def _map() -> Map:
    return msgspec.json.decode((_DATA / "karta.json").read_bytes(), type=Map)


def view_box() -> str:
    """The box as SVG's attribute `viewBox` wants it."""
    return f"0 0 {width()} {height()}"


def width() -> int:
    """How wide the box is, in units."""
    return _map().width


def height() -> int:
    """How high the box is, in units."""
    return _map().height


def outline(slug: str) -> str:
    """The borders of a kommun as path data; neighbours share theirs, corner by corner."""
    return _map().kommuner[slug].outline


def centre(slug: str) -> Point:
    """The point of a kommun that lies farthest from its borders."""
    return _map().kommuner[slug].centre


def mark(slug: str) -> Point:
    """Where to put a mark for a kommun: at its centre or, where kommuner are small and many, beside
    it, so that the marks of all 290 lie at least 8 units apart."""
    return _map().kommuner[slug].mark


def room(slug: str) -> float:
    """The radius of the largest circle around the mark of a kommun that stays within its borders;
    0 for a mark that lies outside them."""
    return _map().kommuner[slug].room


def reaches(slugs: Collection[str], *, most: int) -> dict[str, int]:
    """For each of some kommuner the radius, up to `most`, that the circle around its mark can have
    when no two circles are to meet. It is at least 4 (see `mark`)."""
    places = {slug: mark(slug) for slug in slugs}
    ordered = sorted(places.values(), key=itemgetter(1))
    heights = [y for _, y in ordered]

    def find_reach(here: Point) -> int:
        first = bisect_left(heights, here[1] - 2 * most)
        last = bisect_right(heights, here[1] + 2 * most)
        others = (there for there in ordered[first:last] if there != here)
        return min([most, *(int(dist(here, there) / 2) for there in others)])

    return {slug: find_reach(here) for slug, here in places.items()}


def silhouette() -> tuple[tuple[Point, ...], ...]:
    """The coarse outline of Sweden: the mainland, then its large lakes, then each large island.

    Land goes clockwise to the eye and lakes the other way round; a ring isn't closed by repeating
    its first corner. As one path, the lakes are holes by either fill rule of SVG.
    """
    return _map().silhouette


@cache
def silhouette_path() -> str:
    """The same as path data."""
    return "".join(map(draw_ring, silhouette()))


def draw_ring(ring: tuple[Point, ...]) -> str:
    """Path data of a closed ring: its first corner as it is, each other from the one before."""
    steps = [
        number for (x, y), (next_x, next_y) in pairwise(ring) for number in (next_x - x, next_y - y)
    ]
    line = "".join(f"{step}" if step < 0 or i == 0 else f" {step}" for i, step in enumerate(steps))
    return f"M{ring[0][0]} {ring[0][1]}l{line}z"
