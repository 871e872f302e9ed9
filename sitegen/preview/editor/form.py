"""The form: a control for each declared field, and back from what was sent to values.

It learns from the declarations how a field is filled in; it knows no files and no HTML.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from sitegen.core.record import Record
from sitegen.front_matter import patterns
from sitegen.front_matter.fields import Field, declared_fields
from sitegen.images import metadata
from sitegen.model.info_page import InfoMeta
from sitegen.model.post import PostMeta
from sitegen.model.site import Site, fold
from sitegen.preview.editor.labels import LONG, label_of
from sitegen.preview.editor.yaml_values import Group, Value, Words, nothing, tidy
from sitegen.sweden import register
from sitegen.sweden.dates import parse_moment

Kind = Literal[
    "line", "area", "moment", "flag", "choice", "checks", "rows", "group", "groups", "locked"
]
Form = Mapping[str, tuple[str, ...]]
"""What was sent: every name with its values, in order."""

MAX_ROWS = 100
CLOCK = ".tid"
"""Ends the name of the control for a time of day."""

POST, PAGE = declared_fields(PostMeta), declared_fields(InfoMeta)


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


def fields_for(path: str) -> Mapping[str, Field]:
    """The fields that the file at `path` can have."""
    declared = POST if path.startswith("posts/") else PAGE
    return {name: each.field for name, each in declared.items()}


def required_for(path: str) -> frozenset[str]:
    """Those that it must have."""
    declared = POST if path.startswith("posts/") else PAGE
    return frozenset(name for name, each in declared.items() if each.required)


def make_controls(
    path: str, values: Mapping[str, Value | None], site: Site
) -> Mapping[str, Control]:
    """A control for each field; those whose value is None are left to an editor."""
    required = required_for(path)
    return {
        name: _control(name, field, values.get(name, nothing(field)), site, name in required)
        for name, field in fields_for(path).items()
    }


def _control(
    name: str, field: Field, value: Value | None, site: Site, required: bool = False
) -> Control:
    label = label_of(_plain(name), field.help)
    kind = _kind(name, field, value, site)
    made = Control(
        name=name,
        label=label.name,
        help=label.help or "",
        kind=kind,
        required=required,
        listed=_listed(name, field),
        longest=int(field.shape.get("maxLength", 0)),
    )
    more: dict[str, object] = {}
    if kind in ("line", "area") and isinstance(value, str):
        more = {"value": value}
    elif kind == "moment" and isinstance(value, str):
        more = dict(zip(("value", "clock"), _moment(value), strict=True))
    elif kind in ("flag", "choice", "checks"):
        more = {"choices": tuple(_choices(name, field, value, site))}
    elif kind == "rows":
        more = {"rows": value if isinstance(value, tuple) and value else ("",)}
    elif kind in ("group", "groups"):
        more = _parts(name, field, value, site)
    return Control(**{**{key: getattr(made, key) for key in made.__struct_fields__}, **more})


def _plain(name: str) -> str:
    """The name of a field without the number of its record."""
    return ".".join(part for part in name.split(".") if not part.isdigit() and part != BLANK)


BLANK = "#"
"""Stands for the number of a record that is added."""


def _kind(name: str, field: Field, value: Value | None, site: Site) -> Kind:
    if value is None:
        return "locked"
    if field.record is not None:
        return "groups" if field.many else "group"
    if field.many:
        return "checks" if field.names == "theme" and site.settings.themes else "rows"
    if field.shape.get("enum") == patterns.FLAG["enum"]:
        return "flag"
    if "enum" in field.shape or (field.names == "author" and site.settings.authors):
        return "choice"
    is_moment = field.shape.get("pattern") == patterns.MOMENT["pattern"] and "." not in name
    if is_moment and (not value or parse_moment(str(value))):
        return "moment"
    return "area" if _plain(name) in LONG else "line"


def _listed(name: str, field: Field) -> str:
    if field.names == "kommun":
        return "kommuner" if field.none else "kommuner-bara"
    return "bilder" if _plain(name) == "image.src" else ""


def _moment(text: str) -> tuple[str, str]:
    """The day and the time of day that browsers' controls take."""
    moment = parse_moment(text)
    if moment is None:
        return "", ""
    return moment.at.date().isoformat(), f"{moment.at:%H:%M}" if moment.has_time else ""


