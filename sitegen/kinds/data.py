"""Open data: the rows of the tables, and the page that says how to use them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from sitegen.core import urls
from sitegen.core.record import Record
from sitegen.documents.organisations import LICENCES
from sitegen.documents.settings import Config, Row
from sitegen.front_matter.declarations import Located
from sitegen.mission.outcomes import UNKNOWN
from sitegen.model import visit_row
from sitegen.model.cards import Term
from sitegen.model.plan import plan_day
from sitegen.model.site import Site, author_of, organisation_link
from sitegen.model.source import FactSource, post_path
from sitegen.model.themes import THEMES, find_themes
from sitegen.pages.open_data import (
    FIGURES,
    PLANS,
    POINTS,
    POSTS,
    STATUSES,
    VISITS,
    AllTables,
    Cells,
    DataColumn,
    DataTable,
    encode_csv,
    encode_tables,
    table_of,
)
from sitegen.pages.page import AnyPage, Generated, Page
from sitegen.pages.plan_notes import all_plans
from sitegen.pages.visit_notes import figures_of, sources_of
from sitegen.sweden import periods, register
from sitegen.sweden.periods import Period


class TableEntry(Record, frozen=True, kw_only=True):
    """A table as the page lists it; `rows` does not count the header."""

    name: str
    title: str
    url: str
    help: str
    columns: tuple[DataColumn, ...]
    rows: int


class DataView(Record, frozen=True):
    """The page that lists the tables; `is_described` is True if a catalogue of open data can read
    of them."""

    tables: tuple[TableEntry, ...]
    licence: Term
    year: int
    is_described: bool


def pages(site: Site) -> Iterator[AnyPage]:
    """The tables, each in a file and all in one, and the page about them."""
    entries, tables = [], []
    for table, make in _TABLES:
        view, url = table_of(table, make(site)), urls.data(f"{table.name}.csv")
        tables.append((table.name, view))
        yield Generated(url=url, view=view, encode=encode_csv)
        entries.append(
            TableEntry(
                name=table.name,
                title=table.title,
                url=url,
                help=table.help,
                columns=table.columns,
                rows=len(view.rows) - 1,
            )
        )
    yield Generated(
        url=urls.data("blogg.json"), view=AllTables(tuple(tables)), encode=encode_tables
    )
    config = site.config
    about = DataView(
        tuple(entries),
        Term(config.licence, LICENCES[config.licence]),
        site.newest.at.year if site.newest else 0,
        config.base_url != Config().base_url,
    )
    yield Page(
        url=urls.DATA,
        template="data.html",
        view=about,
        anchors=tuple(entry.name for entry in entries),
    )


def _visit_rows(site: Site) -> Iterator[Cells]:
    rows = {row.place: row for row in site.rows.get(visit_row.VISITS.name, ())}
    for slug, chain in site.visits.items():
        for visit in chain:
            posts = [_address(site, site.urls[path]) for path in visit.posts]
            yield (
                visit.id,
                *_place(slug),
                *_days(visit.period),
                str(visit.number),
                "nej",
                _yes(visit.assumed),
                " ".join(posts),
                posts[0] if posts else _source(site, sources_of(visit, rows)),
            )
    planned = {each.place for each in site.announced}
    for row in rows.values():
        if row.place in planned:
            yield from _planned_rows(site, row)


def _planned_rows(site: Site, row: Row) -> Iterator[Cells]:
    kommuner = register.kommuner()
    lowest = min(kommuner[slug].code for slug in row.meta.kommun)
    first, last = _days(row.meta.date)
    announced = {each.kommun for each in site.announced if each.place == row.place}
    for slug in row.meta.kommun:
        if slug in announced:
            name = f"{lowest}-{first or f'fore-{last}'}"
            source = _source(site, row.meta.source)
            yield (name, *_place(slug), first, last, "", "ja", "nej", "", source)


def _plan_rows(site: Site) -> Iterator[Cells]:
    for plan in all_plans(site):
        meta = plan.meta
        total = meta.points_total or len(site.outcomes[plan.slug])
        yield (
            plan.slug,
            *_place(meta.kommun)[:2],
            *_days(meta.agreed),
            *_days(meta.expected),
            "" if total == periods.UNKNOWN else str(total),
            _source(site, meta.source),
        )


def _point_rows(site: Site) -> Iterator[Cells]:
    for plan in all_plans(site):
        day = plan_day(plan)
        for number, each in enumerate(site.outcomes[plan.slug], start=1):
            point, outcome = each.point, each.outcome
            yield (
                plan.slug,
                str(number),
                point.id,
                register.kommuner()[plan.meta.kommun].code,
                point.area,
                point.text,
                _themes(site, point.theme),
                "; ".join(organisation_link(site, each, day).name for each in point.responsible),
                *_days(point.due),
                outcome.status,
                *(_days(outcome.period) if outcome.status != UNKNOWN else ("", "")),
                {"försenad": "ja", "tiden ute": "okänt"}.get(outcome.lateness, "nej"),
            )


def _status_rows(site: Site) -> Iterator[Cells]:
    for plan in all_plans(site):
        for each in site.outcomes[plan.slug]:
            for note in each.outcome.timeline:
                own = _address(site, site.urls[note.place]) if note.place else ""
                source = own or _source(site, note.sources)
                yield plan.slug, each.point.id, *_days(note.period), note.status, note.note, source


def _post_rows(site: Site) -> Iterator[Cells]:
    codes = register.kommuner()
    for path, post in site.posts.items():
        author = author_of(site, post)
        yield (
            _address(site, site.urls[path]),
            post.meta.title,
            post.meta.date.at.date().isoformat(),
            " ".join(sorted(codes[slug].code for slug in post.meta.kommun)),
            _themes(site, post.meta.theme),
            author.name if author else "",
            _yes(author is not None and author.guest),
        )


def _figure_rows(site: Site) -> Iterator[Cells]:
    codes = register.kommuner()
    for each in figures_of(site, site.posts.values()):
        yield (
            each.measure.slug,
            codes[each.kommun].code if each.kommun else "",
            *_days(each.fact.period),
            each.fact.value,
            _yes(each.fact.about),
            each.measure.unit,
            each.fact.note,
            _address(site, site.urls[each.place]),
        )


def _themes(site: Site, words: Iterable[Located]) -> str:
    return " ".join(theme.slug for theme in find_themes(words, site.terms[THEMES.name]))


def _place(slug: str) -> tuple[str, str, str]:
    """Code and name of a kommun, and the code of its län."""
    kommun = register.kommuner()[slug]
    return kommun.code, kommun.name, kommun.lan


def _days(period: Period | None) -> tuple[str, str]:
    """The first and last day of a period, empty where unknown."""
    first, last = (period.first, period.last) if period else (None, None)
    return first.isoformat() if first else "", last.isoformat() if last else ""


def _yes(value: bool) -> str:
    return "ja" if value else "nej"


def _address(site: Site, url: str) -> str:
    """The address of a page, absolute if the blog says where it is published."""
    base = site.config.base_url
    return urls.href(base, url) if base == Config().base_url else urls.absolute(base, url)


def _source(site: Site, sources: Iterable[FactSource]) -> str:
    """The first public source: its address, else its publisher and title."""
    return next(filter(None, map(partial(_name_source, site), sources)), "")


def _name_source(site: Site, source: FactSource) -> str:
    if source.post is None:
        return source.url or f"{source.publisher}: {source.title}"
    path = post_path(source.post.text, site.posts)
    return _address(site, site.urls[path]) if path else ""


_TABLES: tuple[tuple[DataTable, Callable[[Site], Iterator[Cells]]], ...] = (
    (VISITS, _visit_rows),
    (PLANS, _plan_rows),
    (POINTS, _point_rows),
    (STATUSES, _status_rows),
    (POSTS, _post_rows),
    (FIGURES, _figure_rows),
)
