"""The overview: which themes came up in which kommun, as one table."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.core import urls
from sitegen.core.record import Record
from sitegen.model.cards import Term, kommun_term, theme_term
from sitegen.model.site import Site
from sitegen.pages.page import Page
from sitegen.sweden import register


class Cell(Record, frozen=True):
    """How many posts there are about a theme in a kommun, and their URL: that of the post if there
    is only one, else that of the kommun's page. An empty cell has no URL."""

    count: int
    url: str


class ThemeRow(Record, frozen=True):
    """A kommun, with a cell for each theme."""

    kommun: Term
    cells: tuple[Cell, ...]


class LanRows(Record, frozen=True):
    """The visited kommuner of a län."""

    lan: Term
    rows: tuple[ThemeRow, ...]


class OverviewView(Record, frozen=True):
    """The table: a column for each theme that has posts, a row for each visited kommun, by län."""

    themes: tuple[Term, ...]
    groups: tuple[LanRows, ...]
    map: str


EMPTY = Cell(0, "")


def pages(site: Site) -> Iterator[Page]:
    """The one page with the table."""
    themes = [theme for slug, theme in site.themes.items() if slug in site.by_theme]
    view = OverviewView(
        themes=tuple(map(theme_term, themes)),
        groups=tuple(_groups(site, tuple(theme.slug for theme in themes))),
        map=urls.KARTA,
    )
    yield Page(url=urls.OVERSIKT, template="oversikt.html", view=view)


def _groups(site: Site, themes: tuple[str, ...]) -> Iterator[LanRows]:
    rows = _rows(site, themes)
    for lan, slugs in register.by_lan(rows):
        yield LanRows(Term(lan.name, urls.lan(lan.slug)), tuple(rows[slug] for slug in slugs))


def _rows(site: Site, themes: tuple[str, ...]) -> dict[str, ThemeRow]:
    """The row of each visited kommun, by slug."""
    posts_by_cell: dict[tuple[str, str], list[str]] = {}
    for theme in themes:
        for path in site.by_theme[theme]:
            for slug in site.posts[path].meta.kommun:
                posts_by_cell.setdefault((slug, theme), []).append(site.urls[path])
    return {
        slug: ThemeRow(
            kommun_term(slug),
            tuple(_cell(slug, posts_by_cell.get((slug, theme), [])) for theme in themes),
        )
        for slug in site.by_kommun
    }


def _cell(slug: str, posts: list[str]) -> Cell:
    if not posts:
        return EMPTY
    return Cell(len(posts), posts[0] if len(posts) == 1 else urls.kommun(slug))
