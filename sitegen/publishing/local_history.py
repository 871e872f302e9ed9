"""Versions of texts between publications, in a folder beside content/ that Git ignores.

A version is kept for 90 days, and of one text at most 200; it never leaves this computer. It knows
nothing of Git, and changes no file of the blog.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

import msgspec

from sitegen.core.digest import digest_of
from sitegen.core.record import Record
from sitegen.inputs.writer import spare_file

FOLDER = ".historik"
KEPT = timedelta(days=90)
MOST = 200
"""Versions of one text."""


class SavedVersion(Record, frozen=True):
    """A version of a text that was kept on this computer: when, by whom, and what it came from, a
    word in Swedish; `digest` names its bytes."""

    at: datetime
    who: str
    what: str
    digest: str


def prune(versions: Sequence[SavedVersion], now: datetime) -> tuple[SavedVersion, ...]:
    """Those that are kept: the newest, of the last 90 days, and always the very newest."""
    young = [each for each in versions[:-1] if now - each.at <= KEPT]
    return (*young, *versions[-1:])[-MOST:]


class LocalHistory:
    """The kept versions of all texts of one blog. From any thread."""

    def __init__(self, root: Path) -> None:
        self.folder = root / FOLDER
        self._lock = threading.Lock()

    def list(self, path: str) -> tuple[SavedVersion, ...]:
        """The kept versions of the text at `path`, oldest first."""
        try:
            data = (self._place(path) / "index.json").read_bytes()
            return msgspec.json.decode(data, type=tuple[SavedVersion, ...])
        except (OSError, msgspec.MsgspecError):
            return ()

    def read(self, path: str, digest: str) -> bytes | None:
        """The bytes of a kept version; None if it is not kept any more."""
        if digest not in {each.digest for each in self.list(path)}:
            return None
        try:
            data = (self._place(path) / digest).read_bytes()
        except OSError:
            return None
        return data if digest_of(data) == digest else None

    def keep(self, path: str, data: bytes, *, at: datetime, who: str, what: str) -> None:
        """Keep a version, unless it is the newest one already. Raises OSError."""
        with self._lock:
            versions = self.list(path)
            digest = digest_of(data)
            if versions and versions[-1].digest == digest:
                return
            place = self._place(path)
            self._make(place)
            if not (place / digest).exists():
                write_whole(place / digest, data)
            kept = prune((*versions, SavedVersion(at, who, what, digest)), at)
            write_whole(place / "index.json", msgspec.json.encode(kept))
            self._clear(place, {each.digest for each in kept})

    def write_note(self, name: str, data: bytes) -> None:
        """Keep a file of the program's own. Raises OSError."""
        self._make(self.folder)
        write_whole(self.folder / name, data)

    def read_note(self, name: str) -> bytes:
        """A file of the program's own, empty if there is none."""
        try:
            return (self.folder / name).read_bytes()
        except OSError:
            return b""

    def _place(self, path: str) -> Path:
        parts = path.split("/")
        assert not {"", ".", ".."} & {*parts}
        return self.folder.joinpath("texter", *parts)

    def _make(self, place: Path) -> None:
        place.mkdir(parents=True, exist_ok=True)
        ignore = self.folder / ".gitignore"
        if not ignore.exists():
            write_whole(ignore, b"*\n")

    def _clear(self, place: Path, kept: Iterable[str]) -> None:
        for file in place.iterdir():
            if file.is_file() and file.name not in {*kept, "index.json"}:
                with suppress(OSError):
                    file.unlink()


def write_whole(place: Path, data: bytes) -> None:
    """Put a file in place, whole or not at all. Raises OSError."""
    with spare_file(place, data) as spare:
        spare.replace(place)
