"""Reads the fields of front matter that cannot be parsed as a whole, each line by itself.

What it finds is enough to see whether a text is a draft; it reports no problems and reads no files.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import takewhile
from typing import Any

import msgspec

from sitegen.front_matter.declarations import declared_fields
from sitegen.front_matter.fields import read_partial

_FENCE = re.compile(r"-{3,}[^\S\n]*")
_CONFLICT = re.compile(r"^(?:<{7}|={7}|>{7})(?: |$)", re.MULTILINE)
_FIELD = re.compile(r"""["']?(\w+)["']?\s*:\s*(\S.*)""")


def read_single_lines(record: type[msgspec.Struct], text: str) -> dict[str, Any]:
    """The fields of `record` that are written on a line of their own and right, by name.

    The front matter ends at its fence, or without one at the first empty line. A field that is
    written twice is left out, for nobody can know which line is meant; so is everything in an
    unfinished merge.
    """
    if _CONFLICT.search(text):
        return {}
    declared = declared_fields(record)
    found = [match.groups() for line in _lines_of(text) if (match := _FIELD.fullmatch(line))]
    count_of = Counter(name.casefold() for name, _ in found)
    values: dict[str, Any] = {}
    for name, value in found:
        name = name.casefold()
        if name in declared and count_of[name] == 1:
            values |= read_partial(record, "", f"{name}: {value}").values
    return values


def _lines_of(text: str) -> list[str]:
    """The lines between the fences, or what is likely to be meant by them."""
    first, *others = text.lstrip().split("\n")
    is_opened = bool(_FENCE.fullmatch(first))
    lines = others if is_opened else [first, *others]
    is_closed = is_opened and any(map(_FENCE.fullmatch, others))
    return list(takewhile(lambda line: not _FENCE.fullmatch(line) and (is_closed or line), lines))
