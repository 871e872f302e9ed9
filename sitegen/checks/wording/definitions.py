"""Definitions: an address or a meaning that is written once, by name, is used and not lost.

Good:  [planen][plan] in a sentence, and [plan]: https://www.hagfors.se/planen on its own line
Bad:   [planen][pln], [planen] [plan], or a line “[Obs]: Stängt.” that nobody refers to or sees
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.prose.wording import Slip, Wording

_DEFINITION = re.compile(
    r"(?:\n|\A)[ ]{0,3}(?P<mark>\[(?!\^)(?P<name>[^\[\]\n]+)\]:)[ ]*(?:\n[ ]*)?(?P<target>\S+)[ ]*"
    r"(?:(?:\n[ ]*)?(?:\"[^\n]*\"|'[^\n]*'|\([^\n]*\))[ ]*)?(?=\n|\Z)"
)
_MEANING = re.compile(r"(?:\n|\A)[ ]{0,3}(?P<mark>\*\[(?P<name>[^\]\n]+)\][ ]?:)[^\n]*")
_BY_NAME = re.compile(r"(?<![\\!])\[(?P<text>[^\[\]\n]+)\]\[(?P<name>[^\[\]\n^]*)\](?!\()")
_SPACED = re.compile(
    r"(?<![\\!\]])\[(?P<text>[^\[\]\n^]+)\][ \n]\[(?P<name>[^\[\]\n^]+)\](?![(\[:])"
)
_NAME = re.compile(r"\[(?!\^)([^\[\]]+)\]")


def find(wording: Wording) -> Iterator[Slip]:
    """Yield names without a definition, and definitions without a use."""
    text = wording.text if wording.has_loose_brackets else ""
    if "]:" in text or "][" in text:
        yield from _find_addresses(wording.uncommented)
    if "*[" in text:
        yield from _find_meanings(wording.uncommented)


def _find_addresses(text: str) -> Iterator[Slip]:
    definitions = list(_DEFINITION.finditer(text))
    marks = {each.start("mark") for each in definitions}
    used = {_key(each[1]) for each in _NAME.finditer(text) if each.start() not in marks}
    defined = {_key(each["name"]) for each in definitions}
    seen: set[str] = set()
    for each in definitions:
        name = _key(each["name"])
        if name in seen:
            yield Slip(
                *each.span("mark"),
                "link-repeated",
                f"Adressen för [{each['name']}] står två gånger, och bara den sista gäller.",
                "Behåll en av dem, eller ge den ena ett annat namn.",
            )
        elif name not in used:
            yield Slip(
                each.start("mark"),
                each.end(),
                "link-unused",
                "Läsarna ser inte raden, för den läses som adressen till en länk "
                f"[{each['name']}].",
                f"Är det vanlig text, skriv ett omvänt snedstreck först: \\[{each['name']}]: …",
            )
        seen.add(name)
    yield from _find_spaced(text, defined)
    for link in _BY_NAME.finditer(text):
        name = link["name"] or link["text"]
        if _key(name) not in defined and not (link["name"] == "" and not link["text"].strip()):
            yield Slip(
                *link.span(),
                "link-undefined",
                f"Länken {' '.join(link[0].split())} har ingen adress, så läsarna ser koden som "
                "den står.",
                f"Skriv [{link['text']}](adressen), eller lägg till en rad: [{name}]: adressen",
            )


def _find_spaced(text: str, defined: set[str]) -> Iterator[Slip]:
    for link in _SPACED.finditer(text):
        if _key(link["name"]) in defined and _key(link["text"]) not in defined:
            yield Slip(
                *link.span(),
                "link-undefined",
                f"Orden [{link['text']}] blir ingen länk, för efter hakparentesen står ett "
                "mellanslag.",
                f"Skriv ihop dem: [{link['text']}][{link['name']}]. Ska de inte vara en länk, ta "
                "bort hakparenteserna.",
            )


def _find_meanings(text: str) -> Iterator[Slip]:
    meanings = list(_MEANING.finditer(text))
    last = {meaning["name"]: meaning for meaning in meanings}
    for meaning in meanings:
        name = meaning["name"]
        if meaning != last[name]:
            yield Slip(
                meaning.start("mark"),
                last[name].end(),
                "abbreviation-repeated",
                f"Texten förklarar {name} flera gånger, och bara den sista förklaringen syns.",
                "Behåll en av raderna.",
            )
        elif text.count(name) == sum(each[0].count(name) for each in meanings):
            yield Slip(
                meaning.start("mark"),
                meaning.end(),
                "abbreviation-unused",
                f"Texten förklarar {name}, men använder det inte.",
                f"Skriv {name} i texten, med samma stora och små bokstäver, eller ta bort raden.",
            )


def _key(name: str) -> str:
    return " ".join(name.lower().split())
