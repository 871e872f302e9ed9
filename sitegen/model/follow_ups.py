"""What plans and posts say of the points of plans, gathered for each point.

Pure functions over public documents; what follows from it, mission/outcomes.py finds.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from datetime import date

from sitegen.core.record import Record
from sitegen.mission.outcomes import PointStatus, StatusNote, is_open, outcome_of
from sitegen.mission.visits import Chains, Visit
from sitegen.model.plan import Plan, Point, find_successors
from sitegen.model.post import NO_VISIT, FollowUp, Post
from sitegen.model.source import FactSource, post_path
from sitegen.sweden.periods import Period, day_period

IsPublic = Callable[[Iterable[FactSource]], bool]
"""Whether one of some sources may be seen by readers."""


class TiedSection(Record, frozen=True):
    """A section of a post of ours that is about a point: the post's path, and its heading."""

    place: str
    heading: str
    anchor: str


class PointOutcome(Record, frozen=True):
    """A point of a plan and what became of it.

    `sections` are about it, the oldest post first. It `is_passed_over` if the newest visit of which
    we tell what became of the plan says nothing of it.
    """

    point: Point
    outcome: PointStatus
    sections: tuple[TiedSection, ...] = ()
    is_passed_over: bool = False


_Name = tuple[str, str]
"""The ids of a plan and of one of its points."""

Outcomes = Mapping[str, tuple[PointOutcome, ...]]
"""The public points of each plan, by the plan's id, in the order of the plan."""


def find_outcomes(
    plans: Iterable[Plan],
    posts: Mapping[str, Post],
    visits: Chains,
    is_public: IsPublic,
    today: date,
) -> Outcomes:
    """What became of every point of the plans as of a day."""
    found = {plan.slug: plan for plan in plans}
    succeeded = find_successors(found.values())
    notes, sections = _follow_ups(found, posts), _tied_sections(found, posts)
    outcomes = {}
    for slug, plan in found.items():
        is_due = plan.meta.agreed is not None and slug not in succeeded
        chain = visits.get(plan.meta.kommun, ()) if is_due else ()
        points = [each for each in plan.meta.points if not each.source or is_public(each.source)]
        passed_over = _passed_over(slug, points, chain, notes, sections, posts)
        rows = []
        for point in points:
            told = (*notes.get((slug, point.id), ()), *_told(point, is_public))
            outcome = outcome_of(told, point.due, today, is_due=is_due)
            tied = tuple(sections.get((slug, point.id), ()))
            is_passed_over = is_open(outcome.status) and point.id in passed_over
            rows.append(PointOutcome(point, outcome, tied, is_passed_over))
        outcomes[slug] = tuple(rows)
    return outcomes


def _passed_over(
    plan: str,
    points: Sequence[Point],
    chain: Sequence[Visit],
    notes: Mapping[_Name, Sequence[StatusNote]],
    sections: Mapping[_Name, Sequence[TiedSection]],
    posts: Container[str],
) -> set[str]:
    """The ids of those public `points` of the plan with this id of which the newest visit says
    nothing; none unless a post of ours about that visit follows up one of them.

    A post says something of a point that it follows up, to which one of its sections is tied, or
    for which it is given as a source.
    """
    about = chain[-1].posts if chain else ()
    ids = [point.id for point in points]
    told = {each for each in ids if _is_in(about, notes.get((plan, each), ()))}
    if not told:
        return set()
    tied = {each for each in ids if _is_in(about, sections.get((plan, each), ()))}
    sources = (each for point in points for each in _sources_of(point))
    named = {each for each, name in sources if post_path(name, posts) in about}
    return set(ids) - told - tied - named


def _is_in(posts: Container[str], found: Iterable[StatusNote | TiedSection]) -> bool:
    return any(each.place in posts for each in found)


def _sources_of(point: Point) -> Iterator[tuple[str, str]]:
    """Each post given as a source of a point or of what became of it, after the point's id; that
    of a change also as a source of the point that came in its place."""
    end = point.ended
    told = (*point.source, *(each for report in point.reports for each in report.source))
    for source in (*told, *(end.source if end else ())):
        if source.post:
            yield point.id, source.post.text
    for source in end.source if end and end.by else ():
        if end and source.post:
            yield end.by, source.post.text


def _tied_sections(
    plans: Mapping[str, Plan], posts: Mapping[str, Post]
) -> dict[_Name, list[TiedSection]]:
    """The sections about each point, by the ids of its plan and of itself, oldest post first."""
    found: dict[_Name, list[TiedSection]] = {}
    for path, post in sorted(posts.items(), key=lambda each: (each[1].meta.date.at, each[0])):
        for passage in post.passages:
            section = TiedSection(path, passage.heading, passage.anchor)
            for mark in passage.marks:
                if mark.key == "plan":
                    plan, point = point_named(mark.value, plans)
                    if plan and point:
                        found.setdefault((plan.slug, point.id), []).append(section)
    return found


def point_named(name: str, plans: Mapping[str, Plan]) -> tuple[Plan | None, Point | None]:
    """The plan and the point that the braces of a heading name, as exempelby-2016/bbic."""
    slug, _, point = name.partition("/")
    plan = plans.get(slug.strip())
    return plan, find_point(plan, point.strip()) if plan else None


def _follow_ups(
    plans: Mapping[str, Plan], posts: Mapping[str, Post]
) -> dict[_Name, list[StatusNote]]:
    """What posts say of each point, by the ids of its plan and of itself."""
    notes: dict[_Name, list[StatusNote]] = {}
    for path, post in posts.items():
        for each in post.meta.follow_up:
            plan = plans.get(each.plan.text)
            point = find_point(plan, each.point.text) if plan else None
            if plan and point:
                note = _note(each, path, period_of(post))
                notes.setdefault((plan.slug, point.id), []).append(note)
    return notes


def _note(each: FollowUp, path: str, period: Period) -> StatusNote:
    return StatusNote(period=period, status=each.status, note=each.note, place=path)


def period_of(post: Post) -> Period:
    """The period of which the statuses in a post tell: its visit, else the day of publication."""
    visited = post.meta.visited
    return day_period(post.meta.date.at.date()) if visited in (None, NO_VISIT) else visited


def find_point(plan: Plan, name: str) -> Point | None:
    """The point with this id, or that had it before."""
    points = plan.meta.points
    return next((each for each in points if name == each.id), None) or next(
        (each for each in points if name in each.aliases), None
    )


def _told(point: Point, is_public: IsPublic) -> Iterator[StatusNote]:
    """What others have told of a point, and how it ended."""
    for each in point.reports:
        if is_public(each.source):
            yield StatusNote(
                period=each.date, status=each.status, note=each.note, sources=each.source
            )
    end = point.ended
    if end and is_public(end.source):
        yield StatusNote(period=end.date, status=end.as_, note=end.note, sources=end.source)
