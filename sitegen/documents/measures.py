"""Measures: the vocabulary of what figures count, in measures.yml, and the figures of a text.

It declares their fields; which text has which figures is for the site to know.
"""

from __future__ import annotations

import re
from typing import Annotated

from sitegen.core.record import Record
from sitegen.documents.vocabulary import Vocabulary, by_name
from sitegen.front_matter import field_types, word_types
from sitegen.front_matter.declarations import Field, Label, Located
from sitegen.sweden import swedish
from sitegen.sweden.periods import Period

MEASURE = "measure"

_NUMBER = re.compile(
    r"[-–−]?(?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d{1,12})(?:[.,]\d{1,6})?", re.ASCII
)


class Measure(Record, frozen=True, kw_only=True):
    """One entry of content/measures.yml: what is counted, and the unit in which."""

    slug: Annotated[
        str,
        word_types.slug("Nyckeln som inläggen använder.", example="orosanmalningar"),
        Label("Nyckel", "Görs av namnet när du sparar, och ändras sedan aldrig.", made_of="name"),
    ]
    name: Annotated[
        str,
        field_types.text("Namnet som läsaren ser.", longest=80, example="Orosanmälningar"),
        Label("Namn", "Så som läsaren ser det."),
    ]
    unit: Annotated[
        str,
        field_types.text("Det som räknas, i flertal.", longest=40, example="anmälningar"),
        Label("Enhet", "Det som räknas, till exempel anmälningar, procent eller kronor."),
    ]
    description: Annotated[
        str,
        field_types.text("Vad som räknas och hur.", longest=600),
        Label("Beskrivning", "Vad som räknas och hur.", long=True),
    ] = ""


def _value(help: str) -> Field:
    """A number as it is written in Swedish or in code, as text with a decimal point."""
    return word_types.one_of(
        help,
        code="value-invalid",
        parse=parse_value,
        message="”{}” är inget tal som går att läsa.",
        hint="Skriv bara talet, till exempel 570, 1 200 eller 12,5. Enheten står i measures.yml.",
        example="570",
        shape={
            "anyOf": [
                {"type": "number"},
                {"type": "string", "pattern": "^[-–−]?[0-9][0-9 \u00a0\u202f]*([.,][0-9]+)?$"},
            ]
        },
    )


def parse_value(written: str) -> str | None:
    """A number as digits with a decimal point; None if it is none."""
    if not _NUMBER.fullmatch(written):
        return None
    plain = re.sub("[ \u00a0\u202f]", "", written).replace(",", ".")
    return re.sub("^[–−]", "-", plain)


def format_value(value: str) -> str:
    """A number as Swedish text has it: “1 200”, “12,5”."""
    whole, _, part = value.removeprefix("-").partition(".")
    sign = "−" if value.startswith("-") else ""
    return f"{sign}{swedish.format_number(int(whole))}{f',{part}' if part else ''}"


class Fact(Record, frozen=True, kw_only=True):
    """A figure in a post."""

    measure: Annotated[
        Located,
        field_types.located(
            "Vad siffran mäter: nyckeln i measures.yml.", names=MEASURE, example="orosanmalningar"
        ),
        Label("Mått", "", place=1),
    ]
    kommun: Annotated[
        str,
        field_types.one_kommun("Vilken kommun siffran gäller, om inlägget har flera."),
        Label("Kommun", "Om inlägget handlar om flera kommuner.", place=5),
    ] = ""
    period: Annotated[
        Period,
        word_types.period("Vilken tid siffran gäller."),
        Label("Tid", "Till exempel 2016 eller hösten 2016.", place=3),
    ]
    value: Annotated[str, _value("Siffran, utan enhet."), Label("Siffra", "Utan enhet.", place=2)]
    about: Annotated[
        bool,
        word_types.flag("true om siffran är ungefärlig."),
        Label("Ungefär", "Siffran är ungefärlig.", place=4),
    ] = False
    note: Annotated[
        str,
        field_types.text("Vad läsaren bör veta om siffran.", example="Två kom från vårdcentralen."),
        Label("Anmärkning", "", place=6, long=True),
    ] = ""


MEASURES = Vocabulary(
    name=MEASURE,
    file="measures.yml",
    record=Measure,
    label="mått",
    title="Mått för siffror",
    schema="matt",
    code="measure-unknown",
    unknown="Måttet ”{}” finns inte i measures.yml.",
    remedy="Mått som finns: {}.",
    remedy_when_empty=(
        "Lägg till måttet i measures.yml: ”- slug: {slug}”, och under den name och unit."
    ),
    twice_code="measure-twice",
    twice_remedy="Ge det ena en annan nyckel.",
    in_order=by_name,
)
