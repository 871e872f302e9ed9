"""What is set once for the whole blog: site.yml, themes, authors and abbreviations.

It turns their texts into frozen values with problems; it reads no files itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any

from sitegen.core import urls
from sitegen.core.problem import Problem
from sitegen.core.record import Record
from sitegen.core.source import Source
from sitegen.front_matter import field_types, patterns
from sitegen.front_matter.fields import Field, read_mapping, read_record, read_records

_PERMALINK = re.compile(r"/(?:[a-z0-9-]+/|\{(?:year|month|day)\}/)*(?:[a-z0-9-]*\{slug\}/)")


def _permalink(help: str) -> Field:
    return field_types.one_of(
        help,
        code="permalink-invalid",
        parse=lambda value: value if _PERMALINK.fullmatch(value) else None,
        message="”{}” går inte att använda som mönster för adresser.",
        hint="Skriv till exempel /besok/{slug}/ eller /{year}/{month}/{slug}/.",
        example=urls.PERMALINK,
        shape=patterns.PERMALINK,
    )


class Contact(Record, frozen=True):
    """Where a reader turns."""

    name: Annotated[str, field_types.text("Vem läsaren når.", example="Redaktionen")]
    email: Annotated[str, field_types.email("E-postadress som någon läser.")]


class Config(Record, frozen=True, kw_only=True):
    """content/site.yml: each field declared once."""

    title: Annotated[str, field_types.text("Bloggens namn.", example="Besöksbloggen")] = (
        "Besöksbloggen"
    )
    tagline: Annotated[
        str, field_types.text("En rad under namnet.", example="Möten med kommuner om barn och unga")
    ] = ""
    description: Annotated[
        str,
        field_types.text(
            "En mening om bloggen, för sökmotorer.",
            example="Här berättar redaktionen om besöken i landets kommuner.",
        ),
    ] = ""
    base_url: Annotated[
        str,
        field_types.web_address(
            "Adressen som webbplatsen publiceras på, med https://.",
            example="https://example.org/blogg/",
        ),
    ] = "http://localhost:8000/"
    language: Annotated[str, field_types.choice("Bloggens språk.", "sv")] = "sv"
    timezone: Annotated[str, field_types.choice("Svensk tid.", "Europe/Stockholm")] = (
        "Europe/Stockholm"
    )
    author: Annotated[
        str,
        field_types.slug(
            "Den som står som författare om inget annat anges.",
            names="author",
            example="redaktionen",
        ),
    ] = ""
    contact: Annotated[Contact | None, field_types.record(Contact, "Vem läsaren kan nå.")] = None
    permalink: Annotated[str, _permalink("Mönster för inläggens adresser.")] = urls.PERMALINK
    per_page: Annotated[int, field_types.number("Inlägg per sida i listor.", least=1, most=100)] = (
        10
    )
    search: Annotated[bool, field_types.flag("false för en blogg utan sökning.")] = True
    link_previews: Annotated[
        bool, field_types.flag("false för en blogg utan bilder till delade länkar.")
    ] = True
    cname: Annotated[
        bool,
        field_types.flag(
            "true för att lägga bloggens domännamn i filen CNAME, om värden läser den."
        ),
    ] = False
    feed_entries: Annotated[int, field_types.number("Inlägg i varje flöde.", least=1, most=100)] = (
        20
    )


class Theme(Record, frozen=True):
    """One entry of content/themes.yml: a word of the controlled vocabulary."""

    slug: Annotated[str, field_types.slug("Namnet i adressen.", example="forsta-linjen")]
    name: Annotated[
        str, field_types.text("Namnet som läsaren ser.", longest=80, example="Första linjen")
    ]
    description: Annotated[
        str,
        field_types.text(
            "Vad temat handlar om.",
            longest=600,
            example="Vården som barn och unga med psykisk ohälsa möter först.",
        ),
    ] = ""
    synonyms: Annotated[
        tuple[str, ...],
        field_types.several(
            field_types.text("Andra ord för samma sak.", longest=80, example="[ungdomsmottagning]")
        ),
    ] = ()


class Author(Record, frozen=True):
    """One entry of content/authors.yml."""

    slug: Annotated[str, field_types.slug("Nyckeln som inläggen använder.", example="redaktionen")]
    name: Annotated[
        str, field_types.text("Namnet som läsaren ser.", longest=80, example="Redaktionen")
    ]
    description: Annotated[
        str,
        field_types.text(
            "Vem det är.", longest=600, example="Vi som följer samordnaren på besöken."
        ),
    ] = ""
    guest: Annotated[bool, field_types.flag("true för en gästbloggare.")] = False


class Settings(Record, frozen=True):
    """All of it together; `themes` or `authors` is None where content has no such file."""

    config: Config = Config()
    themes: tuple[Theme, ...] | None = None
    authors: tuple[Author, ...] | None = None
    abbreviations: Mapping[str, str] = {}


def read_settings(sources: Mapping[str, Source]) -> tuple[Settings, list[Problem]]:
    """Read the settings files found in `sources` by path; a missing one leaves its default."""
    settings: dict[str, Any] = {}
    problems: list[Problem] = []
    readers = (
        ("config", "site.yml", lambda path, text: read_record(Config, path, text)),
        ("themes", "themes.yml", lambda path, text: read_records(Theme, path, text)),
        ("authors", "authors.yml", lambda path, text: read_records(Author, path, text)),
        ("abbreviations", "abbreviations.yml", read_mapping),
    )
    for name, path, reader in readers:
        if source := sources.get(path):
            value, found = reader(path, source.text)
            problems += found
            settings[name] = Config() if value is None else value
    return Settings(**settings), problems


SETTINGS_FILES = ("site.yml", "themes.yml", "authors.yml", "abbreviations.yml")
"""The files directly under content/ that this module reads."""
