"""The documents of a folder: remembered where their file is as it was, parsed anew elsewhere.

It joins source, parsing, document checks and memo, and knows nothing of the site they make.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Generic

import msgspec

from sitegen.cache.bodies import Bodies
from sitegen.checks.registry import check_document
from sitegen.core import source
from sitegen.core.problem import Problem
from sitegen.core.record import Record
from sitegen.core.source import Entry, Source
from sitegen.core.workers import Progress, spread
from sitegen.inputs.document_cache import Documents, Remembered
from sitegen.inputs.input import Input
from sitegen.model import document
from sitegen.model.document import AnyDocument, Document, M, Parsed, Partial
from sitegen.model.info_page import InfoMeta, InfoPage
from sitegen.model.post import Post, PostMeta

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

    def __init__(self, folder: Path, key: str, bodies: Bodies) -> None:
        self.key = key
        self._posts = Documents(folder / "posts.memo", key, PostMeta, bodies)
        self._pages = Documents(folder / "pages.memo", key, InfoMeta, bodies)
        self._unread: list[Problem] = []

    def gather(self, given: Input, *, jobs: int, progress: Progress) -> None:
        """Bring everything up to date with the files that were found."""
        posts = _gather(given, "posts/", self._posts, jobs=jobs, progress=progress)
        pages = _gather(given, "pages/", self._pages, jobs=jobs, progress=progress)
        self._unread = posts + pages

    def reread(self, given: Input, entry: Entry) -> AnyDocument | None:
        """One document again, if it was there and there is nothing to say of its file now."""
        if entry.path in self._posts.known:
            return _reread(given, entry, self._posts)
        return _reread(given, entry, self._pages)

    def posts(self) -> list[Post]:
        """The posts, in the order of their paths."""
        return [each.document for each in self._posts.known.values() if each.document]

    def pages(self) -> list[InfoPage]:
        """The other documents, in the order of their paths."""
        return [each.document for each in self._pages.known.values() if each.document]

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

    def _remembered(self) -> Iterator[tuple[str, Remembered[Any]]]:
        yield from self._posts.known.items()
        yield from self._pages.known.items()

    def save(self) -> set[str]:
        """Write the memo, and give the digests of the bodies in use."""
        return self._posts.save() | self._pages.save()


def _gather(
    given: Input, folder: str, memo: Documents[M], *, jobs: int, progress: Progress
) -> list[Problem]:
    """Read what the memo does not know in `folder`; the problems of files that hold no text."""
    memo.begin()
    entries = (
        entry
        for path, entry in given.entries.items()
        if path.startswith(folder) and path.endswith(".md")
    )
    unknown = memo.recall(entries)

    def work(share: Sequence[Entry]) -> bytes:
        return msgspec.msgpack.encode([_read(given, entry, memo) for entry in share])

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


def _reread(given: Input, entry: Entry, memo: Documents[M]) -> Document[M] | None:
    fresh = _read(given, entry, memo)
    if entry.path not in memo.known or fresh.problems or (fresh.parsed and fresh.parsed.problems):
        return None
    memo.keep(entry, fresh.digest, fresh.parsed)
    return memo.known[entry.path].document


def _read(given: Input, entry: Entry, memo: Documents[M]) -> Fresh[M]:
    text, problems = source.read(given.folders.content, entry)
    if text is None:
        return Fresh(entry, "", None, tuple(problems))
    if memo.knows(entry, text.digest):
        return Fresh(entry, text.digest, None, ())
    abbreviations = given.settings.abbreviations
    return Fresh(entry, text.digest, parse(text, memo.record, abbreviations=abbreviations), ())


def parse(text: Source, record: type[M], *, abbreviations: Mapping[str, str]) -> Parsed[M]:
    """Parse one text, check it by itself and sign it."""
    parsed = document.keep_local(
        document.parse(text, record, abbreviations=abbreviations, check=check_document)
    )
    if parsed.document is None:
        return parsed
    return msgspec.structs.replace(parsed, document=document.sign(parsed.document))
