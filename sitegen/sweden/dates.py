"""Parses dates as authors write them: moments and periods in Swedish civil time.

Pure functions without a clock; the messages about bad dates are in front_matter/word_types.py.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from sitegen.core.record import Record

STOCKHOLM = ZoneInfo("Europe/Stockholm")
"""Swedish civil time (lag 1979:988 and förordning 2001:127 om sommartid)."""

SEASONS = {"vintern": 1, "våren": 3, "sommaren": 6, "hösten": 9}
"""The month by which a season is sorted; winter is January, the winter that begins the year."""

YEARS = range(1900, 2201)
"""The years that a date may fall in; any other is taken for a typing error."""

_MOMENT = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})"
    r"(?:[T ]+(\d{1,2})[:.](\d{2})(?::(\d{2})(?:\.\d+)?)?)?(Z|[+-]\d{2}:?\d{2})?"
)
_PERIOD = re.compile(r"(?P<year>\d{4})-(\d{1,2})(?:-(\d{1,2}))?")
_SEASON = re.compile(r"(\w+) (?P<year>\d{4})")


class Moment(Record, frozen=True, order=True):
    """A point in Swedish civil time; `has_time` is True if the author gave a time of day."""

    at: datetime
    has_time: bool = False


class Period(Record, frozen=True, order=True):
    """A day, month or season: `precision` says which. `start` is its first day, `text` what the
    author wrote."""

    start: date
    precision: str
    text: str


def parse_moment(value: str) -> Moment | None:
    """The moment that `value` denotes, or None if there is no such date or time.

    With a UTC offset it is converted to Swedish civil time.
    """
    match = _MOMENT.fullmatch(value)
    if not match or int(match[1]) not in YEARS:
        return None
    year, month, day, hour, minute, second, offset = match.groups()
    if offset and hour is None:
        return None
    try:
        clock = time(int(hour or 0), int(minute or 0), int(second or 0))
        at = datetime.combine(date(int(year), int(month), int(day)), clock)
        if offset:
            zone = datetime.fromisoformat(f"2000-01-01T00:00:00{offset}").tzinfo
            at = at.replace(tzinfo=zone).astimezone(STOCKHOLM).replace(tzinfo=None)
    except ValueError:
        return None
    return Moment(at, hour is not None)


def parse_period(value: str) -> Period | None:
    """The period that `value` denotes, or None if it is not a day, a month or a season."""
    match = _PERIOD.fullmatch(value) or _SEASON.fullmatch(value)
    if not match or int(match["year"]) not in YEARS:
        return None
    if match.re is _PERIOD:
        year, month, day = match.groups()
        try:
            start = date(int(year), int(month), int(day or 1))
        except ValueError:
            return None
        return Period(start, "day" if day else "month", value)
    season, year = match.groups()
    if season.casefold() not in SEASONS:
        return None
    return Period(date(int(year), SEASONS[season.casefold()], 1), "season", value.casefold())
