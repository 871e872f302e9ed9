"""robots.txt (RFC 9309): everything may be read, and here is the sitemap."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen import urls
from sitegen.page import Page
from sitegen.records import Record
from sitegen.site import Site


class RobotsView(Record, frozen=True):
    """Where the sitemap is."""

    sitemap: str


def pages(site: Site) -> Iterator[Page]:
    """One file."""
    view = RobotsView(urls.SITEMAP)
    yield Page(url=urls.ROBOTS, template="robots.txt", view=view, listed=False)
