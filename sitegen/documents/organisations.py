"""Organisations: the vocabulary of who takes part and who is responsible, in organisations.yml.

It declares their fields, also those of who publishes the blog, and finds the one that a word means
on a day; who names which is for the site to know.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Annotated

from sitegen.core.problem import closest
from sitegen.core.record import Record
from sitegen.documents.vocabulary import Vocabulary
from sitegen.front_matter import field_types, word_types
from sitegen.front_matter.declarations import Advice, Field, Label
from sitegen.sweden import register, swedish
from sitegen.sweden.periods import Period

ORGANISATION = "organisation"
"""The value of `Field.names` for a field that names an organisation, by its name or its slug."""

KOMMUN = "kommun"
"""The kind of an organisation that is a kommun, whose page is the kommun's."""

KINDS = (
    *(KOMMUN, "region", "landsting", "kommunalförbund", "myndighet", "högskola", "skola"),
    *("förening", "fackförbund", "företag", "annat"),
)


def _lan(help: str) -> Field:
    """A län by its name, as its slug."""
    by_name = {swedish.fold(lan.name): lan for lan in register.all_lan().values()}

    def parse(value: str) -> str | None:
        found = by_name.get(swedish.fold(value))
        return found.slug if found else None

    def advise(value: str) -> Advice | None:
        name = closest(value, [lan.name for lan in by_name.values()])
        return (
            Advice(f"Det finns inget län som heter ”{value}”.", f"Menade du {name}?", meant=(name,))
            if name
            else None
        )

    return word_types.one_of(
        help,
        code="lan-unknown",
        parse=parse,
        message="Det finns inget län som heter ”{}”.",
        hint="Skriv länets hela namn, till exempel Värmlands län.",
        example="Värmlands län",
        shape={"enum": [lan.name for lan in by_name.values()]},
        advise=advise,
    )


class Organisation(Record, frozen=True, kw_only=True):
    """One entry of content/organisations.yml.

    It existed from the first day of `from_` to the last of `until`, as far as they are known.
    """

    slug: Annotated[
        str,
        word_types.slug("Nyckeln, som aldrig ändras.", example="region-varmland-2019"),
        Label(
            "Nyckel",
            "Görs av namnet när du sparar. Står i adressen till organisationens sida, och ändras "
            "aldrig.",
            made_of="name",
        ),
    ]
    name: Annotated[
        str,
        field_types.text("Namnet som läsaren ser.", longest=150, example="Region Värmland"),
        Label("Namn", "Så som organisationen skriver det själv."),
    ]
    kind: Annotated[
        str, word_types.choice("Vad det är för slags organisation.", *KINDS), Label("Slag", "")
    ] = ""
    lan: Annotated[str, _lan("Länet som den hör till."), Label("Län", "")] = ""
    kommun: Annotated[
        str, field_types.one_kommun("Kommunen som den hör till."), Label("Kommun", "")
    ] = ""
    from_: Annotated[
        Period | None,
        word_types.period("Från när den finns, med det här namnet."),
        Label("Finns från", "Till exempel 2019-01-01. Tomt om du inte vet."),
    ] = None
    until: Annotated[
        Period | None,
        word_types.period("Till och med när den fanns."),
        Label("Fanns till", "Sista dagen, till exempel 2018-12-31. Tomt om den finns kvar."),
    ] = None
    replaces: Annotated[
        tuple[str, ...],
        field_types.several(
            word_types.slug("Nycklarna till dem som den ersätter.", names=ORGANISATION)
        ),
        Label("Ersätter", "De organisationer som den tog över efter."),
    ] = ()
    url: Annotated[
        str,
        word_types.web_address("Dess egen webbplats.", example="https://www.regionvarmland.se/"),
        Label("Webbplats", ""),
    ] = ""

    def existed(self, day: date | None) -> bool:
        """True if it existed on a day, or may have if nobody knows which day that is."""
        if day is None:
            return True
        first = self.from_.first if self.from_ else None
        last = self.until.last if self.until else None
        return (first is None or first <= day) and (last is None or day <= last)


