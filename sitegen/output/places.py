"""Places: the one rule for the folders that the program writes to, the output and the cache.

What it finds is told by its callers; it reads and changes nothing in a folder.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Literal, NamedTuple

_PROGRAM = Path(__file__).parents[2]
"""The folder of the program itself, which may hold the folders that it writes to."""


class PlaceFault(NamedTuple):
    """Why nothing may be written to a folder: a Swedish clause that goes on after its name."""

    code: Literal["not-a-folder", "overlaps"]
    clause: str


def find_place_fault(place: Path, others: Iterable[Path]) -> PlaceFault | None:
    """The first thing wrong with writing to the folder `place`, None if there is nothing.

    It may be new, a folder, or a link to one; it may not hold, or lie within, one of the `others`,
    nor hold the home folder or this program.
    """
    if os.path.lexists(place) and not place.is_dir():
        if place.is_symlink() and not place.exists():
            return PlaceFault("not-a-folder", "är en länk som inte leder någonstans")
        return PlaceFault("not-a-folder", "är en fil")
    real = real_path(place)
    for other in others:
        folder = real_path(other)
        if real == folder or real in folder.parents or folder in real.parents:
            return PlaceFault("overlaps", f"för där ligger också ”{other}”")
    for name, folder in (("din hemmapp", _home()), ("programmet självt", _PROGRAM)):
        if real == folder or real in folder.parents:
            return PlaceFault("overlaps", f"för där ligger också {name}")
    return None


def real_path(place: Path) -> Path:
    """The path without symbolic links; unlike Path.resolve it never raises for links in a ring."""
    return Path(os.path.realpath(place))


def _home() -> Path:
    return Path(os.path.realpath(os.path.expanduser("~")))  # noqa: PTH111 (Path.home may raise)
