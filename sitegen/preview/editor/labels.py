"""What the writing page calls the fields, and in what order it shows them.

Words only; a field that is not named here is shown last, by its own name and help.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple


class Label(NamedTuple):
    """A field's name on the page, and help: that of its declaration, if nothing is said here."""

    name: str
    help: str | None = None


class Section(NamedTuple):
    """Fields that belong together; those of a `folded` one are rarely filled in."""

    heading: str
    names: tuple[str, ...]
    folded: bool = False


SECTIONS = (
    Section("", ("title", "kommun", "date", "theme")),
    Section("Sammanfattning och bild", ("summary", "image"), folded=True),
    Section(
        "Mer om besöket",
        ("visited", "participants", "next", "external", "author"),
        folded=True,
    ),
    Section("Adress och annat", ("menu", "order", "updated", "slug", "aliases"), folded=True),
    Section("", ("draft",)),
)
"""The order in which fields stand on the page, and in which new ones are put into a file."""

LABELS: Mapping[str, Label] = {
    "title": Label("Rubrik"),
    "date": Label("Publiceras", "Dagen då inlägget publiceras. Klockslaget kan utelämnas."),
    "kommun": Label("Kommun", "Kommunen inlägget handlar om, eller ingen."),
    "theme": Label("Teman", "Kryssa för det som inlägget handlar om."),
    "author": Label("Skrivet av", "Om det inte är bloggens vanliga författare."),
    "visited": Label("När besöket var", "En dag, en månad eller en årstid: våren 2017."),
    "participants": Label("Deltagare"),
    "participants.organisation": Label("Organisation", ""),
    "participants.role": Label("Roll", "Till exempel politiker och elevhälsan."),
    "summary": Label("Sammanfattning"),
    "image": Label("Bild på kort och vid delning", ""),
    "image.src": Label("Bildens fil", "Filnamnet, så som det står i texten: torget.jpg."),
    "image.alt": Label("Alternativtext"),
    "image.caption": Label("Bildtext", ""),
    "image.credit": Label("Bilden är gjord av", ""),
    "next": Label("Nästa stopp"),
    "external": Label("Andra om besöket"),
    "external.title": Label("Rubrik", ""),
    "external.publisher": Label("Publicerat av", ""),
    "external.url": Label("Adress"),
    "external.date": Label("Datum", "Till exempel 2017-06-01."),
    "updated": Label(
        "Ändrat i sak", "Fyll i när du har ändrat ett inlägg som redan är publicerat."
    ),
    "slug": Label("Namn i adressen", "Behövs bara om filens namn inte duger."),
    "aliases": Label("Äldre adresser"),
    "draft": Label("Utkast", "Så länge rutan är ikryssad publiceras inte texten."),
    "menu": Label("Plats för länken"),
    "order": Label("Ordning i menyn"),
}
"""By name, and for the fields of a record by both names."""

LONG = ("summary", "image.alt")
"""Texts that need more than one line to be written in."""


def label_of(name: str, help: str) -> Label:
    """What to call a field whose declaration says `help`."""
    label = LABELS.get(name, Label(name))
    return Label(label.name, help if label.help is None else label.help)


def order_of(names: Collection[str]) -> tuple[str, ...]:
    """Those fields in the order of the page."""
    known = [name for section in SECTIONS for name in section.names if name in names]
    return (*known, *(name for name in names if name not in known))


def sections_of(names: Collection[str]) -> tuple[Section, ...]:
    """The sections that have any of those fields, with the fields they have."""
    known = {name for section in SECTIONS for name in section.names}
    rest = Section("Fler fält", tuple(name for name in names if name not in known), folded=True)
    found = (
        section._replace(names=tuple(name for name in section.names if name in names))
        for section in (*SECTIONS[:-1], rest, SECTIONS[-1])
    )
    return tuple(section for section in found if section.names)
