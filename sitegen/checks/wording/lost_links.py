"""Lost links: words such as “läs mer här” are a link; pasting may have lost it.

Good:  Läs mer om [första linjens vård i Hagfors](https://www.hagfors.se/visit)
Bad:   “läs mer här” whose link was lost in copying
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.prose.wording import Slip, Wording

# “Läs mer här” at the end of a sentence or a line.
_LOST = re.compile(
    r"(?:[Ll]äsa? mer|[Kk]licka|[Tt]ryck)\shär"
    r"(?=[\"”*_)]*(?:[.!:]?[\"”*_)]*[ \t]*(?:\n|\Z)|[.!]\s))"
)
# The same, matched from its last word, which is faster.
_SUSPECT = re.compile(r"här(?:(?<=mer.här)|(?<=icka.här)|(?<=ryck.här))", re.DOTALL)


def find(wording: Wording) -> Iterator[Slip]:
    """Yield each place where a link is missing."""
    if not _SUSPECT.search(wording.text):
        return
    for words in _LOST.finditer(wording.readable):
        start = words.start()
        if "[" not in wording.readable[max(start - 60, 0) : start].rpartition("]")[2]:
            yield Slip(
                *words.span(),
                "link-lost",
                f"Här står ”{' '.join(words[0].split())}” utan länk.",
                "Länken kan ha försvunnit när texten kopierades: [ord som beskriver](adressen).",
            )
