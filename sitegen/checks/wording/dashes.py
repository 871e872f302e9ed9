"""Dashes: tankstreck between numbers, between parts of a sentence and before a line of speech.

The conversion turns two hyphens (--) into a dash. What may be a date, a telephone number or a code
is left alone: only a number followed by a greater one is an interval.
Good:  3–5 år, en siffra – den enda – som stämmer, – Vårt mål är tid
Bad:   3-5 år, en siffra - den enda - som stämmer, -Vårt mål är tid
Source: Svenska skrivregler and Myndigheternas skrivregler (Språkrådet), on tankstreck.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.prose.wording import Slip, Wording

_BETWEEN_DIGITS = re.compile(
    r"-(?<=\d-)(?<!\d-\d\d-)(?=\d\d{0,3}(?:[,.:]\d+)?(?!\d|-\d))"
)  # no date
_NUMBER = r"\d{1,2}[.:]\d{2}|\d{1,3},\d{1,2}|\d{1,4}"
_INTERVAL = re.compile(
    rf"(?<![\w.,:/+#@&=\0–—-])(?P<low>{_NUMBER})-(?P<high>{_NUMBER})"
    r"(?![\w\0–—]|[.,:/]\d|-?\d|[ \u00a0][\d–-])"
)
# Matches from the hyphen and then looks behind, for speed.
_SENTENCE = re.compile(r"-(?<=[^\s|>*+#-][ ]-)(?=[ \n][ ]*[^\s|-])")
_LIST_MARK = re.compile(r"(?:\A|\n)[ \t>]*\d+[.)][ ]\Z")
_SPEECH = re.compile(r"-(?<=\n\n-)(?=[A-ZÅÄÖ][a-zåäö]* )")


def find(wording: Wording) -> Iterator[Slip]:
    """Yield each hyphen that should be a dash."""
    text = wording.text
    if _BETWEEN_DIGITS.search(text):
        yield from _find_intervals(wording)
    if _SENTENCE.search(text):
        yield from _find_sentence_dashes(wording)
    if _SPEECH.search(text):
        yield from _find_speech(wording)


def _find_intervals(wording: Wording) -> Iterator[Slip]:
    for interval in _INTERVAL.finditer(wording.readable):
        low, high = interval["low"], interval["high"]
        if rises(low, high):
            yield Slip(
                *interval.span(),
                "dash-interval",
                f"Mellan {low} och {high} står ett bindestreck.",
                f"Skriv tankstreck: {low}–{high}.",
                f"{low}–{high}",
            )


def rises(low: str, high: str) -> bool:
    """True if two numbers with a hyphen between them are certainly an interval."""
    if not (low.isdigit() and high.isdigit()):
        separators = [re.sub(r"\d", "", number) for number in (low, high)]
        if "," in separators:
            return float(low.replace(",", ".")) < float(high.replace(",", "."))
        return ("" not in separators) and separators[0] == separators[1]
    if any(len(number) > 1 and number[0] == "0" for number in (low, high)):
        return False  # a telephone number or a code
    if len(low) == 4 and len(high) == 2:
        return int(high) > max(int(low) % 100, 12)  # 2015-10 is a month, 2015-16 a school year
    if len(high) == 4 and len(low) < 4:
        return int(low) % 10 == int(high) % 10 == 0 and int(low) > 99
    return int(low) < int(high)


def _find_sentence_dashes(wording: Wording) -> Iterator[Slip]:
    text = wording.readable
    for dash in _SENTENCE.finditer(text):
        before = text[max(dash.start() - 20, 0) : dash.start()]
        if not _LIST_MARK.search(before):
            yield Slip(
                *dash.span(),
                "dash-sentence",
                "Här står ett bindestreck i stället för ett tankstreck.",
                "Skriv – eller två bindestreck (--), som blir ett tankstreck.",
                "–",
            )


def _find_speech(wording: Wording) -> Iterator[Slip]:
    text = wording.readable
    for dash in _SPEECH.finditer(text):
        word = text[dash.end() : dash.end() + 40].split()[0]
        yield Slip(
            *dash.span(),
            "dash-speech",
            "Repliken börjar med ett bindestreck.",
            f"Skriv talstreck och mellanslag: – {word} …",
            "– ",
        )
