"""Plans för handling: what a kommun agreed to do, point by point, and what others have told of it.

The declaration of content/plans/; what became of the points, mission/outcomes.py finds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Annotated

from sitegen.core import urls
from sitegen.core.record import Record
from sitegen.documents.collection import Collection, NamedPart
from sitegen.documents.document import AnyDocument, Document, RecordMeta
from sitegen.documents.organisations import named_organisation
from sitegen.documents.settings import Config
from sitegen.front_matter import field_types, word_types
from sitegen.front_matter.declarations import Field, Label, Located
from sitegen.front_matter.sections import MAIN
from sitegen.mission.outcomes import ENDS, SCALE
from sitegen.model.post import PLAN, SCALE_HELP, theme_list
from sitegen.model.source import SOURCE, FactSource, posts_named_by, sources
from sitegen.sweden import register
from sitegen.sweden.periods import UNKNOWN, Period, parse_open_period


class StatusReport(Record, frozen=True, kw_only=True):
    """What others have told of a point."""

    date: Annotated[
        Period, word_types.period("När det var så."), Label("När", "En dag, en månad, en årstid.")
    ]
    status: Annotated[
        str, word_types.choice("Hur långt det har kommit.", *SCALE), Label("Läge", "")
    ]
    note: Annotated[
        str, field_types.text("Vad de berättar, kort."), Label("Vad de berättar", "", long=True)
    ] = ""
    source: Annotated[
        tuple[FactSource, ...], sources("Var det går att läsa det."), Label("Källa", "", one=SOURCE)
    ]


class PointEnd(Record, frozen=True, kw_only=True):
    """That a point was struck out of its plan, or changed into another."""

    as_: Annotated[str, word_types.choice("Om punkten ströks eller ändrades.", *ENDS), Label("Vad")]
    by: Annotated[
        str,
        word_types.slug("Den punkt i planen som kom i stället."),
        Label("Ersatt av", "Kortnamnet på den punkt som kom i stället, om punkten ändrades."),
    ] = ""
    date: Annotated[Period, word_types.period("När det skedde."), Label("När", "")]
    note: Annotated[str, field_types.text("Varför, kort."), Label("Varför", "", long=True)] = ""
    source: Annotated[
        tuple[FactSource, ...], sources("Var det går att läsa det."), Label("Källa", "", one=SOURCE)
    ]


class Point(Record, frozen=True, kw_only=True):
    """One thing that a kommun has decided to do."""

    id: Annotated[
        str,
        word_types.slug("Punktens namn i adresser. Det ändras aldrig.", example="bbic"),
        Label(
            "Kortnamn",
            "Görs av texten när du sparar, och ändras sedan aldrig.",
            place=60,
            folded=True,
            made_of="text",
        ),
    ]
    aliases: Annotated[
        tuple[str, ...],
        field_types.several(word_types.slug("Namn som punkten har haft förut.")),
        Label("Tidigare kortnamn", "", place=61, folded=True),
    ] = ()
    area: Annotated[
        str,
        field_types.text("Området som punkten hör till.", example="Myndighetsutövning"),
        Label("Område", "", place=2),
    ] = ""
    text: Annotated[
        str,
        field_types.text("Vad kommunen ska göra.", longest=600, example="Införa BBIC"),
        Label("Vad kommunen ska göra", "Helst med planens egna ord.", place=1, long=True),
    ]
    theme: Annotated[tuple[Located, ...], theme_list(), Label("Teman", "", place=5)] = ()
    responsible: Annotated[
        tuple[str, ...],
        field_types.several(named_organisation("Vem som ansvarar.", example="Hagfors kommun")),
        Label("Ansvariga", "", place=4),
    ] = ()
    due: Annotated[
        Period | None,
        word_types.period("När det senast ska vara gjort."),
        Label("Senast", "Till exempel hösten 2017.", place=3),
    ] = None
    measure: Annotated[
        str,
        field_types.text("Hur man ser att det är gjort."),
        Label("Så märks det", "Hur man ser att det är gjort.", place=6, long=True),
    ] = ""
    source: Annotated[
        tuple[FactSource, ...],
        sources("Var punkten står, om det är en annan källa än planens."),
        Label("Källa", "Om det är en annan än planens.", place=59, one=SOURCE, folded=True),
    ] = ()
    reports: Annotated[
        tuple[StatusReport, ...],
        field_types.several(field_types.record(StatusReport, "Vad andra har berättat om punkten.")),
        Label("Besked från andra", SCALE_HELP, one="Besked", folded=True),
    ] = ()
    ended: Annotated[
        PointEnd | None,
        field_types.record(PointEnd, "Om punkten har strukits eller ändrats."),
        Label("Struken eller ändrad", "", folded=True),
    ] = None


def _total(help: str) -> Field:
    return word_types.one_of(
        help,
        code="points-total-invalid",
        parse=lambda value: _read_total(value),
        message="”{}” är inget antal punkter.",
        hint=f"Skriv ett heltal, eller {UNKNOWN}.",
        example="4",
        shape={"anyOf": [{"type": "integer", "minimum": 1, "maximum": 999}, {"enum": [UNKNOWN]}]},
    )


def _read_total(value: str) -> int | str | None:
    if value.casefold() == UNKNOWN:
        return UNKNOWN
    return int(value) if re.fullmatch(r"[1-9]\d{0,2}", value, re.ASCII) else None


class PlanMeta(RecordMeta, frozen=True, kw_only=True):
    """A plan; the name of its file is its id."""

    kommun: Annotated[
        str,
        field_types.one_kommun("Kommunen vars plan det är."),
        Label("Kommun", section=MAIN, place=1),
    ]
    agreed: Annotated[
        Period | None,
        word_types.open_period("När planen blev överenskommen. Utan det är den bara aviserad."),
        Label("Överenskommen", "Till exempel våren 2016. Tomt om den inte är det än.", MAIN, 2),
    ] = None
    expected: Annotated[
        Period | None,
        word_types.period("När planen skulle bli klar."),
        Label("Väntades", "När planen skulle bli klar.", MAIN, 3),
    ] = None
    source: Annotated[
        tuple[FactSource, ...],
        sources("Var det går att läsa om planen."),
        Label("Källa", section=MAIN, place=4, one=SOURCE),
    ]
    points_total: Annotated[
        int | str | None,
        _total("Hur många punkter planen har, om fler finns än de som är kända; eller okänt."),
        Label("Antal punkter", "Om planen har fler punkter än de som står här.", MAIN, 5),
    ] = None
    note: Annotated[
        str,
        field_types.text("Vad läsaren bör veta om planen, till exempel hur en tid är uträknad."),
        Label("Anmärkning", section=MAIN, place=8, long=True),
    ] = ""
    replaces: Annotated[
        Located | None,
        field_types.located("Den plan som den här ersätter.", names=PLAN, example="hagfors-2014"),
        Label("Ersätter", "En tidigare plan för samma kommun.", MAIN, 6, near=True),
    ] = None
    points: Annotated[
        tuple[Point, ...],
        field_types.several(field_types.record(Point, "Vad kommunen ska göra.")),
        Label("Punkter", section=MAIN, place=7, one="Punkt"),
    ] = ()


Plan = Document[PlanMeta]


def _address(plan: AnyDocument, config: Config) -> str:
    return urls.plan(plan.slug)


def plan_heading(plan: Plan) -> str:
    """What a plan is called: “Plan för handling: Hedemora 2016”."""
    kommun = register.kommuner()[plan.meta.kommun].name
    year = _year_of(plan.meta.agreed, plan.meta.expected)
    return f"Plan för handling: {kommun} {year}".rstrip()


def _year_of(agreed: Period | None, expected: Period | None) -> str:
    """The year of a plan: when it is known to have been agreed, else when it was expected."""
    for period in (agreed if agreed and agreed.first else None, expected, agreed):
        if period and period.last:
            return str(period.last.year)
    return ""


def plan_day(plan: Plan) -> date | None:
    """The day as of which organisations in a plan are called what they are: the last on which it
    may have been agreed, or else of when it was expected; None if nobody knows."""
    for period in (plan.meta.agreed, plan.meta.expected):
        if period and period.last:
            return period.last
    return None


def find_successors(plans: Iterable[Plan]) -> Mapping[str, str]:
    """The id of the plan that replaces another, by the id of that one; one that is known to be
    agreed before one that is only announced."""
    known_last = sorted(plans, key=lambda plan: plan.meta.agreed is not None)
    return {plan.meta.replaces.text: plan.slug for plan in known_last if plan.meta.replaces}


def find_replaced(plans: Iterable[Plan]) -> Mapping[str, str]:
    """The id of the plan that has replaced another, by the id of that one.

    A plan that is not known to be agreed has replaced none: until then the earlier one is shown as
    it stands, though its points stop being due (`find_successors`).
    """
    return find_successors(plan for plan in plans if plan.meta.agreed)


def _points_of(plan: Plan) -> tuple[NamedPart, ...]:
    return tuple(NamedPart(point.id, point.text) for point in plan.meta.points)


def _new_name(answers: Mapping[str, str]) -> str:
    agreed, expected = (parse_open_period(answers[name]) for name in ("agreed", "expected"))
    return f"{answers['kommun']} {_year_of(agreed, expected)}"


PLANS = Collection(
    name="plans",
    record=PlanMeta,
    label="plan",
    title="En plan för handling",
    schema="plan",
    form="record",
    address=_address,
    rests_on=posts_named_by,
    heading=plan_heading,
    named=PLAN,
    parts=_points_of,
    begun_with=("kommun", "agreed", "expected"),
    new_name=_new_name,
)
