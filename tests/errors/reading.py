"""Reading what the command line said."""

from __future__ import annotations

import re

_PLACE = re.compile(r"\S+(?: \S+)*?(?::[1-9]\d*:[1-9]\d*)?: (?:fel|varning): .+ \[[a-z0-9-]+\]")


def mistakes_in(text: str) -> list[str]:
    """The paragraph of each reported mistake; checks the count of them at the end of the text."""
    *paragraphs, last = text.rstrip("\n").split("\n\n")
    last, count = last.rsplit("\n", 1)
    mistakes = [*paragraphs, last]
    numbers = [int(number) for number in re.findall(r"\d+", count)]
    assert sum(numbers) == len(mistakes)
    return mistakes


def assert_helpful(mistake: str) -> None:
    """The paragraph says where, what and what to do, and is no traceback."""
    first, *_, remedy = mistake.split("\n")
    assert _PLACE.fullmatch(first), first
    assert remedy.startswith("    → "), mistake
