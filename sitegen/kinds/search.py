"""The search page: a form, and what a search can be narrowed to."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen import kommuner, policy, swedish, urls
from sitegen.page import Page
from sitegen.records import Record
from sitegen.search import lan_of
from sitegen.site import Site


class SearchView(Record, frozen=True, kw_only=True):
    """The names by which posts can be found, those of places and themes in Swedish order."""

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
    """One page, once there is something to search."""
    if not (site.config.search and site.posts):
        return
    visited = tuple(slug for slug in kommuner.kommuner() if slug in site.by_kommun)
    view = SearchView(
        kommuner=tuple(kommuner.kommuner()[slug].name for slug in visited),
        lan=tuple(sorted(lan_of(visited), key=swedish.sort_key)),
        themes=tuple(theme.name for theme in site.themes.values() if theme.slug in site.by_theme),
        years=tuple(sorted(site.by_year, reverse=True)),
        index=f"{urls.SEARCH_INDEX}pagefind.js",
        kommun_index=urls.KOMMUNER,
        theme_index=urls.THEMES,
        archive=urls.ARCHIVE,
        policy=policy.SEARCH_PAGE,
    )
    yield Page(url=urls.SEARCH, template="sok.html", view=view)
