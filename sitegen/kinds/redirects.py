"""Redirect pages: one at each alias, which sends the reader to the document's present address."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.core import urls
from sitegen.core.record import Record
from sitegen.documents.document import aliases_of
from sitegen.model.site import Site, documents_of
from sitegen.pages.page import Page


class RedirectView(Record, frozen=True):
    """The address that the reader is sent to."""

    title: str
    url: str


def pages(site: Site) -> Iterator[Page]:
    """One page for each alias of each published document."""
    for document in documents_of(site):
        for alias in aliases_of(document):
            yield Page(
                url=urls.from_alias(alias.text),
                template="redirect.html",
                view=RedirectView(document.meta.title, site.urls[document.path]),
                source=document.path,
                listed=False,
            )
