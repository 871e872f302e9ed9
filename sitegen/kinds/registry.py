"""The kinds of page, one file each; the tuples here are the only lists of them.

A kind is a function `pages(site)` that yields pages; an index is one of `(site, pages)`, for what
lists all other pages. None may read or write files.
"""

from collections.abc import Callable, Container, Iterator, Sequence

from sitegen.kinds import (
    archive,
    feeds,
    home,
    hosting,
    info,
    karta,
    kommun,
    lan,
    not_found,
    oversikt,
    post,
    redirects,
    robots,
    search,
    sitemap,
    theme,
    web_manifest,
)
from sitegen.model.site import Site
from sitegen.pages.page import Page

KINDS: tuple[Callable[[Site], Iterator[Page]], ...] = (
    home.pages,
    post.pages,
    kommun.pages,
    lan.pages,
    theme.pages,
    karta.pages,
    oversikt.pages,
    archive.pages,
    info.pages,
    not_found.pages,
    redirects.pages,
    feeds.pages,
    robots.pages,
    hosting.pages,
    web_manifest.pages,
    search.pages,
)

TEXTS: tuple[Callable[[Site, Container[str] | None], Iterator[Page]], ...] = (
    post.pages,
    info.pages,
    feeds.pages,
)
"""The kinds that show more of a document than its card; asked for a few, they make only those."""

INDEXES: tuple[Callable[[Site, Sequence[Page]], Iterator[Page]], ...] = (sitemap.pages,)


def make_text_pages(site: Site, changed: Container[str]) -> tuple[Page, ...]:
    """The pages that show the text of a document at one of the paths `changed`."""
    return tuple(page for kind in TEXTS for page in kind(site, changed))


def make_pages(site: Site) -> tuple[Page, ...]:
    """Every page of the site."""
    made = [page for kind in KINDS for page in kind(site)]
    made += [page for index in INDEXES for page in index(site, made)]
    return tuple(made)
