"""Mistakes in YAML are reported with line, column and hint; values are never guessed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.core.problem import Problem
from sitegen.front_matter.yaml_limits import MAX_DEPTH, MAX_YAML
from sitegen.front_matter.yaml_nodes import (
    FrontMatterError,
    MappingNode,
    ScalarNode,
    compose,
    parts_of,
    split_front_matter,
)

YAML_LIKE = st.text("abåÅ019:-,#'\"[]{}&*!|>%@`?~ \t\n\\x\u2028\U0001f600", max_size=60)


def problem_of(text: str, first_line: int = 1) -> Problem:
    node, problems = compose("a.md", text, first_line)
    assert node is None
    (problem,) = problems
    return problem


@pytest.mark.parametrize(
    "written", ["0305", "14:05", "On", "ja", "~", "1e3", "0x1F", "2017-06-01", "1_000", "null", "5"]
)
def test_a_value_stays_the_text_its_author_wrote(written: str) -> None:
    node, problems = compose("a.md", f"kommun: {written}")
    assert problems == []
    assert isinstance(node, MappingNode)
    assert node.value[0][1].value == written


@pytest.mark.parametrize(
    ("text", "line", "column", "hint"),
    [
        ("title: Återbesök: Hedemora", 1, 17, 'title: "Återbesök: Hedemora"'),
        ("title: x\ntags: ,", 2, 7, "citattecken runt värdet"),
        ("title: @hagfors", 1, 8, "citattecken runt värdet"),
        ("title: `x`", 1, 8, "citattecken runt värdet"),
        ("title: %x", 1, 8, "citattecken runt värdet"),
        ("title: x\n\tdate: y", 2, 1, "tabbtecknet"),
        ('title: "x\ndate: y\n', 1, 8, "aldrig"),
        ("title: 'x\ndate: y\n", 1, 8, "aldrig"),
        ("theme: [a, b\ndate: y\n", 1, 8, "hakparentes"),
        ("image: {src: a\ndate: y\n", 1, 8, "klammer"),
        ("title x\ndate: y\n", 2, 5, "raden ovanför"),
        ("title: x\n  date: y\n", 2, 7, "raden ovanför"),
        (" title: x\ndate: y\n", 2, 1, "fält, kolon, mellanslag, värde"),
        ('title: "x" i Hagfors\n', 1, 12, "indrag och citattecken"),
        ("title: x\n- a\n", 2, 1, "indrag och citattecken"),
        ('title: "\\ud800"\n', 1, 8, "raden"),
        ("---\nname: x\n---\n", 3, 1, "Ta bort raden med ---"),
    ],
)
def test_a_line_that_is_not_yaml_is_reported_with_a_hint(
    text: str, line: int, column: int, hint: str
) -> None:
    problem = problem_of(text)
    assert problem.code == "yaml-syntax"
    assert (problem.line, problem.column) == (line, column)
    assert hint in problem.hint


@pytest.mark.parametrize("end", ["", "\n", "\n\n"])
def test_a_last_line_that_is_no_field_is_reported_and_not_the_line_after(end: str) -> None:
    problem = problem_of(f"title: a\n2016-01-01{end}")
    assert (problem.line, problem.column) == (2, 1)


@pytest.mark.parametrize("text", ["{", "a: b\nc: [", "a: {b: [", "a: b\n- c\n?"])
def test_an_error_at_the_end_is_reported_within_the_text(text: str) -> None:
    problem = problem_of(text)
    assert problem.line <= text.count("\n") + 1
    assert problem.column <= len(text.split("\n")[problem.line - 1]) + 1


def test_lines_are_counted_from_where_the_yaml_begins_in_its_file() -> None:
    assert problem_of("title: x\ntags: ,", first_line=11).line == 12


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("title: &a Hagfors", 1, 8),
        ("title: x\ntheme: *a", 2, 8),
        ("title: !!python/name:os.system x", 1, 8),
        ("a: &a [x]\nb: &b [*a, *a]", 1, 4),
        ("title: x\ntheme: [!t b]", 2, 9),
    ],
)
def test_anchors_aliases_and_tags_are_rejected(text: str, line: int, column: int) -> None:
    problem = problem_of(text)
    assert (problem.code, problem.line, problem.column) == ("yaml-forbidden", line, column)


@pytest.mark.parametrize(
    "text", ["title: Barn & unga", "title: Hej!", "title: 'a * b'", 'title: "& * !"', "title: a!b"]
)
def test_yaml_indicators_are_ordinary_characters_inside_a_text(text: str) -> None:
    assert compose("a.md", text)[1] == []


@pytest.mark.parametrize(
    "text",
    [
        "a: " + "[" * 30_000,
        "a: " + "[" * 30 + "]" * 30,
        "{a: " * 30 + "x" + "}" * 30,
        "- " * 30_000,
        "-  " * 20_000,
        "? " * 30_000,
        "?   " * 15_000,
        ": " * 30_000,
        "\n".join(" " * depth + "a:" for depth in range(40)) + " x",
    ],
    ids=lambda text: text[:8],
)
def test_endless_nesting_is_reported_and_does_not_crash(text: str) -> None:
    node, problems = compose("a.md", text)
    assert [problem.code for problem in problems] == ["yaml-too-deep"]
    assert node is None


def test_moderately_nested_lists_are_accepted() -> None:
    assert compose("a.md", "[" * MAX_DEPTH + "]" * MAX_DEPTH)[1] == []
    assert problem_of("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1)).column == MAX_DEPTH + 1
    assert compose("a.md", "- a: [x, y]\n" * 30)[1] == []


def test_a_block_too_large_to_read_quickly_is_rejected() -> None:
    assert compose("a.md", "x" * MAX_YAML)[1] == []
    problem = problem_of("title: " + "x" * MAX_YAML)
    assert (problem.code, problem.line) == ("yaml-too-large", 1)


@pytest.mark.parametrize("text", ["", "\n", "# bara en kommentar\n"])
def test_an_empty_block_is_nothing_and_no_problem(text: str) -> None:
    assert compose("a.md", text) == (None, [])


@given(YAML_LIKE | st.text(max_size=30))
def test_any_text_gives_nodes_or_a_problem_in_it(text: str) -> None:
    node, problems = compose("a.md", text)
    assert node is None or problems == []
    for problem in problems:
        assert 1 <= problem.line <= len(text.splitlines()) + 1
        assert problem.column >= 0
        assert problem.hint


def test_front_matter_and_body_are_divided() -> None:
    front, body, above = split_front_matter("a.md", "---\ntitle: x\n---\nText\n---\nmer\n")
    assert (front.strip(), body.strip(), above) == ("title: x", "Text\n---\nmer", 2)


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: @\n---\nText",
        "---\n\n\ntitle: @\n---\nText",
        "--- \ntitle: @\n----\t\n\n\nText",
        "---\n# kommentar\ntitle: @\n---\n\nText",
    ],
)
def test_positions_in_front_matter_and_body_hold_for_the_file(text: str) -> None:
    lines = text.split("\n")
    front, body, above = split_front_matter("a.md", text)
    assert problem_of(front).line == lines.index("title: @") + 1
    assert above + body.split("\n").index("Text") == lines.index("Text")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "front-matter-missing"),
        ("# Hagfors\n", "front-matter-missing"),
        ("\n---\ntitle: x\n---\n", "front-matter-missing"),
        ("title: x\n---\n", "front-matter-missing"),
        ("---\ntitle: x\n", "front-matter-unclosed"),
        ("---\ntitle: x\n ---\nText", "front-matter-unclosed"),
        ("---", "front-matter-unclosed"),
    ],
)
def test_missing_or_unclosed_front_matter_has_a_problem_of_its_own(text: str, code: str) -> None:
    with pytest.raises(FrontMatterError) as caught:
        split_front_matter("a.md", text)
    problem = caught.value.problem
    assert (problem.path, problem.line, problem.column, problem.code) == ("a.md", 1, 1, code)
    assert "---" in problem.hint


@pytest.mark.parametrize(
    ("text", "line", "hint"),
    [
        ("–––\ntitle: x\n---\n", 1, "i stället för –––"),
        ("—\ntitle: x\n---\n", 1, "i stället för —"),
        ("\n\n---\ntitle: x\n---\n", 1, "tomma rader"),
        ("\u200b---\ntitle: x\n---\n", 1, "osynliga tecken"),
        ("# Rubrik\n---\ntitle: x\n---\n", 1, "Flytta det som står"),
        ("---\ntitle: x\n—\n\nText\n", 3, "i stället för —"),
        ("---\ntitle: x\n...\n\nText\n", 3, "i stället för ..."),
        ("---\ntitle: x\n***\n\nText\n", 3, "i stället för ***"),
    ],
)
def test_what_was_meant_as_a_fence_is_named(text: str, line: int, hint: str) -> None:
    with pytest.raises(FrontMatterError) as caught:
        split_front_matter("a.md", text)
    assert caught.value.problem.line == line
    assert hint in caught.value.problem.hint


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("a,  b", [(0, 0), (0, 4)]),
        ('"a, b"', [(0, 1), (0, 4)]),
        ("\n  a, b ,, c", [(1, 2), (1, 5), (1, 10)]),
        ("\n  a,\n  b", [(1, 2), (1, 2)]),
        ('"\\x61, b"', [(0, 0), (0, 0)]),
        ("|\n  a, b", [(0, 0), (0, 0)]),
    ],
)
def test_a_part_of_a_value_has_its_own_position_if_that_is_certain(
    text: str, places: list[tuple[int, int]]
) -> None:
    node, _ = compose("a.md", text)
    assert isinstance(node, ScalarNode)
    parts = list(parts_of(node))
    assert [(part.start_mark.line, part.start_mark.column) for part in parts] == places
    assert "".join(part.value for part in parts) in ("ab", "abc")
