"""The map of one län: its kommuner, a mark for each visit, and the names for which there is room.

A view only, the same on the page of the län and on those of its kommuner that have no visit.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import floor
from typing import Literal, NamedTuple

from msgspec.structs import replace

from sitegen.core.record import Record
from sitegen.images.typesetting import width_of
from sitegen.model.cards import Term, kommun_term
from sitegen.model.site import Site
from sitegen.places.label_places import (
    Box,
    LabelPlace,
    Obstacles,
    beside,
    box_of,
    lies_within,
    place_names,
    surround,
)
from sitegen.sweden import geometry, register, vicinity

WIDTH, HIGHEST = 340, 420
"""The width in pixels of the drawing, and its greatest height."""

EDGE = 10
"""Pixels around the land."""

NAME_SIZE = 17.0
"""The size of names in pixels, as in assets/kommun.css."""

MOST_RINGS, _INNER, _STEP = 3, 4.0, 3.5
"""The most rings of a mark, the radius of the first in pixels, and that of each further one."""


class PlaceName(Record, frozen=True):
    """A name on the map: where, and which of its ends is there, as the value of `text-anchor`."""

    text: str
    x: float
    y: float
    anchor: Literal["start", "end", "middle"]


class LanMark(Record, frozen=True):
    """A visited kommun: its centre and the radii of its rings, in pixels."""

    kommun: Term
    x: float
    y: float
    rings: tuple[float, ...]


class LanMap(Record, frozen=True, kw_only=True):
    """The map of a län. The outlines are in map units, to be moved by `shift` and then enlarged
    `scale` times; all else is in pixels of the drawing."""

    width: int
    height: int
    scale: float
    shift: tuple[int, int]
    unvisited: str
    visited: str
    marks: tuple[LanMark, ...]
    names: tuple[PlaceName, ...]


class Here(Record, frozen=True):
    """The kommun that a page is about, on the map of its län: a ring without a visit."""

    outline: str
    x: float
    y: float


class _LanFrame(NamedTuple):
    """How the land of a län is placed in its drawing."""

    left: int
    top: int
    scale: float
    width: int
    height: int

    def place(self, slug: str) -> tuple[float, float]:
        """The middle of a kommun in pixels of the drawing."""
        x, y = geometry.centre(slug)
        return round((x - self.left) * self.scale + EDGE, 1), round(
            (y - self.top) * self.scale + EDGE, 1
        )


def lan_map(site: Site, slugs: Sequence[str]) -> LanMap:
    """The map of the län with some kommuner; the names of the visited come first."""
    frame = _frame_of(slugs)
    visits = {slug: len(site.visits[slug]) for slug in slugs if slug in site.visits}
    marks = {slug: _mark(slug, count, frame) for slug, count in visits.items()}
    return LanMap(
        width=frame.width,
        height=frame.height,
        scale=frame.scale,
        shift=(-frame.left, -frame.top),
        unvisited="".join(geometry.outline(slug) for slug in slugs if slug not in visits),
        visited="".join(map(geometry.outline, visits)),
        marks=tuple(marks.values()),
        names=tuple(_names(frame, slugs, marks)),
    )


def point_out(chart: LanMap, slug: str) -> tuple[LanMap, Here]:
    """The map with the name of an unvisited kommun beside its ring, without those in the way."""
    frame = _LanFrame(-chart.shift[0], -chart.shift[1], chart.scale, chart.width, chart.height)
    x, y = frame.place(slug)
    ring = surround(x, y, _INNER + 2)
    visited = {mark.kommun.name for mark in chart.marks}
    in_the_way = Obstacles(surround(mark.x, mark.y, mark.rings[-1] + 1) for mark in chart.marks)
    for each in chart.names:
        if each.text in visited:
            in_the_way.add(_box(each))
    places = _places(frame, slug, ring)
    free = (each for each in places if in_the_way.leave_free(each[1]))
    place, box = next(free, places[0])
    taken, name = Obstacles((ring, box)), register.kommuner()[slug].name
    others = (each for each in chart.names if each.text != name and taken.leave_free(_box(each)))
    names = (*others, _placed(name, place))
    return replace(chart, names=names), Here(geometry.outline(slug), x, y)


def _frame_of(slugs: Sequence[str]) -> _LanFrame:
    left, top, right, bottom = vicinity.extent(slugs)
    inner = WIDTH - 2 * EDGE, HIGHEST - 2 * EDGE
    scale = floor(min(inner[0] / (right - left), inner[1] / (bottom - top)) * 100) / 100
    width, height = (round(size * scale) + 2 * EDGE for size in (right - left, bottom - top))
    return _LanFrame(left, top, scale, width, height)


def _mark(slug: str, visits: int, frame: _LanFrame) -> LanMark:
    rings = tuple(_INNER + _STEP * number for number in range(min(visits, MOST_RINGS)))
    return LanMark(kommun_term(slug, visits), *frame.place(slug), rings)


def _names(
    frame: _LanFrame, slugs: Sequence[str], marks: Mapping[str, LanMark]
) -> Iterator[PlaceName]:
    boxes = {slug: surround(mark.x, mark.y, mark.rings[-1] + 1) for slug, mark in marks.items()}
    first = sorted(marks, key=lambda slug: -len(marks[slug].rings))
    shown = dict.fromkeys((*first, *slugs))
    wanted = {slug: _places(frame, slug, boxes.get(slug)) for slug in shown}
    for slug, place in place_names(wanted, Obstacles(boxes.values())).items():
        yield _placed(register.kommuner()[slug].name, place)


def _placed(name: str, place: LabelPlace) -> PlaceName:
    return PlaceName(name, round(place.x, 1), round(place.y, 1), place.anchor)


def _places(frame: _LanFrame, slug: str, mark: Box | None) -> list[tuple[LabelPlace, Box]]:
    """Where a name may stand: beside the mark, or in the middle of a kommun without one; at the
    first of these if none is on the sheet."""
    sheet = Box(-EDGE, 0, frame.width + EDGE, frame.height)
    x, y = frame.place(slug)
    middle = [LabelPlace(x, round(y + NAME_SIZE * 0.25, 1), "middle")]
    places = beside(mark, size=NAME_SIZE) if mark else middle
    width = width_of(register.kommuner()[slug].name, NAME_SIZE)
    boxes = [(place, box_of(place, width=width, size=NAME_SIZE)) for place in places]
    return [each for each in boxes if lies_within(each[1], sheet)] or boxes[:1]


def _box(name: PlaceName) -> Box:
    place = LabelPlace(name.x, name.y, name.anchor)
    return box_of(place, width=width_of(name.text, NAME_SIZE), size=NAME_SIZE)
