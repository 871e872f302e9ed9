"""Field types that are more than a single plain word: text, lists, kommuner and nested records.

Each function returns a Field that converts one node; none may read other files or a clock.
"""

from __future__ import annotations

import re
from typing import Any

import msgspec

from sitegen.core import urls
from sitegen.core.addresses import explain_alias
from sitegen.core.base_address import find_base_fault
from sitegen.core.problem import Suggester
from sitegen.front_matter import patterns, yaml_nodes
from sitegen.front_matter.declarations import Field, Located, Reporter
from sitegen.front_matter.fields import INVALID, convert_record, is_word
from sitegen.front_matter.yaml_nodes import Node, ScalarNode, SequenceNode, as_mapping
from sitegen.sweden import register

INVISIBLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ue000-\uf8ff\ufeff]"
)
"""What no field of one line may hold."""


def text(help: str, *, longest: int = 300, example: str = "") -> Field:
    """One line of text without invisible characters, of at most `longest` characters."""

    def convert(node: Node, report: Reporter) -> Any:
        if not is_word(node, report):
            return INVALID
        value = " ".join(node.value.split())
        found = INVISIBLE.search(value)
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


_LINE_END = re.compile(r"\r\n?|[\u2028\u2029]")
INVISIBLE_IN_LINES = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ue000-\uf8ff\ufeff]"
)


def readers_words(help: str, *, longest: int, many_lines: bool = False, example: str = "") -> Field:
    """What a reader has written, without invisible characters and cut after `longest` characters:
    nobody here can ask them to write it again, and it may not keep a blog from being published."""

    def convert(node: Node, report: Reporter) -> Any:
        if not is_word(node, report):
            return INVALID
        value = INVISIBLE_IN_LINES.sub("", _LINE_END.sub("\n", node.value).replace("\t", " "))
        return (value.strip() if many_lines else " ".join(value.split()))[:longest]

    return Field(convert, help, example, {**patterns.WORD, "maxLength": longest})


def located(help: str, *, names: str = "", example: str = "") -> Field:
    """A word with its place in the file, to be looked up when the whole site is known; `names` says
    where (see Field)."""

    def convert(node: Node, report: Reporter) -> Any:
        return node.value.strip() if is_word(node, report) else INVALID

    return _with_place(Field(convert, help, example, patterns.WORD, names))


def old_address(help: str) -> Field:
    """An old URL that must redirect to the document: a path from the root, as a Located."""

    def convert(node: Node, report: Reporter) -> Any:
        if not is_word(node, report):
            return INVALID
        written = node.value.strip()
        address = urls.read_alias(written)
        if address is None:
            message = f"”{written}” går inte att använda som gammal adress."
            report(node, "alias-invalid", message, explain_alias(written))
        return INVALID if address is None else address

    example = "/kommunbesok/hagfors/"
    keyword = {"patternErrorMessage": f"Skriv en sökväg från första snedstrecket: {example}"}
    return _with_place(Field(convert, help, example, {**patterns.ALIAS, **keyword}))


def base_address(help: str, *, example: str) -> Field:
    """The address that the site is published at."""

    def convert(node: Node, report: Reporter) -> Any:
        if not is_word(node, report):
            return INVALID
        fault = find_base_fault(node.value.strip())
        if fault:
            report(node, "address-invalid", *fault)
        return INVALID if fault else node.value.strip()

    keyword = {"patternErrorMessage": f"Skriv hela adressen, till exempel {example}."}
    return Field(convert, help, example, {**patterns.BASE_ADDRESS, **keyword})


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
    return list(yaml_nodes.parts_of(node)) or [node]


def kommun_list(help: str) -> Field:
    """One kommun or a list of them, as slugs of the register; `ingen` means an empty tuple, also
    as all of a list, as editors write what is one of several choices."""
    one = several(one_kommun(help), says_many=True)._replace(none="ingen")

    def convert(node: Node, report: Reporter) -> Any:
        is_alone = isinstance(node, SequenceNode) and len(node.value) == 1
        only = node.value[0] if is_alone else node
        if isinstance(only.value, str) and only.value.strip().casefold() == one.none:
            return ()
        if isinstance(node, ScalarNode) and _is_enumeration(node.value):
            return _report_kommun(node, report, may_be_list=True)
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
    return _report_kommun(node, report) if found is None else found.slug


