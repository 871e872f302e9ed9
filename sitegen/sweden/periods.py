"""Periods as authors write them: a day, a month, a season, a range, or what is known of one.

Pure functions without a clock; the messages about bad periods are in front_matter/word_types.py.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache

from sitegen.core.record import Record
from sitegen.sweden import swedish
from sitegen.sweden.dates import YEARS

UNKNOWN = "okänt"
BEFORE = "före "
UNTIL = " till "

MONTHS = {
    **{"januari": 1, "februari": 2, "mars": 3, "april": 4, "maj": 5, "juni": 6, "juli": 7},
    **{"augusti": 8, "september": 9, "oktober": 10, "november": 11, "december": 12},
}
SEASONS = {"vår": 3, "sommar": 6, "höst": 9, "vinter": 12}
"""The month in which each season begins; the winter of a year begins the December before it."""

_DAY = re.compile(r"(?P<year>\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_MONTH = re.compile(r"(?P<year>\d{4})-(\d{1,2})", re.ASCII)
_YEAR = re.compile(r"(?P<year>\d{4})", re.ASCII)
_QUARTER = re.compile(r"kvartal ([1-4]) (?P<year>\d{4})", re.ASCII)
_ORDINALS = ("första", "andra", "tredje", "fjärde")
_NAMED_MONTH = re.compile(rf"({'|'.join(MONTHS)}) (?P<year>\d{{4}})", re.ASCII)
_SEASON = re.compile(r"(vår|sommar|höst|vinter)(?:e?n)? (?P<year>\d{4})", re.ASCII)

EXACT_TO_A_MONTH = 31
"""The most days of a period that is no longer than a month."""


class Period(Record, frozen=True):
    """What is known of when something was: its `first` and `last` day, and `text`, what the author
    wrote.

    A period without a first day began no one knows when, one with neither is unknown altogether.
    """

    first: date | None
    last: date | None
    text: str

    @property
    def order(self) -> tuple[date, date]:
        """The sort key of periods: by last day, then by first; the unknown come first."""
        return self.last or date.min, self.first or date.min

    @property
    def days(self) -> int | None:
        """The number of days, None if it has no first day."""
        return (self.last - self.first).days + 1 if self.first and self.last else None


def day_period(day: date) -> Period:
    """The period that is one day."""
    return Period(day, day, day.isoformat())


def parse_period(value: str) -> Period | None:
    """The period that `value` denotes, with a first and a last day; None if it denotes none.

    As 2016-10-12, 2016-10 or oktober 2016, kvartal 4 2016, våren 2016, 2016, or two of these with
    “till” between.
    """
    text = " ".join(value.casefold().split())
    start, _, end = text.partition(UNTIL)
    opening, closing = _days_of(start), _days_of(end or start)
    if opening is None or closing is None or (end and opening[1] >= closing[0]):
        return None
    return Period(opening[0], closing[1], text)


def parse_open_period(value: str) -> Period | None:
    """As `parse_period`, and also “före 2017-01-12” (no first day) and “okänt” (neither)."""
    text = " ".join(value.casefold().split())
    if text == UNKNOWN:
        return Period(None, None, text)
    if not text.startswith(BEFORE):
        return parse_period(value)
    days = _days_of(text.removeprefix(BEFORE))
    return Period(None, days[0] - timedelta(1), text) if days else None


@lru_cache(10_000)
def _days_of(text: str) -> tuple[date, date] | None:
    """The first and last day of what is written in one of the forms without other words."""
    for pattern, read in _FORMS:
        match = pattern.fullmatch(text)
        if match and int(match["year"]) in YEARS:
            try:
                return read(match)
            except ValueError:
                return None
    return None


def _read_day(match: re.Match[str]) -> tuple[date, date]:
    day = date(*map(int, match.groups()))
    return day, day


def _months(year: int, month: int, count: int) -> tuple[date, date]:
    """The first and last day of `count` months from one on."""
    last = month + count - 1
    end_year, end = year + (last - 1) // 12, (last - 1) % 12 + 1
    return date(year, month, 1), date(end_year, end, monthrange(end_year, end)[1])


def _read_season(match: re.Match[str]) -> tuple[date, date]:
    year = int(match["year"]) - (match[1] == "vinter")
    return _months(year, SEASONS[match[1]], 3)


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], tuple[date, date]]], ...] = (
    (_DAY, _read_day),
    (_MONTH, lambda match: _months(int(match["year"]), int(match[2]), 1)),
    (_NAMED_MONTH, lambda match: _months(int(match["year"]), MONTHS[match[1]], 1)),
    (_QUARTER, lambda match: _months(int(match["year"]), 3 * int(match[1]) - 2, 3)),
    (_SEASON, _read_season),
    (_YEAR, lambda match: _months(int(match["year"]), 1, 12)),
)


def add_months(day: date, months: int) -> date:
    """The day `months` later, or the last of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def contains(wide: Period, narrow: Period) -> bool:
    """True if every day on which `narrow` may have been is a day of `wide`."""
    starts = wide.first is None or (narrow.first is not None and narrow.first >= wide.first)
    return starts and (wide.last is None or (narrow.last is not None and narrow.last <= wide.last))


