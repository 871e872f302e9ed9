"""Periods as authors write them, read a second time: a first and a last day.

It knows the spellings and how two periods lie to each other, and no text.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from typing import NamedTuple

_MONTHS = (
    *("januari", "februari", "mars", "april", "maj", "juni"),
    *("juli", "augusti", "september", "oktober", "november", "december"),
)
_SEASONS = {"våren": 3, "sommaren": 6, "hösten": 9, "vintern": 12}
_DAY = timedelta(days=1)


class Span(NamedTuple):
    """First and last day; without a first day it is open, without both unknown."""

    first: date | None
    last: date | None

    @property
    def order(self) -> tuple[date, date]:
        """By last day, then first; what is not known comes first."""
        return self.last or date.min, self.first or date.min

    def holds(self, other: Span) -> bool:
        """True if no day of the other lies outside this one."""
        assert self.last
        assert other.last
        begins = self.first is None or (other.first is not None and self.first <= other.first)
        return begins and other.last <= self.last

    def fields(self) -> tuple[str, str]:
        """The two cells of a table."""
        return iso(self.first), iso(self.last)


def iso(day: date | None) -> str:
    """A day as a cell: empty where it is unknown."""
    return day.isoformat() if day else ""


def read_span(text: str) -> Span:
    """The days of a period as an author writes it."""
    text = text.strip()
    if text == "okänt":
        return Span(None, None)
    if text.startswith("före "):
        first = read_span(text.removeprefix("före ")).first
        assert first
        return Span(None, first - _DAY)
    if " till " in text:
        begin, end = text.split(" till ")
        return Span(read_span(begin).first, read_span(end).last)
    return _read_one(text)


def _read_one(text: str) -> Span:
    numbers = tuple(map(int, re.findall(r"\d+", text)))
    words = text.lower().split()
    if words[0] in _MONTHS:
        return _months(numbers[0], _MONTHS.index(words[0]) + 1, 1)
    if words[0] in _SEASONS:
        year = numbers[0] - (words[0] == "vintern")
        return _months(year, _SEASONS[words[0]], 3)
    if words[0] == "kvartal":
        return _months(numbers[1], 3 * numbers[0] - 2, 3)
    if len(numbers) == 3:
        return Span(date(*numbers), date(*numbers))
    if len(numbers) == 2:
        return _months(*numbers, 1)
    return _months(numbers[0], 1, 12)


def _months(year: int, month: int, count: int) -> Span:
    last = year * 12 + month + count - 2
    end_year, end_month = divmod(last, 12)
    days = calendar.monthrange(end_year, end_month + 1)[1]
    return Span(date(year, month, 1), date(end_year, end_month + 1, days))