def _choices(name: str, field: Field, value: Value | None, site: Site) -> Iterable[Choice]:
    if field.names == "theme":
        return _themes(value, site)
    if field.names == "author":
        return _authors(value, site)
    if field.shape["enum"] == patterns.FLAG["enum"]:
        return [Choice("true", label_of(name, "").name, _is_true(value))]
    words = dict.fromkeys(("", *map(str, field.shape["enum"]), str(value)))
    return [Choice(word, word or "Som vanligt", word == value) for word in words]


def _themes(value: Value | None, site: Site) -> Iterator[Choice]:
    words = value if isinstance(value, tuple) else ()
    found = [_theme(str(word), site) for word in words]
    for theme in site.themes.values():
        yield Choice(theme.slug, theme.name, theme.slug in found)
    for word in found:
        if word not in site.themes:
            yield Choice(word, word, True)


def _authors(value: Value | None, site: Site) -> Iterator[Choice]:
    usual = site.authors.get(site.config.author)
    yield Choice("", f"Som vanligt ({usual.name})" if usual else "Ingen särskild", not value)
    for author in site.authors.values():
        yield Choice(author.slug, author.name, author.slug == value)
    if value and value not in site.authors:
        yield Choice(str(value), str(value), True)


def _theme(word: str, site: Site) -> str:
    theme = site.vocabulary.get(fold(word))
    return theme.slug if theme else word


def _is_true(value: Value | None) -> bool:
    return isinstance(value, str) and value.casefold() in ("ja", "true", "yes")


def _parts(name: str, field: Field, value: Value | None, site: Site) -> dict[str, object]:
    assert field.record is not None
    declared = declared_fields(field.record)

    def controls(prefix: str, group: Group) -> tuple[Control, ...]:
        return tuple(
            _control(f"{prefix}.{part}", each.field, group.get(part, ""), site, each.required)
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
    path: str, form: Form, before: Mapping[str, Value | None], site: Site
) -> dict[str, Value]:
    """The values that were sent for the fields that were shown; `before` are those of the file.

    What is sent unchanged is given in the words of the file.
    """
    shown = form.get("falt", ())
    return {
        name: _read(name, field, form, before[name], site)
        for name, field in fields_for(path).items()
        if name in shown and before[name] is not None
    }


def _read(name: str, field: Field, form: Form, before: Value | None, site: Site) -> Value:
    if field.record is not None:
        return _read_groups(name, field, form)
    sent = tuple(filter(None, map(tidy, form.get(name, ())[:MAX_ROWS])))
    kind = _kind(name, field, before, site)
    if kind == "checks" and isinstance(before, tuple):
        return _read_checks(sent, tuple(map(str, before)), site)
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


def _read_checks(sent: Words, before: Words, site: Site) -> Words:
    kept = [word for word in before if _theme(word, site) in sent]
    covered = {_theme(word, site) for word in kept}
    return (*kept, *(word for word in dict.fromkeys(sent) if word not in covered))


def _read_groups(name: str, field: Field, form: Form) -> Value:
    assert field.record is not None
    names = tuple(declared_fields(field.record))

    def group(prefix: str) -> dict[str, str]:
        found = {part: tidy("".join(form.get(f"{prefix}.{part}", ()))) for part in names}
        return {part: text for part, text in found.items() if text}

    if not field.many:
        return group(name)
    numbers = {key.split(".")[1] for key in form if key.startswith(f"{name}.")}
    ordered = sorted(int(number) for number in numbers if number.isdecimal())[:MAX_ROWS]
    return tuple(found for number in ordered if (found := group(f"{name}.{number}")))


def suggestions(path: str, site: Site) -> Mapping[str, tuple[str, ...]]:
    """What can be suggested, by the name of the list."""
    names = tuple(kommun.name for kommun in register.kommuner().values())
    return {
        "kommuner": (*names, "ingen"),
        "kommuner-bara": names,
        "bilder": tuple(_pictures(path, site.files)),
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
