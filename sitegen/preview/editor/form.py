"""The form: a control for each declared field, and back from what was sent to values.

It learns from the declarations how a field is filled in; it knows no files and no HTML.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

import msgspec

from sitegen.core.record import Record
from sitegen.front_matter import patterns
from sitegen.front_matter.declarations import PICTURE, Declared, Field, declared_fields
from sitegen.images import metadata
from sitegen.model.site import Site
from sitegen.model.vocabulary import Terms
from sitegen.preview.editor.field_set import Fields
from sitegen.preview.editor.yaml_values import Group, Value, Words, nothing, tidy
from sitegen.sweden import register
from sitegen.sweden.dates import parse_moment

Kind = Literal[
    "line", "area", "moment", "flag", "choice", "checks", "rows", "group", "groups", "locked"
]
Form = Mapping[str, tuple[str, ...]]
"""What was sent: every name with its values, in order."""

CLOCK = ".tid"
"""Ends the name of the control for a time of day."""

MOST_CHOICES = 40
"""Entries of a vocabulary that are shown all at once; of more, one begins to write."""

BLANK = "#"
"""Stands for the number of a record that is added."""


class Choice(Record, frozen=True):
    """One thing that can be picked."""

    value: str
    label: str
    chosen: bool


class Control(Record, frozen=True, kw_only=True):
    """How one field is filled in.

    `value` is what a line, area or choice holds, and the day of a moment, whose time of day is
    `clock`; `rows` are the words of several lines. `groups` are the records there are and `blank`
    one to add. `listed` names a list of suggestions, `longest` is the most letters taken.
    """

    name: str
    label: str
    help: str
    kind: Kind
    required: bool = False
    value: str = ""
    clock: str = ""
    rows: Words = ()
    choices: tuple[Choice, ...] = ()
    groups: tuple[tuple[Control, ...], ...] = ()
    blank: tuple[Control, ...] = ()
    listed: str = ""
    longest: int = 0


def make_controls(
    fields: Fields, values: Mapping[str, Value | None], site: Site
) -> Mapping[str, Control]:
    """A control for each field; those whose value is None are left to an editor."""
    return {
        name: _control(name, each, values.get(name, nothing(each.field)), site)
        for name, each in fields.declared.items()
    }


def _control(name: str, declared: Declared, value: Value | None, site: Site) -> Control:
    field, label = declared.field, declared.label
    kind = _kind(declared, value, site, is_nested="." in name)
    made = Control(
        name=name,
        label=label.name,
        help=field.help if label.help is None else label.help,
        kind=kind,
        required=declared.required,
        listed=_listed(field, site),
        longest=int(field.shape.get("maxLength", 0)),
    )
    more: dict[str, object] = {}
    if kind in ("line", "area") and isinstance(value, str):
        more = {"value": value}
    elif kind == "moment" and isinstance(value, str):
        more = dict(zip(("value", "clock"), _moment(value), strict=True))
    elif kind in ("flag", "choice", "checks"):
        more = {"choices": tuple(_choices(declared, value, site))}
    elif kind == "rows":
        more = {"rows": value if isinstance(value, tuple) and value else ("",)}
    elif kind in ("group", "groups"):
        more = _parts(name, field, value, site)
    return msgspec.structs.replace(made, **more)


def _kind(declared: Declared, value: Value | None, site: Site, *, is_nested: bool) -> Kind:
    field = declared.field
    if value is None or (is_nested and field.record is not None):
        return "locked"
    if field.record is not None:
        return "groups" if field.many else "group"
    can_choose = _can_choose(field, site)
    if field.many and not is_nested:
        return "checks" if can_choose else "rows"
    if field.shape.get("enum") == patterns.FLAG["enum"]:
        return "flag"
    if not field.many and ("enum" in field.shape or can_choose):
        return "choice"
    is_moment = field.shape.get("pattern") == patterns.MOMENT["pattern"] and not is_nested
    if is_moment and (not value or parse_moment(str(value))):
        return "moment"
    return "area" if declared.label.long else "line"


def _can_choose(field: Field, site: Site) -> bool:
    """Whether a field names a vocabulary that has a file, and few enough entries to show."""
    terms = site.terms.get(field.names)
    return terms is not None and terms.is_listed and 0 < len(terms.entries) <= MOST_CHOICES


def _listed(field: Field, site: Site) -> str:
    """The list of suggestions for a field that is written; see `suggestions`."""
    if field.names in site.terms and _can_choose(field, site):
        return ""
    return f"{field.names}-eller-{field.none}" if field.none else field.names


def _moment(text: str) -> tuple[str, str]:
    """The day and the time of day that browsers' controls take."""
    moment = parse_moment(text)
    if moment is None:
        return "", ""
    return moment.at.date().isoformat(), f"{moment.at:%H:%M}" if moment.has_time else ""


def _choices(declared: Declared, value: Value | None, site: Site) -> Iterable[Choice]:
    field = declared.field
    if field.names in site.terms:
        terms = site.terms[field.names]
        return _words(value, terms) if field.many else _entries(value, terms, site)
    if field.shape["enum"] == patterns.FLAG["enum"]:
        return [Choice("true", declared.label.name, _is_true(value))]
    words = dict.fromkeys(("", *map(str, field.shape["enum"]), str(value)))
    return [Choice(word, word or "Som vanligt", word == value) for word in words]


