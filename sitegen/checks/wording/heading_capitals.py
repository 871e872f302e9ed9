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
        words = [w for w in _WORD.findall(heading["text"]) if w not in wording.abbreviations]
        long = [word for word in words if len(word) >= 5]
        is_name = len(words) == 1 and written[words[0]] > 1
        if is_name or not (long or len(words) > 1):
            continue
        yield Slip(
            *heading.span("text"),
            "heading-capitals",
            "Rubriken har bara stora bokstäver.",
            f"Skriv den som en mening: {heading['text'].strip().capitalize()}.",
        )
