"""Comment files: what is changed in the YAML of comments, and all else left as it stands.

From text to text; it reads and writes no file. A comment that is removed leaves nothing of its
words or its writer in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from sitegen.core.record import Record
from sitegen.documents.comments import APPROVED, REMOVED

_KEPT = ("_id", "date", "parent", "_parent", "kind")
"""The fields that stay of a comment that is removed, for the answers to it."""

_LIST = "comments"


class RecordPlace(Record, frozen=True):
    """Where a record stands in a text: its first and last character, its column, the places of its
    values by name, and True if it is written in braces."""

    start: int
    end: int
    column: int
    values: Mapping[str, tuple[int, int]]
    in_braces: bool


class _CommentDumper(yaml.CSafeDumper):
    """Writes text of several lines as a block."""


def _write_text(dumper: yaml.CSafeDumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_CommentDumper.add_representer(str, _write_text)


def write_record(record: Mapping[str, Any]) -> str:
    """A record as YAML, one of a list; its date stands without quotes."""
    text: str = yaml.dump(
        [record], Dumper=_CommentDumper, allow_unicode=True, sort_keys=False, width=10_000
    )
    return re.sub(r"^(  date: )'([\d: -]+)'$", r"\1\2", text, flags=re.MULTILINE)


def approve_comment(text: str, name: str) -> str | None:
    """The text with the comment `name` approved, None if it has no such comment, or two."""
    place = _find(text, name)
    if place is None:
        return None
    if "state" in place.values:
        start, end = place.values["state"]
        gap = " " if start == end and text[start - 1 : start] == ":" else ""
        return f"{text[:start]}{gap}{APPROVED}{text[end:]}"
    end = place.values["_id"][1]
    if place.in_braces:
        return f"{text[:end]}, state: {APPROVED}{text[end:]}"
    return f"{text[:end]}\n{' ' * place.column}state: {APPROVED}{text[end:]}"


def remove_comment(text: str, name: str) -> str | None:
    """The text with nothing left of the comment `name` but its place, None if it has no such
    comment, or two. Remarks inside it go too."""
    place = _find(text, name)
    if place is None:
        return None
    kept = [
        f"{field}: {text[slice(*place.values[field])].strip()}"
        for field in _KEPT
        if field in place.values
    ]
    gap = f"\n{' ' * place.column}"
    made = ", ".join([*kept, f"state: {REMOVED}"])
    made = f"{{{made}}}" if place.in_braces else gap.join([*kept, f"state: {REMOVED}"])
    return f"{text[: place.start]}{made}{text[place.end :]}"


def add_comment(text: str, record: Mapping[str, Any]) -> str | None:
    """The text of a list with one more record at its end, None if no more can stand there: it is a
    single record, or a list in brackets."""
    written = write_record(record)
    last = re.search(r"^( *)- ", text, re.MULTILINE)
    indent = last[1] if last else ""
    lines = "".join(
        f"{indent}{line}" if line.strip() else line for line in written.splitlines(True)
    )
    made = f"{text}{'' if not text or text.endswith(chr(10)) else chr(10)}{lines}"
    return made if count_named(made, str(record["_id"])) == 1 else None


def count_named(text: str, name: str) -> int:
    """How many comments in a text are called `name`."""
    return len(_find_all(text, name))


def _find(text: str, name: str) -> RecordPlace | None:
    found = _find_all(text, name)
    return found[0] if len(found) == 1 else None


def _find_all(text: str, name: str) -> tuple[RecordPlace, ...]:
    try:
        root = yaml.compose(text, Loader=yaml.CBaseLoader)
    except (yaml.YAMLError, ValueError):
        return ()
    return tuple(each for each in _places(text, root) if _named(text, each) == name)


def _named(text: str, place: RecordPlace) -> str:
    return str(yaml.load(text[slice(*place.values["_id"])], Loader=yaml.CBaseLoader))


def _places(text: str, node: yaml.Node | None) -> Iterator[RecordPlace]:
    """The records in a file that is a list of them, a single one, or has them in a field."""
    if isinstance(node, yaml.SequenceNode):
        for each in node.value:
            yield from _places(text, each)
    elif isinstance(node, yaml.MappingNode):
        below = next((value for key, value in node.value if key.value == _LIST), None)
        if below is not None:
            yield from _places(text, below)
            return
        values = {
            key.value: (value.start_mark.index, _end_of(text, value)) for key, value in node.value
        }
        if "_id" in values:
            start, in_braces = node.start_mark, bool(node.flow_style)
            end = node.end_mark.index if in_braces else max(end for _, end in values.values())
            if not in_braces and (more := _remarks(start.column).match(text, end)):
                end = more.end()
            yield RecordPlace(start.index, end, start.column, values, in_braces)


def _remarks(column: int) -> re.Pattern[str]:
    """Remarks after a record, on its last line and on lines of their own that are moved in."""
    return re.compile(rf"(?:[ \t]+#[^\n]*)?(?:\n {{{max(column, 1)},}}#[^\n]*)*")


def _end_of(text: str, value: yaml.Node) -> int:
    """Where a value ends, without the line breaks after it."""
    return value.start_mark.index + len(
        text[value.start_mark.index : value.end_mark.index].rstrip()
    )
