"""What YAML of authors may hold: how much, how deep, and none of what allows YAML bombs.

It looks at texts before they are composed; it knows no fields and may not read files.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator

import yaml

from sitegen.core.problem import Problem
from sitegen.core.source import COMMENTS_FOLDER, MAX_COMMENTS

MAX_YAML = 64_000  # characters: larger than any list of themes, small enough to be parsed quickly
MAX_DEPTH = 20  # levels of nesting: libyaml's composer recurses in C

# Both begin with what is rare, as Python searches for that fast: a sign where a value may begin,
# and several marks of lists on a line; many blanks are looked for apart.
_SUSPECT = re.compile(r"[&*!](?<![^\s\[{,:].)(?:(?<=!)|(?=\S))")
_DEEP = re.compile(r"[-?:] +(?:[-?:] +){3}")
_INDENTED = " " * MAX_DEPTH


class Loader(getattr(yaml, "CBaseLoader", yaml.BaseLoader)):  # type: ignore[misc]
    """Resolves no tags, as nobody here asks for one: that takes as long as reading does."""

    def resolve(self, kind: type[yaml.nodes.Node], value: str, implicit: tuple[bool, bool]) -> str:
        return ""

    def descend_resolver(self, current_node: yaml.nodes.Node, current_index: object) -> None:
        pass

    def ascend_resolver(self) -> None:
        pass


def find_excess(path: str, text: str, first_line: int) -> Problem | None:
    """The problem of a text that is too large or too deep, or has an anchor, alias or tag."""
    most = MAX_COMMENTS if path.startswith(COMMENTS_FOLDER) else MAX_YAML
    if len(text) > most:
        is_block = path.endswith(".md")  # else the whole file is YAML
        name, hint = (
            ("Blocket är {} tecken långt", "Flytta lång text till brödtexten.")
            if is_block
            else (
                "Filen är {} tecken lång",
                "Ta bort det som ingen text använder, och korta resten.",
            )
        )
        message = f"{name.format(len(text))}; gränsen är {most}."
        return Problem(path, first_line, 0, "yaml-too-large", message, hint)
    if text.count("[") + text.count("{") > MAX_DEPTH or _INDENTED in text or _DEEP.search(text):
        depth = _too_deep(path, text, first_line)
        if depth:
            return depth
    return _find_forbidden(path, text, first_line) if _SUSPECT.search(text) else None


def _too_deep(path: str, text: str, first_line: int) -> Problem | None:
    depth = 0
    for token in _tokens(text):
        if isinstance(token, _OPENING):
            depth += 1
        elif isinstance(token, _CLOSING):
            depth -= 1
        if depth > MAX_DEPTH:
            return Problem(
                path,
                first_line + token.start_mark.line,
                token.start_mark.column + 1,
                "yaml-too-deep",
                f"Listor i listor, mer än {MAX_DEPTH} nivåer.",
                "Skriv en enkel lista.",
            )
    return None


def _find_forbidden(path: str, text: str, first_line: int) -> Problem | None:
    for token in _tokens(text):
        if isinstance(token, yaml.AnchorToken | yaml.AliasToken | yaml.TagToken):
            return Problem(
                path,
                first_line + token.start_mark.line,
                token.start_mark.column + 1,
                "yaml-forbidden",
                "Ett värde får inte börja med &, * eller !.",
                "Sätt citattecken runt värdet.",
            )
    return None


_OPENING = (
    yaml.FlowSequenceStartToken,
    yaml.FlowMappingStartToken,
    yaml.BlockSequenceStartToken,
    yaml.BlockMappingStartToken,
)
_CLOSING = (yaml.FlowSequenceEndToken, yaml.FlowMappingEndToken, yaml.BlockEndToken)


def _tokens(text: str) -> Iterator[yaml.Token]:
    """The tokens up to the first syntax error, which is left for `compose` to report."""
    with contextlib.suppress(yaml.YAMLError, ValueError):
        yield from yaml.scan(text, Loader=Loader)
