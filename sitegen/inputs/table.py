"""Stores one value in one file, which is valid only under the key that it was stored with.

A file that cannot be read counts as empty; it may not raise for a damaged file.
"""

from __future__ import annotations

import zlib
from contextlib import suppress
from pathlib import Path
from typing import Any, Generic, TypeVar

import msgspec

from sitegen.core.digest import digest_of
from sitegen.core.own_files import make_way, read_own

T = TypeVar("T")


class Table(Generic[T]):
    """A file with one value of the type `kind`, which is read only if key and checksum match."""

    def __init__(self, path: Path, key: str, kind: Any) -> None:
        self._path = path
        self._key = digest_of(f"{path.name} {key}".encode()).encode()
        self._kind = kind

    def load(self, empty: T) -> T:
        """The value stored under this key, or `empty`."""
        try:
            data = read_own(self._path)
            rest = memoryview(data)[36:]
            if data[:36] != self._key + _checksum(rest):
                return empty
            value: T = msgspec.msgpack.decode(rest, type=self._kind)
        except (OSError, msgspec.MsgspecError):
            return empty
        return value

    def save(self, value: T) -> None:
        """Replace the stored value atomically.

        If two builds save at the same time, either may win; if they mix their bytes, the checksum
        is wrong and the file counts as empty.
        """
        data = msgspec.msgpack.encode(value)
        self._path.parent.mkdir(parents=True, exist_ok=True)
        fresh = self._path.with_name(f"{self._path.name}.new")
        make_way(fresh)
        fresh.write_bytes(self._key + _checksum(data) + data)
        with suppress(FileNotFoundError):  # the other build renamed it first
            fresh.replace(self._path)

    def remove(self) -> None:
        """Delete the stored value."""
        self._path.unlink(missing_ok=True)


def _checksum(data: bytes | memoryview) -> bytes:
    """CRC-32, which detects accidental damage; nobody gains by forging their own cache."""
    return zlib.crc32(data).to_bytes(4, "big")
