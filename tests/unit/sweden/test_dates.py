"""Dates and periods as authors write them are Swedish time, wherever the machine stands."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sitegen.sweden.dates import STOCKHOLM, YEARS, Moment, parse_moment

MOMENTS = [
    ("2017-06-01", Moment(datetime(2017, 6, 1))),
    ("2017-6-1", Moment(datetime(2017, 6, 1))),
    ("2016-12-13 14:05", Moment(datetime(2016, 12, 13, 14, 5), True)),
    ("2016-12-13 14.05", Moment(datetime(2016, 12, 13, 14, 5), True)),
    ("2016-12-13T14:05:30", Moment(datetime(2016, 12, 13, 14, 5, 30), True)),
    ("2016-12-13 00:00", Moment(datetime(2016, 12, 13), True)),
    ("2017-06-01T12:05:00.000Z", Moment(datetime(2017, 6, 1, 14, 5), True)),
    ("2017-01-31T23:30:00Z", Moment(datetime(2017, 2, 1, 0, 30), True)),
    ("2017-06-01T14:05:00+02:00", Moment(datetime(2017, 6, 1, 14, 5), True)),
    ("2017-06-01 14:05-0700", Moment(datetime(2017, 6, 1, 23, 5), True)),
    ("2016-02-29", Moment(datetime(2016, 2, 29))),
]


@pytest.mark.parametrize(("written", "expected"), MOMENTS)
def test_a_date_is_swedish_time_and_an_offset_is_converted_to_it(
    written: str, expected: Moment
) -> None:
    assert parse_moment(written) == expected


@pytest.mark.usefixtures("anywhere")
@pytest.mark.parametrize(("written", "expected"), MOMENTS)
def test_a_date_is_the_same_on_a_machine_anywhere(written: str, expected: Moment) -> None:
    assert parse_moment(written) == expected


@pytest.mark.parametrize(
    "written",
    [
        "2016-13-01",
        "2017-02-29",
        "2017-06-31",
        "2017-06-01 24:00",
        "2017-06-01 14:60",
        "2017-06-01 kl. 14.05",
        "2017-06-01Z",
        "2017-06-01T14:05+99:00",
        "2017-06",
        "1/6 2017",
        "1 juni 2017",
        "17-06-01",
        "20170601",
        "igår",
        "0217-06-01",
        "20177-06-01",
        "3017-06-01",
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-14:00",
    ],
)
def test_an_impossible_date_is_none(written: str) -> None:
    assert parse_moment(written) is None


@given(st.datetimes(datetime(1900, 1, 1), datetime(2200, 12, 31)))
def test_every_day_and_time_can_be_written(at: datetime) -> None:
    at = at.replace(microsecond=0)
    assert parse_moment(f"{at:%Y-%m-%d %H:%M:%S}") == Moment(at, True)
    assert parse_moment(at.isoformat()) == Moment(at, True)


@given(st.datetimes(datetime(1980, 1, 1), datetime(2100, 12, 31), timezones=st.timezones()))
def test_the_offset_a_cms_writes_never_changes_the_instant(at: datetime) -> None:
    at = at.replace(microsecond=0)
    assume((at.utcoffset() or timedelta()).total_seconds() % 60 == 0)
    moment = parse_moment(at.isoformat())
    assert moment is not None
    assert moment.at == at.astimezone(STOCKHOLM).replace(tzinfo=None)


@given(st.text("0123456789-:.TZ+ å", max_size=25))
def test_no_text_makes_reading_a_date_fail(written: str) -> None:
    moment = parse_moment(written)
    assert moment is None or moment.at.year in YEARS


def test_moments_sort_by_time() -> None:
    written = ["2016-12-31 23:59", "2017-06-01", "2017-06-01 14:05"]
    moments = [parse_moment(each) for each in written]
    assert sorted(filter(None, moments[::-1])) == moments
