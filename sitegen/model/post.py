"""Posts about visits: their front matter fields, their collection, and when a visit was.

The declarations are used for validation, forms and the writers' guide; nothing here knows other
posts.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Any, TypeAlias

from sitegen.core import urls
from sitegen.core.record import Record
from sitegen.front_matter import field_types, word_types
from sitegen.front_matter.declarations import PICTURE, Label, Located
from sitegen.model.collection import Collection
from sitegen.model.document import UNTITLED, Document, Meta
from sitegen.model.sections import MAIN, SUMMARY, VISIT
from sitegen.model.settings import Config
from sitegen.sweden.dates import Moment, Period


class Picture(Record, frozen=True):
    """The picture that represents a post in its card and link preview."""

    src: Annotated[
        Located,
        field_types.located(
            "Bildens filnamn, i samma mapp som inlägget.", names=PICTURE, example="torget.jpg"
        ),
        Label("Bildens fil", "Filnamnet, så som det står i texten: torget.jpg."),
    ]
    alt: Annotated[
        str,
        field_types.text(
            "Vad bilden visar, för den som inte ser den.", example="Snö på ett tomt torg."
        ),
        Label("Alternativtext", long=True),
    ]
    caption: Annotated[
        str, field_types.text("Bildtext.", example="Torget i december."), Label("Bildtext", "")
    ] = ""
    credit: Annotated[
        str,
        field_types.text("Vem som har gjort bilden.", example="Redaktionen"),
        Label("Bilden är gjord av", ""),
    ] = ""


class Participant(Record, frozen=True):
    """Someone who took part in the visit, by organisation and role rather than by name."""

    organisation: Annotated[
        str,
        field_types.text("Organisationens namn.", example="Hedemora kommun"),
        Label("Organisation", ""),
    ]
    role: Annotated[
        str,
        field_types.text("I vilken roll.", example="politiker och elevhälsan"),
        Label("Roll", "Till exempel politiker och elevhälsan."),
    ] = ""


class External(Record, frozen=True):
    """What someone else has published about the visit: linked and attributed, never copied."""

    title: Annotated[
        str,
        field_types.text("Artikelns rubrik.", example="Samordnaren på besök i kommunen"),
        Label("Rubrik", ""),
    ]
    publisher: Annotated[
        str,
        field_types.text("Vem som har publicerat den.", example="Hagfors kommun"),
        Label("Publicerat av", ""),
    ]
    url: Annotated[str, word_types.web_address("Artikelns adress."), Label("Adress")]
    date: Annotated[
        Moment | None,
        word_types.moment("När den publicerades."),
        Label("Datum", "Till exempel 2017-06-01."),
    ] = None


class PostMeta(Meta, frozen=True, kw_only=True):
    """The front matter of a post."""

    date: Annotated[
        Moment,
        word_types.moment("När inlägget publiceras: 2017-06-01 14:05."),
        Label("Publiceras", "Dagen då inlägget publiceras. Klockslaget kan utelämnas.", MAIN, 3),
    ]
    kommun: Annotated[
        tuple[str, ...],
        field_types.kommun_list("Kommunen inlägget handlar om, en lista, eller ingen."),
        Label("Kommun", "Kommunen inlägget handlar om, eller ingen.", MAIN, 2),
    ]
    theme: Annotated[
        tuple[Located, ...],
        field_types.several(
            field_types.located(
                "Ett eller flera teman ur themes.yml.",
                names="theme",
                example="[familjehem, samverkan]",
            ),
            says_many=True,
        ),
        Label("Teman", "Kryssa för det som inlägget handlar om.", MAIN, 4),
    ]
    author: Annotated[
        Located | None,
        field_types.located(
            "Vem som har skrivit, om det inte är bloggens vanliga författare: nyckeln i "
            "authors.yml.",
            names="author",
            example="redaktionen",
        ),
        Label("Skrivet av", "Om det inte är bloggens vanliga författare.", VISIT, 60),
    ] = None
    visited: Annotated[
        Period | None,
        word_types.period("När besöket var, om det skiljer sig från date."),
        Label("När besöket var", "En dag, en månad eller en årstid: våren 2017.", VISIT),
    ] = None
    participants: Annotated[
        tuple[Participant, ...],
        field_types.several(field_types.record(Participant, "Vilka som deltog i besöket.")),
        Label("Deltagare", section=VISIT),
    ] = ()
    image: Annotated[
        Picture | None,
        field_types.record(Picture, "Bild för kort och delning."),
        Label("Bild på kort och vid delning", "", SUMMARY),
    ] = None
    next: Annotated[
        str,
        field_types.one_kommun("Kommunen som är näst på tur."),
        Label("Nästa stopp", section=VISIT),
    ] = ""
    external: Annotated[
        tuple[External, ...],
        field_types.several(field_types.record(External, "Vad andra har skrivit om besöket.")),
        Label("Andra om besöket", section=VISIT),
    ] = ()


Post: TypeAlias = Document[PostMeta]


def visit_of(post: Post) -> Period:
    """When the visit was: `visited`, or else the day of publication."""
    day = post.meta.date.at.date()
    return post.meta.visited or Period(day, "day", day.isoformat())


def day_of_visit(post: Post) -> date:
    """The first day on which the visit may have been."""
    visited = post.meta.visited
    return visited.start if visited else post.meta.date.at.date()


def _address(post: Post, config: Config) -> str:
    day = post.meta.date.at.date()
    return urls.fill_permalink(config.permalink, slug=post.slug, day=day)


def _published_at(post: Post) -> datetime:
    return post.meta.date.at


def _time_order(post: Post) -> tuple[datetime, str]:
    return post.meta.date.at, post.path


def _stand_ins(now: datetime) -> Mapping[str, Any]:
    moment = Moment(now.replace(microsecond=0))
    return {"title": UNTITLED, "date": moment, "kommun": (), "theme": ()}


POSTS = Collection(
    name="posts",
    record=PostMeta,
    label="inlägg",
    title="Faktablocket i ett inlägg",
    schema="inlagg",
    address=_address,
    published_at=_published_at,
    order=_time_order,
    newest_first=True,
    stand_ins=_stand_ins,
)
