"""Reads YAML as typed records, by the fields that their classes declare.

It turns nodes into frozen records and problems; it knows no record of its own and reads no files.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple, TypeVar

import msgspec

from sitegen.core.problem import Problem, closest
from sitegen.front_matter import yaml_nodes
from sitegen.front_matter.comments import find_comments
from sitegen.front_matter.composition import compose_fields
from sitegen.front_matter.declarations import (
    Declared,
    Repair,
    Reporter,
    declared_fields,
    field_names,
)
from sitegen.front_matter.yaml_nodes import MappingNode, Node, ScalarNode, SequenceNode

R = TypeVar("R", bound=msgspec.Struct)


class _Invalid:
    """The type of INVALID, which replaces a value whose problem has been reported."""


INVALID = _Invalid()


class Reading(NamedTuple):
    """The result of reading a text as a record.

    `made` is the record, or None if any field is missing or wrong. `values` are the fields that
    are right, by name; `places` the line and column, from 1, of the name of each known field, those
    in a list of records by their dotted names.
    `repairs` are what `check --fix` may write instead.
    """

    made: Any
    values: dict[str, Any]
    problems: list[Problem]
    places: dict[str, tuple[int, int]]
    repairs: tuple[Repair, ...] = ()


def read_partial(
    record: type[msgspec.Struct],
    path: str,
    text: str,
    *,
    first_line: int = 1,
    repairable: bool = False,
    bare: str = "",
) -> Reading:
    """Read the YAML mapping `text` of the file `path` as a `record`.

    `first_line` is the line of the file on which `text` begins. `repairable` is True
    for a file that `check --fix` may change. The value of the field `bare`, or one of the records
    in it, may be the whole text.
    """
    report = Reporter(path, first_line, repairable=repairable)
    is_list = bool(bare) and text.lstrip().startswith("-")
    own = () if is_list else declared_fields(record)
    node = compose_fields(text, report, field_names(record), own, is_list=is_list)
    node = _within(bare, node) if bare and node else node
    misprints = tuple(report.repairs)
    if node is None and report.problems:
        return Reading(None, {}, report.problems, {})
    node = node or yaml_nodes.empty_mapping()
    report.problems += find_comments(path, text, node, first_line)
    values = _convert_fields(record, node, report)
    made: Any = _make(record, values, node, report) if values is not None else INVALID
    readable = {name: value for name, value in (values or {}).items() if value is not INVALID}
    made = None if made is INVALID else made
    places: dict[str, tuple[int, int]] = {}
    _add_places(places, record, node, report)
    repairs = misprints or tuple(report.repairs)  # the others are found where those have been made
    return Reading(made, readable, report.problems, places, repairs)


def _within(bare: str, node: Node) -> Node:
    """The fields of a text that is only the value of one of them, or a single part of that."""
    if isinstance(node, MappingNode) and any(key.value == bare for key, _ in node.value):
        return node
    if isinstance(node, MappingNode):
        tag = "tag:yaml.org,2002:seq"
        node = SequenceNode(tag, [node], node.start_mark, node.end_mark)
    return yaml_nodes.as_mapping(bare, node)


def _add_places(
    places: dict[str, tuple[int, int]],
    record: type[msgspec.Struct],
    node: Node,
    report: Reporter,
    above: str = "",
) -> None:
    """Add where the name of each known field is, also in lists of records: `points.0.due`."""
    if not isinstance(node, MappingNode):
        return
    declared = declared_fields(record)
    for name, value in node.value:
        if not isinstance(name, ScalarNode) or name.value not in declared:
            continue
        path = above + name.value
        places[path] = report.locate(name)
        below = declared[name.value].field.record
        if below is not None and isinstance(value, SequenceNode):
            for number, item in enumerate(value.value):
                places[f"{path}.{number}"] = report.locate(item)
                _add_places(places, below, item, report, f"{path}.{number}.")


def read_rows(
    record: type[R], path: str, text: str
) -> tuple[tuple[tuple[int, R], ...], list[Problem]]:
    """Read the YAML list `text` as records, each with the line on which it begins; records that are
    wrong are left out and reported."""
    report = Reporter(path)
    node = compose_fields(text, report, field_names(record), (), is_list=True)
    if node is None:
        return (), report.problems
    report.problems += find_comments(path, text, node, 1)
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
    report.problems += find_comments(path, text, node, 1)
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
        _report_no_fields(node, declared, report)
        return None
    values: dict[str, Any] = {}
    for key, value in _pairs(node, report):
        if key.value not in declared:
            report.misspelt.add(_report_unknown(key, declared, report.within(key.value)))
        elif not yaml_nodes.is_empty(value):
            convert = declared[key.value].field.convert
            values[key.value] = convert(value, report.within(key.value))
    return values


def _report_no_fields(node: Node, declared: dict[str, Declared], report: Reporter) -> None:
    """Report what stands where fields should be; a single field may only lack its blank."""
    is_plain = isinstance(node, ScalarNode) and not node.style and yaml_nodes.is_as_written(node)
    name, colon, rest = node.value.partition(":") if is_plain else ("", "", "")
    if colon and name in declared:
        right = f"{name}: {rest.strip()}"
        message, hint = (
            "Raden går inte att tolka.",
            f"Skriv {right} – med mellanslag efter kolonet.",
        )
        report(node, "yaml-syntax", message, hint, right)
        return
    report(
        node,
        "wrong-shape",
        "Här ska det stå fält med värden.",
        f"Skriv till exempel {_first_to_write(declared)}: och värdet på en egen rad.",
    )


def _first_to_write(declared: dict[str, Declared]) -> str:
    """The first field that is required, or of all."""
    return next((each.name for each in declared.values() if each.required), next(iter(declared)))


def _make(record: type[R], values: dict[str, Any], node: Node, report: Reporter) -> Any:
    declared = declared_fields(record)
    missing = [d for d in declared.values() if d.required and d.name not in values]
    for field in missing:
        if field.name not in report.misspelt:
            _report_missing(field, node, report.within(field.name))
    if missing or any(value is INVALID for value in values.values()):
        return INVALID
    return record(**{declared[name].attribute: value for name, value in values.items()})


def _report_missing(declared: Declared, node: Node, report: Reporter) -> None:
    """Report a field that is not written at the record, and one that is empty at its name."""
    name, help = declared.name, declared.field.help
    written = next((key for key, _ in node.value if key.value == name), None)
    if written is None:
        hint = f"Lägg till raden {name}: … – {help}"
        report(node, "field-missing", f"Fältet {name} saknas.", hint)
    else:
        hint = f"Skriv något efter kolonet på raden {name}: … – {help}"
        report(written, "field-missing", f"Fältet {name} är tomt.", hint)


_OTHER_NAMES = {
    **dict.fromkeys(("utkast", "published", "publish", "status"), "draft"),
    **dict.fromkeys(("tags", "categories", "category", "tagg", "taggar", "kategori"), "theme"),
    **dict.fromkeys(("rubrik", "titel", "heading"), "title"),
    **dict.fromkeys(("excerpt", "description", "ingress", "sammanfattning"), "summary"),
    **dict.fromkeys(("permalink", "url", "adress"), "slug"),
    **dict.fromkeys(("redirect_from", "redirects"), "aliases"),
    **dict.fromkeys(("lastmod", "modified", "last_modified_at", "uppdaterad"), "updated"),
    **dict.fromkeys(("författare", "skribent", "by"), "author"),
    **dict.fromkeys(("publicerad", "datum", "pubdate"), "date"),
    **dict.fromkeys(("bild", "cover", "thumbnail"), "image"),
    **dict.fromkeys(("besök", "besökt"), "visited"),
}
"""Fields of other programs, and Swedish words, for fields of ours."""


def _report_unknown(key: ScalarNode, declared: dict[str, Declared], report: Reporter) -> str:
    """Report an unknown field; returns the one that was probably meant, or an empty string."""
    named = _OTHER_NAMES.get(key.value.casefold())
    guess = named if named in declared else closest(key.value, declared)
    is_case = guess is not None and guess.casefold() == key.value.casefold()
    report(
        key,
        "field-unknown",
        f"Fältet {key.value} finns inte.",
        f"Menade du ”{guess}”?" if guess else f"Fälten som finns är {', '.join(declared)}.",
        guess if is_case else None,
    )
    return guess or ""


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
