"""A file as its author wrote it, and where every value of its front matter stands.

It knows no field by name, changes nothing, and reads no files.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from sitegen.core.digest import digest_of
from sitegen.front_matter.declarations import Field
from sitegen.front_matter.yaml_nodes import (
    FrontMatterError,
    MappingNode,
    Node,
    ScalarNode,
    SequenceNode,
    compose,
    split_front_matter,
)
from sitegen.model.collection import Form
from sitegen.preview.editor import yaml_values
from sitegen.preview.editor.yaml_values import ROWS, Value

LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
LINE_END = re.compile(r"\r\n|\r|\n")
_ODD = re.compile("[\x85\u2028\u2029]")  # line ends to YAML and to nobody else


class Place(NamedTuple):
    """A line and a column of the file, from 0."""

    line: int
    column: int


class Piece(NamedTuple):
    """One field of the front matter: its value, where that begins and ends, and its lines."""

    name: str
    node: Node
    start: Place
    end: Place
    lines: range


class Sheet(NamedTuple):
    """One file: its `lines` with their ends, of which `above` stand above the body, with the empty
    ones that divide the two.

    `pieces` is None when the front matter cannot be read as fields, and all of it has to be
    edited as text; then nothing is above the body. `indent` is that of the fields, and a first
    field is put on line `first`.
    """

    digest: str
    mark: str
    lines: tuple[str, ...]
    above: int
    pieces: Mapping[str, Piece] | None
    indent: int = 0
    first: int = 1

    @property
    def body(self) -> str:
        """What a form shows as text, with plain line ends."""
        return LINE_END.sub("\n", "".join(self.lines[self.above :]))


def read_sheet(data: bytes, form: Form = "text") -> Sheet:
    """The file of that form that holds `data`. Raises UnicodeDecodeError when it is not UTF-8."""
    written = data.decode()
    mark = "\ufeff" if written.startswith("\ufeff") else ""
    lines = tuple(LINE.findall(written.removeprefix(mark)))
    whole = Sheet(digest_of(data), mark, lines, 0, None)
    text = LINE_END.sub("\n", "".join(lines))
    if form != "text":
        return _read_yaml(whole, text, form)
    try:
        front, body, _ = split_front_matter("", text)
    except FrontMatterError:
        return whole
    above = text.count("\n", 0, len(text) - len(body) + body.startswith("\n"))
    node, problems = compose("", front)
    if _ODD.search(front) or problems or (node and not _has_fields(node)):
        return whole
    while above < len(lines) and not lines[above].strip():
        above += 1
    return whole._replace(
        above=above if body else len(lines),
        pieces={piece.name: piece for piece in _pieces(node, lines)},
        indent=node.start_mark.column if node else 0,
    )


def _read_yaml(whole: Sheet, text: str, form: Form) -> Sheet:
    """A file that is all YAML: one record, or a list of them, which counts as one field."""
    node, problems = compose("", text)
    if _ODD.search(text) or problems:
        return whole
    empty = whole._replace(above=len(whole.lines), pieces={}, first=0)
    if node is None:
        return empty
    if form == "record":
        pieces = {piece.name: piece for piece in _pieces(node, whole.lines)}
        indent = node.start_mark.column
        return empty._replace(pieces=pieces, indent=indent) if _has_fields(node) else whole
    if not is_block(node, SequenceNode) or not node.value or node.start_mark.column:
        return whole
    end = end_of(node, whole.lines)
    start = Place(node.start_mark.line, 0)
    rows = Piece(ROWS, node, start, end, range(start.line, end.line + 1))
    return empty._replace(pieces={ROWS: rows})


def _has_fields(node: Node) -> bool:
    """Whether a node is a mapping on lines of its own, with each name once."""
    if not is_block(node, MappingNode):
        return False
    names = [key.value for key, _ in node.value if isinstance(key, ScalarNode)]
    return len(set(names)) == len(node.value)


def is_block(node: Node, kind: type[Node]) -> bool:
    """Whether a node is of that kind, on lines of its own."""
    return isinstance(node, kind) and not getattr(node, "flow_style", False)


def _pieces(node: Node | None, lines: Sequence[str]) -> Iterator[Piece]:
    for key, value in node.value if node else ():
        end = end_of(value, lines)
        first = key.start_mark.line
        start = Place(value.start_mark.line, value.start_mark.column)
        yield Piece(key.value, value, start, end, range(first, end.line + 1))


def end_of(node: Node, lines: Sequence[str]) -> Place:
    """Where the last letter of a value stands; the empty lines below are no part of it."""
    end = Place(node.end_mark.line, node.end_mark.column)
    if isinstance(node, ScalarNode):
        return _end_of_block(node, lines) if node.style in ("|", ">") else end
    if getattr(node, "flow_style", False):
        return end
    last = node.value[-1]
    return end_of(last if isinstance(node, SequenceNode) else last[1], lines)


def _end_of_block(node: ScalarNode, lines: Sequence[str]) -> Place:
    line = node.end_mark.line - (node.end_mark.column == 0)
    while line > node.start_mark.line and not lines[line].strip():
        line -= 1
    return Place(line, len(LINE_END.sub("", lines[line])))


def read_value(sheet: Sheet, name: str, field: Field) -> Value | None:
    """What a form shows of a field; None when it has to be left to an editor."""
    assert sheet.pieces is not None
    piece = sheet.pieces.get(name)
    if piece is None:
        return yaml_values.nothing(field)
    value = yaml_values.read_node(piece.node, field)
    if field.record is None and (isinstance(piece.node, ScalarNode) or is_list(piece)):
        style = getattr(piece.node, "style", "")
        is_told = style in ("|", ">") and "#" in sheet.lines[piece.start.line]
        return None if is_told else value
    return None if _has_comment(sheet, piece, within=field.record is None) else value


def is_list(piece: Piece) -> bool:
    """Whether each word stands on a line of its own, so that lines can come and go."""
    if not is_block(piece.node, SequenceNode):
        return False
    items = [(item, item.start_mark.line) for item in piece.node.value]
    return (
        all(
            isinstance(item, ScalarNode)
            and item.style not in ("|", ">")
            and item.start_mark.line == item.end_mark.line
            and (index == 0 or items[index - 1][1] < line)
            for index, (item, line) in enumerate(items)
        )
        and items[0][1] > piece.lines[0]
    )


def _has_comment(sheet: Sheet, piece: Piece, *, within: bool) -> bool:
    """Whether anything but values stands in the lines of a field, or within its value alone: an
    edit would lose it."""
    lines = [LINE_END.sub("", sheet.lines[number]) for number in piece.lines]
    if within:
        lines[-1] = lines[-1][: piece.end.column]
        lines[: piece.start.line - piece.lines[0]] = [""] * (piece.start.line - piece.lines[0])
    for leaf in _leaves(piece.node):
        end = end_of(leaf, sheet.lines)
        for line in range(leaf.start_mark.line, end.line + 1):
            index = line - piece.lines[0]
            start = leaf.start_mark.column if line == leaf.start_mark.line else 0
            stop = end.column if line == end.line else len(lines[index])
            is_header = leaf.style in ("|", ">") and line == leaf.start_mark.line
            if not is_header:
                lines[index] = lines[index][:start] + "x" * (stop - start) + lines[index][stop:]
    return "#" in "".join(lines)


def _leaves(node: Node) -> Iterator[ScalarNode]:
    if isinstance(node, ScalarNode):
        yield node
    else:
        for part in node.value:
            for each in part if isinstance(part, tuple) else (part,):
                yield from _leaves(each)
