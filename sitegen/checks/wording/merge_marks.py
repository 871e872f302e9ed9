"""Merge marks: a file in which two versions of the same lines still stand is not published.

Good:  Vi kommer tillbaka i juni.
Bad:   <<<<<<< HEAD, then one version, =======, the other, and >>>>>>> rattat
Source: the marks that Git and other programs leave where two people changed the same lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.prose.wording import Slip, Wording

_MARK = re.compile(
    r"^(?:(?P<sign>[<>])(?P=sign){6}(?=[ \t\n]|\Z)[^\n]*|\|{7} [^|\n]+$)", re.MULTILINE
)
_REMEDY = (
    "Läs båda versionerna och behåll en. Ta sedan bort den andra och raderna som börjar med "
    "<<<<<<<, |||||||, ======= och >>>>>>>."
)


def find(wording: Wording) -> Iterator[Slip]:
    """Yield the first line of each place with two versions, and each mark that is left alone."""
    text = wording.text
    if "<<<<<<<" not in text and ">>>>>>>" not in text and "||||||| " not in text:
        return
    is_open = False
    for mark in _MARK.finditer(text):
        if mark["sign"] == "<":
            yield _slip(mark, "Härifrån står två versioner av samma rader.")
            is_open = True
        elif not is_open:
            yield _slip(mark, "Här ligger ett märke kvar efter två versioner av samma rader.")
        elif mark["sign"]:
            is_open = False


def _slip(mark: re.Match[str], message: str) -> Slip:
    return Slip(*mark.span(), "merge-mark", message, _REMEDY, severity="error", breaks=True)
