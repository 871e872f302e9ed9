"""Problems: what is wrong in the content or the templates, where, and what to do about it.

A problem is a value that a stage returns beside its result; this module prints nothing and raises
nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Literal

import msgspec

Severity = Literal["error", "warning"]

Root = Literal["content", "templates", "assets", "output"]
"""The folder that the path of a problem is relative to."""

RootFolders = Mapping[Root, str]
"""The path of each root folder as the author wrote it, with forward slashes."""

ALIKE = 62
"""How similar two words must be, in per cent (`rapidfuzz.fuzz.ratio`), for one to be suggested for
the other. Above 62.5 “Gallien” no longer finds Gällivare; at 61 “Paris” is Partille.
"""


FIXABLE = "Kommandot check --fix rättar det åt dig."
"""The end of the hint of a problem that the program can fix by itself."""


class Problem(msgspec.Struct, frozen=True, order=True):
    """One problem that is reported to the author.

    `path` is relative to the `root` folder, and empty for the folder itself. `line` and `column`
    count from 1, as in editors; 0 means the whole file. `message` says what is wrong and `hint`
    what to do, both in Swedish. `field` is the name of the field of front matter or settings that
    is wrong, if any; nested fields are dotted: `image.alt`, `external.0.url`. `meant` are what its
    author may have meant by what is `written` there, the likeliest first. An error with `stops`
    False is in a text that is held back, so that the others can be published.
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
    stops: bool = True
    written: str = ""
    meant: tuple[str, ...] = ()


def has_errors(problems: Iterable[Problem]) -> bool:
    """True if any of the problems is an error, whatever it stops."""
    return any(problem.severity == "error" for problem in problems)


def find_stopping(problems: Iterable[Problem]) -> list[Problem]:
    """The errors for which the site may not be published."""
    return [problem for problem in problems if problem.severity == "error" and problem.stops]


class Suggester:
    """Finds the most similar of some names for a misspelt word.

    The names are indexed at the first question, so use one instance for many words.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._names = names

    @cached_property
    def _by_folded(self) -> Mapping[str, str]:
        return {name.casefold(): name for name in self._names}

    @cached_property
    def _folded(self) -> tuple[str, ...]:
        return tuple(sorted(self._by_folded, reverse=True))  # ties always give the same name

    def find(self, word: str) -> str | None:
        """The name most similar to `word`, ignoring case, or None if none is similar enough."""
        from rapidfuzz import fuzz, process  # takes 30 ms to import, and most runs need no hint

        found = process.extractOne(
            word.casefold(), self._folded, scorer=fuzz.ratio, score_cutoff=ALIKE
        )
        return self._by_folded[found[0]] if found else None

    def ask(self, word: str) -> str:
        """“Menade du X?” if a name is similar to `word`, else an empty string."""
        match = self.find(word)
        return f"Menade du ”{match}”?" if match else ""


def closest(word: str, candidates: Iterable[str]) -> str | None:
    """The candidate most similar to `word`; for many words use one Suggester."""
    return Suggester(candidates).find(word)


def did_you_mean(word: str, candidates: Iterable[str]) -> str:
    """“Menade du X?” or an empty string; for many words use one Suggester."""
    return Suggester(candidates).ask(word)
