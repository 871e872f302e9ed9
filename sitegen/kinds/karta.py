"""The map of all kommuner, and the same facts as a list grouped by län."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from sitegen.core import urls
from sitegen.core.record import Record
from sitegen.model.cards import Term, kommun_term
from sitegen.model.site import Site
from sitegen.pages.page import Page
from sitegen.sweden import geometry, register

FARTHEST_REACH = 16
"""Radius in units of the map: on a phone the circle is 24 CSS pixels wide (WCAG 2.5.8)."""

LARGEST_MARK = 7
"""Radius in units of the map; marks close to each other are smaller."""


class Spot(Record, frozen=True):
    """A visited kommun on the map: a mark at (x, y) of radius `mark`, and a circle of radius
    `reach` that can be clicked. `outline` belongs to the link too, unless another mark can lie in
    it.
    """

    term: Term
    outline: str
    x: int
    y: int
    mark: int
    reach: int


class LanGroup(Record, frozen=True):
    """The visited kommuner of one län."""

    lan: Term
    kommuner: tuple[Term, ...]


class MapView(Record, frozen=True, kw_only=True):
    """The map. Three outlines join the areas that are not links: the kommuner not visited, the
    small ones visited once and those visited more often, whose marks are the links."""

    view_box: str
    unvisited: str
    small_once: str
    small_again: str
    spots: tuple[Spot, ...]
    groups: tuple[LanGroup, ...]
    once: int
    again: int
    kommuner: int
    lan_index: str
    overview: str


def pages(site: Site) -> Iterator[Page]:
    """The one page with the map."""
    visits = site.visit_counts
    spots = find_spots(visits)
    areas = {urls.kommun(slug): slug for slug in visits}
    small = [areas[spot.term.url] for spot in spots if not spot.outline]
    view = MapView(
        view_box=geometry.view_box(),
        unvisited=_join(slug for slug in register.kommuner() if slug not in visits),
        small_once=_join(slug for slug in small if visits[slug] == 1),
        small_again=_join(slug for slug in small if visits[slug] > 1),
        spots=spots,
        groups=tuple(_groups(visits)),
        once=sum(count == 1 for count in visits.values()),
        again=sum(count > 1 for count in visits.values()),
        kommuner=len(register.kommuner()),
        lan_index=urls.LAN,
        overview=urls.OVERSIKT,
    )
    yield Page(url=urls.KARTA, template="karta.html", view=view, anchors=("lista",))


def find_spots(visits: Mapping[str, int]) -> tuple[Spot, ...]:
    """The visited kommuner in drawing order, which is also the order of keyboard focus.

    From north to south, small ones last: what is drawn later lies on top, so no area hides the mark
    of a neighbour.
    """
    reaches = geometry.reaches(visits, most=FARTHEST_REACH)
    spots = [_spot(slug, visits[slug], reaches[slug]) for slug in visits]
    return tuple(sorted(spots, key=lambda spot: (not spot.outline, spot.y, spot.x)))


def _spot(slug: str, count: int, reach: int) -> Spot:
    mark = min(reach, LARGEST_MARK)
    outline = geometry.outline(slug) if geometry.room(slug) >= mark else ""
    return Spot(kommun_term(slug, count), outline, *geometry.mark(slug), mark, reach)


def _join(slugs: Iterable[str]) -> str:
    return "".join(map(geometry.outline, slugs))


def _groups(visits: Mapping[str, int]) -> Iterator[LanGroup]:
    """Län and their visited kommuner, all in Swedish order."""
    for lan, slugs in register.by_lan(visits):
        terms = tuple(kommun_term(slug, visits[slug]) for slug in slugs)
        yield LanGroup(Term(lan.name, urls.lan(lan.slug)), terms)
