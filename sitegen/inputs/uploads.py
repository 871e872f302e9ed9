"""Uploads: the files that another program kept, and which of them a path means.

It lists one folder and reads the files that are asked for; it fetches nothing from any other place
and writes nothing.
"""

from __future__ import annotations

import os
import re
import unicodedata
from pathlib import Path

from sitegen.checks.site.attachments import HARMLESS

_SCALED = re.compile(r"-\d{1,5}x\d{1,5}(?=\.[A-Za-z]{2,5}$)")


class Uploads:
    """The files below a folder, by their path and by their name."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._by_path: dict[str, str] = {}
        self._by_name: dict[str, list[str]] = {}
        for place in sorted(_files_of(folder)) if folder else ():
            name = _plain(place)
            self._by_path.setdefault(name, place)
            self._by_name.setdefault(name.rpartition("/")[2], []).append(place)

    @property
    def is_given(self) -> bool:
        """True if there is a folder of uploads."""
        return self._folder is not None

    def find(self, upload: str) -> str:
        """The file for a path below the uploads, the original rather than a scaled copy; empty if
        there is none that can be shown."""
        wanted = _plain(upload.partition("?")[0])
        for name in dict.fromkeys((unscaled(wanted), _scaled_original(wanted), wanted)):
            if place := self._by_path.get(name, ""):
                return place
            alike = self._by_name.get(name.rpartition("/")[2], [])
            same = [each for each in alike if _plain(each).endswith(f"/{name}")] or alike
            if len(same) == 1:
                return same[0]
        return ""

    def place_of(self, found: str) -> str:
        """Where on disk a file is that was found."""
        assert self._folder is not None
        return str(self._folder / found)

    def read(self, place: str) -> bytes:
        """The bytes of a file that was found. Raises OSError."""
        assert self._folder is not None
        return (self._folder / place).read_bytes()


def _files_of(folder: Path) -> list[str]:
    found = []
    for above, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in names:
            place = Path(above, name)
            if place.is_file() and not place.is_symlink():
                found.append(place.relative_to(folder).as_posix())
    return found


def is_harmless(name: str) -> bool:
    """True for a file that readers may open: a picture, a document, sound or film."""
    return name.rpartition(".")[2].lower() in HARMLESS


def _plain(path: str) -> str:
    return unicodedata.normalize("NFC", path).replace("\\", "/").strip("/").lower()


def _scaled_original(name: str) -> str:
    """WordPress shows `a-scaled.jpg` of a large picture `a.jpg`."""
    stem, dot, extension = unscaled(name).rpartition(".")
    return f"{stem.removesuffix('-scaled')}{dot}{extension}"


def unscaled(name: str) -> str:
    """The name of a picture without the size of a scaled copy: `a.jpg` of `a-300x200.jpg`."""
    return _SCALED.sub("", name)
