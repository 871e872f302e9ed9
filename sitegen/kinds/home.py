"""The home page: the latest visits with a small map, and numbered pages of the older ones."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.core import urls
from sitegen.core.record import Record
from sitegen.model.site import Site
from sitegen.pages.page import Listing, Page, paginate
from sitegen.sweden import geometry

LARGEST_DOT = 16
"""Radius in units of the map; dots close to each other are smaller."""


class Dot(Record, frozen=True):
    """A visited kommun on the small map."""

    x: int
    y: int
    radius: int


class Glance(Record, frozen=True, kw_only=True):
    """All visits at a glance: a small map, with links to the large map and the overview."""

    view_box: str
    land: str
    once: tuple[Dot, ...]
    again: tuple[Dot, ...]
    map: str
    overview: str


class HomeView(Record, frozen=True):
    """`listing.number` is 0 on the home page itself, the only one with the introduction and the
    glance."""

    listing: Listing
    glance: Glance | None


def pages(site: Site) -> Iterator[Page]:
    """The home page and the numbered pages of older posts."""
    cards = list(site.cards.values())
    for url, listing in paginate(urls.HOME, cards, per_page=site.config.per_page):
        glance = _glance(site) if listing.number == 0 and site.by_kommun else None
        yield Page(url=url, template="home.html", view=HomeView(listing, glance))


def _glance(site: Site) -> Glance:
    radii = geometry.reaches(site.by_kommun, most=LARGEST_DOT)
    dots = {slug: Dot(*geometry.mark(slug), radius) for slug, radius in sorted(radii.items())}
    return Glance(
        view_box=geometry.view_box(),
        land=geometry.silhouette_path(),
        once=tuple(dot for slug, dot in dots.items() if site.visit_counts[slug] == 1),
        again=tuple(dot for slug, dot in dots.items() if site.visit_counts[slug] > 1),
        map=urls.KARTA,
        overview=urls.OVERSIKT,
    )
