"""Addresses: a web address is a link, preferably with words as its text and not the address itself.

Good:  Läs mer på [kommunens sida om besöket](https://www.hagfors.se/besok), <https://example.org/>
Bad:   Läs mer på https://www.hagfors.se/besok, or on www.hagfors.se
Source: WCAG 2.2, success criterion 2.4.4; Markdown makes no link of a bare address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.prose.wording import ADDRESS, Slip, Wording

# Matches from a rare letter and then looks behind, for speed; links are left out.
_BARE = re.compile(r":(?=//)(?<![(<]http:)(?<![(<]https:)")
_BARE_WWW = re.compile(r"w(?=ww\.)(?<!://w)")
_INSIDE = frozenset("/.@[=-_")
_AFTER = ".,;:!?)”\"'*_’"


def find(wording: Wording) -> Iterator[Slip]:
    """Yield each address that is not a link."""
    if not (_BARE.search(wording.text) or _BARE_WWW.search(wording.text)):
        return
    text = wording.addressed
    for found in ADDRESS.finditer(text):
        before = text[max(found.start() - 1, 0) : found.start()]
        address = found[0].rstrip(_AFTER)
        if before.isalnum() or before in _INSIDE or "." not in address:
            continue
        full = address if "://" in address else f"https://{address}"
        yield Slip(
            found.start(),
            found.start() + len(address),
            "address-bare",
            f"Adressen {address} går inte att klicka på.",
            f"Gör en länk av ord som säger vart den leder: [ord som beskriver]({full}).",
        )
