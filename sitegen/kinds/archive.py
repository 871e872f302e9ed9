"""The archive pages: all years, one year by month, and one month."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby, islice

from sitegen.core import urls
from sitegen.core.record import Record
from sitegen.model.cards import Card, Term
from sitegen.model.site import Paths, Site
from sitegen.pages.page import Listing, Page, paginate
from sitegen.sweden import swedish

NEWEST = 6
"""How many of the newest posts stand above the years."""


class YearInShort(Record, frozen=True):
    """A year with posts, and those of its months that have any, January first."""

    year: Term
    months: tuple[Term, ...]


class ArchiveView(Record, frozen=True):
    """The newest posts, and every year with posts, newest first."""

    newest: tuple[Card, ...]
    years: tuple[YearInShort, ...]
    posts: int


class Month(Record, frozen=True):
    """One month on the page of a year: a line for each post."""

    term: Term
    lines: tuple[Card, ...]


class YearView(Record, frozen=True):
    """One year, newest month first. It lists every post of the year."""

    year: int
    months: tuple[Month, ...]
    newer: Term | None
    older: Term | None


class MonthView(Record, frozen=True):
    """The posts of one month, as full cards."""

    name: str
    year: Term
    listing: Listing[Card]


def pages(site: Site) -> Iterator[Page]:
    """The page of all years, one for each year and one for each month."""
    years = sorted(site.by_year, reverse=True)
    terms = {year: Term(str(year), urls.year(year), len(site.by_year[year])) for year in years}
    by_month = {year: _months(site, year, site.by_year[year]) for year in years}
    yield _archive(site, terms, by_month)
    for newer, year, older in zip((0, *years), years, (*years[1:], 0), strict=False):
        months = by_month[year]
        view = YearView(year, months, _uncounted(terms, newer), _uncounted(terms, older))
        yield Page(url=urls.year(year), template="year.html", view=view)
        for month in months:
            yield from _pages_of(site, month, Term(str(year), urls.year(year)))


def _archive(
    site: Site, terms: Mapping[int, Term], by_month: Mapping[int, tuple[Month, ...]]
) -> Page:
    years = tuple(
        YearInShort(terms[year], tuple(month.term for month in reversed(months)))
        for year, months in by_month.items()
    )
    newest = tuple(islice(site.cards.values(), NEWEST))
    view = ArchiveView(newest, years, len(site.posts))
    return Page(url=urls.ARCHIVE, template="archive.html", view=view)


def _uncounted(terms: dict[int, Term], year: int) -> Term | None:
    return Term(terms[year].name, terms[year].url) if year in terms else None


def _months(site: Site, year: int, posts: Paths) -> tuple[Month, ...]:
    months = []
    cards_of_year = (site.cards[path] for path in posts)
    for number, group in groupby(cards_of_year, lambda card: card.date.at.month):
        cards = tuple(group)
        name = swedish.format_month(year, number)
        months.append(Month(Term(name, urls.month(year, number), len(cards)), cards))
    return tuple(months)


def _pages_of(site: Site, month: Month, year: Term) -> Iterator[Page]:
    for url, listing in paginate(month.term.url, month.lines, per_page=site.config.per_page):
        view = MonthView(month.term.name, year, listing)
        yield Page(url=url, template="month.html", view=view)
