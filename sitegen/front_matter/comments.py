"""Comments in YAML: finds the ends of values that YAML takes for comments, and nobody reads.

It reports only what an author hardly meant as a comment; it may not change how YAML is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.core.problem import Problem
from sitegen.front_matter.yaml_nodes import MappingNode, Node, ScalarNode, SequenceNode

_CUT = re.compile(r"(?P<gap>[ ]+)(?P<cut>#.*)")
_SENTENCES = frozenset(("title", "summary", "description", "tagline", "alt", "caption"))


def find_comments(path: str, text: str, node: Node, first_line: int) -> Iterator[Problem]:
    """Yield each comment without a space after its number sign, and in a field with a sentence each
    that has only one space before it."""
    if " #" not in text:
        return
    lines = text.split("\n")
    for name, value in _values_of(node):
        line, column = value.end_mark.line, value.end_mark.column
        found = _CUT.fullmatch(lines[line], column) if line < len(lines) else None
        if value.style or found is None:
            continue  # within quotes, or nothing follows
        is_apart = len(found["gap"]) > 1 or name not in _SENTENCES
        if found["cut"][1:2] in ("", " ") and is_apart:
            continue  # as one writes a comment
        whole = f"{value.value} {found['cut']}".replace('"', "”")
        yield Problem(
            path,
            first_line + line,
            found.start("cut") + 1,
            "yaml-comment",
            f"”{found['cut']}” kommer inte med, för det som står efter # tas för en anmärkning.",
            f'Sätt citattecken runt värdet: {f"{name}: " if name else ""}"{whole}". '
            "Är det en anmärkning, skriv den på en egen rad.",
            "warning",
            field=name,
        )


def _values_of(node: Node) -> Iterator[tuple[str, ScalarNode]]:
    """Each word below a node, with the name of its field."""
    waiting = [("", node)]
    while waiting:
        field, each = waiting.pop()
        if isinstance(each, ScalarNode):
            yield field, each
        elif isinstance(each, SequenceNode):
            waiting += ((field, item) for item in reversed(each.value))
        elif isinstance(each, MappingNode):
            waiting += ((str(key.value), value) for key, value in reversed(each.value))
