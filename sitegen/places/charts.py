"""Charts: the marks and names of kommuner on a map of the country or of a part of it.

Views only: what is visited, the site knows; where names fit, label_places.py finds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sitegen.core.record import Record
from sitegen.images.typesetting import width_of
from sitegen.mission.visits import Visit
from sitegen.model.cards import Term, kommun_term
from sitegen.model.site import Site, kommun_link
from sitegen.places import map_sheet
from sitegen.places.label_places import (
    Box,
    LabelPlace,
    Obstacles,
    beside,
    box_of,
    clear_of,
    lies_within,
    place_names,
)
from sitegen.places.map_sheet import (
    DETAIL_SIZE,
    NAME_SIZE,
    RING,
    Letters,
    Number,
    Places,
    RingMark,
    Sheet,
    count_rings,
    fit_marks,
    letter_box,
    place_letters,
)
from sitegen.sweden import geometry, register
from sitegen.sweden.geometry import Inset
from sitegen.sweden.periods import BEFORE, format_period

FARTHEST_REACH = 16.0
"""Radius in map units: where the map is 354 CSS pixels wide, as on a phone of 390, the circle that
can be hit is 24 wide (WCAG 2.5.8)."""

INNERMOST = 7.0
"""Radius of the first ring in map units: no other area may lie over it."""

_SANS = 0.56
"""The average width of a character of the sans-serif face, in parts of its size: rather too much
than too little."""


class Name(Record, frozen=True):
    """Where the name of a kommun stands, and its second line, which keeps within the chart;
    `anchor` is SVG's, empty for its default."""

    x: Number
    y: Number
    anchor: str
    is_above: bool = False
    detail_x: Number = 0


class Spot(Record, frozen=True, kw_only=True):
    """A visited kommun: rings in a square of the side `side`, whose middle is (x, y), and a circle
    of radius `reach` that can be hit. `number` is where the number of visits begins, if it stands
    there. `has_area` is True if its area can be hit too, `is_named` if its name always shows."""

    slug: str
    term: Term
    latest: str
    x: Number
    y: Number
    rings: int
    side: Number
    reach: Number
    number: Number | None
    has_area: bool
    is_named: bool
    name: Name


class Quiet(Record, frozen=True):
    """A kommun that has not been visited; its URL is empty if it has no page."""

    slug: str
    term: Term
    name: Name


class Chart(Record, frozen=True, kw_only=True):
    """What lies over the areas: the letters of län on the whole country, the place of its name on a
    part, and spots in the order of keyboard focus, which is from north to south with the small
    areas last, so that no area lies over the mark of a neighbour."""

    view_box: str
    title: Name | None = None
    letters: tuple[Letters, ...] = ()
    quiet: tuple[Quiet, ...]
    spots: tuple[Spot, ...]


def draw_country(site: Site, slugs: Iterable[str]) -> Chart:
    """The chart of the whole country, with the marks of some kommuner and the letters of län."""
    sheet = map_sheet.country_sheet()
    places = {slug: geometry.mark(slug) for slug in slugs}
    marks = fit_marks(sheet, places, _counts(site))
    covered = [
        *map(map_sheet.frame_of, geometry.insets()),
        *(box for mark in marks.values() for box in mark.boxes),
    ]
    letters = tuple(place_letters(covered))
    taken = sheet.obstacles([*covered, *map(letter_box, letters)])
    return Chart(
        view_box=sheet.view_box,
        letters=letters,
        quiet=tuple(_quiet(site, sheet, places)),
        spots=_in_order(_spots(site, sheet, marks, taken)),
    )


def draw_inset(site: Site, inset: Inset) -> Chart:
    """The chart of a city region, with its name in a corner."""
    sheet = map_sheet.inset_sheet(inset)
    marks = fit_marks(sheet, inset.marks, _counts(site))
    taken = sheet.obstacles(box for mark in marks.values() for box in mark.boxes)
    corners = list(map_sheet.corners_for(inset.name, sheet))
    title = place_names({"": corners}, taken).get("", corners[0][0])
    return Chart(
        view_box=sheet.view_box,
        title=_name(title, "", sheet),
        quiet=tuple(_quiet(site, sheet, inset.marks)),
        spots=_in_order(_spots(site, sheet, marks, taken)),
    )


