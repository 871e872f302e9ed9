"""Notes: each problem with the control it belongs to, or the line of the text beside.

What is wrong, and with which field, the problem itself says; nothing is read out of its words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from sitegen.core.problem import Problem
from sitegen.front_matter.declarations import Field
from sitegen.preview.editor.source_map import SourceMap
from sitegen.preview.editor.yaml_values import ROWS


class FieldProblem(msgspec.Struct, frozen=True):
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
    problems: Iterable[Problem], path: str, source: SourceMap, fields: Mapping[str, Field]
) -> list[FieldProblem]:
    """A note for each problem of the file at `path`, and for those of files that it uses."""
    return [_note(problem, path, source, fields) for problem in problems]


def _note(
    problem: Problem, path: str, source: SourceMap, fields: Mapping[str, Field]
) -> FieldProblem:
    field, line = "", 0
    is_own = problem.root == "content" and problem.path == path
    if is_own and problem.line > source.above:
        line = problem.line - source.above
    elif is_own:
        field = _find_control(problem.field, fields)
    return FieldProblem(
        field=field,
        line=line,
        column=problem.column if line else 0,
        at=0 if field or line else problem.line,
        severity=problem.severity,
        code=problem.code,
        message=problem.message if is_own else f"{problem.path}: {problem.message}",
        hint=problem.hint,
    )


def _find_control(field: str, fields: Mapping[str, Field]) -> str:
    """The control of a field; in a list of records, a field begins with the record's number."""
    if field and ROWS in fields:
        return f"{ROWS}.{field}"
    return field if field.partition(".")[0] in fields else ""
