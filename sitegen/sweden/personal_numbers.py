"""Swedish personal numbers and coordination numbers: finds them in a text, and masks them.

It judges by the form, the date and the check digit alone; it knows nothing of persons.
Source: Skatteverket, on personnummer and samordningsnummer (SKV 704, SKV 707).
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator

from sitegen.core.record import Record

LAST_YEAR = 2049
"""The last year of birth that is taken for one; there is no clock here."""

COORDINATION = 60
"""What is added to the day of birth in a coordination number."""

MASK = "*"


class PersonalNumber(Record, frozen=True):
    """A personal number at its place in a text; `masked` is what it looks like without its end.

    `is_coordination` is True for a coordination number. `is_certain` is False if the check digit is
    wrong, but the words before it say that it is a personal number.
    """

    start: int
    end: int
    masked: str
    is_coordination: bool
    is_certain: bool


# What may stand between the parts: blanks, what cannot be seen, emphasis, and any kind of dash,
# also as they are written in HTML and in addresses.
_BLANK = (
    r"(?:[^\S\n]|[\u00ad\u200b-\u200d\u2060\ufeff\\*_`]|</?[a-z]{1,6}/?>|%20|%C2%A0"
    r"|&(?:nbsp|shy|thinsp|\#160|\#xa0);)"
)
_DASH = (
    r"(?:[-+\u2010-\u2015\u2212\ufe58\ufe63\uff0d]|%2[BD]"
    r"|&(?:[nm]dash|minus|hyphen|plus|\#4[35]|\#82\d\d|\#x2[bd]|\#x201[0-5]);)"
)
_NUMBER = re.compile(
    rf"""(?<![0-9])(?P<century>(?:(?:18|19|20){_BLANK}{{0,2}})?)
    (?P<year>[0-9][0-9])
    (?:(?P<month>[0-9][0-9])(?P<day>[0-9][0-9])(?P<gap>{_BLANK}{{0,3}}(?:{_DASH}{{1,2}}\n?{_BLANK}{{0,3}})?)
    |(?P<mark>[-./\u2010-\u2013]|{_BLANK})(?P<month2>[0-9][0-9])(?P=mark)(?P<day2>[0-9][0-9])
     (?:{_BLANK}{{0,3}}{_DASH}{_BLANK}{{0,3}}|(?<=[ \u00a0\u202f][0-9][0-9]){_BLANK}))
    (?P<number>[0-9][0-9]{_BLANK}?[0-9])(?:{_BLANK}|{_DASH})?(?P<check>[0-9])(?![0-9])
    (?(mark)(?!-[^\W\d]|\.[a-z]{{2,4}}\b))  # a file named after its day and something else""",
    re.VERBOSE | re.IGNORECASE,
)
# Fast pre-check, which begins with a digit, as Python searches for that fast.
_SUSPECT = re.compile(
    r"[0-9][0-9](?:[0-9]{4}|([^0-9A-Za-zåäöÅÄÖ|\n])[0-9][0-9]\1[0-9][0-9][^0-9|\n]{1,16}[0-9]{3})"
)
_NAMED = re.compile(
    r"(?:person|samordnings|pers\.?)[ -]?(?:nummer|nummret|numret|nr)\b.{0,25}\Z"
    r"|\bp\.?nr\b.{0,15}\Z",
    re.IGNORECASE | re.DOTALL,
)
_CALLED = re.compile(r"(?:tel|fon|mobil|ring|sms|nås på|isbn)[^0-9]{0,20}\Z", re.IGNORECASE)
_INSIDE = re.compile(r"[0-9][.,]\Z")
_DIGIT = re.compile("[0-9]")


def find_personal_numbers(text: str) -> Iterator[PersonalNumber]:
    """Yield each personal number and coordination number, with or without century and dash.

    A number with a wrong check digit is yielded only if the words before it call it one. Numbers of
    organisations have no month, and those of telephones are told by the words before or by 070.
    """
    if not may_have_personal_number(text):
        return
    start = 0
    while found := _NUMBER.search(text, start):
        number = _judge(text, found)
        start = number.end if number else found.start() + 1
        if number:
            yield number


def may_have_personal_number(text: str) -> bool:
    """Fast pre-check: True if there are so many digits close to each other that it might be."""
    return _SUSPECT.search(text) is not None


def mask_personal_numbers(text: str) -> str:
    """The text with the last four digits of each personal number replaced by as many asterisks."""
    pieces, done = [], 0
    for number in find_personal_numbers(text):
        pieces += [text[done : number.start], number.masked]
        done = number.end
    return "".join((*pieces, text[done:])) if pieces else text


def _judge(text: str, found: re.Match[str]) -> PersonalNumber | None:
    before = text[max(found.start() - 40, 0) : found.start()]
    day = int(found["day"] or found["day2"])
    if _INSIDE.search(before) or not _is_date(found, day % COORDINATION) or _is_in_pairs(found):
        return None
    is_right = _has_check_digit(found)
    if (not is_right or _is_telephone(found, before)) and not _is_named(before):
        return None
    head, tail = (
        text[found.start() : found.start("number")],
        text[found.start("number") : found.end()],
    )
    return PersonalNumber(
        *found.span(),
        head + _DIGIT.sub(MASK, tail),
        is_coordination=day > COORDINATION,
        is_certain=is_right,
    )


def _is_date(found: re.Match[str], day: int) -> bool:
    """True if somebody can have been born that day; without a century, in one of two."""
    year, month = int(found["year"]), int(found["month"] or found["month2"])
    century = found["century"][:2]
    years = [int(f"{each}{year:02}") for each in ([century] if century else ["19", "20"])]
    return 1 <= month <= 12 and any(
        each <= LAST_YEAR and 1 <= day <= calendar.monthrange(each, month)[1] for each in years
    )


def _is_in_pairs(found: re.Match[str]) -> bool:
    """True if the end is divided though no dash is before it, as in columns of short numbers."""
    is_divided = found.end() - found.start("number") > len("NNNN")
    return is_divided and not (found["gap"] or "").strip()


def _has_check_digit(found: re.Match[str]) -> bool:
    """True if the last digit is the one that Luhn's algorithm gives for the nine before it."""
    month, day = found["month"] or found["month2"], found["day"] or found["day2"]
    end = "".join(_DIGIT.findall(found["number"]))
    digits = f"{found['year']}{month}{day}{end}{found['check']}"
    doubled = (int(digit) * (2 - place % 2) for place, digit in enumerate(digits))
    return sum(each // 10 + each % 10 for each in doubled) % 10 == 0


def _is_named(before: str) -> bool:
    """True if the words before call it a personal number; most have not even “nr” or “nummer”."""
    return ("n" in before or "N" in before) and _NAMED.search(before) is not None


def _is_telephone(found: re.Match[str], before: str) -> bool:
    """True for ten digits in a row that are a telephone number or an ISBN rather than a person."""
    if len(found[0]) != len("YYMMDDNNNN") or not found[0].isdigit():
        return False
    return found[0].startswith("070") or _CALLED.search(before) is not None
