"""Field types that are a single word: choices, numbers, dates, slugs, web and e-mail addresses.

Each function returns a Field that converts one node; none may read other files or a clock.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from sitegen.front_matter import patterns
from sitegen.front_matter.declarations import Field, Reporter
from sitegen.front_matter.fields import INVALID, is_word
from sitegen.front_matter.patterns import Shape
from sitegen.front_matter.yaml_nodes import Node
from sitegen.sweden.dates import parse_moment, parse_period


def one_of(
    help: str,
    *,
    code: str,
    parse: Callable[[str], Any],
    message: str,
    hint: str,
    example: str,
    shape: Shape,
) -> Field:
    """A single word as `parse` converts it; if that returns None, `message` is reported as `code`.

    {} in `message` is the word. `shape` is the JSON Schema of such words, for editors.
    """

    def convert(node: Node, report: Reporter) -> Any:
        if not is_word(node, report):
            return INVALID
        value = parse(node.value.strip())
        if value is None:
            report(node, code, message.format(node.value), hint)
        return INVALID if value is None else value

    keyword = "patternErrorMessage" if "pattern" in shape else "errorMessage"
    return Field(convert, help, example, {**shape, keyword: hint})


def choice(help: str, *choices: str) -> Field:
    """One of a few fixed words."""
    return one_of(
        help,
        code="choice-unknown",
        parse=lambda value: value if value in choices else None,
        message="”{}” går inte att välja här.",
        hint=f"Skriv {'något av ' if len(choices) > 1 else ''}{', '.join(choices)}.",
        example=choices[0],
        shape={"enum": list(choices)},
    )


def flag(help: str) -> Field:
    """Yes or no, in Swedish or English."""
    words = {"ja": True, "true": True, "yes": True, "nej": False, "false": False, "no": False}
    return one_of(
        help,
        code="flag-unknown",
        parse=lambda value: words.get(value.casefold()),
        message="”{}” är varken ja eller nej.",
        hint="Skriv true för ja eller false för nej.",
        example="true",
        shape=patterns.FLAG,
    )


def number(help: str, *, least: int = 0, most: int = 1000) -> Field:
    """A whole number from `least` to `most`."""

    def parse(value: str) -> int | None:
        if not re.fullmatch(r"\d{1,6}", value, re.ASCII):
            return None
        return int(value) if least <= int(value) <= most else None

    return one_of(
        help,
        code="number-invalid",
        parse=parse,
        message="”{}” är inget heltal som går att använda här.",
        hint=f"Skriv ett heltal från {least} till {most}.",
        example=str(min(10, most)),
        shape={"type": "integer", "minimum": least, "maximum": most},
    )


def moment(help: str) -> Field:
    """A date with or without a time of day, as a Moment in Swedish civil time."""
    return one_of(
        help,
        code="date-invalid",
        parse=parse_moment,
        message="”{}” är inget datum som finns.",
        hint="Skriv år-månad-dag, till exempel 2017-06-01, eller med klockslag: 2017-06-01 14:05.",
        example="2017-06-01 14:05",
        shape=patterns.MOMENT,
    )


def period(help: str) -> Field:
    """A day (2015-10-14), a month (2015-10) or a season (våren 2017), as a Period."""
    return one_of(
        help,
        code="period-invalid",
        parse=parse_period,
        message="”{}” är ingen dag, månad eller årstid.",
        hint="Skriv en dag (2015-10-14), en månad (2015-10) eller en årstid (våren 2017).",
        example="våren 2017",
        shape=patterns.PERIOD,
    )


def slug(help: str, *, example: str = "hagfors-2015", names: str = "") -> Field:
    """The part of a URL that identifies the page: a–z, 0–9 and single hyphens."""
    return one_of(
        help,
        code="slug-invalid",
        parse=lambda value: value if is_slug(value) else None,
        message="”{}” går inte att använda i en adress.",
        hint="Använd bara a–z, 0–9 och bindestreck, till exempel hagfors-2015.",
        example=example,
        shape=patterns.SLUG,
    )._replace(names=names)


def is_slug(value: str) -> bool:
    """True if `value` is safe as a folder name on every file system and in every URL."""
    return patterns.matches(patterns.SLUG, value)


def web_address(help: str, *, example: str = "https://www.hagfors.se/nyheter") -> Field:
    """An absolute http or https URL."""
    return one_of(
        help,
        code="address-invalid",
        parse=lambda value: value if patterns.matches(patterns.WEB_ADDRESS, value) else None,
        message="”{}” är ingen webbadress.",
        hint="Skriv hela adressen, till exempel https://www.hagfors.se/nyheter.",
        example=example,
        shape=patterns.WEB_ADDRESS,
    )


def email(help: str) -> Field:
    """An e-mail address."""
    return one_of(
        help,
        code="email-invalid",
        parse=lambda value: value if patterns.matches(patterns.EMAIL, value) else None,
        message="”{}” är ingen e-postadress.",
        hint="Skriv till exempel blogg@example.org.",
        example="blogg@example.org",
        shape=patterns.EMAIL,
    )
