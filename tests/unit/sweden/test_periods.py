"""Periods: what an author may write, which days it covers, and how it is shown."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.sweden.dates import YEARS
from sitegen.sweden.periods import (
    Period,
    add_months,
    contains,
    day_period,
    format_bounds,
    format_distance,
    format_period,
    format_time,
    overlaps,
    parse_open_period,
    parse_period,
)


def period(written: str) -> Period:
    found = parse_open_period(written)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2016-10-12", date(2016, 10, 12), date(2016, 10, 12)),
        ("2016-2", date(2016, 2, 1), date(2016, 2, 29)),
        ("oktober 2016", date(2016, 10, 1), date(2016, 10, 31)),
        ("Kvartal 4 2016", date(2016, 10, 1), date(2016, 12, 31)),
        ("våren 2016", date(2016, 3, 1), date(2016, 5, 31)),
        ("sommar 2016", date(2016, 6, 1), date(2016, 8, 31)),
        ("Hösten  2016", date(2016, 9, 1), date(2016, 11, 30)),
        ("vintern 2016", date(2015, 12, 1), date(2016, 2, 29)),
        ("2016", date(2016, 1, 1), date(2016, 12, 31)),
        ("2016-10-12 till 2016-10-14", date(2016, 10, 12), date(2016, 10, 14)),
        ("oktober 2016 till våren 2017", date(2016, 10, 1), date(2017, 5, 31)),
    ],
)
def test_a_period_has_a_first_and_a_last_day(written: str, first: date, last: date) -> None:
    found = parse_period(written)
    assert found is not None
    assert (found.first, found.last) == (first, last)
    assert parse_open_period(written) == found


@pytest.mark.parametrize(
    ("written", "last"),
    [
        ("före 2017-01-12", date(2017, 1, 11)),
        ("Före våren 2017", date(2017, 2, 28)),
        ("före 2017", date(2016, 12, 31)),
    ],
)
def test_before_something_ends_the_day_before_and_has_no_first_day(
    written: str, last: date
) -> None:
    found = period(written)
    assert (found.first, found.last) == (None, last)
    assert parse_period(written) is None


def test_unknown_has_neither() -> None:
    assert (period("okänt").first, period("Okänt").last) == (None, None)
    assert parse_period("okänt") is None


@pytest.mark.parametrize(
    "written",
    [
        *("2015-13", "2015-02-30", "våren", "våren 1017", "0215-10", "kvartal 5 2016"),
        *("2016-10-14 till 2016-10-12", "2016-10-14 till 2016-10-14", "2016 till våren 2016"),
        *("före", "före före 2016", "före okänt", "okänt 2016", "till 2016", "2016 till", ""),
        *("mars", "lördag 2016", "²016", "2016-1²"),
    ],
)
def test_what_is_no_period_is_none(written: str) -> None:
    assert parse_open_period(written) is None


@given(st.text("0123456789-. åäövrntillföekj", max_size=25))
def test_no_text_makes_reading_a_period_fail(written: str) -> None:
    found = parse_open_period(written)
    assert found is None or found.last is None or found.last.year + 1 in YEARS or found.last.year


def test_periods_sort_by_last_day_and_then_by_first() -> None:
    written = ["okänt", "före 2016", "2015", "2016-01-01", "2016-10", "hösten 2016", "2016"]
    found = [period(each) for each in written]
    assert sorted(found, key=lambda each: each.order) == [
        *(period(each) for each in ("okänt", "före 2016", "2015", "2016-01-01", "2016-10")),
        *(period(each) for each in ("hösten 2016", "2016")),
    ]


@pytest.mark.parametrize(
    ("wide", "narrow", "inside", "shared"),
    [
        ("2016", "våren 2016", True, True),
        ("våren 2016", "2016", False, True),
        ("2016-10-12 till 2016-10-14", "2016-10-14 till 2016-10-16", False, True),
        ("2016-10", "2016-11", False, False),
        ("före 2017", "2016-10", True, True),
        ("2016", "före 2017", False, True),
        ("före 2017", "före 2016", True, True),
        ("före 2016", "2016-01-01", False, False),
        ("okänt", "före 2016", True, True),
        ("okänt", "2016", True, True),
    ],
)
def test_a_period_may_contain_another_or_share_days(
    wide: str, narrow: str, inside: bool, shared: bool
) -> None:
    assert contains(period(wide), period(narrow)) is inside
    assert overlaps(period(wide), period(narrow)) is shared
    assert overlaps(period(narrow), period(wide)) is shared


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("2016-10-12", "12 oktober 2016"),
        ("2016-10", "oktober 2016"),
        ("Oktober 2016", "oktober 2016"),
        ("Våren 2017", "våren 2017"),
        ("Kvartal 4 2016", "fjärde kvartalet 2016"),
        ("före kvartal 1 2016", "före första kvartalet 2016"),
        ("kvartal 2 2016 till kvartal 3 2016", "andra kvartalet 2016 till tredje kvartalet 2016"),
        ("2016", "2016"),
        ("2016-10-12 till 2016-10-14", "12–14 oktober 2016"),
        ("2016-09-28 till 2016-10-02", "28 september–2 oktober 2016"),
        ("2016-12-28 till 2017-01-02", "28 december 2016–2 januari 2017"),
        ("2016-10 till våren 2017", "oktober 2016 till våren 2017"),
        ("före 2017-01-12", "före 12 januari 2017"),
        ("före våren 2017", "före våren 2017"),
        ("okänt", "okänd tid"),
    ],
)
def test_a_period_is_shown_as_exactly_as_it_was_written(written: str, shown: str) -> None:
    assert format_period(period(written)) == shown


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("2016-03", "i mars 2016"),
        ("mars 2016", "i mars 2016"),
        ("2016-03-01", "den 1 mars 2016"),
        ("våren 2016", "våren 2016"),
        ("2017", "2017"),
        ("före 2017-01-12", "före 12 januari 2017"),
        ("2016-03 till 2016-05", "mars 2016 till maj 2016"),
    ],
)
def test_a_period_stands_in_a_sentence(written: str, said: str) -> None:
    assert format_time(period(written)) == said


@pytest.mark.parametrize(
    ("earlier", "later", "said"),
    [
        ("2015-10-26", "2016-11-26", "13 månader"),
        ("2015-10-26", "2015-11-02", "1 vecka"),
        ("2015-10-26", "2016-11", "13 månader"),
        ("2015-10", "2017-01-09 till 2017-01-13", "15 månader"),
        ("våren 2016", "våren 2017", "ungefär 1 år"),
        ("2016-10-12", "våren 2018", "ungefär 18 månader"),
        ("2016", "2018", "ungefär 2 år"),
        ("före våren 2017", "våren 2017", ""),
        ("före 2017", "2017-04-01", "minst 3 månader"),
        ("okänt", "2017", ""),
        ("2016-12", "2016-12-30", ""),
        ("2016-12-30", "2016-12-30", ""),
        ("2017-11-20", "2017-06-30", ""),
    ],
)
def test_the_time_between_two_is_as_exact_as_the_less_exact(
    earlier: str, later: str, said: str
) -> None:
    assert format_distance(period(earlier), period(later)) == said


def test_a_day_is_a_period_and_months_are_added_to_it() -> None:
    assert day_period(date(2016, 2, 29)) == period("2016-02-29")
    assert add_months(date(2016, 2, 29), 12) == date(2017, 2, 28)
    assert add_months(date(2015, 12, 31), 2) == date(2016, 2, 29)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("2016-10-12", "12 oktober 2016"),
        ("oktober 2016", "1–31 oktober 2016"),
        ("hösten 2017", "1 september–30 november 2017"),
        ("vintern 2017", "1 december 2016–28 februari 2017"),
        ("före 2017-01-12", "till och med 11 januari 2017"),
        ("okänt", "okänd tid"),
    ],
)
def test_the_first_and_last_day_are_said_in_words(written: str, said: str) -> None:
    period = parse_open_period(written)
    assert period is not None
    assert format_bounds(period) == said
