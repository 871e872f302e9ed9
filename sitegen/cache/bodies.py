"""The HTML of documents, kept in one append-only file beside the tables of the cache.

It knows bodies by the digest of their bytes only; which of them are in use, its callers say.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

from sitegen.cache.table import Table
from sitegen.core.digest import digest_of


class BodyLost(Exception):
    """The HTML of a body is not where it was put; parsing its document again gives it back."""


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
