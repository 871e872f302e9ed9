"""Notes: each problem with the control it belongs to, or the line of the text beside.

It finds places and words nothing: what is wrong, the checks have said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import msgspec

from sitegen.core.problem import Problem
from sitegen.front_matter.declarations import Field
from sitegen.front_matter.yaml_nodes import MappingNode, Node, SequenceNode
from sitegen.preview.editor.source_map import Piece, Sheet

_MISSING = re.compile(r"Fältet (\w+) saknas")


class Note(msgspec.Struct, frozen=True):
    """What the page shows of a problem.

    `field` is the name of a control, `line` and `column` count from 1 in the text that is edited;
    a note with neither concerns the file, whose line is then `at`, if it has one.
    """

    field: str
    line: int
    column: int
    at: int
    severity: str
    code: str
    message: str
    hint: str


def make_notes(
    problems: Iterable[Problem], path: str, sheet: Sheet, fields: Mapping[str, Field]
) -> list[Note]:
    """A note for each problem of the file at `path`, and for those of files that it uses."""
    return [_note(problem, path, sheet, fields) for problem in problems]


def _note(problem: Problem, path: str, sheet: Sheet, fields: Mapping[str, Field]) -> Note:
    field, line = "", 0
    if problem.path == path and problem.line > sheet.above:
        line = problem.line - sheet.above
    elif problem.path == path:
        field = _find_field(problem, sheet, fields)
    return Note(
        field=field,
        line=line,
        column=problem.column if line else 0,
        at=0 if field or line else problem.line,
        severity=problem.severity,
        code=problem.code,
        message=problem.message if problem.path == path else f"{problem.path}: {problem.message}",
        hint=problem.hint,
    )


def _find_field(problem: Problem, sheet: Sheet, fields: Mapping[str, Field]) -> str:
    pieces = sheet.pieces or {}
    if problem.code in ("slug-invalid", "slug-twice", "path-twice") and problem.line == 0:
        return "slug"
    piece = next((each for each in pieces.values() if problem.line - 1 in each.lines), None)
    missing = _MISSING.match(problem.message) if problem.code == "field-missing" else None
    is_top = problem.line == 0 or problem.column <= sheet.indent + 1
    if missing and missing[1] in fields and (is_top or piece is None):
        return missing[1]
    if piece is None or piece.name not in fields:
        return ""
    return ".".join([piece.name, *_inner(piece, problem, missing[1] if missing else "")])


def _inner(piece: Piece, problem: Problem, missing: str) -> list[str]:
    """The number and name of the field of a record."""
    node: Node = piece.node
    found = []
    if isinstance(node, SequenceNode) and node.value and isinstance(node.value[0], MappingNode):
        begun = [each for each in node.value if each.start_mark.line <= problem.line - 1]
        found.append(str(max(len(begun) - 1, 0)))
        node = node.value[int(found[0])]
    if missing:
        return [*found, missing]
    if isinstance(node, MappingNode):
        names = [key.value for key, _ in node.value if key.start_mark.line <= problem.line - 1]
        return [*found, *names[-1:]]
    return []
