"""Points of several plans in one list: by theme, and the newest statuses of all.

Views only; what became of the points, mission/outcomes.py finds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from sitegen.core import urls
from sitegen.core.record import Record
from sitegen.mission.outcomes import Lateness, PointStatus, count_statuses
from sitegen.model.cards import Term, kommun_term
from sitegen.model.follow_ups import PointOutcome
from sitegen.model.plan import Plan, Point, find_successors, plan_day
from sitegen.model.site import Site
from sitegen.model.themes import THEMES, find_themes
from sitegen.pages.plan_notes import StatusView, all_plans, status_view, sum_up
from sitegen.sweden import swedish
from sitegen.sweden.periods import Period

MOST_SQUARES = 120
"""The most points that are drawn as squares beside the sentence about all."""


class PlacedPoint(Record, frozen=True):
    """A point of a plan among those of other kommuner."""

    text: str
    url: str
    kommun: Term
    status: StatusView
    lateness: Lateness


def points_by_theme(site: Site) -> Mapping[str, tuple[PlacedPoint, ...]]:
    """The points about each theme, by its slug: the most done first, then by kommun."""
    terms = site.terms[THEMES.name]
    order = list(count_statuses(()))
    found: dict[str, list[tuple[int, str, PlacedPoint]]] = {}
    for plan in all_plans(site):
        for each in site.outcomes[plan.slug]:
            placed = _placed(plan, each)
            key = order.index(each.outcome.status), swedish.sort_key(placed.kommun.name), placed
            for theme in find_themes(each.point.theme, terms):
                found.setdefault(theme.slug, []).append(key)
    return {
        slug: tuple(placed for *_, placed in sorted(points, key=lambda each: each[:2]))
        for slug, points in found.items()
    }


def _placed(plan: Plan, each: PointOutcome) -> PlacedPoint:
    return PlacedPoint(
        each.point.text,
        f"{urls.plan(plan.slug)}#{each.point.id}",
        kommun_term(plan.meta.kommun),
        status_view(each.outcome.status),
        each.outcome.lateness,
    )


def points_by_organisation(site: Site) -> Mapping[str, tuple[PlacedPoint, ...]]:
    """The points for which each listed organisation is responsible, by its slug: by kommun."""
    found: dict[str, list[tuple[str, PlacedPoint]]] = {}
    for plan in all_plans(site):
        day = plan_day(plan)
        for each in site.outcomes[plan.slug]:
            named = (site.organisations.find(word, day) for word in each.point.responsible)
            for slug in dict.fromkeys(one.slug for one in named if one):
                placed = _placed(plan, each)
                found.setdefault(slug, []).append((swedish.sort_key(placed.kommun.name), placed))
    return {
        slug: tuple(placed for _, placed in sorted(points, key=lambda each: each[0]))
        for slug, points in found.items()
    }


class DuePoint(Record, frozen=True):
    """A point of a plan that is in calendars, with the last day for it."""

    plan: Plan
    point: Point
    day: date
    outcome: PointStatus


def due_points(site: Site) -> Iterator[DuePoint]:
    """The points with a due day of the plans that are agreed and have not been replaced, without
    those that have been struck or changed."""
    succeeded = find_successors(all_plans(site))
    for plan in all_plans(site):
        if plan.meta.agreed is None or plan.slug in succeeded:
            continue
        for each in site.outcomes[plan.slug]:
            due = each.point.due
            if due and due.last and not each.outcome.is_ended:
                yield DuePoint(plan, each.point, due.last, each.outcome)


def kommuner_with_dates(site: Site) -> frozenset[str]:
    """The kommuner that have a calendar: with a due day, or an announced visit that is dated."""
    return frozenset(
        (
            *(each.plan.meta.kommun for each in due_points(site)),
            *(each.kommun for each in site.announced if each.period),
        )
    )


def has_statuses(site: Site, plans: Iterable[Plan]) -> bool:
    """True if anybody has said anything of a point of some plans."""
    return any(each.outcome.timeline for plan in plans for each in site.outcomes[plan.slug])


class NewestStatus(Record, frozen=True):
    """One of the newest statuses of all: the point, and when it was so."""

    point: PlacedPoint
    period: Period
    note: str


class PlansGlance(Record, frozen=True):
    """All plans in one sentence, and the newest statuses. Each point is a square, or, if they are
    more than `MOST_SQUARES`, there is the number of points of each status."""

    url: str
    plans: int
    squares: tuple[StatusView, ...]
    numbers: tuple[tuple[StatusView, int], ...]
    sum: str
    newest: tuple[NewestStatus, ...]


def plans_glance(site: Site, *, most: int) -> PlansGlance | None:
    """The plans as the home page shows them, None if there are none that are agreed."""
    agreed = [plan for plan in all_plans(site) if plan.meta.agreed]
    if not agreed:
        return None
    points = [(plan, each) for plan in agreed for each in site.outcomes[plan.slug]]
    counts = count_statuses(each.outcome for _, each in points)
    numbers = tuple((status_view(status), count) for status, count in counts.items() if count)
    squares = tuple(status for status, count in numbers for _ in range(count))
    is_many = len(squares) > MOST_SQUARES
    told = [(each.outcome.newest, plan, each) for plan, each in points if each.outcome.newest]
    told.sort(key=lambda each: (each[0].period.order, each[1].slug, each[2].point.id), reverse=True)
    return PlansGlance(
        url=urls.PLANS,
        plans=len(agreed),
        squares=() if is_many else squares,
        numbers=numbers if is_many else (),
        sum=sum_up(each.outcome for _, each in points),
        newest=tuple(
            NewestStatus(_placed(plan, each), note.period, note.note)
            for note, plan, each in told[:most]
        ),
    )
