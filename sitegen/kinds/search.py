"""The search page: a form, and the filters of a search."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.core import http_policy, urls
from sitegen.core.record import Record
from sitegen.model.site import Site
from sitegen.pages.page import Page
from sitegen.sweden import register, swedish
from sitegen.sweden.register import lan_of


class SearchView(Record, frozen=True, kw_only=True):
    """The values of the filters; places and themes are in Swedish order."""

    kommuner: tuple[str, ...]
    lan: tuple[str, ...]
    themes: tuple[str, ...]
    years: tuple[int, ...]
    index: str
    kommun_index: str
    theme_index: str
    archive: str
    policy: str


def pages(site: Site) -> Iterator[Page]:
    """One page, if there are posts to search."""
    if not (site.config.search and site.posts):
        return
    visited = tuple(slug for slug in register.kommuner() if slug in site.by_kommun)
    view = SearchView(
        kommuner=tuple(register.kommuner()[slug].name for slug in visited),
        lan=tuple(sorted((lan.name for lan in lan_of(visited)), key=swedish.sort_key)),
        themes=tuple(theme.name for theme in site.themes.values() if theme.slug in site.by_theme),
        years=tuple(sorted(site.by_year, reverse=True)),
        index=f"{urls.SEARCH_INDEX}pagefind.js",
        kommun_index=urls.KOMMUNER,
        theme_index=urls.THEMES,
        archive=urls.ARCHIVE,
        policy=http_policy.SEARCH_PAGE,
    )
    yield Page(url=urls.SEARCH, template="sok.html", view=view)
