"""Tracking: an address has no parameters by which somebody follows who comes from where.

Good:  https://www.hagfors.se/nyheter?id=4
Bad:   https://www.hagfors.se/nyheter?id=4&utm_source=newsletter&fbclid=IwAR0
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.prose.addresses import TRACKING, tracking_in, without_tracking
from sitegen.prose.wording import Slip, Wording

_SUSPECT = re.compile(rf"[?&#;](?:{TRACKING})(?=[=&#\s)>\"'])", re.IGNORECASE)
_BEFORE = re.compile(r"(?:(?!\]\()[^\s<>\"'|\[])*\Z")
_AFTER = re.compile(r"[^\s<>\"'|()\[\]\\]*")


def find(wording: Wording) -> Iterator[Slip]:
    """Yield each address that has such parameters, with the address without them."""
    text = wording.text
    if "=" not in text and "clid" not in text:
        return
    done = 0
    for suspect in _SUSPECT.finditer(text):
        if suspect.start() < done:
            continue
        start = _start_of_address(text, suspect.start(), done)
        done = _AFTER.match(text, suspect.start()).end()  # type: ignore[union-attr]
        address = text[start:done]
        if "." not in address[: suspect.start() - start]:
            continue
        clean = without_tracking(address)
        if clean == address:
            continue
        yield Slip(
            start,
            done,
            "address-tracking",
            f"Adressen säger varifrån läsaren kommer: {', '.join(tracking_in(address))}.",
            f"Skriv adressen utan det: {clean}",
            clean,
        )


def _start_of_address(text: str, position: int, done: int) -> int:
    line = max(text.rfind("\n", 0, position) + 1, done, position - 2_000)
    before = text[line:position]
    opened = before.rfind("](")
    before = before[opened + 2 :] if opened >= 0 else before
    words = _BEFORE.search(before)
    return position - len(words[0].lstrip("(") if words else "")
