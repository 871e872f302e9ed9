"""The gallery: what is known of every picture in content/, the copies made of them, and drawings.

All are remembered in the memo's folder, so that a picture is opened when it is new, and copied or
drawn once; which pictures are shown, and where, is not known here.
"""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from sitegen.cache.table import Table
from sitegen.core import source
from sitegen.core.file_stamps import Stamp
from sitegen.core.record import Record
from sitegen.core.source import Entry
from sitegen.core.workers import Progress, spread
from sitegen.images import metadata, raster, social_card
from sitegen.images.metadata import Pictures, Refusal, Shape
from sitegen.inputs.document_cache import is_settled
from sitegen.inputs.input import Input
from sitegen.pages.page import Derivative, Drawing, RenderError

if TYPE_CHECKING:
    from PIL.Image import Image

CHUNK = 2
WORTHWHILE = 6
"""Pictures: one takes about as long to examine as it takes to start a process."""


class Known(Record, frozen=True):
    """What one file is; `settled` tells whether `stamp` is enough to know that it still is."""

    stamp: Stamp
    settled: bool
    digest: str
    shape: Shape | None = None
    refusal: Refusal | None = None


_FOUND = list[tuple[str, Known | None]]


class PictureCache:
    """The pictures of one content folder, remembered in `folder` from build to build."""

    def __init__(self, folder: Path, key: str) -> None:
        self._copies = folder / "pictures"
        self._drawings = folder / "drawings"
        self._key = key
        self._table: Table[dict[str, Known]] = Table(
            folder / "pictures.memo", key, dict[str, Known]
        )
        self._stored = self._known = self._table.load({})
        self._opened: tuple[object, Image] | None = None

    def gather(self, given: Input, *, jobs: int, progress: Progress) -> Pictures:
        """Bring everything up to date with the files that were found."""
        entries = [entry for path, entry in given.entries.items() if metadata.is_picture(path)]
        before, self._known = self._known, {}
        unknown = []
        for entry in entries:
            known = before.get(entry.path)
            if known is not None and known.settled and known.stamp == entry.stamp:
                self._known[entry.path] = known
            else:
                unknown.append(entry)
        root = given.folders.content

        def work(share: Sequence[Entry]) -> bytes:
            return msgspec.msgpack.encode(
                [(each.path, _look_at(root, each, before.get(each.path))) for each in share]
            )

        done = 0
        for result in spread(work, unknown, jobs=jobs, chunk=CHUNK, worthwhile=WORTHWHILE):
            for path, known in msgspec.msgpack.decode(result, type=_FOUND):
                if known is not None:  # else it has vanished
                    self._known[path] = known
            done = min(done + CHUNK, len(unknown))
            progress("Öppnar bilder", done, len(unknown))
        return self._pictures()

    def _pictures(self) -> Pictures:
        known = self._known
        return Pictures(
            {path: each.shape for path, each in known.items() if each.shape},
            {path: each.refusal for path, each in known.items() if each.refusal},
        )

    def read(self, picture: Derivative | Drawing) -> bytes:
        """The bytes of a copy or a drawing, made if it is not there. Raises RenderError when the
        picture to be copied is no longer what it was."""
        table = self._table_of(picture)
        data = table.load(b"")
        if not data:
            data = self._make(picture)
            with suppress(OSError):  # another process is at it, or there is no room: no harm done
                table.save(data)
        return data

    def _table_of(self, picture: Derivative | Drawing) -> Table[bytes]:
        """Where a picture is remembered: a drawing's URL says all but how this version draws."""
        if isinstance(picture, Drawing):
            return Table(self._drawings / posixpath.basename(picture.url), self._key, bytes)
        name = f"{picture.digest}-{picture.width}.{picture.ending}"
        return Table(self._copies / name, "", bytes)

    def _make(self, picture: Derivative | Drawing) -> bytes:
        if isinstance(picture, Drawing):
            return social_card.draw_card(picture.preview)
        return raster.encode(
            self._open(picture),
            width=picture.width,
            height=picture.height,
            kind=picture.kind,
            ending=picture.ending,
        )

    def drop(self, removed: Collection[str]) -> None:
        """Forget the drawings among the files that have been removed from a site."""
        for path in removed:
            with suppress(OSError):  # most are no drawings
                (self._drawings / posixpath.basename(path)).unlink()

    def _open(self, copy: Derivative) -> Image:
        """The picture that a copy is to be made of; the last one is kept, for it has more."""
        wide = copy.width if copy.width > metadata.WIDTHS[-1] else 0
        key = copy.digest, wide
        if self._opened is None or self._opened[0] != key:
            data = source.read_bytes(copy.disk)
            if data is None or raster.name_of(data) != copy.digest:
                raise RenderError(source.vanished(copy.source))
            self._opened = key, raster.open_up(data, wide)
        return self._opened[1]

    def save(self) -> None:
        """Write what is known, and drop the copies of pictures that are no more.

        Those of drafts stay, so that a preview and a build can share a folder.
        """
        self._opened = None
        if self._known == self._stored:
            return
        self._table.save(self._known)
        self._stored = self._known
        digests = {known.digest for known in self._known.values()}
        with suppress(OSError):
            for copy in self._copies.iterdir():
                if copy.name.partition("-")[0] not in digests:
                    copy.unlink(missing_ok=True)


def _look_at(root: Path, entry: Entry, before: Known | None) -> Known | None:
    """What a picture file is, or None when it has vanished; the same bytes are not opened again."""
    settled = is_settled(entry.stamp)
    if entry.stamp[0] > raster.MAX_BYTES:
        return Known(entry.stamp, settled, "", refusal=raster.too_heavy(entry.stamp[0]))
    data = source.read_bytes(root / entry.disk)
    if data is None:
        return None
    digest = raster.name_of(data)
    if before is not None and before.digest == digest:
        return msgspec.structs.replace(before, stamp=entry.stamp, settled=settled)
    found = raster.examine(entry.path, data)
    if isinstance(found, Shape):
        return Known(entry.stamp, settled, digest, shape=found)
    return Known(entry.stamp, settled, digest, refusal=found)
