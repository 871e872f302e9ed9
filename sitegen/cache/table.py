"""One value kept in one file, found again only under the same key.

What cannot be read counts as empty; it never raises for a damaged file.
"""

from __future__ import annotations

import zlib
from contextlib import suppress
from pathlib import Path
from typing import Any, Generic, TypeVar

import msgspec

from sitegen.core.digest import digest_of

T = TypeVar("T")


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
