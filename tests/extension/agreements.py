"""A blog that is more than the visit blog: reports, agreements, meetings, partners, a table.

Everything it adds stands here. No file of the generator knows of it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import datetime
from typing import Annotated, Any

import msgspec

from sitegen.blog import BLOG
from sitegen.core.record import Record
from sitegen.definition import Definition
from sitegen.documents.collection import Collection
from sitegen.documents.document import UNTITLED, AnyDocument, Meta, RecordMeta
from sitegen.documents.settings import Config
from sitegen.documents.vocabulary import Vocabulary
from sitegen.front_matter import field_types, word_types
from sitegen.front_matter.declarations import Label, Located
from sitegen.front_matter.sections import MAIN
from sitegen.model.site import Site
from sitegen.pages.page import Body, Generated, Page, body_of
from sitegen.sweden.dates import Moment


class Partner(Record, frozen=True):
    """One entry of content/partners.yml."""

    slug: Annotated[str, word_types.slug("Nyckeln som avtalen använder.")]
    name: Annotated[str, field_types.text("Namnet som läsaren ser.")]
    description: Annotated[str, field_types.text("Vad det är.")] = ""


PARTNERS = Vocabulary(
    name="partner",
    file="partners.yml",
    record=Partner,
    label="partner",
    title="Alla partner",
    schema="partner",
    code="partner-unknown",
    unknown="Partnern ”{}” finns inte i partners.yml.",
    remedy="Partner som finns: {}.",
    remedy_when_empty="Lägg till partnern där.",
    twice_code="partner-twice",
    twice_remedy="Ge den ena en annan nyckel.",
)


def _organisation(help: str) -> Any:
    return field_types.located(help, names="partner", example="hagfors-kommun")


class ReportMeta(Meta, frozen=True, kw_only=True):
    """The front matter of a report: a text of its own collection."""

    organisation: Annotated[
        Located, _organisation("Vem rapporten är från."), Label("Från", section=MAIN)
    ]


class AgreementMeta(RecordMeta, frozen=True, kw_only=True):
    """An agreement: a file of YAML alone."""

    name: Annotated[str, field_types.text("Avtalets namn."), Label("Avtalets namn", section=MAIN)]
    responsible: Annotated[
        tuple[Located, ...],
        field_types.several(_organisation("Vilka som ansvarar.")),
        Label("Ansvariga", section=MAIN),
    ]
    points: Annotated[int, word_types.number("Antal punkter."), Label("Punkter")] = 0
    known_from: Annotated[Moment | None, word_types.moment("När den blir känd.")] = None


class MeetingMeta(RecordMeta, frozen=True, kw_only=True):
    """A meeting: one of many records in one file."""

    place: Annotated[str, field_types.text("Var det var."), Label("Plats")]
    organisation: Annotated[Located, _organisation("Med vem."), Label("Med")]


def _report_address(report: AnyDocument, config: Config) -> str:
    return f"/rapporter/{report.slug}/"


def _agreement_moment(agreement: AnyDocument) -> datetime | None:
    known: Moment | None = agreement.meta.known_from
    return known.at if known else None


def _agreement_address(agreement: AnyDocument, config: Config) -> str:
    return f"/avtal/{agreement.slug}/"


def _stand_ins(now: datetime) -> dict[str, Any]:
    return {"title": UNTITLED, "organisation": Located("", 0, 0)}


REPORTS = Collection(
    name="reports",
    record=ReportMeta,
    label="rapport",
    title="Faktablocket i en rapport",
    schema="rapport",
    address=_report_address,
    stand_ins=_stand_ins,
)
AGREEMENTS = Collection(
    name="agreements",
    record=AgreementMeta,
    label="avtal",
    published_at=_agreement_moment,
    title="Ett avtal",
    schema="avtal",
    form="record",
    address=_agreement_address,
)
MEETINGS = Collection(
    name="meetings",
    record=MeetingMeta,
    label="möte",
    title="Möten utan inlägg",
    schema="moten",
    form="rows",
)


class ReportView(Record, frozen=True):
    """A report."""

    title: str
    body: Body


class AgreementView(Record, frozen=True):
    """An agreement, its points, and who is responsible."""

    name: str
    points: int
    responsible: tuple[str, ...]
    meetings: tuple[str, ...]


class TableView(Record, frozen=True):
    """A table, with its header first."""

    rows: tuple[tuple[str, ...], ...]


def report_pages(site: Site) -> Iterator[Page]:
    """A page for each report."""
    for path, report in site.documents[REPORTS.name].items():
        view = ReportView(report.meta.title, body_of(site, report))
        yield Page(url=site.urls[path], template="report.html", view=view, source=path)


def agreement_pages(site: Site) -> Iterator[Page]:
    """A page for each agreement."""
    organisations = site.terms[PARTNERS.name]
    meetings = tuple(row.meta.place for row in site.rows[MEETINGS.name])
    for path, agreement in site.documents[AGREEMENTS.name].items():
        named = [organisations.find(word.text) for word in agreement.meta.responsible]
        names = tuple(entry.name for entry in named if entry)
        view = AgreementView(agreement.meta.name, agreement.meta.points, names, meetings)
        yield Page(url=site.urls[path], template="agreement.html", view=view, source=path)


def table_pages(site: Site) -> Iterator[Generated]:
    """The agreements as a table."""
    rows = [
        (agreement.slug, agreement.meta.name, str(agreement.meta.points))
        for agreement in site.documents[AGREEMENTS.name].values()
    ]
    view = TableView((("avtal_id", "namn", "punkter"), *rows))
    yield Generated(url="/data/avtal.csv", view=view, encode=encode_csv)


def encode_csv(view: TableView) -> bytes:
    """The table as CSV (RFC 4180)."""
    text = io.StringIO()
    csv.writer(text).writerows(view.rows)
    return text.getvalue().encode()


WIDER_BLOG: Definition = msgspec.structs.replace(
    BLOG,
    collections=(*BLOG.collections, REPORTS, AGREEMENTS, MEETINGS),
    vocabularies=(*BLOG.vocabularies, PARTNERS),
    kinds=(*BLOG.kinds, report_pages, agreement_pages, table_pages),
)
