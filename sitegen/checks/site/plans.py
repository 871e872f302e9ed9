"""Plans: what follows up a plan names a plan and a point that exist, at a time that can be true.

Good:  follow_up: [{plan: exempelby-2016, point: bbic, status: påbörjat}]
Bad:   a point that the plan does not have, an id used twice, a status from before the plan
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sitegen.core.problem import Problem, did_you_mean
from sitegen.documents.document import POINT, AnyDocument, at_field
from sitegen.front_matter.declarations import Located
from sitegen.mission.outcomes import ENDS, StatusNote, find_ties
from sitegen.model.follow_ups import PointOutcome, find_point, point_named
from sitegen.model.plan import PLANS, Plan, Point
from sitegen.model.post import PLAN, Post
from sitegen.model.site import Site, named_in
from sitegen.pages.page import Output
from sitegen.sweden import register, swedish
from sitegen.sweden.periods import Period, format_period

ENDED = {"struket": "struken", "ändrat": "ändrad"}
"""What a point is that has ended so."""


def check(site: Site, pages: Sequence[Output]) -> Iterator[Problem]:
    """Yield each wrong reference to a plan or point, each time that cannot be, and each tie."""
    plans: Mapping[str, Plan] = {
        plan.slug: plan for plan in site.documents.get(PLANS.name, {}).values()
    }
    hidden = {path for path in (*site.hidden, *site.unread) if path.startswith(PLANS.folder)}
    documents: list[AnyDocument] = [*site.posts.values(), *plans.values()]
    for document in documents:
        yield from _find_unknown(document, plans, hidden)
    for post in site.posts.values():
        yield from _check_post(post, plans)
        if post.passages:
            yield from _check_sections(post, plans, hidden)
    for plan in plans.values():
        yield from _check_plan(plan, plans)
        for each in site.outcomes[plan.slug]:
            yield from _check_point(site, plan, each)


def _find_unknown(
    document: AnyDocument, plans: Mapping[str, Plan], hidden: set[str]
) -> Iterator[Problem]:
    for _, field, word in named_in(document, only=PLAN):
        if word.text not in plans and f"{PLANS.folder}{word.text}.yml" not in hidden:
            yield _unknown_plan(document, field, word, word.text, plans)


def _unknown_plan(
    document: AnyDocument, field: str, word: Located, name: str, plans: Mapping[str, Plan]
) -> Problem:
    return at_field(
        document,
        field,
        "plan-unknown",
        f"Det finns ingen plan som heter ”{name}”.",
        did_you_mean(name, plans) or "Skriv planens namn, det som filen i plans heter utan .yml.",
        word=word,
    )


def _check_sections(post: Post, plans: Mapping[str, Plan], hidden: set[str]) -> Iterator[Problem]:
    """Yield each point that a heading names wrongly."""
    for _, field, word in named_in(post, only=POINT):
        plan, point = point_named(word.text, plans)
        name = word.text.partition("/")[0].strip()
        if plan is None and f"{PLANS.folder}{name}.yml" not in hidden:
            yield _unknown_plan(post, field, word, name, plans)
        elif plan and point is None:
            yield _unknown_point(post, word, plan, field, is_section=True)
        if plan and post.meta.kommun and plan.meta.kommun not in post.meta.kommun:
            yield _other_kommun(post, plan, field, word)


def _check_post(post: Post, plans: Mapping[str, Plan]) -> Iterator[Problem]:
    seen: set[tuple[str, str]] = set()
    for number, each in enumerate(post.meta.follow_up):
        plan = plans.get(each.plan.text)
        if plan is None:
            continue
        field = f"follow_up.{number}"
        point = find_point(plan, each.point.text)
        if point is None:
            yield _unknown_point(post, each.point, plan, f"{field}.point")
        elif (plan.slug, point.id) in seen:
            yield at_field(
                post,
                f"{field}.point",
                "point-twice",
                f"Punkten {point.id} följs upp två gånger i samma inlägg.",
                "Behåll en av dem. Har läget ändrats, skriv det senaste.",
                word=each.point,
            )
        if point:
            seen.add((plan.slug, point.id))
        if plan.meta.kommun not in post.meta.kommun:
            yield _other_kommun(post, plan, f"{field}.plan", each.plan)


def _other_kommun(post: Post, plan: Plan, field: str, word: Located) -> Problem:
    name = register.kommuner()[plan.meta.kommun].name
    return at_field(
        post,
        field,
        "plan-other-kommun",
        f"Planen {plan.slug} gäller {name}, men inlägget handlar inte om {name}.",
        "Välj en plan från en kommun som inlägget handlar om, eller lägg till kommunen.",
        word=word,
    )


def _unknown_point(
    post: Post, word: Located, plan: Plan, field: str, *, is_section: bool = False
) -> Problem:
    """A point that the plan does not have; a section names it after the plan and a slash."""
    ids = list(dict.fromkeys(point.id for point in plan.meta.points))
    name = word.text.partition("/")[2].strip() if is_section else word.text
    message = f"Planen {plan.slug} har ingen punkt som heter ”{name}”."
    if not name:
        message = f"Det står inte vilken punkt i planen {plan.slug} som avsnittet handlar om."
    hint = f"Punkterna heter {', '.join(ids)}." if ids else "Lägg till punkten i planen."
    if is_section:
        hint = f"{hint} Skriv plan={plan.slug}/ och punkten."
    hint = did_you_mean(name, ids) or hint
    return at_field(post, field, "point-unknown", message, hint, word=word)


def _check_plan(plan: Plan, plans: Mapping[str, Plan]) -> Iterator[Problem]:
    yield from _check_whole(plan, plans)
    seen: set[str] = set()
    ids = [point.id for point in plan.meta.points]
    for number, point in enumerate(plan.meta.points):
        for name in (point.id, *point.aliases):
            if name in seen:
                yield at_field(
                    plan,
                    f"points.{number}.id",
                    "point-id-twice",
                    f"Två punkter i planen har namnet {name}.",
                    "Ge den ena ett annat kortnamn.",
                )
            seen.add(name)
        if point.ended and point.ended.by and point.ended.by not in ids:
            yield at_field(
                plan,
                f"points.{number}.ended.by",
                "point-unknown",
                f"Planen har ingen punkt som heter ”{point.ended.by}”.",
                did_you_mean(point.ended.by, ids) or "Skriv kortnamnet på den nya punkten.",
            )
        if point.due and _ends_before(point.due, plan.meta.agreed):
            yield _too_early(plan, point, f"points.{number}.due", point.due)


def _check_whole(plan: Plan, plans: Mapping[str, Plan]) -> Iterator[Problem]:
    """Yield a replaced plan that cannot be, and a number of points that cannot be right."""
    word, total, known = plan.meta.replaces, plan.meta.points_total, len(plan.meta.points)
    replaced = plans.get(word.text) if word else None
    if replaced and (replaced is plan or replaced.meta.kommun != plan.meta.kommun):
        yield at_field(
            plan,
            "replaces",
            "plan-replaces-wrong",
            "Planen ersätter sig själv."
            if replaced is plan
            else f"Planen {replaced.slug} gäller en annan kommun.",
            "Skriv namnet på en tidigare plan för samma kommun.",
            word=word,
        )
    elif replaced and _comes_back(plan, plans):
        yield at_field(
            plan,
            "replaces",
            "plan-replaces-wrong",
            f"Planen {replaced.slug} ersätter i sin tur den här.",
            "Behåll fältet replaces bara i den senare planen.",
            word=word,
        )
    if isinstance(total, int) and total < known:
        yield at_field(
            plan,
            "points_total",
            "points-total-low",
            f"Planen sägs ha {swedish.count(total, 'punkt', 'punkter')}, men här står {known}.",
            "Skriv hur många punkter planen har, eller ta bort fältet.",
            "warning",
        )


def _comes_back(plan: Plan, plans: Mapping[str, Plan]) -> bool:
    """True if what a plan replaces replaces it in its turn, in one step or several."""
    seen: list[str] = []
    each: Plan | None = plan
    while each and each.slug not in seen:
        seen.append(each.slug)
        each = plans.get(each.meta.replaces.text) if each.meta.replaces else None
    return each is plan


def _ends_before(period: Period, agreed: Period | None) -> bool:
    """True if a period ends before the first day on which the plan may have been agreed."""
    return bool(agreed and agreed.first and period.last and period.last < agreed.first)


def _is_after(period: Period, end: Period) -> bool:
    """True if a period begins after the last day on which the end may have been."""
    return bool(period.first and end.last and period.first > end.last)


def _too_early(plan: Plan, point: Point, field: str, period: Period) -> Problem:
    agreed = format_period(plan.meta.agreed) if plan.meta.agreed else ""
    return at_field(
        plan,
        field,
        "before-plan",
        f"Punkten {point.id} har tiden {format_period(period)}, men planen är från {agreed}.",
        "Kontrollera tiderna. Ingenting i en plan kan vara äldre än planen.",
    )


def _check_point(site: Site, plan: Plan, each: PointOutcome) -> Iterator[Problem]:
    """Yield what the timeline of a point says that cannot be."""
    point, timeline = each.point, each.outcome.timeline
    end = next((note for note in timeline if note.status in ENDS), None)
    for note in timeline:
        document, field = _place(site, plan, point, note)
        when = format_period(note.period)
        if _ends_before(note.period, plan.meta.agreed):
            yield at_field(
                document,
                field,
                "before-plan",
                f"Beskedet om punkten {point.id} är från {when}, men planen är senare.",
                "Kontrollera tiderna. Ett besked kan inte vara äldre än planen.",
            )
        if end and note is not end and _is_after(note.period, end.period):
            yield at_field(
                document,
                field,
                "after-end",
                f"Punkten {point.id} är {ENDED[end.status]} sedan {format_period(end.period)}, "
                f"men har ett besked från {when}.",
                "Ta bort beskedet, eller ändra tiden då punkten togs ur planen.",
            )
    for note in find_ties(timeline):
        document, field = _place(site, plan, point, note)
        yield at_field(
            document,
            field,
            "status-tie",
            f"Punkten {point.id} har två olika besked från {format_period(note.period)}.",
            f"Bloggen visar båda och räknar med ”{each.outcome.status}”. Skriv mer exakta tider "
            "om det ena är senare.",
            "warning",
        )


def _place(site: Site, plan: Plan, point: Point, note: StatusNote) -> tuple[AnyDocument, str]:
    """The document and field in which a note of a point's timeline is written."""
    if note.place:
        post = site.posts[note.place]
        found = (
            number
            for number, each in enumerate(post.meta.follow_up)
            if each.plan.text == plan.slug
            and each.point.text in (point.id, *point.aliases)
            and each.status == note.status
        )
        return post, f"follow_up.{next(found, 0)}.status"
    field = f"points.{plan.meta.points.index(point)}"
    if note.status in ENDS:
        return plan, f"{field}.ended"
    reports = (
        number
        for number, each in enumerate(point.reports)
        if (each.date, each.status, each.source) == (note.period, note.status, note.sources)
    )
    return plan, f"{field}.reports.{next(reports, 0)}"
