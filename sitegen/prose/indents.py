"""Indents: lists in lists, and code in lists, indented as CommonMark and most editors do.

Python-Markdown asks for four spaces, so lines with fewer are indented more before it reads them;
this module may not change a line that has them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from typing import NamedTuple

from markdown.preprocessors import Preprocessor

DEEPEST = 10
"""Levels of lists in lists; deeper ones stay on this level."""

# A list marker, a row or a fence after spaces; an indented paragraph.
_TRIGGER = re.compile(
    r"\n(?=[ >\n`~])(?:```|~~~|[ >]*[ ](?:[-*+|]|\d{1,3}[.)]|```|~~~)|[ >]*\n[ >]*[ ]{2}\S)"
)
_TASKS = ("[ ] ", "[x] ", "[X] ")
_MARKER = re.compile(r"[ ]*(?:[-*+]|(?P<number>\d{1,3})[.)])[ ]+(?=\S)")
_NOTE = re.compile(r"\[\^[^\]]+\]:")
_RULE = re.compile(r"[ ]*(?:(?:-[ ]*){3,}|(?:\*[ ]*){3,}|(?:_[ ]*){3,})")
_FENCE = re.compile(r"(?P<indent>[ ]*)(?P<fence>`{3,}|~{3,})[^`]*")
_PLAIN_FENCE = re.compile(r"(?:`{3,}|~{3,})[ ]*(?:\{.*\}|\.?[\w#.+-]*)[ ]*")  # the library's
_QUOTE = re.compile(r"[ ]{0,3}>[ ]?")
_BOX = re.compile(r"\[([ xX])\](?=[ ])")
_BOXES = {" ": "☐", "x": "☑", "X": "☑"}


class Indents(Preprocessor):
    """Rewrites lists in lists, code in lists and task lists; it runs before code is put aside."""

    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(["", *lines])
        if _TRIGGER.search(text) or any(box in text for box in _TASKS):
            return _Scan(lines, self.md.htmlStash.store).rewrite()
        return lines


class _Item(NamedTuple):
    """An open list item: where its marker stands, and from where on lines belong to it."""

    indent: int
    inner: int
    is_numbered: bool


class _Scan:
    """One reading of some lines from top to bottom."""

    def __init__(
        self, lines: list[str], stash: Callable[[str], str], *, is_quote: bool = False
    ) -> None:
        self.is_quote = is_quote
        self.lines = lines
        self.stash = stash
        self.items: list[_Item] = []
        self.level = 0  # of the first line since the last blank one: how many items it lies within
        self.unclosed: set[tuple[str, bool]] = set()
        self.result: list[str] = []

    def rewrite(self) -> list[str]:
        number = 0
        while number < len(self.lines):
            line = self.lines[number]
            above = self.lines[number - 1] if number else ""
            if ">" in line and _QUOTE.match(line):
                number = self.pass_quote(number, above)
            elif "<pre" in line.lower():
                number = self.pass_until(number, lambda each: "</pre" in each.lower())
            elif (fence := _FENCE.fullmatch(line)) and (end := self.find_end(fence, number)):
                number = self.pass_code(number, end, fence)
            else:
                self.result.append(self.place(line, above) if line.strip() else line)
                number += 1
        return self.result

    def pass_quote(self, start: int, above: str) -> int:
        """Rewrite the lines of a quote by themselves; the number of the line after it."""
        end = start
        while end < len(self.lines) and _QUOTE.match(self.lines[end]):
            end += 1
        lines = self.lines[start:end]
        inside = [_QUOTE.sub("", line, count=1) for line in lines]
        rewritten = _Scan(inside, self.stash, is_quote=True).rewrite()
        if not above.strip():
            self.close_items(_indent_of(lines[0]))
        if rewritten != inside or (self.items and not above.strip()):
            margin = "" if above.strip() else " " * 4 * len(self.items)
            lines = [f"{margin}> {line}" for line in rewritten]
        self.result += lines
        self.level = len(self.items)
        return end

    def pass_until(self, start: int, is_last: Callable[[str], bool]) -> int:
        """Keep all lines up to one that is the last; the number of the line after it."""
        end = next(
            (n for n in range(start, len(self.lines)) if is_last(self.lines[n])), len(self.lines)
        )
        self.result += self.lines[start : end + 1]
        return end + 1

    def find_end(self, fence: re.Match[str], start: int) -> int:
        """The number of the line that closes a fence, or 0; code may not be a list's own."""
        indent = len(fence["indent"])
        if indent > 3 and not (self.items and indent < 4 * len(self.items) + 4):
            return 0
        key = fence["fence"], indent == 0
        if key in self.unclosed:
            return 0
        for number in range(start + 1, len(self.lines)):
            line = self.lines[number].rstrip(" ")
            if (line.lstrip(" ") if indent else line) == fence["fence"]:
                return number
        self.unclosed.add(key)
        return 0

    def pass_code(self, start: int, end: int, fence: re.Match[str]) -> int:
        """Put code aside that is indented, in a quote or begun by more than the name of a language;
        other code is left to the library."""
        indent = len(fence["indent"])
        if not (indent or self.is_quote) and _PLAIN_FENCE.fullmatch(fence[0]):
            self.items.clear()
            self.result += self.lines[start : end + 1]
            return end + 1
        self.close_items(indent)
        inside = (line[min(indent, _indent_of(line)) :] for line in self.lines[start + 1 : end])
        code = escape("".join(f"{line}\n" for line in inside))
        mark = self.stash(f"<pre><code>{code}</code></pre>")
        self.result += ["", " " * 4 * len(self.items) + mark, ""]
        return end + 1

    def place(self, line: str, above: str) -> str:
        """The line, indented by at least four spaces for each list item that it belongs to."""
        marker = _MARKER.match(line)
        if marker and self.is_item(line, marker, above):
            return self.place_item(line, marker, above)
        if _NOTE.match(line):
            self.items = [_Item(0, 4, False)]
            self.level = 0
            return line
        is_row = line.lstrip(" ").startswith("|") and not above.lstrip(" ").startswith("|")
        if not self.items or (above.strip() and not is_row):
            return line
        self.close_items(_indent_of(line))
        self.level = len(self.items)
        if above.strip():
            self.result.append("")  # a table ends the paragraph above it
        needed = 4 * len(self.items)
        return line if _indent_of(line) >= needed else " " * needed + line.lstrip(" ")

    def place_item(self, line: str, marker: re.Match[str], above: str) -> str:
        """The first line of a list item, with the indent and the box of its own."""
        indent = _indent_of(line)
        self.close_items(indent)
        needed = 4 * len(self.items)
        if above.strip() and len(self.items) < self.level:
            self.result.append("")  # else it would belong to what is above it
        if not above.strip() or len(self.items) < self.level:
            self.level = len(self.items)
        self.items.append(
            _Item(indent, min(marker.end(), indent + 2), marker["number"] is not None)
        )
        rest = line[marker.end() :]
        if box := _BOX.match(rest):
            line = f"{line[: marker.end()]}{_BOXES[box[1]]}{rest[3:]}"
        is_right = needed <= indent < needed + 4
        return line if is_right else " " * needed + line.lstrip(" ")

    def is_item(self, line: str, marker: re.Match[str], above: str) -> bool:
        """True if a line with a marker begins a list item: not if it is code, a line across the
        page, or a paragraph's line that begins with a number."""
        indent = _indent_of(line)
        last = self.items[-1].indent + 6 if self.items else 4
        if indent >= max(last, 4 * len(self.items) + 4) or _RULE.fullmatch(line):
            return False
        is_first = marker["number"] in (None, "1")
        return is_first or not above.strip() or any(each.is_numbered for each in self.items)

    def close_items(self, indent: int) -> None:
        """Leave only the items to which a line with this indent can belong."""
        while self.items and (indent < self.items[-1].inner or len(self.items) >= DEEPEST):
            self.items.pop()


def _indent_of(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
