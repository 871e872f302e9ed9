"""Problems as an author reads them in a terminal: place, excerpt and hint.

It prints nothing and reads no files: the caller passes a function that reads lines.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from sitegen.core.problem import Problem, RootFolders, find_stopping
from sitegen.sweden import swedish
from sitegen.sweden.personal_numbers import mask_personal_numbers

ReadLine = Callable[[str, int], str | None]
"""`read_line(path, line)`: one line of a file, or None if it cannot be read."""


MOST_ALIKE = 100
"""The most warnings with the same code that a build lists; `check` lists all."""

_WIDTH = 96
_SEEN = "\N{REPLACEMENT CHARACTER}"


_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
"""Characters that could end the line, or make a terminal misrepresent the text."""


_SEVERITIES = {"error": "fel", "warning": "varning"}

_HARMLESS = " (stoppar bara den här texten)"
"""Follows an error in a text that is held back."""


def path_of(problem: Problem, folders: RootFolders) -> str:
    """The path of the file as the author knows it, from the current folder."""
    folder = folders[problem.root]
    return posixpath.join("" if folder == "." else folder, problem.path).rstrip("/") or folder


def shown_path(problem: Problem, folders: RootFolders) -> str:
    """The same for what many may read, such as the log of a server: without the end of a personal
    number in the name of a file."""
    return mask_personal_numbers(path_of(problem, folders))


def in_order(problems: Iterable[Problem], folders: RootFolders) -> list[Problem]:
    """The problems sorted by file and then by place."""
    return sorted(problems, key=lambda problem: (folders[problem.root], problem))


def as_text(problems: Iterable[Problem], folders: RootFolders, read_line: ReadLine) -> str:
    """Each problem with its place, an excerpt with a caret, and a hint."""
    return "\n".join(
        _paragraph(problem, path_of(problem, folders), read_line) for problem in problems
    )


def as_short_text(problems: Sequence[Problem], folders: RootFolders, read_line: ReadLine) -> str:
    """The same, with every error but at most MOST_ALIKE warnings of a sort: who has mended one
    sentence in a blog of ten thousand texts need not read thousands of them again."""
    counted: Counter[str] = Counter()
    shown = []
    for problem in problems:
        counted[problem.code] += problem.severity == "warning"
        if problem.severity == "error" or counted[problem.code] <= MOST_ALIKE:
            shown.append(problem)
    more = "".join(
        f"Och {swedish.count(number - MOST_ALIKE, 'varning', 'varningar')} till av samma sort "
        f"[{code}]. Du ser alla med python build.py check.\n"
        for code, number in sorted(counted.items())
        if number > MOST_ALIKE
    )
    return "\n".join(filter(None, (as_text(shown, folders, read_line), more)))


def _paragraph(problem: Problem, path: str, read_line: ReadLine) -> str:
    severity = _SEVERITIES[problem.severity]
    if problem.severity == "error" and not problem.stops:
        severity += _HARMLESS
    shown = _place(problem, mask_personal_numbers(path))
    lines = [f"{shown}: {severity}: {problem.message} [{problem.code}]"]
    text = read_line(path, problem.line) if problem.line else None
    if text and text.strip():
        lines += _excerpt(mask_personal_numbers(text.expandtabs(1)), problem)
    if problem.hint:
        lines.append(f"    → {problem.hint}")
    return "".join(f"{_UNSEEN.sub(_SEEN, line)}\n" for line in lines)


def _place(problem: Problem, path: str) -> str:
    if problem.line == 0:
        return path
    return f"{path}:{problem.line}:{problem.column or 1}"


def _excerpt(text: str, problem: Problem) -> list[str]:
    """The line, cut around the column when it is long, and a caret below the column."""
    number = f"{problem.line:>5} | "
    start = max(0, problem.column - _WIDTH // 2) if len(text) > _WIDTH else 0
    shown = text[start : start + _WIDTH].rstrip()
    lines = [number + shown]
    if problem.column:
        lines.append(" " * (len(number) + problem.column - 1 - start) + "^")
    return lines


def summarise_stopping(problems: Sequence[Problem]) -> str:
    """The same as `summarise`, and how many of the errors stop a publication, unless all do."""
    stopping = len(find_stopping(problems))
    errors = sum(problem.severity == "error" for problem in problems)
    parts = [summarise(problems)]
    if 0 < stopping < errors:
        parts.append(f"Publiceringen stoppas av {swedish.count(stopping, 'fel', 'fel')}")
    elif errors and not stopping:
        parts.append("De andra texterna går att publicera")
    return ". ".join(parts)


def summarise(problems: Sequence[Problem]) -> str:
    """“2 fel och 1 varning”; empty if there are no problems."""
    errors = sum(problem.severity == "error" for problem in problems)
    warnings = len(problems) - errors
    parts = []
    if errors:
        parts.append(swedish.count(errors, "fel", "fel"))
    if warnings:
        parts.append(swedish.count(warnings, "varning", "varningar"))
    return swedish.format_list(parts)
