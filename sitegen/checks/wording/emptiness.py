"""Emptiness: a text has words, and so has each heading and the section below it.

Good:  ## Det här såg vi, and below it what was seen
Bad:   ## Det här såg vi, and below it the next heading or nothing; a text without a sentence
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.prose.wording import Slip, Wording

_HEADING = re.compile(r"\n(?P<signs>#{1,6})(?P<words>[^\n]*)")
_BLANK_HEADING = re.compile(r"[ \t#]*(?:\{[^{}]*\}[ \t]*)?")
# Fast pre-check: a heading before what may be nothing.
_SUSPECT = re.compile(
    r"\n#(?:#{0,5}[ \t#]*(?:\n|\{|\Z)|[^\n]*+(?:(?:\n[ \t]*+)++(?:#|<!--|\*\[|\[|\Z)|\Z))"
)
_SENTENCE = re.compile(r"\n[^\W\d_][^\n]{3}")
_UNSEEN = re.compile(
    r"<!--(?:(?!-->).)*-->|^[ ]{0,3}(?:\*\[|\[\^?)[^\]\n]+\]:[^\n]*(?:\n[ ]{4}[^\n]+)*",
    re.DOTALL | re.M,
)
_WORD = re.compile(r"[^\W_]")
_MARKS = re.compile(r"<[^<>]*>|&(?:nbsp|\#160|shy);")


def find(wording: Wording) -> Iterator[Slip]:
    """Yield each heading without words or without anything below it, and a body without a text."""
    text = wording.text
    if not _has_text(text):
        if not text and not wording.follows_fields:
            return
        start = len(text) - len(text.lstrip())
        start = start if start < len(text) else 0
        yield Slip(
            start,
            len(text),
            "text-empty",
            "Det finns ingen text under faktablocket.",
            "Skriv inlägget, eller ta bort filen tills det finns något att läsa.",
            is_last_resort=True,  # what is wrong with all that is there may be reported already
        )
    elif "#" in text and _SUSPECT.search(text):
        yield from _find_sections(wording)


def _has_text(text: str) -> bool:
    """True if a reader gets more than headings."""
    if "<!--" not in text and _SENTENCE.search(text):
        return True
    seen = _HEADING.sub("", _UNSEEN.sub("", text))
    return _WORD.search(_MARKS.sub("", seen)) is not None or "](" in seen or "<img" in seen


def _find_sections(wording: Wording) -> Iterator[Slip]:
    text = wording.text
    headings = list(_HEADING.finditer(text))
    shown = None
    for heading, below in zip(headings, [*headings[1:], None], strict=True):
        between = text[heading.end() : below.start() if below else len(text)]
        is_blank = _BLANK_HEADING.fullmatch(heading["words"]) is not None
        is_last = below is None or len(below["signs"]) <= len(heading["signs"])
        if not is_blank and not (is_last and _is_empty(between)):
            continue
        shown = shown or wording.uncoded
        if shown[heading.start("signs")] != "#":
            continue
        yield _no_words(heading) if is_blank else _nothing_below(heading)


def _is_empty(between: str) -> bool:
    text = between.strip()
    return not text or (text[0] in "<*[" and not _UNSEEN.sub("", between).strip())


def _no_words(heading: re.Match[str]) -> Slip:
    return Slip(
        heading.start("signs"),
        heading.end(),
        "heading-empty",
        "Rubriken har inga ord.",
        "Skriv vad stycket handlar om, eller ta bort nummertecknen.",
    )


def _nothing_below(heading: re.Match[str]) -> Slip:
    title = heading["words"].strip(" \t#")
    return Slip(
        heading.start("signs"),
        heading.end(),
        "section-empty",
        f"Under rubriken ”{title}” står ingenting.",
        "Skriv det som hör till rubriken, eller ta bort den.",
    )
