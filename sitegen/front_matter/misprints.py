"""Finds what keeps YAML from being read although it is clear what was meant: a missing blank, a
hard space, a quotation mark or colon in a value, a tab.

It knows the names of fields but not their types; it changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from typing import NamedTuple

ODD_SPACES = "\u00a0\u1680\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff"
"""Blanks, also without width, that YAML does not count as such, for a class of characters."""

LONGEST_SHOWN = 90
"""Characters of a line that a hint shows as it should be written."""

_ALL_ODD = (*"\u00a0\u1680\u202f\u205f\u2060\u3000\ufeff", *map(chr, range(0x2000, 0x200C)))
_WITHOUT_WIDTH = re.compile("[\u200b\u2060\ufeff]")
_NAME = r"(?P<name>[\w-]+)"
_LEAD = rf"^(?P<lead>[ \t]*(?:-[{ODD_SPACES} ]+)?)"
_AFTER_COLON = re.compile(rf"{_LEAD}{_NAME}:(?P<odd>[{ODD_SPACES}][{ODD_SPACES} ]*)", re.MULTILINE)
_BEFORE_COLON = re.compile(rf"{_LEAD}{_NAME}(?P<odd>[ ]*[{ODD_SPACES}][{ODD_SPACES} ]*):", re.M)
_BEFORE_NAME = re.compile(rf"^(?P<odd>[ ]*[{ODD_SPACES}][{ODD_SPACES} ]*){_NAME}:", re.MULTILINE)
_AFTER_DASH = re.compile(rf"(?<=\n)[ ]*(?P<lead>-)(?P<odd>[{ODD_SPACES}][{ODD_SPACES} ]*)(?=[^\s])")
_IN_LIST = re.compile(r"(?:[\w-]+:|[ ]*-[^\n]*)\s*\Z")
_GLUED = re.compile(rf"{_LEAD}{_NAME}:(?=[^\s])(?P<value>[^\n]*)", re.MULTILINE)
_NO_COLON = re.compile(
    rf"^(?P<lead>(?:-[ ]+)?){_NAME}(?P<odd>[ \t]*[;=：][ \t]*|[ \t]+)(?P<value>[^\s:;=：][^:\n]*)$",
    re.MULTILINE,
)
_VALUE = re.compile(rf"{_LEAD}{_NAME}:[ \t]+(?P<value>[^\n]*[^\s])[ \t]*$", re.MULTILINE)
_GOES_ON = re.compile(r"[ \t]*\n[ \t]+[^\s#]")
_INDENTED = re.compile(rf"^(?P<lead>[ ]+){_NAME}:(?=[ \n])", re.MULTILINE)
_TABS = re.compile(r"^(?P<lead>[ ]*)(?P<tabs>\t[ \t]*)(?=[^\s])", re.MULTILINE)
_ABOVE_NESTED = re.compile(r"[ \t]+.*|.*:[ ]*")
_FORBIDDEN = "&*!"
_CLOSED_GROUP = re.compile(r"(?:\[[^\[\]]*\]|\{[^{}]*\})[ ]*[^\s\]}#]")
_SPECIAL = re.compile(r"[&*!@%`]|-[ ]|[|>][+-]?\d?[ ]*[^\s\d+-]")
_PLAIN = re.compile(r"[^\"'\[\]{}|>&*!%@`#\s-][^\\]*")
_INNER_COLON = re.compile(r":(?=[ ]|$)")


class Misprint(NamedTuple):
    """A part of YAML, by its positions, and what stands in its place if that makes the whole
    readable. `at` is the position to report; `hint` is Swedish. `name` is that of the field, if the
    line has one as it stands."""

    at: int
    start: int
    end: int
    new: str
    hint: str
    name: str
    code: str = "yaml-syntax"


def find_odd_spaces(text: str, names: Collection[str]) -> list[Misprint]:
    """The blanks beside the names and colons of fields, and the dashes of lists, that are not the
    ordinary one, so that YAML reads another name or none."""
    if not any(map(text.__contains__, _ALL_ODD)):
        return []  # fast pre-check
    return [
        *_with_name(_AFTER_COLON, text, names, lambda found: (" ", _AFTER)),
        *_with_name(_BEFORE_COLON, text, names, lambda found: ("", _BEFORE)),
        *_with_name(_BEFORE_NAME, text, names, lambda found: (_indent(found["odd"]), _INDENT)),
        *_after_dashes(text),
    ]


_AFTER = "Efter kolonet står ett hårt mellanslag. Radera det och skriv ett vanligt."
_BEFORE = "Före kolonet står ett hårt mellanslag. Radera det."
_INDENT = "Raden börjar med ett hårt mellanslag. Radera det."
_DASH = "Efter bindestrecket står ett hårt mellanslag. Radera det och skriv ett vanligt."
_TAB = "Byt tabbtecknet mot mellanslag."


def find_misprints(text: str, names: Collection[str], own: Collection[str]) -> list[Misprint]:
    """What may keep `text` from being read, in the order of the lines; to be asked for only when it
    cannot be read, since it looks at the lines one by one. `own` are the names of fields that stand
    at the beginning of a line."""
    return sorted(
        (
            *_find_glued(text, names),
            *_find_without_colon(text, names),
            *_find_in_values(text, names),
            *_find_tabs(text),
            *_find_indented(text, own),
        )
    )


def apply_misprints(text: str, misprints: Collection[Misprint]) -> str:
    """The text with all of them replaced; they must not overlap."""
    for each in sorted(misprints, reverse=True):
        text = f"{text[: each.start]}{each.new}{text[each.end :]}"
    return text


def _with_name(
    pattern: re.Pattern[str],
    text: str,
    names: Collection[str],
    describe: Callable[[re.Match[str]], tuple[str, str]],
) -> Iterator[Misprint]:
    for found in pattern.finditer(text):
        if found["name"] in names:
            new, hint = describe(found)
            start, end = found.span("odd")
            yield Misprint(start, start, end, new, hint, found["name"])


def _after_dashes(text: str) -> Iterator[Misprint]:
    for found in _AFTER_DASH.finditer(text):
        if _IN_LIST.search(text, text.rfind("\n", 0, found.start() - 1) + 1, found.start()):
            start, end = found.span("odd")
            yield Misprint(start, start, end, " ", _DASH, "")


def _indent(odd: str) -> str:
    """The ordinary blanks that stand for odd ones at the beginning of a line."""
    return " " * len(_WITHOUT_WIDTH.sub("", odd)) if odd.startswith("  ") else ""


def _find_glued(text: str, names: Collection[str]) -> Iterator[Misprint]:
    for found in _GLUED.finditer(text):
        if found["name"] in names:
            start, end = found.span("value")
            value = found["value"].strip()
            quoted = _colon_inside(value)
            new = quoted[0] if quoted else value
            hint = f"{_as_written(found['name'], new)} – med ett mellanslag efter kolonet."
            end = end if quoted else start
            yield Misprint(start, start, end, f" {new if quoted else ''}", hint, found["name"])


def _find_without_colon(text: str, names: Collection[str]) -> Iterator[Misprint]:
    for found in _NO_COLON.finditer(text):
        if found["name"] in names:
            start, end = found.span("odd")
            value = found["value"].strip()
            hint = f"{_as_written(found['name'], value)} – med kolon efter fältets namn."
            yield Misprint(start, start, end, ": ", hint, "")


def _find_in_values(text: str, names: Collection[str]) -> Iterator[Misprint]:
    for found in _VALUE.finditer(text):
        value = found["value"]
        if found["name"] not in names or _GOES_ON.match(text, found.end("value")):
            continue
        new, offset, hint = (
            _quote_inside(value) or _mark_first(value) or _colon_inside(value) or ("", 0, "")
        )
        if hint:
            start, end = found.span("value")
            hint = f"{_as_written(found['name'], new)} – {hint}"
            code = "yaml-forbidden" if value[0] in _FORBIDDEN else "yaml-syntax"
            yield Misprint(start + offset, start, end, new, hint, found["name"], code)


def _quote_inside(value: str) -> tuple[str, int, str] | None:
    """A value that begins with a quotation mark and goes on after the mark that closes it."""
    mark = value[0]
    if mark not in "\"'" or "\\" in value:
        return None
    closing = value.find(mark, 1)
    rest = value[closing + 1 :].strip()
    if closing < 0 or not rest or rest.startswith("#") or value.count(mark) % 2:
        return None
    swedish = "”" if mark == '"' else "’"
    if value.endswith(mark) and value.count(mark) > 2 and not value.startswith(mark * 2):
        inner = value[1:-1].replace(mark, swedish)
        return f"{mark}{inner}{mark}", closing, f"ett citat inne i värdet skriver du med {swedish}."
    new = value.replace(mark, swedish)
    return (
        f'"{new}"' if _INNER_COLON.search(new) and '"' not in new else new,
        closing + 1,
        f"ett rakt {mark} först i ett värde måste stå runt hela värdet.",
    )


def _mark_first(value: str) -> tuple[str, int, str] | None:
    """A value that begins with a character that means something to YAML."""
    is_group = value[0] in "[{" and _CLOSED_GROUP.match(value) is not None
    if not (is_group or _SPECIAL.match(value)) or '"' in value or "\\" in value or " #" in value:
        return None
    return f'"{value}"', 0, f"ett värde som börjar med {value[0]} behöver citattecken runt sig."


def _colon_inside(value: str) -> tuple[str, int, str] | None:
    """A value without quotation marks that has a colon and a blank."""
    colon = _INNER_COLON.search(value)
    if colon is None or " #" in value or not _PLAIN.fullmatch(value) or value.count('"') % 2:
        return None
    value = value.replace('"', "”")
    hint = "ett värde med kolon och mellanslag i behöver citattecken runt sig."
    return f'"{value}"', colon.start(), hint


def _find_tabs(text: str) -> Iterator[Misprint]:
    for found in _TABS.finditer(text):
        start, end = found.span("tabs")
        is_nested = _is_below_nested(text, found.start())
        new = found["tabs"].replace("\t", "  ") if is_nested else ""
        yield Misprint(start, start, end, new, _TAB, "")


def _is_below_nested(text: str, start: int) -> bool:
    """True if the line above that at `start` is indented, or ends with a colon."""
    end = start - 1
    return (
        start > 0 and _ABOVE_NESTED.fullmatch(text, text.rfind("\n", 0, end) + 1, end) is not None
    )


def _find_indented(text: str, names: Collection[str]) -> Iterator[Misprint]:
    for found in _INDENTED.finditer(text):
        is_nested = _is_below_nested(text, found.start())
        if found["name"] in names and not is_nested:
            start, end = found.span("lead")
            hint = "Radera mellanslagen först på raden."
            yield Misprint(start, start, end, "", hint, "")


def _as_written(name: str, value: str) -> str:
    line = f"{name}: {value}"
    return f"Skriv {line}" if len(line) <= LONGEST_SHOWN else "Skriv om raden"
