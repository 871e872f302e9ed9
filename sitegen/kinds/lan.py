"""A page for each län, and the list of all kommuner by län."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sitegen.core import urls
from sitegen.core.record import Record
from sitegen.mission.outcomes import count_statuses
from sitegen.model.cards import Card, Term
from sitegen.model.site import Site, kommun_link
from sitegen.pages.page import Page
from sitegen.pages.plan_notes import StatusView, all_plans, status_view, sum_up
from sitegen.places.kommun_words import visits_in_words
from sitegen.places.lan_map import LanMap, lan_map
from sitegen.places.nearby import Neighbour
from sitegen.sweden import register, swedish
from sitegen.sweden.register import Lan

MOST_POSTS = 10
"""How many of the newest posts the page of a län shows; the rest is on those of its kommuner."""

MOST_SQUARES = 60
"""The most points that are drawn as squares beside the sentence about all."""


class ThemeWhere(Record, frozen=True):
    """A theme that came up in a län, with the number of posts, and links to where it stands on the
    pages of the kommuner."""

    theme: Term
    kommuner: tuple[Term, ...]


class LanPlans(Record, frozen=True):
    """The agreed plans of a län: how many, their points as squares and in words, and their list."""

    plans: int
    squares: tuple[StatusView, ...]
    sum: str
    url: str


class LanView(Record, frozen=True, kw_only=True):
    """One län: its kommuner in Swedish order, without a link if they have no page; of the posts
    only the newest. `told` is how many posts there are, `feed` the URL of theirs,
    `overview` that of its part of the matrix; empty if there is none."""

    name: str
    url: str
    kommuner: tuple[Neighbour, ...]
    unvisited: tuple[Term, ...]
    map: LanMap
    plans: LanPlans | None
    themes: tuple[ThemeWhere, ...]
    posts: tuple[Card, ...]
    told: int
    overview: str
    index: str
    feed: str


class LanEntry(Record, frozen=True):
    """A län in the index; each of its kommuner has the number of visits."""

    name: str
    url: str
    kommuner: tuple[Term, ...]
    visited: int


class LanIndexView(Record, frozen=True):
    """All 21 län in Swedish order."""

    lan: tuple[LanEntry, ...]
    map: str


def pages(site: Site) -> Iterator[Page]:
    """The index and the page of each län."""
    found = dict(register.by_lan(register.kommuner()))
    entries = tuple(_entry(site, lan, slugs) for lan, slugs in found.items())
    yield Page(url=urls.LAN, template="lan_index.html", view=LanIndexView(entries, urls.KARTA))
    posts, plans = site.by_lan, _plans_by_lan(site)
    for lan, slugs in found.items():
        told = posts.get(lan.slug, ())
        overview = urls.overview(lan.slug) if told and len(posts) > 1 else ""
        view = _view(site, lan, slugs, told, plans.get(lan.code), overview)
        yield Page(url=view.url, template="lan.html", view=view)


def _entry(site: Site, lan: Lan, slugs: Iterable[str]) -> LanEntry:
    terms = tuple(kommun_link(site, slug, len(site.visits.get(slug, ()))) for slug in slugs)
    return LanEntry(lan.name, urls.lan(lan.slug), terms, sum(slug in site.visits for slug in slugs))


def _view(
    site: Site,
    lan: Lan,
    slugs: Sequence[str],
    posts: Sequence[str],
    plans: LanPlans | None,
    overview: str,
) -> LanView:
    return LanView(
        name=lan.name,
        url=urls.lan(lan.slug),
        kommuner=tuple(
            Neighbour(kommun_link(site, slug), visits_in_words(site, slug))
            for slug in slugs
            if slug in site.visits
        ),
        unvisited=tuple(kommun_link(site, slug) for slug in slugs if slug not in site.visits),
        map=lan_map(site, slugs),
        plans=plans,
        themes=tuple(_themes(site, slugs, posts)),
        posts=tuple(site.cards[path] for path in posts[:MOST_POSTS]),
        told=len(posts),
        overview=overview,
        index=urls.LAN,
        feed=urls.feed(urls.lan(lan.slug)) if posts else "",
    )


def _themes(site: Site, slugs: Iterable[str], posts: Iterable[str]) -> Iterator[ThemeWhere]:
    """The themes of the posts, the most frequent first, each with the kommuner of the län."""
    inside = {urls.kommun(slug): None for slug in slugs}
    found: dict[Term, list[Card]] = {}
    for card in (site.cards[path] for path in posts):
        for theme in card.themes:
            found.setdefault(theme, []).append(card)
    for theme in sorted(found, key=lambda term: (-len(found[term]), swedish.sort_key(term.name))):
        where = {term.url: term.name for card in found[theme] for term in card.kommuner}
        anchor = urls.theme_slug(theme.url)
        terms = tuple(Term(where[url], f"{url}#{anchor}") for url in inside if url in where)
        yield ThemeWhere(Term(theme.name, theme.url, len(found[theme])), terms)


def _plans_by_lan(site: Site) -> Mapping[str, LanPlans]:
    plans: dict[Lan, list[str]] = {}
    for plan in all_plans(site):
        (lan,) = register.lan_of((plan.meta.kommun,))
        if plan.meta.agreed:
            plans.setdefault(lan, []).append(plan.slug)
    return {lan.code: _plans(site, lan, found) for lan, found in plans.items()}


def _plans(site: Site, lan: Lan, slugs: Sequence[str]) -> LanPlans:
    outcomes = [each.outcome for slug in slugs for each in site.outcomes[slug]]
    counts = count_statuses(outcomes)
    squares = tuple(status_view(status) for status, count in counts.items() for _ in range(count))
    shown = squares if len(squares) <= MOST_SQUARES else ()
    return LanPlans(len(slugs), shown, sum_up(outcomes), f"{urls.PLANS}lan/{lan.slug}/")
