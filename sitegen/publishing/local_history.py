"""Versions of texts between publications, and what changed several files at once, in a folder
beside content/ that Git ignores.

A version is kept for 90 days, and of one text at most 200; it never leaves this computer. It knows
nothing of Git, and changes no file of the blog.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal

import msgspec

from sitegen.core.digest import digest_of
from sitegen.core.record import Record
from sitegen.inputs.writer import spare_file

FOLDER = ".historik"
KEPT = timedelta(days=90)
MOST = 200
"""Versions of one text."""

_CHANGES = "andringar"
_DIGEST = re.compile("[0-9a-f]+")


class SavedVersion(Record, frozen=True):
    """A version of a text that was kept on this computer: when, by whom, and what it came from, a
    word in Swedish; `digest` names its bytes."""

    at: datetime
    who: str
    what: str
    digest: str


class KeptFile(Record, frozen=True):
    """A file that was changed: its path, and the digests of what it held before and after, empty if
    it was not there."""

    path: str
    before: str
    after: str


Deed = Literal["move", "copy", "bin"]


class WholeChange(Record, frozen=True, kw_only=True):
    """A change of several files that is done and undone as one: a text got another address, was
    copied or put into the bin.

    `path` is where the text is now and `was` where it was; one in the bin is nowhere now. `urls`
    are its addresses before and after, empty if there is none. `name` is made by the store.
    """

    name: str = ""
    at: datetime
    deed: Deed
    title: str
    was: str
    path: str
    urls: tuple[str, str]
    files: tuple[KeptFile, ...]
    is_undone: bool = False


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

    def follow(self, old: str, new: str) -> None:
        """Let a text that has got another path keep the versions that it had. Raises OSError."""
        with self._lock:
            if self.list(new) or not self.list(old):
                return
            place = self._place(new)
            self._make(place)
            names = [*(each.digest for each in self.list(old)), "index.json"]
            for name in names:  # the index last, so that it names only what is there
                write_whole(place / name, (self._place(old) / name).read_bytes())

    def write_change(self, change: WholeChange, blobs: Mapping[str, bytes]) -> WholeChange:
        """Keep a change, with the bytes by digest of what it replaces, under a new name; and forget
        those that are older than 90 days. Raises OSError."""
        with self._lock:
            known = self.changes()
            name = f"{change.at:%Y%m%dT%H%M%S}-{len(known)}"
            kept = msgspec.structs.replace(change, name=name)
            place = self.folder / _CHANGES / name
            self._make(place)
            for digest, data in blobs.items():
                write_whole(place / digest, data)
            write_whole(place / "index.json", msgspec.json.encode(kept))
            for each in known:
                if change.at - each.at > KEPT:
                    self._forget(self.folder / _CHANGES / each.name)
        return kept

    def _forget(self, place: Path) -> None:
        with suppress(OSError):
            (place / "index.json").unlink()
            for file in place.iterdir():
                file.unlink()
            place.rmdir()

    def note_change(self, change: WholeChange) -> None:
        """Replace what is known of a change. Raises OSError."""
        place = self.folder / _CHANGES / change.name
        write_whole(place / "index.json", msgspec.json.encode(change))

    def changes(self) -> tuple[WholeChange, ...]:
        """The kept changes, oldest first."""
        found = []
        for place in sorted(self.folder.glob(f"{_CHANGES}/*/index.json")):
            with suppress(OSError, msgspec.MsgspecError):
                found.append(msgspec.json.decode(place.read_bytes(), type=WholeChange))
        return tuple(found)

    def read_blob(self, change: WholeChange, digest: str) -> bytes | None:
        """Bytes that a change has replaced; None if they are not kept any more."""
        if not _DIGEST.fullmatch(digest):
            return None
        try:
            return (self.folder / _CHANGES / change.name / digest).read_bytes()
        except OSError:
            return None

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
