"""Quotation marks: ” on both sides of a quotation, and as many before as after.

In the body straight marks become ” by themselves, so only the sum of them matters; in a title or
summary they do not. A quotation that goes on in the next paragraph may begin there anew.
Good:  En av cheferna sa: ”Vi lyssnar.”
Bad:   En av cheferna sa: “Vi lyssnar.”, or Vi lyssnar.”, sa en av cheferna.
Source: Svenska skrivregler (Språkrådet), on citattecken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from sitegen.prose.wording import Slip, Wording

_SWEDISH = {"“": "”", "„": "”", "‟": "”", "‘": "’", "‛": "’"}
_FOREIGN = re.compile(f"[{''.join(_SWEDISH)}]")
_MARKS = '”"“„‟'
_MARK = re.compile(f"[{_MARKS}]")
_BREAK = re.compile(r"\n[ \t>]*\n")
_GOES_ON = re.compile(f"[ >*_\\n-]*[{_MARKS}]")
_BEFORE_QUOTE = frozenset("([*_–—/->")


def find(wording: Wording) -> Iterator[Slip]:
    """Yield quotation marks of other languages, and paragraphs with one too few or too many."""
    if any(map(wording.text.__contains__, _SWEDISH)):
        yield from _find_foreign(wording)
    if _may_be_unbalanced(wording.text):
        yield from _find_unbalanced(wording)


def find_in_field(wording: Wording) -> Iterator[Slip]:
    """Yield quotation marks in a field that are straight or foreign, but not those of YAML."""
    if any(map(wording.text.__contains__, _SWEDISH)):
        yield from _find_foreign(wording)
    value = wording.text.strip()
    if '"' not in value or value[0] == '"':
        return
    for mark in re.finditer('"', wording.text):
        yield Slip(
            *mark.span(),
            "quote-straight",
            "Citattecknet är rakt.",
            "Skriv det så här: ”.",
            "”",
        )


def _find_foreign(wording: Wording) -> Iterator[Slip]:
    for mark in _FOREIGN.finditer(wording.readable):
        new = _SWEDISH[mark[0]]
        yield Slip(
            *mark.span(),
            "quote-foreign",
            f"Tecknet {mark[0]} används inte på svenska.",
            f"Skriv {new} både före och efter: {new}så här{new}.",
            new,
        )


def _find_unbalanced(wording: Wording) -> Iterator[Slip]:
    text = wording.readable
    edges = [0, *(edge.end() for edge in _BREAK.finditer(text)), len(text)]
    for start, end in pairwise(edges):
        if not _is_odd(text[start:end]):
            continue
        spot = _find_spot(text, start, end)
        if _opens(text, spot) and _GOES_ON.match(text, end):
            continue
        yield Slip(
            spot,
            spot + 1,
            "quote-unbalanced",
            "Det här citattecknet har inget som svarar mot sig i stycket.",
            "Sätt ut ” där citatet börjar eller slutar, eller ta bort tecknet.",
        )


def _may_be_unbalanced(text: str) -> bool:
    """The cheap question: whether a paragraph ends between the two marks of a pair."""
    for mark in _MARKS[1:]:
        if mark in text:
            text = text.replace(mark, _MARKS[0])
    pieces = text.split(_MARKS[0])
    return len(pieces) % 2 == 0 or any("\n\n" in piece for piece in pieces[1::2])


def _is_odd(block: str) -> bool:
    """Whether marks are left over, also when those after a number are taken for inches."""
    marks = _MARK.findall(block)
    inches = len(re.findall(r'\d"', block)) if marks else 0
    return len(marks) % 2 == 1 and (len(marks) - inches) % 2 == 1


def _find_spot(text: str, start: int, end: int) -> int:
    """The first mark that cannot open or close where it stands, else the last one."""
    spot, is_open = start, False
    for mark in _MARK.finditer(text, start, end):
        spot = mark.start()
        opens, closes = _opens(text, spot), not text[spot + 1 : spot + 2].isalnum()
        if opens != closes and opens == is_open:
            return spot
        is_open = not is_open
    return spot


def _opens(text: str, spot: int) -> bool:
    """Whether a mark stands where a quotation can begin."""
    before = text[max(spot - 1, 0) : spot]
    return not before.strip() or before in _BEFORE_QUOTE
