"""How lists and links show what the blog contains: a post as a card, anything else as a term.

These values hold nothing that is not shown, so that a page is rendered again only if what it shows
has changed.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from sitegen.core import urls
from sitegen.core.record import Record
from sitegen.documents.document import AnyDocument
from sitegen.model.post import Post
from sitegen.model.themes import Theme
from sitegen.sweden import register
from sitegen.sweden.dates import Moment


class Term(Record, frozen=True):
    """A kommun, län, theme or month as a link; `count` is the number of what the list around it
    counts: visits to a kommun, posts about a theme."""

    name: str
    url: str
    count: int = 0


class Byline(Record, frozen=True, kw_only=True):
    """Who has written a post, and the URL of the page about them.

    `url` is empty if their name has nothing that can stand in one, `description` for the blog's own
    author, who need not be presented again and again.
    """

    name: str
    url: str
    role: str = ""
    description: str = ""
    guest: bool = False


class Card(Record, frozen=True, kw_only=True):
    """A post as lists show it; `occasion` says which visit it is about, or what it is instead, in
    words that no later visit changes: older pages of lists stay as they are."""

    title: str
    url: str
    date: Moment
    occasion: str
    kommuner: tuple[Term, ...]
    themes: tuple[Term, ...]
    summary: str
    mark: str  # “utkast” or when it will be published; only in the preview


def card_of(
    post: Post, *, url: str, themes: Iterable[Theme], occasion: str = "", mark: str = ""
) -> Card:
    """The card of a post."""
    return Card(
        title=post.meta.title,
        url=url,
        date=post.meta.date,
        occasion=occasion,
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
