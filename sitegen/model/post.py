"""Posts about visits: their front matter fields, their collection, and when a visit was.

The declarations are used for validation, forms and the writers' guide; nothing here knows other
posts.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, TypeAlias

from sitegen.core import urls
from sitegen.core.record import Record
from sitegen.documents.collection import Collection
from sitegen.documents.document import UNTITLED, AnyDocument, Document, Meta
from sitegen.documents.measures import Fact
from sitegen.documents.organisations import Participant
from sitegen.documents.settings import Config
from sitegen.front_matter import field_types, word_types
from sitegen.front_matter.declarations import PICTURE, Field, Label, Located
from sitegen.front_matter.sections import ADDRESS, FOLLOW_UP, HIDDEN, MAIN, SUMMARY, VISIT
from sitegen.mission.outcomes import SCALE
from sitegen.model.source import FOLDER, POST, External
from sitegen.sweden.dates import Moment
from sitegen.sweden.periods import Period, day_period


class Picture(Record, frozen=True):
    """The picture that represents a post in its card and link preview."""

    src: Annotated[
        Located,
        field_types.located(
            "Bildens filnamn, i samma mapp som inlägget.", names=PICTURE, example="torget.jpg"
        ),
        Label("Bild", "En av bilderna i texten, eller en egen."),
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


class Correction(Record, frozen=True):
    """Something that was wrong in a post, and what is right."""

    date: Annotated[
        Moment,
        word_types.moment("När det rättades."),
        Label("Rättat", "Till exempel 2017-06-01."),
    ]
    text: Annotated[
        str,
        field_types.text(
            "Vad som var fel och vad som är rätt, i en mening.",
            longest=400,
            example="Vi skrev fel antal platser; det rätta är tolv.",
        ),
        Label("Vad som var fel och vad som är rätt", "En mening.", long=True),
    ]


PLAN = "plan"
"""The value of `Field.names` for a field that names a plan by its id."""


class NextStop(Record, frozen=True):
    """A visit that a post announces."""

    kommun: Annotated[
        str, field_types.one_kommun("Kommunen som är näst på tur."), Label("Kommun", "")
    ]
    date: Annotated[
        Period | None,
        word_types.period("När besöket är tänkt att bli av."),
        Label("När", "Om det är bestämt, till exempel våren 2018."),
    ] = None


NO_VISIT = Period(None, None, "ingen")
"""What `visited` has in a post that is about no visit."""


def theme_list() -> Field:
    """One or several themes."""
    one = field_types.located(
        "Ett eller flera teman ur themes.yml.", names="theme", example="[familjehem, samverkan]"
    )
    return field_types.several(one, says_many=True)


SCALE_HELP = (
    "Påbörjat: något är gjort, det mesta återstår. Till stor del klart: det som återstår går att "
    "räkna upp. Klart: punktens egna ord är uppfyllda."
)


class FollowUp(Record, frozen=True, kw_only=True):
    """What a visit showed of a point of a plan."""

    plan: Annotated[
        Located,
        field_types.located("Planens namn.", names=PLAN, example="exempelby-2016"),
        Label("Plan", "", near=True),
    ]
    point: Annotated[
        Located,
        field_types.located("Punktens namn.", example="bbic"),
        Label("Punkt", "", part_of="plan"),
    ]
    status: Annotated[
        str, word_types.choice("Hur långt det har kommit.", *SCALE), Label("Läge", "")
    ]
    note: Annotated[
        str,
        field_types.text("Vad ni fick veta, kort.", example="Utbildningen börjar i augusti."),
        Label("Vad ni fick veta", "", long=True),
    ] = ""


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
        theme_list(),
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
        word_types.period(
            "När besöket var som inlägget berättar om, eller ingen om det inte gör det.",
            none=NO_VISIT,
        ),
        Label(
            "När besöket var",
            "En dag, en månad eller en årstid: våren 2017. Eller ingen, om inlägget inte berättar "
            "om ett besök.",
            VISIT,
        ),
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
        NextStop | None,
        field_types.record(
            NextStop, "Kommunen som är näst på tur.", short="kommun", example="Torsby"
        ),
        Label("Nästa stopp", section=VISIT),
    ] = None
    follow_up: Annotated[
        tuple[FollowUp, ...],
        field_types.several(
            field_types.record(FollowUp, "Vad besöket visade om punkterna i kommunens plan.")
        ),
        Label(
            "Uppföljning av planen",
            f"Vad besöket visade om punkterna i kommunens plan. {SCALE_HELP}",
            FOLLOW_UP,
            one="Uppföljd punkt",
        ),
    ] = ()
    facts: Annotated[
        tuple[Fact, ...],
        field_types.several(field_types.record(Fact, "Siffror som nämns i inlägget.")),
        Label("Siffror", section=VISIT, one="Siffra"),
    ] = ()
    external: Annotated[
        tuple[External, ...],
        field_types.several(field_types.record(External, "Vad andra har skrivit om besöket.")),
        Label("Andra om besöket", section=VISIT),
    ] = ()
    corrections: Annotated[
        tuple[Correction, ...],
        field_types.several(
            field_types.record(Correction, "Vad som var fel när inlägget publicerades.")
        ),
        Label(
            "Rättelser",
            "Står ovanför texten och i flödena. Språkfel behöver du inte skriva om.",
            ADDRESS,
            60,
            one="Rättelse",
        ),
    ] = ()
    feed_id: Annotated[
        str,
        word_types.slug("Inläggets namn i flödena, om adressen har bytts. Ändra det inte."),
        Label("Namn i flödena", section=HIDDEN),
    ] = ""


Post: TypeAlias = Document[PostMeta]


def feed_id_of(post: Post) -> str:
    """The name by which feeds know a post, whatever its address (RFC 4287, section 4.2.6)."""
    return post.meta.feed_id or post.slug


def corrections_of(post: Post) -> tuple[Correction, ...]:
    """The corrections of a post, oldest first."""
    return tuple(sorted(post.meta.corrections, key=lambda each: each.date.at))


def changed_at(post: Post) -> Moment | None:
    """When a post was last changed or corrected, None if it never was."""
    found = [each.date for each in post.meta.corrections]
    found += [post.meta.updated] if post.meta.updated else []
    return max(found, key=lambda moment: moment.at, default=None)


def stated_visit(post: Post, *, is_guest: bool) -> Period | None:
    """When the visit was that a post is about, None if it is about none.

    Unless the post says, that is the day of its publication, but a guest's post and one about no
    kommun are about no visit.
    """
    stated = post.meta.visited
    if stated == NO_VISIT or (stated is None and (is_guest or not post.meta.kommun)):
        return None
    return stated or day_period(post.meta.date.at.date())


def _address(post: Post, config: Config) -> str:
    day = post.meta.date.at.date()
    return urls.fill_permalink(config.permalink, slug=post.slug, day=day)


def _published_at(post: Post) -> datetime:
    return post.meta.date.at


def _file_name(post: AnyDocument) -> str:
    return post.path.removeprefix(FOLDER)


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
    named=POST,
    reference=_file_name,
)
