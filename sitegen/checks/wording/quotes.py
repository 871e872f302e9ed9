"""Quotation marks: ” on both sides of a quotation, in pairs.

In the body the conversion turns straight marks into ”, so only their number matters; in a title or
a summary it does not. A quotation that continues in the next paragraph may open again there.
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
_MISREAD = re.compile("â€.")  # a dash or a mark in a wrong encoding, which characters.py reports
_MARKS = '”"“„‟'
_MARK = re.compile(f"[{_MARKS}]")
_BREAK = re.compile(r"\n[ \t>]*\n")
_GOES_ON = re.compile(f"[ >*_\\n-]*[{_MARKS}]")
_BEFORE_QUOTE = frozenset("([*_–—/->")


def find(wording: Wording) -> Iterator[Slip]:
    """Yield quotation marks of other languages, and paragraphs with an unpaired mark."""
    if any(map(wording.text.__contains__, _SWEDISH)):
        yield from _find_foreign(wording)
    if _may_be_unbalanced(wording.text):
        yield from _find_unbalanced(wording)


def find_in_field(wording: Wording) -> Iterator[Slip]:
    """Yield straight and foreign quotation marks in a field, but not those of YAML itself."""
    if any(map(wording.text.__contains__, _SWEDISH)):
        yield from _find_foreign(wording)
    value = wording.text.strip()
    if '"' not in value or value[0] == '"':
        return
    start, end = wording.text.index('"'), wording.text.rindex('"') + 1
    is_one = end - start == 1
    yield Slip(
        start,
        end,
        "quote-straight",
        "Citattecknet är rakt." if is_one else "Citattecknen är raka.",
        "Skriv det så här: ”." if is_one else "Skriv ” både före och efter: ”så här”.",
        wording.text[start:end].replace('"', "”"),
    )


def _find_foreign(wording: Wording) -> Iterator[Slip]:
    for mark in _FOREIGN.finditer(_MISREAD.sub("\0\0\0", wording.readable)):
        new = _SWEDISH[mark[0]]
        yield Slip(
            *mark.span(),
            "quote-foreign",
            f"Tecknet {mark[0]} används inte på svenska.",
            f"Skriv {new} både före och efter: {new}så här{new}.",
            new,
        )


def _find_unbalanced(wording: Wording) -> Iterator[Slip]:
    text = _MISREAD.sub("\0\0\0", wording.readable)
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
    """Fast pre-check: True if a paragraph ends between the two marks of a pair."""
    for mark in _MARKS[1:]:
        if mark in text:
            text = text.replace(mark, _MARKS[0])
    pieces = text.split(_MARKS[0])
    return len(pieces) % 2 == 0 or any("\n\n" in piece for piece in pieces[1::2])


def _is_odd(block: str) -> bool:
    """True if a mark is unpaired, even when marks after numbers are read as inches."""
    marks = _MARK.findall(block)
    inches = len(re.findall(r'\d"', block)) if marks else 0
    return len(marks) % 2 == 1 and (len(marks) - inches) % 2 == 1


def _find_spot(text: str, start: int, end: int) -> int:
    """The position of the first mark that can neither open nor close there, else of the last."""
    spot, is_open = start, False
    for mark in _MARK.finditer(text, start, end):
        spot = mark.start()
        opens, closes = _opens(text, spot), not text[spot + 1 : spot + 2].isalnum()
        if opens != closes and opens == is_open:
            return spot
        is_open = not is_open
    return spot


def _opens(text: str, spot: int) -> bool:
    """True if a quotation can begin at this position."""
    before = text[max(spot - 1, 0) : spot]
    return not before.strip() or before in _BEFORE_QUOTE
