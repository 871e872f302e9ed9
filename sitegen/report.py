"""Problems as text: what an author reads in a terminal, and what machines read.

It formats and prints nothing itself, and reads no files: whoever calls it hands over the lines.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from urllib.parse import quote

import msgspec

from sitegen import swedish
from sitegen.problems import Problem
from sitegen.source import digest_of

ReadLine = Callable[[str, int], str | None]
"""`read_line(path, line)`: one line of a file, or None when it cannot be had."""

_WIDTH = 96
_SEEN = "\N{REPLACEMENT CHARACTER}"
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
"""What could end the line, or make a terminal show something else than what is there."""

_SEVERITIES = {"error": "fel", "warning": "varning"}


def as_text(problems: Iterable[Problem], read_line: ReadLine) -> str:
    """Each problem with its place, an excerpt with a pointer, and what to do."""
    return "\n".join(_paragraph(problem, read_line) for problem in problems)


def _paragraph(problem: Problem, read_line: ReadLine) -> str:
    severity = _SEVERITIES[problem.severity]
    lines = [f"{_place(problem)}: {severity}: {problem.message} [{problem.code}]"]
    text = read_line(problem.path, problem.line) if problem.line else None
    if text and text.strip():
        lines += _excerpt(text.expandtabs(1), problem)
    if problem.hint:
        lines.append(f"    → {problem.hint}")
    return "".join(f"{_UNSEEN.sub(_SEEN, line)}\n" for line in lines)


def _place(problem: Problem) -> str:
    if problem.line == 0:
        return problem.path
    return f"{problem.path}:{problem.line}:{problem.column or 1}"


def _excerpt(text: str, problem: Problem) -> list[str]:
    """The line, cut around the column when it is long, and a caret below the column."""
    number = f"{problem.line:>5} | "
    start = max(0, problem.column - _WIDTH // 2) if len(text) > _WIDTH else 0
    shown = text[start : start + _WIDTH].rstrip()
    lines = [number + shown]
    if problem.column:
        lines.append(" " * (len(number) + problem.column - 1 - start) + "^")
    return lines


def summarise(problems: Sequence[Problem]) -> str:
    """“2 fel och 1 varning”, or nothing when there is nothing to look at."""
    errors = sum(problem.severity == "error" for problem in problems)
    warnings = len(problems) - errors
    parts = []
    if errors:
        parts.append(swedish.count(errors, "fel", "fel"))
    if warnings:
        parts.append(swedish.count(warnings, "varning", "varningar"))
    return swedish.format_list(parts)


def as_json(problems: Iterable[Problem], read_line: ReadLine) -> str:
    """A JSON list of objects with the fields of Problem."""
    data = msgspec.json.encode(list(problems))
    return msgspec.json.format(data, indent=2).decode() + "\n"


def as_github(problems: Iterable[Problem], read_line: ReadLine) -> str:
    """GitHub's workflow commands, which show each problem at its line in a pull request."""
    return "".join(
        f"::{p.severity} file={_property(p.path)},line={p.line or 1},col={p.column or 1},"
        f"title={_property(p.code)}::{_data(f'{p.message} {p.hint}'.strip())}\n"
        for p in problems
    )


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_sarif(problems: Iterable[Problem], read_line: ReadLine) -> str:
    """SARIF 2.1.0 (OASIS), which code-scanning services read."""
    found = list(problems)
    results = [
        {
            "ruleId": p.code,
            "level": p.severity,
            "message": {"text": f"{p.message} {p.hint}".strip()},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": quote(p.path)},
                        "region": {"startLine": p.line or 1, "startColumn": p.column or 1},
                    }
                }
            ],
        }
        for p in found
    ]
    rules = [{"id": code} for code in sorted({p.code for p in found})]
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "sitegen", "rules": rules}},
                "columnKind": "unicodeCodePoints",
                "results": results,
            }
        ],
    }
    return msgspec.json.format(msgspec.json.encode(log), indent=2).decode() + "\n"


def as_gitlab(problems: Iterable[Problem], read_line: ReadLine) -> str:
    """GitLab's list of flaws in the quality of code, shown in a merge request where they are."""
    flaws = [
        {
            "description": f"{p.message} {p.hint}".strip(),
            "check_name": p.code,
            "fingerprint": digest_of(msgspec.msgpack.encode(p)),
            "severity": "major" if p.severity == "error" else "minor",
            "location": {"path": p.path, "lines": {"begin": p.line or 1}},
        }
        for p in problems
    ]
    return msgspec.json.format(msgspec.json.encode(flaws), indent=2).decode() + "\n"


FORMATS: dict[str, Callable[[Iterable[Problem], ReadLine], str]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
    "sarif": as_sarif,
    "gitlab": as_gitlab,
}
"""What `--format` can ask for."""
