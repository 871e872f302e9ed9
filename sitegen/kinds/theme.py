"""A page for each theme, and the index of themes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from sitegen.core import urls
from sitegen.core.record import Record
from sitegen.mission.outcomes import count_statuses
from sitegen.model.cards import Card, Term, theme_term
from sitegen.model.site import Paths, Site
from sitegen.model.themes import Theme
from sitegen.pages.cover import Cover, theme_cover
from sitegen.pages.page import Listing, Page, paginate
from sitegen.pages.plan_notes import StatusView, count_words
from sitegen.pages.point_lists import PlacedPoint, points_by_theme
from sitegen.pages.theme_passages import PassageView, passages_by_theme
from sitegen.sweden import geometry, register, swedish

MOST_SQUARES = 24
"""The most points of plans that are drawn as squares in the index."""

MAX_RELATED = 6
"""The most themes shown as related; those that most often occur together with this one."""


class LanKommuner(Record, frozen=True):
    """The kommuner of one län in which a theme has come up, as links to where it stands there."""

    lan: Term
    kommuner: tuple[Term, ...]


class Spread(Record, frozen=True, kw_only=True):
    """Where a theme has come up: on a map of the country, the kommuner with one post about it and
    those with several as path data of dots; and the same län by län."""

    land_box: str
    land: str
    once: str
    again: str
    lan: tuple[LanKommuner, ...]


class ThemeView(Record, frozen=True, kw_only=True):
    """One theme; all fields but `listing` are shown on the newest page only."""

    name: str
    description: str
    feed: str
    posts: int
    listing: Listing[Card]
    kommuner: int
    spread: Spread | None
    points: tuple[PlacedPoint, ...]
    passages: tuple[PassageView, ...]
    related: tuple[Term, ...]
    overview: str
    cover: Cover | None


class ThemeEntry(Record, frozen=True, kw_only=True):
    """A theme in the index: the kommuner with one post about it and those with several as path data
    of dots, and the points of plans about it, as squares and in words. `squares` is empty above
    `MOST_SQUARES`."""

    term: Term
    description: str
    once: str
    again: str
    kommuner: int
    squares: tuple[StatusView, ...]
    sum: str


class ThemeIndexView(Record, frozen=True, kw_only=True):
    """Every theme in Swedish order; themes without posts have the count 0."""

    themes: tuple[ThemeEntry, ...]
    has_points: bool
    land_box: str
    land: str
    overview: str


def pages(site: Site) -> Iterator[Page]:
    """The index, and one or more pages for each theme, even those without posts."""
    points, passages = points_by_theme(site), passages_by_theme(site)
    index = ThemeIndexView(
        themes=tuple(
            _entry(site, theme, points.get(theme.slug, ())) for theme in site.themes.values()
        ),
        has_points=bool(points),
        land_box=geometry.view_box(),
        land=geometry.silhouette_path(),
        overview=urls.OVERSIKT,
    )
    yield Page(url=urls.THEMES, template="themes.html", view=index)
    for slug, theme in site.themes.items():
        yield from _pages_of(
            site,
            theme,
            site.by_theme.get(slug, ()),
            points.get(slug, ()),
            passages.get(slug, ()),
        )


def _entry(site: Site, theme: Theme, points: tuple[PlacedPoint, ...]) -> ThemeEntry:
    posts = site.by_theme.get(theme.slug, ())
    where = _count_kommuner(site, posts)
    counts = Counter(point.status.word for point in points)
    return ThemeEntry(
        term=theme_term(theme, len(posts)),
        description=theme.description,
        once=geometry.draw_dots(_where(where, several=False)),
        again=geometry.draw_dots(_where(where, several=True)),
        kommuner=len(where),
        squares=tuple(point.status for point in points) if len(points) <= MOST_SQUARES else (),
        sum=_sum_up(counts),
    )


def _sum_up(counts: Mapping[str, int]) -> str:
    """“3 punkter: 1 klar och 2 utan besked”; nothing without points."""
    if not counts:
        return ""
    words = count_words({status: counts.get(status, 0) for status in count_statuses(())})
    points = swedish.count(sum(counts.values()), "punkt", "punkter")
    return f"{points}: {swedish.format_list(list(words))}"


def _pages_of(
    site: Site,
    theme: Theme,
    posts: Paths,
    points: tuple[PlacedPoint, ...],
    passages: tuple[PassageView, ...],
) -> Iterator[Page]:
    url = urls.theme(theme.slug)
    cards = [site.cards[path] for path in posts]
    where = _count_kommuner(site, posts)
    beside = Counter(term for card in cards for term in card.themes if term.url != url)
    for page_url, listing in paginate(url, cards, per_page=site.config.per_page):
        newest = listing.number == 0
        yield Page(
            url=page_url,
            template="theme.html",
            view=ThemeView(
                name=theme.name,
                description=theme.description if newest else "",
                feed=urls.feed(url) if posts else "",
                posts=len(posts) if newest else 0,
                listing=listing,
                kommuner=len(where) if newest else 0,
                spread=_spread(where, theme) if newest and where else None,
                points=points if newest else (),
                passages=passages if newest else (),
                related=_related(beside) if newest else (),
                overview=urls.OVERSIKT if newest else "",
                cover=theme_cover(site, theme) if newest else None,
            ),
            source="themes.yml",
        )


def _count_kommuner(site: Site, posts: Paths) -> Counter[str]:
    """How many of some posts are about each kommun, by its slug."""
    return Counter(slug for path in posts for slug in site.posts[path].meta.kommun)


def _spread(where: Counter[str], theme: Theme) -> Spread:
    return Spread(
        land_box=geometry.view_box(),
        land=geometry.silhouette_path(),
        once=geometry.draw_dots(_where(where, several=False)),
        again=geometry.draw_dots(_where(where, several=True)),
        lan=tuple(
            LanKommuner(
                Term(lan.name, urls.lan(lan.slug)),
                tuple(_raised_in(slug, theme, where[slug]) for slug in slugs),
            )
            for lan, slugs in register.by_lan(where)
        ),
    )


def _where(where: Counter[str], *, several: bool) -> list[str]:
    return sorted(slug for slug, count in where.items() if (count > 1) == several)


def _raised_in(slug: str, theme: Theme, count: int) -> Term:
    """A kommun as a link to what its page has about a theme."""
    return Term(register.kommuner()[slug].name, f"{urls.kommun(slug)}#{theme.slug}", count)


def _related(counts: Counter[Term]) -> tuple[Term, ...]:
    ordered = sorted(counts, key=lambda term: (-counts[term], swedish.sort_key(term.name)))
    return tuple(ordered[:MAX_RELATED])
