"""The wording of a text: the words that readers see, for checks of language and typography.

Code, HTML, URLs and other markup are replaced by a cover character of the same length, so that
positions stay the same; this module finds no errors itself and changes no file.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from sitegen.core.problem import Severity
from sitegen.core.record import Record

COVER = "\0"
"""Replaces each character that is not wording. No text contains it: `core.source` rejects control
characters."""

HARD_SPACE = "(?:[\u00a0\u2007\u202f]|&nbsp;|&#160;)"
"""A regular expression for a no-break space."""

UNSEEN = "\u00ad\u200b\u2060\ufeff"
"""Invisible characters: the soft hyphen, and spaces without any width."""

BULLETS = "•‣●■▪○◦➢➤·\uf0b7\uf0a7\uf0d8"
"""Bullets that word processors put before list items; the last three are from Word's symbol
fonts."""


NOT_EXPLAINABLE = (
    "”{}” går inte att förklara: en förkortning måste börja och sluta med en bokstav eller siffra.",
    "Ta bort raden, och skriv ut orden i texterna i stället.",
)
"""Message and hint for an abbreviation that the conversion never finds in a text."""


def is_explainable(abbreviation: str) -> bool:
    """True if the conversion can find an abbreviation in a text: it begins and ends as words do."""
    return re.fullmatch(r"\w(?:.*\w)?", abbreviation, re.DOTALL) is not None


def places_of(text: str, part: str, start: int = 0) -> Iterator[int]:
    """Every position of `part` in `text` from `start` on; `str.find` is faster than a pattern."""
    start = text.find(part, start)
    while start >= 0:
        yield start
        start = text.find(part, start + 1)


class Slip(Record, frozen=True):
    """Something that an author may want to fix, by its positions in the text of its `Wording`.

    `message` says what is wrong and `hint` what to write instead, in Swedish. `new` is a
    replacement that is always safe to make automatically, or None if a human has to decide. Nearly
    all slips are warnings; one that readers cannot overlook is an error. `breaks` is True if the
    file makes no sense until it is fixed: all else follows from it. One that `is_last_resort` is
    reported only where no other slip is.
    """

    start: int
    end: int
    code: str
    message: str
    hint: str
    new: str | None = None
    severity: Severity = "warning"
    breaks: bool = False
    is_last_resort: bool = False


class Shown(NamedTuple):
    """What readers see of a body: its plain text, the texts of pictures, titles and the like that
    its author wrote, and the meanings of abbreviations."""

    plain: str
    hidden: str = ""
    meanings: str = ""


class Wording:
    """A part of a file that readers see: the body, or one field of the front matter.

    `position` is where it begins in the whole file, and `field` the name of the field, empty for
    the body. `readable` is `text` with everything covered that is not wording: what a check finds
    there it may report, and may fix. `page` is what readers see of the body, if it is known.
    """

    def __init__(
        self,
        whole: str,
        start: int,
        end: int | None,
        *,
        abbreviations: Mapping[str, str],
        field: str = "",
        page: Shown | None = None,
    ) -> None:
        self._whole = whole
        self.position = start
        self.text = whole[start:end]
        self.abbreviations = abbreviations
        self.field = field
        self.page = page

    @cached_property
    def has_loose_brackets(self) -> bool:
        """Fast pre-check: False if all square brackets are those of ordinary links."""
        brackets = self.text.count("[")
        return brackets > 0 and not brackets == self.text.count("]") == self.text.count("](")

    @property
    def follows_fields(self) -> bool:
        """True if this is below front matter: a file that is all YAML has no body to judge."""
        return self._whole[: self.position].rstrip().endswith("\n---")

    @cached_property
    def unfenced(self) -> str:
        """The text with code between marks covered."""
        text = self.text
        if "```" in text or "~~~" in text:
            text = _cover_fenced(text)
        return _TICKED.sub(_blank, text) if "`" in text else text

    @cached_property
    def uncoded(self) -> str:
        """The text with only code covered."""
        text = self.unfenced
        if "\n    " in text or "\n\t" in text:
            text = _cover_indented(text)
        return text

    @cached_property
    def uncommented(self) -> str:
        """The text with code and comments covered."""
        text = self.uncoded
        return _COMMENT.sub(_blank, text) if "<!--" in text else text

    @cached_property
    def addressed(self) -> str:
        """The text with code and markup covered, but not bare URLs."""
        return _MARKUP.sub(_blank, _cover_elements(self.uncommented))

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
        """The start and end, in `text`, of the line that contains a position."""
        end = self.text.find("\n", position)
        return self.text.rfind("\n", 0, position) + 1, len(self.text) if end < 0 else end


class Writing(NamedTuple):
    """All wording of one file: the fields that are sentences, and the body."""

    fields: tuple[Wording, ...]
    body: Wording


# Not a value that is a list, a mapping or the like: only plain words may be changed.
_FIELD = re.compile(r"\n(title|summary):((?![ \t]*[\[{!&*])[^\n]*(?:\n[ \t][^\n]*)*)")


def find_wording(
    whole: str,
    front: str,
    body: str,
    *,
    abbreviations: Mapping[str, str],
    page: Shown | None = None,
) -> Writing:
    """The wording of a file, given as a whole and as split by `yaml_nodes.split_front_matter`.

    Only title and summary are taken from the front matter: the other fields are names, words that
    are looked up, or texts by others.
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
    return Writing(
        tuple(fields), Wording(whole, below, None, abbreviations=abbreviations, page=page)
    )


