"""Stamps: what changes on disk when a file changes, for every file below a folder.

It imports next to nothing, so that a build that has nothing to do ends as soon as it has looked;
it opens no file.
"""

from __future__ import annotations

import os
import sys

Stamp = tuple[int, int, int, int]
"""Size, mtime and ctime in nanoseconds, inode."""

NOTHING: Stamp = (-1, 0, 0, 0)
"""The stamp of what cannot be looked at, such as a link that leads nowhere."""


def walk(root: str) -> tuple[dict[str, Stamp], list[str]]:
    """The stamp of everything below `root` but folders and hidden files, by relative path, and the
    paths of what is no regular file. Links are looked through but never walked into.

    Raises OSError when a folder cannot be read.
    """
    found: dict[str, Stamp] = {}
    odd: list[str] = []
    waiting = [""]
    while waiting:
        prefix = waiting.pop()
        with os.scandir(f"{root}/{prefix}") as entries:
            for entry in entries:
                name = entry.name
                if name[0] == ".":
                    continue
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(f"{prefix}{name}/")
                    continue
                path = prefix + name
                if not entry.is_file(follow_symlinks=False):
                    odd.append(path)
                found[path] = _stamp(entry)
    return found, odd


def _stamp(entry: os.DirEntry[str]) -> Stamp:
    try:
        status = entry.stat()
    except OSError:
        return NOTHING
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


def stamp_of(path: str) -> Stamp:
    """The stamp of one file."""
    try:
        status = os.stat(path)
    except OSError:
        return NOTHING
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


def installed() -> list[str]:
    """Name and version of every distribution, as their folders tell (PyPA core metadata).

    Asking importlib.metadata for the few that matter takes fifty times as long.
    """
    names: set[str] = set()
    for folder in sys.path:
        if os.path.isdir(folder):
            names.update(name for name in os.listdir(folder) if name.endswith(".dist-info"))
    return sorted(names)