def _counts(site: Site) -> dict[str, int]:
    return {slug: len(chain) for slug, chain in site.visits.items()}


def latest_words(chain: Sequence[Visit]) -> str:
    """When the latest visit was: “senast maj 2017”; nothing if nobody knows."""
    latest = chain[-1]
    if latest.period.last is None:
        return ""
    text = format_period(latest.period)
    if latest.assumed:
        return f"senast omkring {text}"
    return f"någon gång {text}" if text.startswith(BEFORE) else f"senast {text}"


def _spots(
    site: Site, sheet: Sheet, marks: Mapping[str, RingMark], taken: Obstacles
) -> Iterator[Spot]:
    """The marks with their names, which stay clear of what is taken."""
    chains = {slug: site.visits[slug] for slug in marks}
    names = {
        slug: tuple(_name_places(slug, marks[slug], sheet))
        for slug in sorted(chains, key=lambda slug: _weight(chains[slug]), reverse=True)
    }
    named = place_names(names, taken)
    farthest = sheet.size(FARTHEST_REACH)
    places = {slug: mark.place for slug, mark in marks.items()}
    reaches = geometry.spread_circles(places, dict.fromkeys(marks, farthest))
    for slug, mark in marks.items():
        chain = chains[slug]
        latest = latest_words(chain)
        place = named.get(slug) or names[slug][0][0]
        yield Spot(
            slug=slug,
            term=kommun_term(slug, len(chain)),
            latest=latest,
            x=sheet.short(mark.place[0]),
            y=sheet.short(mark.place[1]),
            rings=count_rings(len(chain)),
            side=round(sheet.size(RING) * mark.share, 1),
            reach=int(reaches[slug] * farthest * 10) / 10,
            number=sheet.short(mark.number.left) if mark.number else None,
            has_area=sheet.scale < 1 or geometry.room(slug) >= INNERMOST * mark.share,
            is_named=slug in named,
            name=_name(place, latest, sheet),
        )


def _in_order(spots: Iterable[Spot]) -> tuple[Spot, ...]:
    return tuple(sorted(spots, key=lambda spot: (not spot.has_area, spot.y, spot.x)))


def _weight(chain: Sequence[Visit]) -> tuple[int, object]:
    """A sort key: the names of those most visited, and of them the latest, come first."""
    return len(chain), chain[-1].period.order


def _name_places(slug: str, mark: RingMark, sheet: Sheet) -> Iterator[tuple[LabelPlace, Box]]:
    """The places on the chart for a name, or else the first of all, and what it covers there."""
    size = sheet.size(NAME_SIZE)
    width = width_of(register.kommuner()[slug].name, size)
    whole = mark.rings._replace(right=mark.number.right) if mark.number else mark.rings
    places = [(place, box_of(place, width=width, size=size)) for place in beside(whole, size=size)]
    within = [
        (place, clear_of(place, box, size * 0.45))
        for place, box in places
        if lies_within(box, sheet.inner)
    ]
    return iter(within or places[:1])


def _name(place: LabelPlace, detail: str, sheet: Sheet) -> Name:
    anchor = "" if place.anchor == "start" else place.anchor
    size = sheet.size(DETAIL_SIZE)
    width = len(detail) * size * _SANS
    box = box_of(place, width=width, size=size)
    left = min(max(box.left, sheet.frame.left), sheet.frame.right - width)
    detail_x = place.x + left - box.left
    is_above = place.is_above or place.y + size * 1.5 > sheet.frame.bottom
    x, y = sheet.short(place.x), sheet.short(place.y)
    return Name(x, y, anchor, is_above, sheet.short(detail_x))


def _quiet(site: Site, sheet: Sheet, places: Places) -> Iterator[Quiet]:
    """The other kommuner: each name in the middle of the area, or so near that it stays on the
    chart."""
    size = sheet.size(NAME_SIZE)
    for slug, (x, y) in places.items():
        if slug in site.visits:
            continue
        half = width_of(register.kommuner()[slug].name, size) / 2
        middle = min(max(x, sheet.frame.left + half), sheet.frame.right - half)
        name = Name(sheet.short(middle), sheet.short(y + size * 0.25), "middle")
        yield Quiet(slug, kommun_link(site, slug), name)
