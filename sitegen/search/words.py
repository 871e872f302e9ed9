"""Words: how the search index takes a text apart, and which words stand for which.

Pure but for its own lists in data/, of common words and of words that are spelt right;
assets/svar.js takes a reader's question apart in the same way.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from sitegen.core.record import Record
from sitegen.search.compounds import Parts, bases_of, find_parts, single_words, stem_of
from sitegen.sweden.synonyms import synonyms

_DATA = Path(__file__).parent / "data"


def _words_of(filename: str) -> frozenset[str]:
    lines = (_DATA / filename).read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


COMMON = _words_of("vanliga_ord.txt")
"""Words that say nothing of what a text is about; a question need not have them."""

_WORD = re.compile(r"[^\W_]+")
_KEPT = {"å": "\ue00a", "ä": "\ue00b", "ö": "\ue00c"}
_KEEP = str.maketrans(_KEPT)
_BACK = str.maketrans({mark: letter for letter, mark in _KEPT.items()})
_FOLD = str.maketrans("åäö", "aao")


def real_words() -> list[str]:
    """Swedish words, or their stems, that nobody needs to spell otherwise, though no text may have
    them; of whatever begins so, `begin` in svar.js gives the same."""
    return sorted(_words_of("riktiga_ord.txt") | COMMON | single_words())


class IndexWord(Record, frozen=True):
    """A word as the index has it: `text` is empty for one that is not searched for. `parts` are
    those of a compound, `others` the words that stand for the same."""

    text: str
    parts: Parts = ()
    others: tuple[str, ...] = ()


def words_in(text: str) -> list[str]:
    """The words of a text, in order and in lower case, for `read_word`."""
    return _WORD.findall(text.lower())


@cache
def read_word(word: str) -> IndexWord:
    """What the index has of one word, in lower case."""
    text = plain_word(word)
    if text in COMMON:
        return IndexWord("")
    return IndexWord(text, find_parts(text), _others(text))


def plain_word(word: str) -> str:
    """A word whose only letters with marks are å, ä and ö."""
    if word.isascii():
        return word
    kept = unicodedata.normalize("NFC", word).translate(_KEEP)
    letters = unicodedata.normalize("NFD", kept)
    bare = "".join(each for each in letters if unicodedata.category(each) != "Mn")
    return bare.translate(_BACK)


def folded_word(word: str) -> str:
    """A word with a and o for å, ä and ö: the order of the index."""
    return word.translate(_FOLD)


def _others(word: str) -> tuple[str, ...]:
    found = (_synonyms()[base] for base in bases_of(word) if base in _synonyms())
    return next(found, ())


@cache
def _synonyms() -> Mapping[str, tuple[str, ...]]:
    """The words that stand for the same, by the stem of each."""
    return {stem_of(word): others for word, others in synonyms().items()}
