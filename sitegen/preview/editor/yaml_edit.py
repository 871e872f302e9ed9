"""Edits of a file that change nothing but what they are asked to.

Comments, order, quotes, line ends and unknown fields stay as they are; it writes no files.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec

from sitegen.front_matter.declarations import Field, declared_fields
from sitegen.front_matter.yaml_nodes import MappingNode, Node, ScalarNode, SequenceNode
from sitegen.preview.editor import yaml_values
from sitegen.preview.editor.source_map import (
    LINE,
    LINE_END,
    Piece,
    Place,
    Sheet,
    end_of,
    is_block,
    is_list,
    read_value,
)
from sitegen.preview.editor.yaml_values import Many, Value, Words


class Edit(NamedTuple):
    """What to put between two places; its line ends become those of the file."""

    start: Place
    end: Place
    text: str


def edit(
    sheet: Sheet,
    values: Mapping[str, Value],
    body: str,
    *,
    declared: Mapping[str, Field],
    order: Sequence[str],
) -> bytes:
    """The file with other `values` in some fields and another `body`.

    A field comes after those that precede it in `order`; one whose value is as before, or that
    `read_value` leaves to an editor, is not touched.
    """
    edits: list[Edit] = []
    for name in order:
        if name in values and sheet.pieces is not None:
            before = read_value(sheet, name, declared[name])
            if before is not None and before != values[name]:
                edits += _change(sheet, name, values[name], order, declared[name])
    above = _apply(sheet.lines[: sheet.above], edits, _line_end(sheet))
    below = _exchange(sheet.lines[sheet.above :], body, _line_end(sheet))
    if body and below and not above.endswith(("\n", "\r")) and sheet.above:
        above += _line_end(sheet)
    return (sheet.mark + above + below).encode()


def _line_end(sheet: Sheet) -> str:
    found = LINE_END.search(sheet.lines[0]) if sheet.lines else None
    return found[0] if found else "\n"


def _change(
    sheet: Sheet, name: str, value: Value, order: Sequence[str], field: Field
) -> Iterator[Edit]:
    assert sheet.pieces is not None
    piece = sheet.pieces.get(name)
    if piece is None:
        place = Place(_line_for(sheet, name, order), 0)
        yield Edit(place, place, yaml_values.field(name, value, sheet.indent))
    elif not value:
        yield Edit(Place(piece.lines[0], 0), Place(piece.lines[-1] + 1, 0), "")
    elif isinstance(value, str):
        yield _scalar(piece.node, value, end_of(piece.node, sheet.lines), sheet.indent)
    elif yaml_values.is_words(value):
        yield from _words(piece, value)
    else:
        assert field.record is not None
        yield from _records(sheet, piece, value, field.record)


def _line_for(sheet: Sheet, name: str, order: Sequence[str]) -> int:
    """Where a new field goes: below the nearest of those that come before it."""
    assert sheet.pieces is not None
    before = order[: order.index(name)]
    found = [sheet.pieces[each].lines[-1] for each in before if each in sheet.pieces]
    return found[-1] + 1 if found else sheet.first


def _scalar(node: Node, value: str, end: Place, indent: int) -> Edit:
    start = Place(node.start_mark.line, node.start_mark.column)
    text = yaml_values.scalar(value, style=getattr(node, "style", "") or "", indent=indent + 2)
    return Edit(start, end, f" {text}" if start == end else text)


def _words(piece: Piece, value: Words) -> Iterator[Edit]:
    """Lines for words that are new in a list, none for those that are gone; else all of it."""
    node = piece.node
    if isinstance(node, ScalarNode):
        is_one = len(value) == 1 and "," not in value[0]
        text = (
            yaml_values.scalar(value[0], style=node.style or "")
            if is_one
            else yaml_values.flow(value)
        )
        yield Edit(piece.start, piece.end, f" {text}" if piece.start == piece.end else text)
        return
    before = yaml_values.read_words(node)
    kept = [word for word in before if word in value]
    if is_list(piece) and len(before) == len(value):
        for item, word, new in zip(node.value, before, value, strict=True):
            if word != new:
                yield _scalar(item, new, end_of(item, ()), -2)
        return
    if not is_list(piece) or tuple(kept) != value[: len(kept)] or len(set(before)) < len(before):
        yield from _rewrite_words(piece, value)
        return
    for item, word in zip(node.value, before, strict=True):
        if word not in value:
            line = item.start_mark.line
            yield Edit(Place(line, 0), Place(line + 1, 0), "")
    place = Place(piece.lines[-1] + 1, 0)
    margin = " " * node.start_mark.column
    new = "".join(f"{margin}- {yaml_values.scalar(word)}\n" for word in value[len(kept) :])
    yield Edit(place, place, new)


def _rewrite_words(piece: Piece, value: Words) -> Iterator[Edit]:
    if getattr(piece.node, "flow_style", False):
        yield Edit(piece.start, piece.end, yaml_values.flow(value))
    else:
        margin = f"\n{' ' * piece.node.start_mark.column}"
        yield Edit(piece.start, piece.end, margin.join(f"- {yaml_values.scalar(w)}" for w in value))


def _records(
    sheet: Sheet, piece: Piece, value: Value, record: type[msgspec.Struct]
) -> Iterator[Edit]:
    """Other words in the same places where there are just as many, else all of it anew."""
    groups: Many = value if isinstance(value, tuple) else (value,)  # type: ignore[assignment]
    nodes = piece.node.value if isinstance(piece.node, SequenceNode) else [piece.node]
    same = len(nodes) == len(groups) and all(
        is_block(node, MappingNode) and {key.value for key, _ in node.value} == set(group)
        for node, group in zip(nodes, groups, strict=True)
    )
    if not same:
        first = Place(piece.lines[0], 0)
        yield Edit(
            first, Place(piece.lines[-1] + 1, 0), yaml_values.field(piece.name, value, sheet.indent)
        )
        return
    declared = declared_fields(record)
    for node, group in zip(nodes, groups, strict=True):
        for key, leaf in node.value:
            if yaml_values.leaf_text(leaf, declared[key.value].field) != group[key.value]:
                end = end_of(leaf, sheet.lines)
                yield _scalar(leaf, group[key.value], end, key.start_mark.column)


def _apply(lines: Sequence[str], edits: Sequence[Edit], line_end: str) -> str:
    text = "".join(lines)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    inward = sorted(enumerate(edits), key=lambda each: (each[1][:2], each[0]), reverse=True)
    for _, change in inward:  # from the end, so that places stay; what is put in between comes last
        start = starts[change.start.line] + change.start.column
        end = starts[change.end.line] + change.end.column
        text = text[:start] + change.text.replace("\n", line_end) + text[end:]
    return text


def _exchange(lines: Sequence[str], body: str, line_end: str) -> str:
    """`body` with the line ends of the lines it had before, above and below what is new."""
    new = LINE.findall(LINE_END.sub("\n", body))
    old = [LINE_END.sub("\n", line) for line in lines]
    head = 0
    while head < min(len(new), len(old)) and new[head] == old[head]:
        head += 1
    tail = 0
    while tail < min(len(new), len(old)) - head and new[-1 - tail] == old[-1 - tail]:
        tail += 1
    middle = "".join(new[head : len(new) - tail]).replace("\n", line_end)
    return "".join(lines[:head]) + middle + "".join(lines[len(lines) - tail :])
