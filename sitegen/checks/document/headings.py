"""Headings: the page's title is level 1, so a text begins at ## and never skips a level.

Good:  ## Samverkan, then ### Elevhälsan
Bad:   # Samverkan, or ## Samverkan followed by #### Elevhälsan
Source: WCAG 2.2, success criterion 1.3.1 and technique H42.
"""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.core.problem import Problem
from sitegen.documents.document import ReadText, at


def check(text: ReadText) -> Iterator[Problem]:
    """Yield each heading whose level is 1 or skips a level after the heading before it."""
    above = 1
    for heading in text.headings:
        if heading.level == 1:
            yield at(
                text,
                heading,
                "heading-level-one",
                f"Rubriken ”{heading.text}” har samma nivå som inläggets titel.",
                "Skriv den med två nummertecken: ##.",
            )
        elif heading.level > above + 1:
            yield at(
                text,
                heading,
                "heading-skipped",
                f"Rubriken ”{heading.text}” hoppar över en nivå.",
                f"Skriv den med {above + 1} nummertecken: {'#' * (above + 1)}.",
            )
        above = max(heading.level, 2)
