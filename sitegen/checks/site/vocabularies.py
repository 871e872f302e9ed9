"""Vocabularies: a word that a text takes from a vocabulary exists there and names one entry only.

Good:  theme: [familjehem, samverkan]
Bad:   theme: [familjhem], or two themes that both have the synonym “familjehem”
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sitegen.core.problem import Problem, closest
from sitegen.documents.document import Text
from sitegen.documents.settings import CONFIG, Row
from sitegen.documents.vocabulary import Terms
from sitegen.front_matter.declarations import Located, declared_fields
from sitegen.model.site import Site, documents_of, named_in, partials_of
from sitegen.pages.page import Output
from sitegen.sweden import swedish

MOST_SHOWN = 20
"""Words of a vocabulary that a hint lists; of more, it says how many are left."""


def check(site: Site, pages: Sequence[Output]) -> Iterator[Problem]:
    """Yield each word that is not in its vocabulary, and each that two entries share."""
    terms = {
        name: each for name, each in site.terms.items() if each.vocabulary.file not in site.unread
    }
    for each in terms.values():
        yield from _find_shared(site, each)
        yield from _check_settings(site, each)
    rows = (row for found in site.rows.values() for row in found)
    texts: list[Text | Row] = [*documents_of(site), *rows, *partials_of(site)]
    for text in texts:
        for names, field, word in named_in(text):
            if names in terms and not terms[names].knows(word.text):
                yield _report_unknown(text.path, terms[names], word, field)


def _find_shared(site: Site, terms: Terms) -> Iterator[Problem]:
    """Yield each word of two entries, and each name, at the second of them."""
    vocabulary = terms.vocabulary
    entries = site.settings.vocabularies.get(vocabulary.name, ())
    lines = site.settings.lines.get(vocabulary.name) or (0,) * len(entries)
    owners: dict[str, Any] = {}
    names: dict[str, Any] = {}
    for entry, line in zip(entries, lines, strict=True):
        place = (line, 1) if line else (0, 0)
        shared = False
        for word in sorted({vocabulary.spelling(word) for word in vocabulary.words(entry)}):
            owner = owners.setdefault(word, entry)
            if owner is not entry:
                shared = True
                yield Problem(
                    vocabulary.file,
                    *place,
                    vocabulary.twice_code,
                    f"Ordet ”{word}” hör till både {owner.name} och {entry.name}.",
                    vocabulary.twice_remedy,
                )
        other = names.setdefault(entry.name.casefold(), entry)
        if other is not entry and not shared and not vocabulary.may_share_name(other, entry):
            yield Problem(
                vocabulary.file,
                *place,
                vocabulary.twice_code,
                f"Namnet ”{entry.name}” står två gånger i listan.",
                "Ta bort det ena, eller skriv namnen så att det går att skilja dem åt.",
                "warning",
            )


def _check_settings(site: Site, terms: Terms) -> Iterator[Problem]:
    """Yield each unknown word in the settings' fields of this vocabulary."""
    for name, declared in declared_fields(type(site.config)).items():
        word = getattr(site.config, name)
        if declared.field.names == terms.vocabulary.name and word and not terms.knows(word):
            yield _report_unknown(CONFIG, terms, Located(word, 0, 0), name)


def _report_unknown(path: str, terms: Terms, word: Located, field: str) -> Problem:
    message, hint, meant = _words_for(terms, word.text)
    return Problem(
        path,
        word.line,
        word.column,
        terms.vocabulary.code,
        message,
        hint,
        field=field,
        written=word.text if meant else "",
        meant=meant,
    )


def _words_for(terms: Terms, word: str) -> tuple[str, str, tuple[str, ...]]:
    """Message and hint for an unknown word, and the key of the entry that may be meant."""
    vocabulary = terms.vocabulary
    shown = [vocabulary.shown(entry) for entry in terms.entries.values()]
    remedy = vocabulary.remedy if shown else vocabulary.remedy_when_empty
    named = {entry.name: vocabulary.shown(entry) for entry in terms.entries.values()}
    near = closest(word, (*terms.by_word, *shown))
    hint = (
        (f"Menade du ”{near}”?" if near else "")
        or (f"Skriv ”{named[word]}”, som är nyckeln för {word}." if word in named else "")
        or remedy.format(_list(shown), word=word, slug=swedish.slugify(word))
    )
    meant = terms.find(near) if near else None
    if meant is None and not near and word in named:
        meant = terms.find(named[word])
    return vocabulary.unknown.format(word), hint, (meant.slug,) if meant else ()


def _list(words: list[str]) -> str:
    more = len(words) - MOST_SHOWN
    return ", ".join(words[:MOST_SHOWN]) + (f" och {more} till" if more > 0 else "")
