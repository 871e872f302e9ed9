"""Blocks: what the index has of some documents that follow each other, ready to be joined with
others.

Pure; a block depends on its own documents only, so that an edit makes one of them again.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

import msgspec

from sitegen.core.record import Record
from sitegen.pages.search_document import SearchDocument, days_in_words
from sitegen.search.words import IndexWord, read_word, words_in

TEXT, HEADING, TITLE = "", "h", "t"
PLACE, THEME, PARTICIPANT, AUTHOR, WHEN, SAME, PART = "p", "m", "d", "f", "b", "s", "x"
"""Where a word occurs: in running text, or in what is known of the document; `SAME` is for words
that stand for the same as one of the text, `PART` for what a compound of the text is made of, each
followed by `TITLE` if it is one of the title."""

POSITIONED = (TEXT, HEADING, TITLE)
"""The places of which it is known how often and at which positions a word occurs."""

_GAP = 8  # positions between what does not stand side by side, so that no phrase spans it

Postings = tuple[int, int, bytes, bytes]
"""The numbers of the first and the last document that have a word in one place, and pieces of JSON
that follow the first number: without positions and with them. In running text each document is how
many on from the one before, how often, and in the second piece the first position and how many
positions on to each further one; else how many documents on."""


class IndexBlock(Record, frozen=True):
    """`count` documents: where each word occurs, by its place, and in how many documents each word
    of the running text is."""

    count: int
    words: dict[str, dict[str, Postings]]
    counts: dict[str, int]


class _Growing:
    """The occurrences of a word in one place of the documents so far."""

    __slots__ = ("first", "full", "last", "short")

    def __init__(self, number: int) -> None:
        self.first = self.last = number
        self.short: list[int] = []
        self.full: list[int] = []

    def add(self, number: int, positions: list[int]) -> None:
        gap, self.last = number - self.last, number
        self.short.append(gap)
        if not positions:
            return
        self.short.append(len(positions))
        full, before = self.full, 0
        full += (gap, len(positions))
        for position in positions:
            full.append(position - before)
            before = position

    def finish(self) -> Postings:
        return self.first, self.last, _rest_of(self.short), _rest_of(self.full)


def make_block(documents: Iterable[SearchDocument]) -> IndexBlock:
    """The block of some documents, which are numbered from 0 in their order."""
    found: dict[str, dict[str, _Growing]] = {}
    counts: Counter[str] = Counter()
    count = 0
    for number, document in enumerate(documents):
        occurrences = _occurrences_in(document)
        counts.update(
            word for word, places in occurrences.items() if TEXT in places or TITLE in places
        )
        for word, places in occurrences.items():
            known = found.setdefault(word, {})
            for place, positions in places.items():
                growing = known.get(place)
                if growing is None:
                    growing = known[place] = _Growing(number)
                growing.add(number, positions)
        count = number + 1
    words = {
        word: {place: growing.finish() for place, growing in places.items()}
        for word, places in found.items()
    }
    return IndexBlock(count, words, dict(counts))


def _rest_of(numbers: list[int]) -> bytes:
    """All numbers but the first as JSON, each after a comma."""
    return b"," + msgspec.json.encode(numbers[1:])[1:-1] if len(numbers) > 1 else b""


_Occurrences = dict[str, dict[str, list[int]]]
"""For each word, for each place in which it occurs, the positions if there are such."""


def _occurrences_in(document: SearchDocument) -> _Occurrences:
    """Where each word of one document occurs: its positions, each with a running number."""
    about = document.about
    texts = [(TITLE, about.title), (TEXT, about.summary)]
    for section in document.sections:
        texts += ((HEADING, section.heading), (TEXT, section.text))
    found: _Occurrences = {}
    _add_texts(found, texts)
    known = (
        (PLACE, (*about.kommuner, *about.lan)),
        (THEME, about.themes),
        (SAME, about.others),
        (PARTICIPANT, about.participants),
        (AUTHOR, (about.written,)),
        (WHEN, (about.occasion, days_in_words(about.day) if about.day else "", about.kind)),
    )
    for place, all_ in known:
        for text in all_:
            for written in words_in(text):
                word = read_word(written)
                if word.text:
                    found.setdefault(word.text, {}).setdefault(place, [])
                    _add_related(found, word)
    return found


def _add_texts(found: _Occurrences, texts: Iterable[tuple[str, str]]) -> None:
    """Add the words of running texts, each with its place."""
    spots: dict[str, defaultdict[str, list[int]]] = {}
    position = 0
    for place, text in texts:
        if text:
            here = spots.setdefault(place, defaultdict(list))
            words = words_in(text)
            for at, written in enumerate(words, position + 1):
                here[written].append(at)
            position += len(words) + _GAP
    for place, by_word in spots.items():
        for written, positions in by_word.items():
            word = read_word(written)
            if word.text:
                places = found.setdefault(word.text, {})
                places[place] = (
                    sorted((*places[place], *positions)) if place in places else positions
                )
                _add_related(found, word, TITLE if place == TITLE else "")


def _add_related(found: _Occurrences, word: IndexWord, where: str = "") -> None:
    for part in word.parts:
        found.setdefault(part, {}).setdefault(PART + where, [])
    for other in word.others:
        found.setdefault(other, {}).setdefault(SAME + where, [])
