"""Dates in other spellings are understood where they can mean one thing only, and no further."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.sweden import swedish
from sitegen.sweden.date_spellings import (
    LONGEST,
    find_short_month,
    read_moment_spelling,
    read_period_spelling,
)
from sitegen.sweden.dates import parse_moment
from sitegen.sweden.periods import parse_period


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("5/1 2017", "2017-01-05"),
        ("5/1-2017", "2017-01-05"),
        ("5/1-17", "2017-01-05"),
        ("5.1.2017", "2017-01-05"),
        ("25/1/2017", "2017-01-25"),
        ("1/25/2017", "2017-01-25"),
        ("1 maj 2017", "2017-05-01"),
        ("den 1 maj 2017", "2017-05-01"),
        ("måndagen den 1:a maj 2017", "2017-05-01"),
        ("fre 1 dec. 2017", "2017-12-01"),
        ("1 MAJ, 2017", "2017-05-01"),
        ("1 maj -17", "2017-05-01"),
        ("May 1st, 2017", "2017-05-01"),
        ("2017 maj 1", "2017-05-01"),
        ("20170501", "2017-05-01"),
        ("2017.05.01", "2017-05-01"),
        ("2017/5/1", "2017-05-01"),
        ("2017 05 01", "2017-05-01"),
        ("2017–05–01", "2017-05-01"),
        ("2017-05-01.", "2017-05-01"),
        ("2017-05-01+02:00", "2017-05-01"),
        ("2017-05-01Z", "2017-05-01"),
        ("2017-05-01 14:05:00 +0200", "2017-05-01 14:05"),
        ("2017-05-01T12:05+00", "2017-05-01 14:05"),
        ("2017-05-01 kl. 14.05", "2017-05-01 14:05"),
        ("1 maj 2017, klockan 14", "2017-05-01 14:00"),
    ],
)
def test_a_date_that_means_one_thing_is_certain(written: str, meant: str) -> None:
    assert read_moment_spelling(written) == ((meant,), True, "")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("5/1/2017", ("2017-01-05", "2017-05-01")),
        ("5-1-2017", ("2017-01-05", "2017-05-01")),
        ("17-05-01", ("2017-05-01", "2001-05-17")),
        ("05/01/17", ("2017-01-05", "2005-01-17", "2017-05-01")),
        ("170501", ("2017-05-01",)),
        ("2017-13-01", ("2017-01-13",)),
    ],
)
def test_a_date_that_may_mean_more_is_never_certain(written: str, meant: tuple[str, ...]) -> None:
    assert read_moment_spelling(written) == (meant, False, "")


@pytest.mark.parametrize(
    ("written", "lacks"),
    [("maj 2017", "dagen"), ("2017-05", "dagen"), ("2017", "månaden och dagen"), ("1/5", "året")],
)
def test_what_is_missing_from_a_date_is_named(written: str, lacks: str) -> None:
    assert read_moment_spelling(written) == ((), False, lacks)


@pytest.mark.parametrize("written", ["igår", "", "2017-02-30", "31/2 2017", "1 xyz 2017", "våren"])
def test_what_is_no_date_means_nothing(written: str) -> None:
    assert read_moment_spelling(written) == ((), False, "")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("oktober 2015", "2015-10"),
        ("i okt -15", "2015-10"),
        ("10/2015", "2015-10"),
        ("vår 2017", "våren 2017"),
        ("ht-17", "hösten 2017"),
        ("2017 Sommaren", "sommaren 2017"),
        ("1 maj 2017", "2017-05-01"),
    ],
)
def test_a_month_or_a_season_is_understood(written: str, meant: str) -> None:
    assert read_period_spelling(written) == ((meant,), True, "")


@pytest.mark.parametrize("written", ["14-15 oktober 2015", "2015-10-14 - 2015-10-15"])
def test_of_several_days_the_first_is_proposed(written: str) -> None:
    assert read_period_spelling(written) == (("2015-10-14",), False, "")


def test_a_day_after_the_last_of_its_month_is_explained() -> None:
    assert find_short_month("31 februari 2017") == (date(2017, 2, 1), 28)
    assert find_short_month("2016-02-30") == (date(2016, 2, 1), 29)
    assert find_short_month("31/4 2017") == (date(2017, 4, 1), 30)
    assert find_short_month("2017-05-31") is None


DAYS = st.dates(date(2000, 1, 1), date(2060, 12, 31))


@given(DAYS)
def test_every_day_in_words_is_that_day(day: date) -> None:
    for written in (swedish.format_date(day), f"{day.day}/{day.month} {day.year}"):
        assert read_moment_spelling(written) == ((day.isoformat(),), True, "")


@given(st.text("0123456789-/. majklävårendt:+Z,", max_size=LONGEST + 5))
def test_what_is_proposed_can_be_read(written: str) -> None:
    for reading in read_moment_spelling(written).readings:
        assert parse_moment(reading)
    for reading in read_period_spelling(written).readings:
        assert parse_period(reading)