_BETWEEN = re.compile(r"\s*(?:[,;/&+]|\b(?:och|samt)\b)\s*")
_NO_COMMA = re.compile(r"[;/&+]|\b(?:och|samt)\b")
_WORD_BETWEEN = re.compile(r"\b(?:och|samt)\b")
_SPACE, _HYPHEN = re.compile(r"\s+"), re.compile(r"\s*[–-]\s*")
_NONE = ("inget", "inga", "nej", "-", "alla", "flera", "många", "hela landet", "sverige", "riket")
_KOMMUN = re.compile(r"\s+(?:kommun(?:er|erna)?|stad)$", re.IGNORECASE)


def _is_enumeration(value: str) -> bool:
    """True if a value names several kommuner with more than commas between them."""
    words = value.split()
    if len(words) == 1 and _NO_COMMA.search(value) is None:
        return False  # fast pre-check
    if register.find_kommun(value) is not None:
        return False
    return _NO_COMMA.search(value) is not None or (len(words) > 1 and all(map(_find, words)))


def _find(part: str) -> register.Kommun | None:
    """The kommun that a part of a value names, also as in “Ystads och Lunds kommuner”."""
    name = _KOMMUN.sub("", part)
    return register.find_kommun(name) or register.find_kommun(name.removesuffix("s"))


def _report_kommun(node: Node, report: Reporter, *, may_be_list: bool = False) -> Any:
    """Report an unknown kommun, with the likeliest spelling, or a list if it names several."""
    value = node.value.strip()
    parts = _divide_names(value)
    known = Suggester(kommun.name for kommun in register.kommuner().values())
    names = [kommun.name if (kommun := _find(part)) else known.find(part) for part in parts]
    new: str | None = None
    meant: tuple[str, ...] = ()
    if len(parts) > 1 and None not in names:
        as_list = f"[{', '.join(filter(None, names))}]"
        hint = f"Skriv kommunerna var för sig i en lista: {as_list}."
        is_mechanical = all(map(register.find_kommun, parts)) and not _WORD_BETWEEN.search(value)
        new = as_list if is_mechanical and may_be_list else None
    else:
        hint, meant = _advise_on_one(value, known)
    message = f"Det finns ingen kommun som heter ”{value}”."
    report(node, "kommun-unknown", message, hint, new, meant)
    return INVALID


def _divide_names(value: str) -> list[str]:
    """The names in a value that may name several kommuner."""
    for pattern in (_SPACE, _HYPHEN):
        parts = pattern.split(value)
        if len(parts) > 1 and all(map(_find, parts)):
            return parts
    return [part for part in _BETWEEN.split(value) if part]


def _advise_on_one(value: str, known: Suggester) -> tuple[str, tuple[str, ...]]:
    """Hint for a word that names no kommun, and the names that may be meant."""
    lan = {each.name.casefold(): each.name for each in register.all_lan().values()}
    spellings = (value, f"{value} län", f"{value}s län")
    name = next((lan[each.casefold()] for each in spellings if each.casefold() in lan), None)
    kommun = _find(value)
    if name and not kommun:
        return f"{name} är ett län. Räkna upp kommunerna i en lista, eller skriv ingen.", ()
    near = kommun.name if kommun else known.find(value)
    if near is None or (value.casefold() in _NONE and not kommun):
        return _FORM, ()
    return f"Menade du ”{near}”?", (near,)


_FORM = (
    "Skriv kommunens namn som det brukar skrivas, till exempel Hagfors, eller ingen om inlägget "
    "inte gäller någon kommun."
)


def record(cls: type[msgspec.Struct], help: str, *, short: str = "", example: str = "") -> Field:
    """A group of nested fields, read as the record class `cls`.

    The field `short` may be written alone in its place: `next: Torsby` is `next: {kommun: Torsby}`.
    """

    def convert(node: Node, report: Reporter) -> Any:
        if short and isinstance(node, ScalarNode):
            return convert_record(cls, as_mapping(short, node), report)
        return convert_record(cls, node, report)

    return Field(convert, help, example, record=cls, short=short)
