"""robots.txt (RFC 9309): allows everything and names the sitemap."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.core import urls
from sitegen.core.record import Record
from sitegen.model.site import Site
from sitegen.pages.page import Page


class RobotsView(Record, frozen=True):
    """The address of the sitemap."""

    sitemap: str


def pages(site: Site) -> Iterator[Page]:
    """One file."""
    view = RobotsView(urls.SITEMAP)
    yield Page(url=urls.ROBOTS, template="robots.txt", view=view, listed=False)
