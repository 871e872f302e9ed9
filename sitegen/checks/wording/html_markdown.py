"""Markdown in HTML: within an HTML element Markdown is not read, so readers see its signs.

Good:  <div>Fet text skrivs <b>så</b> här.</div>
Bad:   <div>Fet text skrivs **så** här.</div>
Source: the syntax of Markdown (Gruber), on inline HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.prose.wording import Slip, Wording

_OPEN = re.compile(
    r"(?:\n|\A)[ ]{0,3}<(?P<name>div|details|section|article|aside|figure|blockquote|center|p|ul"
    r"|ol|li|dl|table|td|h[1-6])\b[^<>]*>",
    re.IGNORECASE,
)
_SIGNS = re.compile(
    r"\*\*(?=\S)|\]\((?=\S)|\n[ ]*(?:[-*+][ ]+|\d{1,3}\.[ ]+|#{1,6}[ ]|>[ ]?)(?=\S)"
    r"|(?<!\w)__(?=\w)|~~(?=\w)|\n\|(?=[^\n]*\|)"
)


def find(wording: Wording) -> Iterator[Slip]:
    """Yield the first sign of Markdown in each HTML element that begins a line."""
    if "<" not in wording.text or _OPEN.search(wording.text) is None:
        return
    text, done = wording.uncommented, 0
    small = text.lower()
    for tag in _OPEN.finditer(text):
        if tag.start() < done:
            continue
        close = small.find(f"</{tag['name'].lower()}", tag.end())
        done = close if close >= 0 else tag.end()
        sign = _SIGNS.search(text, tag.end(), done)
        if sign:
            name, shown = tag["name"], sign[0].strip()
            yield Slip(
                sign.end() - len(sign[0].lstrip()),
                done,
                "html-markdown",
                f"Läsarna ser tecknen {shown} som de står, för inuti <{name}> läses inte Markdown.",
                f"Ta bort <{name}> och </{name}>, eller skriv det inuti med HTML.",
            )
