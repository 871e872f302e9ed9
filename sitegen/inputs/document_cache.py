"""What earlier builds found out: parsed documents with their problems, and rendered pages.

Whatever is missing, unreadable or made by another toolchain counts as empty; a memo may make a
build faster but never change what it gives.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import Path
from typing import Generic

from sitegen.cache.bodies import Bodies
from sitegen.cache.table import Table
from sitegen.core.file_stamps import Stamp
from sitegen.core.problem import Problem
from sitegen.core.record import Record
from sitegen.core.source import Entry
from sitegen.model.document import Document, M, Partial
from sitegen.model.parsing import Parsed

SETTLED = 2_000_000_000
"""Nanoseconds after which a file's stamp can be trusted: two writes closer together than the
file system's clock ticks (2 s on FAT) may leave the same stamp on different bytes."""

PATCH = 50
"""One part in so many may have changed since the table of documents was last written whole."""


def is_settled(stamp: Stamp) -> bool:
    """Whether a file that has this stamp later too will hold the same bytes."""
    return time.time_ns() - max(stamp[1:3]) > SETTLED


class CachedDocument(Record, Generic[M], frozen=True):
    """One parsed file; its HTML lies in the pack. `settled` tells whether `stamp` is enough."""

    stamp: Stamp
    digest: str
    settled: bool
    document: Document[M] | None
    problems: tuple[Problem, ...]
    partial: Partial | None


class DocumentCache(Generic[M]):
    """The parsed files of one folder, whose front matter has the fields of `record`.

    `known` holds by path what is known of the files that the newest build has come by.
    """

    def __init__(self, path: Path, key: str, record: type[M], bodies: Bodies) -> None:
        kind = dict[str, CachedDocument[record]]  # type: ignore[valid-type]
        self._table: Table[dict[str, CachedDocument[M]]] = Table(path, key, kind)
        self._patch: Table[dict[str, CachedDocument[M]]] = Table(
            path.with_suffix(".patch"), key, kind
        )
        self.record = record
        self._stored = self._table.load({})
        self._patched = self._patch.load({})
        self.known = self._stored | self._patched
        self._before: dict[str, CachedDocument[M]] = {}
        self._bodies = bodies

    def begin(self) -> None:
        """A new build: what is known now is what was known before it."""
        self._before, self.known = self.known, {}

    def recall(self, entries: Iterable[Entry]) -> list[Entry]:
        """Take over what is known of files whose stamps say that they are as they were; the others
        are given back."""
        others = []
        for entry in entries:
            before = self._before.get(entry.path)
            if (
                before is None
                or not before.settled
                or before.stamp != entry.stamp
                or not self._has_body(before)
            ):
                others.append(entry)
            else:
                self.known[entry.path] = before
        return others

    def knows(self, entry: Entry, digest: str) -> bool:
        """Whether a file with these bytes was parsed before."""
        before = self._recent(entry)
        return before is not None and before.digest == digest and self._has_body(before)

    def keep(self, entry: Entry, digest: str, parsed: Parsed[M] | None) -> None:
        """Remember what parsing gave; None when the bytes are those known already."""
        settled = is_settled(entry.stamp)
        if parsed is None:
            before = self._recent(entry)
            assert before is not None
            parsed = Parsed(before.document, "", before.problems, before.partial)
        elif parsed.document is not None:
            self._bodies.put(parsed.document.body, parsed.html)
        self.known[entry.path] = CachedDocument(
            entry.stamp, digest, settled, parsed.document, parsed.problems, parsed.partial
        )

    def _recent(self, entry: Entry) -> CachedDocument[M] | None:
        return self.known.get(entry.path) or self._before.get(entry.path)

    def _has_body(self, known: CachedDocument[M]) -> bool:
        return known.document is None or known.document.body in self._bodies

    def save(self) -> set[str]:
        """Write what is known, and give the digests of its bodies.

        A few changes go into a patch beside the table, so that a small edit costs little to keep;
        what the patch does not take back is merely looked up in vain.
        """
        stored = self._stored
        news = {path: each for path, each in self.known.items() if stored.get(path) is not each}
        if len(news) <= len(stored) // PATCH and len(self.known) >= len(stored):
            if news != self._patched:
                self._patch.save(news)
        else:
            self._table.save(self.known)
            self._patch.remove()
        return {known.document.body for known in self.known.values() if known.document}
