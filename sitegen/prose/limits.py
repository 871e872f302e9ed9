"""Limits on one text, so that converting it takes at most a second or two.

Python-Markdown takes quadratic time for several constructs that no post has thousands of, and
recurses into nested ones; this module finds them first and may not be slow or recursive itself.
The limits are measured: text at `WORK` or at any `most` below takes about a second at worst.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

import msgspec

from sitegen.core.digest import position

Excess = tuple[int, int, str, str, str]  # line and column from 1, code, message, hint
Found = tuple[int, str, str, str]  # position, code, message, hint

LENGTH = 200_000  # characters; an ordinary post has 3,000
LINES = 5_000
BRACKETS = 10  # open at the same time in one paragraph
LOOSE_LINKS = 10  # “](” that is not followed by a plain URL and “)”, in one paragraph
EMPHASIS = 800  # runs of * or _ in one paragraph; nested ones cost a Python frame per pair
CELLS = 20_000  # in all tables together
WORK = 1_000_000_000  # marks in a paragraph times its length: each mark copies the paragraph

_DIVIDE = "Dela upp texten i flera inlägg."


class Limit(msgspec.Struct, frozen=True):
    """A text may have at most `most` matches of `pattern`.

    A newline is added before the text, as Python finds that faster than ^; an empty group marks the
    place to report. Every match contains one of `signs`, which are counted first as that is faster
    still; without a pattern, the first sign is the pattern.
    """

    code: str
    signs: tuple[str, ...]
    pattern: re.Pattern[str] | None
    most: int
    message: str
    hint: str


_LIMITS = (
    Limit(
        "limit-control",  # Python-Markdown removes \x02 and \x03, so the text checked would differ
        ("",),
        re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]"),
        0,
        "Här står ett osynligt styrtecken.",
        "Ta bort det: skriv om ordet före och efter.",
    ),
    Limit(
        "limit-nesting",
        ("\n",),
        re.compile(
            r"\n()(?![ ]{0,3}(?:(?:-[ ]{0,2})+|(?:\*[ ]{0,2})+)[ ]*\n)"  # a line across the page
            r"[ \t]*(?:(?:>|[-*+][ \t]|\d{1,3}[.)][ \t])[ \t]*){11}"
        ),
        0,
        "Raden börjar med fler än tio citattecken eller listmarkörer i varandra.",
        "Skriv citatet eller listan med färre nivåer.",
    ),
    Limit(
        "limit-indent",
        ("\t", " " * 17),
        re.compile(r"[ \t]{17}(?:[ ]{0,3}\t|[ ]{4}){16}"),
        0,
        "Här står fler än åttio mellanslag i rad.",
        "Ta bort de flesta av dem.",
    ),
    Limit(
        "limit-headings",
        ("\n",),
        re.compile(r"\n()[ >]*(?:\#|(?:=+|[-*_][-*_ \t]*)(?=\n))"),
        1_000,
        "Texten har fler än tusen rubriker och linjer.",
        _DIVIDE,
    ),
    Limit(
        "limit-links",
        ("](",),
        None,
        2_000,
        "Texten har fler än tvåtusen länkar och bilder.",
        _DIVIDE,
    ),
    Limit(
        "limit-notes",
        ("[^",),
        None,
        1_000,
        "Texten har fler än tusen fotnoter och hänvisningar till dem.",
        _DIVIDE,
    ),
    Limit(
        "limit-definitions",
        ("]:", ": "),
        re.compile(r"\]:|\n[ >]*:[ ]"),
        500,
        "Texten har fler än femhundra fotnoter, länkdefinitioner och förklaringar.",
        _DIVIDE,
    ),
    Limit(
        "limit-attributes",
        ("{",),
        None,
        1_000,
        "Texten har fler än tusen klamrar ({).",
        _DIVIDE,
    ),
    Limit(
        "limit-abbreviations",
        ("*[",),
        None,
        200,
        "Texten förklarar fler än tvåhundra förkortningar.",
        "Lägg förkortningarna i den gemensamma filen abbreviations.yml.",
    ),
    Limit(
        "limit-code",
        ("```", "~~~"),
        re.compile(r"\n()[ >]*(?:```|~~~)"),
        500,
        "Texten har fler än tvåhundrafemtio kodblock.",
        _DIVIDE,
    ),
    Limit(
        "limit-backticks",
        ("`" * 11,),
        None,
        0,
        "Här står fler än tio grava accenter (`) i rad.",
        "Ta bort några: en räcker för kod i en mening och tre för ett kodblock.",
    ),
    Limit(
        "limit-toc",
        ("[TOC]",),
        None,
        1,
        "Texten ber om mer än en innehållsförteckning.",
        "Låt [TOC] stå kvar på ett enda ställe.",
    ),
    Limit(
        "limit-html",
        ("<",),
        re.compile(r"<[A-Za-z/!?]"),
        1_000,
        "Texten har fler än tusen HTML-taggar.",
        "Skriv med Markdown i stället för HTML, eller dela upp texten i flera inlägg.",
    ),
    Limit(
        "limit-open-html",
        ("<",),
        re.compile(
            r"<(?=[A-Za-z/!?])(?!!--(?:(?!-->|<!--).)*-->)"
            r"""(?!/?[A-Za-z](?:[^<>"']|"[^<"]*"|'[^<']*')*+>)""",
            re.DOTALL,
        ),
        20,
        "Här börjar en HTML-tagg (<) som inte avslutas med >.",
        "Avsluta taggen, eller skriv &lt; om du menar tecknet <.",
    ),
)

