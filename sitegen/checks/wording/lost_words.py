"""Lost words: what the author wrote outside comments and marks is on the page.

It is the last resort for words that go astray without a check of their own.
Good:  every text whose page has its words
Bad:   ## Rubrik {hemligt}, in which the words in braces are taken for an attribute
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sitegen.prose.losses import find_lost
from sitegen.prose.wording import Slip, Wording

MOST_ABOVE = 500
"""Characters before lost words in which the picture is looked for whose caption they are."""

MOST_SHOWN = 60
"""Characters of what is lost that a message shows."""


def find(wording: Wording) -> Iterator[Slip]:
    """Yield each run of lost words on a line."""
    for start, end in _join(wording.text, find_lost(wording)):
        words = " ".join(wording.text[start:end].split())
        shown = words if len(words) <= MOST_SHOWN else f"{words[:MOST_SHOWN]} …"
        if _IN_CAPTION.search(wording.text, max(start - MOST_ABOVE, 0), start):
            message = f"Läsarna ser inte bildtexten ”{shown}”, för bilden står inte ensam."
            hint = "Lägg en tom rad före bilden och en efter den."
        else:
            message, hint = f"Läsarna ser inte ”{shown}”.", _HINT
        yield Slip(start, end, "words-lost", message, hint, is_last_resort=True)


_IN_CAPTION = re.compile(r"!\[[^\[\]\n]*\]\([^\s()]+[ ]+[\"'](?:(?![\"']\))[^\n])*\Z")
_HINT = (
    "Något tecken på raden eller raden ovanför tas för kod, till exempel <, {, [ eller |. "
    "Skriv om raden, och se efter på sidan att alla ord är med."
)


def _join(text: str, lost: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The spans of lost words, with those joined that follow each other on a line."""
    begun = done = -1
    for start, end in lost:
        between = text[done:start] if done >= 0 else "\n"
        if "\n" in between or any(map(str.isalnum, between)):
            if done >= 0:
                yield begun, done
            begun = start
        done = end
    if done >= 0:
        yield begun, done
