"""A vocabulary: a file of words that other texts may choose from, declared once.

It says what an entry is, what names it and how unknown words are reported; it reads no files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import msgspec

from sitegen.core.record import Record


def slug_alone(entry: Any) -> tuple[str, ...]:
    """The words of an entry that only its slug names."""
    return (entry.slug,)


def described(entry: Any) -> str:
    """What an editor shows beside the words of an entry."""
    return f"{entry.name}: {entry.description}" if entry.description else str(entry.name)


def nothing_from_words(words: Sequence[str]) -> Mapping[str, Any]:
    """The entries of a vocabulary that takes no words but its own."""
    return {}


class Vocabulary(Record, frozen=True, kw_only=True):
    """The entries of one file, each a `record` with a `slug` and a `name`.

    Fields refer to it by its `name`. `words` are what names an entry, its slug first; two words are
    the same when their `spelling` is. Without its file, `from_words` makes entries, by key, of the
    words that texts use, oldest use last. `in_order` sorts the entries as readers meet them.

    The rest is what authors read, in Swedish: `title` heads the JSON Schema in the file `schema`;
    a word that is not there is the problem `code`, with `unknown` as its message and `remedy` as
    its hint, or `remedy_when_empty`, where {} is the word or `shown` of all entries. With
    `twice_code`, no two entries may share a word, and `twice_remedy` is the hint. `snippet` is the
    name and help of a snippet that adds one to a list.
    """

    name: str
    file: str
    record: type[msgspec.Struct]
    title: str
    code: str
    unknown: str
    remedy: str
    remedy_when_empty: str
    schema: str
    words: Callable[[Any], tuple[str, ...]] = slug_alone
    spelling: Callable[[str], str] = str
    shown: Callable[[Any], str] = lambda entry: str(entry.slug)
    describe: Callable[[Any], str] = described
    in_order: Callable[[Iterable[Any]], Iterable[Any]] = tuple
    from_words: Callable[[Sequence[str]], Mapping[str, Any]] = nothing_from_words
    twice_code: str = ""
    twice_remedy: str = ""
    snippet: tuple[str, str] = ("", "")


class Terms(Record, frozen=True):
    """The entries of a vocabulary in one site: by key, in order, and by every word for them."""

    vocabulary: Vocabulary
    is_listed: bool  # whether there is a file of them
    entries: Mapping[str, Any]
    by_word: Mapping[str, Any]

    def find(self, word: str) -> Any | None:
        """The entry that a word names."""
        return self.by_word.get(self.vocabulary.spelling(word))

    def knows(self, word: str) -> bool:
        """Whether a word names an entry, or would make one where there is no file."""
        if self.find(word) is not None:
            return True
        return not self.is_listed and bool(self.vocabulary.from_words((word,)))


def make_terms(
    vocabulary: Vocabulary, listed: Sequence[Any] | None, used: Callable[[], Sequence[str]]
) -> Terms:
    """The terms of the entries `listed`, or where there is no file, of the words `used`.

    Of two entries that want the same word, the first in order gets it.
    """
    if listed is None:
        entries = dict(vocabulary.from_words(used()))
    else:
        entries = {entry.slug: entry for entry in vocabulary.in_order(listed)}
    by_word = {
        vocabulary.spelling(word): entry
        for key, entry in reversed(entries.items())
        for word in (*reversed(vocabulary.words(entry)), key)
    }
    return Terms(vocabulary, listed is not None, entries, by_word)
