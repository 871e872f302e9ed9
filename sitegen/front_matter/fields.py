"""Typed fields: a record class whose annotations say how each YAML value is read, and the reader.

It turns nodes into frozen records plus problems; it knows no record of its own and reads no files.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeVar

import msgspec

from sitegen.core.problem import Problem, did_you_mean
from sitegen.front_matter import yaml_nodes
from sitegen.front_matter.declarations import Declared, Reporter, declared_fields
from sitegen.front_matter.yaml_nodes import MappingNode, Node, ScalarNode, SequenceNode

R = TypeVar("R", bound=msgspec.Struct)


class _Invalid:
    """The type of INVALID, which stands for a value that has been reported already."""


INVALID = _Invalid()


def read_record(
    record: type[R], path: str, text: str, *, first_line: int = 1
) -> tuple[R | None, list[Problem]]:
    """Read the YAML mapping `text`, found in `path`, as a `record`.

    `first_line` is the line of the file on which `text` begins. Every problem is returned; the
    record is None when any of them kept a field from being read.
    """
    made, _, problems = read_what_can_be(record, path, text, first_line=first_line)
    return made, problems


def read_what_can_be(
    record: type[R], path: str, text: str, *, first_line: int = 1
) -> tuple[R | None, dict[str, Any], list[Problem]]:
    """As `read_record`, and the values of those fields that could be read, by name."""
    node, problems = yaml_nodes.compose(path, text, first_line)
    if problems:
        return None, {}, problems
    report = Reporter(path, first_line)
    node = node or yaml_nodes.empty_mapping()
    values = _convert_fields(record, node, report)
    made: Any = _make(record, values, node, report) if values is not None else INVALID
    readable = {name: value for name, value in (values or {}).items() if value is not INVALID}
    return (None if made is INVALID else made), readable, report.problems


def read_records(record: type[R], path: str, text: str) -> tuple[tuple[R, ...], list[Problem]]:
    """Read the YAML list `text` as records; those that cannot be read are left out."""
    rows, problems = read_rows(record, path, text)
    return tuple(row for _, row in rows), problems


def read_rows(
    record: type[R], path: str, text: str
) -> tuple[tuple[tuple[int, R], ...], list[Problem]]:
    """As `read_records`, each with the line on which it begins."""
    node, problems = yaml_nodes.compose(path, text)
    if node is None:
        return (), problems
    report = Reporter(path)
    if not isinstance(node, SequenceNode):
        report(node, "wrong-shape", "Filen ska vara en lista.", "Börja varje del med ett streck: -")
        return (), report.problems
    values = [(report.locate(it)[0], convert_record(record, it, report)) for it in node.value]
    return tuple(row for row in values if row[1] is not INVALID), report.problems


def read_mapping(path: str, text: str) -> tuple[dict[str, str], list[Problem]]:
    """Read the YAML mapping `text` of plain words to plain words."""
    node, problems = yaml_nodes.compose(path, text)
    if node is None:
        return {}, problems
    report = Reporter(path)
    pairs = {key.value: node.value for key, node in _pairs(node, report) if is_word(node, report)}
    return pairs, report.problems


def convert_record(record: type[R], node: Node, report: Reporter) -> Any:
    """Read a mapping node as a `record`, or INVALID when a field is missing or wrong."""
    values = _convert_fields(record, node, report)
    return INVALID if values is None else _make(record, values, node, report)


def _convert_fields(
    record: type[msgspec.Struct], node: Node, report: Reporter
) -> dict[str, Any] | None:
    """The values of a mapping's known fields, INVALID for those reported; None for no mapping."""
    declared = declared_fields(record)
    if not isinstance(node, MappingNode):
        report(
            node,
            "wrong-shape",
            "Här ska det stå fält med värden.",
            f"Skriv till exempel {next(iter(declared))}: och värdet på en egen rad.",
        )
        return None
    values: dict[str, Any] = {}
    for key, value in _pairs(node, report):
        if key.value not in declared:
            _report_unknown(key, declared, report)
        elif not _is_empty(value):
            values[key.value] = declared[key.value].field.convert(value, report)
    return values


def _make(record: type[R], values: dict[str, Any], node: Node, report: Reporter) -> Any:
    missing = [d for d in declared_fields(record).values() if d.required and d.name not in values]
    for field in missing:
        report(
            node,
            "field-missing",
            f"Fältet {field.name} saknas eller är tomt.",
            f"Lägg till raden {field.name}: … – {field.field.help}",
        )
    if missing or any(value is INVALID for value in values.values()):
        return INVALID
    return record(**values)


def _report_unknown(key: ScalarNode, declared: dict[str, Declared], report: Reporter) -> None:
    hint = did_you_mean(key.value, declared)
    report(
        key,
        "field-unknown",
        f"Fältet {key.value} finns inte.",
        hint or f"Fälten som finns är {', '.join(declared)}.",
    )


def _pairs(node: Node, report: Reporter) -> Iterator[tuple[ScalarNode, Node]]:
    """Key and value of each entry, without those whose key is repeated or is no word."""
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
            report(
                key,
                "field-repeated",
                f"Fältet {key.value} står två gånger.",
                f"Behåll ett av dem; det första står på rad {seen[key.value]}.",
            )
        else:
            seen[key.value] = report.locate(key)[0]
            yield key, value


def _is_empty(node: Node) -> bool:
    if not isinstance(node, ScalarNode):
        return not node.value
    return not node.value.strip() or (not node.style and node.value in ("~", "null"))


def is_word(node: Node, report: Reporter) -> bool:
    """Whether the node is one single value; reported when it is not."""
    if not isinstance(node, ScalarNode):
        report(
            node,
            "wrong-shape",
            "Här ska det stå ett enda värde, inte en lista.",
            "Skriv bara ett värde efter kolonet, utan hakparenteser, klamrar och streck.",
        )
    return isinstance(node, ScalarNode)
