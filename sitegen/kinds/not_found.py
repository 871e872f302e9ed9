"""The page a host shows for an address that leads nowhere."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen import urls
from sitegen.page import Page
from sitegen.records import Record
from sitegen.site import Site


class NotFoundView(Record, frozen=True):
    """Nothing of the site: the page must fit wherever a host shows it."""


def pages(site: Site) -> Iterator[Page]:
    """One page, which no list or sitemap names."""
    yield Page(url=urls.NOT_FOUND, template="404.html", view=NotFoundView(), listed=False)
