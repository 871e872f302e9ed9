"""Compounds: a long Swedish word → the words that it is made of, so that its last part is found.

Pure but for its own list of parts in data/ordled.txt; it does not know which words a blog has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from sitegen.core.record import Record

SHORTEST = 6
"""The least number of letters of a word that is taken apart."""

_SHORTEST_TAIL = 3
_DEFINITE = re.compile("(?<=[^aeiouyåäö])(?:an|et)s?$|(?<=[aeiouyåäö])[nt]s?$|s$")
_MOST_PARTS = 4

Parts = tuple[str, ...]
"""What a compound is made of, without its first part, with which it begins anyway."""


class _Lexicon(Record, frozen=True):
    """`heads` has the word of each form in which it begins a compound, `tails` the stems of those
    that may end one, `known` how single words are taken apart, or that they are not."""

    heads: Mapping[str, str]
    tails: frozenset[str]
    known: Mapping[str, Parts]


@cache
def find_parts(word: str) -> Parts:
    """The later parts of a compound, each alone and with what follows it; none of another word.

    “barnpsykiatrin” gives “psykiatrin”, “familjehemsvård” gives “hem”, “vård” and “hemsvård”.
    `word` is in lower case. What begins a longer part has its own form, what ends the word is as it
    stands there, since whoever searches takes off endings.
    """
    if len(word) < SHORTEST or not word.isalpha():
        return ()
    known = _lexicon().known
    for base in bases_of(word):
        if base in known:
            return known[base][1:]
    split = _split(word)
    if not split:
        return ()
    first, *middle = (_lexicon().heads[part] for part in split[:-1])
    ends = ("".join(split[start:]) for start in range(1, len(split)))
    inner = (part for each in (first, *middle, split[-1]) for part in find_parts(each))
    return tuple(dict.fromkeys((*middle, *ends, *inner)))


def single_words() -> frozenset[str]:
    """The words and stems of the list."""
    return _lexicon().tails | _lexicon().known.keys()


def stem_of(word: str) -> str:
    """A word without its ending, by Snowball."""
    stem: str = _stemmer().stemWord(word)
    return stem


def bases_of(word: str) -> tuple[str, ...]:
    """What a word may be a form of. Snowball leaves “skolan”, “barnet” and “miljön” as they are."""
    known = _DEFINITE.sub("", word)
    bases = (word, stem_of(word), known, stem_of(known))
    return tuple(base.removesuffix("m") if base.endswith("mm") else base for base in bases)


def _split(word: str) -> Parts:
    """The fewest parts that make up the word; of as few, those with the longest last one."""
    for count in range(2, _MOST_PARTS + 1):
        found = next(_splits(word, count), ())
        if found:
            return found
    return ()


def _splits(word: str, count: int) -> Iterator[Parts]:
    lexicon = _lexicon()
    if count == 1:
        if len(word) >= _SHORTEST_TAIL and not lexicon.tails.isdisjoint(bases_of(word)):
            yield (word,)
        return
    for end in range(2, len(word) - _SHORTEST_TAIL + 1):
        if word[:end] in lexicon.heads:
            for rest in _splits(word[end:], count - 1):
                yield (word[:end], *rest)


@cache
def _stemmer() -> Any:
    import snowballstemmer  # type: ignore[import-untyped]  # with those of all other languages

    return snowballstemmer.stemmer("swedish")


@cache
def _lexicon() -> _Lexicon:
    heads: dict[str, str] = {}
    tails: set[str] = set()
    known: dict[str, Parts] = {}
    data = Path(__file__).parent / "data" / "ordled.txt"
    for line in data.read_text(encoding="utf-8").splitlines():
        if "=" in line:
            word, _, parts = line.partition("=")
            known[stem_of(word.strip())] = tuple(parts.split())
        elif line and not line.startswith("#"):
            word, *forms = line.removeprefix("+").split()
            for form in (word, f"{word}s", *forms):
                heads.setdefault(form, word)
            if not line.startswith("+"):
                tails |= {word, stem_of(word)}
    return _Lexicon(heads, frozenset(tails), known)
