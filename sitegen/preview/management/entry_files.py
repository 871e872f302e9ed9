"""Edits of one entry in a file that is a list of records: all other lines stay as they are.

Bytes in, bytes out: it knows no field by name, reads no files and writes none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import msgspec

from sitegen.authoring import yaml_values
from sitegen.authoring.source_map import (
    LINE_END,
    Part,
    SourceMap,
    items_in,
    read_source_map,
    read_value,
)
from sitegen.authoring.yaml_edit import edit
from sitegen.authoring.yaml_values import ROWS, Group, Value
from sitegen.front_matter import field_types
from sitegen.front_matter.declarations import Field, declared_fields


class EntryFile(NamedTuple):
    """A list of records as its author wrote it; `items` are its entries, each with its lines."""

    found: SourceMap
    items: tuple[Part, ...]
    record: type[msgspec.Struct]

    def text_of(self, number: int) -> str:
        """The lines of one entry as they stand in the file."""
        lines = self.items[number].lines
        return "".join(self.found.lines[lines.start : lines.stop])

    def values_of(self, number: int) -> dict[str, Value | None]:
        """What a form shows of each field of one entry; None for what is left to a text editor."""
        fields = declared_fields(self.record)
        alone = _read_alone(self.text_of(number))
        if alone.parts is not None:
            return {name: read_value(alone, name, each.field) for name, each in fields.items()}
        whole = None
        if "#" not in self.text_of(number):
            whole = yaml_values.read_node(self.items[number].node, _one(self.record))
        if not isinstance(whole, Mapping):
            return dict.fromkeys(fields)
        nothing = {name: yaml_values.nothing(each.field) for name, each in fields.items()}
        return {**nothing, **whole}

    @property
    def line_end(self) -> str:
        """The line ends of the file."""
        end = LINE_END.search(self.found.lines[0]) if self.found.lines else None
        return end[0] if end else "\n"


def read_entries(data: bytes, record: type[msgspec.Struct]) -> EntryFile | None:
    """The list that a file holds; None if it cannot be read as one."""
    try:
        found = read_source_map(data, "rows")
    except UnicodeDecodeError:
        return None
    if found.parts is None and _is_empty_list(found.lines):
        kept = tuple(line for line in found.lines if not line.split("#")[0].strip())
        found = found._replace(lines=kept, parts={})
    if found.parts is None:
        return None
    rows = found.parts.get(ROWS)
    items = items_in(rows.node, found.lines) if rows else []
    return None if items is None else EntryFile(found, tuple(items), record)


def _is_empty_list(lines: Sequence[str]) -> bool:
    """True for a file that says `[]` and no more."""
    return "".join(line.split("#")[0].strip() for line in lines) == "[]"


def _one(record: type[msgspec.Struct]) -> Field:
    return field_types.record(record, "")


def _read_alone(text: str) -> SourceMap:
    """An entry as a file of its own: its dash begins no list."""
    return read_source_map(text.replace("-", " ", 1).encode(), "record")


def change_entry(file: EntryFile, number: int, values: Mapping[str, Value]) -> bytes:
    """The file with other `values` in some fields of one entry."""
    before = file.values_of(number)
    if all(before[name] == value for name, value in values.items()):
        return _join(file, file.found.lines)
    lines = file.items[number].lines
    alone = _read_alone(file.text_of(number))
    if alone.parts is None:
        kept = {name: value for name, value in before.items() if value is not None}
        made = _write(file, {**kept, **values})
    else:
        fields = declared_fields(file.record)
        declared = {name: each.field for name, each in fields.items()}
        made = edit(alone, values, "", declared=declared, order=[*fields]).decode()
        made = f"-{made[1:]}" if made.startswith((" ", "\n")) else f"-{file.line_end}{made}"
    return _join(file, (*file.found.lines[: lines.start], made, *file.found.lines[lines.stop :]))


def add_entry(file: EntryFile, values: Mapping[str, Value]) -> bytes:
    """The file with one more entry at its end."""
    lines = [*file.found.lines]
    at = file.items[-1].lines.stop if file.items else len(lines)
    if at and not LINE_END.search(lines[at - 1]):
        lines[at - 1] += file.line_end
    first = file.items[0].lines.stop if len(file.items) > 1 else None
    is_apart = first is not None and not file.found.lines[first].strip()
    lines.insert(at, (file.line_end if is_apart else "") + _write(file, values))
    return _join(file, lines)


def remove_entry(file: EntryFile, number: int) -> bytes:
    """The file without one entry, and without the empty lines that parted it from the next."""
    lines, own = file.found.lines, file.items[number].lines
    start, stop = own.start, own.stop
    if number + 1 < len(file.items):
        while not lines[stop].strip():
            stop += 1
    else:
        while number and start and not lines[start - 1].strip():
            start -= 1
    return _join(file, (*lines[:start], *lines[stop:]))


def _write(file: EntryFile, values: Mapping[str, Value]) -> str:
    """An entry as lines."""
    group: Group = {name: values[name] for name in declared_fields(file.record) if values.get(name)}
    several = field_types.several(_one(file.record))
    return yaml_values.item(group, several, 0).replace("\n", file.line_end)


def _join(file: EntryFile, lines: Sequence[str]) -> bytes:
    return (file.found.mark + "".join(lines)).encode()
