"""Problems: what is wrong in the content or the templates, where, and what to do about it.

A problem is a value that stages yield side by side with their result; this module prints nothing
and raises nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Literal

import msgspec

Severity = Literal["error", "warning"]

Root = Literal["content", "templates", "assets", "output"]
"""The folder that a path starts from."""

RootFolders = Mapping[Root, str]
"""Where each of them lies, as the author named it and with slashes."""

ALIKE = 62
"""How much of two words, in per cent, must be the same letters in the same order for one to be
suggested for the other. Above 62.5 “Gallien” no longer finds Gällivare; at 61 “Paris” is Partille.
"""


class Problem(msgspec.Struct, frozen=True, order=True):
    """One thing an author has to look at.

    `path` is that of a file below its `root`, and empty for the root itself. `line` and `column`
    count from 1, as editors do; 0 means that the whole file is meant. `message` says what is wrong
    and `hint` what to do, both in Swedish. `field` names the field of front matter or settings
    that is concerned, if any, with dots for those below another: `image.alt`, `external.0.url`.
    """

    path: str
    line: int
    column: int
    code: str
    message: str
    hint: str = ""
    severity: Severity = "error"
    root: Root = "content"
    field: str = ""


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether any of the problems keeps the site from being published."""
    return any(problem.severity == "error" for problem in problems)


class Suggester:
    """Finds which of some names a misspelt word stands for. The names are looked through at the
    first question and once only, so ask the same one about every word."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = names

    @cached_property
    def _by_folded(self) -> Mapping[str, str]:
        return {name.casefold(): name for name in self._names}

    @cached_property
    def _folded(self) -> tuple[str, ...]:
        return tuple(sorted(self._by_folded, reverse=True))  # of equals, the same one every time

    def find(self, word: str) -> str | None:
        """The name most like `word`, letter case aside, or None when nothing comes near."""
        from rapidfuzz import fuzz, process  # 30 ms, which most runs can do without

        found = process.extractOne(
            word.casefold(), self._folded, scorer=fuzz.ratio, score_cutoff=ALIKE
        )
        return self._by_folded[found[0]] if found else None

    def ask(self, word: str) -> str:
        """“Menade du X?” when a name comes near `word`, else an empty string."""
        match = self.find(word)
        return f"Menade du ”{match}”?" if match else ""


def closest(word: str, candidates: Iterable[str]) -> str | None:
    """The candidate most like `word`, for a single question; see Suggester."""
    return Suggester(candidates).find(word)


def did_you_mean(word: str, candidates: Iterable[str]) -> str:
    """“Menade du X?” for a single question; see Suggester."""
    return Suggester(candidates).ask(word)
