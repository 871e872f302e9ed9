"""Values of the front matter as a form shows them, and as YAML that reads as just those values.

Texts and values only: where they stand in a file is for front.py to know.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from typing import TypeAlias, TypeGuard

import yaml

from sitegen.front_matter.declarations import Field, declared_fields
from sitegen.front_matter.yaml_nodes import (
    MappingNode,
    Node,
    ScalarNode,
    SequenceNode,
    compose,
    is_empty,
)

Words: TypeAlias = tuple[str, ...]
Group: TypeAlias = Mapping[str, str]
Many: TypeAlias = tuple[Group, ...]
Value: TypeAlias = str | Words | Group | Many
"""One word or text, several, the fields of a record by name, or several records; empty: nothing."""

ROWS = "@rader"
"""The one field of a file that is a list of records; no field that is declared has such a name."""

WIDTH = 98
"""Columns to fill in a text that is folded."""


def nothing(field: Field) -> Value:
    """What a field that is not there has."""
    if field.record is not None:
        return () if field.many else {}
    return () if field.many else ""


def tidy(text: str) -> str:
    """A text on one line, as fields read it."""
    return " ".join(text.split())


def is_words(value: Value) -> TypeGuard[Words]:
    """Whether a value is one or more words, rather than records."""
    return isinstance(value, tuple) and bool(value) and isinstance(value[0], str)


def read_node(node: Node, field: Field) -> Value | None:
    """What a form shows of a node; None when it is not made as the field should be."""
    if is_empty(node):
        return nothing(field)
    if field.record is not None:
        return _read_records(node, field)
    if field.many:
        return read_words(node) if _has_words(node) else None
    return tidy(node.value) if isinstance(node, ScalarNode) else None


def _has_words(node: Node) -> bool:
    if isinstance(node, SequenceNode):
        return all(isinstance(item, ScalarNode) and not is_empty(item) for item in node.value)
    return isinstance(node, ScalarNode)


def read_words(node: Node) -> Words:
    """The words of a list, or of one text divided by commas."""
    if isinstance(node, ScalarNode):
        return tuple(filter(None, map(tidy, node.value.split(","))))
    return tuple(tidy(item.value) for item in node.value)


def _read_records(node: Node, field: Field) -> Value | None:
    nodes = node.value if isinstance(node, SequenceNode) and field.many else [node]
    groups = [_read_group(each, field) for each in nodes]
    found = tuple(group for group in groups if group is not None)
    if len(found) < len(groups):
        return None
    return found if field.many else found[0]


def _read_group(node: Node, field: Field) -> Group | None:
    assert field.record is not None
    declared = declared_fields(field.record)
    if not isinstance(node, MappingNode) or not node.value:
        return None
    group: dict[str, str] = {}
    for key, value in node.value:
        if not isinstance(key, ScalarNode) or key.value not in declared or key.value in group:
            return None
        text = leaf_text(value, declared[key.value].field)
        if text is None:
            return None
        group[key.value] = text
    return group


def leaf_text(node: Node, field: Field) -> str | None:
    """What a form shows of one value of a record: several words with commas between them."""
    if is_empty(node):
        return None
    if isinstance(node, ScalarNode):
        return tidy(node.value)
    if field.many and field.record is None and _has_words(node):
        words = read_words(node)
        return None if any("," in word for word in words) else ", ".join(words)
    return None


def field(name: str, value: Value, declared: Field, indent: int) -> str:
    """A whole field as lines."""
    margin = " " * indent
    if isinstance(value, Mapping):
        return f"{margin}{name}:\n{margin}  {_record(value, declared, indent + 2)}"
    if isinstance(value, str) or (is_words(value) and len(value) == 1 and "," not in value[0]):
        return f"{margin}{name}: {inline(value, indent=indent + 2)}\n"
    if name == ROWS:
        return "".join(item(each, declared, indent) for each in value)
    return f"{margin}{name}:\n{''.join(item(each, declared, indent + 2) for each in value)}"


def item(value: str | Group, declared: Field, indent: int) -> str:
    """One item of a list as lines; `declared` is the field that the list is the value of."""
    if isinstance(value, str):
        return f"{' ' * indent}- {scalar(value)}\n"
    return f"{' ' * indent}- {_record(value, declared, indent + 2)}"


def _record(group: Group, declared: Field, indent: int) -> str:
    """A record as lines, the first without its margin."""
    assert declared.record is not None
    fields = declared_fields(declared.record)
    lines = []
    for name, text in group.items():
        is_list = fields[name].field.many and "," in text
        value = flow(text.split(", ")) if is_list else scalar(text, indent=indent + 2)
        lines.append(f"{name}: {value}\n")
    return (" " * indent).join(lines)


def inline(value: str | Words, *, is_list: bool = False, indent: int = 0) -> str:
    """A value on the line of its key; with an `indent`, a long text is folded on lines below it.

    One word is written as a list only if `is_list`, or if it would be read as several.
    """
    if isinstance(value, str):
        return scalar(value, indent=indent)
    is_one = len(value) == 1 and "," not in value[0] and not is_list
    return scalar(value[0]) if is_one else flow(value)


def flow(words: Sequence[str]) -> str:
    """Several words on one line."""
    made: str = yaml.safe_dump(
        [*words], default_flow_style=True, allow_unicode=True, width=1_000_000
    )
    return made.rstrip("\n")


def scalar(text: str, *, indent: int = 0) -> str:
    """One value: as it is, in quotes if it needs them, or folded when it is long.

    Without an `indent` it stays on its line.
    """
    if indent and len(text) > WIDTH - indent and text.isprintable():
        lines = textwrap.wrap(text, WIDTH - indent, break_long_words=False, break_on_hyphens=False)
        return "\n".join([">-", *(f"{' ' * indent}{line}" for line in lines)])
    return text if _is_plain(text) else _quoted(text)


def _quoted(text: str) -> str:
    made: str = yaml.safe_dump(text, default_style='"', allow_unicode=True, width=1_000_000)
    return made.rstrip("\n")


def _is_plain(text: str) -> bool:
    """Whether `text` needs no quotes: whoever reads it as YAML gets the same."""
    if not text.isprintable():
        return False
    node, _ = compose("", f"x: {text}\n")
    found = node.value[0][1] if isinstance(node, MappingNode) else None
    is_plain = isinstance(found, ScalarNode) and not found.style and not is_empty(found)
    return is_plain and bool(getattr(found, "value", None) == text)
