"""Where kommuner lie to each other: which have a border in common, how far apart they are, and the
box that some of them cover. It computes all this from the outlines of the map and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from math import dist

from sitegen.sweden import geometry, register
from sitegen.sweden.geometry import Point

MIL_PER_UNIT = 0.15
"""A unit of the map is about 1.5 km (see geometry.py), and a Swedish mil is 10 km."""

_NUMBER = re.compile(r"-?\d+")


def distance(one: str, other: str) -> float:
    """The distance between the middles of two kommuner as the crow flies, in mil."""
    return dist(geometry.centre(one), geometry.centre(other)) * MIL_PER_UNIT


def nearest(slug: str, others: Collection[str], *, most: int) -> list[str]:
    """Those of some other kommuner that lie nearest, the nearest first; of those that are equally
    many whole mil away, those of the same län."""
    lan = register.kommuner()[slug].lan

    def rank(other: str) -> tuple[int, bool, float]:
        far = distance(slug, other)
        return round(far), register.kommuner()[other].lan != lan, far

    return sorted((other for other in others if other != slug), key=rank)[:most]


def neighbours(slug: str) -> tuple[str, ...]:
    """The kommuner that have a border on land in common with one, in Swedish order: at least two
    corners of the map. An island has none."""
    return _neighbours()[slug]


@cache
def _neighbours() -> Mapping[str, tuple[str, ...]]:
    owners: dict[Point, list[str]] = {}
    for slug in register.kommuner():
        for corner in set(corners(slug)):
            owners.setdefault(corner, []).append(slug)
    shared: dict[str, dict[str, int]] = {slug: {} for slug in register.kommuner()}
    for here in owners.values():
        for slug in here:
            for other in here:
                if other != slug:
                    shared[slug][other] = shared[slug].get(other, 0) + 1
    return {
        slug: tuple(other for other in register.kommuner() if found.get(other, 0) > 1)
        for slug, found in shared.items()
    }


def extent(slugs: Iterable[str]) -> tuple[int, int, int, int]:
    """The box that some kommuner cover, in map units: left, top, right and bottom."""
    found = [corner for slug in slugs for corner in corners(slug)]
    across, down = [x for x, _ in found], [y for _, y in found]
    return min(across), min(down), max(across), max(down)


@cache
def corners(slug: str) -> tuple[Point, ...]:
    """The corners of a kommun's outline, in map units."""
    return tuple(_corners(geometry.outline(slug)))


def _corners(path: str) -> Iterator[Point]:
    """The corners of path data as geometry.py draws it: rings of one absolute corner each, and
    steps from there."""
    for ring in path.split("M")[1:]:
        numbers = [int(number) for number in _NUMBER.findall(ring)]
        x = y = 0
        for step_x, step_y in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + step_x, y + step_y
            yield x, y
