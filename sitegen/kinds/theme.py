"""A page for each theme, and the index of themes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from sitegen.core import urls
from sitegen.core.record import Record
from sitegen.model.cards import Term, theme_term
from sitegen.model.site import Paths, Site
from sitegen.model.themes import Theme
from sitegen.pages.page import Listing, Page, paginate
from sitegen.sweden import swedish

MAX_RELATED = 6
"""The most themes shown as related; those that most often occur together with this one."""


class ThemeView(Record, frozen=True, kw_only=True):
    """One theme; all fields but `listing` are shown on the newest page only."""

    name: str
    description: str
    feed: str
    posts: int
    listing: Listing
    kommuner: tuple[Term, ...]
    related: tuple[Term, ...]
    overview: str


class ThemeEntry(Record, frozen=True):
    """A theme in the index."""

    term: Term
    description: str


class ThemeIndexView(Record, frozen=True):
    """Every theme in Swedish order; themes without posts have the count 0."""

    themes: tuple[ThemeEntry, ...]
    overview: str


def pages(site: Site) -> Iterator[Page]:
    """The index, and one or more pages for each theme, even those without posts."""
    entries = tuple(
        ThemeEntry(theme_term(theme, len(site.by_theme.get(slug, ()))), theme.description)
        for slug, theme in site.themes.items()
    )
    yield Page(url=urls.THEMES, template="themes.html", view=ThemeIndexView(entries, urls.OVERSIKT))
    for theme in site.themes.values():
        yield from _pages_of(site, theme, site.by_theme.get(theme.slug, ()))


def _pages_of(site: Site, theme: Theme, posts: Paths) -> Iterator[Page]:
    url = urls.theme(theme.slug)
    cards = [site.cards[path] for path in posts]
    where = Counter(term for card in cards for term in card.kommuner)
    beside = Counter(term for card in cards for term in card.themes if term.url != url)
    for page_url, listing in paginate(url, cards, per_page=site.config.per_page):
        newest = listing.number == 0
        yield Page(
            url=page_url,
            template="theme.html",
            view=ThemeView(
                name=theme.name,
                description=theme.description if newest else "",
                feed=urls.feed(url) if posts else "",
                posts=len(posts) if newest else 0,
                listing=listing,
                kommuner=_counted(where) if newest else (),
                related=_related(beside) if newest else (),
                overview=urls.OVERSIKT if newest else "",
            ),
            source="themes.yml",
        )


def _counted(counts: Counter[Term]) -> tuple[Term, ...]:
    ordered = sorted(counts, key=lambda term: swedish.sort_key(term.name))
    return tuple(Term(term.name, term.url, counts[term]) for term in ordered)


def _related(counts: Counter[Term]) -> tuple[Term, ...]:
    ordered = sorted(counts, key=lambda term: (-counts[term], swedish.sort_key(term.name)))
    return tuple(ordered[:MAX_RELATED])
