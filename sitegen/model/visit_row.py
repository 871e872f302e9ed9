"""The files of rows: visits that no post of ours is about, and old addresses of what is no text.

The declarations of content/visits.yml and content/redirects.yml; which visits there are,
mission/visits.py finds.
"""

from __future__ import annotations

from typing import Annotated

from sitegen.documents.collection import Collection
from sitegen.documents.document import RecordMeta
from sitegen.documents.organisations import Participant
from sitegen.front_matter import field_types, word_types
from sitegen.front_matter.declarations import Label, Located
from sitegen.front_matter.sections import MAIN, VISIT
from sitegen.model.post import theme_list
from sitegen.model.source import SOURCE, FactSource, posts_named_by, sources
from sitegen.sweden.periods import Period


class VisitMeta(RecordMeta, frozen=True, kw_only=True):
    """A visit, or one that is planned."""

    kommun: Annotated[
        tuple[str, ...],
        field_types.several(field_types.one_kommun("Kommunen som besöktes, eller flera.")),
        Label("Kommun", section=MAIN, place=1),
    ]
    date: Annotated[
        Period,
        word_types.open_period("När besöket var: en dag, en månad, en årstid, eller före något."),
        Label("När besöket var", "Till exempel oktober 2015, våren 2017 eller före våren 2017."),
    ]
    source: Annotated[
        tuple[FactSource, ...],
        sources("Var det går att läsa om besöket: ett inlägg, eller vad någon annan publicerat."),
        Label("Källa", one=SOURCE),
    ]
    planned: Annotated[
        bool,
        word_types.flag("true för ett besök som är planerat."),
        Label("Planerat", "Besöket är inte gjort än."),
    ] = False
    theme: Annotated[
        tuple[Located, ...], theme_list(), Label("Teman", section=VISIT, folded=True)
    ] = ()
    participants: Annotated[
        tuple[Participant, ...],
        field_types.several(field_types.record(Participant, "Vilka som deltog i besöket.")),
        Label("Deltagare", section=VISIT, folded=True),
    ] = ()


VISITS = Collection(
    name="visits",
    record=VisitMeta,
    label="besök",
    title="Besök utan inlägg",
    schema="besok",
    form="rows",
    rests_on=posts_named_by,
)


class RedirectMeta(RecordMeta, frozen=True, kw_only=True):
    """An old address of something that is no text, and where it leads now."""

    from_: Annotated[
        Located,
        field_types.old_address("Den gamla adressen."),
        Label("Gammal adress", section=MAIN, place=1),
    ]
    to: Annotated[
        Located,
        field_types.located(
            "Vart den leder på bloggen. Finns inte sidan leder den till den närmast ovanför.",
            example="/arkiv/2015/",
        ),
        Label("Leder till", section=MAIN, place=2),
    ]


REDIRECTS = Collection(
    name="redirects",
    record=RedirectMeta,
    label="gammal adress",
    title="Gamla adresser till annat än texter",
    schema="gamla-adresser",
    form="rows",
)
