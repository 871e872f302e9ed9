"""The kinds of value an author writes in YAML: text, dates, kommuner, addresses and the like.

Each maker gives a Field that converts one node; none may look at other files or at a clock.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import msgspec

from sitegen.core import urls
from sitegen.core.problem import did_you_mean
from sitegen.front_matter import patterns
from sitegen.front_matter.declarations import Field, Located, Reporter
from sitegen.front_matter.fields import INVALID, convert_record, is_word
from sitegen.front_matter.patterns import Shape
from sitegen.front_matter.yaml_nodes import Node, ScalarNode, SequenceNode, part_of
from sitegen.sweden import register
from sitegen.sweden.dates import parse_moment, parse_period

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)")
_INVISIBLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ue000-\uf8ff\ufeff]"
)
_WEB = re.compile(r"https?://[^\s<>\"/]+\.[^\s<>\"]*|https?://localhost[^\s<>\"]*")
_EMAIL = re.compile(r"[^@\s<>\"]+@[^@\s<>\"]+\.[^@\s<>\".]+")


def text(help: str, *, longest: int = 300, example: str = "") -> Field:
    """One line of text without invisible characters, at most `longest` characters."""

    def convert(node: Node, report: Reporter) -> Any:
        if not is_word(node, report):
            return INVALID
        value = " ".join(node.value.split())
        found = _INVISIBLE.search(value)
        if found:
            name = f"U+{ord(found[0]):04X}"
            report(
                node,
                "invisible-character",
                f"Texten innehåller ett osynligt tecken ({name}).",
                "Radera texten och skriv den på nytt i stället för att klistra in den.",
            )
        elif len(value) > longest:
            report(
                node,
                "text-too-long",
                f"Texten är {len(value)} tecken; gränsen är {longest}.",
                "Korta texten, eller flytta en del av den till brödtexten.",
            )
        return INVALID if found or len(value) > longest else value

    return Field(convert, help, example, {**patterns.WORD, "maxLength": longest})


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
    """A single word that `parse` understands; it gives None for what it does not.

    `shape` is the JSON Schema of such words, so that editors know of them too.
    """

    def convert(node: Node, report: Reporter) -> Any:
        if not is_word(node, report):
            return INVALID
        value = parse(node.value.strip())
        if value is None:
            report(node, code, message.format(node.value), hint)
        return INVALID if value is None else value

    told = "patternErrorMessage" if "pattern" in shape else "errorMessage"
    return Field(convert, help, example, {**shape, told: hint})


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
    """A whole number within bounds."""

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
    """A date, with a time of day or without; an offset is converted to Swedish time."""
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
    """A day (2015-10-14), a month (2015-10) or a season (våren 2017)."""
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
    """The part of an address that names the page: a–z, 0–9 and single hyphens."""
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
    """Whether `value` is safe as a folder name on every file system and in every URL."""
    return (
        len(value) <= 100
        and _SLUG.fullmatch(value) is not None
        and _RESERVED.fullmatch(value) is None
    )


def web_address(help: str, *, example: str = "https://www.hagfors.se/nyheter") -> Field:
    """An absolute http or https address."""
    return one_of(
        help,
        code="address-invalid",
        parse=lambda value: value if _WEB.fullmatch(value) else None,
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
        parse=lambda value: value if _EMAIL.fullmatch(value) else None,
        message="”{}” är ingen e-postadress.",
        hint="Skriv till exempel blogg@example.org.",
        example="blogg@example.org",
        shape=patterns.EMAIL,
    )


def located(help: str, *, names: str = "", example: str = "") -> Field:
    """One word that is looked up when the whole site is known, in a list of `names` if given."""

    def convert(node: Node, report: Reporter) -> Any:
        return node.value.strip() if is_word(node, report) else INVALID

    return _with_place(Field(convert, help, example, patterns.WORD, names))


def old_address(help: str) -> Field:
    """An address that must go on leading somewhere: a path from the root that a file can have."""
    return _with_place(
        one_of(
            help,
            code="alias-invalid",
            parse=lambda value: value if urls.is_alias(value) else None,
            message="”{}” går inte att använda som gammal adress.",
            hint="Skriv adressen från första snedstrecket, till exempel /kommunbesok/hagfors/.",
            example="/kommunbesok/hagfors/",
            shape=patterns.ALIAS,
        )
    )


def _with_place(word: Field) -> Field:
    """What `word` reads, with its line and column."""

    def convert(node: Node, report: Reporter) -> Any:
        value = word.convert(node, report)
        return value if value is INVALID else Located(value, *report.locate(node))

    return word._replace(convert=convert)


def several(one: Field) -> Field:
    """A list of what `one` reads, or a single one; commas in a single one divide it."""

    def convert(node: Node, report: Reporter) -> Any:
        items = node.value if isinstance(node, SequenceNode) else _divide(node)
        values = [one.convert(item, report) for item in items]
        return INVALID if INVALID in values else tuple(values)

    return one._replace(convert=convert, many=True)


def _divide(node: Node) -> list[Node]:
    if not isinstance(node, ScalarNode) or "," not in node.value:
        return [node]
    parts = [part.strip() for part in node.value.split(",") if part.strip()]
    return [part_of(node, part) for part in parts] or [node]


def kommun(help: str) -> Field:
    """One kommun or a list, as slugs of the register; `ingen` gives an empty tuple."""
    one = several(one_kommun(help))._replace(none="ingen")

    def convert(node: Node, report: Reporter) -> Any:
        if isinstance(node.value, str) and node.value.strip().casefold() == one.none:
            return ()
        found = one.convert(node, report)
        return found if found is INVALID else tuple(dict.fromkeys(found))

    return one._replace(convert=convert)


def one_kommun(help: str) -> Field:
    """A single kommun, as its slug in the register."""
    return Field(_convert_kommun, help, "Hagfors", {"type": "string"}, "kommun")


def _convert_kommun(node: Node, report: Reporter) -> Any:
    if not is_word(node, report):
        return INVALID
    found = register.find(node.value)
    if found is None:
        names = [kommun.name for kommun in register.kommuner().values()]
        report(
            node,
            "kommun-unknown",
            f"Det finns ingen kommun som heter ”{node.value}”.",
            did_you_mean(node.value, names)
            or "Skriv kommunens namn som det brukar skrivas, till exempel Hagfors, "
            "eller ingen om inlägget inte gäller någon kommun.",
        )
        return INVALID
    return found.slug


def record(cls: type[msgspec.Struct], help: str) -> Field:
    """A group of fields below this one."""
    return Field(lambda node, report: convert_record(cls, node, report), help, record=cls)
