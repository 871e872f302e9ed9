"""Quotations: a block quote says whose words it is.

A paragraph above may have said it, so one of a few words is asked for a speaker, and a longer one
only where quotation marks show that somebody speaks.
Good:  > Det är lätt att samarbeta. with > — Chef för elevhälsan below, or “Chefen sa så här:” above
Bad:   > Det är lätt att samarbeta. below a heading, and nobody who says it
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.prose.wording import Slip, Wording

_QUOTE = re.compile(r"\n(?P<quote>[ ]{0,3}>[^\n]*(?:\n[ ]*(?=\n[ ]{0,3}>)|\n(?=[^\n]*\S)[^\n]*)*+)")
_SOURCE = re.compile(r"[> ]*(?:[—–]|-{1,3})[ ]*[^\s>—–-]")
# Words, but no box with a heading such as **Tips:**, no table and no list.
_SPEECH = re.compile(r"[ >]*(?:[^\W_]|[”\"“'*_](?!\*[^*\n]*:\*\*|[ ]))")
_MARKED = re.compile(r"[ >]*[”\"“]")
_SAID = re.compile(
    r"\b(?:sa|sade|sagt|säger|berätta\w*|menar?|menade|tyck\w+|förklara\w*|konstatera\w*|skriv\w*"
    r"|skrev|svara\w*|uttryck\w*|beskriv\w*|beskrev|enligt|fråga\w*|ord|röst\w*|citat\w*)\b",
    re.IGNORECASE,
)
NEAR = 2_000
"""Characters above a quote in which its speaker is looked for."""

FEW = 8
"""Words of a paragraph that does not say who speaks unless it has a word for that."""


def find(wording: Wording) -> Iterator[Slip]:
    """Yield each quote without a source on its last line and without a speaker above it."""
    if ">" not in wording.text:
        return
    text = wording.uncommented
    for quote in _QUOTE.finditer(f"\n{text}"):  # a pattern is found fast by its first character
        last = quote["quote"].rpartition("\n")[2]
        start = quote.start()
        above = text[max(start - NEAR, 0) : start].rstrip().rpartition("\n\n")[2]
        if (
            _SPEECH.match(quote["quote"])
            and not _SOURCE.match(last)
            and not _names_speaker(above, is_marked=_MARKED.match(quote["quote"]) is not None)
        ):
            yield Slip(
                start,
                quote.end() - 1,
                "quote-without-source",
                "Citatet säger inte vem som har sagt det.",
                "Skriv det på en ny sista rad, efter ett streck: > — Chef för elevhälsan. Är det "
                "inget citat, ta bort tecknet >.",
            )


def _names_speaker(above: str, *, is_marked: bool) -> bool:
    """True if a paragraph above a quote says who speaks, or is long enough to have said it."""
    if above.startswith("#"):
        return False
    is_long = len(above.split()) >= FEW and not is_marked
    return is_long or above.endswith(":") or _SAID.search(above) is not None
