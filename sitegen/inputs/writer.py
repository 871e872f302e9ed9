"""The writer: reads and writes the texts and pictures in content/ for the writing page, `new` and
--fix.

It touches no other file, follows no links, and replaces a file only if it still is the version that
the author was shown. A new file is there whole or not at all, like a replaced one. It does not
interpret what the files contain.
"""

from __future__ import annotations

import errno
import os
import re
import secrets
import stat
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from sitegen.core.digest import digest_of
from sitegen.core.source import Entry
from sitegen.definition import Definition

_PART = re.compile(r"[^\W_.~-][^\x00-\x1f\x7f/\\:*?\"<>|]*(?<![. ~])|_[\w-]+")
_LONGEST_PART = 200
"""Characters in a name; most file systems allow 255 bytes."""


class NotOurs(Exception):
    """A path that may not be edited; the text is the reason, in Swedish."""


class Changed(Exception):
    """The file is not the version that was to be replaced; `data` is its present content, None if
    it is gone."""

    def __init__(self, data: bytes | None) -> None:
        super().__init__("changed")
        self.data = data


class ContentWriter:
    """The content folder. `entries` give the names of files on disk, and `definition` decides which
    files authors write."""

    def __init__(self, content: Path, entries: Mapping[str, Entry], definition: Definition) -> None:
        self._content = content
        self._entries = entries
        self._definition = definition

    def read(self, path: str) -> bytes | None:
        """The bytes of a file, None if it does not exist. Raises NotOurs."""
        place = self._place(path)
        try:
            with place.open("rb") as file:
                return file.read()
        except (FileNotFoundError, NotADirectoryError):
            return None

    def replace(self, path: str, data: bytes, digest: str) -> None:
        """Replace the version that has this `digest` with `data`, atomically.

        Raises Changed, NotOurs, and OSError if the file cannot be written.
        """
        place = self._place(path)
        with _LOCK:
            _require(place, digest)
            with spare_file(place, data) as spare:
                spare.chmod(stat.S_IMODE(place.stat().st_mode))
                _require(place, digest)
                spare.replace(place)
            _settle(place.parent)

    def add(self, path: str, data: bytes) -> None:
        """Create a new file, and its folder; nothing is left of either if that fails.

        Raises FileExistsError, NotOurs, and OSError.
        """
        place = self._place(path)
        with _folder(place.parent):
            self._place(path)
            with spare_file(place, data) as spare:
                _put_in_place(spare, place)
        _settle(place.parent)

    def adopt(self, path: str, made: Path) -> None:
        """Create a new file that is a link to one that is written already, as many are at once.

        Nobody may change that file later. Raises FileExistsError, NotOurs, and OSError.
        """
        place = self._place(path)
        with _folder(place.parent):
            self._place(path)
            try:
                _put_in_place(made, place)
            except OSError as error:
                if error.errno != errno.EXDEV:
                    raise
                with spare_file(place, made.read_bytes()) as spare:
                    _put_in_place(spare, place)

    def take_back(self, path: str) -> None:
        """Remove a file that was added, and empty folders. Raises NotOurs and OSError."""
        place = self._place(path)
        place.unlink()
        with suppress(OSError):
            for folder in list(place.parents)[: path.count("/")]:
                folder.rmdir()

    def remove(self, path: str, digest: str) -> None:
        """Remove the version of a file that has this `digest`, and folders that are then empty but
        for the outermost.

        Raises Changed, NotOurs, and OSError.
        """
        place = self._place(path)
        with _LOCK:
            _require(place, digest)
            place.unlink()
        with suppress(OSError):
            for folder in list(place.parents)[: path.count("/") - 1]:
                folder.rmdir()

    def _place(self, path: str) -> Path:
        """The path of a file on disk. Raises NotOurs for what cannot be a plain file."""
        parts = path.split("/")
        if not self._definition.keeps(path):
            raise NotOurs("Bara bloggens texter, och bilderna bredvid dem, går att öppna här.")
        if not all(_PART.fullmatch(part) and len(part) <= _LONGEST_PART for part in parts):
            raise NotOurs("Filens namn går inte att använda här.")
        entry = self._entries.get(path)
        *folders, name = (entry.disk if entry else path).split("/")
        place = self._content
        for folder in folders:
            place = place / folder
            _require_plain(place, stat.S_ISDIR)
        _require_plain(place / name, stat.S_ISREG)
        return place / name


_LOCK = threading.Lock()


def _require_plain(place: Path, is_kind: Callable[[int], bool]) -> None:
    """Accept what does not exist or is of this kind. Raises NotOurs."""
    try:
        mode = place.lstat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return
    if stat.S_ISLNK(mode):
        raise NotOurs("Filen är en länk till en annan plats. Öppna den i en editor.")
    if not is_kind(mode):
        raise NotOurs("Det här är ingen fil som går att öppna.")


def _require(place: Path, digest: str) -> None:
    try:
        data = place.read_bytes()
    except FileNotFoundError:
        raise Changed(None) from None
    if digest_of(data) != digest:
        raise Changed(data)


@contextmanager
def spare_file(place: Path, data: bytes) -> Iterator[Path]:
    """A hidden file beside `place` with this content, which is gone afterwards if it still is
    there."""
    spare = place.with_name(f".{place.name[:40]}-{secrets.token_hex(6)}.tmp")
    try:
        with spare.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        yield spare
    finally:
        with suppress(OSError):
            spare.unlink(missing_ok=True)


def _put_in_place(spare: Path, place: Path) -> None:
    """Give the file at `spare` the name `place`. Raises FileExistsError rather than replace."""
    try:
        os.link(spare, place)  # unlike a rename it never replaces a file, also on POSIX
    except FileExistsError:
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(place)) from None
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        if os.path.lexists(place):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(place)) from None
        spare.rename(place)


_NO_LINKS = (errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EINVAL)
"""What file systems without hard links answer, such as FAT and some network drives."""


@contextmanager
def _folder(folder: Path) -> Iterator[None]:
    """Make the folder and those above it; the new ones are removed again if what follows fails."""
    made: list[Path] = []
    while not folder.exists():
        made.append(folder)
        folder = folder.parent
    try:
        for each in reversed(made):
            each.mkdir(exist_ok=True)
        yield
    except BaseException:
        with suppress(OSError):  # another one may have put a file there meanwhile
            for each in made:
                each.rmdir()
        raise


def _settle(folder: Path) -> None:
    """Flush the entries of a folder to disk, on systems that can, so that they survive a crash."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
