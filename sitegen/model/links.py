"""Where a link or picture in a document leads, once the whole site is known.

It answers for one reference at a time and reports nothing: the checks do that.
"""

from __future__ import annotations

import posixpath
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import unquote

from sitegen.core import urls
from sitegen.core.digest import digest_of
from sitegen.core.record import Record
from sitegen.images.metadata import Shape, plain_width
from sitegen.model.collection import Collection, below_folder
from sitegen.model.document import Text
from sitegen.model.site import Site
from sitegen.prose.slots import Reference
from sitegen.sweden import swedish

LONGEST_STEM = 80
"""Letters of a picture's own name in the names of its copies; most disks allow 255 in all."""


class LinkTarget(Record, frozen=True):
    """A target divided: `path` is from the content folder (or the site's root when it begins with
    a slash), empty for the document itself; `anchor` is without its #."""

    path: str
    anchor: str


@lru_cache(50_000)
def divide(target: str, from_path: str) -> LinkTarget:
    """Divide a local target as written in the document at `from_path`."""
    path, _, anchor = target.partition("#")
    path = unicodedata.normalize("NFC", unquote(path.partition("?")[0]))
    if path and not path.startswith("/"):
        path = posixpath.normpath(posixpath.join(posixpath.dirname(from_path), path))
    return LinkTarget(path, unicodedata.normalize("NFC", unquote(anchor)))


def resolve(site: Site, target: str, from_path: str) -> str | None:
    """The URL, from the site's root, that a local target leads to; None when there is no such
    document or file. A target given as a URL of the site itself is taken at its word, and one that
    is a picture leads to a copy as large as itself."""
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
        return picture_url(path, shape, width=shape.width, ending=shape.ending)
    return file_url(path, site.collections) + anchor


def file_url(path: str, collections: Iterable[Collection]) -> str:
    """The URL of a file in the content folder: its path, made safe part by part."""
    parts = below_folder(path, collections).split("/")
    folders, name = parts[:-1], parts[-1]
    stem, dot, ending = name.rpartition(".")
    name = f"{_slugify(stem)}.{_slugify(ending)}" if dot else _slugify(name)
    return urls.file("/".join([*map(_slugify, folders), name]))


def picture_url(path: str, shape: Shape, *, width: int, ending: str) -> str:
    """The URL of a copy of a picture in the content folder."""
    stem = _slugify(posixpath.basename(path).rpartition(".")[0])[:LONGEST_STEM].rstrip("-")
    return urls.picture(f"{stem}-{shape.digest[:10]}-{width}.{ending}")


def plain_url(site: Site, path: str, shape: Shape) -> str:
    """The URL of a picture for those who can use only one: a copy, or an SVG itself."""
    if shape.kind == "svg":
        return file_url(path, site.collections)
    return picture_url(path, shape, width=plain_width(shape), ending=shape.ending)


def _slugify(name: str) -> str:
    """A slug also for a name without any letter that has a place in one."""
    return swedish.slugify(name) or digest_of(name.encode())[:8]


def of_kind(document: Text, kind: str) -> list[Reference]:
    """The references of one kind; those out of the site are part of the text by now."""
    return [reference for reference in document.references if reference.kind == kind]
