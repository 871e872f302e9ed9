"""Declarations: how a record class describes its fields, in the annotations of its attributes.

They are used by the readers, the JSON Schemas and the editor's forms; this module knows no record
of its own and reads no text.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping
from typing import Annotated, Any, NamedTuple, get_args, get_origin, get_type_hints

import msgspec

from sitegen.core.problem import FIXABLE, Problem
from sitegen.core.record import Record
from sitegen.front_matter.yaml_nodes import Node

PICTURE = "bild"
"""The value of `Field.names` for a field that names a picture in the content folder."""


class Advice(NamedTuple):
    """What to say of one wrong value, in Swedish. `new` is what stands in its place, or None if the
    author has to decide; `meant` are then the values to decide between."""

    message: str
    hint: str
    new: str | None = None
    meant: tuple[str, ...] = ()


class Repair(NamedTuple):
    """A replacement for a part of YAML that is always safe to make: its positions in the text."""

    start: int
    end: int
    new: str
    code: str


class Reporter:
    """Collects the problems of one file, and the repairs of those that can be repaired safely.

    `field` is the dotted path of the field that is being read, such as `external.0.url`.
    `first_line` is the line of the file, from 1, on which the YAML begins. `repairable` is True for
    a file that `check --fix` may change. `misspelt` are the fields that unknown ones were probably
    meant to be.
    """

    def __init__(
        self, path: str, first_line: int = 1, field: str = "", *, repairable: bool = False
    ) -> None:
        self.path = path
        self.first_line = first_line
        self.field = field
        self.repairable = repairable
        self.misspelt: set[str] = set()
        self.problems: list[Problem] = []
        self.repairs: list[Repair] = []

    def within(self, name: str) -> Reporter:
        """A reporter for the field `name` of the field that is being read, or for that item of its
        list; its problems are collected here too."""
        inner = Reporter(self.path, self.first_line, f"{self.field}.{name}".lstrip("."))
        inner.repairable = self.repairable
        inner.problems, inner.repairs = self.problems, self.repairs
        return inner

    def __call__(
        self,
        node: Node,
        code: str,
        message: str,
        hint: str = "",
        new: str | None = None,
        meant: tuple[str, ...] = (),
    ) -> None:
        """Add an error at the place of `node`; `message` and `hint` are Swedish, and `new`, if not
        None, is what the whole node should be. `meant` are values that may be meant instead."""
        line, column = self.locate(node)
        if new is not None and self.repairable:
            hint = f"{hint} {FIXABLE}"
            span = node.start_mark.index, node.end_mark.index
            self.repairs.append(Repair(*span, new, code))
        if new is not None and not meant and not new.startswith("["):  # of one word, not a list
            meant = (new,)
        written = node.value.strip() if meant and isinstance(node.value, str) else ""
        problem = Problem(self.path, line, column, code, message, hint, field=self.field)
        if written:
            problem = msgspec.structs.replace(problem, written=written, meant=meant)
        self.problems.append(problem)

    def locate(self, node: Node) -> tuple[int, int]:
        """The line and column, from 1, where `node` begins in the file."""
        return self.first_line + node.start_mark.line, node.start_mark.column + 1


class Field(NamedTuple):
    """The type of a field: `convert(node, report)` returns its value, or reports a problem and
    returns INVALID.

    The rest describes the possible values to authors and their editors: `help` in Swedish,
    `example` as YAML, `shape` as JSON Schema. `names` is what the value refers to, if anything:
    “kommun”, “bild” or the name of a vocabulary; `none` is the word for an explicitly empty value.
    `record` is the class of a group of nested fields; `short` is the one of them that may be
    written alone in place of the group. `many` is True if the value may be a list, and `says_many`
    if `help` already mentions that. `located` is True if values hold positions.
    """

    convert: Callable[[Node, Reporter], Any]
    help: str
    example: str = ""
    shape: Mapping[str, Any] = {}
    names: str = ""
    none: str = ""
    record: type[msgspec.Struct] | None = None
    short: str = ""
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
    (see sections.py); within it fields are sorted by `place`, then by declaration. `long`
    is True for a text that needs more than one line.

    `one` is the name of one of several records. In a nested record a `folded` field is closed at
    first; a value that is `made_of` another field beside it is made of its words once and then
    kept. A field that names a document is offered those about the kommuner of the text if it is
    `near`, and one that is `part_of` a field beside it the parts of the document named there.
    """

    name: str
    help: str | None = None
    section: str = ""
    place: int = 50
    long: bool = False
    one: str = ""
    folded: bool = False
    made_of: str = ""
    near: bool = False
    part_of: str = ""


class Declared(NamedTuple):
    """One field of a record class, whose `attribute` has an underscore after a word of Python."""

    name: str
    field: Field
    required: bool
    label: Label
    attribute: str = ""


@functools.cache
def declared_fields(record: type[msgspec.Struct]) -> dict[str, Declared]:
    """The fields of `record` by name, in the order declared.

    Raises TypeError for an attribute that is not annotated with a Field.
    """
    hints = get_type_hints(record, include_extras=True)
    declared = (
        _declare(info.name, hints[info.name], info.required)
        for info in msgspec.structs.fields(record)
    )
    return {each.name: each for each in declared}


@functools.cache
def field_names(record: type[msgspec.Struct]) -> frozenset[str]:
    """The names of all fields of `record`, also of nested ones."""
    declared = declared_fields(record)
    below = (each.field.record for each in declared.values() if each.field.record)
    return frozenset(declared).union(*map(field_names, below))


def _declare(attribute: str, hint: Any, required: bool) -> Declared:
    name = attribute.rstrip("_")
    extras = get_args(hint)[1:] if get_origin(hint) is Annotated else ()
    field = next((extra for extra in extras if isinstance(extra, Field)), None)
    if field is None:
        raise TypeError(f"{hint} is not Annotated with a Field")
    label = next((extra for extra in extras if isinstance(extra, Label)), Label(name))
    return Declared(name, field, required, label, attribute)


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
