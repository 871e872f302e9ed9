"""How pages show plans and the statuses of their points, in words, marks and sums.

Views only; what became of the points, mission/outcomes.py finds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from msgspec.structs import replace

from sitegen.core import urls
from sitegen.core.record import Record
from sitegen.mission.outcomes import UNKNOWN, Lateness, PointStatus, StatusNote, count_statuses
from sitegen.model.cards import Term, kommun_term, theme_term
from sitegen.model.follow_ups import PointOutcome, TiedSection, find_point
from sitegen.model.plan import PLANS, Plan, plan_day
from sitegen.model.post import Post
from sitegen.model.site import Site, organisation_link
from sitegen.model.themes import THEMES, find_themes
from sitegen.pages.visit_notes import SourceLink, post_link, source_links
from sitegen.sweden import periods, swedish
from sitegen.sweden.periods import Period

MARKS = {
    UNKNOWN: "okant",
    "inte påbörjat": "inte",
    "påbörjat": "paborjat",
    "till stor del klart": "del",
    "klart": "klart",
    "struket": "struket",
    "ändrat": "andrat",
}
"""The id of the mark of each status, in templates/partials/marks.html."""

_WORDS = {
    "klart": ("klar", "klara"),
    "till stor del klart": ("till stor del klar", "till stor del klara"),
    "påbörjat": ("påbörjad", "påbörjade"),
    "inte påbörjat": ("inte påbörjad", "inte påbörjade"),
    UNKNOWN: ("utan besked", "utan besked"),
    "struket": ("struken", "strukna"),
    "ändrat": ("ändrad", "ändrade"),
}


class StatusView(Record, frozen=True):
    """A status: its word and the id of its mark."""

    word: str
    mark: str


class NoteView(Record, frozen=True, kw_only=True):
    """A step of a point's timeline, with where it is from."""

    period: Period
    status: StatusView
    note: str
    is_own: bool
    sources: tuple[SourceLink, ...]


class PointView(Record, frozen=True, kw_only=True):
    """A point as the plan's page shows it; `by` is the point that came in its place.

    `sections` are about it, in posts whose visits showed no status of it.
    """

    id: str
    number: int
    area: str
    text: str
    themes: tuple[Term, ...]
    responsible: tuple[Term, ...]
    due: Period | None
    measure: str
    status: StatusView
    lateness: Lateness
    is_passed_over: bool
    timeline: tuple[NoteView, ...]
    sections: tuple[SourceLink, ...]
    by: Term | None


class PlanCard(Record, frozen=True, kw_only=True):
    """A plan in a list: where, when, each point's status, and the sum of them in words.

    `is_overdue` is True if it was expected before the day of the build and we do not know that it
    is agreed, `is_silent` if nobody has said anything of its points since it was expected.
    """

    name: str
    url: str
    kommun: Term
    agreed: Period | None
    expected: Period | None
    statuses: tuple[StatusView, ...]
    unknown_points: int
    sum: str
    late: int
    silent: int
    is_overdue: bool
    is_silent: bool


class FollowUpView(Record, frozen=True):
    """What a post says of a point, with the URL of the point."""

    text: str
    url: str
    status: StatusView
    note: str


class FollowedPlan(Record, frozen=True, kw_only=True):
    """What a post says of the points of one plan, also as a sum in words; `unnamed` is of how many
    known points it says nothing."""

    name: str
    url: str
    points: tuple[FollowUpView, ...]
    sum: str
    unnamed: int


def follow_ups_of(site: Site, post: Post) -> tuple[FollowedPlan, ...]:
    """What a post says of points of plans, in its own order; unknown points are left out, and
    those that readers may not see."""
    plans = {plan.slug: plan for plan in all_plans(site)} if post.meta.follow_up else {}
    found: dict[str, list[FollowUpView]] = {}
    for each in post.meta.follow_up:
        plan = plans.get(each.plan.text)
        point = find_point(plan, each.point.text) if plan else None
        public = [outcome.point.id for outcome in site.outcomes[plan.slug]] if plan else ()
        if plan and point and point.id in public:
            url = f"{urls.plan(plan.slug)}#{point.id}"
            view = FollowUpView(point.text, url, status_view(each.status), each.note)
            found.setdefault(plan.slug, []).append(view)
    return tuple(_followed(site, plans[slug], tuple(points)) for slug, points in found.items())


def _followed(site: Site, plan: Plan, points: tuple[FollowUpView, ...]) -> FollowedPlan:
    words = [each.status.word for each in points]
    known = len(site.outcomes[plan.slug])
    return FollowedPlan(
        name=plan_name(plan),
        url=urls.plan(plan.slug),
        points=points,
        sum=swedish.format_list(count_words({word: words.count(word) for word in _WORDS})),
        unnamed=known + unknown_points(plan, known) - len({each.url for each in points}),
    )


def plan_name(plan: Plan) -> str:
    """What a plan is called where its kommun goes without saying: “planen från hösten 2015”."""
    agreed, expected = plan.meta.agreed, plan.meta.expected
    if agreed is not None and agreed.first is not None:
        return f"planen från {periods.format_period(agreed)}"
    if agreed is not None:
        return f"planen ({periods.format_period(agreed)})"
    if expected is not None:
        return f"planen som väntades {periods.format_period(expected)}"
    return "planen som vi inte vet om den är överenskommen"


