"""Assembles documents and settings into a Site, as of the time of the build.

A pure function that reports no problems: the checks find those later, so an unknown theme or author
is simply left out here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from types import MappingProxyType
from typing import Any, TypeVar

import msgspec

from sitegen.core.source import Entry
from sitegen.documents.collection import Collection, PartFailed
from sitegen.documents.comments import COMMENTS
from sitegen.documents.document import AnyDocument, Partial
from sitegen.documents.organisations import ORGANISATION, make_directory
from sitegen.documents.settings import Row, Settings
from sitegen.documents.vocabulary import Vocabulary, make_terms
from sitegen.images.metadata import NO_PICTURES, Pictures
from sitegen.images.traces import Trace
from sitegen.mission.announcements import still_announced
from sitegen.mission.occasions import Occasion, find_occasions
from sitegen.mission.relations import Subject, group_subjects
from sitegen.mission.visits import find_chains
from sitegen.model.authors import AUTHORS
from sitegen.model.cards import Card, card_of
from sitegen.model.follow_ups import find_outcomes
from sitegen.model.plan import PLANS
from sitegen.model.post import POSTS, Post
from sitegen.model.publication import PublishedContent, held_unread, publish
from sitegen.model.site import Paths, Site, named_in
from sitegen.model.statements import is_by_guest, state_announcements, state_visits
from sitegen.model.themes import THEMES, Theme, find_themes
from sitegen.model.visit_row import VISITS
from sitegen.sweden import register

K = TypeVar("K")


def assemble(
    documents: Mapping[str, Sequence[AnyDocument]],
    settings: Settings,
    collections: tuple[Collection, ...],
    vocabularies: tuple[Vocabulary, ...],
    *,
    now: datetime,
    drafts: bool = False,
    left_out: Mapping[str, str] = MappingProxyType({}),
    files: Mapping[str, Entry] = MappingProxyType({}),
    pictures: Pictures = NO_PICTURES,
    attachments: Mapping[str, tuple[Trace, ...]] = MappingProxyType({}),
    cards: Mapping[str, Card] = MappingProxyType({}),
    unread: Mapping[str, Partial | None] = MappingProxyType({}),
    before: Site | None = None,
) -> Site:
    """The published documents in order, with `drafts` all; `now` is Swedish civil time.

    `left_out` has the reason, in Swedish, for each text that `documents` lacks on purpose. Of an
    earlier site, `before`, what only outlines decide is taken when those are the same.
    """
    published = publish(documents, settings, collections, now=now, drafts=drafts)
    held = held_unread(unread, collections, now) | published.held
    hidden = {**({} if drafts else held), **left_out}
    made_of = published, settings, collections, vocabularies, _day_of(settings, now)
    if before is None or not _is_same_but_texts(before, *made_of):
        before = _arrange(*made_of, cards=cards)
    return msgspec.structs.replace(
        before,
        settings=settings,
        documents=published.documents,
        rows=published.rows,
        hidden=hidden,
        held={} if drafts else published.find_held(documents),
        unread={path: partial for path, partial in unread.items() if path not in hidden},
        files=files,
        pictures=pictures,
        attachments=attachments,
        now=now,
    )


def _day_of(settings: Settings, now: datetime) -> date:
    """The day as of which everything is reckoned."""
    closed = settings.config.closed
    return (closed.at if closed else now).date()


def _is_same_but_texts(
    before: Site,
    published: PublishedContent,
    settings: Settings,
    collections: tuple[Collection, ...],
    vocabularies: tuple[Vocabulary, ...],
    today: date,
) -> bool:
    """True if at most the texts of documents differ from those `before`, not their outlines."""
    shown = published.documents
    return (
        before.today == today
        and before.collections == collections
        and tuple(terms.vocabulary for terms in before.terms.values()) == vocabularies
        and before.settings == settings
        and before.rows == published.rows
        and all(_have_same_outlines(found, shown[name]) for name, found in before.documents.items())
        and all(card.mark == published.held.get(path, "") for path, card in before.cards.items())
    )


def _have_same_outlines(some: Mapping[str, AnyDocument], others: Mapping[str, AnyDocument]) -> bool:
    """True if the documents have the same paths, in the same order, and the same outlines."""
    pairs = zip(some.values(), others.values(), strict=False)
    return list(some) == list(others) and all(
        one is other or one.outline == other.outline for one, other in pairs
    )


def _arrange(
    published: PublishedContent,
    settings: Settings,
    collections: tuple[Collection, ...],
    vocabularies: tuple[Vocabulary, ...],
    today: date,
    *,
    cards: Mapping[str, Card],
) -> Site:
    """The site of what is published, in all that its outlines decide; nothing else is known."""
    posts: Mapping[str, Post] = published.documents[POSTS.name]
    words = cache(lambda: _words_used(published))
    terms = {
        each.name: make_terms(each, settings.vocabularies.get(each.name), words)
        for each in vocabularies
    }
    themes = {
        path: find_themes(each.meta.theme, terms[THEMES.name]) for path, each in posts.items()
    }
    addresses = _urls(published, collections, settings)
    rows, plans = published.rows.get(VISITS.name, ()), published.documents.get(PLANS.name, {})
    authors = terms[AUTHORS.name], settings.config.author
    visits = find_chains(state_visits(posts, rows, *authors))
    guests = {path for path, post in posts.items() if is_by_guest(post, *authors)}
    occasions = find_occasions(posts, guests, visits)
    made = _cards(posts, addresses, themes, occasions, published.held, known=cards)
    return Site(
        settings=settings,
        collections=collections,
        documents=published.documents,
        rows=published.rows,
        terms=terms,
        organisations=make_directory(terms[ORGANISATION].entries.values()),
        cards=made,
        subjects=group_subjects(_subject(posts[path], card) for path, card in made.items()),
        today=today,
        visits=visits,
        occasions=occasions,
        announced=still_announced(state_announcements(posts, rows, visits), visits, today),
        outcomes=find_outcomes(plans.values(), posts, visits, published.is_public, today),
        urls=addresses,
        **_groups(posts, themes),
        **_NOT_DECIDED,
    )


_NOT_DECIDED: dict[str, Any] = {
    **{"hidden": {}, "held": {}, "unread": {}, "files": {}},
    **{"pictures": NO_PICTURES, "now": datetime.min},
}
"""What the outlines of the texts do not decide."""


def _words_used(published: PublishedContent) -> Mapping[str, Sequence[str]]:
    """The words by which what is published refers to entries, by the name of their vocabulary."""
    texts: list[AnyDocument | Row] = [row for rows in published.rows.values() for row in rows]
    texts += (
        each
        for name, found in published.documents.items()
        for each in found.values()
        if name != COMMENTS.name  # who answers a reader is not yet somebody who writes here
    )
    words: dict[str, list[str]] = {}
    for text in texts:
        for named in named_in(text):
            words.setdefault(named.names, []).append(named.word.text)
    return words


def _cards(
    posts: Mapping[str, Post],
    addresses: Mapping[str, str],
    themes: Mapping[str, list[Theme]],
    occasions: Mapping[str, Occasion],
    marks: Mapping[str, str],
    *,
    known: Mapping[str, Card],
) -> dict[str, Card]:
    """The cards of the posts by path; `known` cards are reused where they are equal."""
    cards = {}
    for path, post in posts.items():
        card = card_of(
            post,
            url=addresses[path],
            themes=themes[path],
            occasion=occasions[path].lasting,
            mark=marks.get(path, ""),
        )
        before = known.get(path)
        cards[path] = before if before is not None and before == card else card
    return cards


def _group(paths: Iterable[str], keys: Callable[[str], Iterable[K]]) -> dict[K, Paths]:
    groups: dict[K, list[str]] = {}
    for path in paths:
        for key in keys(path):
            groups.setdefault(key, []).append(path)
    return {key: tuple(group) for key, group in groups.items()}


def _groups(posts: Mapping[str, Post], themes: Mapping[str, list[Theme]]) -> dict[str, Any]:
    """The posts by what they have in common."""
    return {
        "by_kommun": _group(posts, lambda path: posts[path].meta.kommun),
        "by_theme": _group(posts, lambda path: [theme.slug for theme in themes[path]]),
        "by_year": _group(posts, lambda path: [posts[path].meta.date.at.year]),
        "by_lan": _by_lan(posts),
    }


def _by_lan(posts: Mapping[str, Post]) -> dict[str, Paths]:
    """The posts about the kommuner of each län that has any; one about two of them once."""
    found = _group(
        posts, lambda path: [lan.slug for lan in register.lan_of(posts[path].meta.kommun)]
    )
    return {lan.slug: found[lan.slug] for lan in register.all_lan().values() if lan.slug in found}


def _subject(post: Post, card: Card) -> Subject:
    """What a post is about, in words that a page may show."""
    themes = tuple(theme.name for theme in card.themes)
    lan = tuple(lan.name for lan in register.lan_of(post.meta.kommun))
    return Subject(themes, lan, post.meta.kommun)


def _urls(
    published: PublishedContent, collections: Iterable[Collection], settings: Settings
) -> dict[str, str]:
    found = {}
    for collection in collections:
        for path, each in published.documents.get(collection.name, {}).items():
            try:
                url = collection.address(each, settings.config)
            except Exception as error:
                raise PartFailed(f"Adressen till {path} gick inte att göra", error) from error
            if url:
                found[path] = url
    return found
