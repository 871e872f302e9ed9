"""Synonyms: words of social child and youth care that stand for the same, whatever a blog's themes.

It reads its own table in data/ and no other file; the synonyms of themes are the blog's own.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path


@cache
def synonyms() -> Mapping[str, tuple[str, ...]]:
    """The other words for each word, in lower case."""
    found: dict[str, tuple[str, ...]] = {}
    data = Path(__file__).parent / "data" / "synonymer.txt"
    for line in data.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            words = line.split()
            for word in words:
                others = (each for each in words if each != word)
                found[word] = tuple(dict.fromkeys((*found.get(word, ()), *others)))
    return found
