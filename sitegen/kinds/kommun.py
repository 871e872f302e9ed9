"""A page for each kommun that the blog tells of: one with a visit, a post or a plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from operator import itemgetter

from sitegen.core import urls
from sitegen.core.record import Record
from sitegen.mission.outcomes import Lateness
from sitegen.mission.visits import Visit
from sitegen.model.cards import Card, Term
from sitegen.model.plan import Plan, find_replaced
from sitegen.model.site import Paths, Site, kommuner_of
from sitegen.model.visit_row import VISITS
from sitegen.pages.cover import Cover, kommun_cover
from sitegen.pages.page import Listing, Page, paginate
from sitegen.pages.plan_notes import (
    PlanCard,
    StatusView,
    plan_card,
    plan_name,
    plans_of,
    status_view,
)
from sitegen.pages.point_lists import has_statuses, kommuner_with_dates
from sitegen.pages.thread import thread_html
from sitegen.pages.visit_notes import (
    SourceLink,
    VisitNote,
    attendances_at,
    coverage_in,
    notes_of,
)
from sitegen.places.kommun_words import announced_in, lead_of
from sitegen.places.nearby import Neighbour, neighbours_of
from sitegen.sweden import register, swedish
from sitegen.sweden.dates import Moment
from sitegen.sweden.periods import Period
from sitegen.sweden.register import Kommun


class Participants(Record, frozen=True):
    """An organisation that has taken part in visits, as a link if it has a page, and those of it
    that came."""

    organisation: Term
    roles: str


class Facts(Record, frozen=True):
    """The kommun's code in the register, how many visits are known, the day of the newest post
    about it, and who took part."""

    code: str
    visits: int
    newest: Moment | None
    participants: tuple[Participants, ...]


class Agreement(Record, frozen=True):
    """That a plan was agreed, on the timeline."""

    plan: Term
    period: Period


class Event(Record, frozen=True):
    """A place on a kommun's timeline: a visit with its posts, a text about no visit, or that a plan
    was agreed."""

    visit: VisitNote | None
    cards: tuple[Card, ...]
    agreement: Agreement | None = None


class PointLine(Record, frozen=True, kw_only=True):
    """A point of a kommun's plan: where it stands, since when, and what was said of it."""

    text: str
    url: str
    status: StatusView
    lateness: Lateness
    period: Period | None
    note: str


class KommunPlan(Record, frozen=True):
    """A plan of a kommun; one that has been replaced is shown without its points."""

    name: str
    card: PlanCard
    points: tuple[PointLine, ...]
    is_replaced: bool


class AnchoredTheme(Record, frozen=True):
    """A theme as a link; `anchor` is the id by which the matrix leads to it."""

    name: str
    url: str
    anchor: str


class ThemePosts(Record, frozen=True):
    """What is written in a kommun about a theme, or about several if the posts are the same: the
    posts as links, the newest first."""

    themes: tuple[AnchoredTheme, ...]
    posts: tuple[Term, ...]


class KommunView(Record, frozen=True, kw_only=True):
    """One kommun: its visits and the other texts about it, latest first. All fields below `thread`
    are shown on the newest page only."""

    name: str
    official: str
    lan: Term
    feed: str
    listing: Listing[Event]
    thread: str
    lead: str
    facts: Facts | None
    plans: tuple[KommunPlan, ...]
    by_theme: tuple[ThemePosts, ...]
    compare: str
    external: tuple[SourceLink, ...]
    statuses: str
    calendar: str
    neighbours: tuple[Neighbour, ...]
    cover: Cover | None


def pages(site: Site) -> Iterator[Page]:
    """One or more pages for each kommun that the blog tells of."""
    dated = kommuner_with_dates(site)
    for slug in kommuner_of(site):
        yield from _pages_of(site, register.kommuner()[slug], has_dates=slug in dated)


