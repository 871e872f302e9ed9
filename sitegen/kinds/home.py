"""The home page: what became of the plans, a map as the way in, the newest visit and other posts;
and numbered pages of older posts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sitegen.core import urls
from sitegen.core.record import Record
from sitegen.model.cards import Card, Term, kommun_term, theme_term
from sitegen.model.post import Post
from sitegen.model.site import Site
from sitegen.pages import picture_html, thread
from sitegen.pages.page import Listing, Page, paginate
from sitegen.pages.point_lists import PlansGlance, plans_glance
from sitegen.pages.visit_notes import waiting_of
from sitegen.sweden import geometry
from sitegen.sweden.periods import Period

NEWEST_STATUSES, MOST_WAITING, MOST_THEMES = 3, 4, 5
"""How many the home page shows of the newest statuses of points of plans, of the kommuner that have
waited the longest for another visit, and of the themes of most posts."""

MOST_PICTURES = 3
"""The most further posts that are shown with their pictures."""

FIRST_SIZES, CARD_SIZES = "(min-width: 40rem) 15rem, 92vw", "(min-width: 40rem) 22rem, 92vw"
"""The widths of pictures here, as hem.css has them."""

_SCALE, _LEFT, _TOP = 0.655, 92.0, 26.0
"""Pixels per unit of the map, and its corner in the drawing, which is 416 pixels wide."""

_START = -30.0
"""Where the thread leaves the line below the masthead."""

FARTHEST_REACH = 20
"""Radius in units of the map of what can be clicked: 26 CSS pixels wide (WCAG 2.5.8)."""

MOST_RINGS, _INNER, _STEP, _LINE = 3, 3.5, 3.5, 2.0
"""The most rings of a mark, the radius of the first in pixels, how much each further one adds where
there is room, and the width of their lines."""


class Mark(Record, frozen=True, kw_only=True):
    """A visited kommun on the map: where it is, the radius that can be clicked, and those of its
    rings and the width of their lines, in pixels. `is_pinned` is True for the one that the thread
    leads to."""

    kommun: Term
    x: float
    y: float
    reach: float
    rings: tuple[float, ...]
    line: float
    is_pinned: bool


class HomeMap(Record, frozen=True, kw_only=True):
    """The map of all visits, with the thread to the newest; the land lies at (x, y)."""

    x: float
    y: float
    width: float
    height: float
    way: str
    marks: tuple[Mark, ...]
    visits: int
    map: str


class Featured(Record, frozen=True):
    """A post with its picture as HTML, which is empty if it has none."""

    card: Card
    picture: str


class WaitsSince(Record, frozen=True):
    """A kommun that waits for another visit, and when it was visited; `is_assumed` is True if no
    text says when."""

    kommun: Term
    visited: Period
    is_assumed: bool


class HomeView(Record, frozen=True, kw_only=True):
    """`listing.number` is 0 on the home page itself, the only one that shows more than a list;
    `featured` is the newest post about a visit, or else the newest, and not in `others`. `thread`
    is for narrow screens. `years` are those of the posts on a numbered page."""

    listing: Listing[Card]
    featured: Featured | None = None
    others: tuple[Featured, ...] = ()
    map: HomeMap | None = None
    thread: str = ""
    plans: PlansGlance | None = None
    waiting: tuple[WaitsSince, ...] = ()
    waits: int = 0
    themes: tuple[Term, ...] = ()
    years: tuple[Term, ...] = ()


def pages(site: Site) -> Iterator[Page]:
    """The home page and the numbered pages of older posts."""
    cards = list(site.cards.values())
    for url, listing in paginate(urls.HOME, cards, per_page=site.config.per_page):
        view = _older(listing) if listing.number else _front(site, listing)
        yield Page(url=url, template="home.html", view=view)


def _older(listing: Listing[Card]) -> HomeView:
    years = dict.fromkeys(card.date.at.year for card in listing.items)
    return HomeView(
        listing=listing, years=tuple(Term(str(year), urls.year(year)) for year in years)
    )


def _front(site: Site, listing: Listing[Card]) -> HomeView:
    shown = list(site.posts.values())[: len(listing.items)]
    featured = _featured(site, shown)
    newest = featured.card.kommuner[:1] if featured else ()
    pinned = tuple(slug for slug in site.visits if kommun_term(slug) in newest)
    waiting = waiting_of(site)
    return HomeView(
        listing=listing,
        featured=featured,
        others=tuple(_others(site, shown, featured)),
        map=_map(site, pinned) if site.visits else None,
        thread=thread.thread_html(site.config.base_url, pinned),
        plans=plans_glance(site, most=NEWEST_STATUSES),
        waiting=tuple(
            WaitsSince(each.kommun, each.visited, each.is_assumed)
            for each in waiting[:MOST_WAITING]
        ),
        waits=len(waiting),
        themes=_themes(site),
    )


def _featured(site: Site, shown: Sequence[Post]) -> Featured | None:
    about = {path for chain in site.visits.values() for visit in chain for path in visit.posts}
    post = next((post for post in shown if post.path in about), shown[0] if shown else None)
    return Featured(site.cards[post.path], _picture(site, post, FIRST_SIZES)) if post else None


def _others(site: Site, shown: Sequence[Post], featured: Featured | None) -> Iterator[Featured]:
    others = [post for post in shown if not featured or site.cards[post.path] != featured.card]
    for number, post in enumerate(others):
        picture = _picture(site, post, CARD_SIZES) if number < MOST_PICTURES else ""
        yield Featured(site.cards[post.path], picture)


def _picture(site: Site, post: Post, sizes: str) -> str:
    image = post.meta.image
    shown = picture_html.find_picture(site, image.src.text, post.path) if image else None
    if image is None or shown is None:
        return ""
    return picture_html.picture_html(shown, image.alt, eager=sizes == FIRST_SIZES, sizes=sizes)


def _map(site: Site, pinned: tuple[str, ...]) -> HomeMap:
    visits = {slug: len(chain) for slug, chain in site.visits.items()}
    reaches = geometry.reaches(visits, most=FARTHEST_REACH)
    marks = (_mark(slug, visits, pinned, reach) for slug, reach in reaches.items())
    return HomeMap(
        x=_LEFT,
        y=_TOP,
        width=round(geometry.width() * _SCALE, 1),
        height=round(geometry.height() * _SCALE, 1),
        way=thread.way_to(_START, *_place(geometry.mark(pinned[0]))) if pinned else "",
        marks=tuple(sorted(marks, key=lambda mark: (mark.y, mark.x))),
        visits=len({visit.id for chain in site.visits.values() for visit in chain}),
        map=urls.KARTA,
    )


def _mark(slug: str, visits: Mapping[str, int], pinned: tuple[str, ...], reach: int) -> Mark:
    is_pinned = slug in pinned
    x, y = _place(geometry.mark(slug))
    room = reach * _SCALE
    count = min(visits[slug], MOST_RINGS)
    farthest = min(room, _INNER + _STEP * (count - 1))
    return Mark(
        kommun=kommun_term(slug, visits[slug]),
        x=x,
        y=y,
        reach=round(room, 1),
        rings=tuple(round(farthest * (number + 1) / count, 1) for number in range(count)),
        line=round(min(_LINE, farthest / count / 2), 1),
        is_pinned=is_pinned,
    )


def _place(point: geometry.Point) -> tuple[float, float]:
    return round(_LEFT + point[0] * _SCALE, 1), round(_TOP + point[1] * _SCALE, 1)


def _themes(site: Site) -> tuple[Term, ...]:
    """The themes of most posts, the most frequent first."""
    counted = [theme_term(site.themes[slug], len(paths)) for slug, paths in site.by_theme.items()]
    return tuple(sorted(counted, key=lambda term: -term.count)[:MOST_THEMES])
