"""Vocabularies: the declaration of a file of entries that fields of other texts refer to.

A vocabulary says what an entry is, which words refer to it, and how unknown words are reported; it
reads no files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import msgspec

from sitegen.core.record import Record
from sitegen.sweden import swedish


def slug_alone(entry: Any) -> tuple[str, ...]:
    """The default `words`: only the slug of an entry refers to it."""
    return (entry.slug,)


def by_name(entries: Iterable[Any]) -> list[Any]:
    """The `in_order` of entries in the Swedish order of their names."""
    return sorted(entries, key=lambda entry: swedish.sort_key(entry.name))


def described(entry: Any) -> str:
    """The default `describe`: the name and description of an entry."""
    return f"{entry.name}: {entry.description}" if entry.description else str(entry.name)


def never_shared(one: Any, other: Any) -> bool:
    """The default `may_share_name`: no two entries have one name."""
    return False


def nothing_from_words(words: Sequence[str]) -> Mapping[str, Any]:
    """The default `from_words`: only words in the file are allowed."""
    return {}


class Vocabulary(Record, frozen=True, kw_only=True):
    """The declaration of one file of entries, each a `record` with a `slug` and a `name`.

    Fields refer to the vocabulary by its `name` (see `Field.names`). `words` returns the words that
    refer to an entry, its slug first; two words are the same if their `spelling` is. If the file
    does not exist, `from_words` makes the entries, by key, from the words that texts use, oldest
    use last. `in_order` sorts the entries for readers.

    The rest is what authors see, in Swedish. `label` is what one entry is called, and `title` all
    of them, also in the JSON Schema in the file `schema`. `describe` returns what an editor shows
    beside a word. An unknown word is reported as `code` with the message `unknown`, in which {} is
    the word, and the hint `remedy`, in which {} is `shown` of all entries, or
    `remedy_when_empty`; in both {word} is the word, and {slug} a slug made of it.
    Two entries with the same word are reported as `twice_code`, with the hint `twice_remedy`.
    Texts may use other words too if it `is_open`, so that none is unknown. Two entries that
    `may_share_name` may have the same name.
    `snippet` is the name and help of the editor snippet that adds an entry to a list.
    """

    name: str
    file: str
    record: type[msgspec.Struct]
    label: str
    title: str
    schema: str
    twice_code: str
    twice_remedy: str
    code: str = ""
    unknown: str = ""
    remedy: str = ""
    remedy_when_empty: str = ""
    words: Callable[[Any], tuple[str, ...]] = slug_alone
    spelling: Callable[[str], str] = str
    shown: Callable[[Any], str] = lambda entry: str(entry.slug)
    describe: Callable[[Any], str] = described
    in_order: Callable[[Iterable[Any]], Iterable[Any]] = tuple
    from_words: Callable[[Sequence[str]], Mapping[str, Any]] = nothing_from_words
    is_open: bool = False
    may_share_name: Callable[[Any, Any], bool] = never_shared
    snippet: tuple[str, str] = ("", "")

    @property
    def is_begun_here(self) -> bool:
        """True if texts can use it only once it has a file, which an author then begins."""
        return self.from_words is nothing_from_words


class Terms(Record, frozen=True):
    """The entries of a vocabulary in one site: by key, in order, and by each word for them."""

    vocabulary: Vocabulary
    is_listed: bool  # True if the vocabulary's file exists
    entries: Mapping[str, Any]
    by_word: Mapping[str, Any]

    def find(self, word: str) -> Any | None:
        """The entry that a word refers to, or None."""
        return self.by_word.get(self.vocabulary.spelling(word))

    def knows(self, word: str) -> bool:
        """True if a word refers to an entry, or would make one as there is no file."""
        if self.find(word) is not None:
            return True
        return not self.is_listed and bool(self.vocabulary.from_words((word,)))


def make_terms(
    vocabulary: Vocabulary,
    listed: Sequence[Any] | None,
    used: Callable[[], Mapping[str, Sequence[str]]],
) -> Terms:
    """The terms of the entries `listed`, or if that is None (no file), of the words `used`, which
    are by the name of the vocabulary that they are of.

    If two entries have the same word, it refers to the first in order.
    """
    if listed is None:
        entries = dict(vocabulary.from_words(used().get(vocabulary.name, ())))
    else:
        entries = {entry.slug: entry for entry in vocabulary.in_order(listed)}
    by_word = {
        vocabulary.spelling(word): entry
        for key, entry in reversed(entries.items())
        for word in (*reversed(vocabulary.words(entry)), key)
    }
    return Terms(vocabulary, listed is not None, entries, by_word)
