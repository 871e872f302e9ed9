"""The report of a period, such as a quarter: a page of no site, and the same as a table.

Everything is reckoned as of the last day of the period: what is told of later ones is left out,
whenever it was published.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from sitegen.core import urls
from sitegen.core.record import Record
from sitegen.mission.outcomes import PointStatus, outcome_of
from sitegen.mission.visits import Visit
from sitegen.model.cards import Term, kommun_term, theme_term
from sitegen.model.follow_ups import PointOutcome
from sitegen.model.plan import plan_day
from sitegen.model.site import Site
from sitegen.model.themes import THEMES, find_themes
from sitegen.model.visit_row import VISITS
from sitegen.pages.open_data import Cells, TableView
from sitegen.pages.page import Page
from sitegen.pages.plan_notes import StatusView, all_plans, status_view
from sitegen.sweden import periods, register, swedish
from sitegen.sweden.periods import Period

MOST_VISITS = 120
ROOM = 125
"""Visits, and lines of points less a third of those, that four sheets have room for; the table that
goes with the page has all."""

HEADER = (
    *("avsnitt", "kommunkod", "kommun", "fran", "till", "plan_id", "punkt_id", "text"),
    *("lage_fore", "lage", "antal"),
)


class VisitLine(Record, frozen=True):
    """A visit of the period: the kommuner, each with which visit it was there, and when."""

    id: str
    kommuner: tuple[Term, ...]
    period: Period
    is_assumed: bool


class PointState(Record, frozen=True, kw_only=True):
    """A point as of the last day of the period, and what was known of it before; `period` is that
    of its status, `due` the one that it was to be done in."""

    kommun: Term
    plan: str
    id: str
    text: str
    url: str
    before: StatusView
    status: StatusView
    period: Period | None
    due: Period | None
    lateness: str


class AgreedPlan(Record, frozen=True):
    """A plan that was agreed in the period; `points` are those that we know of."""

    id: str
    kommun: Term
    url: str
    period: Period
    points: int


class ReportView(Record, frozen=True, kw_only=True):
    """What was so in a period. `words` name it, and it is not `over` if today is in it or before;
    `visited` is how many kommuner were visited, `returns` how many visits were no first ones. The
    lists are whole; the page has room for `most_visits` and, of the lists of points, for as many
    as `most_changes`, `most_late` and `most_silent` say."""

    words: str
    first: date
    last: date
    is_over: bool
    visits: tuple[VisitLine, ...]
    visited: int
    returns: int
    themes: tuple[Term, ...]
    agreed: tuple[AgreedPlan, ...]
    changes: tuple[PointState, ...]
    late: tuple[PointState, ...]
    silent: tuple[PointState, ...]
    most_visits: int
    most_changes: int
    most_late: int
    most_silent: int


def make_report(site: Site, first: date, last: date) -> Page:
    """The page about the days from `first` to `last`."""
    visits = _visits(site, first, last)
    points = sorted(_points(site, first, last), key=_by_kommun)
    lines = [
        VisitLine(
            visit.id,
            tuple(kommun_term(slug, _number(site, slug, visit)) for slug in visit.kommuner),
            visit.period,
            visit.assumed,
        )
        for visit in visits
    ]
    changes = tuple(each for each in points if each.before != each.status)
    late = tuple(each for each in points if each.lateness == "försenad")
    silent = tuple(each for each in points if each.lateness == "tiden ute")
    room = ROOM - min(len(visits), MOST_VISITS) // 3
    shares = _share([len(changes), len(late), len(silent)], room)
    view = ReportView(
        words=_name(first, last),
        first=first,
        last=last,
        is_over=last < site.today,
        visits=tuple(lines),
        visited=len({slug for visit in visits for slug in visit.kommuner}),
        returns=sum(all(term.count > 1 for term in line.kommuner) for line in lines),
        themes=_themes(site, visits),
        agreed=tuple(_agreed(site, first, last)),
        changes=changes,
        late=late,
        silent=silent,
        most_visits=MOST_VISITS,
        most_changes=shares[0],
        most_late=shares[1],
        most_silent=shares[2],
    )
    return Page(url="/rapport.html", template="rapport.html", view=view)


def _share(lengths: Sequence[int], room: int) -> list[int]:
    """How much of each of some lists there is room for; what a short one leaves goes to others."""
    shares = [0] * len(lengths)
    shortest_first = sorted(range(len(lengths)), key=lengths.__getitem__)
    for left, number in zip(range(len(lengths), 0, -1), shortest_first, strict=True):
        shares[number] = min(lengths[number], room // left)
        room -= shares[number]
    return shares


def _name(first: date, last: date) -> str:
    """“fjärde kvartalet 2016”, or the days."""
    quarter = f"kvartal {(first.month + 2) // 3} {first.year}"
    known = periods.parse_period(quarter)
    if known and (known.first, known.last) == (first, last):
        return periods.format_period(known)
    return periods.format_bounds(Period(first, last, ""))


def _by_kommun(each: PointState) -> tuple[str, str, str]:
    return swedish.sort_key(each.kommun.name), each.plan, each.id


def _visits(site: Site, first: date, last: date) -> list[Visit]:
    """The visits whose last day is in the period, each once."""
    found = {
        visit.id: visit
        for chain in site.visits.values()
        for visit in chain
        if visit.period.last and first <= visit.period.last <= last
    }
    return sorted(found.values(), key=lambda visit: (visit.period.order, visit.id))


def _number(site: Site, slug: str, visit: Visit) -> int:
    """Which visit to a kommun it was."""
    return next(each.number for each in site.visits[slug] if each.id == visit.id)


def _themes(site: Site, visits: Sequence[Visit]) -> tuple[Term, ...]:
    """The themes raised at some visits, with the number of these, the most frequent first."""
    terms = site.terms[THEMES.name]
    rows = {row.place: row for row in site.rows.get(VISITS.name, ())}
    counts: Counter[str] = Counter()
    for visit in visits:
        words = [word for path in visit.posts for word in site.posts[path].meta.theme]
        words += (word for place in visit.rows for word in rows[place].meta.theme)
        counts.update(theme.slug for theme in find_themes(words, terms))
    found = [theme_term(site.themes[slug], count) for slug, count in counts.items()]
    return tuple(sorted(found, key=lambda term: (-term.count, swedish.sort_key(term.name))))


def _agreed(site: Site, first: date, last: date) -> Iterator[AgreedPlan]:
    for plan in sorted(all_plans(site), key=lambda each: each.slug):
        agreed = plan.meta.agreed
        if agreed and agreed.last and first <= agreed.last <= last:
            kommun = kommun_term(plan.meta.kommun)
            points = len(site.outcomes[plan.slug])
            yield AgreedPlan(plan.slug, kommun, urls.plan(plan.slug), agreed, points)


def _points(site: Site, first: date, last: date) -> Iterator[PointState]:
    """Every point as of the last day of the period, or today if that is earlier."""
    day = min(last, site.today)
    in_force = _in_force(site, day)
    for plan in all_plans(site):
        for each in site.outcomes[plan.slug]:
            before = _status(each, first - timedelta(1), is_due=False)
            now = _status(each, last, is_due=plan.slug in in_force, today=day)
            yield PointState(
                kommun=kommun_term(plan.meta.kommun),
                plan=plan.slug,
                id=each.point.id,
                text=each.point.text,
                url=f"{urls.plan(plan.slug)}#{each.point.id}",
                before=status_view(before.status),
                status=status_view(now.status),
                period=now.period,
                due=each.point.due,
                lateness=now.lateness,
            )


def _in_force(site: Site, day: date) -> set[str]:
    """The plans that are agreed by a day, without those that another has replaced by then."""

    def is_past(time: date | None) -> bool:
        return time is None or time <= day

    plans = list(all_plans(site))
    later = (plan for plan in plans if is_past(plan_day(plan)))
    gone = {plan.meta.replaces.text for plan in later if plan.meta.replaces}
    return {
        plan.slug
        for plan in plans
        if plan.meta.agreed and is_past(plan.meta.agreed.last) and plan.slug not in gone
    }


def _status(
    each: PointOutcome, until: date, *, is_due: bool, today: date | None = None
) -> PointStatus:
    """What became of a point by what is told of the periods that ended by a day."""
    told = [note for note in each.outcome.timeline if (note.period.last or date.max) <= until]
    return outcome_of(told, each.point.due, today or until, is_due=is_due)


def table_of_report(view: ReportView) -> TableView:
    """All of the report as rows: a section in its first column, and what that has."""
    lists = (("ändrat läge", view.changes), ("försenad", view.late), ("tiden ute", view.silent))
    points = (_point_cells(name, each) for name, found in lists for each in found)
    return TableView((HEADER, *_visit_cells(view), *_other_cells(view), *points))


def _visit_cells(view: ReportView) -> Iterator[Cells]:
    for visit in view.visits:
        for kommun in visit.kommuner:
            where = (*_place(kommun), *_days(visit.period))
            yield ("besök", *where, "", "", visit.id, "", "", str(kommun.count))


def _other_cells(view: ReportView) -> Iterator[Cells]:
    for theme in view.themes:
        yield ("tema", "", "", "", "", "", "", theme.name, "", "", str(theme.count))
    for plan in view.agreed:
        where = (*_place(plan.kommun), *_days(plan.period), plan.id)
        yield ("överenskommen", *where, "", "", "", "", str(plan.points))


def _point_cells(name: str, each: PointState) -> Cells:
    days = _days(each.period if name == "ändrat läge" else each.due)
    words = each.before.word, each.status.word
    return (name, *_place(each.kommun), *days, each.plan, each.id, each.text, *words, "")


def _place(kommun: Term) -> tuple[str, str]:
    found = register.find_kommun(kommun.name)
    return (found.code if found else "", kommun.name)


def _days(period: Period | None) -> tuple[str, str]:
    first, last = (period.first, period.last) if period else (None, None)
    return first.isoformat() if first else "", last.isoformat() if last else ""
