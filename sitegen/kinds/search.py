"""The search page: a form, and without script a list of ways to all there is."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.core import urls
from sitegen.core.record import Record
from sitegen.model.cards import Term, kommun_term, theme_term
from sitegen.model.site import Site
from sitegen.pages.page import Page
from sitegen.sweden import register, swedish
from sitegen.sweden.register import lan_of


class ThemeWord(Record, frozen=True):
    """A theme's name or another word for it, with the theme."""

    text: str
    term: Term
    is_name: bool


class SearchView(Record, frozen=True, kw_only=True):
    """Where the index is, and what is listed without script: kommuner and län with posts, the words
    for themes, in Swedish order, and the years, newest first."""

    index: str
    kommun_index: str
    theme_index: str
    archive: str
    kommuner: tuple[Term, ...]
    lan: tuple[Term, ...]
    words: tuple[ThemeWord, ...]
    years: tuple[Term, ...]


def pages(site: Site) -> Iterator[Page]:
    """One page, if there are posts to search."""
    if not (site.config.search and site.posts):
        return
    visited = tuple(slug for slug in register.kommuner() if slug in site.by_kommun)
    lan = sorted(lan_of(visited), key=lambda each: swedish.sort_key(each.name))
    view = SearchView(
        index=f"{urls.SEARCH_INDEX}register.sok",
        kommun_index=urls.KOMMUNER,
        theme_index=urls.THEMES,
        archive=urls.ARCHIVE,
        kommuner=tuple(map(kommun_term, visited)),
        lan=tuple(Term(each.name, urls.lan(each.slug)) for each in lan),
        words=_words(site),
        years=tuple(
            Term(str(year), urls.year(year)) for year in sorted(site.by_year, reverse=True)
        ),
    )
    yield Page(url=urls.SEARCH, template="sok.html", view=view)


def _words(site: Site) -> tuple[ThemeWord, ...]:
    """Names and other words of the themes that posts have."""
    found: dict[str, ThemeWord] = {}
    for theme in site.themes.values():
        if theme.slug in site.by_theme:
            term = theme_term(theme)
            for word in (theme.name, *theme.synonyms):
                text = swedish.capitalise(word)
                found.setdefault(text, ThemeWord(text, term, word == theme.name))
    return tuple(sorted(found.values(), key=lambda word: swedish.sort_key(word.text)))