def overlaps(one: Period, other: Period) -> bool:
    """True if the two may have a day in common."""
    return (one.first or date.min) <= (other.last or date.max) and (other.first or date.min) <= (
        one.last or date.max
    )


def format_period(period: Period) -> str:
    """“12 oktober 2016”, “fjärde kvartalet 2016”, “våren 2016”, “före mars 2017”, “okänd tid”."""
    text = period.text
    if text == UNKNOWN:
        return "okänd tid"
    if text.startswith(BEFORE):
        return BEFORE + _format_part(text.removeprefix(BEFORE))
    start, _, end = text.partition(UNTIL)
    if end and _DAY.fullmatch(start) and _DAY.fullmatch(end):
        return _format_days(period)
    return UNTIL.join(_format_part(part) for part in (start, end) if part)


def format_time(period: Period) -> str:
    """When something is to be, as it stands in a sentence: “i oktober 2016”, “den 12 oktober
    2016”, “våren 2016”, “före mars 2017”."""
    text, shown = period.text, format_period(period)
    if _DAY.fullmatch(text):
        return f"den {shown}"
    return f"i {shown}" if _MONTH.fullmatch(text) or _NAMED_MONTH.fullmatch(text) else shown


def format_bounds(period: Period) -> str:
    """The first and the last day: “1 september–30 november 2017”, “till och med 11 januari 2017”,
    “okänd tid”."""
    if period.last is None:
        return "okänd tid"
    if period.first is None:
        return f"till och med {swedish.format_date(period.last)}"
    if period.first == period.last:
        return swedish.format_date(period.last)
    return _format_days(period)


def _format_part(text: str) -> str:
    quarter = _QUARTER.fullmatch(text)
    if quarter:
        return f"{_ORDINALS[int(quarter[1]) - 1]} kvartalet {quarter['year']}"
    days = _days_of(text)
    if days is None or not (_DAY.fullmatch(text) or _MONTH.fullmatch(text)):
        return text
    first, last = days
    if first == last:
        return swedish.format_date(first)
    return swedish.format_month(first.year, first.month)


def _format_days(period: Period) -> str:
    """“12–14 oktober 2016”, “28 september–2 oktober 2016”."""
    first, last = period.first, period.last
    if first is None or last is None:
        return period.text
    start, end = swedish.format_date(first), swedish.format_date(last)
    same = "" if first.year != last.year else start.rpartition(" ")[2]
    if same and first.month == last.month:
        return f"{first.day}–{end}"
    return f"{start.removesuffix(f' {same}')}–{end}"


def format_distance(earlier: Period, later: Period) -> str:
    """How long one visit was after another, only as exact as the less exact of the two: “13
    månader”, “ungefär 1 år”, “minst 3 månader”; empty if nothing can be said."""
    if earlier.last is None or later.first is None or later.last is None:
        return ""
    if earlier.first is None:
        least = swedish.months_between(earlier.last, later.first)
        return f"minst {swedish.format_months(least)}" if least > 0 else ""
    if earlier.days == later.days == 1:
        is_later = later.first > earlier.first
        return swedish.format_length(earlier.first, later.first) if is_later else ""
    if max(earlier.days or 0, later.days or 0) <= EXACT_TO_A_MONTH:
        months = _month_of(later.last) - _month_of(earlier.last)
        return swedish.format_months(months) if months > 0 else ""
    middles = [each[0] + (each[1] - each[0]) / 2 for each in (_ends(earlier), _ends(later))]
    step = 12 if max(earlier.days or 0, later.days or 0) > 100 else 3
    months = step * round((middles[1] - middles[0]).days / 30.44 / step)
    return f"ungefär {swedish.format_months(months)}" if months > 0 else ""


def _ends(period: Period) -> tuple[date, date]:
    last = period.last or date.max
    return period.first or last, last


def _month_of(day: date) -> int:
    return day.year * 12 + day.month
