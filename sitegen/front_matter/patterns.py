"""Fragments of JSON Schema for the field types, for editors that check while one writes.

The regular expressions are those that JavaScript and Python share. For dates and periods a pattern
says nearly what `sweden.dates` reads, and may not be used to read them; the others are exact.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

Shape = Mapping[str, Any]

WORD: Shape = {"type": ["string", "number", "boolean"], "minLength": 1}
"""Any scalar: to an editor 2017 is a number and true a boolean."""

_YEAR = "(19|20|21)[0-9]{2}"
_MONTH = f"{_YEAR}-(0?[1-9]|1[0-2])"
_DAY = f"{_MONTH}-(0?[1-9]|[12][0-9]|3[01])"
_CLOCK = r"([01]?[0-9]|2[0-3])[:.][0-5][0-9](:[0-5][0-9](\.[0-9]+)?)?(Z|[+-][0-9]{2}:?[0-9]{2})?"
_SEASON = f"([Vv]intern|[Vv]åren|[Ss]ommaren|[Hh]östen) {_YEAR}"
_LETTERS = "A-Za-z0-9_À-ÖØ-öø-ÿ"


def _matching(pattern: str, **more: Any) -> Shape:
    return {"type": "string", "pattern": f"^({pattern})$", **more}


MOMENT = _matching(f"{_DAY}([T ]+{_CLOCK})?")
PERIOD = _matching(f"{_DAY}|{_MONTH}|{_SEASON}")
WEB_ADDRESS = _matching(r"""https?://([^\s<>"/]+\.|localhost)[^\s<>"]*""")
EMAIL = _matching(r'[^@\s<>"]+@[^@\s<>"]+\.[^@\s<>".]+')
ALIAS = _matching(f"(/[{_LETTERS}~-][{_LETTERS}.~-]*)+/?", maxLength=240)
PERMALINK = _matching(r"/([a-z0-9-]+/|\{(year|month|day)\}/)*([a-z0-9-]*\{slug\}/)")
_RESERVED = "con|prn|aux|nul|com[0-9]|lpt[0-9]"  # device names on Windows
SLUG = _matching(f"(?!({_RESERVED})$)[a-z0-9]+(-[a-z0-9]+)*", maxLength=100)
FLAG: Shape = {"enum": [True, False, "ja", "nej", "yes", "no"]}


def matches(shape: Shape, value: str) -> bool:
    """Whether a word has the pattern and length of a shape."""
    is_short = len(value) <= shape.get("maxLength", len(value))
    return is_short and _compile(shape["pattern"]).fullmatch(value) is not None


@cache
def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
