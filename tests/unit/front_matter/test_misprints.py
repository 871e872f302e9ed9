"""A misprint in the front matter is reported where it is, and everything else is read as meant."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.front_matter.fields import Reading, read_partial, read_rows
from sitegen.front_matter.misprints import LONGEST_SHOWN
from sitegen.model.post import PostMeta
from sitegen.model.themes import Theme

REST = "date: 2017-01-12\nkommun: Hagfors\ntheme: samverkan\n"


def read(text: str) -> Reading:
    return read_partial(PostMeta, "posts/a.md", text, repairable=True)


def repaired(text: str) -> str:
    """The text with what is proposed for its misprints, until nothing more is."""
    for _ in range(5):
        for start, end, new, _ in sorted(read(text).repairs, reverse=True):
            text = text[:start] + new + text[end:]
    return text


@pytest.mark.parametrize(
    ("line", "column", "right"),
    [
        ("title:Ett", 7, "title: Ett"),
        ("title:Ett: två", 7, 'title: "Ett: två"'),
        ("title:\u00a0Ett", 7, "title: Ett"),
        ("title:\u2009 Ett", 7, "title: Ett"),
        ("title:\u3000Ett", 7, "title: Ett"),
        ("title:\u200bEtt", 7, "title: Ett"),
        ("title\u00a0: Ett", 6, "title: Ett"),
        ("\u00a0title: Ett", 1, "title: Ett"),
        ("title Ett", 6, "title: Ett"),
        ("title = Ett", 6, "title: Ett"),
        ("title; Ett", 6, "title: Ett"),
        ("\ttitle: Ett", 1, "title: Ett"),
        ('title: "Vi orkar" säger chefen', 18, "title: ”Vi orkar” säger chefen"),
        ("title: 'Vi orkar' säger chefen", 18, "title: ’Vi orkar’ säger chefen"),
        ('title: "Han sa "nej" igår"', 16, 'title: "Han sa ”nej” igår"'),
        ("title: Återbesök: Hedemora", 17, 'title: "Återbesök: Hedemora"'),
        ("  title: Ett", 1, "title: Ett"),
        ('title: Vi frågade: "Varför?"', 18, 'title: "Vi frågade: ”Varför?”"'),
        ('title: "Vi orkar", sa hon: nu', 18, 'title: "”Vi orkar”, sa hon: nu"'),
        ("title: Hagfors:", 15, 'title: "Hagfors:"'),
        ("title: *Nytt* i Hagfors", 8, 'title: "*Nytt* i Hagfors"'),
        ("title: @hagfors", 8, 'title: "@hagfors"'),
        ("title: %-satsen", 8, 'title: "%-satsen"'),
        ("title: [Nytt] i Hagfors", 8, 'title: "[Nytt] i Hagfors"'),
        ("title: - nytt", 8, 'title: "- nytt"'),
        ("title: !Nytt", 8, 'title: "!Nytt"'),
    ],
)
@pytest.mark.parametrize("above", ["", "author: redaktionen\n"])
def test_a_misprint_is_reported_on_its_own_line_and_repaired(
    line: str, column: int, right: str, above: str
) -> None:
    reading = read(f"{above}{line}\n{REST}")
    [problem] = reading.problems
    number = 1 + above.count("\n")
    assert (problem.line, problem.column, problem.code) == (number, column, problem.code)
    assert problem.code == ("yaml-forbidden" if line[7] in "&*!" else "yaml-syntax")
    assert reading.made is not None
    assert repaired(f"{above}{line}\n{REST}") == f"{above}{right}\n{REST}"


@pytest.mark.parametrize("name", ["Title", "TITLE"])
def test_a_field_in_other_letters_is_reported_once_and_renamed(name: str) -> None:
    reading = read(f"{name}: Ett\n{REST}")
    [problem] = reading.problems
    assert (problem.line, problem.column, problem.code) == (1, 1, "field-unknown")
    assert reading.made is None
    assert repaired(f"{name}: Ett\n{REST}") == f"title: Ett\n{REST}"


def test_a_field_that_is_misspelt_is_not_said_to_be_missing_too() -> None:
    [problem] = read(f"titel: Ett\n{REST}").problems
    assert (problem.code, problem.hint) == ("field-unknown", "Menade du ”title”?")


def test_every_misprint_is_reported_at_once_and_so_is_what_is_wrong_besides() -> None:
    reading = read("title:Ett\ndate: 2017-02-30\nkommun:\u00a0Hagfors\ntheme:samverkan\n")
    places = [(problem.line, problem.code) for problem in sorted(reading.problems)]
    assert places == [
        (1, "yaml-syntax"),
        (2, "date-invalid"),
        (3, "yaml-syntax"),
        (4, "yaml-syntax"),
    ]


def test_a_front_matter_without_any_blank_is_read() -> None:
    text = "title:Ett\ndate:2017-01-12\nkommun:Hagfors\ntheme:samverkan\n"
    assert [problem.line for problem in read(text).problems] == [1, 2, 3, 4]
    assert repaired(text) == f"title: Ett\n{REST}"


def test_nested_fields_and_lists_are_repaired_too() -> None:
    wrong = "image:\n\tsrc:a.jpg\n\talt: Snö\nparticipants:\n  -\u00a0organisation:X\n"
    right = "image:\n  src: a.jpg\n  alt: Snö\nparticipants:\n  - organisation: X\n"
    assert repaired(f"title: Ett\n{REST}{wrong}") == f"title: Ett\n{REST}{right}"


@pytest.mark.parametrize(
    "line",
    [
        "title: Ett\nsummary: >-\n  title:Ett och date:Två\n  theme samverkan",
        "title: Ett\nsummary: Vi talade om\n  date:2017 och theme",
        'title: "Ett: två" # kommentar: ja',
        "title: 'Ett \"två\" tre'",
        "title:\n  Ett",
        "title: http://example.org",
        "title: Ett\u00a0två",
        "title: Ett\nvisited: våren 2017 # så: ungefär",
    ],
)
def test_what_can_be_read_is_left_as_it_is(line: str) -> None:
    text = f"{line}\n{REST}"
    assert read(text).problems == []
    assert repaired(text) == text


@pytest.mark.parametrize("line", ['title: "Ett', "title: [Ett", "title: Ett\n  src: b"])
def test_what_is_not_clear_is_reported_and_left_to_the_author(line: str) -> None:
    text = f"{line}\n{REST}"
    [problem, *_] = read(text).problems
    assert problem.code == "yaml-syntax"
    assert "check --fix" not in problem.hint
    assert repaired(text) == text


def test_a_long_line_is_not_repeated_in_the_hint() -> None:
    [problem] = read(f"title:{'o' * LONGEST_SHOWN}\n{REST}").problems
    assert "ooo" not in problem.hint


def test_a_list_of_records_is_read_too() -> None:
    rows, problems = read_rows(Theme, "themes.yml", "- slug:a\n  name:\u00a0A\n")
    assert [theme.name for _, theme in rows] == ["A"]
    assert sorted((problem.line, problem.column) for problem in problems) == [(1, 8), (2, 8)]
    assert not any("check --fix" in problem.hint for problem in problems)


LINES = st.sampled_from(
    (
        *("title:Ett", "title: Ett", "title:\u00a0Ett", 'title: "a" b', "title: a: b", "title Ett"),
        *("date: 2017-01-12", "date:2017-01-12", "date: 1 maj 2017", "\tdate: 5/1 2017"),
        *("kommun: Hagfors", "kommun:Hagfors", "kommun: Ystad & Lund", "theme: a", "theme:"),
        *(
            "  - a",
            "  -\u00a0b",
            "image:",
            "\tsrc:a.jpg",
            "  alt: b",
            "summary: >-",
            "  text:x",
            "[",
        ),
    )
)


def words(text: str) -> list[str]:
    """The words, in order, save those of a date, which stand in the message."""
    return re.findall(r"\w+", re.sub("date:? ?[^\n]+", "date", text))


@given(st.lists(LINES, max_size=8).map("\n".join))
def test_a_repair_keeps_the_words_and_the_lines_and_needs_no_other(text: str) -> None:
    right = repaired(text)
    assert right.count("\n") == text.count("\n")
    assert words(right) == words(text)
    assert not any("check --fix" in problem.hint for problem in read(right).problems)
