"""Open data: the visits, plans, points, statuses and posts as tables, and the page that lists them.

The tables are CSV (RFC 4180) in UTF-8 with a header row. Their names and columns are fixed, because
others load them: columns may be added, none renamed.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from functools import partial

from sitegen.core import urls
from sitegen.core.record import Record
from sitegen.documents.settings import Config, Row
from sitegen.front_matter.declarations import Located
from sitegen.mission.outcomes import UNKNOWN
from sitegen.model.site import Site, author_of
from sitegen.model.source import FactSource, post_path
from sitegen.model.themes import THEMES, find_themes
from sitegen.model.visit_row import VISITS
from sitegen.pages.page import AnyPage, Generated, Page
from sitegen.pages.plan_notes import all_plans
from sitegen.pages.visit_notes import sources_of
from sitegen.sweden import periods, register
from sitegen.sweden.periods import Period

Cells = tuple[str, ...]


class TableView(Record, frozen=True):
    """A table, with its header first."""

    rows: tuple[Cells, ...]


class TableEntry(Record, frozen=True):
    """A table as the page lists it; `rows` does not count the header."""

    name: str
    url: str
    description: str
    rows: int


class DataView(Record, frozen=True):
    """The page that lists the tables."""

    tables: tuple[TableEntry, ...]


def pages(site: Site) -> Iterator[AnyPage]:
    """The tables, and the page about them."""
    entries = []
    for name, description, columns, make in _TABLES:
        rows = sorted(make(site), key=_in_order)
        url = f"{urls.DATA}{name}.csv"
        entries.append(TableEntry(f"{name}.csv", url, description, len(rows)))
        yield Generated(
            url=url, view=TableView((tuple(columns.split(",")), *rows)), encode=encode_csv
        )
    yield Page(url=urls.DATA, template="data.html", view=DataView(tuple(entries)))


def _in_order(row: Cells) -> tuple[tuple[int, str], ...]:
    """The sort key of a row: by its first columns, numbers by their size."""
    return tuple((int(cell) if cell.isdecimal() else 0, cell) for cell in row)


def encode_csv(view: TableView) -> bytes:
    """The table as CSV."""
    text = io.StringIO()
    csv.writer(text).writerows(view.rows)
    return text.getvalue().encode()


def _visit_rows(site: Site) -> Iterator[Cells]:
    rows = {row.place: row for row in site.rows.get(VISITS.name, ())}
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
                "; ".join(point.responsible),
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


_VISITS = "besok_id,kommunkod,kommun,lanskod,fran,till,nummer,planerat,antaget,inlagg,kalla"
_PLANS = (
    "plan_id,kommunkod,kommun,overenskommen_fran,overenskommen_till,vantad_fran,vantad_till,"
    "punkter,kalla"
)
_POINTS = (
    "plan_id,ordning,punkt_id,kommunkod,omrade,text,teman,ansvariga,senast_fran,senast_till,"
    "status,status_fran,status_till,forsenad"
)
_STATUSES = "plan_id,punkt_id,fran,till,status,anteckning,kalla"
_POSTS = "adress,rubrik,publicerat,kommunkoder,teman,forfattare,gast"

_ABOUT_VISITS = (
    "Varje besök i varje kommun, och de som är planerade. Ett gemensamt besök har en rad för varje "
    "kommun, men räknas en gång när vi summerar."
)

_TABLES = (
    ("besok", _ABOUT_VISITS, _VISITS, _visit_rows),
    ("planer", "Varje plan för handling.", _PLANS, _plan_rows),
    ("punkter", "Varje punkt i planerna, med läget.", _POINTS, _point_rows),
    ("besked", "Varje besked om en punkt: när, vad och varifrån.", _STATUSES, _status_rows),
    ("inlagg", "Varje inlägg på bloggen.", _POSTS, _post_rows),
)
