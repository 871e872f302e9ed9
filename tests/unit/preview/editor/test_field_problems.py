"""Each problem comes to the control of its field, to its line of the text, or to the whole file."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from sitegen.authoring.field_set import fields_of
from sitegen.authoring.source_map import read_source_map
from sitegen.blog import BLOG
from sitegen.core.problem import Problem
from sitegen.front_matter.declarations import Field
from sitegen.preview.editor.field_problems import FieldProblem, make_note

PATH = "posts/a.md"
SHEET = read_source_map(b"---\ntitle: x\nimage:\n  src: a.jpg\nokant: y\n---\n\nText.\n")


def fields_at(path: str) -> Mapping[str, Field]:
    fields = fields_of(path, BLOG)
    assert fields is not None
    return fields.fields


def note_of(problem: Problem) -> FieldProblem:
    return make_note(problem, PATH, SHEET, fields_at(PATH))


@pytest.mark.parametrize("message", ["Fältet title saknas eller är tomt.", "Helt andra ord.", ""])
@pytest.mark.parametrize(
    ("line", "field", "shown"),
    [
        (2, "title", "title"),
        (3, "image.src", "image.src"),
        (1, "kommun", "kommun"),
        (0, "slug", "slug"),
        (4, "external.0.url", "external.0.url"),
        (5, "okant", ""),
        (2, "", ""),
    ],
)
def test_a_problem_comes_to_the_field_that_it_names_whatever_its_words(
    line: int, field: str, shown: str, message: str
) -> None:
    note = note_of(Problem(PATH, line, 3, "field-missing", message, field=field))
    assert (note.field, note.line, note.column) == (shown, 0, 0)
    assert note.at == (0 if shown else line)
    assert note.message == message


def test_a_problem_in_the_body_comes_to_its_line_there() -> None:
    note = note_of(Problem(PATH, 8, 3, "link-broken", "Fel."))
    assert (note.field, note.line, note.column, note.at) == ("", 1, 3, 0)


@pytest.mark.parametrize(
    "problem",
    [
        Problem("posts/b.md", 2, 1, "c", "Fel.", field="title"),
        Problem(PATH, 2, 1, "c", "Fel.", root="templates", field="title"),
    ],
    ids=["another text", "another folder"],
)
def test_a_problem_with_another_file_comes_to_no_control_and_names_the_file(
    problem: Problem,
) -> None:
    note = note_of(problem)
    assert (note.field, note.line, note.at) == ("", 0, 2)
    assert note.message == f"{problem.path}: Fel."


def test_a_problem_in_a_list_of_records_comes_to_its_record() -> None:
    sheet = read_source_map(b"- slug: a\n  name: A\n- slug: B\n  name: B\n", "rows")
    problem = Problem("themes.yml", 3, 9, "slug-invalid", "Fel.", field="1.slug")
    note = make_note(problem, "themes.yml", sheet, fields_at("themes.yml"))
    assert note.field == "@rader.1.slug"