def may_share_name(one: Organisation, other: Organisation) -> bool:
    """True if two organisations existed at different times, so that both can have one name."""
    return any(
        earlier.until and later.from_ and earlier.until.order < later.from_.order
        for earlier, later in ((one, other), (other, one))
    )


class Directory(Record, frozen=True):
    """The organisations by each word for them, their slugs and names."""

    by_word: Mapping[str, tuple[Organisation, ...]]

    def find(self, word: str, day: date | None) -> Organisation | None:
        """The organisation that a word means on a day, or None.

        A slug means the same on every day. Without a day, a name means one only if no other has it.
        """
        named = self.by_word.get(swedish.fold(word), ())
        for each in named:
            if each.slug == word:
                return each
        found = [each for each in named if each.existed(day)]
        return found[0] if len(found) == 1 else None

    def known_as(self, word: str) -> tuple[Organisation, ...]:
        """All that have a name or a slug, whenever they existed."""
        return self.by_word.get(swedish.fold(word), ())


def make_directory(entries: Iterable[Organisation]) -> Directory:
    """The directory of some organisations."""
    found: dict[str, dict[str, Organisation]] = {}
    for each in entries:
        for word in (each.slug, each.name):
            found.setdefault(swedish.fold(word), {})[each.slug] = each
    return Directory({word: tuple(each.values()) for word, each in found.items()})


def _in_order(entries: Iterable[Organisation]) -> list[Organisation]:
    return sorted(entries, key=lambda each: (swedish.sort_key(each.name), each.slug))


def _describe(each: Organisation) -> str:
    return f"{each.name} ({each.kind})" if each.kind else each.name


ORGANISATIONS = Vocabulary(
    name=ORGANISATION,
    file="organisations.yml",
    record=Organisation,
    label="organisation",
    title="Organisationer",
    schema="organisationer",
    twice_code="organisation-twice",
    twice_remedy="Ge den ena en annan nyckel.",
    describe=_describe,
    in_order=_in_order,
    is_open=True,
    may_share_name=may_share_name,
)


def named_organisation(help: str, *, example: str) -> Field:
    """The name of an organisation, or its slug; one that is not listed may be named too."""
    return field_types.text(help, example=example)._replace(names=ORGANISATION)


class Participant(Record, frozen=True):
    """Someone who took part in the visit, by organisation and role rather than by name."""

    organisation: Annotated[
        str,
        named_organisation("Organisationens namn.", example="Hedemora kommun"),
        Label("Organisation", ""),
    ]
    role: Annotated[
        str,
        field_types.text("I vilken roll.", example="politiker och elevhälsan"),
        Label("Roll", "Till exempel politiker och elevhälsan."),
    ] = ""


LICENCES = {
    "CC0 1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
    "CC BY 4.0": "https://creativecommons.org/licenses/by/4.0/",
}
"""The licences of the tables: those that Sweden's agency for digital government recommends."""

PUBLISHERS = {
    "statlig myndighet": "NationalAuthority",
    "region": "RegionalAuthority",
    "kommun": "LocalAuthority",
    "ideell organisation": "NonProfitOrganisation",
    "företag": "Company",
    "privatperson": "PrivateIndividual",
}
"""The kinds of publishers, and what each is called in the European list (ADMS publishertype)."""


class Issuer(Record, frozen=True):
    """Who answers for the blog and its tables."""

    name: Annotated[str, field_types.text("Vem som ger ut bloggen.", example="Socialdepartementet")]
    kind: Annotated[str, word_types.choice("Vad det är för slag.", *PUBLISHERS)] = next(
        iter(PUBLISHERS)
    )


def issuer(help: str) -> Field:
    """Who publishes the blog, as an Issuer."""
    return field_types.record(Issuer, help)


def licence(help: str) -> Field:
    """One of the licences, by its name."""
    return word_types.choice(help, *LICENCES)


USUAL_LICENCE = next(iter(LICENCES))
