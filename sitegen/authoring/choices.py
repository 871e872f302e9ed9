"""Choices: what can be picked for a field, and what is suggested while one writes.

From declarations and what the site has; it knows no controls, and no field by name.
"""

from __future__ import annotations

import itertools
import posixpath
from collections.abc import Iterable, Iterator, Mapping

from sitegen.authoring.field_set import Fields
from sitegen.authoring.offers import Offer, Offers, find_named, walk_fields
from sitegen.authoring.yaml_values import Group, Value
from sitegen.core.record import Record
from sitegen.documents.vocabulary import Terms
from sitegen.front_matter import patterns
from sitegen.front_matter.declarations import PICTURE, Declared, Field
from sitegen.images import metadata
from sitegen.model.site import Site
from sitegen.sweden import register

MOST_CHOICES = 40
"""Entries of a vocabulary that are shown all at once; of more, one begins to write."""

MOST_SUGGESTED = 500
"""Documents of one collection that are suggested."""


class Choice(Record, frozen=True):
    """One thing that can be picked."""

    value: str
    label: str
    chosen: bool = False


def can_choose(field: Field, site: Site) -> bool:
    """True if a field names a vocabulary that has a file, and few enough entries to show, unless
    other words may be written too. A field of keys is always chosen: nobody knows them by heart."""
    terms = site.terms.get(field.names)
    if terms is None or not terms.is_listed:
        return False
    if field.shape.get("pattern") == patterns.SLUG["pattern"]:
        return len(terms.entries) > 0
    return not terms.vocabulary.is_open and 0 < len(terms.entries) <= MOST_CHOICES


def find_choices(declared: Declared, value: Value, site: Site, *, is_nested: bool) -> list[Choice]:
    """What can be picked of a vocabulary, or of a few words."""
    field = declared.field
    if field.names in site.terms:
        terms = site.terms[field.names]
        return [*(_words(value, terms) if field.many else _entries(value, terms, site))]
    if field.shape["enum"] == patterns.FLAG["enum"]:
        return [Choice("true", declared.label.name, is_true(value))]
    none = "Välj" if declared.required or is_nested else "Som vanligt"
    words = dict.fromkeys(("", *map(str, field.shape["enum"]), str(value)))
    return [Choice(word, word or none, word == value) for word in words]


def _words(value: Value, terms: Terms) -> Iterator[Choice]:
    words = value if isinstance(value, tuple) else ()
    found = [key_of(str(word), terms) for word in words]
    for entry in terms.entries.values():
        yield Choice(entry.slug, entry.name, entry.slug in found)
    for word in found:
        if word not in terms.entries:
            yield Choice(word, word, True)


def _entries(value: Value, terms: Terms, site: Site) -> Iterator[Choice]:
    """One entry to pick, or none: then it is the blog's usual one, where settings name one."""
    usual = terms.entries.get(getattr(site.config, terms.vocabulary.name, ""))
    yield Choice("", f"Som vanligt ({usual.name})" if usual else "Ingen särskild", not value)
    for entry in terms.entries.values():
        yield Choice(entry.slug, entry.name, entry.slug == value)
    if value and value not in terms.entries:
        yield Choice(str(value), str(value), True)


def key_of(word: str, terms: Terms) -> str:
    """The slug of the entry that a word refers to, or the word."""
    entry = terms.find(word)
    return str(entry.slug) if entry else word


def is_true(value: Value) -> bool:
    """True if a value is a yes."""
    return isinstance(value, str) and value.casefold() in ("ja", "true", "yes")


def find_picks(
    declared: Declared, value: Value, beside: Group, record: Mapping[str, Declared],
    offers: Offers, site: Site,
) -> list[Choice]:  # fmt: skip
    """The documents that can be picked, or the parts of the one that is picked `beside`."""
    field, label = declared.field, declared.label
    none = Choice("", "Välj" if declared.required else "Ingen", not value)
    if label.part_of:
        names = record[label.part_of].field.names
        named = str(beside.get(label.part_of, ""))
        only = _find(named, names, offers, site)
        offered = [only] if only else [] if named else offers.get(names, ())
        found = [
            Choice(part.reference, _label_part(part.text, offer, offered), part.reference == value)
            for offer in offered
            for part in offer.parts
        ]
    else:
        found = [
            Choice(offer.reference, offer.heading, offer.reference == value)
            for offer in offers.get(field.names, ())
        ]
        other = find_named(field.names, str(value), site) if value else None
        if other and all(other.reference != each.value for each in found):
            found.append(Choice(other.reference, other.heading, True))
    if value and not any(each.chosen for each in found):
        found.append(Choice(str(value), str(value), True))
    return [none, *found]


def _find(reference: str, names: str, offers: Offers, site: Site) -> Offer | None:
    near = (each for each in offers.get(names, ()) if each.reference == reference)
    return next(near, None) or find_named(names, reference, site)


def _label_part(text: str, offer: Offer, offered: Iterable[Offer]) -> str:
    return text if len([*offered]) == 1 else f"{text} ({offer.heading})"


def list_for(declared: Declared, site: Site) -> str:
    """The name of the list of suggestions for a field that is written; see `suggestions`."""
    field = declared.field
    if can_choose(field, site) or declared.label.near or field.names == PICTURE:
        return ""
    return f"{field.names}-eller-{field.none}" if field.none else field.names


def suggestions(fields: Fields, site: Site) -> Mapping[str, tuple[Choice, ...]]:
    """What can be suggested to the fields of a text, by the name of the list."""
    used = {list_for(each, site) for each in walk_fields(fields.declared)}
    names = tuple(kommun.name for kommun in register.kommuner().values())
    words: dict[str, Iterable[str]] = {
        "kommun-eller-ingen": (*names, "ingen"),
        "kommun": names,
        **{name: _offered(terms) for name, terms in site.terms.items() if terms.is_listed},
    }
    lists = {name: tuple(Choice(word, "") for word in each) for name, each in words.items()}
    for collection in site.collections:
        documents = site.documents.get(collection.name, {}).values()
        lists[collection.named] = tuple(
            Choice(collection.reference(each), collection.heading(each))
            for each in itertools.islice(documents, MOST_SUGGESTED)
        )
    return {name: lists[name] for name in sorted(used & {*lists} - {""})}


def _offered(terms: Terms) -> Iterable[str]:
    """The slugs of a vocabulary, or the names if texts may use other words too."""
    names = (str(entry.name) for entry in terms.entries.values())
    return dict.fromkeys(names) if terms.vocabulary.is_open else terms.entries


def find_pictures(path: str, value: str, files: Iterable[str]) -> Iterator[Choice]:
    """No picture, or one of those beside the text at a path, or the one that is named."""
    names = dict.fromkeys(("", *_pictures(path, files), value))
    for name in names:
        label = name.rpartition("/")[2] or "Ingen – en ritad bild"
        yield Choice(name, label, name == value)


def _pictures(path: str, files: Iterable[str]) -> Iterator[str]:
    """The pictures beside a text, as it would name them."""
    folder = posixpath.dirname(path)
    own = f"{path.removesuffix('.md')}/"
    is_own = path.endswith("/index.md")
    for file in files:
        beside = is_own and posixpath.dirname(file) == folder
        if metadata.is_picture(file) and (beside or file.startswith(own)):
            yield posixpath.relpath(file, folder)
