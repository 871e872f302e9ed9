"""HTML tags: what stands between < and > is a tag, which readers do not see, and must be allowed.

Good:  Skriv (kommunens namn) i ämnesraden, x &lt; mål, [Filmen](https://urplay.se/1 "UR")
Bad:   Skriv <kommunens namn> i ämnesraden, x<mål eller y>tak, <iframe src="…"></iframe>, <p hidden>
Source: the elements that conversion.py lets through.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from sitegen.prose.conversion import ALLOWED, FLAGS, REMOVED, UNWRAPPED
from sitegen.prose.wording import Slip, Wording

_TAG = re.compile(
    r"(?<!\\)(?<!\]\()(?<!\]: )<"  # not escaped, and not around an address
    r"(?P<end>/?)(?P<name>[A-Za-z][^\s<>/=]*)(?P<rest>(?:[^<>\n]|\n(?!\s*\n))*)>"
)
_ATTRIBUTES = re.compile(
    r"""(?:\s++[^\s"'<>/=]++\s*+=\s*+(?:"[^"]*"|'[^']*'|[^\s"'<>=]++)"""
    rf"|\s++(?:{'|'.join(FLAGS)})\b)*+\s*+/?\s*+"
)
_HIDING = re.compile(
    r"\bhidden\b|\bstyle\s*=\s*[\"'][^\"'<>]*(?:display\s*:\s*none|visibility\s*:\s*hidden)",
    re.IGNORECASE,
)
_TAGS = re.compile(r"<[^<>]*>")
_KNOWN = ALLOWED | UNWRAPPED
_SHOWN_BY_LINK = frozenset(("audio", "embed", "frame", "iframe", "object", "video"))
_HINTS = {
    "style": "Ta bort det. Hur bloggen ser ut bestäms på ett ställe för alla inlägg.",
    "script": "Ta bort det. Texter får inte innehålla program.",
    "svg": "Spara bilden som en fil bredvid texten: ![Vad bilden visar](bild.svg).",
    "form": "Ta bort formuläret, och länka i stället till sidan där det finns.",
}
_LINK = 'Skriv en länk ensam i sitt stycke: [Vad det är](adressen "Varifrån, hur långt").'


def find(wording: Wording) -> Iterator[Slip]:
    """Yield each tag that is removed, and each pair of < and > that is no tag at all."""
    if "<" not in wording.text or _TAG.search(wording.text) is None:
        return
    done, shown = 0, frozenset(wording.page.plain.split()) if wording.page else frozenset()
    for tag in _TAG.finditer(wording.uncommented):
        name = tag["name"].lower()
        if tag.start() < done or ":" in name or "@" in name:
            continue  # within an element that is reported; an address, or a tag from Word
        if name in REMOVED:
            if not tag["end"]:
                done = _end_of(wording, tag, name)
                yield _removed(wording, tag, name, done, shown)
        elif name not in _KNOWN or not (tag["end"] or _ATTRIBUTES.fullmatch(tag["rest"])):
            yield _unknown(tag)
        elif _HIDING.search(tag["rest"]):
            yield _shown_anyway(tag)


def _end_of(wording: Wording, tag: re.Match[str], name: str) -> int:
    """The end of the element that a tag opens, or of the tag if it is not closed."""
    close = re.compile(rf"</{re.escape(name)}\s*>", re.IGNORECASE).search(
        wording.uncommented, tag.end()
    )
    return close.end() if close else tag.end()


def _unknown(tag: re.Match[str]) -> Slip:
    shown = " ".join(tag[0].split())
    return Slip(
        *tag.span(),
        "html-unknown",
        f"Läsarna ser inte ”{shown}”, för det som står mellan < och > tas för en HTML-tagg.",
        f"Skriv det inom vanliga parenteser, eller &lt; i stället för <: &lt;{shown[1:]}",
    )


def _shown_anyway(tag: re.Match[str]) -> Slip:
    return Slip(
        *tag.span(),
        "html-removed",
        f"Läsarna ser orden efter {' '.join(tag[0].split())}, för här går det inte att dölja text.",
        "Ta bort orden, eller skriv dem i en kommentar: <!-- så här -->.",
    )


def _removed(
    wording: Wording, tag: re.Match[str], name: str, end: int, shown: Collection[str]
) -> Slip:
    """`shown` are the words of the page, which may have those within an element."""
    hint = _LINK if name in _SHOWN_BY_LINK else _HINTS.get(name, "Ta bort det.")
    words = _TAGS.sub(" ", wording.uncommented[tag.end() : end]).split()
    if words and all(word in shown for word in words):
        message = f"Läsarna ser inte <{name}>, bara orden i det, som vanlig text."
    else:
        message = f"Läsarna ser inte det som står i <{name}>, för det tas bort."
    return Slip(tag.start(), end, "html-removed", message, hint)
