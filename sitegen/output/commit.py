"""The commit: changes the output folder to match a new manifest, also after an interruption.

publication.py decides what may be written; this module may only touch files that a manifest lists
or that are in the staging folder, and never through a symbolic link.

The journal is the new manifest in the staging folder. As soon as it is there, the commit will be
completed: every later step can be repeated, and the last one makes the journal the manifest.
"""
# ruff: noqa: PTH102, PTH103, PTH105, PTH106, PTH108
# Plain strings and os calls in the loops: with Path objects they take three times as long.

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Callable, Collection, Iterable, Set
from contextlib import suppress
from pathlib import Path

from sitegen.core.digest import digest_of
from sitegen.core.own_files import read_own
from sitegen.output.manifest import MANIFEST, Manifest, decode_manifest, encode_manifest, folders_of
from sitegen.output.staging import Staging

_JOURNAL = "journal"
_DRAFT = "draft"
_READY = {"ready-tree": True, "ready-flat": False}


def read_manifest(folder: Path) -> Manifest:
    """The manifest in `folder`, empty if there is none. Raises ValueError if it is damaged."""
    try:
        return decode_manifest(read_own(folder / MANIFEST))
    except (FileNotFoundError, NotADirectoryError):
        return {}


def find_present(site: str, owned: Manifest, *, verify: bool) -> dict[str, str]:
    """The digests of those files in the manifest that exist and have the right size; with `verify`
    also the right bytes."""
    present: dict[str, str] = {}
    for path, entry in owned.items():
        try:
            status = os.lstat(f"{site}/{path}")
        except (FileNotFoundError, NotADirectoryError):
            continue
        is_whole = status.st_size == entry.size and stat.S_ISREG(status.st_mode)
        if is_whole and (not verify or digest_of(read_own(f"{site}/{path}")) == entry.digest):
            present[path] = entry.digest
    return present


def commit(
    site: str, staging: Staging, new: Manifest, *, written: Collection[str], stale: Set[str]
) -> None:
    """Makes the folder `site` contain what `new` lists: moves `written` there, removes `stale`."""
    home = staging.folder.parent
    name = "ready-tree" if staging.tree else "ready-flat"
    staging.folder.rename(home / name)  # so that workers that still run cannot write to it
    _write_durably(home / _DRAFT, encode_manifest(new))
    (home / _DRAFT).rename(home / _JOURNAL)
    try:
        ready = Staging(home / name, staging.tree)
        _apply(site, ready, new, written=written, stale=stale)
    except KeyboardInterrupt:
        complete_commit(site, home)
        raise


def complete_commit(site: str, home: Path) -> None:
    """Completes a commit wherever it was interrupted; does nothing if none was begun.

    A staged file with the digest in the journal is still to be moved. One with another digest is
    the old file, which has already been exchanged with the new one.
    """
    journal = home / _JOURNAL
    try:
        new = decode_manifest(read_own(journal))
    except FileNotFoundError:
        return
    except ValueError:
        journal.unlink()
        return
    stale = read_manifest(Path(site)).keys() - new.keys()
    for name, tree in _READY.items():
        ready = Staging(home / name, tree)
        written = [path for path, entry in new.items() if _has(ready, path, entry.digest)]
        if written:
            break
    _apply(site, ready, new, written=written, stale=stale)


def _has(ready: Staging, path: str, digest: str) -> bool:
    try:
        return digest_of(read_own(ready.locate(path))) == digest
    except (FileNotFoundError, NotADirectoryError):
        return False


def discard(home: Path) -> None:
    """Deletes what builds left in the staging folder, unless there is a commit to be completed."""
    if (home / _JOURNAL).exists():
        return
    with os.scandir(home) as entries:
        leftovers = [Path(entry.path) for entry in entries]
    for path in leftovers:
        if path.name in _READY or path.name.startswith("work-"):
            shutil.rmtree(path, ignore_errors=True)  # a worker of a killed build may write to it
        elif path.name == _DRAFT:
            path.unlink()


def _write_durably(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _apply(
    site: str, ready: Staging, new: Manifest, *, written: Collection[str], stale: Set[str]
) -> None:
    """Move new files in, then remove stale ones; those that are in the way are removed first."""
    if ready.tree and written and not os.path.lexists(site):
        ready.folder.rename(site)
    else:
        blocking = _find_blocking(stale, new)
        remove(site, blocking)
        _make_folders(site, written)
        exchange = _load_exchange()
        for path in written:
            source, target = ready.locate(path), f"{site}/{path}"
            if not (_has_kind(target, stat.S_ISREG) and exchange(source, target)):
                os.replace(source, target)
        remove(site, stale - blocking)
    (ready.folder.parent / _JOURNAL).replace(f"{site}/{MANIFEST}")


def _find_blocking(stale: Set[str], new: Iterable[str]) -> set[str]:
    """The stale files at whose path, ignoring letter case, there must be a new file or folder."""
    if not stale:
        return set()
    names = {path.casefold() for path in new}
    folders = {folder for name in names for folder in folders_of(name)}
    return {
        path
        for path in stale
        if (name := path.casefold()) in names
        or name in folders
        or not names.isdisjoint(folders_of(name))
    }


def _make_folders(site: str, paths: Iterable[str]) -> None:
    """Make all folders before the first file is moved, so that a full disk changes no old page."""
    os.makedirs(site, exist_ok=True)
    for folder in sorted({folder for path in paths for folder in folders_of(path)}):
        if not _has_kind(f"{site}/{folder}", stat.S_ISDIR):
            os.mkdir(f"{site}/{folder}")


def _load_exchange() -> Callable[[str, str], bool]:
    """A function that exchanges two files atomically (Linux); elsewhere it always returns False.

    Renaming over the old file makes ext4 write the new one to disk at once, and wait if the old one
    is just being written: up to 1 ms per file, while an exchange takes 10 µs.
    """
    try:
        import ctypes

        call = ctypes.CDLL(None).renameat2
    except (ImportError, OSError, AttributeError, TypeError):
        return lambda source, target: False
    here, exchange = -100, 2  # AT_FDCWD, RENAME_EXCHANGE
    return lambda source, target: (
        call(here, os.fsencode(source), here, os.fsencode(target), exchange) == 0
    )


def remove(root: str, paths: Iterable[str]) -> None:
    """Deletes files below `root`, and the folders that become empty.

    A file that somebody has replaced by a folder or a link since we wrote it is kept.
    """
    real: dict[str, bool] = {}
    for path in sorted(paths):
        if _is_real(root, path, real) and _has_kind(f"{root}/{path}", stat.S_ISREG):
            os.unlink(f"{root}/{path}")
    for folder in sorted((folder for folder in real if real[folder]), reverse=True):
        with suppress(OSError):  # most are not empty
            os.rmdir(f"{root}/{folder}")


def _is_real(root: str, path: str, known: dict[str, bool]) -> bool:
    """True if all parents of `path` are folders and none is a link; `known` caches the answers."""
    for folder in folders_of(path):
        if folder not in known:
            known[folder] = _has_kind(f"{root}/{folder}", stat.S_ISDIR)
        if not known[folder]:
            return False
    return True


def _has_kind(path: str, test: Callable[[int], bool]) -> bool:
    try:
        return test(os.lstat(path).st_mode)
    except FileNotFoundError:
        return False
