"""Shards: the words of some documents and where each occurs, in files small enough to be fetched.

Pure; it knows neither which documents a part of the index has nor where its files lie.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

import msgspec

from sitegen.core import urls
from sitegen.core.digest import digest_of
from sitegen.core.record import Record
from sitegen.output import compression
from sitegen.pages.search_document import SearchDocument, days_in_words
from sitegen.search.words import IndexWord, folded_word, read_word, words_in

SIZE = 24_000
"""Bytes of a shard before it is compressed, about; a word that needs more has more."""

LEVEL = 6
"""How hard all files of the index are compressed: hardly larger than at 9, in half the time."""

TEXT, HEADING, TITLE = "", "h", "t"
PLACE, THEME, PARTICIPANT, AUTHOR, WHEN, SAME, PART = "p", "m", "d", "f", "b", "s", "x"
"""Where a word occurs: in running text, or in what is known of the document; `SAME` is for words
that stand for the same as one of the text, `PART` for what a compound of the text is made of."""

_POSITIONED = (TEXT, HEADING, TITLE)
_GAP = 8  # positions between what does not stand side by side, so that no phrase spans it

Occurrences = dict[str, dict[str, list[int]]]
"""For each word, for each place in which it occurs, a list of numbers. In running text: how many
documents on from the one before, how often, the first position, and how many positions on to each
further one. Else: how many documents on."""


class Shards(Record, frozen=True):
    """The files of a part of the index by their names, the first word of each in its order, and in
    how many documents each word of the running text is."""

    files: dict[str, bytes]
    firsts: tuple[tuple[str, str], ...]
    counts: dict[str, int]


def make_shards(documents: Iterable[SearchDocument]) -> Shards:
    """The shards of some documents, which are numbered from 0 in their order."""
    occurrences: Occurrences = {}
    last: dict[tuple[str, str], int] = {}
    counts: Counter[str] = Counter()
    for number, document in enumerate(documents):
        found = _occurrences_in(document)
        counts.update(word for word, places in found.items() if TEXT in places or TITLE in places)
        for word, places in found.items():
            known = occurrences.setdefault(word, {})
            for place, positions in places.items():
                postings = known.setdefault(place, [])
                postings.append(number - last.get((word, place), 0))
                last[word, place] = number
                if place in _POSITIONED:
                    _add_positions(postings, positions)
    files: dict[str, bytes] = {}
    firsts = []
    for words in _divide(occurrences):
        data = msgspec.json.encode(words)
        name = f"{urls.SHARDS}{digest_of(data)[:10]}.sok"
        files[name] = compression.gzip(data, LEVEL)
        firsts.append((folded_word(next(iter(words))), name))
    return Shards(files, tuple(firsts), dict(sorted(counts.items())))


def _add_positions(postings: list[int], positions: list[int]) -> None:
    postings.append(len(positions))
    before = 0
    for position in positions:
        postings.append(position - before)
        before = position


def _divide(occurrences: Occurrences) -> Iterator[Occurrences]:
    """The words in order, as many together as fill a shard; those that differ only in å, ä and ö
    stay together."""
    words: Occurrences = {}
    size, before = 0, ""
    for key, word in sorted((folded_word(word), word) for word in occurrences):
        if size >= SIZE and key != before:
            yield words
            words, size = {}, 0
        places = occurrences[word]
        words[word] = {place: places[place] for place in sorted(places)}
        size += len(word) + 5 + sum(5 + 2 * len(numbers) for numbers in places.values())
        before = key
    if words:
        yield words


def _occurrences_in(document: SearchDocument) -> Occurrences:
    """Where each word of one document occurs: its positions, each with a running number."""
    found: Occurrences = {}
    about = document.about
    position = _add_text(found, about.title, TITLE, 0)
    position = _add_text(found, about.summary, TEXT, position)
    for section in document.sections:
        position = _add_text(found, section.heading, HEADING, position)
        position = _add_text(found, section.text, TEXT, position)
    known = (
        (PLACE, (*about.kommuner, *about.lan)),
        (THEME, about.themes),
        (SAME, about.others),
        (PARTICIPANT, about.participants),
        (AUTHOR, (about.written,)),
        (WHEN, (about.occasion, days_in_words(about.day) if about.day else "", about.kind)),
    )
    for place, texts in known:
        for text in texts:
            _add_about(found, text, place)
    return found


def _add_text(found: Occurrences, text: str, place: str, position: int) -> int:
    """Add the words of running text; return the position of the text after it."""
    if not text:
        return position
    spots: dict[str, list[int]] = {}
    words = words_in(text)
    for at, written in enumerate(words, position + 1):
        spots.setdefault(written, []).append(at)
    for written, positions in spots.items():
        word = read_word(written)
        if not word.text:
            continue
        places = found.setdefault(word.text, {})
        places[place] = sorted((*places[place], *positions)) if place in places else positions
        _add_related(found, word)
    return position + len(words) + _GAP


def _add_about(found: Occurrences, text: str, place: str) -> None:
    for written in words_in(text):
        word = read_word(written)
        if word.text:
            found.setdefault(word.text, {}).setdefault(place, [])
            _add_related(found, word)


def _add_related(found: Occurrences, word: IndexWord) -> None:
    for part in word.parts:
        found.setdefault(part, {}).setdefault(PART, [])
    for other in word.others:
        found.setdefault(other, {}).setdefault(SAME, [])
