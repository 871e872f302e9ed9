"""Synonyms: words of social child and youth care that stand for the same, whatever a blog's themes,
and words that lie near.

It reads its own tables in data/ and no other file; the synonyms of themes are the blog's own.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path


@cache
def synonyms() -> Mapping[str, tuple[str, ...]]:
    """The other words for each word, in lower case."""
    found: dict[str, tuple[str, ...]] = {}
    for line in _lines("synonymer.txt"):
        words = line.split()
        for word in words:
            others = (each for each in words if each != word)
            found[word] = tuple(dict.fromkeys((*found.get(word, ()), *others)))
    return found


@cache
def near_words() -> Mapping[str, tuple[str, ...]]:
    """For each word, in lower case, wider ones that a reader may be content with."""
    found: dict[str, tuple[str, ...]] = {}
    for line in _lines("narliggande.txt"):
        words, _, nearby = line.partition(":")
        for word in words.split():
            others = [each for each in nearby.split() if each != word]
            if others:
                found[word] = tuple(dict.fromkeys((*found.get(word, ()), *others)))
    return found


def _lines(filename: str) -> list[str]:
    """The lines of a table that are no comments."""
    data = Path(__file__).parent / "data" / filename
    lines = data.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]
