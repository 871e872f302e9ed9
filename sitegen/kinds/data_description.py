"""What programs read to use the tables: a JSON Schema, a data package, and a catalogue entry."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from sitegen.core import urls
from sitegen.core.record import Record
from sitegen.documents.organisations import LICENCES, PUBLISHERS, Issuer
from sitegen.documents.settings import Config, Contact
from sitegen.model.site import Site
from sitegen.pages.open_data import JSON_TYPES, TABLES, DataColumn, DataTable
from sitegen.pages.page import AnyPage, Generated, Page
from sitegen.sweden import swedish


class SchemaView(Record, frozen=True):
    """The schema needs the address of the blog alone."""

    home: str


class PackageView(Record, frozen=True, kw_only=True):
    """Who publishes the tables, and on which terms; `home` is empty if the blog has no address."""

    title: str
    description: str
    home: str
    publisher: str
    licence: str


class ListedTable(Record, frozen=True):
    """A file in the catalogue."""

    title: str
    help: str
    url: str
    media_type: str


class CatalogueView(Record, frozen=True, kw_only=True):
    """All that DCAT-AP-SE asks for; `kind` is the publisher's, as the European list calls it."""

    title: str
    description: str
    publisher: str
    kind: str
    contact: Contact | None
    licence: str
    files: tuple[ListedTable, ...]


def pages(site: Site) -> Iterator[AnyPage]:
    """The schema and the data package, and once the blog has an address the catalogue."""
    config = site.config
    home = "" if config.base_url == Config().base_url else urls.absolute(config.base_url, urls.HOME)
    publisher = config.publisher or Issuer(config.title)
    description = config.description or config.tagline or config.title
    yield Generated(url=urls.data("blogg.schema.json"), view=SchemaView(home), encode=encode_schema)
    package = PackageView(
        title=f"Öppna data från {config.title}",
        description=description,
        home=home,
        publisher=publisher.name,
        licence=config.licence,
    )
    yield Generated(url=urls.data("datapackage.json"), view=package, encode=encode_package)
    if home:
        view = CatalogueView(
            title=package.title,
            description=description,
            publisher=publisher.name,
            kind=PUBLISHERS[publisher.kind],
            contact=config.contact,
            licence=LICENCES[config.licence],
            files=tuple(_files()),
        )
        yield Page(url=urls.data("dcat.rdf"), template="dcat.rdf", view=view, listed=False)


def _files() -> Iterator[ListedTable]:
    for table in TABLES:
        yield ListedTable(table.title, table.help, urls.data(f"{table.name}.csv"), "text/csv")
    whole = "Alla tabeller i en fil."
    yield ListedTable("Alla tabeller", whole, urls.data("blogg.json"), "application/json")


def encode_schema(view: SchemaView) -> bytes:
    """The JSON Schema of all tables in one file."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": view.home.rstrip("/") + urls.data("blogg.schema.json"),
        "title": "Alla tabeller",
        "type": "object",
        "properties": {table.name: _list_schema(table) for table in TABLES},
        "required": [table.name for table in TABLES],
        "additionalProperties": False,
    }
    return _encode(schema)


def _list_schema(table: DataTable) -> dict[str, Any]:
    row = {
        "type": "object",
        "properties": {
            column.name: {"description": column.help, **JSON_TYPES[column.type]}
            for column in table.columns
        },
        "required": [column.name for column in table.columns],
        "additionalProperties": False,
    }
    return {"title": table.title, "description": table.help, "type": "array", "items": row}


def encode_package(view: PackageView) -> bytes:
    """The descriptor of a Frictionless Data Package (specs.frictionlessdata.io, version 1)."""
    licence = view.licence.replace(" ", "-", 1).replace(" ", "-")
    package = {
        "profile": "tabular-data-package",
        "name": swedish.slugify(view.title) or "oppna-data",
        "title": view.title,
        "description": view.description,
        **({"homepage": view.home} if view.home else {}),
        "licenses": [
            {"name": licence, "title": view.licence, "path": LICENCES[view.licence]},
        ],
        "contributors": [{"title": view.publisher, "role": "publisher"}],
        "resources": list(map(_resource, TABLES)),
    }
    return _encode(package)


def _resource(table: DataTable) -> dict[str, Any]:
    keys = {"primaryKey": list(table.key)} if table.key else {}
    parents = [
        {"fields": list(fields), "reference": {"resource": parent, "fields": list(fields)}}
        for parent, fields in table.parents
    ]
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "title": table.title,
        "description": table.help,
        "path": f"{table.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "fields": list(map(_field, table.columns)),
            "missingValues": [""],
            **keys,
            **({"foreignKeys": parents} if parents else {}),
        },
    }


_FIELD_TYPES = {"dag": "date", "heltal": "integer", "tal": "number", "ja/nej": "boolean"}


def _field(column: DataColumn) -> dict[str, Any]:
    words = {"trueValues": ["ja"], "falseValues": ["nej"]} if column.type == "ja/nej" else {}
    kind = _FIELD_TYPES.get(column.type, "string")
    return {"name": column.name, "description": column.help, "type": kind, **words}


def _encode(value: Any) -> bytes:
    return msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n"
