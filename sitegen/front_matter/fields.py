"""Reads YAML as typed records, by the fields that their classes declare.

It turns nodes into frozen records and problems; it knows no record of its own and reads no files.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple, TypeVar

import msgspec

from sitegen.core.problem import Problem, did_you_mean
from sitegen.front_matter import yaml_nodes
from sitegen.front_matter.declarations import Declared, Reporter, declared_fields
from sitegen.front_matter.yaml_nodes import MappingNode, Node, ScalarNode, SequenceNode

R = TypeVar("R", bound=msgspec.Struct)


class _Invalid:
    """The type of INVALID, which replaces a value whose problem has been reported."""


INVALID = _Invalid()


class Reading(NamedTuple):
    """The result of reading a text as a record.

    `made` is the record, or None if any field is missing or wrong. `values` are the fields that
    are right, by name; `places` the line and column, from 1, of the name of each known field.
    """

    made: Any
    values: dict[str, Any]
    problems: list[Problem]
    places: dict[str, tuple[int, int]]


def read_record(
    record: type[R], path: str, text: str, *, first_line: int = 1
) -> tuple[R | None, list[Problem]]:
    """Read the YAML mapping `text` of the file `path` as a `record`.

    `first_line` is the line of the file on which `text` begins. All problems are returned; the
    record is None if any field is missing or wrong.
    """
    reading = read_partial(record, path, text, first_line=first_line)
    return reading.made, reading.problems


def read_partial(
    record: type[msgspec.Struct], path: str, text: str, *, first_line: int = 1
) -> Reading:
    """As `read_record`, but also returns the fields that are right if others are wrong."""
    node, problems = yaml_nodes.compose(path, text, first_line)
    if problems:
        return Reading(None, {}, problems, {})
    report = Reporter(path, first_line)
    node = node or yaml_nodes.empty_mapping()
    values = _convert_fields(record, node, report)
    made: Any = _make(record, values, node, report) if values is not None else INVALID
    readable = {name: value for name, value in (values or {}).items() if value is not INVALID}
    places = _places(record, node, report)
    return Reading(None if made is INVALID else made, readable, report.problems, places)


def _places(
    record: type[msgspec.Struct], node: Node, report: Reporter
) -> dict[str, tuple[int, int]]:
    if not isinstance(node, MappingNode):
        return {}
    declared = declared_fields(record)
    names = (name for name, _ in node.value if isinstance(name, ScalarNode))
    return {name.value: report.locate(name) for name in names if name.value in declared}


def read_records(record: type[R], path: str, text: str) -> tuple[tuple[R, ...], list[Problem]]:
    """Read the YAML list `text` as records; records that are wrong are left out and reported."""
    rows, problems = read_rows(record, path, text)
    return tuple(row for _, row in rows), problems


def read_rows(
    record: type[R], path: str, text: str
) -> tuple[tuple[tuple[int, R], ...], list[Problem]]:
    """As `read_records`, each record with the line on which it begins."""
    node, problems = yaml_nodes.compose(path, text)
    if node is None:
        return (), problems
    report = Reporter(path)
    if not isinstance(node, SequenceNode):
        report(node, "wrong-shape", "Filen ska vara en lista.", "Börja varje del med ett streck: -")
        return (), report.problems
    values = [
        (report.locate(item)[0], convert_record(record, item, report.within(str(number))))
        for number, item in enumerate(node.value)
    ]
    return tuple(row for row in values if row[1] is not INVALID), report.problems


def read_mapping(path: str, text: str) -> tuple[dict[str, str], list[Problem]]:
    """Read the YAML mapping `text`, whose keys and values are plain words."""
    node, problems = yaml_nodes.compose(path, text)
    if node is None:
        return {}, problems
    report = Reporter(path)
    pairs = {
        key.value: node.value
        for key, node in _pairs(node, report)
        if is_word(node, report.within(key.value))
    }
    return pairs, report.problems


def convert_record(record: type[R], node: Node, report: Reporter) -> Any:
    """Read a mapping node as a `record`; INVALID if any field is missing or wrong."""
    values = _convert_fields(record, node, report)
    return INVALID if values is None else _make(record, values, node, report)


def _convert_fields(
    record: type[msgspec.Struct], node: Node, report: Reporter
) -> dict[str, Any] | None:
    """The values of the known fields, INVALID for wrong ones; None if `node` is no mapping."""
    declared = declared_fields(record)
    if not isinstance(node, MappingNode):
        report(
            node,
            "wrong-shape",
            "Här ska det stå fält med värden.",
            f"Skriv till exempel {_first_to_write(declared)}: och värdet på en egen rad.",
        )
        return None
    values: dict[str, Any] = {}
    for key, value in _pairs(node, report):
        if key.value not in declared:
            _report_unknown(key, declared, report.within(key.value))
        elif not yaml_nodes.is_empty(value):
            convert = declared[key.value].field.convert
            values[key.value] = convert(value, report.within(key.value))
    return values


def _first_to_write(declared: dict[str, Declared]) -> str:
    """The first field that is required, or of all."""
    return next((each.name for each in declared.values() if each.required), next(iter(declared)))


def _make(record: type[R], values: dict[str, Any], node: Node, report: Reporter) -> Any:
    missing = [d for d in declared_fields(record).values() if d.required and d.name not in values]
    for field in missing:
        _report_missing(field, node, report.within(field.name))
    if missing or any(value is INVALID for value in values.values()):
        return INVALID
    return record(**values)


def _report_missing(declared: Declared, node: Node, report: Reporter) -> None:
    report(
        node,
        "field-missing",
        f"Fältet {declared.name} saknas eller är tomt.",
        f"Lägg till raden {declared.name}: … – {declared.field.help}",
    )


def _report_unknown(key: ScalarNode, declared: dict[str, Declared], report: Reporter) -> None:
    hint = did_you_mean(key.value, declared)
    report(
        key,
        "field-unknown",
        f"Fältet {key.value} finns inte.",
        hint or f"Fälten som finns är {', '.join(declared)}.",
    )


def _pairs(node: Node, report: Reporter) -> Iterator[tuple[ScalarNode, Node]]:
    """Key and value of each entry; those whose key is repeated or no scalar are reported."""
    seen: dict[str, int] = {}
    if not isinstance(node, MappingNode):
        report(
            node,
            "wrong-shape",
            "Här ska det stå ett ord och vad det betyder, ett par per rad.",
            "Skriv ordet, kolon, mellanslag och sedan betydelsen.",
        )
        return
    for key, value in node.value:
        if not isinstance(key, ScalarNode):
            report(
                key,
                "wrong-shape",
                "Ett fältnamn ska vara ett enda ord.",
                "Skriv fältets namn först på raden, sedan kolon och värdet.",
            )
        elif key.value in seen:
            _report_repeated(key, seen[key.value], report.within(key.value))
        else:
            seen[key.value] = report.locate(key)[0]
            yield key, value


def _report_repeated(key: ScalarNode, first: int, report: Reporter) -> None:
    report(
        key,
        "field-repeated",
        f"Fältet {key.value} står två gånger.",
        f"Behåll ett av dem; det första står på rad {first}.",
    )


def is_word(node: Node, report: Reporter) -> bool:
    """True if the node is a scalar; otherwise that is reported."""
    if not isinstance(node, ScalarNode):
        report(
            node,
            "wrong-shape",
            "Här ska det stå ett enda värde, inte en lista.",
            "Skriv bara ett värde efter kolonet, utan hakparenteser, klamrar och streck.",
        )
    return isinstance(node, ScalarNode)
