"""Marks and capitals in title and summary, which are plain text."""

import pytest

from sitegen.checks.wording import heading_capitals, shown_marks
from tests.checks.examples import Found, assert_found, report, writing


@pytest.mark.parametrize(
    "title", ["Vad Habo <tar> & ger", "Fem * två", "snake_case_ord", "5 < 6", "LVU & SoL (2017)"]
)
def test_other_signs_in_a_title_pass(title: str) -> None:
    [field, _] = writing(title=title).fields
    assert_found(report(shown_marks.find_in_field, field))


@pytest.mark.parametrize(
    ("title", "column"),
    [
        ("Om **barn** och unga", 11),
        ("Om *barn* och unga", 11),
        ("Om <b>barn</b>", 11),
        ("Om [barn](barn.md)", 11),
        ("Barn &amp; unga", 13),
        ("Om `barn`", 11),
    ],
)
def test_marks_in_a_title_are_reported(title: str, column: int) -> None:
    [field, _] = writing(title=title).fields
    assert_found(
        report(shown_marks.find_in_field, field), Found(2, column, "mark-shown", "utan tecknen")
    )


def test_marks_in_a_summary_are_reported() -> None:
    [_, field] = writing(summary="Vi var *inte* beredda.").fields
    assert_found(report(shown_marks.find_in_field, field), Found(3, 17, "mark-shown", "utan"))


@pytest.mark.parametrize("title", ["BBIC", "Nytt från IVO", "2017", "'Så går det'", "IVO 2017"])
def test_titles_with_acronyms_pass(title: str) -> None:
    [field, _] = writing(title=title).fields
    assert_found(report(heading_capitals.find_in_field, field))


@pytest.mark.parametrize(("title", "column"), [("ETT STORT STEG", 8), ('"ETT STORT STEG"', 9)])
def test_a_title_in_capitals_is_reported(title: str, column: int) -> None:
    [field, _] = writing(title=title).fields
    assert_found(
        report(heading_capitals.find_in_field, field),
        Found(2, column, "heading-capitals", "Ett stort steg"),
    )
