"""List lines: lines that begin as those of a list but make none, so that they run together.

Good:  - familjehem and - samverkan, 1. Anställa and 2. Lita mer, or a blank line between replies
Bad:   – familjehem and – samverkan below each other, a) and b), o and o, (1) and (2)
Source: the syntax of Markdown; WCAG 2.2, success criterion 1.3.1 and technique H48.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.prose.wording import Slip, Wording

_SIGNS = "§✓✔✗→⇒►▶»›¤❖★☆◆◇☐☑☒"
_NEXT = r"[^\n]*\n[ ]{0,3}"
_STARTS = (
    rf"(?P<sign>[{_SIGNS}])[ ]*[^\W\d_]{_NEXT}(?P=sign)",
    rf"(?P<dash>[–—])[ ]{_NEXT}(?P=dash)[ ]",
    rf"o[ ]+{_NEXT}o[ ]",
    rf"\(?[aA][.)][ ]{_NEXT}\(?[bB][.)][ ]",
    rf"\(1\)[ ]{_NEXT}\(2\)[ ]",
    rf"\(?i[.)][ ]{_NEXT}\(?ii[.)][ ]",
)
_LIST = re.compile(rf"\n[ ]{{0,3}}(?P<mark>(?:{'|'.join(_STARTS)}))")
# Indented lines below an introduction, each short.
_INDENTED = re.compile(
    r":[ ]*\n[ ]*\n(?P<mark>[ ]{2,3}\w[^\n]{0,60}\n[ ]{2,3})\w[^\n]{0,60}(?=\n|\Z)"
)
_NUMBERED = "ai(1"


def find(wording: Wording) -> Iterator[Slip]:
    """Yield the first line of each such list."""
    if _LIST.search(wording.text):
        done = -1
        for lines in _LIST.finditer(wording.readable):
            if lines.start() < done:
                continue  # another line of the list that has been reported
            end = wording.text.find("\n\n", lines.end())
            done = len(wording.text) if end < 0 else end
            yield _slip(lines)
    if _INDENTED.search(wording.text):
        yield from (_slip(lines) for lines in _INDENTED.finditer(wording.readable))


def _slip(lines: re.Match[str]) -> Slip:
    mark = lines["mark"].split(maxsplit=1)[0]
    start = lines.start("mark")
    if lines["mark"][0] == " ":
        reason, hint = "mellanslagen framför", "Börja varje rad med bindestreck: - Så här."
    elif lines["mark"][0].lower() in _NUMBERED:
        reason, hint = mark, "Börja raderna med 1. och 2. så blir de en numrerad lista."
    else:
        reason, hint = mark[:1], "Börja varje rad med bindestreck: - Så här."
        if mark in "–—":
            hint = f"{hint} Är det repliker, lägg en tom rad emellan."
    return Slip(
        start,
        start + len(mark),
        "list-broken",
        f"Raderna blir ett enda stycke, för {reason} gör ingen lista.",
        hint,
    )
