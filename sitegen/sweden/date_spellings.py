"""Reads dates in other spellings than the blog's own, to propose what the author may have meant.

It decides nothing: `dates` says what a date is, and messages ask the author. Pure, without a clock.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, datetime
from typing import NamedTuple

from sitegen.sweden.dates import YEARS, parse_moment
from sitegen.sweden.periods import MONTHS

_ENGLISH = ("january", "february", "march", "may", "june", "july", "august", "october")
"""The English names of months that are not spelled as in Swedish."""

_MONTHS = MONTHS | dict(zip(_ENGLISH, (1, 2, 3, 5, 6, 7, 8, 10), strict=True))
_SEASONS = {
    **dict.fromkeys(("vår", "våren", "vt", "vårterminen"), "våren"),
    **dict.fromkeys(("sommar", "sommaren"), "sommaren"),
    **dict.fromkeys(("höst", "hösten", "ht", "höstterminen"), "hösten"),
    **dict.fromkeys(("vinter", "vintern"), "vintern"),
}

_ODD_HYPHEN = re.compile("[\u2010-\u2015\u2212]")
_WEEKDAY = re.compile(
    r"(?:(?:mån|tis|ons|tors|fre|lör|sön)(?:dag(?:en)?)?[.,]?[ ]+)?(?:(?:den|d\.?)[ ]+)?"
)
_CLOCK = re.compile(
    r"(?:t|,?[ ]+|,)(?:kl(?:ockan)?[. ]*)?(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:\.\d+)?)?"
    r"(?:[ ]*(z|utc|gmt|cest|cet|[+-]\d{2}(?::?\d{2})?))?"
    r"|,?[ ]+kl(?:ockan)?[. ]*(\d{1,2})"
)
_OFFSET = re.compile(r"(?<=\d)[ ]*(?:z|utc|gmt|[+-]\d{2}:?\d{2}|[ ]\+\d{2})")

_ZONES = {"utc": "z", "gmt": "z", "cet": "+0100", "cest": "+0200"}

_GAP = r"[-./, ]+"
_YEAR_YEAR = r"(?P<y>\d{4})"
_ANY_YEAR = r"[-'’]?(?P<y>\d{4}|\d{2})"
_DAY, _MONTH_WORD = r"(?P<d>\d{1,2})", r"(?P<word>[a-zåäö]{3,})\.?"
_NUMBERS = re.compile(rf"{_YEAR_YEAR}{_GAP}(?P<m>\d{{1,2}}){_GAP}{_DAY}")
_TOGETHER = re.compile(r"(?P<y>\d{4}|\d{2})(?P<m>\d{2})(?P<d>\d{2})")
_DAY_FIRST = re.compile(
    rf"(?P<a>\d{{1,2}})(?P<gap>{_GAP})(?P<b>\d{{1,2}})(?P<next>{_GAP}){_ANY_YEAR}"
)
_SHORT = re.compile(r"(?P<y>\d{2})-(?P<m>\d{1,2})-(?P<d>\d{1,2})")
_WORDS = (
    re.compile(rf"{_DAY}(?::?[ae])?(?:st|nd|rd|th)?[-./, ]*{_MONTH_WORD}[-/, ]*{_ANY_YEAR}"),
    re.compile(rf"{_MONTH_WORD}[- ]+{_DAY}(?::?[ae]|st|nd|rd|th)?[-, ]+{_YEAR_YEAR}"),
    re.compile(rf"{_YEAR_YEAR}[-/, ]*{_MONTH_WORD}[-/, ]*{_DAY}"),
)
_MONTH_OF_YEAR = (
    re.compile(rf"(?:i[ ]+)?{_MONTH_WORD}[-/, ]*{_ANY_YEAR}"),
    re.compile(rf"{_YEAR_YEAR}[-/, ]*{_MONTH_WORD}"),
    re.compile(rf"{_YEAR_YEAR}[-./ ]*(?P<m>\d{{1,2}})"),
    re.compile(rf"(?P<m>\d{{1,2}})[-./ ]+{_YEAR_YEAR}"),
)
_DAY_OF_MONTH = re.compile(rf"{_DAY}(?::?[ae])?[-./ ]*(?:{_MONTH_WORD}|(?P<m>\d{{1,2}}))")
_SEASON_OF_YEAR = (
    re.compile(rf"(?:i[ ]+)?(?P<word>[a-zåäö]+)[-, ]*{_ANY_YEAR}"),
    re.compile(rf"{_YEAR_YEAR}[-, ]*(?P<word>[a-zåäö]+)"),
)
_SPAN = re.compile(
    r"(?P<first>\d{4}-\d{1,2}-\d{1,2})[ ]*(?:-|till|och)+[ ]*\d[\d-]*"
    rf"|{_DAY}[ ]*(?:-|till|och)[ ]*\d{{1,2}}(?P<rest>[ ]*[a-zåäö]+[ ]*\d{{4}})"
)


LONGEST = 60
"""Characters of the longest text that is looked at."""


class Spelling(NamedTuple):
    """What a date may mean: `readings` in the blog's own form, the likeliest first.

    `is_certain` is True if it can mean nothing else than its only reading. `lacks` is what is not
    written, in Swedish: “dagen”, “året”, or empty.
    """

    readings: tuple[str, ...] = ()
    is_certain: bool = False
    lacks: str = ""


def read_moment_spelling(value: str) -> Spelling:
    """What `value` may mean as a date with or without a time of day."""
    words = _normalise(value)
    found, clock = _without_clock(words)
    days, is_certain = _read_days(found)
    readings = tuple(text for day in days if (text := _with_clock(day, clock)))
    if readings:
        return Spelling(readings, is_certain and len(readings) == 1)
    return Spelling(lacks=_find_lacking(found))


def read_period_spelling(value: str) -> Spelling:
    """What `value` may mean as a day, a month or a season."""
    words = _normalise(value)
    days, is_certain = _read_days(words)
    if days:
        return Spelling(tuple(map(str, days)), is_certain and len(days) == 1)
    for pattern in _SEASON_OF_YEAR:
        found = pattern.fullmatch(words)
        if found and found["word"] in _SEASONS:
            return Spelling((f"{_SEASONS[found['word']]} {_full_year(found['y'])}",), True)
    for pattern in _MONTH_OF_YEAR:
        found = pattern.fullmatch(words)
        month = _month_of(found) if found else 0
        if found and 1 <= month <= 12 and _full_year(found["y"]) in YEARS:
            return Spelling((f"{_full_year(found['y'])}-{month:02}",), True)
    span = _SPAN.fullmatch(words)
    if span:
        first, _ = _read_days(span["first"] or f"{span['d']}{span['rest']}")
        return Spelling(tuple(map(str, first[:1])))
    return Spelling()


def find_short_month(value: str) -> tuple[date, int] | None:
    """The first day of the month and its number of days, if `value` names a day after its last."""
    found, _ = _without_clock(_normalise(value))
    patterns = (_NUMBERS, *_WORDS, _DAY_FIRST)
    match = next((each for pattern in patterns if (each := pattern.fullmatch(found))), None)
    if match is None:
        return None
    is_day_first = match.re is _DAY_FIRST
    month, day = (int(match["b"]), match["a"]) if is_day_first else (_month_of(match), match["d"])
    year = _full_year(match["y"])
    if not (1 <= month <= 12 and year in YEARS and int(day) <= 31):
        return None
    days = monthrange(year, month)[1]
    return (date(year, month, 1), days) if int(day) > days else None


def _normalise(value: str) -> str:
    if len(value) > LONGEST:
        return ""
    words = " ".join(_ODD_HYPHEN.sub("-", value.casefold()).split()).strip(" .,\"”'")
    return _WEEKDAY.sub("", words, count=1)


def _without_clock(words: str) -> tuple[str, str]:
    """The words without their time of day, and that as `dates` reads it, with its offset."""
    for start in range(len(words)):
        found = _CLOCK.fullmatch(words, start)
        if found and start > 2:
            hour, minute, second, offset, alone = found.groups()
            offset = _ZONES.get(offset or "", offset or "")
            offset = f"{offset}00" if re.fullmatch(r"[+-]\d\d", offset) else offset
            clock = f"{hour or alone}:{minute or '00'}{f':{second}' if second else ''}"
            return words[:start].rstrip(" ,"), f" {clock}{offset.upper()}"
    for offset in _OFFSET.finditer(words):
        if offset.end() == len(words) and _NUMBERS.fullmatch(words, 0, offset.start()):
            return words[: offset.start()], ""
    return words, ""


def _with_clock(day: date, clock: str) -> str:
    """The day with a time of day in Swedish civil time, or empty if there is no such time."""
    moment = parse_moment(f"{day}{clock}")
    if moment is None:
        return ""
    return moment.at.strftime("%Y-%m-%d %H:%M") if moment.has_time else str(moment.at.date())


def _read_days(words: str) -> tuple[list[date], bool]:
    """The days that the words may mean, and whether a single one is certain."""
    if found := _NUMBERS.fullmatch(words):
        as_written = list(_days((found["y"], found["m"], found["d"])))
        swapped = list(_days((found["y"], found["d"], found["m"])))
        return as_written or swapped, bool(as_written)
    if found := _TOGETHER.fullmatch(words):
        return list(_days((found["y"], found["m"], found["d"]))), len(found["y"]) == 4
    if found := _DAY_FIRST.fullmatch(words):
        return _read_day_first(found)
    if found := _SHORT.fullmatch(words):
        return list(_days((found["y"], found["m"], found["d"]))), False
    for pattern in _WORDS:
        if (found := pattern.fullmatch(words)) and (month := _month_of(found)):
            return list(_days((found["y"], str(month), found["d"]))), True
    return [], False


def _read_day_first(found: re.Match[str]) -> tuple[list[date], bool]:
    """5/1 2017 is 5 January, as Swedes write; 5/1/2017 and 17-05-01 are written in two ways."""
    a, b, year = found["a"], found["b"], found["y"]
    gap, following = found["gap"].strip(), found["next"].strip()
    swedish = [(year, b, a)]
    if len(year) == 2 and gap == following == "-":
        swedish = [(a, b, year), (year, b, a)]
    elif len(year) == 2 and gap == following == "/":
        swedish += [(a, b, year), (year, a, b)]
    elif gap == following and gap != ".":
        swedish += [(year, a, b)]
    days = list(dict.fromkeys(_days(*swedish)))
    if not days:
        return list(_days((year, a, b))), False
    return days, len(days) == 1 and (len(year) == 4 or len(swedish) == 1)


def _days(*parts: tuple[str, str, str]) -> Iterator[date]:
    """The days of year, month and day that exist."""
    for year, month, day in parts:
        full = _full_year(year)
        if full in YEARS:
            try:
                yield date(full, int(month), int(day))
            except ValueError:
                continue


def _full_year(year: str) -> int:
    if len(year) == 4:
        return int(year)
    return int(datetime.strptime(f"{int(year):02}", "%y").year)


def _month_of(found: re.Match[str]) -> int:
    """The number of the month that is named, by a word or a number, or 0."""
    groups = found.groupdict()
    if groups.get("m"):
        return int(groups["m"])
    word = groups.get("word") or "?"
    return min((number for name, number in _MONTHS.items() if name.startswith(word)), default=0)


def _find_lacking(words: str) -> str:
    if any((found := each.fullmatch(words)) and _month_of(found) for each in _MONTH_OF_YEAR):
        return "dagen"
    if re.fullmatch(r"\d{4}", words):
        return "månaden och dagen"
    found = _DAY_OF_MONTH.fullmatch(words)
    return "året" if found and 1 <= _month_of(found) <= 12 else ""
