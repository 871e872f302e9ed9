"""Themes: the vocabulary of the subjects of posts, in content/themes.yml.

It declares the fields of a theme and the words that refer to one; it does not know which posts have
it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated

from sitegen.core.record import Record
from sitegen.documents.vocabulary import Terms, Vocabulary, by_name
from sitegen.front_matter import field_types, word_types
from sitegen.front_matter.declarations import Label, Located
from sitegen.front_matter.word_types import is_slug
from sitegen.sweden import swedish
from sitegen.sweden.swedish import fold


class Theme(Record, frozen=True):
    """One entry of content/themes.yml: a word of the controlled vocabulary."""

    slug: Annotated[
        str,
        word_types.slug("Namnet i adressen.", example="forsta-linjen"),
        Label(
            "Namn i adressen",
            "Görs av namnet när du sparar, och ändras sedan aldrig.",
            made_of="name",
        ),
    ]
    name: Annotated[
        str,
        field_types.text("Namnet som läsaren ser.", longest=80, example="Första linjen"),
        Label("Namn", "Så som läsaren ser det."),
    ]
    description: Annotated[
        str,
        field_types.text(
            "Vad temat handlar om.",
            longest=600,
            example="Vården som barn och unga med psykisk ohälsa möter först.",
        ),
        Label("Beskrivning", long=True),
    ] = ""
    synonyms: Annotated[
        tuple[str, ...],
        field_types.several(
            field_types.text("Andra ord för samma sak.", longest=80, example="[ungdomsmottagning]")
        ),
        Label("Andra ord för samma sak", "Med kommatecken emellan.", long=True),
    ] = ()


def _words(theme: Theme) -> tuple[str, ...]:
    return (theme.slug, theme.name, *theme.synonyms)


def _from_words(words: Sequence[str]) -> Mapping[str, Theme]:
    """One theme for all spellings with the same slug, named as in the oldest use, which is last."""
    spellings: dict[str, list[str]] = {}
    for word in words:
        spellings.setdefault(swedish.slugify(word), []).append(word)
    themes = (
        Theme(slug, swedish.capitalise(found[-1]), "", tuple(found))
        for slug, found in spellings.items()
        if is_slug(slug)
    )
    return {theme.slug: theme for theme in by_name(themes)}


def find_themes(words: Iterable[Located], themes: Terms) -> list[Theme]:
    """The themes that some words refer to, each once; unknown words are left out."""
    found = (themes.find(word.text) for word in words)
    return list(dict.fromkeys(theme for theme in found if theme is not None))


THEMES = Vocabulary(
    name="theme",
    file="themes.yml",
    record=Theme,
    label="tema",
    title="Bloggens teman",
    schema="themes",
    code="theme-unknown",
    unknown="Temat ”{}” finns inte i themes.yml.",
    remedy="Teman som finns: {}.",
    remedy_when_empty="Lägg till temat där.",
    twice_code="theme-word-twice",
    twice_remedy="Ta bort det från det ena temat.",
    words=_words,
    spelling=fold,
    shown=lambda theme: str(theme.name),
    in_order=by_name,
    from_words=_from_words,
    snippet=("tema", "Ett tema till i listan."),
)
