"""The index of kommuner from A to Ö, and the lists of those that have been visited."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from sitegen.core import urls
from sitegen.core.record import Record
from sitegen.model.cards import Term
from sitegen.model.site import Site, kommun_link, kommuner_of
from sitegen.pages.page import Page
from sitegen.places.kommun_words import visits_in_short, visits_in_words
from sitegen.sweden import register


class IndexedKommun(Record, frozen=True):
    """A kommun in the index, and how often and when it was visited, empty if it was not."""

    kommun: Term
    visits: str


class Letter(Record, frozen=True):
    """The kommuner whose names begin with one letter."""

    letter: str
    kommuner: tuple[IndexedKommun, ...]


class KommunIndexView(Record, frozen=True, kw_only=True):
    """Kommuner from A to Ö: all that have a page, or a `part` of them.

    `visited` is how many have been visited, `revisited` at least twice; `ways` are the ways to see
    a part, each with its number of kommuner.
    """

    part: str
    letters: tuple[Letter, ...]
    shown: int
    visited: int
    revisited: int
    is_all: bool
    ways: tuple[Term, ...]


def pages(site: Site) -> Iterator[Page]:
    """The index, and the lists of the visited and of those visited at least twice."""
    told = kommuner_of(site)
    slugs = tuple(register.kommuner()) if site.config.all_kommuner else told
    visited = [slug for slug in slugs if slug in site.visits]
    revisited = [slug for slug in visited if len(site.visits[slug]) > 1]
    parts = [
        (urls.KOMMUNER, "Alla", slugs),
        (urls.VISITED, "Besökta", visited),
        (urls.REVISITED, "Besökta minst två gånger", revisited),
    ]
    waiting = Term("Väntar på återbesök", urls.WAITING, len(visited) - len(revisited))
    ways = [Term(name, url, len(found)) for url, name, found in parts]
    if site.visits or site.announced:
        ways.append(waiting)
    for url, name, found in parts if visited else parts[:1]:
        view = KommunIndexView(
            part="" if url == urls.KOMMUNER else name,
            letters=tuple(_letters(site, found, in_full=url != urls.KOMMUNER)),
            shown=len(found),
            visited=len(visited),
            revisited=len(revisited),
            is_all=site.config.all_kommuner,
            ways=tuple(way for way in ways if way.count or way.url == urls.WAITING),
        )
        if found or url == urls.KOMMUNER:
            yield Page(url=url, template="kommuner.html", view=view)


def _letters(site: Site, slugs: Iterable[str], *, in_full: bool) -> Iterator[Letter]:
    words = visits_in_words if in_full else visits_in_short
    known = register.kommuner()
    for letter, group in groupby(slugs, lambda slug: known[slug].name[0]):
        listed = (IndexedKommun(kommun_link(site, slug), words(site, slug)) for slug in group)
        yield Letter(letter, tuple(listed))
