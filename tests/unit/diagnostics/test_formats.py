"""Problems as an author reads them in a terminal, and as machines read them."""

from __future__ import annotations

import json
import re
from typing import get_args

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.core.problem import Problem, Root, RootFolders
from sitegen.diagnostics.formats import FORMATS, as_github, as_gitlab, as_json, as_sarif
from sitegen.diagnostics.problem_text import (
    MOST_ALIKE,
    as_short_text,
    as_text,
    in_order,
    summarise,
)
from tests.support.factories import FOLDERS

LINES = {
    "posts/a.md": ["---", "title: I Hagfors", "kommun: Hagfros", "\ttema: x", "", "å" * 300],
}
WRONG = Problem(
    "posts/a.md",
    3,
    9,
    "kommun-unknown",
    "Kommunen finns inte.",
    "Menade du ”Hagfors”?",
    field="kommun",
)
HERE: RootFolders = dict.fromkeys(get_args(Root), "")
WHOLE = Problem("posts/b å.md", 0, 0, "not-a-file", "Ingen fil.", severity="warning")


def read_line(path: str, line: int) -> str | None:
    lines = LINES.get(path, [])
    return lines[line - 1] if line <= len(lines) else None


def test_a_problem_is_shown_with_its_place_its_line_and_what_to_do() -> None:
    assert as_text([WRONG], HERE, read_line) == (
        "posts/a.md:3:9: fel: Kommunen finns inte. [kommun-unknown]\n"
        "    3 | kommun: Hagfros\n"
        "                ^\n"
        "    → Menade du ”Hagfors”?\n"
    )


def test_a_problem_with_a_whole_file_has_no_excerpt() -> None:
    assert as_text([WHOLE], HERE, read_line) == "posts/b å.md: varning: Ingen fil. [not-a-file]\n"


@pytest.mark.parametrize(
    ("path", "line"), [("posts/borta.md", 1), ("posts/a.md", 5), ("posts/a.md", 99)]
)
def test_a_line_that_is_empty_or_cannot_be_read_is_left_out(path: str, line: int) -> None:
    problem = Problem(path, line, 1, "code", "Fel.")
    assert as_text([problem], HERE, read_line) == f"{path}:{line}:1: fel: Fel. [code]\n"


def test_a_problem_with_a_whole_line_has_an_excerpt_without_pointer() -> None:
    shown = as_text([Problem("posts/a.md", 2, 0, "code", "Fel.")], HERE, read_line)
    assert shown == "posts/a.md:2:1: fel: Fel. [code]\n    2 | title: I Hagfors\n"


@pytest.mark.parametrize("column", [1, 40, 150, 300])
def test_the_pointer_stands_below_its_column_in_a_cut_line(column: int) -> None:
    line = "".join("x" if number == column else "å" for number in range(1, 301))
    _, excerpt, pointer = as_text(
        [Problem("a", 1, column, "c", "Fel.")], HERE, lambda *_: line
    ).splitlines()
    assert len(excerpt) <= len("    1 | ") + 96
    assert excerpt[pointer.index("^")] == "x"


def test_the_pointer_stands_below_its_column_after_a_tab() -> None:
    shown = as_text([Problem("posts/a.md", 4, 2, "c", "Fel.")], HERE, read_line).splitlines()
    assert shown[1][shown[2].index("^")] == "t"


@given(st.text(min_size=1, max_size=20), st.integers(1, 30))
def test_no_content_can_break_the_lines_or_steer_the_terminal(text: str, column: int) -> None:
    problem = Problem(f"posts/{text}", 1, column, "code", f"Fel: {text}", text)
    shown = as_text([problem], HERE, lambda *_: text)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown)
    assert 2 <= shown.count("\n") <= 4


def test_a_build_counts_warnings_of_a_sort_that_it_has_listed_many_of() -> None:
    alike = [Problem(f"{n:03}.md", 1, 1, "a", "V.", severity="warning") for n in range(102)]
    errors = [Problem(f"{n:03}.md", 1, 1, "a", "F.") for n in range(102)]
    shown = as_short_text([*errors, *alike, WHOLE], HERE, read_line)
    assert (shown.count(": fel: F."), shown.count(": varning: V.")) == (102, MOST_ALIKE)
    assert as_text([WHOLE], HERE, read_line) in shown
    assert shown.endswith(
        "\n\nOch 2 varningar till av samma sort [a]. Du ser alla med python build.py check.\n"
    )
    assert as_short_text(alike[:MOST_ALIKE], HERE, read_line) == as_text(
        alike[:MOST_ALIKE], HERE, read_line
    )


def test_problems_stand_apart() -> None:
    assert as_text([WHOLE, WHOLE], HERE, read_line).count("\n\n") == 1


@pytest.mark.parametrize(
    ("problems", "expected"),
    [
        ([], ""),
        ([WRONG], "1 fel"),
        ([WHOLE], "1 varning"),
        ([WRONG, WRONG, WHOLE], "2 fel och 1 varning"),
        ([WRONG, WHOLE, WHOLE], "1 fel och 2 varningar"),
    ],
)
def test_problems_are_counted_by_weight(problems: list[Problem], expected: str) -> None:
    assert summarise(problems) == expected


