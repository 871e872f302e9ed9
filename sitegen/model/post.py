"""A post about a visit: each front-matter field declared once, and what follows from one post.

The declarations feed validation, hints and the writers' guide; nothing here knows other posts.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, TypeAlias

from sitegen.core.record import Record
from sitegen.front_matter import field_types
from sitegen.front_matter.fields import Located
from sitegen.model.document import Document, Meta
from sitegen.sweden.dates import Moment, Period


class Picture(Record, frozen=True):
    """The picture of a post's card and link preview."""

    src: Annotated[
        Located,
        field_types.located("Bildens filnamn, i samma mapp som inlägget.", example="torget.jpg"),
    ]
    alt: Annotated[
        str,
        field_types.text(
            "Vad bilden visar, för den som inte ser den.", example="Snö på ett tomt torg."
        ),
    ]
    caption: Annotated[str, field_types.text("Bildtext.", example="Torget i december.")] = ""
    credit: Annotated[str, field_types.text("Vem som har gjort bilden.", example="Redaktionen")] = (
        ""
    )


class Participant(Record, frozen=True):
    """Someone who took part in the visit, by organisation and role rather than by name."""

    organisation: Annotated[
        str, field_types.text("Organisationens namn.", example="Hedemora kommun")
    ]
    role: Annotated[str, field_types.text("I vilken roll.", example="politiker och elevhälsan")] = (
        ""
    )


class External(Record, frozen=True):
    """What someone else has published about the visit: linked and attributed, never copied."""

    title: Annotated[
        str, field_types.text("Artikelns rubrik.", example="Samordnaren på besök i kommunen")
    ]
    publisher: Annotated[
        str, field_types.text("Vem som har publicerat den.", example="Hagfors kommun")
    ]
    url: Annotated[str, field_types.web_address("Artikelns adress.")]
    date: Annotated[Moment | None, field_types.moment("När den publicerades.")] = None


class PostMeta(Meta, frozen=True, kw_only=True):
    """The front matter of a post."""

    date: Annotated[Moment, field_types.moment("När inlägget publiceras: 2017-06-01 14:05.")]
    kommun: Annotated[
        tuple[str, ...], field_types.kommun("Kommunen inlägget handlar om, en lista, eller ingen.")
    ]
    theme: Annotated[
        tuple[Located, ...],
        field_types.several(
            field_types.located(
                "Ett eller flera teman ur themes.yml.",
                names="theme",
                example="[familjehem, samverkan]",
            )
        ),
    ]
    author: Annotated[
        Located | None,
        field_types.located(
            "Vem som har skrivit, om det inte är bloggens vanliga författare: nyckeln i "
            "authors.yml.",
            names="author",
            example="redaktionen",
        ),
    ] = None
    visited: Annotated[
        Period | None, field_types.period("När besöket var, om det skiljer sig från date.")
    ] = None
    participants: Annotated[
        tuple[Participant, ...],
        field_types.several(field_types.record(Participant, "Vilka som deltog i besöket.")),
    ] = ()
    image: Annotated[Picture | None, field_types.record(Picture, "Bild för kort och delning.")] = (
        None
    )
    next: Annotated[str, field_types.one_kommun("Kommunen som är näst på tur.")] = ""
    external: Annotated[
        tuple[External, ...],
        field_types.several(field_types.record(External, "Vad andra har skrivit om besöket.")),
    ] = ()


Post: TypeAlias = Document[PostMeta]


def visit_of(post: Post) -> Period:
    """When the visit was: `visited`, or the day of publication."""
    day = post.meta.date.at.date()
    return post.meta.visited or Period(day, "day", day.isoformat())


def day_of_visit(post: Post) -> date:
    """The day on which the visit began."""
    visited = post.meta.visited
    return visited.start if visited else post.meta.date.at.date()
