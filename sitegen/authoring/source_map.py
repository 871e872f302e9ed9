"""A file as its author wrote it, and on which lines each field of its front matter stands.

It knows no field by name, changes nothing, and reads no files.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from sitegen.authoring import yaml_values
from sitegen.authoring.yaml_values import ROWS, Value
from sitegen.documents.collection import Form
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

LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
LINE_END = re.compile(r"\r\n|\r|\n")
_ODD = re.compile("[\x85\u2028\u2029]")  # line ends to YAML and to nobody else


class Part(NamedTuple):
    """A field, or an item of a list: its value, and its lines from the key or dash to the end of
    the value; the empty lines and comments below are no part of it."""

    node: Node
    lines: range


class SourceMap(NamedTuple):
    """One file: its `lines` with their ends, of which `above` stand above the body, with the empty
    ones that divide the two.

    `parts` are its fields by name. They are None when the front matter cannot be read as fields,
    and all of it has to be edited as text; then nothing is above the body. `indent` is that of the
    fields, and a first field is put on line `first`, from 0.
    """

    mark: str
    lines: tuple[str, ...]
    above: int
    parts: Mapping[str, Part] | None
    indent: int = 0
    first: int = 1

    @property
    def body(self) -> str:
        """What a form shows as text, with plain line ends."""
        return LINE_END.sub("\n", "".join(self.lines[self.above :]))

    def text_of(self, part: Part) -> str:
        """The lines of a part, with plain line ends."""
        return LINE_END.sub("\n", "".join(self.lines[part.lines.start : part.lines.stop]))


def read_source_map(data: bytes, form: Form = "text") -> SourceMap:
    """The file of that form that holds `data`. Raises UnicodeDecodeError when it is not UTF-8."""
    written = data.decode()
    mark = "\ufeff" if written.startswith("\ufeff") else ""
    lines = tuple(LINE.findall(written.removeprefix(mark)))
    whole = SourceMap(mark, lines, 0, None)
    text = LINE_END.sub("\n", "".join(lines))
    if form != "text":
        return _read_yaml(whole, text, form)
    try:
        front, body, _ = split_front_matter("", text)
    except FrontMatterError:
        return whole
    node, problems = compose("", front)
    if _ODD.search(front) or problems or (node and not _has_fields(node)):
        return whole
    above = text.count("\n", 0, len(text) - len(body) + body.startswith("\n"))
    while above < len(lines) and not lines[above].strip():
        above += 1
    return _with_fields(whole._replace(above=above if body else len(lines)), node)


def _read_yaml(whole: SourceMap, text: str, form: Form) -> SourceMap:
    """A file that is all YAML: one record, or a list of them, which counts as one field."""
    node, problems = compose("", text)
    if _ODD.search(text) or problems:
        return whole
    whole_yaml = whole._replace(above=len(whole.lines), first=0)
    if node is None or (form == "record" and _has_fields(node)):
        return _with_fields(whole_yaml, node)
    is_list = is_block(node, SequenceNode) and node.value and not node.start_mark.column
    if form == "record" or not is_list:
        return whole
    return whole_yaml._replace(parts={ROWS: _part(node.start_mark.line, node, whole.lines)})


def _with_fields(found: SourceMap, node: Node | None) -> SourceMap:
    if node is None:
        return found._replace(parts={})
    parts = {key.value: _part(key.start_mark.line, value, found.lines) for key, value in node.value}
    return found._replace(parts=parts, indent=node.start_mark.column)


def _has_fields(node: Node) -> bool:
    """Whether a node is a mapping on lines of its own, with each name once."""
    if not is_block(node, MappingNode):
        return False
    names = [key.value for key, _ in node.value if isinstance(key, ScalarNode)]
    return len(set(names)) == len(node.value)


def is_block(node: Node, kind: type[Node]) -> bool:
    """Whether a node is of that kind, on lines of its own."""
    return isinstance(node, kind) and not getattr(node, "flow_style", False)


def items_in(node: Node, lines: Sequence[str]) -> list[Part] | None:
    """The items of a list, if each has lines of its own that begin with a dash."""
    if not is_block(node, SequenceNode):
        return None
    items = [_part(item.start_mark.line, item, lines) for item in node.value]
    dash = node.start_mark.column
    is_plain = all(lines[item.lines.start][dash : dash + 1] == "-" for item in items)
    return items if is_plain else None


def _part(first: int, node: Node, lines: Sequence[str]) -> Part:
    return Part(node, range(first, _last_line(node, lines) + 1))


def _last_line(node: Node, lines: Sequence[str]) -> int:
    if is_block(node, MappingNode) or is_block(node, SequenceNode):
        last = node.value[-1]
        return _last_line(last[1] if isinstance(last, tuple) else last, lines)
    line: int = node.end_mark.line
    if _is_text_block(node):
        line -= node.end_mark.column == 0
        while line > node.start_mark.line and not lines[line].strip():
            line -= 1
    return line


def _is_text_block(node: Node) -> bool:
    """Whether a node is a text on the lines below `|` or `>`."""
    return isinstance(node, ScalarNode) and node.style in ("|", ">")


def comment_after(found: SourceMap, part: Part) -> str:
    """What follows after a value on its last line, where that can be another value's as well."""
    node = part.node
    if _is_text_block(node) or is_block(node, MappingNode) or is_block(node, SequenceNode):
        return ""
    return found.lines[node.end_mark.line][node.end_mark.column :].rstrip()


def read_value(found: SourceMap, name: str, field: Field) -> Value | None:
    """What a form shows of a field; None when it has to be left to a text editor: it is not made as
    declared, or has a comment inside that an edit would lose."""
    assert found.parts is not None
    part = found.parts.get(name)
    if part is None:
        return yaml_values.nothing(field)
    items = items_in(part.node, found.lines)
    if items is not None:  # each keeps its lines, and so do the comments between
        inside = items if field.record is not None else []
        has_comment = any(_has_comment(found.text_of(item), item.node) for item in inside)
    else:
        after = comment_after(found, part) if field.record is None else ""
        text = found.text_of(part).rstrip()
        has_comment = _has_comment(text[: len(text) - len(after)], part.node)
    return None if has_comment else yaml_values.read_node(part.node, field)


def _has_comment(text: str, node: Node) -> bool:
    """Whether there are more `#` in the lines of a value than there are in the value."""
    return text.count("#") > _count_hashes(node)


def _count_hashes(node: Node) -> int:
    if isinstance(node, ScalarNode):
        return int(node.value.count("#"))
    is_mapping = isinstance(node, MappingNode)
    return sum(map(_count_hashes, chain.from_iterable(node.value) if is_mapping else node.value))
