"""The 404 page, which a host shows for unknown addresses."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.core import urls
from sitegen.core.record import Record
from sitegen.model.site import Site
from sitegen.pages.page import Page


class NotFoundView(Record, frozen=True):
    """No fields: the page is shown at any address, so nothing in it may depend on one."""


def pages(site: Site) -> Iterator[Page]:
    """One page, which is in no list and not in the sitemap."""
    yield Page(url=urls.NOT_FOUND, template="404.html", view=NotFoundView(), listed=False)
