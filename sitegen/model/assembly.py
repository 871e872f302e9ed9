"""Assembles documents and settings into a Site, as of the time of the build.

A pure function that reports no problems: the checks find those later, so an unknown theme or author
is simply left out here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, TypeVar

import msgspec

from sitegen.core.record import Record
from sitegen.core.source import Entry
from sitegen.images.metadata import NO_PICTURES, Pictures
from sitegen.model.cards import Card, card_of
from sitegen.model.collection import Collection
from sitegen.model.document import AnyDocument, Partial
from sitegen.model.post import POSTS, Post, day_of_visit
from sitegen.model.settings import Row, Settings
from sitegen.model.site import Paths, Site, named_in
from sitegen.model.themes import THEMES, Theme
from sitegen.model.vocabulary import Terms, Vocabulary, make_terms

K = TypeVar("K")


class _Published(Record, frozen=True):
    """The documents and rows that are published, and why the others are held back (see `Site`)."""

    documents: dict[str, dict[str, AnyDocument]]
    rows: dict[str, tuple[Row, ...]]
    held: dict[str, str]


def assemble(
    documents: Mapping[str, Sequence[AnyDocument]],
    settings: Settings,
    collections: tuple[Collection, ...],
    vocabularies: tuple[Vocabulary, ...],
    *,
    now: datetime,
    drafts: bool = False,
    files: Mapping[str, Entry] = MappingProxyType({}),
    pictures: Pictures = NO_PICTURES,
    cards: Mapping[str, Card] = MappingProxyType({}),
    unread: Mapping[str, Partial | None] = MappingProxyType({}),
    before: Site | None = None,
) -> Site:
    """The published documents in order, with `drafts` all; `now` is Swedish civil time.

    The result does not depend on `before`, an earlier site of the same content, nor on `cards`:
    they only save time. What only outlines decide is taken from `before` when those are the same.
    """
    published = _publish(documents, settings, collections, now=now, drafts=drafts)
    if before is None or not _is_same_but_texts(
        before, published, settings, collections, vocabularies
    ):
        before = _arrange(published, settings, collections, vocabularies, cards=cards)
    return msgspec.structs.replace(
        before,
        settings=settings,
        documents=published.documents,
        rows=published.rows,
        hidden={} if drafts else published.held,
        unread=unread,
        files=files,
        pictures=pictures,
    )


def _is_same_but_texts(
    before: Site,
    published: _Published,
    settings: Settings,
    collections: tuple[Collection, ...],
    vocabularies: tuple[Vocabulary, ...],
) -> bool:
    """Whether at most the texts of documents differ from those `before`, not their outlines."""
    shown = published.documents
    return (
        before.collections == collections
        and tuple(terms.vocabulary for terms in before.terms.values()) == vocabularies
        and before.settings == settings
        and before.rows == published.rows
        and all(_have_same_outlines(found, shown[name]) for name, found in before.documents.items())
        and all(card.mark == published.held.get(path, "") for path, card in before.cards.items())
    )


def _have_same_outlines(some: Mapping[str, AnyDocument], others: Mapping[str, AnyDocument]) -> bool:
    """Whether the documents have the same paths, in the same order, and the same outlines."""
    pairs = zip(some.values(), others.values(), strict=False)
    return list(some) == list(others) and all(
        one is other or one.outline == other.outline for one, other in pairs
    )


def _arrange(
    published: _Published,
    settings: Settings,
    collections: tuple[Collection, ...],
    vocabularies: tuple[Vocabulary, ...],
    *,
    cards: Mapping[str, Card],
) -> Site:
    """The site of what is published, in all that its outlines decide; nothing else is known."""
    posts: Mapping[str, Post] = published.documents[POSTS.name]
    terms = {each.name: _terms(each, settings, published) for each in vocabularies}
    themes = {path: _find_themes(post, terms[THEMES.name]) for path, post in posts.items()}
    addresses = _urls(published, collections, settings)
    by_kommun, visits, visit_counts = _visits(posts)
    return Site(
        settings=settings,
        collections=collections,
        documents=published.documents,
        rows=published.rows,
        terms=terms,
        cards=_cards(posts, addresses, themes, published.held, known=cards),
        by_kommun=by_kommun,
        by_theme=_group(posts, lambda path: [theme.slug for theme in themes[path]]),
        by_year=_group(posts, lambda path: [posts[path].meta.date.at.year]),
        visits=visits,
        visit_counts=visit_counts,
        urls=addresses,
        hidden={},
        unread={},
        files={},
        pictures=NO_PICTURES,
    )


def held_back(
    documents: Mapping[str, Sequence[AnyDocument]],
    settings: Settings,
    collections: Iterable[Collection],
    now: datetime,
) -> dict[str, str]:
    """The reason, in Swedish, for each document or row that is not published, by path or place."""
    return _publish(documents, settings, collections, now=now, drafts=False).held


def _publish(
    documents: Mapping[str, Sequence[AnyDocument]],
    settings: Settings,
    collections: Iterable[Collection],
    *,
    now: datetime,
    drafts: bool,
) -> _Published:
    shown: dict[str, dict[str, AnyDocument]] = {}
    rows: dict[str, tuple[Row, ...]] = {}
    held: dict[str, str] = {}

    def published(each: Any, place: str, collection: Collection) -> bool:
        why = collection.why_held(each, now)
        if why:
            held[place] = why
        return drafts or not why

    for collection in collections:
        name = collection.name
        if collection.form == "rows":
            found = settings.rows.get(name, ())
            rows[name] = tuple(row for row in found if published(row, row.place, collection))
        else:
            given = documents.get(name, ())
            left = [each for each in given if published(each, each.path, collection)]
            shown[name] = {each.path: each for each in collection.arrange(left)}
    return _Published(shown, rows, held)


def _terms(vocabulary: Vocabulary, settings: Settings, published: _Published) -> Terms:
    listed = settings.vocabularies.get(vocabulary.name)

    def used() -> list[str]:
        texts: list[AnyDocument | Row] = []
        texts += (each for found in published.documents.values() for each in found.values())
        texts += (row for rows in published.rows.values() for row in rows)
        words = (named for text in texts for named in named_in(text))
        return [each.word.text for each in words if each.names == vocabulary.name]

    return make_terms(vocabulary, listed, used)


def _cards(
    posts: Mapping[str, Post],
    addresses: Mapping[str, str],
    themes: Mapping[str, list[Theme]],
    marks: Mapping[str, str],
    *,
    known: Mapping[str, Card],
) -> dict[str, Card]:
    """The cards of the posts by path; `known` cards are reused where they are equal."""
    cards = {}
    for path, post in posts.items():
        mark = marks.get(path, "")
        card = card_of(post, url=addresses[path], themes=themes[path], mark=mark)
        before = known.get(path)
        cards[path] = before if before is not None and before == card else card
    return cards


def _group(paths: Iterable[str], keys: Callable[[str], Iterable[K]]) -> dict[K, Paths]:
    groups: dict[K, list[str]] = {}
    for path in paths:
        for key in keys(path):
            groups.setdefault(key, []).append(path)
    return {key: tuple(group) for key, group in groups.items()}


def _visits(
    posts: Mapping[str, Post],
) -> tuple[dict[str, Paths], dict[str, Paths], dict[str, int]]:
    """For each kommun: its posts, its posts in the order of their visits, and the number of visits
    (several posts about the same day count as one)."""
    by_kommun = _group(posts, lambda path: posts[path].meta.kommun)
    starts = {path: day_of_visit(post) for path, post in posts.items()}

    def when(path: str) -> tuple[date, datetime, str]:
        return starts[path], posts[path].meta.date.at, path

    ordered = {slug: tuple(sorted(group, key=when)) for slug, group in by_kommun.items()}
    counts = {slug: len(set(map(starts.__getitem__, group))) for slug, group in by_kommun.items()}
    return by_kommun, ordered, counts


def _find_themes(post: Post, themes: Terms) -> list[Theme]:
    found = (themes.find(word.text) for word in post.meta.theme)
    return list(dict.fromkeys(theme for theme in found if theme is not None))


def _urls(
    published: _Published, collections: Iterable[Collection], settings: Settings
) -> dict[str, str]:
    return {
        path: url
        for collection in collections
        for path, each in published.documents.get(collection.name, {}).items()
        if (url := collection.address(each, settings.config))
    }
