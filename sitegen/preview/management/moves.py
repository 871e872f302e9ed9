"""What a new address of a text comes to: which bytes of which files change.

Pure: it decides on values; who reads and writes the files is for whole_changes.py to know.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from sitegen.authoring.field_set import Fields, fields_of
from sitegen.authoring.source_map import read_source_map, read_value
from sitegen.authoring.yaml_edit import edit
from sitegen.authoring.yaml_values import Value
from sitegen.core import urls
from sitegen.core.record import Record
from sitegen.definition import Definition
from sitegen.documents.collection import collection_of
from sitegen.documents.comments import COMMENTS, commented_slug
from sitegen.documents.document import AnyDocument
from sitegen.documents.parsing import LEADING_DATE, slug_of
from sitegen.images.metadata import RASTER
from sitegen.model.site import Site
from sitegen.preview.management.link_edits import Journey, Unwritable, redirect_links

FEED_ID = "feed_id"


class FileChange(Record, frozen=True):
    """What becomes of one file: its bytes before and after, None if it is not there."""

    path: str
    before: bytes | None
    after: bytes | None


class Move(Record, frozen=True, kw_only=True):
    """A text that gets another address: its paths, slugs and URLs before and after, and every file
    that gets another path. `is_public` is True if readers may know the address it has had."""

    old: str
    new: str
    slug: str
    old_url: str
    new_url: str
    files: Mapping[str, str]
    is_public: bool


class Unchangeable(Exception):
    """A change that a file does not allow; the text is the reason, in Swedish."""


def propose_move(
    site: Site, document: AnyDocument, slug: str, entries: Iterable[str], *, is_public: bool
) -> Move:
    """The text of `document` with another `slug`; `entries` are all files of the content folder.

    Pictures go with it. Other files that readers may have links to stay where they are, as their
    addresses follow from their places.
    """
    entries = tuple(entries)
    old = document.path
    new = _new_path(site, old, slug, entries)
    files = {old: new} if new != old else {}
    for path in own_files_of(site, old, entries) if files else ():
        if not is_public or path.rpartition(".")[2].lower() in RASTER:
            files[path] = folder_of(new) + path[len(folder_of(old)) :]
    if slug != document.slug:
        files |= _moved_comments(document.slug, slug, entries)
    collection = collection_of(old, site.collections)
    moved = msgspec.structs.replace(document, path=new, slug=slug)
    return Move(
        old=old,
        new=new,
        slug=slug,
        old_url=collection.address(document, site.config) if collection else "",
        new_url=collection.address(moved, site.config) if collection else "",
        files=files,
        is_public=is_public,
    )


def folder_of(path: str) -> str:
    """The folder of the pictures of the text at `path`, with a slash."""
    return f"{path.removesuffix('.md').removesuffix('/index')}/"


def own_files_of(site: Site, path: str, entries: Iterable[str]) -> tuple[str, ...]:
    """The files in the folder of a text that are no texts; none if other texts lie there too."""
    below = [each for each in entries if each.startswith(folder_of(path)) and each != path]
    texts = [each for each in below if collection_of(each, site.collections)]
    return () if texts else tuple(below)


def _new_path(site: Site, path: str, slug: str, entries: Iterable[str]) -> str:
    """Where the text goes: its file, or its folder, named after the slug with the date that it
    begins with now. It stays if its folder is not its own."""
    folder, name = posixpath.split(path)
    if name != "index.md":
        stem, ending = posixpath.splitext(name)
        return posixpath.join(folder, f"{date_in(stem)}{slug}{ending}")
    above, own = posixpath.split(folder)
    below = [each for each in entries if each.startswith(f"{folder}/") and each != path]
    if not above or any(collection_of(each, site.collections) for each in below):
        return path
    return f"{above}/{date_in(own)}{slug}/{name}"


def date_in(name: str) -> str:
    """The date that the name of a file or folder begins with, and what follows up to the words."""
    found = LEADING_DATE.match(name)
    return found[0] if found else ""


def comment_files_of(slug: str, entries: Iterable[str]) -> tuple[str, ...]:
    """The files of comments to the text with this slug."""
    folder = COMMENTS.folder
    return tuple(
        path for path in entries if path.startswith(folder) and commented_slug(path) == slug
    )


def _moved_comments(old: str, new: str, entries: Iterable[str]) -> dict[str, str]:
    start = len(f"{COMMENTS.folder}{old}")
    return {
        path: f"{COMMENTS.folder}{new}{path[start:]}" for path in comment_files_of(old, entries)
    }


def plan_move(
    site: Site, definition: Definition, move: Move, files: Mapping[str, bytes]
) -> tuple[FileChange, ...]:
    """All that changes with a move; `files` has all texts and those files that move.

    Raises Unchangeable, and Unwritable for a word in another file.
    """
    moved = {move.old_url: move.new_url} if move.old_url and move.old_url != move.new_url else {}
    journey = Journey(move.files, moved, homes_of(site))
    made = [
        change
        for path, data in files.items()
        for change in _move_file(path, data, definition, move, journey)
    ]
    return tuple(made)


def find_naming(
    site: Site, definition: Definition, path: str, url: str, files: Mapping[str, bytes]
) -> tuple[str, ...]:
    """Those of the `files` that link to the text at `path`, or name it as a source."""
    elsewhere = f"{path.removesuffix('.md')}-.md", f"{url.rstrip('/')}-/"
    journey = Journey({path: elsewhere[0]}, {url: elsewhere[1]}, homes_of(site))
    found = []
    for other, data in files.items():
        writable = definition.writable(other)
        if other == path or writable is None or COMMENTS.has(other):
            continue
        try:
            after = redirect_links(other, data, writable.record, writable.form, journey)
        except Unwritable:
            after = b""
        if after != data:
            found.append(other)
    return tuple(found)


def homes_of(site: Site) -> tuple[str, ...]:
    """The public addresses of the blog, each with a slash at the end."""
    return tuple(dict.fromkeys(filter(None, (site.config.base_url, site.settings.home))))


def _move_file(
    path: str, data: bytes, definition: Definition, move: Move, journey: Journey
) -> Iterator[FileChange]:
    fields = fields_of(path, definition)
    after = data
    if fields is not None and not COMMENTS.has(path):
        if path == move.old:
            after = _with_new_address(data, fields, move)
        writable = definition.writable(path)
        assert writable is not None
        after = redirect_links(path, after, writable.record, writable.form, journey)
    there = move.files.get(path, path)
    if there != path:
        yield FileChange(path, data, None)
        yield FileChange(there, None, after)
    elif after != data:
        yield FileChange(path, data, after)


def _with_new_address(data: bytes, fields: Fields, move: Move) -> bytes:
    """The text with its old address, its name in feeds and, if need be, its slug."""
    given = {"slug": "" if slug_of(move.new) == move.slug else move.slug}
    values: dict[str, Value] = {**given}
    found = read_values(data, fields, ("aliases", "slug", FEED_ID))
    aliases = found["aliases"]
    assert isinstance(aliases, tuple)
    kept = tuple(each for each in aliases if url_of(str(each)) != move.new_url)
    is_new = move.is_public and move.old_url not in ("", move.new_url)
    added = is_new and move.old_url not in map(url_of, map(str, kept))
    values["aliases"] = tuple(map(str, (*kept, move.old_url) if added else kept))
    if FEED_ID in found and (move.is_public or found[FEED_ID]):
        known = str(found[FEED_ID] or found["slug"] or slug_of(move.old))
        values[FEED_ID] = "" if known == move.slug else known
    return write_values(data, fields, values)


def url_of(alias: str) -> str:
    """The URL of an old address, as it is written; empty if it is none."""
    address = urls.read_alias(alias)
    return urls.from_alias(address) if address else ""


def read_values(data: bytes, fields: Fields, names: Iterable[str]) -> dict[str, Value]:
    """The values of those of the fields that there are. Raises Unchangeable."""
    try:
        found = read_source_map(data, fields.form)
    except UnicodeDecodeError:
        raise Unchangeable(UNREADABLE) from None
    if found.parts is None:
        raise Unchangeable(UNREADABLE)
    values: dict[str, Value] = {}
    for name in names:
        if name in fields.declared:
            value = read_value(found, name, fields.fields[name])
            if value is None:
                raise Unchangeable(_ODD.format(fields.declared[name].label.name))
            values[name] = value
    return values


def write_values(data: bytes, fields: Fields, values: Mapping[str, Value]) -> bytes:
    """The text with other values in some of its fields; every other line keeps its bytes."""
    found = read_source_map(data, fields.form)
    return edit(found, values, found.body, declared=fields.fields, order=fields.order)


UNREADABLE = "Uppgifterna överst i texten går inte att läsa. Rätta det som är fel i dem först."
_ODD = (
    "Under ”{}” står något som programmet inte kan skriva om. Öppna texten och förenkla det först."
)
