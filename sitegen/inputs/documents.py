"""The documents of a folder: from the cache if their file is unchanged, parsed otherwise.

It joins source, parsing, document checks and cache, and knows nothing of the site they make.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Generic

import msgspec

from sitegen.checks.runner import Checks, check_document, check_file
from sitegen.core import source
from sitegen.core.problem import Problem
from sitegen.core.record import Record
from sitegen.core.source import Entry, Source
from sitegen.core.workers import Progress, spread
from sitegen.definition import Definition
from sitegen.documents import parsing
from sitegen.documents.collection import Collection
from sitegen.documents.document import AnyDocument, M, Partial
from sitegen.documents.glimpse import glimpse
from sitegen.documents.parsing import Parsed
from sitegen.documents.settings import allowed_in
from sitegen.inputs.bodies import Bodies
from sitegen.inputs.document_cache import CachedDocument, DocumentCache
from sitegen.inputs.input import Input

CHUNK = 32
"""Files a worker reads before it reports; 25 to 50 measured best."""


class Fresh(Record, Generic[M], frozen=True):
    """What reading one file gave; `parsed` is None when its bytes are known, or are no text.

    `partial` is what can be seen of bytes that are no text.
    """

    entry: Entry
    digest: str
    parsed: Parsed[M] | None
    problems: tuple[Problem, ...]
    partial: Partial | None = None


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
        self._seen: dict[str, Partial | None] = {}

    def gather(self, given: Input, *, jobs: int, progress: Progress) -> None:
        """Bring everything up to date with the files that were found."""
        self._unread, self._seen = [], {}
        for collection, memo in self._shelves.items():
            reader = Reader(given, collection, self._checks)
            for fresh in _gather(reader, memo, jobs=jobs, progress=progress):
                self._unread += fresh.problems
                self._seen[fresh.entry.path] = fresh.partial

    def documents(self) -> dict[str, list[AnyDocument]]:
        """The documents of each collection by its name, in the order of their paths."""
        return {
            collection.name: [each.document for each in memo.known.values() if each.document]
            for collection, memo in self._shelves.items()
        }

    def problems(self) -> list[Problem]:
        """What is wrong with the documents by themselves, and with files that are none."""
        return self._unread + [
            problem
            for known in self._known()
            for each in known.values()
            for problem in each.problems
        ]

    def unread(self) -> dict[str, Partial | None]:
        """The files that gave no document, by path, with what could be read of them anyway."""
        others = {
            path: each.partial
            for known in self._known()
            for path, each in known.items()
            if not each.document
        }
        return {**self._seen, **others}

    def digests(self) -> dict[str, str]:
        """The digest of each document's file, by path."""
        return {path: each.digest for known in self._known() for path, each in known.items()}

    def _known(self) -> list[Mapping[str, CachedDocument[Any]]]:
        return [memo.known for memo in self._shelves.values()]

    def save(self) -> set[str]:
        """Write the cache, and return the digests of the bodies in use."""
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
            return Fresh(entry, "", None, tuple(problems), self._glimpse(entry))
        if memo.knows(entry, text.digest):
            return Fresh(entry, text.digest, None, ())
        return Fresh(entry, text.digest, self.parse(text), ())

    def _glimpse(self, entry: Entry) -> Partial:
        """What can be seen of a file that holds no text, from its first bytes."""
        text = source.read_start(self.given.folders.content, entry)
        collection = self.collection
        return glimpse(entry.path, text, collection.record, collection.published_at)

    def parse(self, text: Source) -> Parsed[Any]:
        """One text, checked by itself."""
        settings = self.given.settings
        return parse_and_check(
            text,
            self.collection,
            self.checks,
            abbreviations=settings.abbreviations,
            allowed=allowed_in(settings.config),
        )


def _gather(
    reader: Reader, memo: DocumentCache[Any], *, jobs: int, progress: Progress
) -> list[Fresh[Any]]:
    """Read what the cache does not know; return the files that hold no text."""
    memo.begin()
    entries = reader.given.entries
    unknown = memo.recall(entries[path] for path in reader.collection.select(entries))

    def work(share: Sequence[Entry]) -> bytes:
        return msgspec.msgpack.encode([reader.read(entry, memo) for entry in share])

    decoder = msgspec.msgpack.Decoder(list[Fresh[memo.record]])  # type: ignore[name-defined]
    unread: list[Fresh[Any]] = []
    done = 0
    for result in spread(work, unknown, jobs=jobs, chunk=CHUNK):
        for fresh in decoder.decode(result):
            if fresh.problems:
                unread.append(fresh)
            else:
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
    allowed: Sequence[str] = (),
    stand_ins: Mapping[str, Any] | None = None,
) -> Parsed[Any]:
    """Parse one text of a collection, and check it by itself; see `document.parse`.

    `allowed` is what may be written although a check of whole files reports it.
    """
    whole = check_file(text, checks, allowed=allowed)
    parsed = parsing.parse(
        text,
        collection.record,
        abbreviations=abbreviations,
        has_body=collection.form == "text",
        bare=collection.bare,
        stand_ins=stand_ins,
        published_at=collection.published_at,
        check=partial(check_document, checks=checks),
    )
    if not whole.problems:
        return parsed
    others = () if whole.breaks else parsed.problems
    named = _name_fields(whole.problems, parsed)
    return msgspec.structs.replace(parsed, problems=(*named, *others))


def _name_fields(problems: Iterable[Problem], parsed: Parsed[Any]) -> Iterator[Problem]:
    """The problems of a whole file, those on the line of a field with its name: the writing page
    shows them beside it."""
    text = parsed.document or parsed.partial
    words = text.places.split() if text else []
    fields: dict[int, str] = {}
    for name, line in zip(words[::3], words[1::3], strict=True):
        fields.setdefault(int(line), name)  # of those on one line the outermost
    for problem in problems:
        field = fields.get(problem.line, "")
        yield msgspec.structs.replace(problem, field=field) if field else problem
