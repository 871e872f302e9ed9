"""Bullets: a list is written with hyphens; a bullet character pasted from elsewhere makes no list.

Its lines stay one paragraph, so screen readers do not announce a list.
Good:  - extern handledning
Bad:   • extern handledning
Source: WCAG 2.2, success criterion 1.3.1 and technique H48.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.prose.columns import Columns
from sitegen.prose.wording import BULLETS, HARD_SPACE, UNSEEN, Slip, Wording

# Word's second level is a letter o before a tab.
_BULLET = re.compile(
    rf"^(?P<quote>(?:[ ]{{0,3}}>)*)(?:[ \t]|{HARD_SPACE})*"
    rf"(?:(?P<mark>[{BULLETS}])(?:[ \t]|{HARD_SPACE})*+|o\t[ \t]*+)(?=[^\s{UNSEEN}])",
    re.MULTILINE,
)

_BLOCK_MARK = re.compile(r"#|>|[-*+][ \t]|\d+[.)][ \t]")
_CODE_BELOW = re.compile(r"\n[ \t]*\n(?:[ ]{4}|\t)[ \t]*\S")


def find(wording: Wording) -> Iterator[Slip]:
    """Yield each line that begins with another program's bullet."""
    text = wording.text
    if not (any(map(text.__contains__, BULLETS)) or "\t" in text):
        return
    columns = Columns(wording)
    above_code = _find_above_code(text)
    for bullet in _BULLET.finditer(wording.readable):
        if not bullet["mark"] and columns.has_tabs(bullet.start()):
            continue  # a cell of a table
        quote = f"{bullet['quote']} " if bullet["quote"] else ""
        is_above_code = any(start <= bullet.start() < end for start, end in above_code)
        is_before_mark = _BLOCK_MARK.match(text, bullet.end()) is not None
        yield Slip(
            *bullet.span(),
            "bullet-pasted",
            f"Punkten ”{bullet['mark'] or 'o'}” gör ingen lista av raden.",
            "Börja raden med bindestreck och mellanslag: - Så här.",
            None if is_above_code or is_before_mark else f"{quote}- ",
        )


def _find_above_code(text: str) -> list[tuple[int, int]]:
    """The paragraphs above indented code: below a list it would be no code but a part of that."""
    codes = [code.start() for code in _CODE_BELOW.finditer(text)] if "\n" in text else []
    return [(text.rfind("\n\n", 0, start) + 1, start) for start in codes]
