"""The sitemap (sitemaps.org): every listed page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from sitegen.core import urls
from sitegen.core.record import Record
from sitegen.model.site import Site
from sitegen.pages.page import AnyPage, Page

MOST_URLS = 50_000
"""The protocol's limit for one file."""


class Location(Record, frozen=True):
    """One page, and the time its text last changed, if known."""

    url: str
    modified: date | None


class SitemapView(Record, frozen=True):
    """The pages in one file, or the files in the index."""

    locations: tuple[Location, ...]
    parts: tuple[str, ...] = ()


def pages(site: Site, made: Sequence[AnyPage]) -> Iterator[Page]:
    """One file; an index and several files if there are more pages than one file may hold."""
    locations = [
        Location(page.url, page.modified) for page in made if isinstance(page, Page) and page.listed
    ]
    chunks = [locations[at : at + MOST_URLS] for at in range(0, len(locations), MOST_URLS)]
    if len(chunks) == 1:
        yield _page(urls.SITEMAP, SitemapView(tuple(chunks[0])))
        return
    parts = [urls.sitemap_part(number) for number in range(1, len(chunks) + 1)]
    yield _page(urls.SITEMAP, SitemapView((), tuple(parts)))
    for url, chunk in zip(parts, chunks, strict=True):
        yield _page(url, SitemapView(tuple(chunk)))


def _page(url: str, view: SitemapView) -> Page:
    return Page(url=url, template="sitemap.xml", view=view, listed=False)
