"""Characters: no look-alike, invisible or wrongly decoded characters.

Text pasted from Word, a PDF or the web brings characters that look right or cannot be seen, and
that no search finds. Whether å, ä and ö are stored composed or decomposed does not matter: they
are composed when a text is read.
Good:  effektivt, e-post, får
Bad:   effektivt with ﬀ as one character, e‑post with a hard hyphen, fÃ¥r
Source: Unicode, chapter 7.1 (ligatures for compatibility) and 23.2 (soft hyphen, zero width).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from sitegen.prose.wording import BULLETS, UNSEEN, Slip, Wording

_HYPHENS = "\u2010\u2011"
_LIGATURES = "ﬀﬁﬂﬃﬄ"
_PRIVATE = "".join(char for char in BULLETS if unicodedata.category(char) == "Co")
_ARROWS = "\uf0e0\uf0df\uf0fc\uf0a8"  # and boxes, in Word's Wingdings
_REJECTED = re.compile("[\u200b\u2060\ufeff\ue002-\uf8ff]")
_FIXABLE = re.compile(f"[{UNSEEN}{_HYPHENS}{_LIGATURES}]")
_AT_START = re.compile(r"(?:\n|\A)[ \t\u00a0>]*\Z")
_LOST = re.compile("[\ufffd\ue002-\uf8ff]")
# UTF-8 that was read as Windows-1252: å, ä, ö, é and so on, and quotation marks and dashes.
_MISREAD = re.compile("Ã[\u0080-\u00bf…†„–ž¥¤¶©‰–€˜]|â€[\u009d™œ“”˜¢¦]")


def find(wording: Wording) -> Iterator[Slip]:
    """Yield characters that pasting brought along, and those that it broke."""
    text = wording.text
    if any(map(text.__contains__, f"{UNSEEN}{_HYPHENS}{_LIGATURES}")):
        yield from map(_fix, _FIXABLE.finditer(wording.readable))
    if any(map(text.__contains__, f"\ufffd{_PRIVATE}{_ARROWS}")):
        yield from _find_lost(wording)
    if "Ã" in text or "â" in text:
        yield from _find_misread(wording)


def find_in_field(wording: Wording) -> Iterator[Slip]:
    """The same in a field, but for characters that no field may hold: its parser reports those."""
    return (slip for slip in find(wording) if not _REJECTED.match(wording.text, slip.start))


def _fix(found: re.Match[str]) -> Slip:
    if found[0] in UNSEEN:
        return Slip(
            *found.span(),
            "character-unseen",
            f"Här står ett osynligt tecken (U+{ord(found[0]):04X}).",
            "Radera det, eller skriv om ordet.",
            "",
        )
    new = "-" if found[0] in _HYPHENS else unicodedata.normalize("NFKC", found[0])
    return Slip(
        *found.span(),
        "character-odd",
        f"Tecknet {found[0]} (U+{ord(found[0]):04X}) ser ut som {new} men är ett annat.",
        f"Skriv {new}.",
        new,
    )


def _find_lost(wording: Wording) -> Iterator[Slip]:
    text = wording.readable
    for lost in _LOST.finditer(text):
        if lost[0] in _PRIVATE and _AT_START.search(text[max(lost.start() - 20, 0) : lost.start()]):
            continue  # a bullet
        yield Slip(
            *lost.span(),
            "character-lost",
            "Här står ett tecken som läsarna inte kan se.",
            "Se efter i förlagan vad det var, och skriv det på nytt.",
        )


def _find_misread(wording: Wording) -> Iterator[Slip]:
    for found in _MISREAD.finditer(wording.readable):
        try:
            meant = found[0].encode("cp1252").decode()
        except UnicodeError:
            meant = ""
        yield Slip(
            *found.span(),
            "character-misread",
            f"”{found[0]}” ska nog vara ”{meant}”." if meant else "Här har ett tecken blivit fel.",
            "Texten har kopierats med fel teckenkodning. Kopiera den på nytt, eller rätta tecknen.",
        )
