"""The list of all plans with its sums, the lists by län, theme and status, and how we judge."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType

from sitegen.core import urls
from sitegen.core.record import Record
from sitegen.mission.outcomes import PointStatus, count_statuses
from sitegen.model.cards import Term
from sitegen.model.plan import Plan
from sitegen.model.site import Site
from sitegen.model.themes import THEMES, find_themes
from sitegen.pages.page import Page
from sitegen.pages.plan_notes import PlanCard, StatusView, all_plans, plan_card, status_view
from sitegen.pages.point_lists import has_statuses
from sitegen.sweden import register, swedish
from sitegen.sweden.periods import UNKNOWN

MOST_IN_ROW = 60
"""Squares in a row of the sums; above that the number alone says how many."""


LATE = {"försenad": "försenad", "tiden ute": "tiden ute, inget nytt besked"}
"""What a point that is late, or whose time is out, is called beside its status."""


class ListedPlan(Record, frozen=True):
    """A plan in the list; `parts` are the URLs of the lists of parts that it is in, for the script
    that combines them."""

    card: PlanCard
    parts: tuple[str, ...]


class SumRow(Record, frozen=True):
    """How many points have a status; `squares` are as many of them as are drawn."""

    status: StatusView
    count: int
    squares: tuple[StatusView, ...]


class FilterGroup(Record, frozen=True):
    """The ways to see a part of the plans: by län, by theme, by status."""

    name: str
    terms: tuple[Term, ...]


class Filters(Record, frozen=True):
    """All filters, and how many of the plans that they count are not known to be agreed."""

    groups: tuple[FilterGroup, ...]
    unsettled: int


class PlansView(Record, frozen=True, kw_only=True):
    """All plans, or those of one län, theme or status as `part`; only the page with all of them
    shows sums and the day.

    The filters count all plans, also the `unsettled`: those that are not known to be agreed, which
    the sums leave out.
    """

    part: str
    plans: tuple[ListedPlan, ...]
    announced: tuple[ListedPlan, ...]
    sums: tuple[SumRow, ...]
    known: int
    unknown: int
    is_more: bool
    late: int
    silent: int
    day: str
    statuses: str
    filters: tuple[FilterGroup, ...]
    unsettled: int


class JudgingView(Record, frozen=True):
    """How statuses are judged: the scale."""

    scale: tuple[StatusView, ...]


def pages(site: Site) -> Iterator[Page]:
    """The list, its parts, and the page about how we judge."""
    plans = sorted(
        all_plans(site),
        key=lambda plan: (swedish.sort_key(register.kommuner()[plan.meta.kommun].name), plan.slug),
    )
    parts = list(_parts(site, plans))
    filters = Filters(
        tuple(FilterGroup(name, tuple(terms)) for name, terms, _ in parts),
        sum(plan.meta.agreed is None for plan in plans),
    )
    parts_of: dict[str, tuple[str, ...]] = {}
    for _, _, chosen in parts:
        for url, given in chosen.items():
            for plan in given:
                parts_of[plan.slug] = (*parts_of.get(plan.slug, ()), url)
    yield _page(site, urls.PLANS, "", plans, filters, parts_of)
    for _, terms, chosen in parts:
        for term in terms:
            yield _page(site, term.url, term.name, chosen[term.url], filters)
    view = JudgingView(tuple(map(status_view, count_statuses(()))))
    yield Page(url=f"{urls.PLANS}sa-bedomer-vi/", template="bedomning.html", view=view)


def _sum_row(status: StatusView, count: int) -> SumRow:
    return SumRow(status, count, (status,) * min(count, MOST_IN_ROW))


Part = tuple[str, list[Term], Mapping[str, list[Plan]]]


def _parts(site: Site, plans: Sequence[Plan]) -> Iterator[Part]:
    """The heading of each way to divide the plans, its parts as links, and their plans by URL."""

    def divide(heading: str, folder: str, names: Callable[[Plan], dict[str, str]]) -> Part:
        found: dict[str, list[Plan]] = {}
        shown: dict[str, str] = {}
        for plan in plans:
            for slug, name in names(plan).items():
                url = f"{urls.PLANS}{folder}/{slug}/"
                found.setdefault(url, []).append(plan)
                shown[url] = name
        terms = [Term(shown[url], url, len(given)) for url, given in found.items()]
        return heading, sorted(terms, key=lambda term: swedish.sort_key(term.name)), found

    def lan_of(plan: Plan) -> dict[str, str]:
        lan = register.all_lan()[register.kommuner()[plan.meta.kommun].lan]
        return {lan.slug: lan.name}

    def themes_of(plan: Plan) -> dict[str, str]:
        words = (word for each in site.outcomes[plan.slug] for word in each.point.theme)
        return {theme.slug: theme.name for theme in find_themes(words, site.terms[THEMES.name])}

    def statuses_of(plan: Plan) -> dict[str, str]:
        outcomes = [each.outcome for each in site.outcomes[plan.slug]]
        late = (LATE[each.lateness] for each in outcomes if each.lateness)
        words = (*(each.status for each in outcomes), *late)
        return {swedish.slugify(word): swedish.capitalise(word) for word in words}

    yield divide("Län", "lan", lan_of)
    yield divide("Tema", "tema", themes_of)
    heading, folder, found = divide("Läge", "lage", statuses_of)
    order = [swedish.capitalise(word) for word in (*count_statuses(()), *LATE.values())]
    yield heading, sorted(folder, key=lambda term: order.index(term.name)), found


def _page(
    site: Site,
    url: str,
    part: str,
    plans: Sequence[Plan],
    filters: Filters,
    parts_of: Mapping[str, tuple[str, ...]] = MappingProxyType({}),
) -> Page:
    rows = [ListedPlan(plan_card(site, plan), parts_of.get(plan.slug, ())) for plan in plans]
    agreed = tuple(row for row in rows if row.card.agreed)
    cards = [row.card for row in agreed]
    outcomes: list[PointStatus] = [
        each.outcome for plan in plans if plan.meta.agreed for each in site.outcomes[plan.slug]
    ]
    counts = count_statuses(outcomes)
    view = PlansView(
        part=part,
        plans=agreed,
        announced=tuple(row for row in rows if not row.card.agreed),
        sums=tuple(_sum_row(status_view(status), count) for status, count in counts.items()),
        known=len(outcomes),
        is_more=any(plan.meta.points_total == UNKNOWN for plan in plans if plan.meta.agreed),
        unknown=sum(card.unknown_points for card in cards),
        late=sum(card.late for card in cards),
        silent=sum(card.silent for card in cards),
        day=swedish.format_date(site.today) if not part else "",
        statuses=urls.statuses(urls.PLANS) if not part and has_statuses(site, plans) else "",
        filters=filters.groups,
        unsettled=filters.unsettled,
    )
    return Page(url=url, template="planer.html", view=view)
