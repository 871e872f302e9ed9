"""The catalogue: the one file of the search index that a reader fetches first.

It says which shards there are and what is known of each document, so that a search can be narrowed
and put in order before any text is fetched; pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import accumulate

import msgspec

from sitegen.core.digest import digest_of
from sitegen.core.record import Record
from sitegen.output import compression
from sitegen.pages.search_document import Searchable, SearchDocument
from sitegen.search.shards import Firsts
from sitegen.search.words import COMMON, real_words
from sitegen.sweden import swedish
from sitegen.sweden.synonyms import near_words, synonyms

CATALOGUE, WORDS = "register.sok", "ord.sok"
"""The files with what is known of all documents, and with all words of the texts."""

MOST_WORDS = 20_000
"""How many words a misspelt one is compared with: those of the most documents."""

LEVEL = 6
"""How hard all files of the index are compressed: hardly larger than at 9, in half the time."""

_SHORTEST = 4  # letters of a word worth proposing
_EPOCH = date(1970, 1, 1)


class IndexPart(Record, frozen=True):
    """What is known of a part of the index: how many documents it has, its shards, and in how many
    documents each word is, as in Shards."""

    count: int
    words: Firsts
    positions: Firsts
    counts: dict[str, int]


def make_whole(
    documents: Sequence[Searchable], names: Sequence[str], parts: Sequence[IndexPart]
) -> dict[str, bytes]:
    """The two files about all documents, by their names."""
    return {
        CATALOGUE: make_catalogue(documents, names, parts),
        WORDS: make_words(part.counts for part in parts),
    }


def make_catalogue(
    documents: Sequence[Searchable], names: Sequence[str], parts: Sequence[IndexPart]
) -> bytes:
    """The catalogue of all documents, which are in the order of their parts; `names` are those of
    their texts."""
    kommuner = _Names(name for each in documents for name in each.kommuner)
    lan = _Names(name for each in documents for name in each.lan)
    themes = _Names(name for each in documents for name in each.themes)
    people = _Names(name for each in documents for name in each.participants)
    starts = accumulate((part.count for part in parts), initial=0)
    value = {
        "vanliga": sorted(COMMON),
        "samma": synonyms(),
        "delar": [
            (start, part.words, part.positions) for start, part in zip(starts, parts, strict=False)
        ],
        "texter": names,
        "dagar": [(each.day - _EPOCH).days if each.day else None for each in documents],
        "sorter": [each.kind[0] for each in documents],
        "kommuner": kommuner.names,
        "kommun": [kommuner.numbers(each.kommuner) for each in documents],
        "alla_lan": lan.names,
        "lan": [lan.numbers(each.lan) for each in documents],
        "teman": themes.names,
        "tema": [themes.numbers(each.themes) for each in documents],
        "deltagare": people.names,
        "med": [people.numbers(each.participants) for each in documents],
    }
    return compression.gzip(msgspec.json.encode(value), LEVEL)


class _Names:
    """Names in Swedish order, and their numbers in it."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = sorted(set(names), key=swedish.sort_key)
        self._numbers = {name: number for number, name in enumerate(self.names)}

    def numbers(self, names: Iterable[str]) -> int | list[int]:
        """The number of the only name, or a list."""
        found = [self._numbers[name] for name in dict.fromkeys(names)]
        return found[0] if len(found) == 1 else found


def text_names(documents: Iterable[Searchable]) -> list[str]:
    """The name of the file with the text of each document, which begins its URL's digest: short, as
    all are in the catalogue, and the same however often the text changes."""
    names: dict[str, None] = {}
    for each in documents:
        digest, length = digest_of(each.url.encode()), 7
        while digest[:length] in names:
            length += 1
        names[digest[:length]] = None
    return [*names]


def make_text(document: SearchDocument) -> bytes:
    """The file with the text of one document, and all that a result shows of it."""
    about = document.about
    value = {
        "url": about.url,
        "sort": about.kind,
        "rubrik": about.title,
        "dag": about.day.isoformat() if about.day else "",
        "datum": swedish.format_date(about.day) if about.day else "",
        "kommuner": about.kommuner,
        "lan": about.lan,
        "teman": about.themes,
        "andra": about.others,
        "deltagare": about.participants,
        "skribent": about.written,
        "besok": about.occasion,
        "utkast": about.mark,
        "ingress": about.summary,
        "avsnitt": [(each.id, each.heading, each.text) for each in document.sections],
    }
    return compression.gzip(msgspec.json.encode(value), LEVEL)


def make_words(counts: Iterable[Mapping[str, int]]) -> bytes:
    """The words of the texts and in how many documents each is, in the order of the alphabet; words
    that are spelt right; and for some words wider ones."""
    together: dict[str, int] = {}
    for part in counts:
        for word, count in part.items():
            if len(word) >= _SHORTEST and word.isalpha():
                together[word] = together.get(word, 0) + count
    kept = sorted(together, key=lambda word: (-together[word], word))[:MOST_WORDS]
    words = sorted(kept)
    value = (words, [together[word] for word in words], real_words(), near_words())
    return compression.gzip(msgspec.json.encode(value), LEVEL)
