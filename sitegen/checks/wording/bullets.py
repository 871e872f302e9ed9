"""Bullets: a list is written with hyphens; a bullet character pasted from elsewhere makes no list.

Its lines stay one paragraph, so screen readers do not announce a list.
Good:  - extern handledning
Bad:   • extern handledning
Source: WCAG 2.2, success criterion 1.3.1 and technique H48.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.prose.wording import BULLETS, HARD_SPACE, UNSEEN, Slip, Wording

# Word's second level is a letter o before a tab.
_BULLET = re.compile(
    rf"^(?P<quote>(?:[ ]{{0,3}}>)*)(?:[ \t]|{HARD_SPACE})*"
    rf"(?:(?P<mark>[{BULLETS}])(?:[ \t]|{HARD_SPACE})*+|o\t[ \t]*+)(?=[^\s{UNSEEN}])",
    re.MULTILINE,
)


def find(wording: Wording) -> Iterator[Slip]:
    """Yield each line that begins with another program's bullet."""
    text = wording.text
    if not (any(map(text.__contains__, BULLETS)) or "\t" in text):
        return
    for bullet in _BULLET.finditer(wording.readable):
        quote = f"{bullet['quote']} " if bullet["quote"] else ""
        yield Slip(
            *bullet.span(),
            "bullet-pasted",
            f"Punkten ”{bullet['mark'] or 'o'}” gör ingen lista av raden.",
            "Börja raden med bindestreck och mellanslag: - Så här.",
            f"{quote}- ",
        )
