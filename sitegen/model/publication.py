"""Which documents and rows are published at a moment, why the others are held back, and the digest
of what readers may see of a document.

Pure functions over documents and settings; they arrange nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import msgspec

from sitegen.core.digest import digest_of
from sitegen.core.record import Record
from sitegen.documents.collection import Collection, collection_of, rests_on_nothing
from sitegen.documents.document import AnyDocument, Partial
from sitegen.documents.settings import Row, Settings
from sitegen.front_matter.declarations import Located
from sitegen.model.plan import PlanMeta, Point, PointEnd, StatusReport
from sitegen.model.post import POSTS, FollowUp
from sitegen.model.site import Site
from sitegen.model.source import FactSource, post_path
from sitegen.sweden.dates import Moment
from sitegen.sweden.periods import Period


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


def published_version(site: Site, document: AnyDocument) -> str:
    """The digest of what readers may see of a published document, which its page carries.

    By it one sees that readers have the newest text. What is held back within the document, such as
    a point whose source is not published yet, leaves no trace in it; nor do the places of words.
    """
    return digest_of(msgspec.msgpack.encode((document.body, _shown(document, document.meta, site))))


def _shown(document: AnyDocument, value: Any, site: Site) -> Any:
    """A value of the front matter without what is held back, as something that can be encoded."""
    if not value or type(value) in _PLAIN:
        return value
    if isinstance(value, tuple):
        return [_shown(document, each, site) for each in value if _is_shown(document, each, site)]
    if isinstance(value, Located):
        return value.text
    if not _is_shown(document, value, site):
        return None
    if isinstance(value, PointEnd) and not _is_public_point(site, document.slug, value.by):
        value = msgspec.structs.replace(value, by="")
    if isinstance(value, PlanMeta) and value.replaces and value.replaces.text not in site.outcomes:
        value = msgspec.structs.replace(value, replaces=None)
    return [
        each if not each or type(each) in _PLAIN else _shown(document, each, site)
        for each in msgspec.structs.astuple(value)
    ]


_PLAIN = frozenset({str, int, bool, Moment, Period})
"""The types of most values, asked for first: this is done for every post of every build."""


def _is_shown(document: AnyDocument, value: Any, site: Site) -> bool:
    """Whether readers see a value of a document that they see: not a fact without a public source,
    nor what is said of a point that is held back."""
    if isinstance(value, FactSource):
        return value.post is None or bool(post_path(value.post.text, site.posts))
    if isinstance(value, FollowUp):
        return _is_public_point(site, value.plan.text, value.point.text)
    if isinstance(value, Point | StatusReport | PointEnd):
        return not value.source or any(_is_shown(document, each, site) for each in value.source)
    return True


def _is_public_point(site: Site, plan: str, name: str) -> bool:
    points = (each.point for each in site.outcomes.get(plan, ()))
    return any(name == each.id or name in each.aliases for each in points)
