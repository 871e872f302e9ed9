"""Lost links: words that ask for a link have one; it may have been lost in copying.

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
# The same, found by its last word, for which Python looks faster.
_SUSPECT = re.compile(r"här(?:(?<=mer.här)|(?<=icka.här)|(?<=ryck.här))", re.DOTALL)


def find(wording: Wording) -> Iterator[Slip]:
    """Yield each place where a link should be and is not."""
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
