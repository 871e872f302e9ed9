"""Bold headings: a heading is written with number signs, not as a line in bold.

A line in bold is no heading to screen readers, in the list of contents or to links.
Good:  ## Det här såg vi
Bad:   **Det här såg vi** on a line of its own
Source: WCAG 2.2, success criterion 1.3.1 and failure F2.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.prose.wording import Slip, Wording

_BOLD = re.compile(
    r"(?:\n\n|\A\n*)(?P<mark>\*\*|__)(?P<text>[^\s*_\0][^*\n\0]{0,78}[^\s*_.,:;!?…”\"\0])"
    r"(?P=mark)[ ]*\n\n+(?=[^\s*_#|>])"
)
_SIGN = re.compile(r"\n(?:\*\*|__)[^\n]*(?:\*\*|__)[ ]*\n\n")


def find(wording: Wording) -> Iterator[Slip]:
    """Yield each paragraph of a few words in bold, with a paragraph below it."""
    if _SIGN.search(wording.text) is None:
        return
    for line in _BOLD.finditer(wording.readable):
        yield Slip(
            line.start("mark"),
            line.end("text") + 2,
            "heading-bold",
            f"”{line['text']}” ser ut som en rubrik men är bara fet text.",
            f"Skriv rubriken med nummertecken: ## {line['text']}",
        )
