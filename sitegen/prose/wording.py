"""The wording of a text: the parts that readers meet as an author's own words, and spots in them.

Code, HTML, addresses and other markup are covered up, same length, so that what is found keeps
its place; this module finds no fault itself and changes nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple

from sitegen.core.record import Record

COVER = "\0"
"""Stands for each character that is no wording. No text holds it: `source` refuses controls."""

HARD_SPACE = "(?:[\u00a0\u2007\u202f]|&nbsp;|&#160;)"
"""A space at which a line may not be broken, as a pattern."""

UNSEEN = "\u00ad\u200b\u2060\ufeff"
"""Characters that show nothing: a soft hyphen, and spaces without any width."""

BULLETS = "•‣●■▪○◦➢➤·\uf0b7\uf0a7\uf0d8"
"""What Word and others put before the items of a list; the last three are of its own typefaces."""


class Slip(Record, frozen=True):
    """A spot that an author may want to mend, by its positions in the text of its `Wording`.

    `message` says what is wrong and `hint` what to write instead, in Swedish. `new` is what can be
    put there without a second thought; None when only a human can tell.
    """

    start: int
    end: int
    code: str
    message: str
    hint: str
    new: str | None = None


class Wording:
    """One stretch of a file that readers see: the text below the front matter, or one field of it.

    `position` is where it begins in the whole file, and `field` the name of the field. `readable`
    is `text` with all that is no wording covered; what a check finds there it may point at, and may
    mend.
    """

    def __init__(
        self,
        whole: str,
        start: int,
        end: int | None,
        *,
        abbreviations: Mapping[str, str],
        field: str = "",
    ) -> None:
        self._whole = whole
        self.position = start
        self.text = whole[start:end]
        self.abbreviations = abbreviations
        self.field = field

    @cached_property
    def uncoded(self) -> str:
        """The text with code covered, and nothing else."""
        text = self.text
        if "```" in text or "~~~" in text:
            text = _cover_fenced(text)
        if "`" in text:
            text = _TICKED.sub(_blank, text)
        if "\n    " in text or "\n\t" in text:
            text = _cover_indented(text)
        return text

    @cached_property
    def addressed(self) -> str:
        """The text with all markup covered, so that addresses that stand by themselves are left."""
        text = self.uncoded
        if "<!--" in text:
            text = _COMMENT.sub(_blank, text)
        return _MARKUP.sub(_blank, _cover_elements(text))

    @cached_property
    def readable(self) -> str:
        """The text with everything covered that is not wording."""
        text = self.addressed
        if "@" in text:
            text = _EMAIL.sub(_blank, text)
        return ADDRESS.sub(_blank, text) if may_have_address(text) else text

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self._whole))]

    def place(self, position: int) -> tuple[int, int]:
        """Line and column in the file, from 1, of a position in `text`."""
        line = bisect_right(self._line_starts, self.position + position)
        return line, self.position + position - self._line_starts[line - 1] + 1

    def span_of_line(self, position: int) -> tuple[int, int]:
        """Where the line around a position begins and ends."""
        end = self.text.find("\n", position)
        return self.text.rfind("\n", 0, position) + 1, len(self.text) if end < 0 else end


class Writing(NamedTuple):
    """All that readers meet of one file: the fields that are sentences, and the body."""

    fields: tuple[Wording, ...]
    body: Wording


# Not what is a list, a mapping or the like: nothing may be changed where YAML is not words.
_FIELD = re.compile(r"\n(title|summary):((?![ \t]*[\[{!&*])[^\n]*(?:\n[ \t][^\n]*)*)")


def find_wording(whole: str, front: str, body: str, *, abbreviations: Mapping[str, str]) -> Writing:
    """The wording of a file, given whole and as `yaml_nodes.split_front_matter` divides it.

    Of the front matter, title and summary count: the other fields are names, words that are
    looked up, or what others have written.
    """
    above, below = whole.find(front), len(whole) - len(body)
    fields = [
        Wording(
            whole,
            above + each.start(2),
            above + each.end(),
            abbreviations=abbreviations,
            field=each[1],
        )
        for each in _FIELD.finditer(front)
    ]
    return Writing(tuple(fields), Wording(whole, below, None, abbreviations=abbreviations))


# Each pattern begins with a literal, for which Python looks first, and fast.
_FENCE = re.compile(r"(?:\n|\A)(?P<fence>`{3,}|~{3,})(?P<rest>[^\n]*)")
_TICKED = re.compile(r"`(?<!\\`)(?P<more>`{0,8})(?!`)[^\n]+?(?<!`)`(?P=more)(?!`)")
# Lines with four spaces before them after an empty one. A bullet there comes from elsewhere.
_CODE_LINE = rf"(?:[ ]{{4}}|\t)(?![ \t]*[{BULLETS}])[^\n]*"
_INDENTED = re.compile(rf"(?:\A|\n[ \t]*)\n{_CODE_LINE}(?:\n{_CODE_LINE})*")
_IN_LIST = re.compile(r"[ \t>]*(?:[-*+]|\d+[.)])[ \t]|[ \t]+\S|\[\^")
_COMMENT = re.compile(r"<!--(?:(?!-->)[^\0])*-->")
_MARKUP = re.compile(
    r"\]\((?:[^()\n]|\n(?![ \t]*\n)|\([^()\n]*\))*+\)"  # a link's address and title
    r"|\]\[[^\]\n]*\]"
    r"|\n[ ]{0,3}\[(?!\^)[^\]\n]+\]:[^\n]*"  # the definition of a link's address
    r"|\[\^[^\]\n]+\]:?"
    r"|\*\[[^\]\n]+\]:[^\n]*"  # the definition of an abbreviation
    r"|<[A-Za-z/!?][^<>]*>"
    r"|\{[^{}\n]*\}"
)
ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\[\]|\0]+")
"""A web address, with whatever punctuation follows it directly."""
_SCHEME, _WWW = re.compile(":(?=//)"), re.compile(r"w(?=ww\.)")
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]++@[\w-]+(?:\.[\w-]+)+")


def may_have_address(text: str) -> bool:
    """The cheap question whether there is any web address at all."""
    return _SCHEME.search(text) is not None or _WWW.search(text) is not None


# What is HTML from its first tag to its last: code anywhere, other elements that begin a line.
_ELEMENT = re.compile(
    r"<(?P<code>code|kbd|pre|samp|script|style)\b|^[ ]{0,3}<(?P<block>[a-z][a-z0-9]*)\b",
    re.IGNORECASE | re.MULTILINE,
)
_NOT_NEWLINE = re.compile(r"[^\n]")


def _blank(part: re.Match[str]) -> str:
    return cover(part[0])


def cover(text: str) -> str:
    """As many characters as in `text`, none of them wording; lines end where they did."""
    return _NOT_NEWLINE.sub(COVER, text) if "\n" in text else COVER * len(text)


def _cover_fenced(text: str) -> str:
    """Cover code between two lines of as many ``` or ~~~; a fence that is never closed is none."""
    lines = list(_FENCE.finditer(text))
    following: dict[str, int] = {}
    closing: dict[int, int] = {}
    for line in reversed(lines):
        closing[line.start()] = following.get(line["fence"], -1)
        if not line["rest"].strip(" "):
            following[line["fence"]] = line.end()
    pieces, done = [], 0
    for line in lines:
        end = closing[line.start()]
        if line.start() >= done and end >= 0:
            pieces += [text[done : line.start()], cover(text[line.start() : end])]
            done = end
    return "".join((*pieces, text[done:]))


def _cover_indented(text: str) -> str:
    """Cover code that is indented; what belongs to the item of a list is none."""
    pieces, done = [], 0
    for block in _INDENTED.finditer(text):
        above = text[text.rfind("\n", 0, block.start()) + 1 : block.start()]
        if block.start() == done > 0 or not _IN_LIST.match(above):
            pieces += [text[done : block.start()], cover(block[0])]
            done = block.end()
    return "".join((*pieces, text[done:]))


def _cover_elements(text: str) -> str:
    """Cover HTML elements whole where Markdown leaves what is in them alone."""
    if "</" not in text:
        return text
    small = text.lower() if len(text.lower()) == len(text) else text
    pieces, done = [], 0
    for tag in _ELEMENT.finditer(text):
        if tag.start() < done:
            continue
        end = small.find(f"</{(tag['code'] or tag['block']).lower()}", tag.end())
        if end >= 0:
            end = text.find(">", end) + 1 or len(text)
            pieces += [text[done : tag.start()], cover(text[tag.start() : end])]
            done = end
    return "".join((*pieces, text[done:]))
