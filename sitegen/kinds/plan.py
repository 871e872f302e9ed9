"""A page for each plan: its points, the timeline of each, who is responsible, and the sources."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.core import urls
from sitegen.core.record import Record
from sitegen.model.cards import Term
from sitegen.model.plan import Plan, find_replaced, find_successors
from sitegen.model.publication import published_version
from sitegen.model.site import Site
from sitegen.pages.cover import Cover, plan_cover
from sitegen.pages.page import Page
from sitegen.pages.plan_notes import (
    PlanCard,
    PointView,
    all_plans,
    plan_card,
    plan_name,
    point_view,
)
from sitegen.pages.thread import thread_html
from sitegen.pages.visit_notes import SourceLink, source_links
from sitegen.sweden.dates import Moment


class AreaView(Record, frozen=True):
    """The points of one area of a plan; a plan without areas has one without a name."""

    name: str
    points: tuple[PointView, ...]


class PlanView(Record, frozen=True, kw_only=True):
    """One plan; `earlier` is the plan that it replaces, `later` the one that replaces it, and it
    `is_replaced` when that is known to be agreed. `newest` is the day of the newest post about the
    kommun, which tells how old a printed page is."""

    card: PlanCard
    thread: str
    note: str
    areas: tuple[AreaView, ...]
    sources: tuple[SourceLink, ...]
    earlier: Term | None
    later: Term | None
    is_replaced: bool
    newest: Moment | None
    cover: Cover | None
    version: str


def pages(site: Site) -> Iterator[Page]:
    """One page for each plan."""
    plans: dict[str, Plan] = {plan.slug: plan for plan in all_plans(site)}
    later, replaced = find_successors(plans.values()), find_replaced(plans.values())
    for slug, plan in plans.items():
        replaces = plan.meta.replaces.text if plan.meta.replaces else ""
        posts = site.by_kommun.get(plan.meta.kommun, ())
        view = PlanView(
            card=plan_card(site, plan),
            thread=thread_html(site.config.base_url, (plan.meta.kommun,)),
            note=plan.meta.note,
            areas=tuple(_areas(site, plan)),
            sources=source_links(site, plan.meta.source),
            earlier=_link(plans.get(replaces)),
            later=_link(plans.get(later.get(slug, ""))),
            is_replaced=slug in replaced,
            newest=site.posts[posts[0]].meta.date if posts else None,
            cover=plan_cover(site, plan),
            version=published_version(site, plan),
        )
        anchors = tuple(each.point.id for each in site.outcomes[slug])
        yield Page(
            url=urls.plan(slug), template="plan.html", view=view, source=plan.path, anchors=anchors
        )


def _link(plan: Plan | None) -> Term | None:
    return Term(plan_name(plan), urls.plan(plan.slug)) if plan else None


def _areas(site: Site, plan: Plan) -> Iterator[AreaView]:
    """The points by area, in the order in which each area first occurs."""
    areas: dict[str, list[PointView]] = {}
    for number, each in enumerate(site.outcomes[plan.slug], start=1):
        areas.setdefault(each.point.area, []).append(point_view(site, plan, each, number))
    for name, points in areas.items():
        yield AreaView(name, tuple(points))
