"""Headings: the page's title is level 1, so a text begins at ## and never skips a level.

They are written in small letters: capitals are slow to read, and some screen readers spell them.
Good:  ## Samverkan, then ### Elevhälsan
Bad:   # Samverkan, ## Samverkan followed by #### Elevhälsan, or ## SAMVERKAN I KOMMUNEN
Source: WCAG 2.2, success criterion 1.3.1 and technique H42; Myndigheternas skrivregler (Språkrådet)
on headings.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from sitegen.document import AnyDocument
from sitegen.problems import Problem
from sitegen.wording import Slip, Wording

_CAPITALS = re.compile(r"\n#{1,6}[ ]*(?P<text>[^a-zåäöéü\n]+)(?=\n|\Z)")
_WORD = re.compile(r"[A-ZÅÄÖÉÜ]{2,}")


def check(document: AnyDocument) -> Iterator[Problem]:
    """Yield each heading that is out of step with the one before it."""
    above = 1
    for heading in document.headings:
        line = document.body_line + heading.line
        if heading.level == 1:
            yield Problem(
                document.path,
                line,
                1,
                "heading-level-one",
                f"Rubriken ”{heading.text}” har samma nivå som inläggets titel.",
                "Skriv den med två nummertecken: ##.",
            )
        elif heading.level > above + 1:
            yield Problem(
                document.path,
                line,
                1,
                "heading-skipped",
                f"Rubriken ”{heading.text}” hoppar över en nivå.",
                f"Skriv den med {above + 1} nummertecken: {'#' * (above + 1)}.",
            )
        above = max(heading.level, 2)


def find(wording: Wording) -> Iterator[Slip]:
    """Yield each heading in nothing but capitals, unless it is a name or an acronym."""
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
