"""Which documents and rows are published at a moment, and why the others are held back.

Pure functions over documents and settings; they arrange nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sitegen.core.record import Record
from sitegen.documents.collection import Collection, collection_of, rests_on_nothing
from sitegen.documents.document import AnyDocument, Partial
from sitegen.documents.settings import Row, Settings
from sitegen.model.post import POSTS
from sitegen.model.source import FactSource, post_path


class PublishedContent(Record, frozen=True):
    """The documents and rows that are published, and why the others are held back (see `Site`)."""

    documents: dict[str, dict[str, AnyDocument]]
    rows: dict[str, tuple[Row, ...]]
    held: dict[str, str]

    def is_public(self, sources: Iterable[FactSource]) -> bool:
        """True if one of the sources is not ours, or is a post that is published."""
        shown = self.documents[POSTS.name]
        return any(each.post is None or post_path(each.post.text, shown) for each in sources)

    def find_held(self, documents: Mapping[str, Sequence[AnyDocument]]) -> dict[str, AnyDocument]:
        """Those of the documents that are held back, by path."""
        if not self.held:
            return {}
        every = (each for found in documents.values() for each in found)
        return {each.path: each for each in every if each.path in self.held}


def held_back(
    documents: Mapping[str, Sequence[AnyDocument]],
    settings: Settings,
    collections: Iterable[Collection],
    now: datetime,
) -> dict[str, str]:
    """The reason, in Swedish, for each document or row that is not published, by path or place."""
    return publish(documents, settings, collections, now=now, drafts=False).held


def held_unread(
    unread: Mapping[str, Partial | None], collections: Iterable[Collection], now: datetime
) -> dict[str, str]:
    """The reason for each file with errors that can be seen not to be published yet."""
    reasons = {
        path: collection.why_held(partial, now)
        for path, partial in unread.items()
        if partial and (collection := collection_of(path, collections))
    }
    return {path: why for path, why in reasons.items() if why}


def publish(
    documents: Mapping[str, Sequence[AnyDocument]],
    settings: Settings,
    collections: Iterable[Collection],
    *,
    now: datetime,
    drafts: bool,
) -> PublishedContent:
    """What is published at a moment; with `drafts` all documents and rows are."""
    shown: dict[str, dict[str, AnyDocument]] = {}
    rows: dict[str, tuple[Row, ...]] = {}
    held: dict[str, str] = {}
    for collection in collections:
        name, why_held = collection.name, collection.why_held
        if collection.form == "rows":
            found = settings.rows.get(name, ())
            held |= {row.place: why for row in found if (why := why_held(row, now))}
            rows[name] = tuple(row for row in found if drafts or row.place not in held)
        else:
            given = documents.get(name, ())
            held |= {each.path: why for each in given if (why := why_held(each, now))}
            left = [each for each in given if drafts or each.path not in held]
            shown[name] = {each.path: each for each in collection.arrange(left)}
    if not drafts:
        _hold_without_source(collections, shown, rows, held)
    return PublishedContent(shown, rows, held)


def _hold_without_source(
    collections: Iterable[Collection],
    shown: dict[str, dict[str, AnyDocument]],
    rows: dict[str, tuple[Row, ...]],
    held: dict[str, str],
) -> None:
    """Hold back each document and row none of whose sources is published."""
    posts = shown[POSTS.name]

    def is_held(each: Any, place: str, collection: Collection) -> bool:
        names = collection.rests_on(each)
        if not names or any(not name or post_path(name, posts) for name in names):
            return False
        held[place] = "källan är inte publicerad"
        return True

    for each in collections:
        if each.form == "rows":
            found = rows[each.name]
            rows[each.name] = tuple(row for row in found if not is_held(row, row.place, each))
        elif each.rests_on is not rests_on_nothing:
            found_here = shown[each.name].items()
            shown[each.name] = {
                path: one for path, one in found_here if not is_held(one, path, each)
            }