def _words(value: Value | None, terms: Terms) -> Iterator[Choice]:
    words = value if isinstance(value, tuple) else ()
    found = [_key(str(word), terms) for word in words]
    for entry in terms.entries.values():
        yield Choice(entry.slug, entry.name, entry.slug in found)
    for word in found:
        if word not in terms.entries:
            yield Choice(word, word, True)


def _entries(value: Value | None, terms: Terms, site: Site) -> Iterator[Choice]:
    """One entry to pick, or none: then it is the blog's usual one, where settings name one."""
    usual = terms.entries.get(getattr(site.config, terms.vocabulary.name, ""))
    yield Choice("", f"Som vanligt ({usual.name})" if usual else "Ingen särskild", not value)
    for entry in terms.entries.values():
        yield Choice(entry.slug, entry.name, entry.slug == value)
    if value and value not in terms.entries:
        yield Choice(str(value), str(value), True)


def _key(word: str, terms: Terms) -> str:
    entry = terms.find(word)
    return str(entry.slug) if entry else word


def _is_true(value: Value | None) -> bool:
    return isinstance(value, str) and value.casefold() in ("ja", "true", "yes")


def _parts(name: str, field: Field, value: Value | None, site: Site) -> dict[str, object]:
    assert field.record is not None
    declared = declared_fields(field.record)

    def controls(prefix: str, group: Group) -> tuple[Control, ...]:
        return tuple(
            _control(f"{prefix}.{part}", each, group.get(part, ""), site)
            for part, each in declared.items()
        )

    if isinstance(value, Mapping):
        return {"groups": (controls(name, value),)}
    groups = [group for group in value or () if isinstance(group, Mapping)]
    return {
        "groups": tuple(controls(f"{name}.{number}", each) for number, each in enumerate(groups)),
        "blank": controls(f"{name}.{BLANK}", {}),
    }


def read_form(
    fields: Fields, form: Form, before: Mapping[str, Value | None], site: Site
) -> dict[str, Value]:
    """The values that were sent for the fields that were shown; `before` are those of the file.

    What is sent unchanged is given in the words of the file.
    """
    shown = form.get("falt", ())
    return {
        name: _read(each, form, before[name], site)
        for name, each in fields.declared.items()
        if name in shown and before[name] is not None
    }


def _read(declared: Declared, form: Form, before: Value | None, site: Site) -> Value:
    name, field = declared.name, declared.field
    if field.record is not None:
        return _read_groups(name, field, form)
    sent = tuple(filter(None, map(tidy, form.get(name, ()))))
    kind = _kind(declared, before, site, is_nested=False)
    if kind == "checks" and isinstance(before, tuple):
        return _read_checks(sent, tuple(map(str, before)), site.terms[field.names])
    if field.many:
        return tuple(dict.fromkeys(sent))
    if kind == "flag":
        same = _is_true(before) == bool(sent)
        return str(before) if same else "true" if sent else ""
    text = sent[0] if sent else ""
    if f"{name}{CLOCK}" in form:
        clock = tidy("".join(form[f"{name}{CLOCK}"]))
        same = isinstance(before, str) and (text, clock) == _moment(before)
        return str(before) if same else f"{text} {clock}".strip()
    return text


def _read_checks(sent: Words, before: Words, terms: Terms) -> Words:
    kept = [word for word in before if _key(word, terms) in sent]
    covered = {_key(word, terms) for word in kept}
    return (*kept, *(word for word in dict.fromkeys(sent) if word not in covered))


def _read_groups(name: str, field: Field, form: Form) -> Value:
    assert field.record is not None
    declared = declared_fields(field.record)
    names = tuple(name for name, each in declared.items() if each.field.record is None)

    def group(prefix: str) -> dict[str, str]:
        found = {part: tidy("".join(form.get(f"{prefix}.{part}", ()))) for part in names}
        return {part: text for part, text in found.items() if text}

    if not field.many:
        return group(name)
    numbers = {key.split(".")[1] for key in form if key.startswith(f"{name}.")}
    ordered = sorted(int(number) for number in numbers if number.isdecimal())
    return tuple(found for number in ordered if (found := group(f"{name}.{number}")))


def suggestions(path: str, site: Site) -> Mapping[str, tuple[str, ...]]:
    """What can be suggested, by the name of the list."""
    names = tuple(kommun.name for kommun in register.kommuner().values())
    return {
        "kommun-eller-ingen": (*names, "ingen"),
        "kommun": names,
        PICTURE: tuple(_pictures(path, site.files)),
        **{name: tuple(terms.entries) for name, terms in site.terms.items() if terms.is_listed},
    }


def _pictures(path: str, files: Iterable[str]) -> Iterator[str]:
    """The pictures beside a text, as it would name them."""
    folder = posixpath.dirname(path)
    own = f"{path.removesuffix('.md')}/"
    is_own = path.endswith("/index.md")
    for file in files:
        beside = is_own and posixpath.dirname(file) == folder
        if metadata.is_picture(file) and (beside or file.startswith(own)):
            yield posixpath.relpath(file, folder)
