"""Placeholders: what an author meant to fill in later is not left in a text.

Good:  Vi kommer tillbaka i maj.
Bad:   Vi kommer tillbaka TODO, [fyll i datum], lorem ipsum, ???
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.prose.wording import ADDRESS, Slip, Wording, cover

_TO_DO = (
    r"skriv (?:här|mer|text|in|om|något)|lägg (?:till|in)|infoga|komplettera|kolla|dubbelkolla"
    r"|kontroll(?:era|räkna)|fråga|stäm av|insert|tba|tbd"
    r"|(?:bild|länk|citat|text|rubrik|datum|siffra|källa|antal|mer) (?:här|kommer|saknas)"
    r"|(?:bild|länk|citat|text|rubrik|datum|siffra|källa)(?: \d)?(?=\])"
    r"|(?:bild|länk|citat|siffra|källa)\?|\?"
)
_ANYHOW = r"fylls? (?:i|på)|todo|fixme|x{2,}|\?{2,}"
_REST = r"(?:[\s:][^\]\n)}>]{0,80})?"
_BRACKETED = re.compile(
    rf"[\[({{<](?:(?:(?<!\()(?:{_TO_DO})|{_ANYHOW}){_REST}[\])}}>](?![(\[:])|länkens text\])",
    re.IGNORECASE,
)
_MONTHS = "jan|feb|mars|apr|maj|jun|jul|aug|sept|okt|nov|dec"
_BARE = re.compile(
    rf"""\b(?:TODO|FIXME|TBD|TBA)\b(?![-_/])|(?<!\w)[Tt]o[Dd]o:
    |(?<![\w.\-–/])(?:X{{3,}}|x{{3,}})(?![\w.\-–/])
    |(?<![\w-])XX(?=[ ](?:kommun|procent|kronor|barn|unga|personer|{_MONTHS})|[ ]?%)
    |\?{{3,}}|\b[Ll]orem[ ][Ii]psum\b|(?<=[^\W_][ ])_{{3,}}(?=[ .,])""",
    re.VERBOSE,
)
_PLACEHOLDER = re.compile(rf"(?i:{_BRACKETED.pattern})|(?x:{_BARE.pattern})")
# Fast pre-checks: every match of `_BARE` contains one of these.
_CAPITALS = re.compile(r"[TFX?](?:ODO|IXME|B[DA]|X|\?\?|o[Dd]o:)")
_SIGNS = ("xxx", "orem ipsum", "orem Ipsum", "___", "todo:")

_LONGEST_NAMED = 100
"""Characters of a placeholder in a message; a reader's comment may be one of 60,000."""

_COMMENT = re.compile(r"<!--(?:(?!-->).)*-->", re.DOTALL)
_FRONT = re.compile(r"\A---[ \t]*\n.*?^---", re.DOTALL | re.MULTILINE)
_REMARK = re.compile(r"(?:^|(?<=[ \t]))#[^\n]*", re.MULTILINE)


def find(wording: Wording) -> Iterator[Slip]:
    """Yield each place that still has to be filled in; comments and code are left out."""
    text = wording.text
    if not (
        _CAPITALS.search(text) or any(sign in text for sign in _SIGNS) or _BRACKETED.search(text)
    ):
        return
    for words in _PLACEHOLDER.finditer(_visible(wording)):
        if words[0].startswith("[") and f"{words[0]}:" in text:
            continue  # a link whose address is defined below
        yield Slip(
            *words.span(),
            "placeholder",
            f"Här står ”{_name(words[0])}” kvar.",
            "Skriv det som ska stå här, eller ta bort det. Ska det stå så, skriv det under "
            "allowed i site.yml.",
        )


def _name(words: str) -> str:
    """The words as a message quotes them: without their brackets, and not without end."""
    bare = words.strip("[](){}<>")
    return bare if len(bare) <= _LONGEST_NAMED else f"{bare[:_LONGEST_NAMED]}…"


def _visible(wording: Wording) -> str:
    """The text with code, comments, addresses, and the remarks in its fields covered."""
    text = wording.uncoded
    front = _FRONT.match(text)
    fields = front.end() if front else len(text)
    text = _REMARK.sub(_cover, text[:fields]) + text[fields:]
    closed = text.rfind("-->") + len("-->")  # what is opened below that is no comment
    return ADDRESS.sub(_cover, _COMMENT.sub(_cover, text[:closed]) + text[closed:])


def _cover(part: re.Match[str]) -> str:
    return cover(part[0])
