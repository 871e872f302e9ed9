"""The settings of the whole blog: site.yml, vocabularies, files of rows, and abbreviations.

It turns their texts into frozen values and problems; it reads no files itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import partial
from typing import Annotated, Any, TypeVar

import msgspec

from sitegen.core import urls
from sitegen.core.digest import position
from sitegen.core.problem import Problem
from sitegen.core.record import Record
from sitegen.core.source import Source
from sitegen.documents import site_addresses
from sitegen.documents.organisations import USUAL_LICENCE, Issuer, issuer, licence
from sitegen.documents.vocabulary import Vocabulary
from sitegen.front_matter import field_types, word_types
from sitegen.front_matter.fields import read_mapping, read_partial, read_rows
from sitegen.prose.wording import NOT_EXPLAINABLE, is_explainable
from sitegen.sweden.dates import Moment

CONFIG = "site.yml"
ABBREVIATIONS = "abbreviations.yml"

R = TypeVar("R")


class Contact(Record, frozen=True):
    """Whom readers may contact."""

    name: Annotated[str, field_types.text("Vem läsaren når.", example="Redaktionen")]
    email: Annotated[str, word_types.email("E-postadress som någon läser.")]


class CommentSettings(Record, frozen=True, kw_only=True):
    """How readers may comment; without it they may not."""

    form: Annotated[
        bool, word_types.flag("true för att läsarna ska kunna kommentera inlägg som tillåter det.")
    ] = False
    endpoint: Annotated[
        str,
        word_types.web_address(
            "Adressen som tar emot formuläret. Utan den kommenterar läsarna med e-post.",
            example="https://kommentarer.example.org/ta-emot",
        ),
    ] = ""
    close_after: Annotated[
        int,
        word_types.number("Dagar efter publiceringen som det går att kommentera; 0 för alltid."),
    ] = 60
    notify: Annotated[
        str, word_types.email("E-postadress till den som får veta att en kommentar väntar.")
    ] = ""
    policy: Annotated[
        str,
        word_types.slug(
            "Sidan som säger vad som gäller för kommentarer: namnet i dess adress.",
            example="kommentarer-och-personuppgifter",
        ),
    ] = ""


class Config(Record, frozen=True, kw_only=True):
    """The fields of content/site.yml."""

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
        field_types.base_address(
            "Adressen som webbplatsen publiceras på, med https://.",
            example="https://example.org/blogg/",
        ),
    ] = "http://localhost:8000/"
    language: Annotated[str, word_types.choice("Bloggens språk.", "sv")] = "sv"
    timezone: Annotated[str, word_types.choice("Svensk tid.", "Europe/Stockholm")] = (
        "Europe/Stockholm"
    )
    author: Annotated[
        str,
        word_types.slug(
            "Den som står som författare om inget annat anges.",
            names="author",
            example="redaktionen",
        ),
    ] = ""
    contact: Annotated[Contact | None, field_types.record(Contact, "Vem läsaren kan nå.")] = None
    publisher: Annotated[Issuer | None, issuer("Vem som ger ut bloggen och tabellerna.")] = None
    licence: Annotated[str, licence("Villkoren för tabellerna.")] = USUAL_LICENCE
    permalink: Annotated[str, site_addresses.permalink("Mönster för inläggens adresser.")] = (
        urls.PERMALINK
    )
    per_page: Annotated[int, word_types.number("Inlägg per sida i listor.", least=1, most=100)] = 10
    search: Annotated[bool, word_types.flag("false för en blogg utan sökning.")] = True
    link_previews: Annotated[
        bool, word_types.flag("false för en blogg utan bilder till delade länkar.")
    ] = True
    comments: Annotated[
        CommentSettings | None, field_types.record(CommentSettings, "Kommentarer från läsarna.")
    ] = None
    closed: Annotated[
        Moment | None,
        word_types.moment(
            "Dagen då uppdraget avslutades. Allt räknas då som det var den dagen.",
            example="2017-12-31",
        ),
    ] = None
    all_kommuner: Annotated[
        bool,
        word_types.flag("false för en blogg utan sidor om kommuner som inte har besökts."),
    ] = True
    cname: Annotated[
        bool,
        word_types.flag(
            "true för att lägga bloggens domännamn i filen CNAME, om värden läser den."
        ),
    ] = False
    draft_address: Annotated[
        str,
        site_addresses.draft_address(
            "Mönster för adressen där värden visar en gren, om den gör det."
        ),
    ] = ""
    admin: Annotated[
        bool,
        word_types.flag(
            "true för en sida, /admin/, där det går att skriva från vilken dator som helst."
        ),
    ] = False
    repository: Annotated[
        str,
        site_addresses.repository("Adressen till bloggens förråd hos värden; behövs med admin."),
    ] = ""
    feed_entries: Annotated[int, word_types.number("Inlägg i varje flöde.", least=1, most=100)] = 20
    allowed: Annotated[
        tuple[str, ...],
        field_types.several(
            field_types.text(
                "Det som får stå i texterna fast programmet annars varnar för det, ordagrant.",
                longest=2_000,
                example="070-174 06 05",
            )
        ),
    ] = ()


def allowed_in(config: Config) -> tuple[str, ...]:
    """What texts may contain although a check of whole files reports it: what site.yml lists, and
    the addresses by which readers reach the blog."""
    contact = config.contact.email if config.contact else ""
    notified = config.comments.notify if config.comments else ""
    return (*config.allowed, *filter(None, (contact, notified)))


def endpoint_of(config: Config) -> str:
    """Where the readers' comments are sent, empty if to nowhere on the web."""
    comments = config.comments
    return comments.endpoint if comments and comments.form and not config.closed else ""


