"""Heading capitals: a heading is not written in capitals only.

Capitals are slow to read, and some screen readers spell them out letter by letter.
Good:  ## Samverkan i kommunen
Bad:   ## SAMVERKAN I KOMMUNEN
Source: Myndigheternas skrivregler (Språkrådet) on headings.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from sitegen.prose.wording import Slip, Wording

_CAPITALS = re.compile(r"\n#{1,6}[ ]*(?P<text>[^a-zåäöéü\n]+)(?=\n|\Z)")
_WORD = re.compile(r"[A-ZÅÄÖÉÜ]{2,}")


def find(wording: Wording) -> Iterator[Slip]:
    """Yield each heading in capitals only, unless it is a name or an acronym."""
    if not _CAPITALS.search(wording.text):
        return
    text = wording.readable
    written = Counter(_WORD.findall(text))
    for heading in _CAPITALS.finditer(text):
        words = _words_of(heading["text"], wording)
        if _is_shouted(words) and not (len(words) == 1 and written[words[0]] > 1):
            yield _slip(*heading.span("text"), heading["text"])


def find_in_field(wording: Wording) -> Iterator[Slip]:
    """Yield a title in capitals only, likewise."""
    title = wording.text.strip(" \"'\n")
    is_title = wording.field == "title" and title.isupper() and len(title.split()) > 1
    if is_title and _is_shouted(_words_of(title, wording)):
        start = wording.text.find(title)
        yield _slip(start, start + len(title), title)


def _words_of(text: str, wording: Wording) -> list[str]:
    return [word for word in _WORD.findall(text) if word not in wording.abbreviations]


def _is_shouted(words: list[str]) -> bool:
    return len(words) > 1 or any(len(word) >= 5 for word in words)


def _slip(start: int, end: int, text: str) -> Slip:
    return Slip(
        start,
        end,
        "heading-capitals",
        "Rubriken har bara stora bokstäver.",
        f"Skriv den som en mening: {text.strip().capitalize()}.",
    )
