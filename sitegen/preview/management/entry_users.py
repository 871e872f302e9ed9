"""Where an entry of a vocabulary is used: by the texts and records that name it, and by the others
in its list.

It reads the site as it was last read and changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from sitegen.core.record import Record
from sitegen.documents.document import Partial
from sitegen.documents.vocabulary import Terms
from sitegen.front_matter import patterns
from sitegen.front_matter.declarations import Located, declared_fields
from sitegen.model.site import Site, named_in, partials_of
from sitegen.preview.editor import routes
from sitegen.preview.editor.opened import Opened, title_of
from sitegen.sweden import swedish


class EntryUser(Record, frozen=True):
    """A text, record or list that names an entry: what it is called, and where it is written."""

    title: str
    address: str


def find_users(opened: Opened, terms: Terms, key: str) -> tuple[EntryUser, ...]:
    """What uses the entry with a key, each once."""
    site, vocabulary = opened.newest.site, terms.vocabulary
    entry = terms.entries.get(key)
    if entry is None:
        return ()
    found = {}
    for path, word in _find_words(site, vocabulary.name):
        is_named = swedish.fold(word) == swedish.fold(entry.name) and vocabulary.is_open
        if terms.find(word) is entry or is_named:
            found[path] = EntryUser(title_of(opened, path), routes.editor(path))
    used = [*found.values()]
    if getattr(site.config, vocabulary.name, "") == key:
        used.append(EntryUser("Bloggens inställningar", ""))
    for other in terms.entries.values():
        if other is not entry and key in _keys_in(other):
            used.append(EntryUser(other.name, ""))
    return tuple(used)


def _find_words(site: Site, names: str) -> Iterator[tuple[str, str]]:
    """The path and the word of each place that names something of a vocabulary."""
    texts = {each.path: each for found in site.documents.values() for each in found.values()}
    for path, text in {**site.held, **texts}.items():
        yield from ((path, word) for word in _words_in(text.meta, names))
        yield from ((path, each.word.text) for each in named_in(text, names))
    for partial in partials_of(site):
        yield from ((partial.path, each.word.text) for each in _named(partial, names))
    for rows in site.rows.values():
        for row in rows:
            yield from ((row.path, word) for word in _words_in(row.meta, names))


def _named(partial: Partial, names: str) -> Iterator[Any]:
    return (each for each in partial.named if each.names == names)


def _words_in(record: msgspec.Struct, names: str) -> Iterator[str]:
    """The words of a record, also of nested ones, in fields that name something of a vocabulary."""
    for each in declared_fields(type(record)).values():
        value = getattr(record, each.attribute)
        for part in value if isinstance(value, tuple) else (value,):
            if each.field.names == names and part:
                yield part.text if isinstance(part, Located) else str(part)
            elif isinstance(part, msgspec.Struct) and each.field.record is not None:
                yield from _words_in(part, names)


def _keys_in(entry: msgspec.Struct) -> frozenset[str]:
    """The keys of others that an entry names."""
    found: set[str] = set()
    for name, each in declared_fields(type(entry)).items():
        is_key = each.field.shape.get("pattern") == patterns.SLUG["pattern"]
        if is_key and name != "slug":
            value = getattr(entry, each.attribute)
            found |= {*map(str, value)} if isinstance(value, tuple) else {str(value)}
    return frozenset(found)
