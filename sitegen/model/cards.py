"""How lists and links show what the blog contains: a post as a card, anything else as a term.

These values hold nothing that is not shown, so that a page is rendered again only if what it shows
has changed.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from sitegen.core import urls
from sitegen.core.record import Record
from sitegen.model.document import AnyDocument
from sitegen.model.post import Post
from sitegen.model.themes import Theme
from sitegen.sweden import register
from sitegen.sweden.dates import Moment, Period


class Term(Record, frozen=True):
    """A kommun, län, theme or month as a link; `count` is the number of posts that it lists."""

    name: str
    url: str
    count: int = 0


class Byline(Record, frozen=True):
    """Who has written a post."""

    name: str
    description: str = ""
    guest: bool = False


class Card(Record, frozen=True, kw_only=True):
    """A post as lists show it."""

    title: str
    url: str
    date: Moment
    visited: Period | None
    kommuner: tuple[Term, ...]
    themes: tuple[Term, ...]
    summary: str
    mark: str  # “utkast” or when it will be published; only in the preview


def card_of(post: Post, *, url: str, themes: Iterable[Theme], mark: str = "") -> Card:
    """The card of a post."""
    return Card(
        title=post.meta.title,
        url=url,
        date=post.meta.date,
        visited=post.meta.visited,
        kommuner=tuple(map(kommun_term, post.meta.kommun)),
        themes=tuple(map(theme_term, themes)),
        summary=summary_of(post),
        mark=mark,
    )


def summary_of(document: AnyDocument) -> str:
    """The summary that the author has written, or else the beginning of the text."""
    return document.meta.summary or document.lead


@cache
def kommun_term(slug: str, count: int = 0) -> Term:
    """A kommun as a link."""
    return Term(register.kommuner()[slug].name, urls.kommun(slug), count)


def theme_term(theme: Theme, count: int = 0) -> Term:
    """A theme as a link."""
    return _term(theme.name, urls.theme(theme.slug), count)


_term = cache(Term)
