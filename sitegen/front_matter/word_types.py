"""Field types that are a single word: choices, numbers, dates, slugs, web and e-mail addresses.

Each function returns a Field that converts one node; none may read other files or a clock.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from sitegen.core import output_names
from sitegen.core.addresses import complete_address
from sitegen.front_matter import patterns
from sitegen.front_matter.date_advice import (
    MOMENT_FORM,
    PERIOD_FORM,
    advise_on_moment,
    advise_on_period,
)
from sitegen.front_matter.declarations import Advice, Field, Reporter
from sitegen.front_matter.fields import INVALID, is_word
from sitegen.front_matter.patterns import Shape
from sitegen.front_matter.yaml_nodes import Node
from sitegen.sweden import swedish
from sitegen.sweden.dates import parse_moment
from sitegen.sweden.periods import Period, parse_open_period, parse_period


def one_of(
    help: str,
    *,
    code: str,
    parse: Callable[[str], Any],
    message: str,
    hint: str,
    example: str,
    shape: Shape,
    advise: Callable[[str], Advice | None] = lambda value: None,
) -> Field:
    """A single word as `parse` converts it; if that returns None, it is reported as `code`.

    What is said is what `advise` finds to say of the word, or else `message`, in which {} is the
    word, and `hint`. `shape` is the JSON Schema of such words, for editors.
    """

    def convert(node: Node, report: Reporter) -> Any:
        if not is_word(node, report):
            return INVALID
        value = parse(node.value.strip())
        if value is None:
            advice = advise(node.value.strip()) or Advice(message.format(node.value), hint)
            report(node, code, advice.message, advice.hint, advice.new, advice.meant)
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


def moment(help: str, *, example: str = "2017-06-01 14:05") -> Field:
    """A date with or without a time of day, as a Moment in Swedish civil time."""
    return one_of(
        help,
        code="date-invalid",
        parse=parse_moment,
        message="”{}” är inget datum som finns.",
        hint=MOMENT_FORM,
        example=example,
        shape=patterns.MOMENT,
        advise=advise_on_moment,
    )


def period(help: str, *, none: Period | None = None) -> Field:
    """A day, a month, a quarter, a season, a year or a range of these, as a Period.

    With `none`, the word that is its text may be written instead, and gives it.
    """
    return one_of(
        help,
        code="period-invalid",
        parse=lambda value: none if none and value.casefold() == none.text else parse_period(value),
        message="”{}” är ingen tid som går att läsa.",
        hint=PERIOD_FORM + (f" Eller {none.text}." if none else ""),
        example="våren 2017",
        shape=patterns.any_of(patterns.PERIOD, none.text) if none else patterns.PERIOD,
        advise=lambda value: advise_on_period(value, none=none.text if none else ""),
    )


def open_period(help: str) -> Field:
    """As `period`, and also “före våren 2017” and “okänt”."""
    return one_of(
        help,
        code="period-invalid",
        parse=parse_open_period,
        message="”{}” är ingen tid som går att läsa.",
        hint=f"{PERIOD_FORM} Eller före och en sådan tid (före våren 2017), eller okänt.",
        example="våren 2017",
        shape=patterns.OPEN_PERIOD,
        advise=advise_on_period,
    )


_BAD_SLUG = "”{}” går inte att använda i en adress."


def slug(help: str, *, example: str = "hagfors-2015", names: str = "") -> Field:
    """The part of a URL that identifies the page: a–z, 0–9 and single hyphens."""
    return one_of(
        help,
        code="slug-invalid",
        parse=lambda value: value if is_slug(value) else None,
        message=_BAD_SLUG,
        hint="Använd bara a–z, 0–9 och bindestreck, till exempel hagfors-2015.",
        example=example,
        shape=patterns.SLUG,
        advise=_advise_on_slug,
    )._replace(names=names)


def _advise_on_slug(value: str) -> Advice | None:
    why = explain_slug(value)
    if why:
        return Advice(f"”{value[:40]}” går inte att använda i en adress: {why[0]}.", why[1])
    plain = swedish.slugify(value)
    if not is_slug(plain):
        return None
    return Advice(_BAD_SLUG.format(value), f"Skriv {plain}.", meant=(plain,))


def explain_slug(value: str) -> tuple[str, str] | None:
    """Why letters that are right make no address, as a Swedish clause, and what to do about it."""
    if output_names.is_device(value):
        return f"Windows använder namnet {value} själv", f"Lägg till ett ord: {value}-2015."
    most = int(patterns.SLUG["maxLength"])
    if len(value) > most:
        return f"det är {len(value)} tecken, och gränsen är {most}", "Välj ett kortare namn."
    return None


def is_slug(value: str) -> bool:
    """True if `value` is safe as a folder name on every file system and in every URL."""
    return patterns.matches(patterns.SLUG, value)


def web_address(help: str, *, example: str = "https://www.hagfors.se/nyheter") -> Field:
    """An absolute http or https URL."""
    return one_of(
        help,
        code="address-invalid",
        parse=_parse_address,
        message="”{}” är ingen webbadress.",
        hint="Skriv hela adressen, till exempel https://www.hagfors.se/nyheter.",
        example=example,
        shape=patterns.WEB_ADDRESS,
        advise=_advise_on_address,
    )


def _parse_address(value: str) -> str | None:
    """The address with its scheme in small letters, or None if it is none."""
    if not patterns.matches(patterns.WEB_ADDRESS, value):
        return None
    scheme, colon, rest = value.partition(":")
    return f"{scheme.lower()}{colon}{rest}"


def _advise_on_address(value: str) -> Advice | None:
    whole = complete_address(value)
    if whole is None or not patterns.matches(patterns.WEB_ADDRESS, whole):
        return None
    return Advice(f"”{value}” är ingen hel webbadress.", f"Skriv {whole} i stället.", whole)


def _advise_on_email(value: str) -> Advice | None:
    address = value.removeprefix("mailto:").strip("<> ")
    if not patterns.matches(patterns.EMAIL, address):
        return None
    message = f"”{value}” är mer än en e-postadress."
    return Advice(message, f"Skriv bara {address} i stället.", address)


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
        advise=_advise_on_email,
    )
