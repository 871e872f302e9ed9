"""Spaces: one ordinary space between words.

Readers do not see doubled spaces, but a word has often been lost between them. A hard space
prevents a line break; it is right beside a number, a dash and the like, but text pasted from Word
or the web has it in other places too. After a list marker it prevents the list.
Good:  Barn och unga, 10 000 kr with a hard space in the number
Bad:   Barn  och unga, or Barn och unga with hard spaces, or with a tab between the words
       (what stands in columns is left as it is: see prose/columns.py)
Source: Svenska skrivregler (Språkrådet), on spaces and fixed spaces.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.prose.columns import Columns
from sitegen.prose.wording import HARD_SPACE, Slip, Wording

_HARD = re.compile(rf"(?<![ ])[ ]*{HARD_SPACE}(?:[ ]|{HARD_SPACE})*")
_ONE = re.compile(HARD_SPACE)
_BESIDE = re.compile(r"[\d§%°.–−|\0]")  # what a hard space is right beside
# Matches from the spaces and then looks behind, for speed; spaces at the beginning of a line, after
# a list marker and in a table are left out.
_DOUBLED = re.compile(r"  (?:(?<=[\w,;:)”\"!?…%–]  )|(?<=[^\W\d]\.  ))(?<!\n:  ) *(?=[^\s|#\0])")
_TABS = re.compile(r"\t(?<=[^\s]\t)\t*(?=\S)")
_LINE_OF_MARKS = re.compile(rf"[-=]+(?:[ \t]|{HARD_SPACE})*(?:\n|\Z)")
_MARK = re.compile(r"[ \t>]*(?:[-*+o]|\d+[.)])?[ \t]*")
_BLOCK_MARK = re.compile(r"[ ]*(?:#|>|\||[-*+][ \t]|\d+[.)][ \t]|\[|:|<|={3}|-{3})")


def find(wording: Wording) -> Iterator[Slip]:
    """Yield doubled spaces, needless hard spaces, and tabs between words."""
    text = wording.text
    if _DOUBLED.search(wording.text):
        yield from _find_doubled(wording)
    if any(map(text.__contains__, "\u00a0\u202f\u2007&")):
        yield from _find_hard(wording)
    if "\t" in text:
        yield from _find_tabs(wording)


def _find_doubled(wording: Wording) -> Iterator[Slip]:
    columns, done = Columns(wording), -1
    for spaces in _DOUBLED.finditer(wording.readable):
        start, end = columns.line_at(spaces.start())
        if "|" in wording.text[start:end] or spaces.start() < done:
            continue  # in a table, or in a row that has been reported
        if columns.has_gaps(spaces.start()):
            done = end
            yield Slip(*spaces.span(), "space-doubled", *columns.describe(spaces.start()))
        else:
            yield Slip(
                *spaces.span(),
                "space-doubled",
                f"Här står {len(spaces[0])} mellanslag i rad.",
                "Ta bort alla utom ett, och se efter att inget ord har fallit bort.",
                " ",
            )


def _find_hard(wording: Wording) -> Iterator[Slip]:
    text = wording.readable
    columns = Columns(wording)
    for spaces in _HARD.finditer(text):
        start, end = spaces.span()
        before, after = text[max(start - 1, 0) : start], text[end : end + 1]
        is_alone = _ONE.fullmatch(spaces[0]) is not None
        if is_alone and _BESIDE.search(before + after):
            continue
        if not before.strip() and not after.strip():
            # After an empty line, a line that begins with four spaces is code.
            new = None if text.startswith(("\n    ", "\n\t"), end) else ""
            yield Slip(start, end, "paragraph-empty", *_EMPTY, new)
        elif after in ("-", "=") and _LINE_OF_MARKS.match(text, end):
            continue  # without the space it would make a heading of the line above
        elif before.strip() and columns.has_gaps(start):
            yield Slip(start, end, "space-hard", *columns.describe(start))
        elif before.strip() and after.strip():
            yield Slip(start, end, "space-hard", *_NOT_BROKEN, " ")
        else:
            is_before_mark = _BLOCK_MARK.match(wording.text, end) is not None
            yield Slip(start, end, "space-hard", *_NOT_BROKEN, None if is_before_mark else "")


_EMPTY = (
    "Raden ser tom ut, men ett hårt mellanslag gör den till ett stycke.",
    "Töm raden.",
)
_NOT_BROKEN = (
    "Här står ett hårt mellanslag, där raden inte får brytas.",
    "Radera det och skriv ett vanligt mellanslag.",
)


def _find_tabs(wording: Wording) -> Iterator[Slip]:
    text = wording.readable
    columns = Columns(wording)
    done = -1
    for tabs in _TABS.finditer(text):
        start, end = columns.line_at(tabs.start())
        if tabs.start() < done or _MARK.fullmatch(text, start, tabs.start()):
            continue
        done = end
        if columns.has_tabs(tabs.start()):
            yield Slip(*tabs.span(), "tab", *columns.describe(tabs.start()))
        else:
            message = "Här står ett tabbtecken mellan orden."
            yield Slip(*tabs.span(), "tab", message, "Byt det mot ett mellanslag.", " ")
