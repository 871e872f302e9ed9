"""What a copy of a text comes to, and its removal: which bytes of which files change.

Pure: it decides on values; who reads and writes the files is for whole_changes.py to know.
"""

from __future__ import annotations

import itertools
import posixpath
from collections.abc import Container, Iterator, Mapping
from datetime import date

from sitegen.authoring.field_set import fields_of
from sitegen.authoring.yaml_values import Value, nothing
from sitegen.definition import Definition
from sitegen.documents.collection import collection_of
from sitegen.documents.comments import COMMENTS
from sitegen.documents.document import AnyDocument
from sitegen.documents.parsing import slug_of
from sitegen.model.site import Site
from sitegen.preview.management.link_edits import Journey, redirect_links
from sitegen.preview.management.moves import (
    FEED_ID,
    UNREADABLE,
    FileChange,
    Unchangeable,
    comment_files_of,
    date_in,
    folder_of,
    homes_of,
    own_files_of,
    read_values,
    url_of,
    write_values,
)
from sitegen.publishing.selection import find_uses

_NOT_COPIED = ("aliases", "corrections", "imported", "slug", "updated", FEED_ID)


def plan_copy(
    site: Site, definition: Definition, path: str, files: Mapping[str, bytes], day: date
) -> tuple[str, tuple[FileChange, ...]]:
    """A new draft of that `day` with the words and the files of the text at `path`: its path, and
    what changes. `files` are those, by path, and all others with any bytes. Raises Unchangeable."""
    fields, writable = fields_of(path, definition), definition.writable(path)
    if fields is None or writable is None:
        raise Unchangeable(UNREADABLE)
    taken = {each.casefold() for each in files}
    new = next(each for each in _copy_paths(path, day) if _is_free(each, taken))
    journey = {path: new}
    for each in own_files_of(site, path, files):
        journey[each] = folder_of(new) + each[len(folder_of(path)) :]
    values: dict[str, Value] = {}
    for name in read_values(files[path], fields, _NOT_COPIED):
        values[name] = nothing(fields.fields[name])
    values["draft"] = "true"
    if "date" in fields.declared:
        values["date"] = day.isoformat()
    made = write_values(files[path], fields, values)
    made = redirect_links(path, made, writable.record, writable.form, Journey(journey, {}))
    texts = {path: made}
    return new, tuple(
        FileChange(there, None, texts.get(each, files[each])) for each, there in journey.items()
    )


def _copy_paths(path: str, day: date) -> Iterator[str]:
    """Where a copy may be put, in the order of preference; the year makes its address another."""
    folder = posixpath.dirname(folder_of(path).rstrip("/"))
    dated = (
        f"{day.isoformat()}-" if date_in(posixpath.basename(folder_of(path).rstrip("/"))) else ""
    )
    slug = slug_of(path)
    for number in itertools.count(1):
        last = f"-{day.year}" if number == 1 else f"-{day.year}-{number}"
        yield f"{folder}/{dated}{slug}{last}.md"


def _is_free(path: str, taken: Container[str]) -> bool:
    return path.casefold() not in taken and f"{path.removesuffix('.md')}/index.md" not in taken


def plan_removal(
    site: Site,
    definition: Definition,
    document: AnyDocument,
    files: Mapping[str, bytes],
    *,
    successor: str = "",
    is_public: bool,
) -> tuple[FileChange, ...]:
    """All that changes when a text is put into the bin with its pictures and comments; `files` has
    all texts and its files.

    Files that other texts show stay. With a `successor`, the path of another text, the address and
    the links lead there; facts whose source the text is keep it, as nobody else has said them.
    Raises Unchangeable, and Unwritable for a word in another file.
    """
    path, collection = document.path, collection_of(document.path, site.collections)
    url = collection.address(document, site.config) if collection else ""
    own = own_files_of(site, path, files)
    others = {
        each: data.decode(errors="replace")
        for each, data in files.items()
        if each != path and definition.writable(each)
    }
    shown = frozenset[str]().union(*find_uses(others, own).values())
    gone = [path, *(each for each in own if each not in shown)]
    gone += comment_files_of(document.slug, files)
    changes = [FileChange(each, files[each], None) for each in gone]
    if successor:
        leads_to = {url: site.urls.get(successor, "")}
        journey = Journey({path: successor}, leads_to, homes_of(site), keeps_sources=True)
        for each in others.keys() - {*gone}:
            after = _lead_on(each, files[each], definition, journey)
            if each == successor and is_public:
                after = _with_aliases_of(files[path], after, url, path, definition)
            if after != files[each]:
                changes.append(FileChange(each, files[each], after))
    return tuple(changes)


def _lead_on(path: str, data: bytes, definition: Definition, journey: Journey) -> bytes:
    writable = definition.writable(path)
    if writable is None or COMMENTS.has(path):
        return data
    return redirect_links(path, data, writable.record, writable.form, journey)


def _with_aliases_of(
    data: bytes, successor: bytes, url: str, path: str, definition: Definition
) -> bytes:
    """The successor with the addresses of the text that it stands for."""
    fields = fields_of(path, definition)
    if fields is None:
        raise Unchangeable(UNREADABLE)
    taken = read_values(data, fields, ("aliases",))["aliases"]
    known = read_values(successor, fields, ("aliases",))["aliases"]
    assert isinstance(taken, tuple)
    assert isinstance(known, tuple)
    values = tuple(dict.fromkeys(map(str, (*known, *taken, url))))
    return write_values(successor, fields, {"aliases": values})


def without_aliases(
    data: bytes, path: str, other: bytes, url: str, definition: Definition
) -> bytes:
    """The text at `path` without the `url` and the old addresses of the `other` text.

    Raises Unchangeable.
    """
    fields = fields_of(path, definition)
    if fields is None or "aliases" not in fields.declared:
        return data
    found = [read_values(each, fields, ("aliases",))["aliases"] for each in (data, other)]
    known, taken = (tuple(map(str, each)) for each in found)
    gone = {url, *map(url_of, taken)}
    kept = tuple(each for each in known if url_of(each) not in gone)
    return write_values(data, fields, {"aliases": kept})
