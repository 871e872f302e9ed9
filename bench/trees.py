"""The contents of an output folder: counts, a digest, and the stamps that show changes.

It only reads; files whose names begin with a full stop belong to a tool and are left out.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

Stamps = Mapping[str, tuple[int, int, int]]
"""Inode, time of change and size of each file by path."""


class Contents(msgspec.Struct, frozen=True):
    """The numbers of pages and of feeds with the sitemap, and the bytes of both."""

    html: int
    xml: int
    size: int


def stamps(folder: Path) -> Stamps:
    """The stamp of each file, which changes when it is written."""
    return {
        path: (status.st_ino, status.st_mtime_ns, status.st_size)
        for path, status in sorted(_walk(folder, ""))
    }


def count(folder: Path) -> Contents:
    """Count the pages, feeds and bytes of a site."""
    found = stamps(folder)
    html = [stamp for path, stamp in found.items() if path.endswith(".html")]
    xml = [stamp for path, stamp in found.items() if path.endswith(".xml")]
    return Contents(len(html), len(xml), sum(size for *_, size in (*html, *xml)))


def digest(folder: Path) -> str:
    """The digest of all paths and bytes."""
    hashed = hashlib.sha256()
    for path in stamps(folder):
        with (folder / path).open("rb") as file:
            content = hashlib.file_digest(file, "sha256").hexdigest()
        hashed.update(f"{path}\0{content}\n".encode())
    return hashed.hexdigest()


def _walk(folder: Path, prefix: str) -> Iterator[tuple[str, os.stat_result]]:
    with os.scandir(folder / prefix) as found:
        for item in found:
            if item.name.startswith("."):
                continue
            path = f"{prefix}{item.name}"
            if item.is_dir(follow_symlinks=False):
                yield from _walk(folder, f"{path}/")
            else:
                yield path, item.stat(follow_symlinks=False)