# Each pattern begins with a literal, because Python searches for that first, and fast.
_FENCE = re.compile(r"(?:\n|\A)[ >]*(?P<fence>`{3,}|~{3,})(?P<rest>[^\n]*)")
_TICKED = re.compile(r"`(?<!\\`)(?P<more>`{0,8})(?!`)[^\n]+?(?<!`)`(?P=more)(?!`)")
# Lines indented by four spaces after an empty line. An indented bullet is pasted text, not code.
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
    r"|\[![A-Z]+\]"  # the kind of a box on GitHub
)
ADDRESS = re.compile(r"(?:[Hh][Tt]{2}[Pp][Ss]?://|www\.)[^\s<>\[\]|\0]+")
"""A URL, with any punctuation that directly follows it."""
_SCHEME, _WWW = re.compile(":(?=//)"), re.compile(r"w(?=ww\.)")
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]++@[\w-]+(?:\.[\w-]+)+")


def may_have_address(text: str) -> bool:
    """Fast pre-check: True if the text may contain a URL."""
    return _SCHEME.search(text) is not None or _WWW.search(text) is not None


# HTML elements that are covered whole: code anywhere, and other elements at the start of a line.
_ELEMENT = re.compile(
    r"<(?P<code>code|kbd|pre|samp|script|style)\b|^[ ]{0,3}<(?P<block>[a-z][a-z0-9]*)\b",
    re.IGNORECASE | re.MULTILINE,
)
_NOT_NEWLINE = re.compile(r"[^\n]")


def _blank(part: re.Match[str]) -> str:
    return cover(part[0])


def cover(text: str) -> str:
    """`text` with each character but newlines replaced by COVER."""
    return _NOT_NEWLINE.sub(COVER, text) if "\n" in text else COVER * len(text)


def _cover_fenced(text: str) -> str:
    """Cover code between two equally long ``` or ~~~ fences; an unclosed fence is ignored."""
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
    """Cover indented code; indented text that belongs to a list item is not code."""
    pieces, done = [], 0
    for block in _INDENTED.finditer(text):
        above = text[text.rfind("\n", 0, block.start()) + 1 : block.start()]
        if block.start() == done > 0 or not _IN_LIST.match(above):
            pieces += [text[done : block.start()], cover(block[0])]
            done = block.end()
    return "".join((*pieces, text[done:]))


def _cover_elements(text: str) -> str:
    """Cover whole HTML elements whose content Markdown does not process."""
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
