"""A small page for each kommun that the blog does not tell of: where it has been instead.

It says nothing about the kommun but where it lies; site.yml can leave these pages out.
"""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.core import urls
from sitegen.core.record import Record
from sitegen.model.cards import Term
from sitegen.model.site import Site, kommuner_of
from sitegen.pages.page import Page
from sitegen.pages.thread import thread_html
from sitegen.places.kommun_words import announced_in, located_in
from sitegen.places.lan_map import Here, LanMap, lan_map, point_out
from sitegen.places.nearby import (
    Heard,
    NearVisit,
    Neighbour,
    heard_by_lan,
    near_visits,
    neighbours_of,
)
from sitegen.sweden import register
from sitegen.sweden.periods import Period


class UnvisitedView(Record, frozen=True, kw_only=True):
    """One kommun without a visit. `within` is its name with “i” or “på”; `visited` is how many
    kommuner of its län have been visited."""

    name: str
    official: str
    within: str
    lan: Term
    visited: int
    thread: str
    announced: tuple[Period | None, ...]
    near: tuple[NearVisit, ...]
    heard: tuple[Heard, ...]
    map: LanMap
    here: Here
    neighbours: tuple[Neighbour, ...]


def pages(site: Site) -> Iterator[Page]:
    """One page for each kommun without a visit, a text or a plan, unless site.yml does without."""
    if not site.config.all_kommuner:
        return
    told = frozenset(kommuner_of(site))
    others = [slug for slug in register.kommuner() if slug not in told]
    heard = heard_by_lan(site)
    maps = {
        lan.code: (lan_map(site, slugs), sum(slug in site.visits for slug in slugs))
        for lan, slugs in register.by_lan(register.kommuner())
    }
    for slug, near in near_visits(site, others):
        code = register.kommuner()[slug].lan
        yield _page(site, slug, near, heard[code], *maps[code])


def _page(
    site: Site,
    slug: str,
    near: tuple[NearVisit, ...],
    heard: tuple[Heard, ...],
    chart: LanMap,
    visited: int,
) -> Page:
    kommun = register.kommuner()[slug]
    lan = register.all_lan()[kommun.lan]
    chart, here = point_out(chart, slug)
    view = UnvisitedView(
        name=kommun.name,
        official=kommun.official,
        within=located_in(slug),
        lan=Term(lan.name, urls.lan(lan.slug)),
        visited=visited,
        thread=thread_html(site.config.base_url, (slug,), visited=False),
        announced=announced_in(site, slug),
        near=near,
        heard=heard,
        map=chart,
        here=here,
        neighbours=neighbours_of(site, slug),
    )
    url = urls.kommun(slug)
    return Page(url=url, template="kommun_unvisited.html", view=view, listed=False)
