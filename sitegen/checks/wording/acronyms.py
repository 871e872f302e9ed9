"""Acronyms: spelled as in abbreviations.yml, and explained where they first occur in a text.

Acronyms in abbreviations.yml are explained on every page. A search takes an acronym with other
capitals for another word; lower-case forms such as Bris and adhd are correct and left alone.
Good:  Barns behov i centrum (BBIC), or mottagningen VISIT, which says what VISIT is
Bad:   BBiC, or LSS in a text that never explains it
Source: Svenska skrivregler and Frågelådan (Språkrådet), on initialförkortningar.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from sitegen.prose.wording import NOT_EXPLAINABLE, Slip, Wording, is_explainable

_WELL_KNOWN = (
    "ADHD AIDS COVID DNA DVD GPS HIV HTML IKEA NATO OBS OECD PDF PISA SMS SOS SVT TBC UNESCO "
    "UNICEF USA USB WHO FIXME TBA TBD TOC TODO XXX"
)
_STRESSED = (
    "ALDRIG ALL ALLA ALLT ALLTID ANDRA ATT BARA BARN BRA BÅDA BÅDE DEN DET DIN DOCK DÄR EFTER "
    "ELLER ENDA ETT FLER FRÅN FÖR FÖRE GÖR HAN HAR HELA HON HUR HÄR INGA INGEN INGET INNAN INTE "
    "JAG KAN LIKA MED MEN MER MEST MIN MYCKET MÅSTE MÅNGA NEJ NYA NÅGON NÅGOT NÄR OCH OCKSÅ "
    "REDAN SAMMA SIST SJÄLV SKA STOPP STOR STORA TACK TID TILL TROTS UNGA UTAN VAD VAR VARA VEM "
    "VET VIKTIG VÅR ÄNDÅ ÄVEN ÖVER"
)
NOT_ASKED_OF = frozenset(f"{_WELL_KNOWN} {_STRESSED}".split())
"""Acronyms better known than their long forms, ordinary words that people write in capitals for
emphasis, the marks of what is left to do, which `placeholders` reports, and that of a list of the
headings."""

# Two capitals near the start of a word; that they begin the word is checked later.
_CAPITALS = re.compile(r"[A-ZÅÄÖ](?:[A-ZÅÄÖ]|[a-zåäö][A-ZÅÄÖ])\w*")
_ACRONYM = re.compile(r"[A-ZÅÄÖ]{3,6}")
_DEFINITION = re.compile(r"\*\[([^\]\n]+)\]:")
_ROMAN = re.compile(r"X{0,3}(?:IX|IV|V?I{0,3})")

# A word before an acronym that says it is a name, or what kind of thing it names.
_NAMED = re.compile(
    r"(?:kallas|kallade?|kallat|kallar|heter|hette|namnet|förkortas|förkortat|förkortning(?:en)?"
    r"|.*(?:avtal|arbetssätt|bolag|byrå|centrum|enhet|enkät|företag|förbund|förening|förvaltning"
    r"|grupp|institut|insats|kampanj|lag|metod|modell|mottagning|myndighet|nätverk|nämnd"
    r"|organisation|parti|program|projekt|register|råd|samarbete|samverkan|satsning|standard"
    r"|stiftelse|stöd|system|team|test|tidning|undersökning|utbildning|verk|verksamhet|verktyg)"
    r"(?:e?n|e?t|met|rumet)?)"
)
_EXPLAINED = re.compile(
    r"[\"”*_\]\0]*(?:\s\([^\W\d]|\s[–—-]{1,2}\s|,\s(?:som|det vill säga|dvs|alltså)\b"
    r"|\s(?:står för|betyder|utläses|uttyds|är (?:en|ett|den|det)\b))"
)
_CLOSED = re.compile(r"[),;]")
_NOT_ALONE = re.compile(r"[\w\0]|[ -]?\d|[.:/]\w{2}")
_SHOUT = re.compile(r"(?:^|[^\w])[A-ZÅÄÖ]{2,}[ \n]+$")
_SHOUTED = re.compile(r"[ \n]+[A-ZÅÄÖ]{2,}(?![\w-])")


def find(wording: Wording) -> Iterator[Slip]:
    """Yield acronyms spelled otherwise than in the list, those that are not explained, and those
    whose explanation no reader sees."""
    if "*[" in wording.text:
        yield from _find_odd(wording)
    unknown = _find_unknown(wording)
    if unknown:
        yield from _find_spelling(wording, unknown)
        yield from _find_unexplained(wording, unknown)


def find_spelling(wording: Wording) -> Iterator[Slip]:
    """Yield acronyms spelled otherwise than in the list."""
    unknown = _find_unknown(wording)
    if unknown:
        yield from _find_spelling(wording, unknown)


def _find_odd(wording: Wording) -> Iterator[Slip]:
    for found in _DEFINITION.finditer(wording.uncoded):
        if not is_explainable(found[1].strip()):
            message, hint = NOT_EXPLAINABLE
            yield Slip(*found.span(1), "abbreviation-odd", message.format(found[1]), hint)


def _find_unknown(wording: Wording) -> set[str]:
    return set(_CAPITALS.findall(wording.text)).difference(wording.abbreviations)


def _find_spelling(wording: Wording, unknown: Iterable[str]) -> Iterator[Slip]:
    listed = {word.casefold(): word for word in wording.abbreviations}
    variants = {word: listed[word.casefold()] for word in unknown if word.casefold() in listed}
    if not variants:
        return
    for word in _CAPITALS.finditer(wording.readable):
        right = variants.get(word[0])
        before = wording.readable[max(word.start() - 1, 0) : word.start()]
        if right and not before.isalnum() and before not in ("/", "_"):
            yield Slip(
                *word.span(),
                "acronym-spelling",
                f"Förkortningen skrivs {right}, inte {word[0]}.",
                f"Skriv {right}. Så står den i abbreviations.yml.",
                right,
            )


def _find_unexplained(wording: Wording, unknown: Iterable[str]) -> Iterator[Slip]:
    listed = {word.casefold() for word in wording.abbreviations}
    acronyms = {
        word
        for word in unknown
        if _ACRONYM.fullmatch(word)
        and not (_ROMAN.fullmatch(word) or word in NOT_ASKED_OF)
        and word.casefold() not in listed
    }
    acronyms.difference_update(_DEFINITION.findall(wording.text) if acronyms else ())
    if not acronyms:
        return
    if not _find_first(wording.text, acronyms):
        return  # fast pre-check: to blank out what is no wording takes longer
    for word, start in _find_first(wording.readable, acronyms).items():
        yield Slip(
            start,
            start + len(word),
            "acronym-unexplained",
            f"Texten säger inte vad {word} betyder.",
            f"Skriv ut orden första gången och {word} inom parentes efter dem, eller lägg till "
            f"{word} i abbreviations.yml. Är det ingen förkortning, skriv med små bokstäver.",
        )


def _find_first(text: str, acronyms: Iterable[str]) -> dict[str, int]:
    """The first position of each acronym that is explained nowhere in the text."""
    explained: set[str] = set()
    first: dict[str, int] = {}
    for found in _CAPITALS.finditer(text):
        start, end = found.span()
        before, after = text[max(start - 40, 0) : start], text[end : end + 40]
        if found[0] not in acronyms or _NOT_ALONE.match(after):
            continue
        if before[-1:].isalnum() or before[-1:] in ("/", "-", "_"):
            continue
        in_brackets = before.endswith("(") and _CLOSED.match(after)
        if in_brackets or _says_what(before) or _EXPLAINED.match(after):
            explained.add(found[0])
        elif not (_SHOUT.search(before) or _SHOUTED.match(after)):
            first.setdefault(found[0], start)
    return {word: start for word, start in first.items() if word not in explained}


def _says_what(before: str) -> bool:
    """True if the word before an acronym explains it."""
    words = before.rstrip('"”*_([').split()
    return before[-1:] != "(" and bool(words) and _NAMED.fullmatch(words[-1].casefold()) is not None
