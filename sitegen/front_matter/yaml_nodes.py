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
from sitegen.core.source import COMMENTS_FOLDER, MAX_COMMENTS

MAX_YAML = 64_000  # characters: larger than any list of themes, small enough to be parsed quickly
MAX_DEPTH = 20  # levels of nesting: libyaml's composer recurses in C

Node = yaml.nodes.Node
ScalarNode = yaml.nodes.ScalarNode
SequenceNode = yaml.nodes.SequenceNode
MappingNode = yaml.nodes.MappingNode

# Both begin with what is rare, as Python searches for that fast: a sign where a value may begin,
# and several marks of lists on a line; many blanks are looked for apart.
_SUSPECT = re.compile(r"[&*!](?<![^\s\[{,:].)(?:(?<=!)|(?=\S))")
_QUOTE = "Sätt citattecken runt värdet; tecknet först i det har en egen betydelse här."
_DEEP = re.compile(r"[-?:] +(?:[-?:] +){3}")
_INDENTED = " " * MAX_DEPTH
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


class _Loader(getattr(yaml, "CBaseLoader", yaml.BaseLoader)):  # type: ignore[misc]
    """Resolves no tags, as nobody here asks for one: that takes as long as reading does."""

    def resolve(self, kind: type[Node], value: str, implicit: tuple[bool, bool]) -> str:
        return ""

    def descend_resolver(self, current_node: Node, current_index: object) -> None:
        pass

    def ascend_resolver(self) -> None:
        pass


class FrontMatterError(Exception):
    """The front matter is missing or not closed; `problem` says which."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def empty_mapping() -> MappingNode:
    """A mapping without entries, for an empty text where fields are expected."""
    mark = yaml.Mark("", 0, 0, 0, None, 0)
    return MappingNode("tag:yaml.org,2002:map", [], mark, mark)


def is_as_written(node: ScalarNode) -> bool:
    """True if the text of `node` stands in the file as it is read, apart from its quotes."""
    start, end = node.start_mark, node.end_mark
    length = len(node.value) + 2 * len(node.style or "")
    return bool(start.line == end.line and end.index - start.index == length)


def parts_of(node: ScalarNode) -> Iterator[ScalarNode]:
    """The parts of a scalar between its commas, each as a node of its own at its own place; at the
    place of `node` if that is not written as it is read, as on several lines."""
    start, end = node.start_mark, node.end_mark
    is_exact = is_as_written(node)
    offset = len(node.style or "")
    for piece in node.value.split(","):
        part = piece.strip()
        if part:
            first = _mark(start, offset + len(piece) - len(piece.lstrip())) if is_exact else start
            last = _mark(first, len(part)) if is_exact else end
            yield ScalarNode(node.tag, part, first, last, node.style)
        offset += len(piece) + 1


def _mark(mark: yaml.Mark, more: int) -> yaml.Mark:
    """A place some characters further on the same line."""
    column = mark.column + more
    return yaml.Mark(mark.name, mark.index + more, mark.line, column, None, 0)


def as_mapping(key: str, node: Node) -> MappingNode:
    """A new mapping of `key` to `node`, at its place."""
    tag = "tag:yaml.org,2002:str"
    name = ScalarNode(tag, key, node.start_mark, node.start_mark)
    return MappingNode("tag:yaml.org,2002:map", [(name, node)], node.start_mark, node.end_mark)


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
                _explain_start(text),
            )
        )
    try:
        front, body = _BLOCK.split(text)
    except ValueError:
        odd = _ODD_FENCE.search(text, text.find("\n"))
        line = text.count("\n", 0, odd.start("fence")) + 1 if odd else 1
        raise FrontMatterError(
            Problem(
                path,
                line,
                1,
                "front-matter-unclosed",
                "Faktablocket överst i filen tar aldrig slut.",
                f"Skriv tre bindestreck på raden i stället för {odd['fence'].strip()}: ---"
                if odd
                else "Lägg till en rad med bara --- mellan fakta och brödtext.",
            )
        ) from None
    return front, body, text.count("\n", 0, len(text) - len(body))


# What programs make of three hyphens, or writers take for them; indented, they are no fence either.
_ODD_FENCE = re.compile(
    r"\n(?P<fence>[ \t]*(?:[–—−]{1,3}-?|--|\.{3}|…|\*{3,}|_{3,}|={3,}))[ \t]*(?=\n)"
)
_LATE_FENCE = re.compile(r"[\s\u200b\ufeff]*---[ \t]*\n")


def _explain_start(text: str) -> str:
    """What to do about a file that does not begin with three hyphens."""
    odd = _ODD_FENCE.match(f"\n{text[:40]}")
    if odd:
        return f"Skriv tre bindestreck på första raden i stället för {odd['fence'].strip()}: ---"
    if _LATE_FENCE.match(text):
        return "Ta bort det som står före --- (tomma rader eller osynliga tecken)."
    above = text[:500].partition("\n---\n")[0]
    if above.count("\n") < 4 and re.search(r"\n---\n\s*\w+:", text[:1000]):
        return "Flytta det som står på rad 1 till under faktablocket. Det ska börja med raden ---."
    return (
        "Börja filen med en rad ---, sedan title, date, kommun och theme, och avsluta "
        "blocket med en ny rad ---."
    )


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
        yield from yaml.scan(text, Loader=_Loader)