def _pages_of(site: Site, kommun: Kommun, *, has_dates: bool) -> Iterator[Page]:
    url = urls.kommun(kommun.slug)
    lan = register.all_lan()[kommun.lan]
    posts = site.by_kommun.get(kommun.slug, ())
    plans = plans_of(site, kommun.slug)
    events = _events(site, kommun, plans)
    for page_url, listing in paginate(url, events, per_page=site.config.per_page, day=_day_of):
        newest = listing.number == 0
        by_theme = posts_by_theme(site, posts) if newest else ()
        coming = announced_in(site, kommun.slug)
        view = KommunView(
            name=kommun.name,
            official=kommun.official,
            lan=Term(lan.name, urls.lan(lan.slug)),
            feed=urls.feed(url) if posts else "",
            listing=listing,
            thread=thread_html(
                site.config.base_url, (kommun.slug,), visited=kommun.slug in site.visits
            ),
            lead=lead_of(site, kommun.slug, plans, coming) if newest else "",
            facts=_facts(site, kommun) if newest else None,
            plans=tuple(_plans(site, plans)) if newest else (),
            by_theme=by_theme,
            compare=urls.comparison(kommun.slug) if newest else "",
            external=coverage_in(site, kommun.slug) if newest else (),
            statuses=urls.statuses(url) if newest and has_statuses(site, plans) else "",
            calendar=urls.calendar(url) if newest and has_dates else "",
            neighbours=neighbours_of(site, kommun.slug) if newest else (),
            cover=kommun_cover(site, kommun.slug) if newest else None,
        )
        anchors = tuple(theme.anchor for each in by_theme for theme in each.themes)
        yield Page(url=page_url, template="kommun.html", view=view, anchors=anchors)


def _plans(site: Site, plans: Sequence[Plan]) -> Iterator[KommunPlan]:
    """The plans of a kommun, the newest first."""
    replaced = find_replaced(plans)
    for plan in plans:
        is_replaced = plan.slug in replaced
        points = () if is_replaced else tuple(_point_lines(site, plan))
        yield KommunPlan(plan_name(plan), plan_card(site, plan), points, is_replaced)


def _point_lines(site: Site, plan: Plan) -> Iterator[PointLine]:
    for each in site.outcomes[plan.slug]:
        outcome = each.outcome
        newest = [note for note in outcome.timeline if note.status == outcome.status]
        yield PointLine(
            text=each.point.text,
            url=f"{urls.plan(plan.slug)}#{each.point.id}",
            status=status_view(outcome.status),
            lateness=outcome.lateness,
            period=outcome.period,
            note=newest[-1].note if newest else "",
        )


def _events(site: Site, kommun: Kommun, plans: Iterable[Plan]) -> list[Event]:
    """The visits, the texts about no visit on the day when they were published, and the plans."""
    notes = notes_of(site, kommun.slug)
    told = {path for visit in site.visits.get(kommun.slug, ()) for path in visit.posts}
    dated = [(note.period.order, Event(note, note.posts)) for note in notes]
    for path in site.by_kommun.get(kommun.slug, ()):
        if path not in told:
            day = site.posts[path].meta.date.at.date()
            dated.append(((day, day), Event(None, (site.cards[path],))))
    for plan in plans:
        if plan.meta.agreed and plan.meta.agreed.first:
            agreement = Agreement(Term(plan_name(plan), urls.plan(plan.slug)), plan.meta.agreed)
            dated.append((plan.meta.agreed.order, Event(None, (), agreement)))
    dated.sort(key=itemgetter(0), reverse=True)
    return [event for _, event in dated]


def _day_of(event: Event) -> date | None:
    if event.visit:
        return event.visit.period.last
    return event.agreement.period.last if event.agreement else event.cards[0].date.at.date()


def _facts(site: Site, kommun: Kommun) -> Facts:
    chain = site.visits.get(kommun.slug, ())
    posts = site.by_kommun.get(kommun.slug, ())
    newest = site.posts[posts[0]].meta.date if posts else None
    return Facts(kommun.code, len(chain), newest, _participants(site, chain))


def _participants(site: Site, chain: Iterable[Visit]) -> tuple[Participants, ...]:
    """Who took part in visits, those of the latest first, each organisation once."""
    rows = {row.place: row for row in site.rows.get(VISITS.name, ())}
    found: dict[Term, dict[str, None]] = {}
    for visit in reversed(tuple(chain)):
        for each in attendances_at(site, visit, rows):
            found.setdefault(each.organisation, {}).update({each.role: None})
    return tuple(
        Participants(organisation, "; ".join(filter(None, roles)))
        for organisation, roles in found.items()
    )


def posts_by_theme(site: Site, posts: Paths) -> tuple[ThemePosts, ...]:
    """The posts under each of their themes, the most frequent theme first, and themes with the same
    posts together."""
    found: dict[Term, list[Term]] = {}
    for card in (site.cards[path] for path in posts):
        for theme in card.themes:
            found.setdefault(theme, []).append(Term(card.title, card.url))
    ordered = sorted(found, key=lambda term: (-len(found[term]), swedish.sort_key(term.name)))
    together: dict[tuple[Term, ...], list[AnchoredTheme]] = {}
    for theme in ordered:
        anchored = AnchoredTheme(theme.name, theme.url, urls.theme_slug(theme.url))
        together.setdefault(tuple(found[theme]), []).append(anchored)
    return tuple(ThemePosts(tuple(themes), same) for same, themes in together.items())
