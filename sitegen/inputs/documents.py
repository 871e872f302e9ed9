"""The documents of a folder: remembered where their file is as it was, parsed anew elsewhere.

It joins source, parsing, document checks and memo, and knows nothing of the site they make.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Generic

import msgspec

from sitegen.cache.bodies import Bodies
from sitegen.checks.runner import Checks, check_document
from sitegen.core import source
from sitegen.core.problem import Problem
from sitegen.core.record import Record
from sitegen.core.source import Entry, Source
from sitegen.core.workers import Progress, spread
from sitegen.inputs.document_cache import CachedDocument, DocumentCache
from sitegen.inputs.input import Input
from sitegen.model import parsing
from sitegen.model.collection import Collection
from sitegen.model.document import AnyDocument, M, Partial
from sitegen.model.parsing import Parsed
from sitegen.registry.definition import Definition

CHUNK = 32
"""Files a worker reads before it reports; 25 to 50 measured best."""


class Fresh(Record, Generic[M], frozen=True):
    """What reading one file gave; `parsed` is None when its bytes are known, or are no text."""

    entry: Entry
    digest: str
    parsed: Parsed[M] | None
    problems: tuple[Problem, ...]


class Library:
    """Every document of the content folder, remembered from build to build."""

    def __init__(self, folder: Path, key: str, bodies: Bodies, definition: Definition) -> None:
        self.key = key
        self._checks = definition.checks
        self._shelves = {
            each: DocumentCache(folder / f"{each.name}.memo", key, each.record, bodies)
            for each in definition.collections
            if each.form != "rows"
        }
        self._unread: list[Problem] = []

    def gather(self, given: Input, *, jobs: int, progress: Progress) -> None:
        """Bring everything up to date with the files that were found."""
        self._unread = []
        for collection, memo in self._shelves.items():
            reader = Reader(given, collection, self._checks)
            self._unread += _gather(reader, memo, jobs=jobs, progress=progress)

    def documents(self) -> dict[str, list[AnyDocument]]:
        """The documents of each collection by its name, in the order of their paths."""
        return {
            collection.name: [each.document for each in memo.known.values() if each.document]
            for collection, memo in self._shelves.items()
        }

    def problems(self) -> list[Problem]:
        """What is wrong with the documents by themselves, and with files that are none."""
        return self._unread + [
            problem for _, each in self._remembered() for problem in each.problems
        ]

    def unread(self) -> dict[str, Partial | None]:
        """The files that gave no document, by path, with what could be read of them anyway."""
        found: dict[str, Partial | None] = {problem.path: None for problem in self._unread}
        found |= {path: each.partial for path, each in self._remembered() if not each.document}
        return found

    def digests(self) -> dict[str, str]:
        """The digest of each document's file, by path."""
        return {path: each.digest for path, each in self._remembered()}

    def _remembered(self) -> Iterator[tuple[str, CachedDocument[Any]]]:
        for memo in self._shelves.values():
            yield from memo.known.items()

    def save(self) -> set[str]:
        """Write the memo, and give the digests of the bodies in use."""
        return {digest for memo in self._shelves.values() for digest in memo.save()}


class Reader(Record, frozen=True):
    """How the files of one collection are read."""

    given: Input
    collection: Collection
    checks: Checks

    def read(self, entry: Entry, memo: DocumentCache[Any]) -> Fresh[Any]:
        """One file, parsed unless its bytes are known."""
        text, problems = source.read(self.given.folders.content, entry)
        if text is None:
            return Fresh(entry, "", None, tuple(problems))
        if memo.knows(entry, text.digest):
            return Fresh(entry, text.digest, None, ())
        return Fresh(entry, text.digest, self.parse(text), ())

    def parse(self, text: Source) -> Parsed[Any]:
        """One text, checked by itself."""
        abbreviations = self.given.settings.abbreviations
        return parse_and_check(text, self.collection, self.checks, abbreviations=abbreviations)


def _gather(
    reader: Reader, memo: DocumentCache[Any], *, jobs: int, progress: Progress
) -> list[Problem]:
    """Read what the memo does not know; the problems of files that hold no text."""
    memo.begin()
    entries = (entry for path, entry in reader.given.entries.items() if reader.collection.has(path))
    unknown = memo.recall(entries)

    def work(share: Sequence[Entry]) -> bytes:
        return msgspec.msgpack.encode([reader.read(entry, memo) for entry in share])

    decoder = msgspec.msgpack.Decoder(list[Fresh[memo.record]])  # type: ignore[name-defined]
    unread: list[Problem] = []
    done = 0
    for result in spread(work, unknown, jobs=jobs, chunk=CHUNK):
        for fresh in decoder.decode(result):
            unread += fresh.problems
            if not fresh.problems:
                memo.keep(fresh.entry, fresh.digest, fresh.parsed)
        done = min(done + CHUNK, len(unknown))
        progress("Läser", done, len(unknown))
    return unread


def parse_and_check(
    text: Source,
    collection: Collection,
    checks: Checks,
    *,
    abbreviations: Mapping[str, str],
    stand_ins: Mapping[str, Any] | None = None,
) -> Parsed[Any]:
    """Parse one text of a collection, and check it by itself; see `document.parse`."""
    return parsing.parse(
        text,
        collection.record,
        abbreviations=abbreviations,
        has_body=collection.form == "text",
        stand_ins=stand_ins,
        check=partial(check_document, checks=checks),
    )
