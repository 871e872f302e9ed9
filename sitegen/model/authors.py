"""Authors: the vocabulary of those who write posts, in content/authors.yml.

It declares the fields of an author; it does not know who has written which post.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated

from sitegen.core.record import Record
from sitegen.documents.vocabulary import Vocabulary
from sitegen.front_matter import field_types, word_types
from sitegen.front_matter.declarations import Label
from sitegen.sweden import swedish


class Author(Record, frozen=True):
    """One entry of content/authors.yml."""

    slug: Annotated[
        str,
        word_types.slug("Nyckeln som inläggen använder.", example="redaktionen"),
        Label("Nyckel", "Görs av namnet när du sparar, och ändras sedan aldrig.", made_of="name"),
    ]
    name: Annotated[
        str,
        field_types.text("Namnet som läsaren ser.", longest=80, example="Redaktionen"),
        Label("Namn", "Så som läsaren ser det."),
    ]
    description: Annotated[
        str,
        field_types.text(
            "Vem det är.", longest=600, example="Vi som följer samordnaren på besöken."
        ),
        Label("Presentation", "Vem det är, i en eller ett par meningar.", long=True),
    ] = ""
    guest: Annotated[
        bool, word_types.flag("true för en gästbloggare."), Label("Gästbloggare", "")
    ] = False
    role: Annotated[
        str,
        field_types.text("I vilken roll.", longest=80, example="rektor i Hagfors"),
        Label("Roll", "Till exempel rektor i Hagfors. Den står efter namnet i inläggen."),
    ] = ""


def _from_words(words: Sequence[str]) -> Mapping[str, Author]:
    return {name: Author(swedish.slugify(name), name) for name in sorted(set(words))}


_ADD = (
    "Lägg till två rader sist i authors.yml: ”- slug: {slug}” och under den ”  name: {word}”. "
    "Skriv sedan author: {slug} här."
)

AUTHORS = Vocabulary(
    name="author",
    file="authors.yml",
    record=Author,
    label="författare",
    title="Bloggens författare",
    schema="authors",
    code="author-unknown",
    unknown="Författaren ”{}” finns inte i authors.yml.",
    remedy=f"{_ADD} De som finns: {{}}.",
    remedy_when_empty=f"{_ADD} Ingen finns där än.",
    twice_code="author-twice",
    twice_remedy="Ge den ena en annan nyckel.",
    from_words=_from_words,
    begun_as={"Ny gäst": {"guest": "true"}, "Ny författare": {}},
)
