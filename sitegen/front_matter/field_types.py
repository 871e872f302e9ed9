"""Field types that are more than a single plain word: text, lists, kommuner and nested records.

Each function returns a Field that converts one node; none may read other files or a clock.
"""

from __future__ import annotations

import re
from typing import Any

import msgspec

from sitegen.core import urls
from sitegen.core.problem import did_you_mean
from sitegen.front_matter import patterns
from sitegen.front_matter.declarations import Field, Located, Reporter
from sitegen.front_matter.fields import INVALID, convert_record, is_word
from sitegen.front_matter.word_types import one_of
from sitegen.front_matter.yaml_nodes import Node, ScalarNode, SequenceNode, part_of
from sitegen.sweden import register

_INVISIBLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ue000-\uf8ff\ufeff]"
)


def text(help: str, *, longest: int = 300, example: str = "") -> Field:
    """One line of text without invisible characters, of at most `longest` characters."""

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


def located(help: str, *, names: str = "", example: str = "") -> Field:
    """A word with its place in the file, to be looked up when the whole site is known; `names` says
    where (see Field)."""

    def convert(node: Node, report: Reporter) -> Any:
        return node.value.strip() if is_word(node, report) else INVALID

    return _with_place(Field(convert, help, example, patterns.WORD, names))


def old_address(help: str) -> Field:
    """An old URL that must redirect to the document: a path from the root, as a Located."""
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
    """The field type `word` with Located values."""

    def convert(node: Node, report: Reporter) -> Any:
        value = word.convert(node, report)
        return value if value is INVALID else Located(value, *report.locate(node))

    return word._replace(convert=convert, located=True)


def several(one: Field, *, says_many: bool = False) -> Field:
    """A list of values of the type `one`, as a tuple; a single scalar is split at its commas.

    `says_many` is True if the help of `one` already mentions that there may be several.
    """

    def convert(node: Node, report: Reporter) -> Any:
        items = node.value if isinstance(node, SequenceNode) else _divide(node)
        values = [
            one.convert(item, report.within(str(number)) if one.record else report)
            for number, item in enumerate(items)
        ]
        return INVALID if INVALID in values else tuple(values)

    return one._replace(convert=convert, many=True, says_many=says_many)


def _divide(node: Node) -> list[Node]:
    if not isinstance(node, ScalarNode) or "," not in node.value:
        return [node]
    parts = [part.strip() for part in node.value.split(",") if part.strip()]
    return [part_of(node, part) for part in parts] or [node]


def kommun_list(help: str) -> Field:
    """One kommun or a list of them, as slugs of the register; `ingen` means an empty tuple."""
    one = several(one_kommun(help), says_many=True)._replace(none="ingen")

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
    found = register.find_kommun(node.value)
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
    """A group of nested fields, read as the record class `cls`."""
    return Field(lambda node, report: convert_record(cls, node, report), help, record=cls)
