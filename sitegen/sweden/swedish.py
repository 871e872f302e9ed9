"""Swedish as the site writes it: alphabetical order, slugs, dates, numbers, lists and intervals.

Pure functions over text and dates; this module reads no clock, no file and no locale of the
machine, and imports nothing of sitegen.
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel import Locale

# The tailoring of CLDR's collation for "sv": for each letter a primary weight (the characters after
# z in ASCII are used for å, ä, ö) and a rank among letters of equal primary weight.
_TAILORING = {
    "å": ("{", "\x01"),
    "ä": ("|", "\x01"),
    "æ": ("|", "\x02"),
    "ę": ("|", "\x03"),
    "ö": ("}", "\x01"),
    "ø": ("}", "\x02"),
    "ő": ("}", "\x03"),
    "œ": ("}", "\x04"),
    "ô": ("}", "\x05"),
    "ü": ("y", "\x02"),
    "ű": ("y", "\x03"),
    "đ": ("d", "\x02"),
    "ð": ("d", "\x03"),
    "ł": ("l", "\x02"),
    "þ": ("th", "\x02\x01"),
}
# CLDR's root order of the characters before the digits, of quotation marks, and of accents.
_PUNCTUATION = "\t\n\v\f\r _-–—,;:!?.·'\"«»()[]{}§@*/\\&#%•`^°+<=>|~$€"
_QUOTES = {"‘": ("'", "\x02"), "’": ("'", "\x03"), "“": ('"', "\x02"), "”": ('"', "\x03")}
_ACCENTS = "\u0301\u0300\u0306\u0302\u030c\u030a\u0308\u030b\u0303\u0307\u0327\u0328\u0304"

_LATIN = str.maketrans(
    {"æ": "ae", "ø": "o", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i"}
)
_COMMON_MARKS = re.compile("[\u0300-\u036f]")  # of Mn; asking for each category takes longer
_DROPPED = ("Mn", "Cf")  # combining marks and format characters
_NOT_IN_SLUG = re.compile(r"[^a-z0-9]+")


def sort_key(text: str) -> str:
    """A sort key for Swedish alphabetical order.

    Follows ICU's collation for "sv" (CLDR, tested against ICU 77): å, ä, ö after z; w a letter of
    its own after v; æ with ä, ø with ö, ü with y; spaces, then punctuation, then digits before
    letters. Other accents count only between words that are otherwise equal, and after them letter
    case, lower case first. Letters outside the Latin alphabet come last, by code point.
    """
    return "\x00".join(_levels(unicodedata.normalize("NFC", text)))


def _levels(text: Iterable[str]) -> tuple[str, str, str]:
    """The weights of all characters for each level: letters, accents, letter case."""
    weights = [_weights(char) for char in text]
    letters, accents, cases = ("".join(weight[level] for weight in weights) for level in range(3))
    return letters, accents, cases


@cache
def _weights(char: str) -> tuple[str, str, str]:
    """What one character adds to each level of the key."""
    folded = char.casefold()
    case = "\x01" if char == char.lower() else "\x02"
    if folded in _TAILORING:
        return *_TAILORING[folded], case
    mark, rank = _QUOTES.get(char, (char, "\x01"))
    if mark in _PUNCTUATION:
        return f"\x02{chr(_PUNCTUATION.index(mark) + 1)}", rank, case
    if decomposition := unicodedata.decomposition(char):
        return _levels(chr(int(code, 16)) for code in decomposition.split() if code[0] != "<")
    if unicodedata.category(char) in {"Mn", "Cc", "Cf"}:
        return _ignorable_weights(char)
    if not char.isalnum():
        return f"\x03{char}", "\x01", case
    return folded, "\x01" * len(folded), case * len(folded)


def _ignorable_weights(char: str) -> tuple[str, str, str]:
    """The weights of a character that is no letter: combining marks count only as accents, control
    and format characters not at all."""
    if not unicodedata.combining(char):
        return "", "", ""
    rank = _ACCENTS.find(char)
    return "", char if rank < 0 else chr(0x10 + rank), "\x01"


def slugify(text: str) -> str:
    """`text` as a part of a URL: a–z, 0–9 and single hyphens between them.

    Å and ä become a, ö becomes o, é becomes e, ß becomes ss. A text without any letter or digit
    that can be written so gives an empty string.
    """
    if text.isascii():
        return _NOT_IN_SLUG.sub("-", text.lower()).strip("-")
    plain = unicodedata.normalize("NFKD", text).casefold().translate(_LATIN)
    letters = _COMMON_MARKS.sub("", unicodedata.normalize("NFKD", plain))
    if not letters.isascii():
        letters = "".join(each for each in letters if unicodedata.category(each) not in _DROPPED)
    return _NOT_IN_SLUG.sub("-", letters).strip("-")


def capitalise(text: str) -> str:
    """`text` with a capital first letter and the rest untouched."""
    return text[:1].upper() + text[1:]


def genitive(name: str) -> str:
    """`name` in the genitive: Lunds, Umeås, but Hagfors and Kalix as they are.

    Svenska skrivregler (Språkrådet): names that end in s, x or z take neither an s nor an
    apostrophe.
    """
    return name if not name or name[-1] in "sxzSXZ" else f"{name}s"


def format_list(items: Iterable[str]) -> str:
    """The items as running text: “a, b och c”."""
    return _format_list(tuple(items))


@lru_cache(10_000)
def _format_list(items: tuple[str, ...]) -> str:
    from babel.lists import format_list as babel_format_list

    return babel_format_list(items, locale=_locale())


@cache
def format_number(number: int) -> str:
    """`number` with a no-break space between thousands: “12 345”."""
    from babel.numbers import format_decimal

    return format_decimal(number, locale=_locale())


_NUMBER_WORDS = (
    *("noll", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva"),
    "tolv",
)


def number_word(number: int) -> str:
    """“tre”, “tolv”, but “13”: in running text, numbers up to twelve are words (Svenska
    skrivregler); one is that of words with “en”."""
    return _NUMBER_WORDS[number] if number < len(_NUMBER_WORDS) else format_number(number)


def count(number: int, singular: str, plural: str) -> str:
    """`number` with the right form of its noun: “1 kommun”, “2 kommuner”, “0 kommuner”."""
    return f"{format_number(number)} {singular if number == 1 else plural}"


@cache
def format_date(day: date) -> str:
    """“1 juni 2017”."""
    return _format_pattern(day, "d MMMM y")


def format_datetime(moment: datetime) -> str:
    """“1 juni 2017 kl. 14.05”, in whatever time zone `moment` carries."""
    return f"{format_date(moment.date())} kl. {moment:%H.%M}"


@cache
def format_month(year: int, month: int) -> str:
    """“juni 2017”; `month` counts from 1. Raises ValueError for a month that does not exist."""
    return _format_pattern(date(year, month, 1), "MMMM y")


@cache
def format_span(first: date, last: date) -> str:
    """The months between two days: “mars till juni 2016”, “november 2015 till mars 2016”; the days
    themselves if they are in the same month: “3 till 17 juni 2016”."""
    end = format_month(last.year, last.month)
    if first == last:
        return format_date(last)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} till {format_date(last)}"
    if first.year == last.year:
        return f"{_format_pattern(first, 'MMMM')} till {end}"
    return f"{format_month(first.year, first.month)} till {end}"


def _format_pattern(day: date, pattern: str) -> str:
    from babel.dates import format_date as babel_format_date

    return babel_format_date(day, pattern, locale=_locale())


@cache
def _locale() -> Locale:
    # Imported inside functions: Babel takes longer to import than everything else here.
    from babel import Locale

    return Locale("sv")


def months_between(start: date, end: date) -> int:
    """Whole months from `start` to `end`; negative if `end` is earlier.

    A month is complete when the same day of the month is reached, or the last day of a shorter
    month: 31 January to 28 February is one month.
    """
    if end < start:
        return -months_between(end, start)
    months = (end.year - start.year) * 12 + end.month - start.month
    last_day = calendar.monthrange(end.year, end.month)[1]
    return months if end.day >= min(start.day, last_day) else months - 1


@lru_cache(100_000)  # what a page says of two visits, four others say too
def format_length(start: date, end: date) -> str:
    """How long it is from `start` to a later day: “13 månader”, “3 veckor”.

    In days up to two weeks, weeks up to a month, then as `format_months`.
    """
    days, months = (end - start).days, months_between(start, end)
    if months:
        return format_months(months)
    by_week = days == 7 or days >= 14
    return count(days // 7, "vecka", "veckor") if by_week else count(days, "dag", "dagar")


def format_months(months: int) -> str:
    """Months up to two years (a whole year is “1 år”), then years and remaining months."""
    years, rest = divmod(months, 12)
    if rest == 0:
        return f"{years} år"
    if years < 2:
        return count(months, "månad", "månader")
    return f"{years} år och {count(rest, 'månad', 'månader')}"


@cache
def fold(word: str) -> str:
    """The form in which two spellings of the same term are equal."""
    return unicodedata.normalize("NFC", " ".join(word.split())).casefold()