class Row(Record, frozen=True):
    """One record of a collection of rows: its file, the line on which it begins, and its fields."""

    path: str
    line: int
    meta: Any

    @property
    def place(self) -> str:
        """Its identifier among all documents and rows; a document's is its path."""
        return f"{self.path}:{self.line}"


class Settings(Record, frozen=True):
    """All settings.

    `vocabularies` has the entries of each vocabulary by its name, if its file exists, and `lines`
    the line on which each of them begins; `rows` has the records of each collection of rows, by its
    name; `abbreviations` the meaning of each. `home` is the `base_url` of site.yml, if the site is
    built for another.
    """

    config: Config = Config()
    vocabularies: Mapping[str, tuple[Any, ...]] = {}
    rows: Mapping[str, tuple[Row, ...]] = {}
    abbreviations: Mapping[str, str] = {}
    home: str = ""
    lines: Mapping[str, tuple[int, ...]] = {}


def without_rows(settings: Settings, gone: Collection[str]) -> Settings:
    """The settings without the rows whose `place` is in `gone`."""
    rows = {
        name: tuple(row for row in found if row.place not in gone)
        for name, found in settings.rows.items()
    }
    return msgspec.structs.replace(settings, rows=rows) if rows != settings.rows else settings


def settings_files(vocabularies: Iterable[Vocabulary], rows: Mapping[str, type[Any]]) -> list[str]:
    """The paths, from the content folder, of all settings files that may exist."""
    return [CONFIG, *(each.file for each in vocabularies), *map(rows_file, rows), ABBREVIATIONS]


def rows_file(name: str) -> str:
    """The path of the file of a collection of rows."""
    return f"{name}.yml"


def read_settings(
    sources: Mapping[str, Source],
    vocabularies: Iterable[Vocabulary],
    rows: Mapping[str, type[Any]] = {},
) -> tuple[Settings, list[Problem]]:
    """Read the settings from `sources`, by path; a missing file leaves the default.

    `rows` has the record class of each collection of rows, by its name.
    """
    problems: list[Problem] = []

    def read(path: str, reader: Callable[[str, str], tuple[R, list[Problem]]]) -> R | None:
        source = sources.get(path)
        if source is None:
            return None
        value, found = reader(path, source.text)
        problems.extend(found)
        return value

    config = read(CONFIG, _read_config)
    entries: dict[str, tuple[tuple[int, Any], ...]] = {
        each.name: read(each.file, partial(read_rows, each.record)) or ()
        for each in vocabularies
        if each.file in sources
    }
    records = {
        name: read(rows_file(name), partial(_read_rows, record)) for name, record in rows.items()
    }
    abbreviations = read(ABBREVIATIONS, _read_abbreviations)
    settings = Settings(
        config or Config(),
        {name: tuple(row for _, row in found) for name, found in entries.items()},
        {name: found for name, found in records.items() if found},
        abbreviations or {},
        lines={name: tuple(line for line, _ in found) for name, found in entries.items()},
    )
    return settings, problems


def _read_config(path: str, text: str) -> tuple[Config, list[Problem]]:
    """The fields of site.yml; if one is wrong, the defaults with what is allowed: or else each
    excused place in the texts would be reported too."""
    reading = read_partial(Config, path, text)
    allowed = reading.values.get("allowed", ())
    config = reading.made
    if config and config.admin and not config.repository:
        message, hint = site_addresses.NO_REPOSITORY
        place = reading.places["admin"]
        missing = Problem(path, *place, "repository-missing", message, hint, field="repository")
        return config, [*reading.problems, missing]
    return config or Config(allowed=allowed), reading.problems


def _read_abbreviations(path: str, text: str) -> tuple[dict[str, str], list[Problem]]:
    found, problems = read_mapping(path, text)
    for word in found:
        if not is_explainable(word):
            written = re.search(rf"^[\"']?{re.escape(word)}", text, re.MULTILINE)
            line, column = position(text, written.start()) if written else (0, 0)
            message, hint = NOT_EXPLAINABLE
            problems.append(
                Problem(
                    path, line, column, "abbreviation-odd", message.format(word), hint, "warning"
                )
            )
    return found, problems


def _read_rows(record: type[Any], path: str, text: str) -> tuple[tuple[Row, ...], list[Problem]]:
    found, problems = read_rows(record, path, text)
    return tuple(Row(path, line, row) for line, row in found), problems
