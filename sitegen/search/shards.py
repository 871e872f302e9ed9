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
from sitegen.search.blocks import POSITIONED, IndexBlock
from sitegen.search.words import folded_word

SIZE = 96_000
"""Bytes of a shard before it is compressed, about: words that a reader asks for together often lie
in the same one. A word that needs more has more."""

_POSITIONS = 32_000  # the same of a shard with positions, which are many
_MOST = 3  # sizes after which even words that begin alike are parted
_ALIKE = (
    4  # first letters of words that stay together, so that all forms of a word are fetched once
)

Firsts = tuple[tuple[str, str], ...]
"""The first word of each shard, in order, and the name of its file."""


class Shards(Record, frozen=True):
    """The files of a part of the index by their names, not compressed yet. Those of `words` say
    which documents have a word and how often; those of `positions` where in the running text too,
    which only phrases need. `counts` says in how many documents each word of the text is."""

    files: dict[str, bytes]
    words: Firsts
    positions: Firsts
    counts: dict[str, int]


class _Joined:
    """The occurrences of a word in one place of the documents of all blocks so far: the number of
    the last document, and pieces of JSON without and with positions."""

    __slots__ = ("full", "last", "short")

    def __init__(self) -> None:
        self.last = 0
        self.short: list[bytes] = []
        self.full: list[bytes] = []


_Words = dict[str, dict[str, _Joined]]
_Entry = tuple[str, bytes]  # a word in the order of the index, and its JSON


def make_shards(blocks: Iterable[IndexBlock]) -> Shards:
    """The shards of some blocks, whose documents are numbered from 0 in their order."""
    words, counts = _join(blocks)
    short: list[_Entry] = []
    full: list[_Entry] = []
    for key, word in sorted((folded_word(word), word) for word in words):
        places = sorted(words[word].items())
        short.append((key, _as_json(word, ((place, each.short) for place, each in places))))
        positioned = [(place, each.full) for place, each in places if each.full]
        if positioned:
            full.append((key, _as_json(word, positioned)))
    files: dict[str, bytes] = {}
    firsts = tuple(_add_files(files, short, SIZE))
    positions = tuple(_add_files(files, full, _POSITIONS))
    return Shards(files, firsts, positions, dict(sorted(counts.items())))


def _join(blocks: Iterable[IndexBlock]) -> tuple[_Words, Counter[str]]:
    words: _Words = {}
    counts: Counter[str] = Counter()
    start = 0
    for block in blocks:
        counts.update(block.counts)
        for word, places in block.words.items():
            known = words.get(word)
            if known is None:
                known = words[word] = {}
            for place, (first, last, short, full) in places.items():
                joined = known.get(place)
                if joined is None:
                    joined = known[place] = _Joined()
                begun = b"%d" % (start + first - joined.last)
                joined.short.append(begun + short)
                if place in POSITIONED:
                    joined.full.append(begun + full)
                joined.last = start + last
        start += block.count
    return words, counts


def _as_json(word: str, places: Iterable[tuple[str, list[bytes]]]) -> bytes:
    found = (b'"%s":[%s]' % (place.encode(), b",".join(pieces)) for place, pieces in places)
    return b"%s:{%s}" % (msgspec.json.encode(word), b",".join(found))


def _add_files(
    files: dict[str, bytes], entries: Iterable[_Entry], enough: int
) -> Iterator[tuple[str, str]]:
    """Add the files of all entries; yield the first word and the name of each."""
    for first, texts in _divide(entries, enough):
        data = b"{%s}" % b",".join(texts)
        name = f"{urls.SHARDS}{digest_of(data)[:10]}.sok"
        files[name] = data
        yield first, name


def _divide(entries: Iterable[_Entry], enough: int) -> Iterator[tuple[str, list[bytes]]]:
    """As many entries together as have `enough` bytes; those that begin alike stay together, and
    always those that differ only in å, ä and ö."""
    shard: list[bytes] = []
    size, first, before = 0, "", ""
    for key, text in entries:
        is_full = size >= enough and key[:_ALIKE] != before[:_ALIKE]
        if shard and (is_full or (size >= _MOST * enough and key != before)):
            yield first, shard
            shard, size = [], 0
        if not shard:
            first = key
        shard.append(text)
        size += len(text)
        before = key
    if shard:
        yield first, shard
