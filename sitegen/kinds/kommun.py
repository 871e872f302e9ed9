"""A page for each visited kommun, and the index of them from A to Ö."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import groupby, pairwise

from sitegen.core import urls
from sitegen.core.record import Record
from sitegen.model.cards import Term, kommun_term
from sitegen.model.post import External, day_of_visit, visit_of
from sitegen.model.site import Paths, Site
from sitegen.pages.page import Listing, Page, paginate
from sitegen.sweden import geometry, register, swedish
from sitegen.sweden.dates import Period
from sitegen.sweden.register import Kommun


class Since(Record, frozen=True):
    """The dates of a visit and of the one before it."""

    start: date
    end: date


class Facts(Record, frozen=True, kw_only=True):
    """The key facts of a kommun, and its place on the map of Sweden.

    (x, y) is the point that the locator map marks; `latest` is None if there is only one visit.
    """

    code: str
    visits: int
    first: Period
    latest: Period | None
    view_box: str
    land: str
    outline: str
    x: int
    y: int


class KommunView(Record, frozen=True, kw_only=True):
    """One kommun: its visits, latest first, each with the time since the visit before. All other
    fields are shown on the newest page only."""

    name: str
    official: str
    lan: Term
    feed: str
    listing: Listing
    since: tuple[Since | None, ...]
    facts: Facts | None
    themes: tuple[Term, ...]
    external: tuple[External, ...]
    neighbours: tuple[Term, ...]


class Letter(Record, frozen=True):
    """The visited kommuner whose names begin with one letter."""

    letter: str
    kommuner: tuple[Term, ...]


class KommunIndexView(Record, frozen=True):
    """Every visited kommun from A to Ö."""

    letters: tuple[Letter, ...]
    visited: int
    revisited: int
    lan_index: str
    map: str
    overview: str


def pages(site: Site) -> Iterator[Page]:
    """The index, and one or more pages for each kommun."""
    yield _index(site)
    for slug, visits in site.visits.items():
        yield from _pages_of(site, register.kommuner()[slug], visits[::-1])


def _pages_of(site: Site, kommun: Kommun, posts: Paths) -> Iterator[Page]:
    url = urls.kommun(kommun.slug)
    lan = register.all_lan()[kommun.lan]
    cards = [site.cards[path] for path in posts]
    facts = _facts(site, kommun, posts)
    since = dict(zip((card.url for card in cards), _since(site, posts), strict=True))
    themes = themes_raised(site, posts)
    external = tuple(report for path in posts for report in site.posts[path].meta.external)
    neighbours = tuple(
        kommun_term(slug, site.visit_counts[slug])
        for slug, other in register.kommuner().items()
        if other.lan == kommun.lan and other != kommun and slug in site.by_kommun
    )
    for page_url, listing in paginate(url, cards, per_page=site.config.per_page):
        newest = listing.number == 0
        view = KommunView(
            name=kommun.name,
            official=kommun.official,
            lan=Term(lan.name, urls.lan(lan.slug)),
            feed=urls.feed(url),
            listing=listing,
            since=tuple(since[card.url] for card in listing.cards),
            facts=facts if newest else None,
            themes=themes if newest else (),
            external=external if newest else (),
            neighbours=neighbours if newest else (),
        )
        yield Page(url=page_url, template="kommun.html", view=view)


def _since(site: Site, posts: Paths) -> Iterator[Since | None]:
    """For each visit, latest first, its date and that of the one before; None for the first."""
    days = [day_of_visit(site.posts[path]) for path in posts]
    yield from (Since(before, day) for day, before in pairwise(days))
    yield None


def _facts(site: Site, kommun: Kommun, posts: Paths) -> Facts:
    latest, first = (visit_of(site.posts[path]) for path in (posts[0], posts[-1]))
    x, y = geometry.centre(kommun.slug)
    visits = site.visit_counts[kommun.slug]
    return Facts(
        code=kommun.code,
        visits=visits,
        first=first,
        latest=latest if visits > 1 else None,
        view_box=geometry.view_box(),
        land=geometry.silhouette_path(),
        outline=geometry.outline(kommun.slug),
        x=x,
        y=y,
    )


def themes_raised(site: Site, posts: Paths) -> tuple[Term, ...]:
    """The themes of some posts as links with counts, the most frequent first."""
    counts = Counter(theme for path in posts for theme in site.cards[path].themes)
    ordered = sorted(counts, key=lambda term: (-counts[term], swedish.sort_key(term.name)))
    return tuple(Term(term.name, term.url, counts[term]) for term in ordered)


def _index(site: Site) -> Page:
    terms = [
        kommun_term(slug, site.visit_counts[slug])
        for slug in register.kommuner()
        if slug in site.by_kommun
    ]
    letters = tuple(
        Letter(letter, tuple(group)) for letter, group in groupby(terms, lambda term: term.name[0])
    )
    revisited = sum(term.count > 1 for term in terms)
    ways = (urls.LAN, urls.KARTA, urls.OVERSIKT)
    view = KommunIndexView(letters, len(terms), revisited, *ways)
    return Page(url=urls.KOMMUNER, template="kommuner.html", view=view)
