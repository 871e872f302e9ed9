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

SIZE = 64_000
"""Bytes of a shard before it is compressed, about; a word that needs more has more."""

_MOST = 3 * SIZE  # bytes after which even words that begin alike are parted
_ALIKE = (
    4  # first letters of words that stay together, so that all forms of a word are fetched once
)


class Shards(Record, frozen=True):
    """The files of a part of the index by their names, not compressed yet. `firsts` has for each
    shard, in order, its first word and two names: of the file that says which documents have its
    words and how often, and of the one that says at which positions too, which only phrases need.
    `counts` says in how many documents each word of the running text is."""

    files: dict[str, bytes]
    firsts: tuple[tuple[str, str, str], ...]
    counts: dict[str, int]


class _Postings:
    """The occurrences of a word in one place of a document, of all blocks so far: the number of the
    last document, and pieces of JSON without and with positions."""

    __slots__ = ("full", "last", "short")

    def __init__(self) -> None:
        self.last = 0
        self.short: list[bytes] = []
        self.full: list[bytes] = []


_Words = dict[str, dict[str, _Postings]]


def make_shards(blocks: Iterable[IndexBlock]) -> Shards:
    """The shards of some blocks, whose documents are numbered from 0 in their order."""
    words, counts = _merge(blocks)
    files: dict[str, bytes] = {}
    firsts = []
    for shard in _divide(words):
        short = b"{%s}" % b",".join(short for _, short, _ in shard)
        full = b"{%s}" % b",".join(full for _, _, full in shard if full)
        files |= {_name_of(short): short, _name_of(full): full}
        firsts.append((folded_word(shard[0][0]), _name_of(short), _name_of(full)))
    return Shards(files, tuple(firsts), dict(sorted(counts.items())))


def _merge(blocks: Iterable[IndexBlock]) -> tuple[_Words, Counter[str]]:
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
                postings = known.get(place)
                if postings is None:
                    postings = known[place] = _Postings()
                begun = b"%d" % (start + first - postings.last)
                postings.short.append(begun + short)
                if place in POSITIONED:
                    postings.full.append(begun + full)
                postings.last = start + last
        start += block.count
    return words, counts


_Shard = list[tuple[str, bytes, bytes]]


def _divide(words: _Words) -> Iterator[_Shard]:
    """The words in order, as many together as fill a shard, each with its JSON without and with
    positions; those that begin alike stay together, and always those that differ only in å, ä and
    ö."""
    shard: _Shard = []
    size, before = 0, ""
    for key, word in sorted((folded_word(word), word) for word in words):
        is_full = size >= SIZE and key[:_ALIKE] != before[:_ALIKE]
        if is_full or (size >= _MOST and key != before):
            yield shard
            shard, size = [], 0
        places = sorted(words[word].items())
        name = msgspec.json.encode(word)
        short = _as_json(name, ((place, each.short) for place, each in places))
        full = _as_json(name, ((place, each.full) for place, each in places if each.full))
        shard.append((word, short, full))
        size += len(short)
        before = key
    if shard:
        yield shard


def _as_json(name: bytes, places: Iterable[tuple[str, list[bytes]]]) -> bytes:
    found = b",".join(b'"%s":[%s]' % (place.encode(), b",".join(all_)) for place, all_ in places)
    return b"%s:{%s}" % (name, found) if found else b""


def _name_of(data: bytes) -> str:
    return f"{urls.SHARDS}{digest_of(data)[:10]}.sok"
