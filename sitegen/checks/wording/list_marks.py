"""List marks: a space stands between the mark of a list item and its first word.

Good:  - familjehem, and 1. Anställa administratörer.
Bad:   -familjehem, 1.Anställa administratörer or *familjehem, which make no list
Source: the syntax of Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.prose.wording import Slip, Wording

_GLUED = re.compile(
    r"\n(?:-(?=[a-zåäöé][^\n]*(?:\n|\Z))|1[.)](?=[^\W\d_][^\n]*\n[ ]{0,3}2[.)])"
    r"|[*+](?=[^\W\d_][^*\n]*(?:\n[*+]|\n\n|\n?\Z)))"
)


def find(wording: Wording) -> Iterator[Slip]:
    """Yield the first mark without a space of each list."""
    if _GLUED.search(wording.text) is None:
        return
    text = wording.readable
    for mark in _GLUED.finditer(text):
        above = text[text.rfind("\n", 0, mark.start()) + 1 : mark.start()].strip()
        if above[:1] == mark[0][1:2]:
            continue  # an item of the list that has been reported
        if above and not above.endswith((":", ".")) and not _continues(text, mark):
            continue  # a line of a paragraph
        yield Slip(
            mark.start() + 1,
            mark.end(),
            "list-mark-glued",
            f"Raden blir ingen punkt i en lista, för efter {mark[0][1:]} saknas ett mellanslag.",
            f"Skriv ett mellanslag: {mark[0][1:]} Så här.",
        )


def _continues(text: str, mark: re.Match[str]) -> bool:
    """True if the next line begins with the same mark."""
    end = text.find("\n", mark.end())
    return end >= 0 and text.startswith(mark[0][1:2], end + 1)
