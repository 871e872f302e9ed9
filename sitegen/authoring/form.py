"""The form: from what was sent back to values, by the declarations of the fields.

It knows no files and no HTML; how the fields are shown, controls.py decides.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping

import msgspec

from sitegen.authoring.choices import is_true, key_of
from sitegen.authoring.controls import describe_days, kind_of, parts_of_moment
from sitegen.authoring.field_set import Fields
from sitegen.authoring.new_post import shorten_slug
from sitegen.authoring.yaml_values import Group, Many, Value, Words, nothing, tidy
from sitegen.documents.vocabulary import Terms
from sitegen.front_matter import patterns
from sitegen.front_matter.declarations import PICTURE, Declared, declared_fields
from sitegen.model.site import Site
from sitegen.sweden import swedish

Form = Mapping[str, tuple[str, ...]]
"""What was sent: every name with its values, in order."""

CLOCK = ".tid"
"""Ends the name of the control for a time of day."""

LONGEST_MADE = 40
"""Characters in a word that is made of others."""


def read_form(
    fields: Fields, form: Form, before: Mapping[str, Value | None], site: Site
) -> dict[str, Value]:
    """The values that were sent for the fields that were shown; `before` are those of the file.

    What is sent unchanged is given in the words of the file.
    """
    shown = form.get("falt", ())
    return {
        name: _read(name, each, form, was, site)
        for name, each in fields.declared.items()
        if name in shown and (was := before[name]) is not None
    }


def _read(name: str, declared: Declared, form: Form, before: Value, site: Site) -> Value:
    field = declared.field
    if field.record is not None:
        read = _read_records if field.many else _read_record
        return read(name, declared, form, before, site)
    sent = tuple(filter(None, map(tidy, form.get(name, ()))))
    kind = kind_of(name, declared, before, site)
    if kind == "checks":
        return _read_checks(sent, before, site.terms[field.names])
    if field.many:
        return before if _once(before) == _once(sent) else _once(sent)
    if kind == "flag":
        same = is_true(before) == bool(sent)
        return str(before) if same else "true" if sent else ""
    text = sent[0] if sent else ""
    if f"{name}{CLOCK}" in form:
        clock = tidy("".join(form[f"{name}{CLOCK}"]))
        same = isinstance(before, str) and (text, clock) == parts_of_moment(before)
        return str(before) if same else f"{text} {clock}".strip()
    return text


def _once(words: Value) -> Words:
    return tuple(dict.fromkeys(map(str, words)))


def _read_checks(sent: Words, before: Value, terms: Terms) -> Words:
    kept = [word for word in map(str, before) if key_of(word, terms) in sent]
    covered = {key_of(word, terms) for word in kept}
    return (*kept, *(word for word in dict.fromkeys(sent) if word not in covered))


def _read_record(name: str, declared: Declared, form: Form, before: Value, site: Site) -> Group:
    assert declared.field.record is not None
    was = before if isinstance(before, Mapping) else {}
    record = declared_fields(declared.field.record)
    group = {
        part: _read(f"{name}.{part}", each, form, was.get(part, nothing(each.field)), site)
        for part, each in record.items()
    }
    pictures = [part for part, each in record.items() if each.field.names == PICTURE]
    if any(form.get(f"{name}.{part}") == ("",) for part in pictures):
        return {}  # no picture was chosen, so there is nothing to say of it
    return {part: value for part, value in group.items() if value}


def _read_records(name: str, declared: Declared, form: Form, before: Value, site: Site) -> Many:
    was = dict[int, Value](enumerate(before))
    groups = tuple(
        _read_record(f"{name}.{number}", declared, form, was.get(number, ""), site)
        for number in numbers_in(name, form)
    )
    return _make_words(tuple(filter(None, groups)), declared)


def numbers_in(name: str, form: Form) -> list[int]:
    """The numbers of the records of a field in which anything was sent, in the order sent."""
    start = len(name) + 1
    filled = (key for key, words in form.items() if key.startswith(f"{name}.") and any(words))
    numbers = dict.fromkeys(key[start:].partition(".")[0] for key in filled)
    return [int(each) for each in numbers if each.isdecimal() and len(each) < 10]


def _make_words(groups: Many, declared: Declared) -> Many:
    """The records with the words that are made of others, where they are not there yet."""
    assert declared.field.record is not None
    record = declared_fields(declared.field.record)
    made = {name: each.label.made_of for name, each in record.items() if each.label.made_of}
    taken = {word for group in groups for word in _slugs_in(group, record)} if made else set()
    finished = []
    for group in groups:
        whole = dict(group)
        for name, source in made.items():
            text = group.get(source)
            if name not in group and isinstance(text, str):
                whole[name] = make_key(text, declared.label.one or name, taken)
                taken.add(str(whole[name]))
        finished.append({name: whole[name] for name in record if name in whole})
    return tuple(finished)


def _slugs_in(group: Group, record: Mapping[str, Declared]) -> Iterator[str]:
    for name, value in group.items():
        if record[name].field.shape.get("pattern") == patterns.SLUG["pattern"]:
            yield from (value,) if isinstance(value, str) else map(str, value)


def make_key(text: str, otherwise: str, taken: Container[str]) -> str:
    """A key made of a text, or else of another, that is not `taken`."""
    stem = shorten_slug(swedish.slugify(text), LONGEST_MADE) or swedish.slugify(otherwise)
    number = 1
    while (word := stem if number == 1 else f"{stem}-{number}") in taken or not _fits(word):
        number += 1
    return word


def _fits(word: str) -> bool:
    return patterns.matches(patterns.SLUG, word)


class Derived(msgspec.Struct):
    """What the page is to show of the values that were sent, by the names of its controls: words
    that have been made, and the days of periods."""

    made: dict[str, str] = {}
    days: dict[str, str] = {}


def derive_values(fields: Fields, form: Form, values: Mapping[str, Value]) -> Derived:
    """What the page is to show of these values."""
    derived = Derived()
    for name, value in values.items():
        _derive(name, fields.declared[name], form, value, derived)
    return derived


def _derive(name: str, declared: Declared, form: Form, value: Value, derived: Derived) -> None:
    record = declared.field.record
    if record is None:
        if declared.label.made_of:
            derived.made[name] = str(value)
        elif patterns.is_period(declared.field.shape):
            derived.days[name] = describe_days(str(value))
        return
    if isinstance(value, Mapping):
        groups = [(name, value)]
    else:
        numbers = numbers_in(name, form)
        groups = [
            (f"{name}.{number}", group)
            for number, group in zip(numbers, value, strict=False)
            if isinstance(group, Mapping)
        ]
    for prefix, group in groups:
        for part, inner in group.items():
            _derive(f"{prefix}.{part}", declared_fields(record)[part], form, inner, derived)


def name_in_form(field: str, form: Form) -> str:
    """The name of the control of a field, in which the records of a list are numbered as sent."""
    name, *parts = field.split(".")
    for part in parts:
        numbers = numbers_in(name, form) if part.isdecimal() else []
        number = int(part) if numbers else 0
        name = f"{name}.{numbers[number] if number < len(numbers) else part}"
    return name
