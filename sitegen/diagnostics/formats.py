"""The formats of problem reports: text for a terminal, and JSON, SARIF, GitHub and GitLab.

It prints nothing and reads no files: the caller passes a function that reads lines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from urllib.parse import quote

import msgspec

from sitegen.core.digest import digest_of
from sitegen.core.problem import Problem, RootFolders, find_stopping
from sitegen.diagnostics.problem_text import ReadLine, as_text, shown_path


def as_json(problems: Iterable[Problem], folders: RootFolders, read_line: ReadLine) -> str:
    """A JSON list of objects: the keys of `_shown`, the front-matter field concerned, and whether
    the problem stops a publication."""
    objects = [
        {**_shown(p, folders), "field": p.field, "stops": bool(find_stopping((p,)))}
        for p in problems
    ]
    data = msgspec.json.encode(objects)
    return msgspec.json.format(data, indent=2).decode() + "\n"


def _shown(problem: Problem, folders: RootFolders) -> dict[str, str | int]:
    """The data of a problem. Do not change it: GitLab recognises an issue by a digest of this."""
    return {
        "path": shown_path(problem, folders),
        "line": problem.line,
        "column": problem.column,
        "code": problem.code,
        "message": problem.message,
        "hint": problem.hint,
        "severity": problem.severity,
    }


def _sentences(problem: Problem) -> str:
    """The problem in one line, with what it stops if that is not everything."""
    is_harmless = problem.severity == "error" and not problem.stops
    effect = "Felet stoppar bara den här texten." if is_harmless else ""
    return " ".join(filter(None, (problem.message, problem.hint, effect)))


def as_github(problems: Iterable[Problem], folders: RootFolders, read_line: ReadLine) -> str:
    """GitHub's workflow commands, which show each problem at its line in a pull request."""
    return "".join(
        f"::{p.severity} file={_property(shown_path(p, folders))},"
        f"line={p.line or 1},col={p.column or 1},"
        f"title={_property(p.code)}::{_data(_sentences(p))}\n"
        for p in problems
    )


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_sarif(problems: Iterable[Problem], folders: RootFolders, read_line: ReadLine) -> str:
    """SARIF 2.1.0 (OASIS), which code-scanning services read."""
    found = list(problems)
    results = [
        {
            "ruleId": p.code,
            "level": p.severity,
            "message": {"text": _sentences(p)},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": quote(shown_path(p, folders))},
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


def as_gitlab(problems: Iterable[Problem], folders: RootFolders, read_line: ReadLine) -> str:
    """GitLab's code quality report, which a merge request shows at the lines concerned."""
    flaws = [
        {
            "description": _sentences(p),
            "check_name": p.code,
            "fingerprint": digest_of(msgspec.msgpack.encode(_shown(p, folders))),
            "severity": "major" if p.severity == "error" else "minor",
            "location": {"path": shown_path(p, folders), "lines": {"begin": p.line or 1}},
        }
        for p in problems
    ]
    return msgspec.json.format(msgspec.json.encode(flaws), indent=2).decode() + "\n"


FORMATS: dict[str, Callable[[Iterable[Problem], RootFolders, ReadLine], str]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
    "sarif": as_sarif,
    "gitlab": as_gitlab,
}
"""The values of `--format`."""
