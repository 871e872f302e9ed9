"""Sentences: at most forty words, since hardly anyone can remember a longer sentence.

Enumerations may be longer. An empty line, a list item and a semicolon end a sentence too.
Good:  Kommunen mätte arbetstiden. Den går mest åt till att dokumentera.
Bad:   a sentence of 41 words that is no enumeration
Source: GOV.UK, “Sentence length: why 25 words is our limit” (2014): readers take in nine tenths of
a text whose sentences have 14 words on average, and less than a tenth at 43.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.prose.wording import Slip, Wording

LONGEST = 40
"""Words."""

SHORTEST = 4 * LONGEST
"""Characters: no sentence of so many words has fewer."""

_PAUSE = re.compile(r"[?!]|\n(?=[ \t>]*(?:\n|[-*+•#|]|\d))")

_END = re.compile(
    r"[.!?…;][\"”’)*_\]]*(?=\s)"
    r"|:(?=\s*\n)"
    r"|[ ]{2}\n"
    r"|\n(?=[ \t>]*(?:[-*+•#|]|\d{1,3}[.)])[ \t#|-])"
    r"|\n[ \t>]*(?=\n)"
    r"|(?<=\n)[ ]{0,3}#[^\n]*(?=\n)"
)
_WORD = re.compile(r"\w[^\s]*")
_LEAD = re.compile(r"[\s>\0]*(?:[-*+•][ \t]+|\d{1,3}[.)][ \t]+)?[\s*_>\0]*")


def find(wording: Wording) -> Iterator[Slip]:
    """Yield each sentence that has too many words."""
    if not any(map(_may_be_long, wording.text.split("."))):
        return
    text = wording.readable
    start = 0
    for end in _find_ends(text):
        if end - start > SHORTEST:
            yield from _find_long(text, start, end)
        start = end


def _may_be_long(piece: str) -> bool:
    """Fast pre-check of the text between two full stops."""
    if len(piece) <= SHORTEST or _count_gaps(piece) < LONGEST:
        return False
    return any(_count_gaps(part) >= LONGEST for part in _PAUSE.split(piece))


def _count_gaps(piece: str) -> int:
    return piece.count(" ") + piece.count("\n")


def _find_ends(text: str) -> Iterator[int]:
    for end in _END.finditer(text):
        yield end.end()
    yield len(text)


def _find_long(text: str, start: int, end: int) -> Iterator[Slip]:
    sentence = text[start:end]
    words = len(_WORD.findall(sentence))
    if words <= LONGEST or sentence.count(",") * 3 >= words or " | " in sentence:
        return
    lead = _LEAD.match(sentence)
    start += lead.end() if lead else 0
    yield Slip(
        start,
        end,
        "sentence-long",
        f"Meningen är {words} ord lång.",
        "Dela upp den i två eller flera. Sikta på högst 25 ord.",
    )
