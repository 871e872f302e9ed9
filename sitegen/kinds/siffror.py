"""The figures that posts mention: a table for each measure, and the list of measures."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.core import urls
from sitegen.core.record import Record
from sitegen.documents.measures import Measure, format_value
from sitegen.model.cards import Term
from sitegen.model.site import Site, kommun_link
from sitegen.pages.page import Page
from sitegen.pages.visit_notes import Figure, figures_of
from sitegen.sweden import swedish
from sitegen.sweden.periods import Period


class FigureRow(Record, frozen=True, kw_only=True):
    """A figure: about which kommun, if any, when, how much, and the post that mentions it."""

    kommun: Term | None
    period: Period
    value: str
    is_about: bool
    note: str
    post: Term


class MeasureView(Record, frozen=True, kw_only=True):
    """All figures of one measure, kommun by kommun, the newest first."""

    name: str
    unit: str
    description: str
    kommuner: int
    rows: tuple[FigureRow, ...]


class MeasureEntry(Record, frozen=True):
    """A measure in the list, with the number of its figures and of kommuner that they are about."""

    term: Term
    unit: str
    description: str
    kommuner: int


class MeasuresView(Record, frozen=True):
    """All measures with figures, in Swedish order."""

    measures: tuple[MeasureEntry, ...]


def pages(site: Site) -> Iterator[Page]:
    """The list, and a page for each measure with figures; none without figures."""
    found: dict[str, list[Figure]] = {}
    for each in figures_of(site, site.posts.values()):
        found.setdefault(each.measure.slug, []).append(each)
    if not found:
        return
    entries = []
    for slug, measure in site.measures.items():
        if slug in found:
            view = _view(site, measure, found[slug])
            url = urls.figures(slug)
            yield Page(url=url, template="matt.html", view=view, source="measures.yml")
            term = Term(measure.name, url, len(view.rows))
            entries.append(MeasureEntry(term, measure.unit, measure.description, view.kommuner))
    yield Page(url=urls.FIGURES, template="siffror.html", view=MeasuresView(tuple(entries)))


def _view(site: Site, measure: Measure, figures: list[Figure]) -> MeasureView:
    rows = [_row(site, each) for each in figures]
    rows.sort(key=lambda row: (row.period.order, row.post.name), reverse=True)
    rows.sort(key=lambda row: (row.kommun is None, swedish.sort_key(_name(row))))
    return MeasureView(
        name=measure.name,
        unit=measure.unit,
        description=measure.description,
        kommuner=len({each.kommun for each in figures if each.kommun}),
        rows=tuple(rows),
    )


def _name(row: FigureRow) -> str:
    return row.kommun.name if row.kommun else ""


def _row(site: Site, each: Figure) -> FigureRow:
    return FigureRow(
        kommun=kommun_link(site, each.kommun) if each.kommun else None,
        period=each.fact.period,
        value=format_value(each.fact.value),
        is_about=each.fact.about,
        note=each.fact.note,
        post=Term(site.cards[each.place].title, site.urls[each.place]),
    )
