"""The attachment cache: what documents and films of content/ say of persons besides their text.

Each file is opened once and at most a part of it is read; this module does not know which files are
linked to.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from sitegen.core.file_stamps import Stamp
from sitegen.core.record import Record
from sitegen.core.source import Entry
from sitegen.images import traces
from sitegen.images.metadata import extension_of
from sitegen.images.traces import Trace
from sitegen.inputs.document_cache import is_settled
from sitegen.inputs.input import Input
from sitegen.inputs.table import Table


class Examined(Record, frozen=True):
    """The result of examining one file; `settled` is True if `stamp` can be trusted."""

    stamp: Stamp
    settled: bool
    found: tuple[Trace, ...]


class AttachmentCache:
    """The documents and films of one content folder; `folder` keeps the results between builds."""

    def __init__(self, folder: Path, key: str) -> None:
        self._table: Table[dict[str, Examined]] = Table(
            folder / "attachments.memo", key, dict[str, Examined]
        )
        self._stored = self._known = self._table.load({})

    def gather(self, given: Input) -> Mapping[str, tuple[Trace, ...]]:
        """The traces in each file that has any, by path."""
        before, self._known = self._known, {}
        for path, entry in given.entries.items():
            if extension_of(path) not in traces.EXAMINED:
                continue
            known = before.get(path)
            if known is None or not known.settled or known.stamp != entry.stamp:
                known = _examine(given.folders.content, entry)
            self._known[path] = known
        return {path: each.found for path, each in self._known.items() if each.found}

    def save(self) -> None:
        """Write the cache."""
        if self._known != self._stored:
            self._table.save(self._known)
            self._stored = self._known


def _examine(root: Path, entry: Entry) -> Examined:
    """Look into one file; one that cannot be opened has no traces, and is reported elsewhere."""
    settled = is_settled(entry.stamp)
    try:
        with (root / entry.disk).open("rb") as file:
            found = traces.find_traces(extension_of(entry.path), file)
    except OSError:
        return Examined(entry.stamp, settled=False, found=())
    return Examined(entry.stamp, settled, found)
