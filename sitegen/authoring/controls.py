"""Controls: how each declared field is filled in, with what stands in the file.

It learns from the declarations; it knows no field by name, no files and no HTML.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import msgspec

from sitegen.authoring.choices import (
    Choice,
    can_choose,
    find_choices,
    find_picks,
    find_pictures,
    list_for,
)
from sitegen.authoring.field_set import Fields, fields_in_record
from sitegen.authoring.offers import Offers, find_offers
from sitegen.authoring.yaml_values import Group, Value, Words, nothing
from sitegen.core.record import Record
from sitegen.front_matter import patterns
from sitegen.front_matter.declarations import PICTURE, Declared, Field, declared_fields
from sitegen.model.site import Site
from sitegen.sweden.dates import parse_moment
from sitegen.sweden.periods import format_bounds, parse_open_period

Kind = Literal[
    "line", "area", "moment", "period", "made", "flag", "choice", "pick", "picture", "checks",
    "rows", "group", "groups", "locked",
]  # fmt: skip

BLANK = "#"
"""Stands for the number of a record that is added."""


class Control(Record, frozen=True, kw_only=True):
    """How one field is filled in.

    `value` is what a line, area or choice holds, and the day of a moment, whose time of day is
    `clock`; `days` are the first and last day of a period. `rows` are the words of several lines.
    `groups` are the records there are and `blank` one to add, which is called `one`. `listed` names
    a list of suggestions or of documents to pick, `part_of` the control of the document of which a
    part is picked, and `longest` is the most letters taken. `problem` is what is wrong, where the
    page does not find out itself. `adds` is how another entry of its `vocabulary` is begun for the
    file `text`, empty if it has none or takes any word.
    """

    name: str
    label: str
    help: str
    kind: Kind
    one: str = ""
    required: bool = False
    folded: bool = False
    value: str = ""
    clock: str = ""
    days: str = ""
    rows: Words = ()
    choices: tuple[Choice, ...] = ()
    groups: tuple[tuple[Control, ...], ...] = ()
    blank: tuple[Control, ...] = ()
    listed: str = ""
    part_of: str = ""
    longest: int = 0
    problem: str = ""
    adds: str = ""
    vocabulary: str = ""
    text: str = ""

    @property
    def is_filled(self) -> bool:
        """True if there is anything in it."""
        inner = (part for group in self.groups for part in group)
        chosen = any(each.chosen and each.value for each in self.choices)
        return bool(self.value or any(self.rows)) or chosen or any(p.is_filled for p in inner)

    @property
    def offers_parts(self) -> bool:
        """True if one of its records is about a part of a document."""
        return any(part.part_of for part in self.blank)


class _Around(Record, frozen=True):
    """What a control depends on besides its value: the site, what it offers, and the record that a
    field is in."""

    site: Site
    path: str
    offers: Offers
    record: Mapping[str, Declared]
    group: Mapping[str, Value | None]


def make_controls(
    fields: Fields, values: Mapping[str, Value | None], site: Site
) -> Mapping[str, Control]:
    """A control for each field; those whose value is None are left to an editor."""
    around = _Around(site, fields.path, find_offers(fields, values, site), fields.declared, values)
    return {
        name: _control(name, each, values.get(name, nothing(each.field)), around)
        for name, each in fields.declared.items()
    }


def _control(name: str, declared: Declared, value: Value | None, around: _Around) -> Control:
    field, label = declared.field, declared.label
    kind = "locked" if value is None else kind_of(name, declared, value, around.site)
    made = Control(
        name=name,
        label=label.name,
        one=label.one or label.name,
        help=field.help if label.help is None else label.help,
        kind=kind,
        required=declared.required,
        folded=label.folded,
        listed=field.names if kind == "pick" else list_for(declared, around.site),
        part_of=f"{name.rpartition('.')[0]}.{label.part_of}" if label.part_of else "",
        longest=int(field.shape.get("maxLength", 0)),
    )
    if kind in ("line", "choice", "checks"):
        made = _with_vocabulary(made, field, around)
    return made if value is None else _with_value(made, declared, value, around)


def _with_vocabulary(made: Control, field: Field, around: _Around) -> Control:
    """The control with the way to add what it can name."""
    terms = around.site.terms.get(field.names)
    if terms is None or terms.vocabulary.is_open:
        return made
    adds = next(iter(terms.vocabulary.beginnings))
    return msgspec.structs.replace(made, adds=adds, vocabulary=field.names, text=around.path)


def _with_value(made: Control, declared: Declared, value: Value, around: _Around) -> Control:
    kind, more = made.kind, dict[str, object]()
    if kind == "moment":
        more = dict(zip(("value", "clock"), parts_of_moment(str(value)), strict=True))
    elif kind in ("line", "area", "made", "period") and isinstance(value, str):
        more = {"value": value, "days": describe_days(value) if kind == "period" else ""}
    elif kind == "pick":
        group = {name: part for name, part in around.group.items() if part is not None}
        picks = find_picks(declared, value, group, around.record, around.offers, around.site)
        more = {"choices": tuple(picks)}
    elif kind == "picture":
        found = find_pictures(around.path, str(value), around.site.files)
        more = {"choices": tuple(found), "text": around.path}
    elif kind in ("flag", "choice", "checks"):
        is_nested = "." in made.name
        more = {"choices": tuple(find_choices(declared, value, around.site, is_nested=is_nested))}
    elif kind == "rows":
        more = {"rows": value or ("",)}
    elif kind in ("group", "groups"):
        more = _parts(made.name, declared, value, around)
    return msgspec.structs.replace(made, **more)


def kind_of(name: str, declared: Declared, value: Value, site: Site) -> Kind:
    """The kind of control for a field with that value; a dotted name is that of a nested field."""
    field, label = declared.field, declared.label
    if field.record is not None:
        return "groups" if field.many else "group"
    if field.many:
        return "checks" if can_choose(field, site) else "rows"
    if field.shape.get("enum") == patterns.FLAG["enum"]:
        return "flag"
    if label.near or label.part_of or field.names == PICTURE:
        return "picture" if field.names == PICTURE else "pick"
    if "enum" in field.shape or can_choose(field, site):
        return "choice"
    is_moment = field.shape.get("pattern") == patterns.MOMENT["pattern"] and "." not in name
    if is_moment and (not value or parse_moment(str(value))):
        return "moment"
    if patterns.is_period(field.shape):
        return "period"
    return "made" if label.made_of else "area" if label.long else "line"


def describe_days(value: str) -> str:
    """What is read of a period, in Swedish; empty if it is none."""
    period = parse_open_period(value)
    return f"Läses som {format_bounds(period)}." if period else ""


def parts_of_moment(text: str) -> tuple[str, str]:
    """The day and the time of day that browsers' controls take."""
    moment = parse_moment(text)
    if moment is None:
        return "", ""
    return moment.at.date().isoformat(), f"{moment.at:%H:%M}" if moment.has_time else ""


def _parts(name: str, declared: Declared, value: Value, around: _Around) -> dict[str, object]:
    assert declared.field.record is not None
    record = declared_fields(declared.field.record)
    ordered = fields_in_record(declared.field.record)

    def controls(prefix: str, group: Group) -> tuple[Control, ...]:
        inside = msgspec.structs.replace(around, record=record, group=group)
        return tuple(
            _control(
                f"{prefix}.{each.name}", each, group.get(each.name, nothing(each.field)), inside
            )
            for each in ordered
        )

    if isinstance(value, Mapping):
        return {"groups": (controls(name, value),)}
    groups = [group for group in value if isinstance(group, Mapping)]
    shown = groups or ([{}] if declared.required else [])
    return {
        "groups": tuple(controls(f"{name}.{number}", each) for number, each in enumerate(shown)),
        "blank": controls(f"{name}.{BLANK}", {}),
    }
