"""Passages of posts about a theme, as the page of the theme shows them.

Views only; which section is about what, its heading says in braces.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from sitegen.core.record import Record
from sitegen.documents.parsing import shorten
from sitegen.model.cards import Card, Term
from sitegen.model.post import NO_VISIT, Post
from sitegen.model.site import Site
from sitegen.model.themes import THEMES, Theme
from sitegen.prose.headings import Passage
from sitegen.sweden.dates import Moment
from sitegen.sweden.periods import Period

LONGEST = 900
"""The most characters of a passage that are shown; the rest is read in the post."""


class PassageView(Record, frozen=True, kw_only=True):
    """A section of a post: its heading, which leads to it, where and when that was, and its text.

    It `is_cut` if more follows in the post.
    """

    heading: str
    url: str
    kommuner: tuple[Term, ...]
    date: Moment
    visited: Period | None
    text: tuple[str, ...]
    is_cut: bool


def passages_by_theme(site: Site) -> Mapping[str, tuple[PassageView, ...]]:
    """The passages about each theme, by its slug: those of the newest post first."""
    found: dict[str, list[PassageView]] = {}
    for path, post in site.posts.items():
        for passage in post.passages:
            for slug in dict.fromkeys(each.slug for each in _themes_of(site, passage)):
                found.setdefault(slug, []).append(_view(site.cards[path], post, passage))
    return {slug: tuple(views) for slug, views in found.items()}


def passages_in(site: Site, path: str) -> Iterator[tuple[PassageView, tuple[str, ...]]]:
    """The passages of one post that are about themes, each with the names of these."""
    post = site.posts[path]
    for passage in post.passages:
        names = tuple(dict.fromkeys(theme.name for theme in _themes_of(site, passage)))
        if names and passage.text:
            yield _view(site.cards[path], post, passage), names


def _themes_of(site: Site, passage: Passage) -> Iterator[Theme]:
    for mark in passage.marks:
        theme = site.terms[THEMES.name].find(mark.value) if mark.key == "tema" else None
        if theme is not None:
            yield theme


def _view(card: Card, post: Post, passage: Passage) -> PassageView:
    text = tuple(_beginning(passage.text))
    return PassageView(
        heading=passage.heading,
        url=f"{card.url}#{passage.anchor}" if passage.anchor else card.url,
        kommuner=card.kommuner,
        date=card.date,
        visited=None if post.meta.visited == NO_VISIT else post.meta.visited,
        text=text,
        is_cut=text != passage.text,
    )


def _beginning(text: Iterable[str]) -> Iterator[str]:
    """The first paragraphs, the last of them cut between words."""
    left = LONGEST
    for paragraph in text:
        if left <= 0:
            return
        yield shorten(paragraph, longest=left) if len(paragraph) > left else paragraph
        left -= len(paragraph)
