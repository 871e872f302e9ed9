"""A picture that is uploaded: looked at by the rules of the site, and rid of what a camera adds;
and those that no text shows, since none was saved.

It writes nothing, and Pillow is imported only when it is needed.
"""

from __future__ import annotations

from typing import Any

from sitegen.authoring.new_post import shorten_slug
from sitegen.core import source
from sitegen.core.record import Record
from sitegen.images import raster, structure
from sitegen.images.metadata import RASTER, SHOWN, Refusal, UnusablePicture
from sitegen.preview.editor.opened import Opened, read_texts
from sitegen.publishing.selection import find_uses
from sitegen.sweden import swedish

_ENCODERS: dict[str, dict[str, Any]] = {
    "WEBP": {"quality": 92, "method": 4},
    "AVIF": {"quality": 85},
}
"""The formats whose pictures have to be encoded again to be rid of what else there is in a file."""


class Upload(Record, frozen=True):
    """A picture to store: a name that says what it is, and its bytes."""

    name: str
    data: bytes


def prepare_picture(name: str, data: bytes) -> Upload | Refusal:
    """The picture of a file called `name`, or why it cannot be used."""
    stem, _, extension = name.replace("\\", "/").rpartition("/")[2].rpartition(".")
    found = structure.find_format(data)
    if found in RASTER.values() and RASTER.get(extension.lower()) != found:
        extension = next(each for each, known in RASTER.items() if known == found)
    extension = "jpg" if extension.lower() == "jpeg" else extension.lower()
    slug = shorten_slug(swedish.slugify(stem)) or "bild"
    shape = raster.examine(f"{slug}.{extension}", data)
    if isinstance(shape, Refusal):
        return shape
    if extension == "svg":
        return Upload(f"{slug}.{extension}", data)
    try:
        return Upload(f"{slug}.{extension}", _remove_metadata(data, found))
    except UnusablePicture as unusable:
        return unusable.refusal


def _remove_metadata(data: bytes, found: str) -> bytes:
    """The same picture without place, time, camera, captions and further pictures; untouched when
    it has none, and with the same pixels if it is a JPEG or PNG.

    Which way is up is kept. Raises UnusablePicture.
    """
    needed = structure.read_structure(data, found)
    if needed.orientation is not None:
        return structure.write_file(needed, found)
    return raster.encode_again(data, **_ENCODERS[found]) if found in _ENCODERS else data


def folder_for(path: str) -> str:
    """The folder of the pictures of the text at `path`: its own, or one of its name."""
    if path.endswith("/index.md"):
        return path.removesuffix("/index.md")
    return path.removesuffix(".md")


class UnusedFile(Record, frozen=True):
    """A file beside the texts that no text names."""

    path: str

    @property
    def name(self) -> str:
        """Its name."""
        return self.path.rpartition("/")[2]


def find_unused(opened: Opened) -> tuple[UnusedFile, ...]:
    """The pictures beside texts that no saved text names and that were never published."""
    given = opened.newest.given
    entries, _ = source.scan(given.folders.content)  # what came or went just now, too
    files = [
        path
        for path in entries
        if path.rpartition(".")[2].lower() in SHOWN and given.definition.keeps(path)
    ]
    if not files:
        return ()
    texts = [path for path in entries if given.definition.writable(path)]
    uses = find_uses(read_texts(opened.writer, texts), files)
    named = frozenset().union(*uses.values())
    loose = [path for path in files if path not in named]
    return tuple(UnusedFile(path) for path in loose if opened.service.published(path) is None)
