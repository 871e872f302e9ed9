"""Resolves links and pictures in documents to URLs, once the whole site is known.

It resolves one reference at a time and reports no problems: the checks do that.
"""

from __future__ import annotations

import posixpath
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import unquote

from sitegen.core import output_names, urls
from sitegen.core.digest import digest_of
from sitegen.core.record import Record
from sitegen.documents.collection import Collection, below_folder
from sitegen.documents.document import Text
from sitegen.images.metadata import Shape, plain_width
from sitegen.model.site import Site
from sitegen.prose.slots import Reference
from sitegen.sweden import swedish

LONGEST_STEM = 80
"""The most characters of a picture's own name in the names of its copies; most file systems allow
255 bytes in all."""


LONGEST_NAME = 200
"""The most characters of any other file's own name, or its folder's, in its address."""


class LinkTarget(Record, frozen=True):
    """A link target in its parts.

    `path` is relative to the content folder, or to the site's root if it begins with a slash, and
    empty for the document itself; `anchor` is without its #.
    """

    path: str
    anchor: str


@lru_cache(50_000)
def divide(target: str, from_path: str) -> LinkTarget:
    """Split a local target as written in the document at `from_path`."""
    path, _, anchor = target.partition("#")
    path = unicodedata.normalize("NFC", unquote(path.partition("?")[0]))
    if path and not path.startswith("/"):
        path = posixpath.normpath(posixpath.join(posixpath.dirname(from_path), path))
    return LinkTarget(path, unicodedata.normalize("NFC", unquote(anchor)))


def resolve(site: Site, target: str, from_path: str) -> str | None:
    """The URL, from the site's root, of a local target, or None if there is no such document or
    file.

    A target that is written as a URL of the site itself is returned unchecked. The URL of a raster
    picture is that of its copy in full size.
    """
    divided = divide(target, from_path)
    anchor = f"#{divided.anchor}" if divided.anchor else ""
    path = divided.path
    if path == "":
        return anchor or site.urls.get(from_path)
    if path.startswith("/"):
        return path + anchor
    if path in site.urls:
        return site.urls[path] + anchor
    if path not in site.files:
        return None
    shape = site.pictures.shapes.get(path)
    if shape is not None and shape.kind != "svg":
        return picture_url(path, shape, width=shape.width, extension=shape.extension)
    return file_url(path, site.collections) + anchor


def file_url(path: str, collections: Iterable[Collection]) -> str:
    """The URL of a file in the content folder: its path with each part slugified."""
    parts = below_folder(path, collections).split("/")
    folders, name = parts[:-1], parts[-1]
    stem, dot, extension = name.rpartition(".")
    name = f"{_slugify(stem)}.{_slugify(extension)}" if dot else _slugify(name)
    return urls.file("/".join([*map(_slugify, folders), name]))


def picture_url(path: str, shape: Shape, *, width: int, extension: str) -> str:
    """The URL of the copy of a picture with this `width` in pixels and this file extension."""
    stem = _slugify(posixpath.basename(path).rpartition(".")[0])[:LONGEST_STEM].rstrip("-")
    return urls.picture(f"{stem}-{shape.digest[:10]}-{width}.{extension}")


def plain_url(site: Site, path: str, shape: Shape) -> str:
    """The URL of the one version of a picture that old browsers, feeds and link previews get: a
    copy, or the file itself if it is an SVG."""
    if shape.kind == "svg":
        return file_url(path, site.collections)
    return picture_url(path, shape, width=plain_width(shape), extension=shape.extension)


def _slugify(name: str) -> str:
    """The slug of a file name; a digest is added if the slug alone cannot be one, or is all if no
    character of the name can be in a slug."""
    slug = swedish.slugify(name)
    if len(slug) > LONGEST_NAME or output_names.is_device(slug):
        return f"{slug[:LONGEST_NAME]}-{digest_of(name.encode())[:8]}"
    return slug or digest_of(name.encode())[:8]


def of_kind(document: Text, kind: str) -> list[Reference]:
    """The references of one kind that lead within the site; a Document has no others."""
    return [reference for reference in document.references if reference.kind == kind]
