"""A page for each visited kommun, and the index of them from A to Ö."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from sitegen import kommuner, swedish, urls
from sitegen.cards import Term, kommun_term
from sitegen.kommuner import Kommun
from sitegen.page import Listing, Page, paginate
from sitegen.post import External
from sitegen.records import Record
from sitegen.site import Paths, Site


class KommunView(Record, frozen=True, kw_only=True):
    """What was seen in one kommun; all but `listing` only on the newest page."""

    name: str
    official: str
    lan: Term
    visits: int
    feed: str
    listing: Listing
    themes: tuple[Term, ...]
    external: tuple[External, ...]
    neighbours: tuple[Term, ...]


class Letter(Record, frozen=True):
    """The visited kommuner that begin with one letter."""

    letter: str
    kommuner: tuple[Term, ...]


class KommunIndexView(Record, frozen=True):
    """Every visited kommun from A to Ö."""

    letters: tuple[Letter, ...]
    visited: int
    revisited: int


def pages(site: Site) -> Iterator[Page]:
    """The index and a page, or several, for each kommun."""
    yield _index(site)
    for slug, posts in site.by_kommun.items():
        yield from _pages_of(site, kommuner.kommuner()[slug], posts)


def _pages_of(site: Site, kommun: Kommun, posts: Paths) -> Iterator[Page]:
    url = urls.kommun(kommun.slug)
    lan = kommuner.all_lan()[kommun.lan]
    cards = [site.cards[path] for path in posts]
    themes = themes_raised(site, posts)
    external = tuple(report for path in posts for report in site.posts[path].meta.external)
    neighbours = tuple(
        kommun_term(slug, len(site.by_kommun[slug]))
        for slug, other in kommuner.kommuner().items()
        if other.lan == kommun.lan and other != kommun and slug in site.by_kommun
    )
    for page_url, listing in paginate(url, cards, per_page=site.config.per_page):
        newest = listing.number == 0
        view = KommunView(
            name=kommun.name,
            official=kommun.official,
            lan=Term(lan.name, urls.lan(lan.slug)),
            visits=len(posts) if newest else 0,
            feed=urls.feed(url),
            listing=listing,
            themes=themes if newest else (),
            external=external if newest else (),
            neighbours=neighbours if newest else (),
        )
        yield Page(url=page_url, template="kommun.html", view=view)


def themes_raised(site: Site, posts: Paths) -> tuple[Term, ...]:
    """The themes of some posts as links with counts, most often raised first."""
    counts = Counter(theme for path in posts for theme in site.cards[path].themes)
    ordered = sorted(counts, key=lambda term: (-counts[term], swedish.sort_key(term.name)))
    return tuple(Term(term.name, term.url, counts[term]) for term in ordered)


def _index(site: Site) -> Page:
    terms = [
        kommun_term(slug, len(site.by_kommun[slug]))
        for slug in kommuner.kommuner()
        if slug in site.by_kommun
    ]
    letters = tuple(
        Letter(letter, tuple(group)) for letter, group in groupby(terms, lambda term: term.name[0])
    )
    revisited = sum(term.count > 1 for term in terms)
    view = KommunIndexView(letters, len(terms), revisited)
    return Page(url=urls.KOMMUNER, template="kommuner.html", view=view)
