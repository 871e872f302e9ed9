"""Finds the lines and columns of links, pictures and headings in Markdown, for error messages.

Python-Markdown keeps no positions, so this module searches the text for them. The result is a good
guess that may be used for messages only, and it may not raise.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from html import escape
from itertools import islice

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
_LONGEST = 300  # characters of a target or a text that are looked for in other spellings
_TRIES = 100  # occurrences tried for one target, and targets tried in other spellings in vain, so
# that a text full of near misses is not slow


class Places:
    """Finds positions in one text; asked for the same thing again, it returns the next one."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.next_from: dict[str, int] = {}
        self.next_heading = 0
        self.missed = 0

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
    def first_line(self) -> int:
        """The line, from 1, of the first text; 1 if there is none."""
        return self.text.count("\n", 0, len(self.text) - len(self.text.lstrip())) + 1

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
        """Line and column, from 1, of the next link or picture to `target`, or else of its `text`,
        or else of the first line with any text."""
        bare = target.removeprefix("mailto:")
        position = self.find_target(bare)
        if position < 0 and "&" in bare:
            position = self.find_target(escape(bare))
        if position < 0:
            position = self.find_escaped(bare)
        if position < 0:
            position = self.find_text(text)
        if position < 0:
            return self.first_line, 1
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

    def find_escaped(self, target: str) -> int:
        """The same for a target that is written with backslashes or HTML entities."""
        is_written = "\\" in self.text or "&" in self.text
        if not is_written or not 0 < len(target) <= _LONGEST or self.missed > _TRIES:
            return -1
        key = f"\\{target}"
        last = self.next_from.get(key, 0)
        matches = re.compile(_written_as(target)).finditer(self.readable, last)
        for found in islice(matches, _TRIES):
            if self.is_target(*found.span()):
                self.next_from[key] = found.end()
                return found.start()
        self.missed += 1
        return -1

    def find_all(self, target: str) -> list[tuple[int, int]]:
        """Start and end of every occurrence of `target` as a link target, however it is written;
        none of those in code and comments."""
        written = re.compile(_written_as(target))
        spans = (found.span() for found in written.finditer(self.readable) if target)
        return [span for span in spans if self.is_target(*span)]

    def find_text(self, text: str) -> int:
        """The position of `text` as the text of a link or picture, or -1; of a text with code or
        other markup, the position of its words."""
        positions = (self.readable.find(mark + text) for mark in "[>")
        found = max((position + 1 for position in positions if text and position >= 0), default=-1)
        words = re.findall(r"\w+", text[:_LONGEST]) if found < 0 else ()
        if not words or self.missed > _TRIES:
            return found
        begins = re.search(r"[\[>][^\w\n]{0,9}" + r"[^\w\n]{1,9}".join(words), self.text)
        self.missed += begins is None
        return begins.start() + 1 if begins else -1

    def is_target(self, start: int, end: int) -> bool:
        """True if the characters around a piece of text make it look like a link target."""
        before = self.readable[max(start - 2, 0) : start]
        fits = before[-1:] in _BEFORE or before in {": ", ":\n"}
        return fits and (end == len(self.readable) or self.readable[end] in _AFTER)

    def find_heading(self, level: int, text: str) -> int:
        """The line of the next heading with this level and text (by its first letters), or else of
        the first text."""
        for index in range(self.next_heading, len(self.headings)):
            found_level, words, line = self.headings[index]
            if found_level == level and _begins_with(words, text):
                self.next_heading = index + 1
                return line
        return self.first_line

    def find_column(self, line: int, key: str, value: str) -> int:
        """The column, from 1, of a value in the braces of the heading on a line, or 1."""
        start = self.line_starts[line - 1]
        written = self.text[start : (self.text.find("\n", start) + 1 or len(self.text) + 1) - 1]
        named = re.search(rf"\{{.*?\b{key}\s*=", written, re.IGNORECASE)
        whole_word = re.compile(rf"(?<![\w-]){re.escape(value)}(?![\w-])")
        found = whole_word.search(written, named.end() if named else 0)
        return found.start() + 1 if found else 1


def _written_as(target: str) -> str:
    """A regular expression for a target with backslashes or HTML entities in it."""
    return "".join(
        char if char.isascii() and char.isalnum() else rf"(?:\\?{re.escape(char)}|&\#?\w{{1,8}};)"
        for char in target
    )


def _begins_with(words: str, text: str) -> bool:
    return words == text or _letters(words).startswith(_letters(text))


def _letters(text: str) -> str:
    """The first letters and digits of a heading, which are the same with and without markup."""
    return "".join(filter(str.isalnum, text[:40].casefold()))[:6]
