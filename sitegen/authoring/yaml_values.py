"""Values of the front matter as a form shows them, and as YAML that reads as just those values.

Texts and values only: where they stand in a file is for source_map.py to know.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias, TypeGuard

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
Value: TypeAlias = "str | Words | Group | Many"
Group: TypeAlias = "Mapping[str, Value]"
Many: TypeAlias = "tuple[Group, ...]"
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
    if field.record is None:
        return _read_words(node) if field.many else _read_text(node)
    if field.many and field.short and isinstance(node, ScalarNode):
        return tuple({field.short: word} for word in _read_words(node) or ())
    nodes = node.value if isinstance(node, SequenceNode) and field.many else [node]
    groups = [group for each in nodes if (group := _read_group(each, field)) is not None]
    if len(groups) < len(nodes):
        return None
    return tuple(groups) if field.many else groups[0]


def _read_text(node: Node) -> str | None:
    return tidy(node.value) if isinstance(node, ScalarNode) else None


def _read_words(node: Node) -> Words | None:
    """The words of a list, or of one text divided by commas."""
    if isinstance(node, ScalarNode):
        return tuple(filter(None, map(tidy, node.value.split(","))))
    if any(not isinstance(item, ScalarNode) or is_empty(item) for item in node.value):
        return None
    return tuple(tidy(item.value) for item in node.value)


def _read_group(node: Node, field: Field) -> Group | None:
    if isinstance(node, ScalarNode) and field.short and not is_empty(node):
        return {field.short: tidy(node.value)}
    if not isinstance(node, MappingNode) or not field.record:
        return None
    declared = declared_fields(field.record)
    group: dict[str, Value] = {}
    for key, value in node.value:
        name = key.value if isinstance(key, ScalarNode) else ""
        part = read_node(value, declared[name].field) if name in declared else None
        if part is None or name in group:
            return None
        group[name] = part
    return {name: part for name, part in group.items() if part} or None


def field(name: str, value: Value, declared: Field, indent: int) -> str:
    """A whole field as lines."""
    margin = " " * indent
    word = _only_word(value, declared)
    if word is not None:
        return f"{margin}{name}: {inline(word, indent=indent + 2)}\n"
    if isinstance(value, Mapping):
        return f"{margin}{name}:\n{margin}  {_record(value, declared, indent + 2)}"
    if name == ROWS:
        return "".join(item(each, declared, indent) for each in value)
    return f"{margin}{name}:\n{''.join(item(each, declared, indent + 2) for each in value)}"


def _only_word(value: Value, declared: Field) -> str | Words | None:
    """What is written behind the name of a field, if that is enough."""
    only = value[0] if isinstance(value, tuple) and len(value) == 1 else value
    if isinstance(only, Mapping):
        word = _short_for(only, declared)
        return None if declared.many and word and "," in word else word
    if isinstance(value, str):
        return value
    return value if is_words(value) and len(value) == 1 and "," not in value[0] else None


def _short_for(group: Group, declared: Field) -> str | None:
    """The word that may stand for a whole record."""
    word = group[declared.short] if [*group] == [declared.short] else None
    return word if isinstance(word, str) else None


def item(value: str | Group, declared: Field, indent: int) -> str:
    """One item of a list as lines; `declared` is the field that the list is the value of."""
    word = value if isinstance(value, str) else _short_for(value, declared)
    if word is not None:
        return f"{' ' * indent}- {scalar(word)}\n"
    assert isinstance(value, Mapping)
    return f"{' ' * indent}- {_record(value, declared, indent + 2)}"


def _record(group: Group, declared: Field, indent: int) -> str:
    """A record as lines, the first without its margin."""
    assert declared.record is not None
    fields = declared_fields(declared.record)
    return "".join(
        f"{' ' * indent}{name}: {inline(part)}\n"
        if is_words(part)
        else field(name, part, fields[name].field, indent)
        for name, part in group.items()
    )[indent:]


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
    return _dump([*words], default_flow_style=True)


def _dump(value: object, **style: Any) -> str:
    made: str = yaml.safe_dump(value, allow_unicode=True, width=1_000_000, **style)
    return made.rstrip("\n")


def scalar(text: str, *, indent: int = 0) -> str:
    """One value: as it is, in quotes if it needs them, or folded when it is long.

    Without an `indent` it stays on its line.
    """
    if indent and len(text) > WIDTH - indent and text.isprintable():
        lines = textwrap.wrap(text, WIDTH - indent, break_long_words=False, break_on_hyphens=False)
        return "\n".join([">-", *(f"{' ' * indent}{line}" for line in lines)])
    return text if _is_plain(text) else _dump(text, default_style='"')


def _is_plain(text: str) -> bool:
    """Whether `text` needs no quotes: whoever reads it as YAML gets the same."""
    if not text.isprintable():
        return False
    node, _ = compose("", f"x: {text}\n")
    found = node.value[0][1] if isinstance(node, MappingNode) else None
    is_plain = isinstance(found, ScalarNode) and not found.style and not is_empty(found)
    return is_plain and bool(getattr(found, "value", None) == text)
