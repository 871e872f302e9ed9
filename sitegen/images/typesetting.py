"""Typesetting: measures text in the font of the link previews, and breaks titles into lines.

It draws nothing and reads one table of its own in data/, which scripts/make_typeface.py generates.
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
"""Font units per em."""

SIZES = (84, 76, 68, 60, 54, 48, 42, 36)
"""The font sizes for a title, in pixels."""

LEADING = 1.12
"""The line height, as a multiple of the font size."""

_BREAK = re.compile(" (?!–)")  # no line may begin with a dash

_AFTER_NUMBER = re.compile(r"(?<=\d) ")


class Setting(Record, frozen=True):
    """A typeset title: the font size in pixels, and its lines."""

    size: int
    lines: tuple[str, ...]


@cache
def metrics() -> Mapping[str, int]:
    """The width of each character, and the kerning of each pair of characters, in font units."""
    with TYPEFACE.with_suffix(".csv").open(encoding="utf-8", newline="") as file:
        return {row["characters"]: int(row["units"]) for row in csv.DictReader(file)}


def width_of(text: str, size: float) -> float:
    """The width of a text in pixels; all of its characters must be in the font."""
    return _units(text) * size / EM


@lru_cache(1000)
def _units(text: str) -> int:
    return sum(steps_of(text))


def steps_of(text: str) -> Iterator[int]:
    """The distance from each character to the next, in font units."""
    known = metrics()
    for character, following in pairwise(f"{text} "):
        yield known[character] + known.get(character + following, 0)


def keep_known(text: str) -> str:
    """The text with only characters of the font; letters may lose accents that it lacks.

    Other characters are left out, and repeated spaces are joined.
    """
    known = metrics()
    plain = (
        letter if letter in known else unicodedata.normalize("NFKD", letter)
        for letter in unicodedata.normalize("NFC", text)
    )
    kept = (letter if letter in known else " " * letter.isspace() for letter in "".join(plain))
    return " ".join(word for word in "".join(kept).split(" ") if word)


def fit_line(text: str, *, size: float, width: float) -> str:
    """As many words of a text as fit on a line, with “…” if some do not, in known characters."""
    words = keep_known(text).split(" ")
    while words and width_of(" ".join(words), size) > width:
        words = [*words[:-2], "…"] if len(words) > 1 else []
    return " ".join(words)


def set_lines(text: str, *, size: int, width: float, most: int) -> tuple[str, ...]:
    """A text on about equally long lines of a given size; “…” for what has no room on `most`.

    A number stays with the word after it.
    """
    words = _AFTER_NUMBER.sub("\N{NO-BREAK SPACE}", keep_known(text)).split(" ")
    lines = _balance(words, size, width)
    kept = [*lines[: most - 1], " ".join(lines[most - 1 :])]
    return tuple(line for line in (fit_line(each, size=size, width=width) for each in kept) if line)


def set_title(title: str, *, width: float, height: float, sizes: Sequence[int] = SIZES) -> Setting:
    """The title in the largest of some sizes that fits, with lines of about equal length.

    If it does not fit even in the smallest size, long words are broken, and lines that do not fit
    are cut.
    """
    words = _BREAK.split(keep_known(title))
    fitting = _find_fitting(words, width, height, sizes)
    largest = next(fitting, None)
    if largest is not None:
        smaller = next(fitting, largest)
        saves_line = len(smaller.lines) < len(largest.lines)
        return smaller if saves_line and _is_lonely(largest) else largest
    size = sizes[-1]
    pieces = [piece for word in words for piece in _break_word(word, size, width)]
    return Setting(size, tuple(_fill(pieces, size, width)[: int(height / (size * LEADING))]))


def _find_fitting(
    words: Sequence[str], width: float, height: float, sizes: Sequence[int]
) -> Iterator[Setting]:
    """The settings that fit in the space, largest first."""
    for size in sizes:
        lines = _balance(words, size, width)
        is_wide = any(width_of(line, size) > width for line in lines)
        if not is_wide and len(lines) * size * LEADING <= height:
            yield Setting(size, tuple(lines))


def _is_lonely(setting: Setting) -> bool:
    """True if the last line is much shorter than the longest."""
    widths = [width_of(line, setting.size) for line in setting.lines]
    return len(widths) > 1 and widths[-1] < 0.45 * max(widths)


def _balance(words: Sequence[str], size: int, width: float) -> list[str]:
    """The lines of `_fill` in the narrowest space that needs no more lines than `width`."""
    lines = _fill(words, size, width)
    narrow, wide = width / 2, width
    while wide - narrow > 4:
        middle = (narrow + wide) / 2
        tried = _fill(words, size, middle)
        fits = len(tried) <= len(lines) and all(width_of(line, size) <= middle for line in tried)
        narrow, wide = (narrow, middle) if fits else (middle, wide)
    return _fill(words, size, wide)


def _fill(words: Sequence[str], size: int, width: float) -> list[str]:
    """The lines with as many words on each as fit, and at least one."""
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
