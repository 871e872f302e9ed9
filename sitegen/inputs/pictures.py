"""The picture cache: the facts about every picture in content/, their copies, and link previews.

They are kept in the cache folder, so that a picture is examined once, and each copy and preview is
made once. This module does not know which pictures are shown, or where.
"""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from sitegen.core import source
from sitegen.core.file_stamps import Stamp
from sitegen.core.problem import Problem
from sitegen.core.record import Record
from sitegen.core.source import Entry
from sitegen.core.time_limit import Overtime, within
from sitegen.core.workers import Progress, spread
from sitegen.images import metadata, raster, rejections, social_card
from sitegen.images.metadata import Pictures, Refusal, Shape, UnusablePicture
from sitegen.inputs.document_cache import is_settled
from sitegen.inputs.input import Input
from sitegen.inputs.table import Table
from sitegen.pages.page import Derivative, Drawing, RenderError

if TYPE_CHECKING:
    from PIL.Image import Image

CHUNK = 2
WORTHWHILE = 6
"""Pictures; to examine one takes about as long as to start a process."""


class Known(Record, frozen=True):
    """The result of examining one file; `settled` is True if `stamp` can be trusted."""

    stamp: Stamp
    settled: bool
    digest: str
    shape: Shape | None = None
    refusal: Refusal | None = None


_FOUND = list[tuple[str, Known | None]]


class PictureCache:
    """The pictures of one content folder; `folder` keeps the results from build to build."""

    def __init__(self, folder: Path, key: str) -> None:
        self._copies = folder / "pictures"
        self._drawings = folder / "drawings"
        self._key = key
        self._table: Table[dict[str, Known]] = Table(
            folder / "pictures.memo", key, dict[str, Known]
        )
        self._stored = self._known = self._table.load({})
        self._opened: tuple[object, Mapping[int, Image]] | None = None

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

        done, jobs = 0, min(jobs, raster.AT_ONCE)
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
        """The bytes of a copy or a drawing, made if not cached. Raises RenderError if the original
        has changed since it was examined. From any thread."""
        table = self._table_of(picture)
        data = table.load(b"")
        if not data:
            data = self._make(picture)
            with suppress(
                OSError
            ):  # another process writes it, or the disk is full: only the cache
                table.save(data)
        return data

    def _table_of(self, picture: Derivative | Drawing) -> Table[bytes]:
        """The cache file of a picture; the key is for drawings, whose URL has the content only."""
        if isinstance(picture, Drawing):
            return Table(self._drawings / posixpath.basename(picture.url), self._key, bytes)
        name = f"{picture.digest}-{picture.width}.{picture.extension}"
        return Table(self._copies / name, "", bytes)

    def _make(self, picture: Derivative | Drawing) -> bytes:
        if isinstance(picture, Drawing):
            return social_card.draw_card(picture.preview)
        try:
            with within(raster.LONGEST):
                image = self._open(picture)[picture.width]
                return raster.encode(image, kind=picture.kind, extension=picture.extension)
        except UnusablePicture as unusable:
            raise RenderError(_problem_of(picture, unusable)) from unusable
        except Overtime as late:
            raise RenderError(_problem_of(picture, rejections.too_slow())) from late

    def drop(self, removed: Collection[str]) -> None:
        """Delete the cached drawings among the files that were removed from the site."""
        for path in removed:
            with suppress(OSError):  # most files are not drawings
                (self._drawings / posixpath.basename(path)).unlink()

    def _open(self, copy: Derivative) -> Mapping[int, Image]:
        """The decoded original of a copy in several widths; the last one is kept, since it has
        several copies."""
        wide = copy.width if copy.width > metadata.WIDTHS[-1] else 0
        key = copy.digest, wide
        opened = self._opened  # another thread may put another picture there
        if opened is None or opened[0] != key:
            data = source.read_bytes(copy.disk)
            if data is None or raster.name_of(data) != copy.digest:
                raise RenderError(source.vanished(copy.source))
            self._opened = opened = key, raster.open_up(data, wide)
        return opened[1]

    def save(self) -> None:
        """Write the cache, and delete the copies of pictures that no longer exist.

        Copies for drafts stay, so that a preview and a build can share a cache.
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


def _problem_of(copy: Derivative, unusable: UnusablePicture) -> Problem:
    """The problem with a picture that was examined and yet cannot be copied."""
    refusal = unusable.refusal
    return Problem(copy.source, 0, 0, refusal.code, refusal.message, refusal.hint)


def _look_at(root: Path, entry: Entry, before: Known | None) -> Known | None:
    """Examine a picture file, unless its bytes are as `before`; None if it has vanished."""
    settled = is_settled(entry.stamp)
    if entry.stamp[0] > rejections.MAX_BYTES:
        return Known(entry.stamp, settled, "", refusal=rejections.too_heavy(entry.stamp[0]))
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
