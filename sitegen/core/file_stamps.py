"""File stamps: the size, times and inode by which a changed file is noticed without reading it.

It may import only what is loaded already, so that a build with nothing to do ends quickly; it
opens no file.
"""

from __future__ import annotations

import os
import sys

Stamp = tuple[int, int, int, int]
"""Size, mtime and ctime in nanoseconds, inode."""

NOTHING: Stamp = (-1, 0, 0, 0)
"""The stamp of a file that has no status, such as a broken symbolic link."""


def walk(root: str) -> tuple[dict[str, Stamp], list[str]]:
    """The stamps of all files below `root` by relative path, and the paths of those that are not
    regular files. Hidden files and folders are left out, but for hidden texts. The stamp of a
    symbolic link is that of its target, but linked folders are not entered.

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
                if name[0] == "." and not _may_be_text(entry):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(f"{prefix}{name}/")
                    continue
                path = prefix + name
                if not entry.is_file(follow_symlinks=False):
                    odd.append(path)
                found[path] = _stamp(entry)
    return found, odd


def _may_be_text(entry: os.DirEntry[str]) -> bool:
    """True for a hidden file that `file_names` may call a text, so that it is reported."""
    ends = (".md", ".MD", ".markdown", ".md.icloud")
    is_named_so = entry.name[1:2].isalnum() and entry.name.endswith(ends)
    return is_named_so and entry.is_file(follow_symlinks=False)


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
    """Name and version of every installed distribution, from the names of their `.dist-info`
    folders (PyPA core metadata).

    Reading them with importlib.metadata takes fifty times as long.
    """
    names: set[str] = set()
    for folder in sys.path:
        if os.path.isdir(folder):
            names.update(name for name in os.listdir(folder) if name.endswith(".dist-info"))
    return sorted(names)
