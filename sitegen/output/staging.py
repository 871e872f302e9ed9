"""The staging folder: where it lies, who holds it, and how a file of the new site gets into it.

Nothing here touches the output folder; a second build is turned away, never made to wait.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sitegen.core.digest import digest_of
from sitegen.core.record import Record
from sitegen.output.manifest import folders_of, require_plain

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


class NotStaged(FileNotFoundError, ValueError):
    """A file is not in the staging folder: nobody put it there, or somebody has removed it."""


class Staging(Record, frozen=True):
    """Where one build puts its files; may be sent to worker processes.

    A first build stages the tree that will become the output folder. Later ones stage in one flat
    folder under the digests of the paths, which spares a folder per page.
    """

    folder: Path
    tree: bool

    def locate(self, path: str) -> str:
        """The staged file for `path`, there or not."""
        return f"{self.folder}/{self.name(path)}"

    def name(self, path: str) -> str:
        """The same within the folder."""
        return path if self.tree else digest_of(path.encode())

    def contents(self, path: str, site: str) -> bytes:
        """The bytes of the staged file for `path`, or of the one in the folder `site`."""
        try:
            return Path(self.locate(path)).read_bytes()
        except FileNotFoundError:
            return Path(site, path).read_bytes()

    def sizes(self) -> dict[str, int]:
        """All staged files by their names within the folder, with bytes."""
        return {
            name: entry.stat(follow_symlinks=False).st_size
            for name, entry in walk_output(str(self.folder))
            if not entry.is_dir(follow_symlinks=False)
        }


_made: set[str] = set()
"""Folders that this process has made in a staging folder: most likely in this one."""


def _make_folders(root: str, name: str) -> None:
    """Nearly always all but the innermost are there: a page has a folder of its own."""
    try:
        os.mkdir(f"{root}/{name.rpartition('/')[0]}")
    except FileExistsError:
        return
    except FileNotFoundError:
        for folder in folders_of(name):
            with suppress(FileExistsError):
                os.mkdir(f"{root}/{folder}")


def stage(staging: Staging, path: str, data: bytes) -> str:
    """Writes one file of the new site, also from a worker process, and returns its digest.

    Raises ValueError for a path that is not plain, OSError when the machine fails.
    """
    require_plain(path)
    name = staging.name(path)
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
    root = str(staging.folder)
    folder = name.rpartition("/")[0]
    if folder and folder not in _made:
        _make_folders(root, name)
        _made.add(folder)
    try:
        handle = os.open(f"{root}/{name}", flags, 0o666)
    except FileNotFoundError:
        if not folder:
            raise
        _make_folders(root, name)  # it was made in another staging folder
        handle = os.open(f"{root}/{name}", flags, 0o666)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(handle, rest) :]
    finally:
        os.close(handle)
    return digest_of(data)


def walk_output(root: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Every file and folder below `root` with its relative path; links are not followed."""
    pending = [""]
    while pending:
        folder = pending.pop()
        with os.scandir(f"{root}/{folder}") as entries:
            for entry in entries:
                path = folder + entry.name
                yield path, entry
                if entry.is_dir(follow_symlinks=False):
                    pending.append(f"{path}/")


def home_of(site: Path) -> Path:
    """The hidden folder beside the output; inside it where nothing can be moved in from beside."""
    name = f".{site.name}-staging"
    beside = os.access(site.parent, os.W_OK | os.X_OK) and _is_same_mount(site.parent, site)
    return site / name if site.is_dir() and not beside else site.parent / name


def _is_same_mount(one: Path, other: Path) -> bool:
    """Asks by a move that cannot be: bind mounts share a device number and refuse all the same."""
    name = f".nothing-{os.urandom(8).hex()}"
    try:
        (one / name).rename(other / name)
    except OSError as error:
        return error.errno != errno.EXDEV
    return True


_locks: set[int] = set()
"""Open lock files of this process."""


def _close_locks() -> None:
    while _locks:
        os.close(_locks.pop())


if hasattr(os, "register_at_fork"):
    # A lock lasts until the last copy of its handle is closed, and workers may outlive their build.
    os.register_at_fork(after_in_child=_close_locks)


@contextmanager
def hold(home: Path) -> Iterator[bool]:
    """Creates the folder and keeps other builds out of it; False when another one has it.

    The operating system ends the hold when its holder dies, however that happens.
    """
    lock = home / "lock"
    handle = _grab(lock)
    if handle is None:
        yield False
        return
    _locks.add(handle)
    try:
        yield True
    finally:
        if handle in _locks:  # and not a worker's, closed when it forked
            _locks.remove(handle)
            _release(handle, lock)


def _grab(lock: Path) -> int | None:
    """A handle on the locked file, or None when another build holds it."""
    while True:
        lock.parent.mkdir(exist_ok=True)
        try:
            handle = os.open(lock, os.O_RDWR | os.O_CREAT, 0o666)
        except FileNotFoundError:
            continue  # the build before this one removed the folder in between
        if not _try_lock(handle):
            os.close(handle)
            return None
        with suppress(FileNotFoundError):
            if os.path.samestat(os.fstat(handle), lock.stat()):
                return handle
        os.close(handle)  # locked a file that its last holder has since removed


def _try_lock(handle: int) -> bool:
    try:
        if sys.platform == "win32":
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def _release(handle: int, lock: Path) -> None:
    if sys.platform == "win32":  # where an open file cannot be removed
        os.close(handle)
    with suppress(OSError):
        lock.unlink()
    if sys.platform != "win32":  # where a removed file may be held, so that nobody gets in between
        os.close(handle)
    with suppress(OSError):
        lock.parent.rmdir()
