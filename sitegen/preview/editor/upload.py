"""A picture that is uploaded: looked at by the rules of the site, and rid of what a camera adds;
the pictures beside a text, to choose among; and those that no text shows, since none was saved.

It removes only pictures that no text shows, and Pillow is imported only when it is needed.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import msgspec
from werkzeug import Request, Response

from sitegen.authoring.new_post import shorten_slug
from sitegen.core import http_policy, source
from sitegen.core.digest import digest_of
from sitegen.core.record import Record
from sitegen.images import raster, structure
from sitegen.images.metadata import RASTER, SHOWN, Refusal, UnusablePicture
from sitegen.preview.editor import http
from sitegen.preview.editor.http import Rejected, one
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


class PictureBeside(msgspec.Struct, frozen=True):
    """A picture beside a text: its path, how the text names it as a field does and in Markdown, and
    whether it has been published, so that it cannot be removed here."""

    path: str
    name: str
    target: str
    published: bool


def answer_pictures(opened: Opened, request: Request) -> Response:
    """The pictures beside a text, or the bytes of one; or remove one that no text shows."""
    path, name = request.args.get("fil", ""), request.args.get("bild", "")
    if request.method == "POST":
        return _remove_picture(opened, one(http.receive_form(request, opened.key), "bild"))
    if name:
        return _show_picture(opened, posixpath.normpath(f"{posixpath.dirname(path)}/{name}"))
    if opened.newest.given.definition.writable(path) is None:
        raise Rejected(404, "Den texten finns inte.")
    return http.json([*_list_pictures(opened, path)])


def _list_pictures(opened: Opened, path: str) -> Iterator[PictureBeside]:
    folder = folder_for(path)
    place = opened.newest.given.folders.content / folder
    files, _ = source.scan(place) if place.is_dir() else ({}, [])
    for file in files:
        whole = f"{folder}/{file}"
        name = posixpath.relpath(whole, posixpath.dirname(path))
        if file.rpartition(".")[2].lower() in SHOWN:
            published = opened.service.published(whole) is not None
            yield PictureBeside(whole, name, quote(name), published)


def _show_picture(opened: Opened, path: str) -> Response:
    data = opened.writer.read(path) if path.rpartition(".")[2].lower() in SHOWN else None
    if data is None:
        raise Rejected(404, "Den bilden finns inte.")
    headers = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox"}
    return Response(data, headers=headers, content_type=http_policy.type_of(path))


def _remove_picture(opened: Opened, path: str) -> Response:
    """Remove a picture; it is kept among the versions. Raises Rejected if it may be in use."""
    if all(each.path != path for each in find_unused(opened)):
        reason = (
            "Bilden finns kvar: den är publicerad, eller så visar en sparad text den. Spara först."
        )
        raise Rejected(409, reason)
    data = opened.writer.read(path) or b""
    opened.service.keep(path, data, data)
    opened.writer.remove(path, digest_of(data))
    return http.json({"path": path})
