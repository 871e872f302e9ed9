"""Comments: what stands between <!-- and --> is not published, so it must end and not be all.

Good:  <!-- Fråga Anna om siffran. --> between paragraphs
Bad:   <!-- without --> before the next <!--, or a text that is one comment from the first word to
       the last
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.prose.wording import COVER, Slip, Wording

_NESTED = re.compile(r"<!--(?:(?!-->|<!--)[^\0])*<!--")


def find(wording: Wording) -> Iterator[Slip]:
    """Yield a comment without end, and one that is all there is."""
    if "<" not in wording.text or "<!--" not in wording.text:
        return
    start = wording.uncommented.find("<!--")
    nested = _NESTED.search(wording.uncoded) if start < 0 else None
    if nested:
        start = nested.start()
    if start >= 0:
        yield Slip(
            start,
            start + 4,
            "comment-unclosed",
            "Här börjar en kommentar som slutar först där nästa gör det."
            if nested
            else "Här börjar en kommentar som aldrig tar slut.",
            "Skriv --> där den slutar. Är det ingen kommentar, skriv &lt;!-- i stället.",
        )
    elif "<!--" in wording.uncoded and not wording.uncommented.replace(COVER, "").strip():
        start = wording.text.find("<!--")
        yield Slip(
            start,
            start + 4,
            "comment-only",
            "Hela texten är en kommentar, så läsarna ser ingenting.",
            "Ta bort <!-- först och --> sist om texten ska synas.",
        )
