"""Lettering: how wide a text is in the typeface of the link previews, and where its lines break.

It draws nothing and reads one table of its own in data/; scripts/make_typeface.py writes it.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

from sitegen.core.record import Record

TYPEFACE = Path(__file__).parent / "data" / "newsreader.ttf"
EM = 2000
"""Units of the typeface's own measure to the size of its letters."""

SIZES = (84, 76, 68, 60, 54, 48, 42, 36)
"""The sizes in which a title may be set, in pixels."""

LEADING = 1.12
"""From one line to the next, in sizes."""

_BREAK = re.compile(" (?!–)")  # no line begins with a dash


class Setting(Record, frozen=True):
    """A title as it is to be set: the size of its letters in pixels, and its lines."""

    size: int
    lines: tuple[str, ...]


@cache
def metrics() -> Mapping[str, int]:
    """The width of each character there is, and the change that kerning makes of each pair."""
    with TYPEFACE.with_suffix(".csv").open(encoding="utf-8", newline="") as file:
        return {row["characters"]: int(row["units"]) for row in csv.DictReader(file)}


def width_of(text: str, size: float) -> float:
    """How wide a text is, in pixels; all of its characters must be in the typeface."""
    return _units(text) * size / EM


@lru_cache(1000)
def _units(text: str) -> int:
    return sum(steps_of(text))


def steps_of(text: str) -> Iterator[int]:
    """From each character to where the next one stands, in units of the typeface."""
    known = metrics()
    for character, following in pairwise(f"{text} "):
        yield known[character] + known.get(character + following, 0)


def keep_known(text: str) -> str:
    """The text with nothing but what the typeface has: a letter may lose marks it lacks.

    Signs without a plain form are left out, and so are the spaces around them.
    """
    known = metrics()
    plain = (
        letter if letter in known else unicodedata.normalize("NFKD", letter)
        for letter in unicodedata.normalize("NFC", text)
    )
    kept = (letter if letter in known else " " * letter.isspace() for letter in "".join(plain))
    return " ".join(word for word in "".join(kept).split(" ") if word)


def set_title(title: str, *, width: float, height: float) -> Setting:
    """The title as large as it fits, its lines about equally long.

    A word that is too long even for the smallest letters is broken; what is too long for the
    whole space is cut.
    """
    words = _BREAK.split(keep_known(title))
    fitting = _find_fitting(words, width, height)
    largest = next(fitting, None)
    if largest is not None:
        smaller = next(fitting, largest)
        saves_line = len(smaller.lines) < len(largest.lines)
        return smaller if saves_line and _is_lonely(largest) else largest
    size = SIZES[-1]
    pieces = [piece for word in words for piece in _break_word(word, size, width)]
    return Setting(size, tuple(_fill(pieces, size, width)[: int(height / (size * LEADING))]))


def _find_fitting(words: Sequence[str], width: float, height: float) -> Iterator[Setting]:
    """The settings that need no more space than there is, largest first."""
    for size in SIZES:
        lines = _balance(words, size, width)
        is_wide = any(width_of(line, size) > width for line in lines)
        if not is_wide and len(lines) * size * LEADING <= height:
            yield Setting(size, tuple(lines))


def _is_lonely(setting: Setting) -> bool:
    """Whether a short word is left alone on the last line."""
    widths = [width_of(line, setting.size) for line in setting.lines]
    return len(widths) > 1 and widths[-1] < 0.45 * max(widths)


def _balance(words: Sequence[str], size: int, width: float) -> list[str]:
    """The lines of `_fill` in the narrowest space that needs no more of them."""
    lines = _fill(words, size, width)
    narrow, wide = width / 2, width
    while wide - narrow > 4:
        middle = (narrow + wide) / 2
        tried = _fill(words, size, middle)
        fits = len(tried) <= len(lines) and all(width_of(line, size) <= middle for line in tried)
        narrow, wide = (narrow, middle) if fits else (middle, wide)
    return _fill(words, size, wide)


def _fill(words: Sequence[str], size: int, width: float) -> list[str]:
    """As many words on each line as there is room for, and at least one."""
    lines: list[str] = []
    for word in words:
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _break_word(word: str, size: int, width: float) -> list[str]:
    pieces = []
    while width_of(word, size) > width:
        end = len(word) - 1
        while end > 1 and width_of(f"{word[:end]}-", size) > width:
            end -= 1
        pieces.append(f"{word[:end]}-")
        word = word[end:]
    return [*pieces, word]
