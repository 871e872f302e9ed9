"""Edits of a file by whole fields: one that changes is written again, and all other lines stay.

In a list that has lines of its own, only the items that change are; it writes no files.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import takewhile, zip_longest
from typing import NamedTuple

from sitegen.authoring import yaml_values
from sitegen.authoring.source_map import (
    LINE,
    LINE_END,
    Part,
    SourceMap,
    comment_after,
    items_in,
    read_value,
)
from sitegen.authoring.yaml_values import Group, Value
from sitegen.front_matter.declarations import Field
from sitegen.front_matter.yaml_nodes import SequenceNode


class Edit(NamedTuple):
    """What to put in the place of some lines; its line ends become those of the file."""

    start: int
    stop: int
    text: str


def edit(
    found: SourceMap,
    values: Mapping[str, Value],
    body: str,
    *,
    declared: Mapping[str, Field],
    order: Sequence[str],
) -> bytes:
    """The file with other `values` in some fields and another `body`.

    A field comes after those that precede it in `order`; one whose value is as before, or that
    `read_value` leaves to a text editor, is not touched.
    """
    edits: list[Edit] = []
    for name in order:
        if name in values and found.parts is not None:
            before = read_value(found, name, declared[name])
            if before is not None and before != values[name]:
                edits += _change(found, name, before, values[name], order, declared[name])
    line_end = _line_end(found)
    above = _apply(found.lines[: found.above], edits, line_end)
    below = _exchange(found.lines[found.above :], body, line_end)
    if body and below and not above.endswith(("\n", "\r")) and found.above:
        above += line_end
    return (found.mark + above + below).encode()


def _line_end(found: SourceMap) -> str:
    end = LINE_END.search(found.lines[0]) if found.lines else None
    return end[0] if end else "\n"


def _change(
    found: SourceMap,
    name: str,
    before: Value,
    value: Value,
    order: Sequence[str],
    field: Field,
) -> Iterator[Edit]:
    assert found.parts is not None
    part = found.parts.get(name)
    if part is None:
        line = _line_for(found, name, order)
        yield Edit(line, line, yaml_values.field(name, value, field, found.indent))
        return
    items = items_in(part.node, found.lines)
    if value and items and isinstance(value, tuple) and isinstance(before, tuple):
        yield from _change_items(found, items, before, value, field)
    else:
        text = _rewrite(found, name, part, value, field) if value else ""
        yield Edit(part.lines.start, part.lines.stop, text)


def _line_for(found: SourceMap, name: str, order: Sequence[str]) -> int:
    """Where a new field goes: below the nearest of those that come before it."""
    assert found.parts is not None
    before = order[: order.index(name)]
    stops = [found.parts[each].lines.stop for each in before if each in found.parts]
    return stops[-1] if stops else found.first


def _rewrite(found: SourceMap, name: str, part: Part, value: Value, field: Field) -> str:
    """The lines of a field that the file has already; a comment after its value stays there."""
    if not isinstance(value, str) and not yaml_values.is_words(value):
        return yaml_values.field(name, value, field, found.indent)
    comment = comment_after(found, part)
    is_list = isinstance(part.node, SequenceNode)
    text = yaml_values.inline(value, is_list=is_list, indent=0 if comment else found.indent + 2)
    return f"{' ' * found.indent}{name}: {text}{comment}\n"


def _change_items(
    found: SourceMap,
    items: Sequence[Part],
    before: Sequence[str | Group],
    value: Sequence[str | Group],
    field: Field,
) -> Iterator[Edit]:
    """Lines for items that are new in a list, none for those that are gone."""
    margin = found.lines[items[0].lines.start].index("-")
    divider = "" if len(items) < 2 or found.lines[items[0].lines.stop].strip() else "\n"
    keys = [*map(_key, before)]
    written = dict(zip(keys, items, strict=True))
    matcher = SequenceMatcher(None, keys, [*map(_key, value)], autojunk=False)
    for tag, start, stop, first, last in matcher.get_opcodes():
        if tag == "equal":
            continue
        texts = [
            _lines_of(found, part)
            if (part := written.get(_key(each)))
            else yaml_values.item(each, field, margin)
            for each in value[first:last]
        ]
        below = items[stop - 1].lines.stop if stop else items[0].lines.start
        for lines, text in zip_longest([each.lines for each in items[start:stop]], texts):
            if lines is None:
                yield Edit(below, below, divider + text if stop else text + divider)
            elif text is None:
                yield Edit(lines.start, _stop_below(found, lines, items[-1].lines.stop), "")
            else:
                yield Edit(lines.start, lines.stop, text)


def _lines_of(found: SourceMap, item: Part) -> str:
    """The lines of an item that only changes its place."""
    return found.text_of(item).removesuffix("\n") + "\n"


def _stop_below(found: SourceMap, lines: range, last: int) -> int:
    """The line after an item that is removed, and after the empty ones between it and the next."""
    stop = lines.stop
    while stop < last and not found.lines[stop].strip():
        stop += 1
    return stop


def _key(value: Value) -> Hashable:
    """What two values have in common that are the same."""
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return frozenset((name, _key(part)) for name, part in value.items())
    return tuple(map(_key, value))


def _apply(lines: Sequence[str], edits: Sequence[Edit], line_end: str) -> str:
    made = list(lines)
    inward = sorted(enumerate(edits), key=lambda each: (each[1][:2], each[0]), reverse=True)
    for _, (start, stop, text) in inward:  # from the end, so that the numbers of lines hold
        made[start:stop] = [text.replace("\n", line_end)]
        if text and start and not made[start - 1].endswith(("\n", "\r")):
            made[start - 1] += line_end
    return "".join(made)


def _exchange(lines: Sequence[str], body: str, line_end: str) -> str:
    """`body` with the line ends of the lines it had before, above and below what is new."""
    new = LINE.findall(LINE_END.sub("\n", body))
    old = [LINE_END.sub("\n", line) for line in lines]
    head = _count_same(new, old)
    tail = _count_same(new[head:][::-1], old[head:][::-1])
    middle = "".join(new[head : len(new) - tail]).replace("\n", line_end)
    return "".join(lines[:head]) + middle + "".join(lines[len(lines) - tail :])


def _count_same(some: Sequence[str], others: Sequence[str]) -> int:
    """How many lines are the same from the first on."""
    return len([*takewhile(lambda pair: pair[0] == pair[1], zip(some, others, strict=False))])
