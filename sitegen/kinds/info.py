"""The pages from content/pages/: about the blog, accessibility, personal data."""

from __future__ import annotations

from collections.abc import Container, Iterator

from sitegen.core.record import Record
from sitegen.documents.discussions import CommentsView
from sitegen.model.cards import summary_of
from sitegen.model.publication import published_version
from sitegen.model.site import Site
from sitegen.pages.page import (
    Body,
    Page,
    body_of,
    comments_below,
    comments_of,
    contents_of,
)
from sitegen.prose.headings import Heading
from sitegen.sweden.dates import Moment


class InfoView(Record, frozen=True, kw_only=True):
    """A page about the blog itself, outside the lists of posts."""

    title: str
    url: str
    summary: str
    body: Body
    contents: tuple[Heading, ...]
    updated: Moment | None
    comments: CommentsView | None
    version: str


def pages(site: Site, only: Container[str] | None = None) -> Iterator[Page]:
    """One page for each document in content/pages/; with `only`, for those at these paths."""
    comments = comments_of(site)
    for path, document in site.pages.items():
        if only is not None and path not in only:
            continue
        url = site.urls[document.path]
        view = InfoView(
            title=document.meta.title,
            url=url,
            summary=summary_of(document),
            body=body_of(site, document),
            contents=contents_of(document.headings),
            updated=document.meta.updated,
            comments=comments_below(site, document, comments),
            version=published_version(site, document),
        )
        yield Page(
            url=url,
            template="info.html",
            view=view,
            source=document.path,
            anchors=document.anchors,
            modified=document.meta.updated.at.date() if document.meta.updated else None,
        )
