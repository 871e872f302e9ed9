"""Losses: the words of a text that are not on its page.

It compares words only and does not know why one is missing; nothing that it finds may be taken
from a comment, a tag or a link's address.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from sitegen.prose.conversion import FLAGS
from sitegen.prose.headings import MARKS
from sitegen.prose.wording import COVER, Shown, Wording

MOST_ALIGNED = 3_000
"""Words that are lined up with those of the page to find which of several alike are missing."""

# What is left out before letters are compared: ASCII but letters and digits, and the bytes of the
# marks that typography makes of others. They are left out on both sides.
_IGNORED = bytes(byte for byte in range(128) if not bytes((byte,)).isalnum()) + bytes(
    (0xE2, 0x80, 0x93, 0x94, 0x99, 0x9D, 0xA6)
)
_LINK = re.compile(r"\]\([^\s()<>]*(?=\)|\s+\"[^\"\n]*\"\))")
_NUMBER = re.compile(r"\n[ >*+-]*\d{1,3}[.)](?=[ ])")
_NOTE = re.compile(r"\[\^[^\]\n]*\]:?")

_VALUE = r"(?:\"[^\"<>{}\n]*\"|'[^'<>{}\n]*'|[^\s\"'<>={}]+)"
_FLAG = "|".join(FLAGS)
_ATTRIBUTE = rf"(?:[#.][\w-]+|[\w-]+={_VALUE})"
_INLINE_MARKS = re.compile(
    # A link's address but not its title, or its name.
    r"\((?<=\]\()\s*(?:<[^<>\n]*>|(?:[^\s()]|\([^()\n]*\)|\s(?![\"'])(?!\s*\n))*)"
    r"|\[(?<=\]\[)[^\[\]]*\](?!\()"
    r"|\[\^[^\]\n]*\]:?"
    r"|\[TOC\]"
    rf"|</?[A-Za-z][A-Za-z0-9]*+(?:\s+[\w:-]+\s*=\s*{_VALUE}|\s+(?:{_FLAG})\b)*\s*/?>"
    rf"|\{{:?[ ]*{_ATTRIBUTE}(?:[ ]+{_ATTRIBUTE})*[ ]*\}}"
    rf"|\{{[^{{}}\n]*\b(?:{'|'.join(MARKS)})\s*=[^{{}}\n]*\}}"
)
_LINE_MARKS = re.compile(
    r"\n(?:[ ]{0,3}\[(?!\^)[^\[\]\n]+\]:[ ]*(?:\n[ ]*)?\S+"  # where a link by name leads
    r"|[ ]{0,3}\*\[[^\]\n]+\][ ]?:"
    r"|[ >*+-]*(?:\d{1,3}[.)][ ]+)+(?:\[[xX]\])?"
    r"|[ >]*[-*+][ ]+\[[xX]\]"
    r"|[ >]*(?:`{3,}|~{3,})[^\n`]*)"
)
_FENCE = re.compile(r"\n[ >]*(?:[-*+][ ]+|\d{1,3}[.)][ ]+)?(?:`{3,}|~{3,})[^\n`]*")
_BREAK = re.compile(r"<br\b", re.IGNORECASE)
_SIGNS = "*_~=`\\\0"  # of emphasis and the like; a word goes on around them
_JOINING = str.maketrans("", "", _SIGNS)
_WORD = re.compile(rf"(?:[^\W_]|&#?\w+;|[{re.escape(_SIGNS)}])+")
_PLAIN_WORD = re.compile(r"[^\W_]+")


class _Word(NamedTuple):
    text: str
    start: int
    end: int


def find_lost(wording: Wording) -> list[tuple[int, int]]:
    """The spans of the words of a body that are not on its page, in order."""
    page = wording.page
    if page is None or _is_complete(wording.text, page):
        return []
    covered = _cover_marks(wording)
    shown = _plain_words(f"{page.plain}\n{page.hidden}\n{page.meanings}")
    missing = Counter(_plain_words(unescape(covered)))
    missing.subtract(shown)
    if max(missing.values(), default=0) <= 0:
        return []
    return list(_find_places(list(_words_of(covered)), shown, missing))


def _is_complete(text: str, page: Shown) -> bool:
    """Fast pre-check: True if the letters of a text are those of its page."""
    if "](" in text:
        text = _LINK.sub("", text)
    if "\n1" in text:
        text = _NUMBER.sub("\n", text)
    if "[^" in text:
        text = _NOTE.sub("", text)
    written, shown = _letters(text), _letters(page.plain)
    if written == shown:
        return True
    shown += _letters(page.hidden)
    return len(written) == len(shown) and all(
        written.count(letter) == shown.count(letter) for letter in set(written)
    )


def _letters(text: str) -> bytes:
    return text.encode().translate(None, _IGNORED)


def _words_of(covered: str) -> Iterator[_Word]:
    """The words of a text with their places."""
    for found in _WORD.finditer(covered):
        for word in _plain_words(unescape(found[0])):
            yield _Word(word, *found.span())


def _cover_marks(wording: Wording) -> str:
    """The text with marks replaced by a sign that joins, but code as it stands."""
    text = wording.uncommented
    outside = _INLINE_MARKS.sub(_cover, _LINE_MARKS.sub(_cover_line, f"\n{text}")[1:])
    if COVER not in text:
        return outside
    merged = "".join(
        own if hidden == COVER else shown
        for own, hidden, shown in zip(wording.text, wording.uncoded, outside, strict=True)
    )
    return _FENCE.sub(_cover_line, f"\n{merged}")[1:]


def _cover_line(mark: re.Match[str]) -> str:
    return "\n" + " " * (len(mark[0]) - 1)


def _cover(mark: re.Match[str]) -> str:
    """As long as a mark: spaces if it breaks a line, else signs that join."""
    return (" " if "\n" in mark[0] or _BREAK.match(mark[0]) else "\0") * len(mark[0])


def _plain_words(text: str) -> list[str]:
    return _PLAIN_WORD.findall(text.translate(_JOINING))


def _find_places(
    source: list[_Word], shown: list[str], missing: Counter[str]
) -> Iterator[tuple[int, int]]:
    """The places of the words that are missing; of words alike, of those out of line first."""
    unmatched = _find_unmatched([word.text for word in source], shown)
    chosen: set[int] = set()
    for number in (*unmatched, *range(len(source))):
        if missing[source[number].text] > 0 and number not in chosen:
            chosen.add(number)
            missing[source[number].text] -= 1
    for number in sorted(chosen):
        yield source[number].start, source[number].end


def _find_unmatched(source: list[str], shown: list[str]) -> list[int]:
    """The numbers of words in `source` that have no like in `shown` when both are lined up."""
    if max(len(source), len(shown)) > MOST_ALIGNED:
        return []
    from rapidfuzz.distance import Indel  # takes 30 ms to import, and most texts need it not

    changes = Indel.editops(source, shown)
    return [each.src_pos for each in changes if each.tag == "delete"]