def test_json_has_every_field_of_every_problem() -> None:
    assert json.loads(as_json([WRONG, WHOLE], HERE, read_line)) == [
        {
            "path": "posts/a.md",
            "line": 3,
            "column": 9,
            "code": "kommun-unknown",
            "message": "Kommunen finns inte.",
            "hint": "Menade du ”Hagfors”?",
            "severity": "error",
            "field": "kommun",
            "stops": True,
        },
        {
            "path": "posts/b å.md",
            "line": 0,
            "column": 0,
            "code": "not-a-file",
            "message": "Ingen fil.",
            "hint": "",
            "severity": "warning",
            "field": "",
            "stops": False,
        },
    ]


def test_github_gets_one_command_for_each_problem() -> None:
    assert as_github([WRONG, WHOLE], HERE, read_line).splitlines() == [
        "::error file=posts/a.md,line=3,col=9,title=kommun-unknown::"
        "Kommunen finns inte. Menade du ”Hagfors”?",
        "::warning file=posts/b å.md,line=1,col=1,title=not-a-file::Ingen fil.",
    ]


def test_github_commands_cannot_be_broken_out_of() -> None:
    problem = Problem("a,b:c%.md", 1, 1, "code", "100 %\n::error::x\r", "y")
    assert as_github([problem], HERE, read_line) == (
        "::error file=a%2Cb%3Ac%25.md,line=1,col=1,title=code::100 %25%0A::error::x%0D y\n"
    )


def test_sarif_says_what_the_standard_asks_for() -> None:
    log = json.loads(as_sarif([WRONG, WHOLE, WRONG], HERE, read_line))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    assert run["tool"]["driver"]["name"] == "sitegen"
    assert run["columnKind"] == "unicodeCodePoints"
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert rules == ["kommun-unknown", "not-a-file"]
    assert len(run["results"]) == 3
    for result in run["results"]:
        assert result["ruleId"] in rules
        assert result["level"] in ("error", "warning", "note", "none")
        assert result["message"]["text"]
        region = result["locations"][0]["physicalLocation"]["region"]
        assert min(region["startLine"], region["startColumn"]) >= 1


def test_sarif_names_files_as_uris() -> None:
    (run,) = json.loads(as_sarif([WHOLE], HERE, read_line))["runs"]
    location = run["results"][0]["locations"][0]["physicalLocation"]
    assert location["artifactLocation"]["uri"] == "posts/b%20%C3%A5.md"


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_can_report_no_problems(name: str) -> None:
    told = FORMATS[name]([], HERE, read_line)
    if name in ("json", "sarif", "gitlab"):
        assert json.loads(told) is not None
    else:
        assert told == ""


@pytest.mark.parametrize(
    ("root", "path", "shown"),
    [
        ("content", "posts/a.md", "blogg/texter/posts/a.md"),
        ("templates", "partials/b.html", "/srv/mallar/partials/b.html"),
        ("assets", "style.css", "style.css"),
        ("output", ".manifest", "../site/.manifest"),
        ("output", "", "../site"),
    ],
)
def test_a_file_is_named_from_the_current_folder(root: Root, path: str, shown: str) -> None:
    folders: RootFolders = {
        "content": "blogg/texter",
        "templates": "/srv/mallar",
        "assets": ".",
        "output": "../site",
    }
    problem = Problem(path, 3, 0, "code", "Fel.", root=root)
    asked: list[str] = []

    def note_path(path: str, line: int) -> None:
        asked.append(path)

    assert as_text([problem], folders, note_path) == f"{shown}:3:1: fel: Fel. [code]\n"
    assert asked == [shown]
    assert json.loads(as_json([problem], folders, note_path))[0]["path"] == shown
    assert f" file={shown}," in as_github([problem], folders, note_path)
    (run,) = json.loads(as_sarif([problem], folders, note_path))["runs"]
    location = run["results"][0]["locations"][0]["physicalLocation"]
    assert location["artifactLocation"]["uri"] == shown
    (flaw,) = json.loads(as_gitlab([problem], folders, note_path))
    assert flaw["location"]["path"] == shown


def test_problems_come_by_the_names_that_the_author_sees_and_then_by_place() -> None:
    def made(root: Root, path: str, line: int) -> Problem:
        return Problem(path, line, 1, "code", "Fel.", root=root)

    template, late = made("templates", "base.html", 1), made("content", "site.yml", 10)
    early, asset = made("content", "site.yml", 9), made("assets", "z.css", 0)
    ordered = [asset, early, late, template]
    assert in_order([template, late, early, asset], FOLDERS) == ordered
    turned: RootFolders = {**FOLDERS, "assets": "utseende", "templates": "a"}
    assert in_order(ordered, turned) == [template, early, late, asset]


def test_gitlab_recognises_a_problem_that_an_earlier_version_reported() -> None:
    (flaw,) = json.loads(as_gitlab([WRONG], FOLDERS, read_line))
    assert flaw["fingerprint"] == "144c58dbc4af1143b0d3f8381aac136e"


@pytest.mark.parametrize("form", ["github", "gitlab", "sarif"])
def test_an_error_that_stops_only_its_own_text_says_so(form: str) -> None:
    harmless = msgspec.structs.replace(WRONG, stops=False)
    shown = [FORMATS[form]([each], HERE, read_line) for each in (WRONG, harmless)]
    assert ["stoppar bara den här texten" in each for each in shown] == [False, True]
