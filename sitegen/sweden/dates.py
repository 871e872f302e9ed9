"""Parses dates as authors write them: moments in Swedish civil time.

Pure functions without a clock; the messages about bad dates are in front_matter/word_types.py.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from sitegen.core.record import Record

STOCKHOLM = ZoneInfo("Europe/Stockholm")
"""Swedish civil time (lag 1979:988 and förordning 2001:127 om sommartid)."""

YEARS = range(1900, 2201)
"""The years that a date may fall in; any other is taken for a typing error."""

_MOMENT = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})"
    r"(?:[T ]+(\d{1,2})[:.](\d{2})(?::(\d{2})(?:\.\d+)?)?)?(Z|[+-]\d{2}:?\d{2})?"
)


class Moment(Record, frozen=True, order=True):
    """A point in Swedish civil time; `has_time` is True if the author gave a time of day."""

    at: datetime
    has_time: bool = False


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
