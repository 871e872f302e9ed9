"""A page for each author of a post: who it is, and what they have written."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.core import urls
from sitegen.core.record import Record
from sitegen.model.authors import Author
from sitegen.model.cards import Card
from sitegen.model.site import Site, author_of, is_usual
from sitegen.pages.page import Listing, Page, paginate


class AuthorView(Record, frozen=True, kw_only=True):
    """One author; `archive` is where the rest of the posts are if not all are listed."""

    name: str
    role: str
    description: str
    guest: bool
    listing: Listing[Card]
    archive: str


def pages(site: Site) -> Iterator[Page]:
    """One or more pages for each author who has written something."""
    written: dict[str, tuple[Author, list[str]]] = {}
    for path, post in site.posts.items():
        author = author_of(site, post)
        if author is not None and author.slug:
            written.setdefault(author.slug, (author, []))[1].append(path)
    for slug in sorted(written):
        yield from _pages_of(site, *written[slug])


def _pages_of(site: Site, author: Author, posts: list[str]) -> Iterator[Page]:
    """The blog's own author has written nearly all there is, which the archive lists."""
    most = site.config.per_page
    cut = is_usual(site, author) and len(posts) > most
    cards = [site.cards[path] for path in (posts[:most] if cut else posts)]
    for url, listing in paginate(urls.author(author.slug), cards, per_page=most):
        newest = listing.number == 0
        yield Page(
            url=url,
            template="author.html",
            view=AuthorView(
                name=author.name,
                role=author.role if newest else "",
                description=author.description if newest else "",
                guest=author.guest,
                listing=listing,
                archive=urls.ARCHIVE if cut else "",
            ),
            source="authors.yml",
        )
