"""Shown marks: no sign of Markdown is left in what readers see.

Good:  **fet**, [ord](adress) and a table with its line of dashes
Bad:   **fet without an end, [ord] (adress), or a table whose line of dashes has too few cells
"""

from __future__ import annotations

import re
from bisect import bisect
from collections import Counter
from collections.abc import Iterator

from sitegen.prose.conversion import ALLOWED
from sitegen.prose.wording import COVER, Slip, Wording, places_of

_MARK = re.compile(
    r"\*\*|(?<![\w*])\*(?=[^\W\d])|\]\s?\((?=[^\s()]{2,}(?:[)\s]|$))(?=[^()]*[./#])"
    r"|\)\[(?=\S+\])|!\[|```|~~~|`|~~(?=\w)|(?<=\w)~~|==(?=\w[^=]*\w==)|<!--|-->"
    r"|(?<!\S)#{2,6}\s|\{[:#.][^{}]*\}|\[\[|:::|!!!\s|\$\$|(?<!\w)\+\+(?=\w)|\^\[|(?<=\w)\^\w+\^"
    r"|(?<=\w)~\w+~|(?<!\S):[a-z0-9_+-]{2,}:(?!\S)|\[[ xX]\](?=\s|\w)|\[(?:toc|Toc|TOC)\]"
    r"|(?<!\S)%%(?=\s?\w)"
)
_SIGNS = "*[]`~=<#{>!$+^%"  # each match contains one of them, or begins with a colon
_NEXT_WORD = re.compile(r"[\W_]*([^\W_]*)")
_COLON = re.compile(r":(?=::|[a-z0-9_+-]{2,}:)")
_HINTS = {
    "*": "Fet text har två asterisker på var sida, utan mellanslag innanför: **så här**.",
    "]": "Skriv länken utan mellanslag mellan ] och (, och %20 för mellanslag i adressen.",
    "!": "Skriv bilden så här: ![Vad bilden visar](bild.jpg).",
    "`": "Skriv tecknet både före och efter koden: `så här`.",
    "```": "Skriv tre sådana tecken på en egen rad både före och efter koden.",
    "~~~": "Skriv tre sådana tecken på en egen rad både före och efter koden.",
    "~": "Skriv tecknen på båda sidor av det som ska strykas: ~~så här~~.",
    "=": "Skriv tecknen på båda sidor av det som ska märkas: ==så här==.",
    "%": "En kommentar börjar med <!-- och slutar med -->.",
    "-": "En kommentar börjar med <!-- och slutar med -->.",
    "<": "En kommentar börjar med <!-- och slutar med -->.",
    "#": "En rubrik börjar på en egen rad: ## Det här såg vi.",
    "{": "Ta bort klamrarna med det som står i dem.",
    "[": "En länk skriver du [ord som beskriver](adressen).",
    ")": "Skriv länken tvärtom: [ord som beskriver](adressen).",
    "^": "Skriv <sup>2</sup> för upphöjda tecken, och fotnoter på en egen rad: [^ord]: Texten.",
    "!!!": "Ta bort tecknen. De betyder något bara i andra program.",
    "[x]": "Börja raden så här, med mellanslag efter: - [x] Så här.",
    "[ ]": "Börja raden så här, med mellanslag efter: - [ ] Så här.",
    ":": "Ta bort tecknen. De betyder något bara i andra program.",
}


def find(wording: Wording) -> Iterator[Slip]:
    """Yield each sign that was meant as a mark but is shown as it is."""
    page = wording.page.plain if wording.page else ""
    if not (any(map(page.__contains__, _SIGNS)) or _COLON.search(page)):
        return
    shown, places = _Shown(page, _code_of(wording)), _Places(wording.uncommented)
    done = -1
    reported: Counter[str] = Counter()
    for mark in _MARK.finditer(page):
        sign = mark[0].strip()
        if reported[sign] >= shown[sign]:
            continue  # the others are in code
        start = places.find(sign, _next_word(page[mark.end() : mark.end() + 20]), done)
        if start < 0:
            continue  # in code, or with a backslash: it is meant to be seen
        done = start
        reported[sign] += 1
        yield Slip(
            start,
            start + len(sign),
            "mark-shown",
            f"Läsarna ser tecknen {sign} som de står.",
            f"{_hint_for(sign)} Ska de synas, skriv ett omvänt snedstreck före.",
            is_last_resort=True,
        )


# Signs of Markdown and HTML in a field, which is shown as it is.
_FIELD_MARK = re.compile(
    r"\*\*[^*\n]+\*\*|(?<![\w*_])(?P<sign>[*_])(?![\s*_])[^*_\n]+(?<!\s)(?P=sign)(?![\w*_])"
    r"|\[[^\[\]\n]+\]\([^()\n]*\)|`[^`\n]+`|&(?:[a-zA-Z]{2,8}|#\d+);"
    rf"|<(?:{'|'.join(sorted(ALLOWED, key=len, reverse=True))})(?:\s[^<>\n]*)?/?>"
)


def find_in_field(wording: Wording) -> Iterator[Slip]:
    """Yield what would be a mark in a body, in a field that is plain text."""
    if not any(map(wording.text.__contains__, "*_[`<&")):
        return
    for mark in _FIELD_MARK.finditer(wording.text):
        yield Slip(
            *mark.span(),
            "mark-shown",
            f"Läsarna ser {mark[0]} som det står, för i det här fältet finns bara vanlig text.",
            "Skriv orden utan tecknen.",
        )


def _hint_for(sign: str) -> str:
    return _HINTS.get(sign.lower()) or _HINTS.get(sign[0]) or _HINTS[":"]


def _code_of(wording: Wording) -> str:
    """The code in a text."""
    if wording.uncoded == wording.text:
        return ""
    return "".join(
        own if hidden == COVER else " "
        for own, hidden in zip(wording.text, wording.uncoded, strict=True)
    )


class _Shown(dict[str, int]):
    """How often each sign is on the page outside code, counted once a sign."""

    def __init__(self, page: str, code: str) -> None:
        super().__init__()
        self._page, self._code = page, code

    def __missing__(self, sign: str) -> int:
        return self.setdefault(sign, self._page.count(sign) - self._code.count(sign))


class _Places:
    """Where the signs are in the source, looked up once a sign: a page may show thousands."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._known: dict[str, dict[str, list[int]]] = {}

    def find(self, sign: str, word: str, done: int) -> int:
        """The first place after `done` of a sign before the same word as on the page, or -1; also
        if one before that word is written with a backslash."""
        if word in self._by_word(f"\\{sign[0]}"):
            return -1
        places = self._by_word(sign).get(word, [])
        following = bisect(places, done)
        return places[following] if following < len(places) else -1

    def _by_word(self, sign: str) -> dict[str, list[int]]:
        """The places of a sign in the source, by the word that follows."""
        if sign not in self._known:
            found: dict[str, list[int]] = self._known.setdefault(sign, {})
            for at in places_of(self._text, sign):
                word = _next_word(self._text[at + len(sign) : at + 60])
                found.setdefault(word, []).append(at)
        return self._known[sign]


def _next_word(text: str) -> str:
    found = _NEXT_WORD.match(text)
    return found[1] if found else ""
