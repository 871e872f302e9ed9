"""The staging folder: its location, its lock, and writing files of the new site to it.

Nothing here may change the output folder; a second build is rejected and does not wait.
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
    """A file is not in the staging folder: it was never staged, or somebody has removed it."""


class Staging(Record, frozen=True):
    """The folder of one build's new files; may be sent to worker processes.

    The first build (`tree`) stages the tree that will become the output folder. Later ones stage in
    one flat folder under the digests of the paths, so that no folder per page has to be made.
    """

    folder: Path
    tree: bool

    def locate(self, path: str) -> str:
        """The path on disk of the staged file for `path`, whether it exists or not."""
        return f"{self.folder}/{self.name(path)}"

    def name(self, path: str) -> str:
        """The path within the folder of the staged file for `path`."""
        return path if self.tree else digest_of(path.encode())

    def contents(self, path: str, site: str) -> bytes:
        """The bytes of the staged file for `path`, or else of that in the folder `site`.

        Raises OSError.
        """
        try:
            return Path(self.locate(path)).read_bytes()
        except FileNotFoundError:
            return Path(site, path).read_bytes()

    def sizes(self) -> dict[str, int]:
        """The sizes in bytes of all staged files, by their names within the folder."""
        return {
            name: entry.stat(follow_symlinks=False).st_size
            for name, entry in walk_output(str(self.folder))
            if not entry.is_dir(follow_symlinks=False)
        }


_made: set[str] = set()
"""Folders that this process has made in a staging folder, nearly always in the current one."""


def _make_folders(root: str, name: str) -> None:
    """Make the parent folders of a staged file. The innermost is tried first, as each page has a
    folder of its own and the others nearly always exist."""
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

    Raises ValueError for a path that is not plain (see manifest.py), OSError if the disk fails.
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
    """Every file and folder below `root` with its relative path; does not follow links."""
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
    """The staging folder of an output folder: beside it, or inside it if files cannot be moved from
    beside it (another mount, or no write access)."""
    name = f".{site.name}-staging"
    beside = os.access(site.parent, os.W_OK | os.X_OK) and _is_same_mount(site.parent, site)
    return site / name if site.is_dir() and not beside else site.parent / name


def _is_same_mount(one: Path, other: Path) -> bool:
    """True if files can be moved between two folders. Tries to move a file that does not exist, as
    device numbers do not show it: bind mounts share one but reject moves."""
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
    # A lock lasts until all copies of its handle are closed, and workers may outlive their build.
    os.register_at_fork(after_in_child=_close_locks)


@contextmanager
def hold(home: Path) -> Iterator[bool]:
    """Creates and locks the folder; yields False if another build has locked it.

    The operating system releases the lock when the process dies, however that happens.
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
        if handle in _locks:  # not in a worker, which closed it when it was forked
            _locks.remove(handle)
            _release(handle, lock)


def _grab(lock: Path) -> int | None:
    """A handle on the locked file, or None if another build has locked it."""
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
        os.close(handle)  # the build that held the lock has removed this file in between


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
    if sys.platform == "win32":  # an open file cannot be removed there
        os.close(handle)
    with suppress(OSError):
        lock.unlink()
    if sys.platform != "win32":  # closed after removal, so that no build can lock it in between
        os.close(handle)
    with suppress(OSError):
        lock.parent.rmdir()
