"""Finds the lines and columns of links, pictures and headings in Markdown, for error messages.

Python-Markdown keeps no positions, so this module searches the text for them. The result is a good
guess that may be used for messages only, and it may not raise.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from html import escape

# Fenced code, inline code and comments: links in them are examples and must not be found.
_UNREAD = re.compile(
    r"^(?P<fence>`{3,}+|~{3,}+).*\n(?:.*\n)*?(?P=fence)[ ]*$"
    r"|(?<![`\\])(?P<ticks>`{1,9})(?!`)[^\n]+?(?<!`)(?P=ticks)(?!`)"
    r"|<!--(?:(?!-->)[^\0])*-->",
    re.MULTILINE,
)
_NOT_NEWLINE = re.compile(r"[^\n]")
_ATX = re.compile(r"[ >*+.0-9-]*(#{1,6})(.*)")
_UNDERLINE = re.compile(r"[ >]*(=+|-+)[ ]*")
_RAW = re.compile(r".*<h([1-6])[^>]*>(.*)", re.IGNORECASE)
_BEFORE, _AFTER = frozenset("(<\"'="), frozenset(")>\"' \n")
_TRIES = 100  # occurrences tried for one target, so that a text full of near misses is not slow


class Places:
    """Finds positions in one text; asked for the same thing again, it returns the next one."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.next_from: dict[str, int] = {}
        self.next_heading = 0

    @cached_property
    def readable(self) -> str:
        """The text with code and comments replaced by spaces, so that positions stay the same."""
        if not any(mark in self.text for mark in ("`", "~~~", "<!--")):
            return self.text
        return _UNREAD.sub(lambda part: _NOT_NEWLINE.sub(" ", part[0]), self.text)

    @cached_property
    def line_starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self.text))]

    @cached_property
    def headings(self) -> list[tuple[int, str, int]]:
        """Level, text and line of everything that looks like a heading, in order."""
        found = []
        above = ""
        for number, line in enumerate(self.readable.split("\n"), 1):
            if "#" in line and (match := _ATX.match(line)):
                found.append((len(match[1]), match[2].strip(), number))
            elif above and line.endswith(("=", "-", " ")) and (match := _UNDERLINE.fullmatch(line)):
                found.append((1 if match[1][0] == "=" else 2, above, number - 1))
            elif "<h" in line and (match := _RAW.match(line)):
                found.append((int(match[1]), match[2], number))
            above = line
        return found

    def line_of(self, position: int) -> int:
        """The line, from 1, of a position in the text."""
        return bisect_right(self.line_starts, position)

    def find_reference(self, target: str, text: str) -> tuple[int, int]:
        """Line and column, from 1, of the next link or picture to `target`, or else of its `text`;
        1, 1 if neither is found."""
        bare = target.removeprefix("mailto:")
        position = self.find_target(bare)
        if position < 0 and "&" in bare:
            position = self.find_target(escape(bare))
        if position < 0:
            position = self.find_text(text)
        if position < 0:
            return 1, 1
        line = self.line_of(position)
        return line, position - self.line_starts[line - 1] + 1

    def find_target(self, target: str) -> int:
        """The position of the next occurrence of `target` as a link target, or else of the last one
        found (one definition may serve many links), or -1."""
        last = self.next_from.get(target, 0)
        position = last
        for _ in range(_TRIES if target else 0):
            position = self.readable.find(target, position)
            if position < 0:
                break
            if self.is_target(position, position + len(target)):
                self.next_from[target] = position + len(target)
                return position
            position += 1
        return last - len(target) if last else -1

    def find_text(self, text: str) -> int:
        """The position of `text` as the text of a link or picture, or -1."""
        positions = (self.readable.find(mark + text) for mark in "[>")
        return max((position + 1 for position in positions if text and position >= 0), default=-1)

    def is_target(self, start: int, end: int) -> bool:
        """True if the characters around a piece of text make it look like a link target."""
        before = self.readable[max(start - 2, 0) : start]
        fits = before[-1:] in _BEFORE or before in {": ", ":\n"}
        return fits and (end == len(self.readable) or self.readable[end] in _AFTER)

    def find_heading(self, level: int, text: str) -> int:
        """The line of the next heading with this level and text (by its first letters), or 1."""
        for index in range(self.next_heading, len(self.headings)):
            found_level, words, line = self.headings[index]
            if found_level == level and _begins_with(words, text):
                self.next_heading = index + 1
                return line
        return 1


def _begins_with(words: str, text: str) -> bool:
    return words == text or _letters(words).startswith(_letters(text))


def _letters(text: str) -> str:
    """The first letters and digits of a heading, which are the same with and without markup."""
    return "".join(filter(str.isalnum, text[:40].casefold()))[:6]
