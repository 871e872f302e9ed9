"""The page a host shows for an address that leads nowhere."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.core import urls
from sitegen.core.record import Record
from sitegen.model.site import Site
from sitegen.pages.page import Page


class NotFoundView(Record, frozen=True):
    """Nothing of the site: the page must fit wherever a host shows it."""


def pages(site: Site) -> Iterator[Page]:
    """One page, which no list or sitemap names."""
    yield Page(url=urls.NOT_FOUND, template="404.html", view=NotFoundView(), listed=False)
