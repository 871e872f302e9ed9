"""The document cache: the parsed documents of earlier builds, with their problems.

It may make a build faster but never change its result. An entry that is missing, unreadable or
written by another toolchain counts as absent.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import Path
from typing import Generic

from sitegen.core.file_stamps import Stamp
from sitegen.core.problem import Problem
from sitegen.core.record import Record
from sitegen.core.source import Entry
from sitegen.documents.document import Document, M, Partial
from sitegen.documents.parsing import Parsed
from sitegen.inputs.bodies import Bodies
from sitegen.inputs.table import Table

SETTLED = 2_000_000_000
"""Nanoseconds after which a file's stamp can be trusted: two writes closer together than the
file system's clock ticks (2 s on FAT) may leave the same stamp on different bytes."""

PATCH = 50
"""The patch holds at most one document in so many; with more changes the whole table is written."""


def is_settled(stamp: Stamp) -> bool:
    """True if a later file with the same stamp is certain to have the same bytes."""
    return time.time_ns() - max(stamp[1:3]) > SETTLED


class CachedDocument(Record, Generic[M], frozen=True):
    """One parsed file; its HTML is in the pack file. `settled`: the stamp can be trusted."""

    stamp: Stamp
    digest: str
    settled: bool
    document: Document[M] | None
    problems: tuple[Problem, ...]
    partial: Partial | None


class DocumentCache(Generic[M]):
    """The parsed files of one folder, whose front matter has the fields of `record`.

    `known` maps the paths of the files that the current build has seen so far to their entries.
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
        self.known = {
            path: each
            for path, each in (self._stored | self._patched).items()
            if each.document is None or each.document.body in bodies  # else it is parsed again
        }
        self._before: dict[str, CachedDocument[M]] = {}
        self._bodies = bodies

    def begin(self) -> None:
        """Start a new build: no file has been seen yet, and the entries become the earlier ones."""
        self._before, self.known = self.known, {}

    def recall(self, entries: Iterable[Entry]) -> list[Entry]:
        """Reuse the entries of files whose stamps are unchanged; return the other files."""
        before, known = self._before, self.known
        others = []
        for entry in entries:
            found = before.get(entry.path)
            if found is not None and found.settled and found.stamp == entry.stamp:
                known[entry.path] = found
            else:
                others.append(entry)
        return others

    def knows(self, entry: Entry, digest: str) -> bool:
        """True if the cache has the result of parsing this file with these bytes."""
        before = self._recent(entry)
        return before is not None and before.digest == digest

    def keep(self, entry: Entry, digest: str, parsed: Parsed[M] | None) -> None:
        """Store the result of parsing; `parsed` is None if `knows` was true for these bytes."""
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

    def save(self) -> set[str]:
        """Write the cache, and return the digests of the bodies in use.

        A few changes go into a patch file beside the table, so that a small edit is cheap to save.
        Entries of removed files may stay in the table, where they are never used.
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
