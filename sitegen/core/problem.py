"""Problems: what is wrong in the content or the templates, where, and what to do about it.

A problem is a value that stages yield side by side with their result; this module prints nothing
and raises nothing.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import Literal

import msgspec

Severity = Literal["error", "warning"]


class Problem(msgspec.Struct, frozen=True, order=True):
    """One thing an author has to look at.

    `line` and `column` count from 1, as editors do; 0 means that the whole file is meant.
    `message` says what is wrong and `hint` what to do, both in Swedish.
    """

    path: str
    line: int
    column: int
    code: str
    message: str
    hint: str = ""
    severity: Severity = "error"


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether any of the problems keeps the site from being published."""
    return any(problem.severity == "error" for problem in problems)


def closest(word: str, candidates: Iterable[str]) -> str | None:
    """The candidate most like `word`, letter case aside, or None when nothing comes near."""
    by_folded = {candidate.casefold(): candidate for candidate in candidates}
    matches = difflib.get_close_matches(word.casefold(), by_folded, n=1, cutoff=0.6)
    return by_folded[matches[0]] if matches else None


def did_you_mean(word: str, candidates: Iterable[str]) -> str:
    """“Menade du X?” when a candidate comes near `word`, else an empty string."""
    match = closest(word, candidates)
    return f"Menade du ”{match}”?" if match else ""