_TOO_MANY_BRACKETS = (
    "limit-brackets",
    "Här börjar en hakparentes ([), och tio till öppnas innan den stängs med ].",
    "Stäng parenteserna, eller skriv \\[ om du menar tecknet [.",
)
_TOO_MANY_LOOSE_LINKS = (
    "limit-open-links",
    "Stycket har fler än tio länkar vars adress inte avslutas med ).",
    "Skriv länkar som [text](adress), och %20 för mellanslag i adressen.",
)
_TOO_MUCH_EMPHASIS = (
    "limit-emphasis",
    "Stycket har fler än åttahundra asterisker och understreck.",
    "Dela upp stycket med en tom rad, eller skriv \\* om du menar tecknet *.",
)
_TOO_MANY_CELLS = (
    "limit-cells",
    "Tabellerna har tillsammans fler än 20 000 rutor.",
    "Dela upp tabellen, eller lägg den i en fil som inlägget länkar till.",
)
_TOO_MUCH_WORK = (
    "limit-work",
    "Stycket är för långt för att ha så många länkar och markeringar.",
    "Dela upp stycket med tomma rader.",
)

_BLANK_LINE = re.compile(r"\n[ \t]*\n")
# A bullet always ends a paragraph, as a blank line does.
_BULLET = re.compile(r"\n(?=[ ]{0,3}[*+-][ ]+\S)")
_BRACKET = re.compile(r"\\.|[\[\]]", re.DOTALL)
_LOOSE_LINK = re.compile(
    r"""\]\((?!\s*(?:<[^<>\n]*>|[^\s()<>"'[\]]*(?:\([^\s()<>"'[\]]*\)[^\s()<>"'[\]]*)?)"""
    r"""(?:\s+(?:"[^"\n]*"|'[^'\n]*'))?[ ]*\))"""
)
_EMPHASIS = re.compile(r"\*+|_+")


def find_limits(text: str) -> list[Excess]:
    """Each limit that a text exceeds, at the place where it is first exceeded.

    `sitegen.prose.conversion.convert` may only be called with a text for which this is empty.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")  # as Python-Markdown does
    if len(text) > LENGTH:
        return [(1, 1, "limit-length", "Texten är längre än 200 000 tecken.", _DIVIDE)]
    padded = f"\n{text}\n"
    found = [
        (start - 1, limit.code, limit.message, limit.hint)
        for limit in _LIMITS
        if sum(map(padded.count, limit.signs)) > limit.most
        and (start := _match_beyond(limit.most, _pattern_of(limit), padded)) > 0
    ]
    if text.count("\n") >= LINES:
        found.append((0, "limit-lines", "Texten har fler än 5 000 rader.", _DIVIDE))
    if _may_hold_too_much(text):
        found += _find_in_blocks(text)
    return [(*position(text, at), code, said, hint) for at, code, said, hint in sorted(found)]


def _pattern_of(limit: Limit) -> re.Pattern[str]:
    return limit.pattern or re.compile(re.escape(limit.signs[0]))


def _match_beyond(most: int, pattern: re.Pattern[str], text: str) -> int:
    """The position of match number `most` + 1, or of the empty group in it; -1 if there is none."""
    beyond = next(islice(pattern.finditer(text), most, None), None)
    return beyond.start(beyond.lastindex or 0) if beyond else -1


def _split(text: str, pattern: re.Pattern[str], offset: int = 0) -> Iterator[tuple[int, str]]:
    """The pieces of a text between matches of `pattern`, each with its position."""
    start = 0
    for match in pattern.finditer(text):
        yield offset + start, text[start : match.start()]
        start = match.end()
    yield offset + start, text[start:]


def _may_hold_too_much(text: str) -> bool:
    """Fast pre-check: True if any limit of a single paragraph may be exceeded."""
    return (
        text.count("[") > BRACKETS
        or text.count("*") + text.count("_") > EMPHASIS
        or text.count("|") * (text.count("\n") + 1) > CELLS
        or (len(text) * len(text) > WORK and len(text) * _count_marks(text) > WORK)
    )


def _count_marks(text: str) -> int:
    return sum(map(text.count, "\\`*_[<&~="))


def _find_in_blocks(text: str) -> list[Found]:
    """The exceeded limits of single paragraphs, and of all paragraphs or tables together."""
    found: dict[str, Found] = {}
    work = cells = 0
    for block_start, block in _split(text, _BLANK_LINE):
        if "|" in block:
            rows = block.split("\n")
            cells += len(rows) * max(row.count("|") for row in rows)
            if cells > CELLS:
                found.setdefault("cells", (block_start, *_TOO_MANY_CELLS))
        for start, paragraph in _split(block, _BULLET, block_start):
            work += len(paragraph) * _count_marks(paragraph)
            if work > WORK:
                found.setdefault("work", (start, *_TOO_MUCH_WORK))
            for place, code, message, hint in _find_in_paragraph(paragraph):
                found.setdefault(code, (start + place, code, message, hint))
    return list(found.values())


def _find_in_paragraph(paragraph: str) -> Iterator[Found]:
    if paragraph.count("[") > BRACKETS and (start := _find_open_bracket(paragraph)) >= 0:
        yield start, *_TOO_MANY_BRACKETS
    if (start := _match_beyond(LOOSE_LINKS, _LOOSE_LINK, paragraph)) >= 0:
        yield start, *_TOO_MANY_LOOSE_LINKS
    if (start := _match_beyond(EMPHASIS, _EMPHASIS, paragraph)) >= 0:
        yield start, *_TOO_MUCH_EMPHASIS


def _find_open_bracket(paragraph: str) -> int:
    """The position of the outermost bracket where more than `BRACKETS` are open, or -1."""
    opened: list[int] = []
    for bracket in _BRACKET.finditer(paragraph):
        if bracket[0] == "[":
            opened.append(bracket.start())
        elif bracket[0] == "]" and opened:
            opened.pop()
        if len(opened) > BRACKETS:
            return opened[0]
    return -1
