"""The end of a value that YAML takes for a comment is reported, but not what is meant as one."""

from __future__ import annotations

import pytest

from sitegen.front_matter.fields import read_mapping


def found_in(text: str) -> list[tuple[int, int, str]]:
    return [(each.line, each.column, each.code) for each in read_mapping("a.yml", text)[1]]


@pytest.mark.parametrize(
    "text",
    [
        'title: "Lägesrapport #2"',
        "title: 'Lägesrapport #2'",
        "# En anmärkning\ntitle: Ett",
        "date: 2016-01-28 # flyttat från maj",
        "title: Lägesrapport   # preliminär",
        "title: Lägesrapport#2",
        "title: |\n  Lägesrapport #2\n",
        "title: >\n  Ett\n  två #2\n",
        'title: "Ett\n  två #2"',
    ],
)
def test_what_is_read_or_meant_as_a_comment_passes(text: str) -> None:
    assert found_in(text) == []


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("title: Lägesrapport #2", 1, 21),
        ("a: b\ntitle: Vi åker # snart igen", 2, 16),
        ("a: Ett\n  två #metoo", 2, 7),
        ("C: tre #1", 1, 8),
    ],
)
def test_the_end_of_a_value_is_reported(text: str, line: int, column: int) -> None:
    assert found_in(text) == [(line, column, "yaml-comment")]


def test_the_remedy_shows_the_whole_value_in_quotes() -> None:
    [problem] = read_mapping("a.yml", "title: Lägesrapport #2")[1]
    assert 'title: "Lägesrapport #2"' in problem.hint
    assert problem.severity == "warning"
