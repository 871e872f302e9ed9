"""The map: the outlines of Sweden and its 290 kommuner as SVG path data in integer units.

It reads its own file in data/ and no other; scripts/make_map.py generates that from Statistics
Sweden's open geodata (CC0 1.0), projected to SWEREF 99 TM and simplified.
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
"""x to the east and y to the south, in map units (about 1.5 km) from the north-west corner."""


class Area(msgspec.Struct, frozen=True):
    """A kommun on the map; see the functions `outline`, `centre`, `mark` and `room`."""

    outline: str
    centre: Point
    mark: Point
    room: float


class Map(msgspec.Struct, frozen=True):
    """The whole map and its size in map units; `kommuner` are by slug."""

    width: int
    height: int
    silhouette: tuple[tuple[Point, ...], ...]
    kommuner: dict[str, Area]


@cache
def _map() -> Map:
    return msgspec.json.decode((_DATA / "karta.json").read_bytes(), type=Map)


def view_box() -> str:
    """The extent of the map as the value of SVG's attribute `viewBox`."""
    return f"0 0 {width()} {height()}"


def width() -> int:
    """The width of the map in map units."""
    return _map().width


def height() -> int:
    """The height of the map in map units."""
    return _map().height


def outline(slug: str) -> str:
    """The borders of a kommun as path data; neighbours have exactly the same corners."""
    return _map().kommuner[slug].outline


def centre(slug: str) -> Point:
    """The point inside a kommun that is farthest from its borders."""
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
    """For each of some kommuner the largest radius, up to `most`, that the circle around its mark
    can have without any two circles overlapping. It is at least 4 (see `mark`)."""
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

    Rings of land are clockwise as seen on screen and lakes counter-clockwise, so that in one path
    the lakes are holes by either fill rule of SVG. The first corner of a ring is not repeated.
    """
    return _map().silhouette


@cache
def silhouette_path() -> str:
    """`silhouette` as SVG path data."""
    return "".join(map(draw_ring, silhouette()))


def draw_ring(ring: tuple[Point, ...]) -> str:
    """SVG path data of a closed ring: first corner absolute, the others relative."""
    steps = [
        number for (x, y), (next_x, next_y) in pairwise(ring) for number in (next_x - x, next_y - y)
    ]
    line = "".join(f"{step}" if step < 0 or i == 0 else f" {step}" for i, step in enumerate(steps))
    return f"M{ring[0][0]} {ring[0][1]}l{line}z"
