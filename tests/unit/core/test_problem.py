"""Problems: their order, their severity, and suggestions for misspelt words."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.core.problem import Problem, Suggester, closest, did_you_mean, has_errors

ERROR = Problem("a.md", 2, 1, "field-missing", "Fältet title saknas.")
WARNING = Problem("a.md", 1, 1, "picture-text", "Bilden saknar text.", severity="warning")


def test_problems_sort_by_file_then_line_then_column() -> None:
    def at(path: str, line: int, column: int) -> Problem:
        return Problem(path, line, column, "code", "Meddelande.")

    whole, early, late = at("a.md", 0, 0), at("a.md", 2, 9), at("a.md", 10, 1)
    other = at("b.md", 1, 1)
    assert sorted([other, late, early, whole]) == [whole, early, late, other]


@pytest.mark.parametrize(
    ("problems", "expected"),
    [([], False), ([WARNING], False), ([WARNING, ERROR], True)],
    ids=["none", "warnings only", "an error among them"],
)
def test_only_errors_keep_the_site_from_being_published(
    problems: list[Problem], expected: bool
) -> None:
    assert has_errors(problems) is expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Hagfros", "Hagfors"),
        ("hagfors", "Hagfors"),
        ("HUDIKSVAL", "Hudiksvall"),
        ("Hedemorra", "Hedemora"),
        ("Paris", None),
        ("", None),
    ],
)
def test_the_nearest_spelling_is_found_whatever_the_letter_case(
    word: str, expected: str | None
) -> None:
    assert closest(word, ["Hagfors", "Hudiksvall", "Hedemora"]) == expected


def test_a_suggestion_is_a_question_and_empty_if_no_name_is_similar() -> None:
    assert did_you_mean("Hagfros", ["Hagfors"]) == "Menade du ”Hagfors”?"
    assert did_you_mean("Paris", ["Hagfors"]) == ""


def test_one_suggester_serves_many_words_and_reads_its_names_once() -> None:
    suggester = Suggester(name for name in ("Hagfors", "Hudiksvall", "Hedemora"))
    asked = ["Hagfros", "Hudiksval", "Hedemorra", "Paris"]
    assert [suggester.find(word) for word in asked] == ["Hagfors", "Hudiksvall", "Hedemora", None]


def test_of_equally_similar_names_the_same_is_suggested_whatever_their_order() -> None:
    names = ["plan-1.pdf", "plan-2.pdf", "plan-3.pdf"]
    assert len({closest("plan-x.pdf", order) for order in permutations(names)}) == 1


@given(st.text(max_size=12), st.lists(st.text(min_size=1, max_size=12), max_size=6))
def test_an_exact_name_is_found_and_a_suggestion_is_always_one_of_the_names(
    word: str, names: list[str]
) -> None:
    found = closest(word, names)
    assert found is None or found in names
    if word in names:
        assert found is not None
        assert found.casefold() == word.casefold()
