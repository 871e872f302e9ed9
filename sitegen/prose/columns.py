"""Columns: lines that were rows of a table in another program, with tabs or spaces between cells.

Helps the checks of wording to leave them whole, as no fix may take a table apart; it may find no
slips itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.prose.wording import BULLETS, HARD_SPACE, Wording

LONGEST_ROW = 100
"""Characters of a row that a hint shows as it should be written."""

NEAR = 3
"""Lines above and below that may belong to the same table."""

_MARK = re.compile(rf"[ >]*(?:(?:[-*+{BULLETS}]|\d+[.)])(?:[ ]+|\t))?")
_WORDS_BULLET = re.compile(r"[ >]*o\t[ \t]*(?=[^\t\n]*$)", re.MULTILINE)
_BLANK = "[ \u00a0\u2007\u202f]"
_START = f"(?<!{_BLANK})"  # of a run of blanks, so that a long run is looked at once
_GAP = re.compile(
    rf"{_START}(?:(?<=[^\s|.!?:;,]){_BLANK}{{2,}}+|(?<=[.!?:;,]){_BLANK}{{3,}}+)(?=[^\s|])"
)
_WIDE_GAP = re.compile(rf"{_START}{_BLANK}{{3,}}+(?=\S)|(?<=\S){_BLANK}{{3,}}+$", re.MULTILINE)
_LAST_CELL = re.compile(rf"(?<=\S){_BLANK}{{3,}}+$", re.MULTILINE)
_CELL_END = re.compile(rf"\t|{_BLANK}{{2,}}")
_HARD = re.compile(HARD_SPACE)
_WIDE = 3
"""Spaces that are no mistake of typing when lines below each other have so many."""


class Columns:
    """Answers for one `Wording`, a line at a time; the last line asked for is remembered."""

    def __init__(self, wording: Wording) -> None:
        self._wording = wording
        self._line = (0, -1)
        self._has_gaps: bool | None = None

    def line_at(self, position: int) -> tuple[int, int]:
        """Start and end of the line that contains a position."""
        if not self._line[0] <= position <= self._line[1]:
            self._line = self._wording.span_of_line(position)
            self._has_gaps = None
        return self._line

    def has_tabs(self, position: int) -> bool:
        """True if the tabs of the line stand between columns: it has several, or a line beside it
        has one too."""
        start, end = self.line_at(position)
        own = self._wording.text[start:end]
        lines = self._lines_beside(start, end)
        if _WORDS_BULLET.match(own):
            return any(_has_tab(line) and not _WORDS_BULLET.match(line) for line in lines)
        return _MARK.sub("", own, count=1).count("\t") > 1 or any(map(_has_tab, lines))

    def has_gaps(self, position: int) -> bool:
        """True if spaces of the line stand between columns: a line beside it has wide gaps too, or
        one that ends in the same column, or two have as many."""
        start, end = self.line_at(position)
        if self._has_gaps is None:
            line = _HARD.sub("\u00a0", self._wording.text[start:end])
            gaps = _gaps(line) + [gap.span() for gap in _LAST_CELL.finditer(line)]
            beside = self._lines_beside(start, end) if gaps else ()
            lines = [_HARD.sub("\u00a0", each) for each in beside]
            rows = sum(len(_gaps(line)) == len(gaps) for line in lines)
            self._has_gaps = rows > 1 or any(_are_alike(gaps, line) for line in lines)
        return self._has_gaps

    def describe(self, position: int) -> tuple[str, str]:
        """Message and hint for a row: how to write it as one of a table."""
        start, end = self.line_at(position)
        line = _MARK.sub("", self._wording.text[start:end], count=1).strip()
        cells = [cell.strip() for cell in _CELL_END.split(_HARD.sub("\u00a0", line))]
        row = f"| {' | '.join(cells)} |"
        shown = row if len(row) <= LONGEST_ROW else "| Område | Läget |"
        return (
            "Raden har kolumner, som om den kom ur en tabell.",
            f"Skriv raden med lodstreck: {shown} Under tabellens första rad skriver du en rad med "
            f"{'|---' * min(len(cells), 9)}|.",
        )

    def _lines_beside(self, start: int, end: int) -> Iterator[str]:
        """The nearest lines above and below that are not empty: at most NEAR each way."""
        text = self._wording.text
        left = NEAR
        while start > 0 and left:
            last, start = start - 1, text.rfind("\n", 0, start - 1) + 1
            if text[start:last].strip():
                yield text[start:last]
                left -= 1
        left = NEAR
        while end < len(text) and left:
            first, end = end + 1, text.find("\n", end + 1)
            end = len(text) if end < 0 else end
            if text[first:end].strip():
                yield text[first:end]
                left -= 1


def _has_tab(line: str) -> bool:
    """True if a line has a tab, not counted one after its list marker or before a first word."""
    return "\t" in _MARK.sub("", line, count=1)


def _gaps(line: str) -> list[tuple[int, int]]:
    return [gap.span() for gap in _GAP.finditer(line)]


def _are_alike(gaps: list[tuple[int, int]], line: str) -> bool:
    """True if the gaps of a line and another line look like those of one table."""
    if any(end - start >= _WIDE for start, end in gaps) and _WIDE_GAP.search(line):
        return True
    return not {end for _, end in gaps}.isdisjoint(end for _, end in _gaps(line))