def status_view(status: str) -> StatusView:
    """The word and mark of a status."""
    return StatusView(status, MARKS[status])


def plan_card(site: Site, plan: Plan) -> PlanCard:
    """A plan as lists show it."""
    outcomes = [each.outcome for each in site.outcomes[plan.slug]]
    notes = [note for each in outcomes for note in each.timeline]
    last = (plan.meta.expected.last if plan.meta.expected else None) or date.max
    return PlanCard(
        name=plan.slug,
        url=urls.plan(plan.slug),
        kommun=kommun_term(plan.meta.kommun, len(site.visits.get(plan.meta.kommun, ()))),
        agreed=plan.meta.agreed,
        expected=plan.meta.expected,
        statuses=tuple(status_view(each.status) for each in outcomes),
        unknown_points=unknown_points(plan, len(outcomes)),
        sum=sum_up(outcomes, plan.meta.points_total),
        late=sum(each.lateness == "försenad" for each in outcomes),
        silent=sum(each.lateness == "tiden ute" for each in outcomes),
        is_overdue=plan.meta.agreed is None and last < site.today,
        is_silent=all(note.period.order < (last, last) for note in notes),
    )


def plans_of(site: Site, kommun: str) -> tuple[Plan, ...]:
    """The plans of a kommun, the newest first."""
    plans = [plan for plan in all_plans(site) if plan.meta.kommun == kommun]
    plans.sort(key=lambda plan: (_time_of(plan), plan.slug), reverse=True)
    return tuple(plans)


def _time_of(plan: Plan) -> tuple[date, date]:
    time = plan.meta.expected if plan.meta.agreed is None else plan.meta.agreed
    return time.order if time else (date.max, date.max)


def all_plans(site: Site) -> Iterable[Plan]:
    """The published plans, by path."""
    return site.documents.get(PLANS.name, {}).values()


def unknown_points(plan: Plan, known: int) -> int:
    """How many points the plan is known to have besides those that are known."""
    total = plan.meta.points_total
    return max(total - known, 0) if isinstance(total, int) else 0


def sum_up(outcomes: Iterable[PointStatus], total: int | str | None = None) -> str:
    """All points in one sentence, the unknown too: “3 punkter, varav 2 är kända: 1 klar och 1
    påbörjad”."""
    found = list(outcomes)
    known = len(found)
    if not known:
        return "vi känner inte till någon punkt"
    if total == periods.UNKNOWN:
        head = f"minst {swedish.count(known, 'punkt', 'punkter')}"
    elif isinstance(total, int) and total > known:
        verb = "är känd" if known == 1 else "är kända"
        head = f"{swedish.count(total, 'punkt', 'punkter')}, varav {known} {verb}"
    else:
        head = swedish.count(known, "punkt", "punkter")
    parts = list(count_words(count_statuses(found)))
    return f"{head}: {swedish.format_list(parts)}" if parts else head


def count_words(
    counts: Mapping[str, int], write: Callable[[int], str] = swedish.format_number
) -> Iterator[str]:
    """“3 klara”, “1 påbörjad”, for each status that some point has."""
    for status, number in counts.items():
        if number:
            yield f"{write(number)} {_WORDS[status][number != 1]}"


def point_view(site: Site, plan: Plan, each: PointOutcome, number: int) -> PointView:
    """A point with its timeline, the so-many-th of its plan."""
    point, outcome = each.point, each.outcome
    themes = find_themes(point.theme, site.terms[THEMES.name])
    names = {other.point.id: other.point.text for other in site.outcomes[plan.slug]}
    day = plan_day(plan)
    by = point.ended.by if point.ended and outcome.is_ended else ""
    return PointView(
        id=point.id,
        number=number,
        area=point.area,
        text=point.text,
        themes=tuple(map(theme_term, themes)),
        responsible=tuple(organisation_link(site, each, day) for each in point.responsible),
        due=point.due,
        measure=point.measure,
        status=status_view(outcome.status),
        lateness=outcome.lateness,
        is_passed_over=each.is_passed_over,
        timeline=tuple(_note_view(site, note, each.sections) for note in outcome.timeline),
        sections=tuple(_sections(site, each)),
        by=Term(names[by], f"#{by}") if by in names else None,
    )


def _sections(site: Site, each: PointOutcome) -> Iterator[SourceLink]:
    """The sections about a point in posts that are not on its timeline."""
    told = {note.place for note in each.outcome.timeline}
    for section in each.sections:
        if section.place not in told:
            link = post_link(site, section.place, section.anchor)
            yield replace(link, title=section.heading)


def _note_view(site: Site, note: StatusNote, sections: Iterable[TiedSection]) -> NoteView:
    """A step of a timeline; one that a visit showed leads to the post's first section about it."""
    anchors = (each.anchor for each in sections if each.place == note.place)
    own = (post_link(site, note.place, next(anchors, "")),) if note.place else ()
    return NoteView(
        period=note.period,
        status=status_view(note.status),
        note=note.note,
        is_own=bool(note.place),
        sources=own or source_links(site, note.sources),
    )
