"""Declarations: how a record class describes its fields, in the annotations of its attributes.

They are used by the readers, the JSON Schemas and the editor's forms; this module knows no record
of its own and reads no text.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping
from typing import Annotated, Any, NamedTuple, get_args, get_origin, get_type_hints

import msgspec

from sitegen.core.problem import Problem
from sitegen.core.record import Record
from sitegen.front_matter.yaml_nodes import Node

PICTURE = "bild"
"""The value of `Field.names` for a field that names a picture in the content folder."""


class Reporter:
    """Collects the problems of one file.

    `field` is the dotted path of the field that is being read, such as `external.0.url`.
    `first_line` is the line of the file, from 1, on which the YAML begins.
    """

    def __init__(self, path: str, first_line: int = 1, field: str = "") -> None:
        self.path = path
        self.first_line = first_line
        self.field = field
        self.problems: list[Problem] = []

    def within(self, name: str) -> Reporter:
        """A reporter for the field `name` of the field that is being read, or for that item of its
        list; its problems are collected here too."""
        inner = Reporter(self.path, self.first_line, f"{self.field}.{name}".lstrip("."))
        inner.problems = self.problems
        return inner

    def __call__(self, node: Node, code: str, message: str, hint: str = "") -> None:
        """Add an error at the place of `node`; `message` and `hint` are Swedish."""
        line, column = self.locate(node)
        self.problems.append(
            Problem(self.path, line, column, code, message, hint, field=self.field)
        )

    def locate(self, node: Node) -> tuple[int, int]:
        """The line and column, from 1, where `node` begins in the file."""
        return self.first_line + node.start_mark.line, node.start_mark.column + 1


class Field(NamedTuple):
    """The type of a field: `convert(node, report)` returns its value, or reports a problem and
    returns INVALID.

    The rest describes the possible values to authors and their editors: `help` in Swedish,
    `example` as YAML, `shape` as JSON Schema. `names` is what the value refers to, if anything:
    “kommun”, “bild” or the name of a vocabulary; `none` is the word for an explicitly empty value.
    `record` is the class of a group of nested fields. `many` is True if the value may be a list,
    and `says_many` if `help` already mentions that. `located` is True if values hold positions.
    """

    convert: Callable[[Node, Reporter], Any]
    help: str
    example: str = ""
    shape: Mapping[str, Any] = {}
    names: str = ""
    none: str = ""
    record: type[msgspec.Struct] | None = None
    many: bool = False
    says_many: bool = False
    located: bool = False


class Located(Record, frozen=True):
    """A word with its line and column, from 1, so that a later check can report a problem at it."""

    text: str
    line: int
    column: int


class Label(NamedTuple):
    """The label of a field in a form, and its place there.

    `help`, if not None, replaces the help of the field. `section` is the key of a part of the form
    (see model/sections.py); within it fields are sorted by `place`, then by declaration. `long` is
    True for a text that needs more than one line.
    """

    name: str
    help: str | None = None
    section: str = ""
    place: int = 50
    long: bool = False


class Declared(NamedTuple):
    """One field of a record class."""

    name: str
    field: Field
    required: bool
    label: Label


@functools.cache
def declared_fields(record: type[msgspec.Struct]) -> dict[str, Declared]:
    """The fields of `record` by name, in the order declared.

    Raises TypeError for an attribute that is not annotated with a Field.
    """
    hints = get_type_hints(record, include_extras=True)
    return {
        info.name: _declare(info.name, hints[info.name], info.required)
        for info in msgspec.structs.fields(record)
    }


def _declare(name: str, hint: Any, required: bool) -> Declared:
    extras = get_args(hint)[1:] if get_origin(hint) is Annotated else ()
    field = next((extra for extra in extras if isinstance(extra, Field)), None)
    if field is None:
        raise TypeError(f"{hint} is not Annotated with a Field")
    label = next((extra for extra in extras if isinstance(extra, Label)), Label(name))
    return Declared(name, field, required, label)


class Named(NamedTuple):
    """A word that refers to something: `names` says to what (see Field), `field` is dotted."""

    names: str
    field: str
    word: Located


def named_words(
    record: type[msgspec.Struct], find: Callable[[str], Any], above: str = "", only: str = ""
) -> Iterator[Named]:
    """Every Located word in fields of `record` that refers to something, also in nested fields.

    `find` returns the value of a field by name, or None; `above` is the dotted path of the record,
    with a final dot. With `only`, words that refer to something else are left out.
    """
    for name, names, below in _naming_fields(record, only):
        value = find(name)
        is_many = isinstance(value, tuple)
        for number, each in enumerate(value if is_many else (value,)):
            if isinstance(each, Located):
                yield Named(names, above + name, each)
            elif below is not None and isinstance(each, below):
                inner = f"{above}{name}.{number}." if is_many else f"{above}{name}."
                yield from named_words(below, functools.partial(getattr, each), inner, only)


@functools.cache
def _naming_fields(
    record: type[msgspec.Struct], only: str
) -> tuple[tuple[str, str, type[msgspec.Struct] | None], ...]:
    """Name, `names` and nested record of each field whose Located words refer to something, or may
    do so in its nested fields."""
    return tuple(
        (each.name, each.field.names, each.field.record)
        for each in declared_fields(record).values()
        if (each.field.located and each.field.names and only in ("", each.field.names))
        or (each.field.record and _naming_fields(each.field.record, only))
    )


@functools.cache
def located_fields(record: type[msgspec.Struct]) -> frozenset[str]:
    """The names of the fields whose values hold positions, also in nested fields."""
    return frozenset(
        each.name
        for each in declared_fields(record).values()
        if each.field.located or (each.field.record and located_fields(each.field.record))
    )
