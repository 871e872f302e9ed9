"""Notes: each problem with the control it belongs to, or the line of the text beside.

What is wrong, and with which field, the problem itself says; nothing is read out of its words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from sitegen.authoring.field_set import Fields
from sitegen.authoring.fixes import Replacement
from sitegen.authoring.source_map import SourceMap
from sitegen.authoring.yaml_values import ROWS
from sitegen.core.problem import FIXABLE, Problem
from sitegen.front_matter.declarations import Field


class FieldProblem(msgspec.Struct, frozen=True):
    """What the page shows of a problem.

    `field` is the name of a control, `line` and `column` count from 1 in the text that is edited;
    a note with neither concerns the file, whose line is then `at`, if it has one. `meant` are the
    values that may be put in the place of what is `written` in the control.
    """

    field: str
    line: int
    column: int
    at: int
    severity: str
    code: str
    message: str
    hint: str
    fix: OfferedFix | None = None
    written: str = ""
    meant: tuple[str, ...] = ()


class OfferedFix(msgspec.Struct, frozen=True):
    """A fix that is made by a press: the characters to replace at the place of the note, and by
    what; `shown` has the words before and after."""

    old: str
    new: str
    shown: str


def make_note(
    problem: Problem,
    path: str,
    source: SourceMap,
    fields: Mapping[str, Field],
    replacements: Mapping[tuple[int, int, str], Replacement] = {},
) -> FieldProblem:
    """The note for a problem of the file at `path`, or of one that it uses. `replacements` are the
    fixes that its text offers, by line, column and code."""
    is_own = problem.root == "content" and problem.path == path
    line = problem.line - source.above if is_own and problem.line > source.above else 0
    field = _find_control(problem.field, fields) if is_own and not line else ""
    place = (problem.line, problem.column, problem.code)
    return FieldProblem(
        field=field,
        line=line,
        column=problem.column if line else 0,
        at=0 if field or line else problem.line,
        severity=problem.severity,
        code=problem.code,
        message=problem.message if is_own else f"{problem.path}: {problem.message}",
        hint=problem.hint.removesuffix(FIXABLE).rstrip(),
        fix=_offer(replacements.get(place)) if line else None,
        written=problem.written if field else "",
        meant=problem.meant if field else (),
    )


def _offer(found: Replacement | None) -> OfferedFix | None:
    if found is None:
        return None
    after = f"”{found.fix.new}”" if found.fix.new else "ingenting"
    return OfferedFix(found.old, found.new, f"”{found.fix.old}” blir {after}.")


def adapt_to_form(notes: Sequence[FieldProblem], fields: Fields) -> tuple[FieldProblem, ...]:
    """The notes as they concern a form: what is missing is a control to fill in, and no line.

    Left out are those of words that are missing since what they are made of is.
    """
    named = {note.field for note in notes}
    adapted = []
    for note in notes:
        declared = fields.find(note.field) if note.code == "field-missing" else None
        if declared is None:
            adapted.append(note)
            continue
        field, label = declared.field, declared.label
        if label.made_of and f"{note.field.rpartition('.')[0]}.{label.made_of}" in named:
            continue
        hint = label.help or field.help
        adapted.append(msgspec.structs.replace(note, message=f"{label.name} saknas.", hint=hint))
    return tuple(adapted)


def _find_control(field: str, fields: Mapping[str, Field]) -> str:
    """The control of a field; in a list of records, a field begins with the record's number."""
    if field and ROWS in fields:
        return f"{ROWS}.{field}"
    return field if field.partition(".")[0] in fields else ""
