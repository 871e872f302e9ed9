"""The files of the search index as an earlier build compressed them, kept in the cache by the
fingerprints of what is in them, so that an empty output folder can be filled again.

It knows neither what is in a file nor where it lies in the site.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from sitegen.inputs.table import Table


class KeptFiles:
    """What is kept in the cache in `folder`, a table for each part of the index; `made_by` names
    the program. A table is read only when something of its part is asked for."""

    def __init__(self, folder: Path, made_by: str) -> None:
        self._folder = folder
        self._made_by = made_by
        self._found: dict[int, dict[str, bytes]] = {}
        self._files: dict[str, bytes] = {}

    def open(self, part: int) -> None:
        """Read the files of a part, for `get`."""
        if part not in self._found:
            self._found[part] = self._table(part).load({})
            self._files |= self._found[part]

    def get(self, fingerprint: str) -> bytes | None:
        """A file of the parts that have been read or added; None if it is not kept."""
        return self._files.get(fingerprint)

    def add(self, files: Mapping[str, bytes]) -> None:
        """Keep files that have been made, by their fingerprints."""
        self._files |= files

    def save(self, part: int, fingerprints: Iterable[str]) -> None:
        """Write a part that has been read if it has other files now; others are dropped."""
        if part not in self._found:
            return
        files = {each: self._files[each] for each in fingerprints if each in self._files}
        if files.keys() != self._found[part].keys():
            self._table(part).save(files)

    def _table(self, part: int) -> Table[dict[str, bytes]]:
        return Table(self._folder / f"sokfiler-{part}.memo", self._made_by, dict[str, bytes])
