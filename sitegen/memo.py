"""What earlier builds found out: parsed documents with their problems, and rendered pages.

Whatever is missing, unreadable or made by another toolchain counts as empty; a memo may make a
build faster but never change what it gives.
"""

from __future__ import annotations

import os
import tempfile
import time
import zlib
from collections.abc import Collection, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any, Generic, TypeVar

import msgspec

from sitegen.document import Document, M, Parsed, Partial
from sitegen.page import BodyLost
from sitegen.problems import Problem
from sitegen.records import Record
from sitegen.source import Entry, digest_of
from sitegen.stamps import Stamp

SETTLED = 2_000_000_000
"""Nanoseconds after which a file's stamp can be trusted: two writes closer together than the
file system's clock ticks (2 s on FAT) may leave the same stamp on different bytes."""

PATCH = 50
"""One part in so many may have changed since the table of documents was last written whole."""

T = TypeVar("T")


def is_settled(stamp: Stamp) -> bool:
    """Whether a file that has this stamp later too will hold the same bytes."""
    return time.time_ns() - max(stamp[1:3]) > SETTLED


class Table(Generic[T]):
    """A file with one value of the type `kind`, valid only under the same key and checksum."""

    def __init__(self, path: Path, key: str, kind: Any) -> None:
        self._path = path
        self._key = digest_of(f"{path.name} {key}".encode()).encode()
        self._kind = kind

    def load(self, empty: T) -> T:
        """What was stored under this key, or `empty`."""
        try:
            data = self._path.read_bytes()
            rest = memoryview(data)[36:]
            if data[:36] != self._key + _checksum(rest):
                return empty
            value: T = msgspec.msgpack.decode(rest, type=self._kind)
        except (OSError, msgspec.MsgspecError):
            return empty
        return value

    def save(self, value: T) -> None:
        """Store `value` in place of what was there, at once or not at all.

        Of two builds that save at the same time either may win; should what they wrote have got
        mixed, the checksum tells.
        """
        data = msgspec.msgpack.encode(value)
        self._path.parent.mkdir(parents=True, exist_ok=True)
        fresh = self._path.with_name(f"{self._path.name}.new")
        fresh.write_bytes(self._key + _checksum(data) + data)
        with suppress(FileNotFoundError):  # the other build was quicker
            fresh.replace(self._path)

    def remove(self) -> None:
        """Store nothing any more."""
        self._path.unlink(missing_ok=True)


def _checksum(data: bytes | memoryview) -> bytes:
    """Tells damage by accident; nobody gains by forging a memo on their own disk."""
    return zlib.crc32(data).to_bytes(4, "big")


class Bodies:
    """The HTML of documents in one append-only file, each found by the digest of its bytes."""

    def __init__(self, folder: Path, key: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._path = folder / "bodies.html"
        self._table: Table[dict[str, tuple[int, int]]] = Table(
            folder / "bodies.index", key, dict[str, tuple[int, int]]
        )
        self._spans = self._table.load({})
        self._open()
        self._grown = False
        self._is_private = False

    def __contains__(self, digest: str) -> bool:
        return digest in self._spans

    def put(self, digest: str, html: str) -> None:
        """Keep the HTML whose bytes have this digest."""
        if digest in self._spans:
            return
        data = html.encode()
        start = self._file.seek(0, os.SEEK_END)  # another process may have written meanwhile
        self._file.write(data)
        self._spans[digest] = (start, len(data))
        self._end = start + len(data)
        self._grown = True

    def read(self, digest: str) -> str:
        """The HTML with this digest. Raises BodyLost when it isn't there any more."""
        offset, length = self._spans.get(digest, (0, 0))
        data = os.pread(self._file.fileno(), length, offset)  # forked workers share the position
        if digest_of(data) != digest:
            raise BodyLost(digest)
        return data.decode()

    def save(self, used: Collection[str]) -> None:
        """Write the index; drop what is no longer `used` when that is most of the file."""
        self._file.flush()
        live = sum(self._spans[digest][1] for digest in used)
        if self._is_private or self._end > 2 * live + 1_000_000:
            self._compact(used)
        if self._grown:
            self._table.save(self._spans)
            self._grown = False

    def _compact(self, used: Collection[str]) -> None:
        fresh = self._path.with_suffix(".new")
        spans = {}
        with fresh.open("wb") as file:
            for digest in sorted(used):
                spans[digest] = (file.tell(), self._spans[digest][1])
                file.write(self.read(digest).encode())
        self._file.close()
        with suppress(FileNotFoundError):  # another build was quicker; each body has its digest
            fresh.replace(self._path)
        self._open()
        self._spans = spans
        self._grown = True
        self._is_private = False

    def _open(self) -> None:
        self._file = self._path.open("a+b")
        self._end = self._file.seek(0, os.SEEK_END)

    def forget(self) -> None:
        """Let everything count as lost, and so all documents as unknown.

        What is put from now on lies where nobody else can hurt it, until it is saved.
        """
        self._file.close()
        self._file = tempfile.TemporaryFile(dir=self._path.parent)  # noqa: SIM115 (closed below)
        self._end = 0
        self._spans = {}
        self._grown = self._is_private = True

    def flush(self) -> None:
        """Let what was put be there for other processes and for `read`."""
        self._file.flush()

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()


class Remembered(Record, Generic[M], frozen=True):
    """One parsed file; its HTML lies in the pack. `settled` tells whether `stamp` is enough."""

    stamp: Stamp
    digest: str
    settled: bool
    document: Document[M] | None
    problems: tuple[Problem, ...]
    partial: Partial | None


class Documents(Generic[M]):
    """The parsed files of one folder, whose front matter has the fields of `record`.

    `known` holds by path what is known of the files that the newest build has come by.
    """

    def __init__(self, path: Path, key: str, record: type[M], bodies: Bodies) -> None:
        kind = dict[str, Remembered[record]]  # type: ignore[valid-type]
        self._table: Table[dict[str, Remembered[M]]] = Table(path, key, kind)
        self._patch: Table[dict[str, Remembered[M]]] = Table(path.with_suffix(".patch"), key, kind)
        self.record = record
        self._stored = self._table.load({})
        self._patched = self._patch.load({})
        self.known = self._stored | self._patched
        self._before: dict[str, Remembered[M]] = {}
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
        self.known[entry.path] = Remembered(
            entry.stamp, digest, settled, parsed.document, parsed.problems, parsed.partial
        )

    def _recent(self, entry: Entry) -> Remembered[M] | None:
        return self.known.get(entry.path) or self._before.get(entry.path)

    def _has_body(self, known: Remembered[M]) -> bool:
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
