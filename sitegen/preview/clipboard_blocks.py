"""Blocks of HTML from the clipboard: lists that are only paragraphs in Word, tables as rows.

It puts blocks together as simple HTML; it reads no elements, which the reader of them does.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple


class PastedBlock(NamedTuple):
    """A block as simple HTML. `kind` is p, heading, item, quote or html; the rest is about items:
    their depth from 1, and the number of one in a numbered list, 0 in another."""

    kind: str
    html: str
    depth: int = 0
    number: int = 0


class Cell(NamedTuple):
    """A cell of a table: its blocks, how far it reaches, and whether it says what others are."""

    blocks: tuple[PastedBlock, ...]
    columns: int = 1
    rows: int = 1
    is_heading: bool = False


MOST_SPANNED = 60
MOST_COVERED = 400
"""Rows or columns that one cell can reach over, and cells."""

_DEEPEST_ITEM = 9
_TYPED = re.compile(r"(?:[-–•·▪*]|(\d{1,2})[.)]) +(?=\S)")
_LETTERS = re.compile(r"\(?[a-zåäö]+[.):]", re.IGNORECASE)
_TAGS = re.compile(r"<[^>]*>")
_NUMBER = re.compile(r"[-–−+]?\d[\d .,]*(?: ?%)?")


def write_blocks(blocks: Iterable[PastedBlock]) -> str:
    """Blocks as simple HTML: items as lists, and quotations below each other as one."""
    made = []
    for kind, group in groupby(_find_typed_lists(list(blocks)), key=lambda block: block.kind):
        found = list(group)
        if kind == "item":
            made.append(_write_list(found))
        elif kind == "quote":
            inner = "".join(f"<p>{block.html}</p>" for block in found)
            made.append(f"<blockquote>{inner}</blockquote>")
        elif kind == "p":
            made += (f"<p>{block.html}</p>" for block in found)
        else:
            made += (block.html for block in found)
    return "".join(made)


def read_marker(marker: str) -> tuple[int, bool]:
    """The number of an item by the mark that Word shows before it, 0 if it has none, and whether
    the mark is a letter."""
    has_letters = _LETTERS.fullmatch(marker) is not None
    digits = re.search(r"(\d{1,4})\W*$", marker)
    return int(digits[1]) or 1 if digits else int(has_letters), has_letters


def begins_again(blocks: Sequence[PastedBlock], depth: int) -> bool:
    """Whether a numbered item at a depth, which has the number 1, follows one of another list right
    above: in Markdown the two are one."""
    for block in reversed(blocks):
        if block.kind != "item" or block.depth < depth:
            return False
        if block.depth == depth:
            return block.number > 0
    return False


def _find_typed_lists(blocks: list[PastedBlock]) -> Iterator[PastedBlock]:
    """The blocks, with two or more paragraphs that begin as items do as items."""
    at = 0
    while at < len(blocks):
        end = at
        while end < len(blocks) and _goes_on(blocks, at, end):
            end += 1
        if end - at > 1:
            yield from (_as_item(block) for block in blocks[at:end])
        else:
            end = at + 1
            yield blocks[at]
        at = end


def _goes_on(blocks: list[PastedBlock], start: int, at: int) -> bool:
    """Whether a paragraph is an item of the list whose first is at `start`."""
    block = blocks[at]
    found = _TYPED.match(block.html) if block.kind == "p" else None
    if found is None or "<br>" in block.html:
        return False
    first = _TYPED.match(blocks[start].html)
    if found[1] is None or first is None or first[1] is None:
        return found[1] is None and first is not None and first[0] == found[0]
    return int(found[1]) == int(first[1]) + at - start


def _as_item(block: PastedBlock) -> PastedBlock:
    found = _TYPED.match(block.html)
    assert found is not None
    return PastedBlock("item", block.html[found.end() :], 1, int(found[1] or 0))


def _write_list(items: Sequence[PastedBlock]) -> str:
    """Items as lists in lists; one that is less deep than the first stands beside it."""
    heads: list[tuple[PastedBlock, list[PastedBlock]]] = []
    for item in items:
        if heads and item.depth > heads[0][0].depth:
            heads[-1][1].append(item)
        else:
            heads.append((item, []))
    made = []
    for is_numbered, group in groupby(heads, key=lambda head: head[0].number > 0):
        found = list(group)
        lines = (
            f"<li>{head.html}{_write_list(inner) if inner else ''}</li>" for head, inner in found
        )
        start = f' start="{found[0][0].number}"' if found[0][0].number > 1 else ""
        tag = "ol" if is_numbered else "ul"
        made.append(f"<{tag}{start}>{''.join(lines)}</{tag}>")
    return "".join(made)


def make_item(blocks: Sequence[PastedBlock], depth: int, number: int) -> list[PastedBlock]:
    """An item of a list with what is in it, followed by the items of the lists in it."""
    own: list[PastedBlock] = []
    inner: list[PastedBlock] = []
    for block in blocks:
        if block.kind == "item":
            inner.append(block)
        elif inner:
            last = inner.pop()
            inner.append(last._replace(html=last.html + write_blocks([block])))
        else:
            own.append(block)
    if not own and inner:
        return inner
    html = own[0].html if len(own) == 1 and own[0].kind == "p" else write_blocks(own)
    return [PastedBlock("item", html, min(depth, _DEEPEST_ITEM), number), *inner] if html else inner


def write_table(rows: Sequence[Sequence[Cell]], simplified: Counter[str]) -> list[PastedBlock]:
    """A table as blocks: rows of one width; a list for a single column; what is in the cells for
    one that only places things. `simplified` counts what was simplified."""
    if _is_layout(rows):
        full = [cell for row in rows for cell in row if cell.blocks]
        inner = [block for cell in full for block in cell.blocks if block.html.startswith("<table")]
        simplified["inner_table"] += len(full) > 1 and len(inner) > 0
        return [block for row in rows for cell in row for block in cell.blocks]
    grid = _fill(rows, simplified)
    if not grid:
        return []
    if len(grid[0]) == 1:
        if len(grid) == 1:
            return list(grid[0][0].blocks)
        simplified["one_column"] += 1
        return [PastedBlock("item", _inline(row[0], simplified), 1) for row in grid]
    if not any(cell.is_heading for cell in grid[0]):
        simplified["first_row"] += 1
    right = [_is_of_numbers([row[at] for row in grid[1:]]) for at in range(len(grid[0]))]
    lines = []
    for number, row in enumerate(grid if len(grid) > 1 else [*grid, [Cell(())] * len(grid[0])]):
        tag = "td" if number else "th"
        cells = (
            f"<{tag}{' align=right' if right[at] and not number else ''}>"
            f"{_in_row(cell, simplified, number)}</{tag}>"
            for at, cell in enumerate(row)
        )
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return [PastedBlock("html", f"<table>{''.join(lines)}</table>")]


def _is_layout(rows: Sequence[Sequence[Cell]]) -> bool:
    """True for a table that only places things: it has blocks in it that no cell can hold."""
    cells = [cell for row in rows for cell in row]
    if len(cells) == 1:
        return True
    kinds = {block.kind for cell in cells for block in cell.blocks}
    is_single = all(len(row) == 1 for row in rows)
    return bool(kinds & {"heading", "html"}) or (
        is_single and any(len(c.blocks) > 1 for c in cells)
    )


def _fill(rows: Sequence[Sequence[Cell]], simplified: Counter[str]) -> list[list[Cell]]:
    """The cells in rows of one width, each where it stands; empty rows and columns are left out."""
    placed: dict[tuple[int, int], Cell] = {}
    taken: set[tuple[int, int]] = set()
    for y, row in enumerate(rows):
        x = 0
        for cell in row:
            while (y, x) in taken:
                x += 1
            placed[y, x] = cell
            height = min(cell.rows, len(rows) - y, MOST_COVERED // cell.columns)
            taken |= {(y + down, x + on) for down in range(height) for on in range(cell.columns)}
            x += cell.columns
            simplified["merged"] += cell.rows > 1 or cell.columns > 1
    filled = [place for place, cell in placed.items() if cell.blocks]
    xs, ys = sorted({x for _, x in filled}), sorted({y for y, _ in filled})
    return [[placed.get((y, x), Cell(())) for x in xs] for y in ys]


def _inline(cell: Cell, simplified: Counter[str]) -> str:
    """What is in a cell on one line."""
    simplified["cells"] += any(block.kind != "p" for block in cell.blocks)
    return "<br>".join(
        block.html.replace("<p>", "").replace("</p>", "<br>") for block in cell.blocks
    )


def _in_row(cell: Cell, simplified: Counter[str], number: int) -> str:
    html = _inline(cell, simplified)
    return html if number else re.sub(r"</?strong>", "", html)


def _is_of_numbers(cells: Sequence[Cell]) -> bool:
    """True for a column of numbers, which are set straight below each other."""
    found = [(cell, _TAGS.sub("", "".join(b.html for b in cell.blocks))) for cell in cells]
    texts = [text for _, text in found if text]
    return bool(texts) and all(_NUMBER.fullmatch(text) for text in texts)
