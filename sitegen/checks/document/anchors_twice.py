"""Anchors twice: no two places in a text have the same anchor, or links lead to the wrong one.

Good:  ## Förslag, which makes the anchor #forslag by itself
Bad:   <a id="forslag"></a> and ## Förslag in one text
Source: the HTML standard, on the id attribute.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from sitegen.core.problem import Problem
from sitegen.documents.document import ReadText, at
from sitegen.prose.headings import Heading


def check(text: ReadText) -> Iterator[Problem]:
    """Yield each anchor that several places have, at the last heading that has it."""
    if len(set(text.anchors)) == len(text.anchors):
        return
    headings = {heading.id: heading for heading in text.headings}
    for name, times in Counter(text.anchors).items():
        if times > 1:
            yield at(
                text,
                headings.get(name) or Heading(2, name, "", 2),
                "anchor-repeated",
                f"Ankaret #{name} finns på {times} ställen i texten, så en länk dit kan leda fel.",
                f'Ta bort det som är skrivet för hand (id="{name}"), eller ge det ett annat namn. '
                "Varje rubrik har ett eget ankare.",
                "warning",
            )
