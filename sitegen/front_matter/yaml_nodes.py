"""Parses YAML into nodes with positions, whose scalars are still the text that the author wrote.

It knows YAML and front matter fences but no fields; it may not read files or convert values.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator

import yaml
from frontmatter.default_handlers import YAMLHandler

from sitegen.core.problem import Problem

MAX_YAML = 64_000  # characters: larger than any list of themes, small enough to be parsed quickly
MAX_DEPTH = 20  # levels of nesting: libyaml's composer recurses in C

Node = yaml.nodes.Node
ScalarNode = yaml.nodes.ScalarNode
SequenceNode = yaml.nodes.SequenceNode
MappingNode = yaml.nodes.MappingNode

_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_SUSPECT = re.compile(r"[&*!]")
_QUOTE = "Sätt citattecken runt värdet; tecknet först i det har en egen betydelse här."
_DEEP = re.compile(r"(?:[-?:] +){4}|^ {20}", re.MULTILINE)
_TAB = "Byt tabbtecknet mot mellanslag."
_LINE_ABOVE = "Kontrollera raden ovanför: saknar den kolon, eller är den här indragen för långt?"
_HINTS = (
    (
        "mapping values are not allowed",
        "Ett kolon följt av mellanslag inne i ett värde stör. Sätt citattecken runt värdet, "
        'till exempel title: "Återbesök: Hedemora".',
    ),
    ("cannot start any token", _QUOTE),
    ("did not find expected node content", _QUOTE),
    ("expected the node content", _QUOTE),
    ("while scanning a quoted scalar", "Ett citattecken öppnas men stängs aldrig. Lägg till det."),
    ("expected ',' or ']'", "En hakparentes öppnas men stängs aldrig, eller ett komma saknas."),
    ("expected ',' or '}'", "En klammer öppnas men stängs aldrig, eller ett komma saknas."),
    ("could not find expected ':'", "Skriv raden som fält, kolon, mellanslag, värde."),
    ("did not find expected key", "Kontrollera indrag och citattecken på raden och raden ovanför."),
    (
        "did not find expected <document start>",
        "Skriv varje rad som fält, kolon, mellanslag, värde.",
    ),
    (
        "expected a single document",
        "Ta bort raden med ---: hela filen är fält, och ingen brödtext kommer efter dem.",
    ),
    ("unacceptable character", "Ta bort det osynliga styrtecknet."),
    ("control characters are not allowed", "Ta bort det osynliga styrtecknet."),
)


class Block(YAMLHandler):
    """python-frontmatter's handler for `---` fences; `compose` parses the text between them.

    Here a fence ends at the end of its line: the library's own pattern also matches the empty lines
    below, so that line numbers would be lost.
    """

    FM_BOUNDARY = re.compile(r"^-{3,}[^\S\n]*$", re.MULTILINE)


_BLOCK = Block()


class FrontMatterError(Exception):
    """The front matter is missing or not closed; `problem` says which."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def empty_mapping() -> MappingNode:
    """A mapping without entries, for an empty text where fields are expected."""
    mark = yaml.Mark("", 0, 0, 0, None, 0)
    return MappingNode("tag:yaml.org,2002:map", [], mark, mark)


def part_of(node: ScalarNode, text: str) -> ScalarNode:
    """A new scalar with a part of the text of `node`, at the place of `node`."""
    return ScalarNode(node.tag, text, node.start_mark, node.end_mark, node.style)


def split_front_matter(path: str, text: str) -> tuple[str, str, int]:
    """Split `text` into front matter, body and the number of lines above the body.

    The front matter begins with the file's first line, so that positions in it hold for the file.
    Raises FrontMatterError if there is no front matter or it is not closed.
    """
    if not _BLOCK.detect(text):
        raise FrontMatterError(
            Problem(
                path,
                1,
                1,
                "front-matter-missing",
                "Filen börjar inte med ett faktablock.",
                "Börja filen med en rad ---, sedan title, date, kommun och theme, och avsluta "
                "blocket med en ny rad ---.",
            )
        )
    try:
        front, body = _BLOCK.split(text)
    except ValueError:
        raise FrontMatterError(
            Problem(
                path,
                1,
                1,
                "front-matter-unclosed",
                "Faktablocket överst i filen tar aldrig slut.",
                "Lägg till en rad med bara --- mellan fakta och brödtext.",
            )
        ) from None
    return front, body, text.count("\n", 0, len(text) - len(body))


def is_empty(node: Node) -> bool:
    """Whether nothing is written, or a word for nothing."""
    if not isinstance(node, ScalarNode):
        return not node.value
    return not node.value.strip() or (not node.style and node.value in ("~", "null"))


def compose(path: str, text: str, first_line: int = 1) -> tuple[Node | None, list[Problem]]:
    """Parse one YAML document into nodes; None if it is empty or has a problem.

    Anchors, aliases and tags are rejected: no file here needs them, and they allow YAML bombs.
    """
    refusal = _refuse(path, text, first_line)
    if refusal:
        return None, [refusal]
    try:
        return yaml.compose(text, Loader=_Loader), []
    except (yaml.YAMLError, ValueError) as error:
        line, column = _place(error, text.split("\n"))
        hint = _find_hint(str(error), "".join(text.split("\n")[line : line + 1]), column)
        column += isinstance(error, yaml.MarkedYAMLError)
        message = "Raden går inte att tolka."
        return None, [Problem(path, first_line + line, column, "yaml-syntax", message, hint)]


def _place(error: Exception, lines: list[str]) -> tuple[int, int]:
    """Line and column, from 0, of an error: for something unclosed, where it was opened."""
    if not isinstance(error, yaml.MarkedYAMLError):
        return 0, 0
    at_start = any(words in str(error) for words in ("quoted scalar", "flow", "expected ':'"))
    mark = (error.context_mark if at_start else None) or error.problem_mark
    if mark and mark.line == len(lines):  # libyaml points at the line after the last
        return len(lines) - 1, len(lines[-1])
    return (mark.line, mark.column) if mark else (0, 0)


def _find_hint(error: str, line: str, column: int) -> str:
    if line[column : column + 1] == "\t":
        return _TAB
    if "mapping values are not allowed" in error and ":" not in line[:column]:
        return _LINE_ABOVE
    return next(
        (hint for needle, hint in _HINTS if needle in error),
        "Kontrollera kolon, indrag och citattecken på raden och raden ovanför.",
    )


def _refuse(path: str, text: str, first_line: int) -> Problem | None:
    if len(text) > MAX_YAML:
        return Problem(
            path,
            first_line,
            0,
            "yaml-too-large",
            f"Blocket är {len(text)} tecken långt; gränsen är {MAX_YAML}.",
            "Flytta lång text till brödtexten.",
        )
    if text.count("[") + text.count("{") > MAX_DEPTH or _DEEP.search(text):
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
        yield from yaml.scan(text, Loader=yaml.BaseLoader)
