"""A sheet of map: how large the rings of each mark can be, and where letters of län have room.

It knows how often each kommun was visited, and nothing of the visits; names come afterwards, see
label_places.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from sitegen.core.record import Record
from sitegen.places.label_places import Box, LabelPlace, Obstacles, box_of, surround
from sitegen.sweden import geometry, register
from sitegen.sweden.geometry import Inset

MARGIN = (24, 6)
"""How far the sheet of the country reaches out of the land, in map units: room for names."""

INSET_SCALE = 0.165
"""What is 1 unit on the sheet of the country is so much on that of an inset, which is drawn larger.
"""

MOST_RINGS = 3
"""More visits than these have the number beside the rings."""

RING = 44
"""The side of the drawing of a mark in map units, in templates/partials/atlas.html."""

RADII = {1: 9.5, 2: 14.5, 3: 19.5}
"""How far 1, 2 and 3 rings reach from the middle, with the space that they need."""

NAME_SIZE = 21.0
DETAIL_SIZE = 17.0
NUMBER_SIZE = 16.0
LETTER_SIZE = 17.0
"""Font sizes in map units, as in assets/karta.css."""

LETTER_ROOMS = (60.0, 40.0, 25.0, 15.0, 0.0)
"""The space around letters that is tried, in map units."""

Number = int | float
Places = Mapping[str, tuple[float, float]]


class Sheet(Record, frozen=True):
    """What is drawn on: its frame, and its scale as in `INSET_SCALE`."""

    frame: Box
    scale: float

    def size(self, value: float) -> float:
        """A length on the sheet of the country as it is on this one."""
        return value * self.scale

    def short(self, value: float) -> Number:
        """A coordinate as it is written: no more exact than can be seen."""
        rounded = round(value, 1 if self.scale < 1 else 0)
        return int(rounded) if rounded == int(rounded) else rounded

    @property
    def inner(self) -> Box:
        """The frame less a narrow edge, which names keep free."""
        left, top, right, bottom = self.frame
        edge = self.size(NAME_SIZE * 0.2)
        return Box(left + edge, top + edge, right - edge, bottom - edge)

    def obstacles(self, boxes: Iterable[Box]) -> Obstacles:
        """What is in the way on this sheet."""
        return Obstacles(boxes, cell=self.size(2 * NAME_SIZE))

    @property
    def view_box(self) -> str:
        """The frame as the value of SVG's attribute `viewBox`."""
        left, top, right, bottom = self.frame
        return " ".join(f"{self.short(each)}" for each in (left, top, right - left, bottom - top))


class RingMark(Record, frozen=True, kw_only=True):
    """A visited kommun on a sheet: the part of their full size that its rings have room for, what
    they cover, and the number beside them, if there is to be one and there is room for it."""

    place: tuple[float, float]
    share: float
    rings: Box
    number: Box | None

    @property
    def boxes(self) -> tuple[Box, ...]:
        """What the mark covers."""
        return (self.rings, self.number) if self.number else (self.rings,)


class Letters(Record, frozen=True):
    """The letters of a län."""

    text: str
    x: int
    y: int


def country_sheet() -> Sheet:
    """The sheet of the whole country."""
    side, edge = MARGIN
    return Sheet(Box(-side, -edge, geometry.width() + side, geometry.height() + edge), 1)


def inset_sheet(inset: Inset) -> Sheet:
    """The sheet of a city region."""
    return Sheet(frame_of(inset), INSET_SCALE)


def frame_of(inset: Inset) -> Box:
    """What an inset shows of the country."""
    x, y, width, height = inset.box
    return Box(x, y, x + width, y + height)


def fit_marks(sheet: Sheet, places: Places, visits: Mapping[str, int]) -> dict[str, RingMark]:
    """The marks of those kommuner that have been visited, so that none overlaps another."""
    seen = {slug: place for slug, place in places.items() if slug in visits}
    radii = {slug: sheet.size(RADII[count_rings(visits[slug])]) for slug in seen}
    shares = geometry.spread_circles(seen, radii)
    rings = {slug: surround(*seen[slug], radii[slug] * shares[slug]) for slug in seen}
    taken = sheet.obstacles(rings.values())
    return {
        slug: RingMark(
            place=place,
            share=shares[slug],
            rings=rings[slug],
            number=_number_box(rings[slug], visits[slug], sheet, taken),
        )
        for slug, place in seen.items()
    }


def count_rings(visits: int) -> int:
    """How many rings a kommun has."""
    return min(visits, MOST_RINGS)


def _number_box(rings: Box, visits: int, sheet: Sheet, taken: Obstacles) -> Box | None:
    """Where the number of visits stands, to the right of more than three rings."""
    if visits <= MOST_RINGS:
        return None
    size, middle = sheet.size(NUMBER_SIZE), (rings.top + rings.bottom) / 2
    width = size * 0.6 * len(f"{visits}")
    edge = rings.right - sheet.size(1)
    box = Box(edge + sheet.size(1.1), middle - size * 0.4, edge + width, middle + size * 0.4)
    if not taken.leave_free(box):
        return None
    taken.add(box)
    return box._replace(left=edge)


def place_letters(covered: Iterable[Box]) -> Iterator[Letters]:
    """The letters of each län at that of its places which has most room around it, where names can
    be; none if marks cover all its places."""
    taken = Obstacles(covered)
    for lan in register.all_lan().values():
        places = [Letters(lan.letters, *at) for at in geometry.letter_places(lan.code)]
        for room in LETTER_ROOMS:
            free = [each for each in places if taken.leave_free(letter_box(each, room=room))]
            if free:
                yield free[0]
                break


def letter_box(letters: Letters, *, room: float = 0) -> Box:
    """What letters cover, with some room around them."""
    place = LabelPlace(letters.x, letters.y + LETTER_SIZE * 0.35, "middle")
    box = box_of(place, width=LETTER_SIZE * 0.8 * len(letters.text), size=LETTER_SIZE)
    return Box(box.left - room, box.top - room, box.right + room, box.bottom + room)


def corners_for(text: str, sheet: Sheet) -> Iterator[tuple[LabelPlace, Box]]:
    """The places for the name of an inset."""
    size, (left, top, right, bottom) = sheet.size(LETTER_SIZE), sheet.frame
    edge = size * 0.5
    for y in (top + size * 1.3, bottom - edge):
        for place in (LabelPlace(left + edge, y, "start"), LabelPlace(right - edge, y, "end")):
            yield place, box_of(place, width=size * 0.65 * len(text), size=size)
