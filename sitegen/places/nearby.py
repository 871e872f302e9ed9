"""What lies near a kommun: the nearest that have been visited, its neighbours, and what was said in
its län. Views that pages of kommuner and of län share; where things lie, sweden/vicinity.py knows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from sitegen.core.record import Record
from sitegen.documents.parsing import shorten
from sitegen.mission.outcomes import count_statuses
from sitegen.model.cards import Card, Term
from sitegen.model.plan import find_replaced
from sitegen.model.site import Site, kommun_link
from sitegen.pages.plan_notes import StatusView, plans_of, status_view, sum_up
from sitegen.pages.theme_passages import passages_in
from sitegen.places.kommun_words import distance_in_words, visits_in_words
from sitegen.sweden import register, swedish, vicinity
from sitegen.sweden.dates import Moment

MOST_NEAR, MOST_HEARD = 3, 3
"""How many kommuner and texts a page shows of those nearest to it."""

MOST_SQUARES = 12
"""The most points that are drawn as squares beside the sentence about all."""

_LONGEST = 260
"""The most characters that are shown of what was said."""


class Neighbour(Record, frozen=True):
    """A kommun nearby, and how often it was visited in words."""

    kommun: Term
    visits: str


class NearVisit(Record, frozen=True):
    """A visited kommun: its län, how far away it lies, its visits, and its plans as squares and in
    words, both empty if nothing was agreed."""

    kommun: Term
    lan: str
    distance: str
    visits: str
    statuses: tuple[StatusView, ...]
    sum: str


class Heard(Record, frozen=True):
    """What was said somewhere: a section of a post, or a post with its summary."""

    title: str
    url: str
    themes: tuple[str, ...]
    kommuner: tuple[Term, ...]
    date: Moment
    text: str


def neighbours_of(site: Site, slug: str) -> tuple[Neighbour, ...]:
    """The kommuner that a kommun has a border in common with, or the nearest to an island."""
    known = register.kommuner()
    near = vicinity.neighbours(slug) or vicinity.nearest(slug, known, most=MOST_NEAR)
    return tuple(Neighbour(kommun_link(site, each), visits_in_words(site, each)) for each in near)


def near_visits(site: Site, slugs: Iterable[str]) -> Iterator[tuple[str, tuple[NearVisit, ...]]]:
    """Each of some kommuner with the nearest that have been visited, the nearest first."""
    seen: dict[str, tuple[tuple[StatusView, ...], str]] = {}
    for slug in slugs:
        near = vicinity.nearest(slug, site.visits, most=MOST_NEAR)
        for other in near:
            if other not in seen:
                seen[other] = _plans_in_short(site, other)
        yield slug, tuple(_near_visit(site, slug, other, *seen[other]) for other in near)


def _near_visit(
    site: Site, slug: str, other: str, statuses: tuple[StatusView, ...], total: str
) -> NearVisit:
    lan = register.all_lan()[register.kommuner()[other].lan]
    away = swedish.capitalise(distance_in_words(slug, other))
    visits = visits_in_words(site, other)
    return NearVisit(kommun_link(site, other), lan.name, away, visits, statuses, total)


def _plans_in_short(site: Site, slug: str) -> tuple[tuple[StatusView, ...], str]:
    """The points of a kommun's agreed plans as squares and as a sentence."""
    plans = plans_of(site, slug)
    replaced = find_replaced(plans)
    agreed = [plan for plan in plans if plan.meta.agreed and plan.slug not in replaced]
    outcomes = [each.outcome for plan in agreed for each in site.outcomes[plan.slug]]
    if not outcomes:
        return (), ""
    counts = count_statuses(outcomes)
    squares = tuple(status_view(status) for status, count in counts.items() for _ in range(count))
    total = agreed[0].meta.points_total if len(agreed) == 1 else None
    has = "planen har" if len(agreed) == 1 else "planerna har"
    shown = squares if len(squares) <= MOST_SQUARES else ()
    return shown, f"{has} {sum_up(outcomes, total)}"


def heard_by_lan(site: Site) -> Mapping[str, tuple[Heard, ...]]:
    """What was said last in each län, by its code: the newest post first."""
    found: dict[str, list[Heard]] = {code: [] for code in register.all_lan()}
    for path, post in site.posts.items():
        for lan in register.lan_of(post.meta.kommun):
            if len(found[lan.code]) < MOST_HEARD:
                found[lan.code].extend(_heard_in(site, path))
    return {code: tuple(heard[:MOST_HEARD]) for code, heard in found.items()}


def _heard_in(site: Site, path: str) -> Iterator[Heard]:
    """The sections of a post that are about themes, or else the post itself."""
    card = site.cards[path]
    passages = list(passages_in(site, path))
    for passage, themes in passages:
        text = shorten(" ".join(passage.text), longest=_LONGEST)
        yield Heard(passage.heading, passage.url, themes, card.kommuner, card.date, text)
    if not passages:
        yield _heard(card)


def _heard(card: Card) -> Heard:
    return Heard(card.title, card.url, (), card.kommuner, card.date, card.summary)
