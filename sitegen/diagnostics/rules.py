"""The rules behind the problems: what each code means, why, and how to fix it, in Swedish.

The texts are in data/regler.md, where people can read them too; this module reads no other file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from sitegen.core.problem import did_you_mean
from sitegen.core.record import Record

_TEXTS = Path(__file__).parent / "data" / "regler.md"
_RULE = re.compile(r"^### ([a-z0-9-]+)\n", re.MULTILINE)
_GROUP = re.compile(r"^## .*", re.MULTILINE | re.DOTALL)
_EXAMPLE = re.compile(
    r"^(?P<label>Fel|Rätt):\n\n(?P<fence>`{3,})\w+ (?P<kind>\S+)\n(?P<text>.*?)\n(?P=fence)\n",
    re.MULTILINE | re.DOTALL,
)
_CODE = re.compile(r"`([^`]+)`")


class Example(Record, frozen=True):
    """A piece of a file. `kind` is `fält` (front matter), `text` (the text below it), `fil` (a
    whole post), the name of a settings file, or `annat` for anything that is not a text."""

    kind: str
    text: str


class Rule(Record, frozen=True):
    """One rule: the code of its problems, its text, and a bad and a good example, if any."""

    code: str
    text: str
    bad: Example | None
    good: Example | None


@cache
def rules() -> Mapping[str, Rule]:
    """Every rule by its code, in the order of data/regler.md."""
    _, *parts = _RULE.split(_TEXTS.read_text(encoding="utf-8"))
    pairs = zip(parts[::2], parts[1::2], strict=True)
    return MappingProxyType({code: _read(code, text) for code, text in pairs})


def _read(code: str, section: str) -> Rule:
    found = {
        match["label"]: Example(match["kind"], match["text"])
        for match in _EXAMPLE.finditer(section)
    }
    text = _GROUP.sub("", _EXAMPLE.sub("", section)).strip()
    return Rule(code, text, found.get("Fel"), found.get("Rätt"))


def explain_code(code: str) -> str | None:
    """The explanation of a code, for a terminal; None if no problem has that code."""
    rule = rules().get(code.strip().strip("[]").lower())
    if rule is None:
        return None
    parts = [rule.code, _CODE.sub(r"”\1”", rule.text)]
    for label, example in (("Fel", rule.bad), ("Rätt", rule.good)):
        if example is not None:
            lines = (f"    {line}".rstrip() for line in example.text.split("\n"))
            parts.append("\n".join((f"{label}:", *lines)))
    return "\n\n".join(parts) + "\n"


def suggest(code: str, fields: Iterable[str] = ()) -> str:
    """The message for an unknown code; `fields` are names of fields that could have been meant."""
    words = tuple(fields)
    hint = did_you_mean(code, (*rules(), *words)) or f"De som finns: {', '.join(rules())}."
    return f"Ingen regel{' och inget fält' if words else ''} heter ”{code}”. {hint}"
