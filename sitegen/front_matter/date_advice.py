"""Advice on dates and periods that cannot be read: what is wrong with one, and what to write.

It proposes what `sweden.date_spellings` finds, and a replacement only if there is no doubt.
"""

from __future__ import annotations

import re

from sitegen.front_matter.declarations import Advice
from sitegen.sweden import swedish
from sitegen.sweden.date_spellings import (
    Spelling,
    find_short_month,
    read_moment_spelling,
    read_period_spelling,
)
from sitegen.sweden.dates import YEARS, parse_moment

MOMENT_FORM = "Skriv år-månad-dag, till exempel 2017-06-01, eller med klockslag: 2017-06-01 14:05."
PERIOD_FORM = (
    "Skriv en dag (2015-10-14), en månad (oktober 2015), en årstid (våren 2017), ett år (2017) "
    "eller två dagar med till emellan (2017-01-09 till 2017-01-13)."
)

_NOTHING = ("nej", "inget", "inga", "nej.", "-", "–", "none", "no")
_QUARTER = re.compile(r"(?:q|kv\.?|kvartal)\s*(?P<number>[1-4]),?\s+(?P<year>\d{4})", re.IGNORECASE)
# Two whole days, or two days of one month.
_DAYS = re.compile(
    r"(?P<first>\d{4}-\d{1,2}-\d{1,2}|\d{1,2}\.?)\s*(?:[-–—/]|till|och|t\.?o\.?m\.?|to)\s*"
    r"(?P<last>\d{4}-\d{1,2}-\d{1,2}|\d{1,2}\s+[^\W\d]+\s+\d{4})",
    re.IGNORECASE,
)
_YEAR_FIRST = re.compile(r"(\d{4,})-(\d{1,2})-(\d{1,2})(.*)", re.DOTALL)


def advise_on_moment(value: str) -> Advice:
    """What to say of a `date` or `updated` that cannot be read."""
    spelling = read_moment_spelling(value)
    message = f"”{value}” är inget datum som finns."
    if spelling.readings and not _YEAR_FIRST.fullmatch(value):
        message = f"”{value}” är inget datum i den form som bloggen läser."
    elif spelling.lacks:
        message = f"”{value}” är inget helt datum: {spelling.lacks} saknas."
    return _propose(message, spelling, _explain(value), MOMENT_FORM)


def advise_on_period(value: str, *, none: str = "") -> Advice:
    """What to say of a period that cannot be read; `none` is the word for none, if there is one."""
    if written := _read_range(value):
        return Advice(f"”{value}” är inga två dagar i den form som bloggen läser.", *written)
    if none and value.casefold() in _NOTHING:
        hint = f"Menar du att det inte finns någon, skriv {none}. {PERIOD_FORM}"
        return Advice(f"”{value}” är ingen dag, månad eller årstid.", hint)
    spelling = read_period_spelling(value)
    form = " i den form som bloggen läser" if spelling.readings else ""
    message = f"”{value}” är ingen dag, månad eller årstid{form}."
    why = "" if spelling.readings else _explain(value)
    return _propose(message, spelling, why, PERIOD_FORM)


def _read_range(value: str) -> tuple[str, str] | None:
    """Hint and replacement for two days, or a quarter, in another form."""
    if quarter := _QUARTER.fullmatch(value):
        return _write(f"kvartal {quarter['number']} {quarter['year']}")
    days = _DAYS.fullmatch(value)
    if days is None:
        return None
    last = read_moment_spelling(days["last"]).readings
    rest = days["last"][len(days["last"].split()[0]) :]
    first = days["first"] if "-" in days["first"] else f"{days['first'].rstrip('.')}{rest}"
    begin = read_moment_spelling(first).readings
    if len(begin) != 1 or len(last) != 1:
        return None
    ends = sorted((*begin, *last))
    return _write(f"{ends[0]} till {ends[1]}")


def _write(written: str) -> tuple[str, str]:
    return f"Skriv {written}.", written


def _propose(message: str, spelling: Spelling, why: str, form: str) -> Advice:
    """Advice with what `spelling` proposes between `why` and the hint on the `form`."""
    readings = [_with_words(each) for each in spelling.readings]
    if spelling.is_certain:
        return Advice(message, f"Skriv {readings[0]}.", spelling.readings[0])
    if len(readings) > 1:
        form = f"Det kan läsas som {swedish.format_list(readings)}; skriv det som du menar."
    elif readings:
        form = f"Menade du {readings[0]}? {form}"
    return Advice(message, f"{why}{form}", meant=tuple(spelling.readings))


def _with_words(reading: str) -> str:
    """The reading, followed by the same day in words where it is one."""
    moment = parse_moment(reading)
    return f"{reading} ({swedish.format_date(moment.at.date())})" if moment else reading


def _explain(value: str) -> str:
    """Why a date that has the right form does not exist, as a sentence before the hint."""
    if month := find_short_month(value):
        first, days = month
        named = swedish.capitalise(swedish.format_month(first.year, first.month))
        return f"{named} har {days} dagar. "
    found = _YEAR_FIRST.fullmatch(value.strip())
    if found and int(found[1]) not in YEARS:
        return f"Året ska vara mellan {YEARS[0]} och {YEARS[-1]}. "
    if found and not 1 <= int(found[2]) <= 12:
        return "Månaden ska vara mellan 1 och 12. "
    if found and found[4][:1] in tuple(" T,") and parse_moment("-".join(found.groups()[:3])):
        return "Klockslaget skrivs som 14:05, från 00:00 till 23:59. "
    return ""
