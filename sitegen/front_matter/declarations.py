"""Declarations: each field of a record once: how it is read, what it means, where it stands.

A record class says it in its annotations; this module knows no record and reads nothing.
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
"""What a field names whose value is a picture in the content folder."""


class Reporter:
    """Collects the problems of one file, each with the `field` that is being read: its names and
    numbers from the top, with dots between. `first_line` is the line on which the YAML begins.
    """

    def __init__(self, path: str, first_line: int = 1, field: str = "") -> None:
        self.path = path
        self.first_line = first_line
        self.field = field
        self.problems: list[Problem] = []

    def within(self, name: str) -> Reporter:
        """A reporter for the field `name`, or the item of that number, below the one being read."""
        inner = Reporter(self.path, self.first_line, f"{self.field}.{name}".lstrip("."))
        inner.problems = self.problems
        return inner

    def __call__(self, node: Node, code: str, message: str, hint: str = "") -> None:
        """Report that the value at `node` is wrong."""
        line, column = self.locate(node)
        self.problems.append(
            Problem(self.path, line, column, code, message, hint, field=self.field)
        )

    def locate(self, node: Node) -> tuple[int, int]:
        """The line and column, from 1, where `node` begins in the file."""
        return self.first_line + node.start_mark.line, node.start_mark.column + 1


class Field(NamedTuple):
    """How one value is read: `convert(node, report)` gives the value, or INVALID after reporting.

    The rest tells authors and their editors what can be written: `help` in Swedish, `example` as
    YAML, `shape` as JSON Schema. `names` is the list that a value is picked from: “kommun”, “bild”
    or a vocabulary, and `none` the word that says that none is meant; `record` has the fields below
    this one; `many` allows a list of such values, and `says_many` when `help` tells of that.
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


class Located(Record, frozen=True):
    """A word that a later check must be able to point at: its text, line and column from 1."""

    text: str
    line: int
    column: int


class Label(NamedTuple):
    """How a form calls a field and where it shows it.

    `help` replaces that of the field where a form needs other words. `section` names the part of
    the form, in which fields stand by their `place`, then as declared; `long` texts need more than
    one line.
    """

    name: str
    help: str | None = None
    section: str = ""
    place: int = 50
    long: bool = False


class Declared(NamedTuple):
    """One field of a record as its class declares it."""

    name: str
    field: Field
    required: bool
    label: Label


@functools.cache
def declared_fields(record: type[msgspec.Struct]) -> dict[str, Declared]:
    """The fields that an author can write in `record`, by name, in the order declared."""
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
    """A word that names something: of what, in which field, and the word."""

    names: str
    field: str
    word: Located


def named_words(
    record: type[msgspec.Struct], find: Callable[[str], Any], above: str = ""
) -> Iterator[Named]:
    """Each located word in the fields of `record` that names something.

    `find` gives the value of a field by its name, None when it has none.
    """
    for name, names, below in _naming_fields(record):
        value = find(name)
        is_many = isinstance(value, tuple)
        for number, each in enumerate(value if is_many else (value,)):
            if isinstance(each, Located):
                yield Named(names, above + name, each)
            elif below is not None and isinstance(each, below):
                inner = f"{above}{name}.{number}." if is_many else f"{above}{name}."
                yield from named_words(below, functools.partial(getattr, each), inner)


@functools.cache
def _naming_fields(
    record: type[msgspec.Struct],
) -> tuple[tuple[str, str, type[msgspec.Struct] | None], ...]:
    """The fields whose values name something, or hold records that do."""
    return tuple(
        (each.name, each.field.names, each.field.record)
        for each in declared_fields(record).values()
        if each.field.names or (each.field.record and _naming_fields(each.field.record))
    )
