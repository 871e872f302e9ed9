"""Heading braces: what is written in braces after a heading means something, and stands there.

Good:  ## Upphandling {tema=upphandling plan=exempelby-2016/bbic #upphandling}
Bad:   ## Upphandling {teman=upphandling}, or a paragraph that ends with {tema=upphandling}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.core.problem import did_you_mean
from sitegen.prose.headings import MARKS
from sitegen.prose.wording import Slip, Wording

_BRACES = re.compile(r"\{[^{}\n]*\}")
_PAIR = re.compile(r"(?P<key>[\w-]+)\s*=(?P<empty>\s*(?=[},]|[\w-]+\s*=))?")
_MARK = re.compile(rf"\b(?:{'|'.join(MARKS)})\s*=", re.IGNORECASE)
_HEADING = re.compile(r"[ >*+.0-9-]*#")
_UNDERLINED = re.compile(r"[ >]*(?:=+|-+)[ ]*(?:\n|\Z)")
_END = re.compile(r"(?:\s*\{[^{}\n]*\})*[ #]*")
_ALLOWED = ("class", "dir", "id", "lang", "title")
_REMEDY = "Det som går att skriva är tema=…, plan=… och #ankare."


def find(wording: Wording) -> Iterator[Slip]:
    """Yield each key that means nothing after a heading, and each mark that is not after one."""
    if "{" not in wording.text or "=" not in wording.text:
        return
    text = wording.uncommented
    for braces in _BRACES.finditer(text):
        if "=" not in braces[0]:
            continue
        if _is_after_heading(wording, braces):
            yield from _find_in_heading(braces)
        elif _MARK.search(braces[0]):
            yield Slip(
                *braces.span(),
                "heading-mark-astray",
                f"{braces[0]} står inte sist på en rubrik, så det betyder ingenting.",
                "Flytta klamrarna med det som står i dem till slutet av rubriken som det gäller: "
                f"## Rubriken {braces[0]}",
                severity="error",
            )


def _is_after_heading(wording: Wording, braces: re.Match[str]) -> bool:
    """True if nothing but other braces follows on a line that is a heading."""
    text = braces.string
    start, end = wording.span_of_line(braces.start())
    is_heading = _HEADING.match(text, start) or _UNDERLINED.match(text, end + 1)
    return bool(is_heading and _END.fullmatch(text, braces.end(), end))


def _find_in_heading(braces: re.Match[str]) -> Iterator[Slip]:
    for pair in _PAIR.finditer(braces[0]):
        key, start = pair["key"], braces.start() + pair.start()
        name = key.casefold()
        if name not in MARKS and name not in _ALLOWED:
            yield Slip(
                start,
                start + len(key),
                "heading-mark-unknown",
                f"”{key}” betyder ingenting efter en rubrik.",
                did_you_mean(name, MARKS) or _REMEDY,
                severity="error",
            )
        elif name in MARKS and pair["empty"] is not None:
            yield Slip(
                start,
                start + len(key),
                "heading-mark-empty",
                f"Det står inget efter {key}=.",
                "Skriv temat, eller planen och punkten: {tema=upphandling}, "
                "{plan=exempelby-2016/bbic}.",
                severity="error",
            )
