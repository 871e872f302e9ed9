"""Fragments of JSON Schema for the field types, for editors that check while one writes.

The regular expressions are those that JavaScript and Python share. For dates, periods and old
addresses a pattern says nearly what the program reads, and may not be used to read them; the others
are exact.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from sitegen.core import base_address, output_names

Shape = Mapping[str, Any]

WORD: Shape = {"type": ["string", "number", "boolean"], "minLength": 1}
"""Any scalar: to an editor 2017 is a number and true a boolean."""

_YEAR = "(19|20|21)[0-9]{2}"
_MONTH = f"{_YEAR}-(0?[1-9]|1[0-2])"
_DAY = f"{_MONTH}-(0?[1-9]|[12][0-9]|3[01])"
_CLOCK = r"([01]?[0-9]|2[0-3])[:.][0-5][0-9](:[0-5][0-9](\.[0-9]+)?)?(Z|[+-][0-9]{2}:?[0-9]{2})?"
_MONTH_NAMES = (
    "[Jj]anuari|[Ff]ebruari|[Mm]ars|[Aa]pril|[Mm]aj|[Jj]uni|[Jj]uli|[Aa]ugusti|[Ss]eptember"
    "|[Oo]ktober|[Nn]ovember|[Dd]ecember"
)
_SEASONS = "[Vv]inter(n)?|[Vv]år(en)?|[Ss]ommar(en)?|[Hh]öst(en)?"
_PART = f"({_DAY}|{_MONTH}|({_MONTH_NAMES}|{_SEASONS}|[Kk]vartal [1-4]) {_YEAR}|{_YEAR})"
_LETTERS = "A-Za-z0-9_À-ÖØ-öø-ÿ"


def _matching(pattern: str, **more: Any) -> Shape:
    return {"type": "string", **more, "pattern": f"^({pattern})$"}


MOMENT = _matching(f"{_DAY}([T ]+{_CLOCK})?")
_NUMBER = {"type": ["string", "integer"], "minimum": 1900, "maximum": 2200}  # 2017 to an editor
PERIOD = _matching(f"{_PART}( till {_PART})?", **_NUMBER)
OPEN_PERIOD = _matching(f"{_PART}( till {_PART})?|[Ff]öre {_PART}|[Oo]känt", **_NUMBER)
WEB_ADDRESS = _matching(r"""[Hh][Tt][Tt][Pp][Ss]?://([^\s<>"/]+\.|localhost)[^\s<>"]*""")
REPOSITORY = _matching(
    r"https://[A-Za-z0-9.-]+\.[A-Za-z]{2,}(:[0-9]{1,5})?(/[A-Za-z0-9_][A-Za-z0-9._-]*){2,}/?",
    maxLength=300,
)
EMAIL = _matching(r'[^@\s<>"]+@[^@\s<>"]+\.[^@\s<>".]+')
BASE_ADDRESS = _matching(base_address.PATTERN, maxLength=base_address.LONGEST)
_CODE = "%[0-9A-Fa-f]{2}"
ALIAS = _matching(
    f"(/([{_LETTERS}~-]|{_CODE})([{_LETTERS}.~-]|{_CODE})*)+/?",
    maxLength=720,  # %C3%A5 for å
)
PERMALINK = _matching(
    rf"/((?!({output_names.DEVICES})/)[a-z0-9-]{{1,100}}/|\{{(year|month|day)\}}/)*"
    r"([a-z0-9-]{0,100}\{slug\}/)"
)
DRAFTS = _matching(
    r"https?://([a-z0-9.:-]*\{branch\}[a-z0-9.:-]*(/[a-z0-9._-]+)*|"
    r"[a-z0-9.:-]+/([a-z0-9._-]+/)*\{branch\})/?",
    maxLength=200,
)
SLUG = _matching(f"(?!({output_names.DEVICES})$)[a-z0-9]+(-[a-z0-9]+)*", maxLength=100)
FLAG: Shape = {"enum": [True, False, "ja", "nej", "yes", "no"]}


def any_of(shape: Shape, word: str) -> Shape:
    """The shape of words that have the pattern of `shape`, or are `word`."""
    inner = str(shape["pattern"]).removeprefix("^(").removesuffix(")$")
    return {**shape, "pattern": f"^({inner}|{word})$"}


def is_period(shape: Shape) -> bool:
    """True if words of a shape are periods."""
    return _PART in str(shape.get("pattern", ""))


def matches(shape: Shape, value: str) -> bool:
    """Whether a word has the pattern and length of a shape."""
    is_short = len(value) <= shape.get("maxLength", len(value))
    return is_short and _compile(shape["pattern"]).fullmatch(value) is not None


@cache
def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
