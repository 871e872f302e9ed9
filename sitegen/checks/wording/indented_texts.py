"""Indented texts: a paragraph is not indented by four spaces, which would make code of it.

Good:  Vi åkte dit i maj.
Bad:   the same below an empty line and with four spaces in front, as in a typed letter
Source: the syntax of Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.prose.wording import COVER, Slip, Wording

# A sentence or a part of one: a capital, and three words.
_PROSE = re.compile(
    r"\n[ ]*\n(?P<indent>(?:[ ]{4}|\t)[ \t]*)[”\"“–]?[A-ZÅÄÖ]\w*[ ]\w+[, ]+\w+[^\n]*"
)


def find(wording: Wording) -> Iterator[Slip]:
    """Yield the first line of each paragraph that is shown as code because it is indented."""
    if "\n    " not in wording.text and "\n\t" not in wording.text:
        return
    for line in _PROSE.finditer(wording.unfenced):
        if wording.uncoded[line.start("indent")] == COVER:
            yield Slip(
                *line.span("indent"),
                "text-indented",
                "Stycket visas som programkod, för raden börjar med fyra mellanslag eller fler.",
                "Ta bort mellanslagen. Är det kod, skriv ``` på raden före och på raden efter.",
            )
