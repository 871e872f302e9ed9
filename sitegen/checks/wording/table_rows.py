"""Table rows: no row has more cells than the table has headings, and dashes are as many.

Cells beyond the headings are dropped, and with other dashes there is no table at all.
Good:  | Familjehem | 4 | below | Område | Antal |
Bad:   | Familjehem | 4 | lediga tjänster | below | Område | Antal |
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from sitegen.prose.wording import Slip, Wording

_DASHES = re.compile(r"\n(?=[^\n]*-)(?=[^\n]*\|)[ >]*+[|: -]++(?=\n|\Z)")
_BARE = re.compile(
    r"(?:\n|\A)[ >]*+\n(?P<first>[ >]*+\|[^\n]*)(?:\n[ >]*+\|[^\n]*)+(?=\n|\Z)"
    r"|\n(?P<grid>[ >]*+\+(?:[-=]{3,}\+)+)[ ]*(?=\n[ >]*\|)"
)
_PIPE = re.compile(r"\\.|\|")


def find(wording: Wording) -> Iterator[Slip]:
    """Yield rows of dashes that make no table, and rows with words in too many cells."""
    if "|" not in wording.text:
        return
    yield from _find_bare(wording)
    if _DASHES.search(wording.text) is None:
        return
    text, done = wording.uncoded, 0
    for dashes in _DASHES.finditer(text):
        if dashes.start() < done:
            continue  # a row of a table
        above = text[text.rfind("\n", 0, dashes.start()) + 1 : dashes.start()]
        columns, found = len(_cells(above)), len(_cells(dashes[0].strip("\n")))
        if "|" not in above or columns != found:
            yield _broken(dashes, above, columns, found)
            continue
        rows = list(_rows(wording, dashes.end() + 1))
        done = rows[-1][1] if rows else done
        yield from _find_in_rows(text, rows, columns)


def _find_in_rows(text: str, rows: list[tuple[int, int]], columns: int) -> Iterator[Slip]:
    for start, end in rows:
        lost = " ".join(cell.strip() for cell in _cells(text[start:end])[columns:]).strip()
        if lost:
            yield _too_long(start, end, lost)
        elif columns > 1 and "|" not in text[start:end]:
            yield Slip(start, end, "table-broken", *_GLUED)
            return


def _find_bare(wording: Wording) -> Iterator[Slip]:
    """Yield the first of some rows that no line of dashes makes a table of."""
    if _BARE.search(wording.text) is None:
        return
    done = -1
    for rows in _BARE.finditer(wording.uncoded):
        if rows["grid"]:
            if rows.start() > done:
                yield Slip(*rows.span("grid"), "table-broken", *_GRID)
                end = wording.text.find("\n\n", rows.end())
                done = len(wording.text) if end < 0 else end
        elif _DASHES.search(rows[0]) is None:
            yield Slip(
                rows.start("first"),
                rows.end("first"),
                "table-broken",
                "Det blir ingen tabell, för raden med streck saknas.",
                "Skriv den under rubrikerna, med lika många rutor: |---|---|.",
            )


_GRID = (
    "Det blir ingen tabell: läsarna ser + och - som de står.",
    "Skriv raderna med lodstreck, och en rad med |---|---| under rubrikerna.",
)
_GLUED = (
    "Raden blir en rad i tabellen, för mellan dem saknas en tom rad.",
    "Lägg en tom rad under tabellen.",
)


def _rows(wording: Wording, start: int) -> Iterator[tuple[int, int]]:
    """The spans of the lines from a position to the next empty one."""
    while start < len(wording.uncoded):
        _, end = wording.span_of_line(start)
        if not wording.uncoded[start:end].strip(" >"):
            return
        yield start, end
        start = end + 1


def _broken(dashes: re.Match[str], above: str, columns: int, found: int) -> Slip:
    if "|" in above:
        message = f"Det blir ingen tabell: rubrikerna är {columns}, rutorna med streck {found}."
        hint = "Skriv lika många rutor med streck som det finns rubriker: |---|---|."
    else:
        message = "Det blir ingen tabell, för raden ovanför strecken har inga rubriker."
        hint = (
            "Skriv rubrikerna på raden närmast ovanför, utan tom rad emellan: | Område | Antal |."
        )
    return Slip(dashes.start() + 1, dashes.end(), "table-broken", message, hint)


def _too_long(start: int, end: int, lost: str) -> Slip:
    return Slip(
        start,
        end,
        "row-too-long",
        f"Raden har fler rutor än tabellen har rubriker, så ”{lost}” syns inte.",
        "Lägg till en rubrik, eller ta bort rutan. Ett lodstreck som ska synas skriver du \\|.",
    )


def _cells(row: str) -> list[str]:
    """The cells of a row, without the bars at its ends."""
    row = row.strip(" >")
    bars = [each.start() for each in _PIPE.finditer(row) if each[0] == "|"]
    if bars and bars[0] == 0:
        bars = bars[1:]
        row = " " + row[1:]
    if bars and bars[-1] == len(row) - 1:
        row = row[:-1]
        bars = bars[:-1]
    edges = [-1, *bars, len(row)]
    return [row[start + 1 : end] for start, end in pairwise(edges)]
