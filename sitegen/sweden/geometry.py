"""The map: the outlines of Sweden and its 290 kommuner as SVG path data in integer units.

It reads its own file in data/ and no other; scripts/make_map.py generates that from Statistics
Sweden's open geodata (CC0 1.0), projected to SWEREF 99 TM and simplified.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from itertools import pairwise
from math import dist
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


class Inset(msgspec.Struct, frozen=True):
    """A part of the map that is drawn larger beside it: the extent `box` as x, y, width and height,
    and where to put the marks of the kommuner in it, by slug, so that they lie at least 4.5 units
    apart."""

    name: str
    box: tuple[int, int, int, int]
    marks: dict[str, tuple[float, float]]


class Map(msgspec.Struct, frozen=True):
    """The whole map and its size in map units; `kommuner` are by slug, `letters` by code of län."""

    width: int
    height: int
    silhouette: tuple[tuple[Point, ...], ...]
    lan_borders: str
    letters: dict[str, tuple[Point, ...]]
    insets: tuple[Inset, ...]
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


def lan_borders() -> str:
    """The borders between län as path data, each drawn once; coasts are not among them."""
    return _map().lan_borders


def letter_places(code: str) -> tuple[Point, ...]:
    """Places for the letters of the län with a code, all well inside it, the deepest first."""
    return _map().letters[code]


def insets() -> tuple[Inset, ...]:
    """The city regions that are drawn larger beside the map; no kommun is in two."""
    return _map().insets


def reaches(slugs: Collection[str], *, most: int) -> dict[str, int]:
    """For each of some kommuner the largest radius, up to `most`, that the circle around its mark
    can have without any two circles overlapping. It is at least 4 (see `mark`)."""
    found = spread_circles({slug: mark(slug) for slug in slugs}, dict.fromkeys(slugs, float(most)))
    return {slug: int(share * most) for slug, share in found.items()}


def spread_circles(
    places: Mapping[str, tuple[float, float]], radii: Mapping[str, float]
) -> dict[str, float]:
    """The part, up to 1, of its radius that the circle around each place can have so that no two
    circles overlap; of two neighbours, each gives up the same part."""
    ordered = sorted((y, x, slug) for slug, (x, y) in places.items())
    heights = [y for y, _, _ in ordered]
    largest = max(radii.values(), default=0)
    shares = dict.fromkeys(places, 1.0)
    for at, (y, x, slug) in enumerate(ordered):
        last = bisect_right(heights, y + radii[slug] + largest)
        for other_y, other_x, other in ordered[at + 1 : last]:
            share = dist((x, y), (other_x, other_y)) / (radii[slug] + radii[other])
            if share < 1:
                shares[slug] = min(shares[slug], share)
                shares[other] = min(shares[other], share)
    return shares


def draw_dots(slugs: Iterable[str]) -> str:
    """The marks of some kommuner as path data of lines without length: with round ends, a stroke
    makes each a dot."""
    return "".join(f"M{x} {y}h0" for x, y in map(mark, slugs))


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
    return f"{draw_line(ring)}z"


def draw_line(line: tuple[Point, ...]) -> str:
    """SVG path data of a line: first corner absolute, the others relative."""
    steps = [
        number for (x, y), (next_x, next_y) in pairwise(line) for number in (next_x - x, next_y - y)
    ]
    drawn = "".join(f"{step}" if step < 0 or i == 0 else f" {step}" for i, step in enumerate(steps))
    return f"M{line[0][0]} {line[0][1]}l{drawn}"
