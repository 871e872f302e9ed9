"""Where names fit on a map: greedy placement beside marks, so that nothing overlaps.

Pure geometry in whatever unit its caller uses; it knows no font and no kommun.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

from sitegen.core.record import Record

_CELL = 40.0
"""The side of the buckets in which boxes are looked up: about the width of a name."""

_ASCENT = 0.72
_DESCENT = 0.24
"""How far a line of text reaches above and below its baseline, as parts of its size."""


_BEFORE = {"start": 0, "middle": 0.5, "end": 1}
"""The part of a text that stands to the left of its place."""


class Box(NamedTuple):
    """A rectangle with its sides along the axes; y grows downwards."""

    left: float
    top: float
    right: float
    bottom: float


class LabelPlace(Record, frozen=True):
    """Where a text stands: `x` and the baseline `y`, and which part of the text is at `x`; a second
    line goes above it where there is a mark below."""

    x: float
    y: float
    anchor: Literal["start", "end", "middle"]
    is_above: bool = False


class Obstacles:
    """Boxes that no other may overlap, in buckets so that asking is cheap."""

    def __init__(self, boxes: Iterable[Box] = (), *, cell: float = _CELL) -> None:
        self._cell = cell
        self._cells: dict[tuple[int, int], list[Box]] = {}
        for box in boxes:
            self.add(box)

    def add(self, box: Box) -> None:
        """Let a box be in the way from now on."""
        for key in self._keys(box):
            self._cells.setdefault(key, []).append(box)

    def leave_free(self, box: Box) -> bool:
        """True if nothing overlaps a box."""
        return not any(
            box.left < other.right
            and other.left < box.right
            and box.top < other.bottom
            and other.top < box.bottom
            for key in self._keys(box)
            for other in self._cells.get(key, ())
        )

    def _keys(self, box: Box) -> Iterator[tuple[int, int]]:
        cell = self._cell
        for column in range(int(box.left // cell), int(box.right // cell) + 1):
            for row in range(int(box.top // cell), int(box.bottom // cell) + 1):
                yield column, row


def surround(x: float, y: float, radius: float) -> Box:
    """The square around a circle."""
    return Box(x - radius, y - radius, x + radius, y + radius)


def box_of(place: LabelPlace, *, width: float, size: float) -> Box:
    """What a line of text of a width and font size covers."""
    left = place.x - width * _BEFORE[place.anchor]
    return Box(left, place.y - size * _ASCENT, left + width, place.y + size * _DESCENT)


def clear_of(place: LabelPlace, box: Box, room: float) -> Box:
    """What a text covers, with some room towards where it could be taken for another mark's."""
    left = room if place.anchor != "start" else 0
    right = room if place.anchor != "end" else 0
    return box._replace(left=box.left - left, right=box.right + right)


def beside(mark: Box, *, size: float) -> Iterator[LabelPlace]:
    """The places for a name beside a mark, the best first: right, left, below, above."""
    x, y = (mark.left + mark.right) / 2, (mark.top + mark.bottom) / 2
    gap, middle = size * 0.2, y + size * (_ASCENT - _DESCENT) / 2
    yield LabelPlace(mark.right + gap, middle, "start")
    yield LabelPlace(mark.left - gap, middle, "end")
    yield LabelPlace(x, mark.bottom + gap / 2 + size * _ASCENT, "middle")
    yield LabelPlace(x, mark.top - gap / 2 - size * _DESCENT, "middle", is_above=True)


def lies_within(box: Box, frame: Box) -> bool:
    """True if a box does not reach out of a frame."""
    return (
        frame.left <= box.left
        and frame.top <= box.top
        and box.right <= frame.right
        and box.bottom <= frame.bottom
    )


def place_names(
    wanted: Mapping[str, Iterable[tuple[LabelPlace, Box]]], taken: Obstacles
) -> dict[str, LabelPlace]:
    """The names for which there is room, by key, each at the first of its places that is free; the
    first key chooses first."""
    found: dict[str, LabelPlace] = {}
    for key, places in wanted.items():
        for place, box in places:
            if taken.leave_free(box):
                taken.add(box)
                found[key] = place
                break
    return found
