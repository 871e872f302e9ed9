"""Stores the HTML of documents on disk, in one append-only file beside the tables of the cache.

It identifies a body by its digest only and does not know which are in use: its callers say so.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

from sitegen.core.digest import digest_of
from sitegen.core.own_files import make_way
from sitegen.inputs.table import Table


class BodyLost(Exception):
    """The HTML of a body is missing or damaged; parsing its document again restores it."""


class Bodies:
    """The HTML of documents by the digest of its bytes, in an append-only file and an index.

    An index that was written with another `key` is ignored.
    """

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
        """Store the HTML whose bytes have this digest."""
        if digest in self._spans:
            return
        data = html.encode()
        start = self._file.seek(0, os.SEEK_END)  # another process may have written meanwhile
        self._file.write(data)
        self._spans[digest] = (start, len(data))
        self._end = start + len(data)
        self._grown = True

    def read(self, digest: str) -> str:
        """The HTML with this digest. Raises BodyLost if it is missing or damaged."""
        offset, length = self._spans.get(digest, (0, 0))
        data = os.pread(self._file.fileno(), length, offset)  # forked workers share the position
        if digest_of(data) != digest:
            raise BodyLost(digest)
        return data.decode()

    def save(self, used: Collection[str]) -> None:
        """Write the index; if most of the file is no longer `used`, rewrite it without that."""
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
        make_way(fresh)
        with fresh.open("wb") as file:
            for digest in sorted(used):
                spans[digest] = (file.tell(), self._spans[digest][1])
                file.write(self.read(digest).encode())
        self._file.close()
        with suppress(FileNotFoundError):  # another build renamed it first; digests are checked
            fresh.replace(self._path)
        self._open()
        self._spans = spans
        self._grown = True
        self._is_private = False

    def _open(self) -> None:
        make_way(self._path)
        self._file = self._path.open("a+b")
        self._end = self._file.seek(0, os.SEEK_END)

    def forget(self) -> None:
        """Treat all bodies as lost, so that all documents are parsed again.

        From now on bodies are stored in a temporary file that no other process can change, until
        `save` is called.
        """
        self._file.close()
        self._file = tempfile.TemporaryFile(dir=self._path.parent)  # noqa: SIM115 (closed below)
        self._end = 0
        self._spans = {}
        self._grown = self._is_private = True

    def flush(self) -> None:
        """Write buffered bodies to the file, so that `read` and other processes find them."""
        self._file.flush()

    def close(self) -> None:
        """Close the file."""
        self._file.close()
