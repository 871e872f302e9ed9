"""A page for each organisation that is no kommun, and the list of them all.

It says what the organisation took part in and what it answers for.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from datetime import date

from sitegen.core import urls
from sitegen.core.record import Record
from sitegen.documents.organisations import Organisation, Participant
from sitegen.documents.settings import Row
from sitegen.mission.visits import Visit
from sitegen.model.cards import Term, kommun_term
from sitegen.model.follow_ups import period_of
from sitegen.model.post import Post
from sitegen.model.site import Site, own_organisations
from sitegen.model.visit_row import VISITS
from sitegen.pages.page import Listing, Page, paginate
from sitegen.pages.point_lists import PlacedPoint, points_by_organisation
from sitegen.pages.visit_notes import SourceLink, source_links, sources_of
from sitegen.sweden import periods, register
from sitegen.sweden.periods import Period

PER_PAGE = 60
"""Visits on a page of an organisation."""


class Attended(Record, frozen=True, kw_only=True):
    """A visit, or a text about something else, in which an organisation took part: where, when, who
    came, and our posts about it or else its sources."""

    kommuner: tuple[Term, ...]
    period: Period
    is_assumed: bool
    is_visit: bool
    roles: tuple[str, ...]
    posts: tuple[Term, ...]
    sources: tuple[SourceLink, ...]


class RelatedOrganisation(Record, frozen=True):
    """The organisation before or after, and when it existed."""

    term: Term
    time: str


class OrganisationView(Record, frozen=True, kw_only=True):
    """One organisation; all fields below `called` are shown on the newest page only. It is `called`
    by its name, with its time if another has the same."""

    listing: Listing[Attended]
    name: str
    called: str
    kind: str
    time: str
    lan: Term | None
    kommun: Term | None
    website: str
    before: tuple[RelatedOrganisation, ...]
    after: tuple[RelatedOrganisation, ...]
    visits: int
    points: tuple[PlacedPoint, ...]


class OrganisationEntry(Record, frozen=True, kw_only=True):
    """An organisation in the list."""

    term: Term
    kind: str
    time: str
    visits: int
    points: int


class OrganisationsView(Record, frozen=True):
    """All organisations in Swedish order."""

    organisations: tuple[OrganisationEntry, ...]


def pages(site: Site) -> Iterator[Page]:
    """The list, and one or more pages for each; none if none is listed."""
    own = own_organisations(site)
    if not own:
        return
    attended, points = _attended(site), points_by_organisation(site)
    entries = []
    for each in own:
        events, answered = attended.get(each.slug, []), points.get(each.slug, ())
        entries.append(
            OrganisationEntry(
                term=Term(each.name, urls.organisation(each.slug)),
                kind=each.kind,
                time=_time_of(each),
                visits=sum(event.is_visit for event in events),
                points=len(answered),
            )
        )
        yield from _pages_of(site, each, own, events, answered)
    view = OrganisationsView(tuple(entries))
    yield Page(url=urls.ORGANISATIONS, template="organisationer.html", view=view)


def _pages_of(
    site: Site,
    each: Organisation,
    own: tuple[Organisation, ...],
    events: list[Attended],
    points: tuple[PlacedPoint, ...],
) -> Iterator[Page]:
    url = urls.organisation(each.slug)
    lan = next((lan for lan in register.all_lan().values() if lan.slug == each.lan), None)
    is_shared = sum(one.name == each.name for one in own) > 1
    successors = {one.slug for one in own if each.slug in one.replaces}
    for page_url, listing in paginate(url, events, per_page=PER_PAGE, day=_day_of):
        newest = listing.number == 0
        view = OrganisationView(
            listing=listing,
            name=each.name,
            called=f"{each.name}, {_time_of(each)}" if is_shared else each.name,
            kind=each.kind if newest else "",
            time=_time_of(each) if newest else "",
            lan=Term(lan.name, urls.lan(lan.slug)) if lan and newest else None,
            kommun=kommun_term(each.kommun) if each.kommun and newest else None,
            website=each.url if newest else "",
            before=_related(own, each.replaces) if newest else (),
            after=_related(own, successors) if newest else (),
            visits=sum(event.is_visit for event in events) if newest else 0,
            points=points if newest else (),
        )
        yield Page(
            url=page_url, template="organisation.html", view=view, source="organisations.yml"
        )


def _related(own: Iterable[Organisation], slugs: Container[str]) -> tuple[RelatedOrganisation, ...]:
    found = (each for each in own if each.slug in slugs)
    return tuple(
        RelatedOrganisation(Term(each.name, urls.organisation(each.slug)), _time_of(each))
        for each in found
    )


def _time_of(each: Organisation) -> str:
    """“från 1 januari 2019”, “till 31 december 2018”, or both; empty if nobody has said."""
    parts = [
        f"{word} {periods.format_period(period)}"
        for word, period in (("från", each.from_), ("till", each.until))
        if period
    ]
    return " ".join(parts)


def _day_of(event: Attended) -> date | None:
    return event.period.last


def _attended(site: Site) -> Mapping[str, list[Attended]]:
    """What each organisation took part in, by its slug, the latest first."""
    rows = {row.place: row for row in site.rows.get(VISITS.name, ())}
    found: dict[str, list[Attended]] = {}
    visits = {visit.id: visit for chain in site.visits.values() for visit in chain}
    for visit in visits.values():
        for slug, roles in _who_visited(site, visit, rows).items():
            found.setdefault(slug, []).append(_at_visit(site, visit, tuple(roles), rows))
    told = {path for visit in visits.values() for path in visit.posts}
    for path, post in site.posts.items():
        if post.meta.participants and path not in told:
            for slug, roles in _name(site, post.meta.participants, period_of(post)).items():
                found.setdefault(slug, []).append(_in_text(site, post, tuple(roles)))
    for events in found.values():
        events.sort(key=lambda event: event.period.order, reverse=True)
    return found


Roles = dict[str, dict[str, None]]
"""Those who came of each organisation, by its slug, each once."""


def _name(site: Site, participants: Iterable[Participant], period: Period) -> Roles:
    """Those of some participants that are listed."""
    found: Roles = {}
    for each in participants:
        one = site.organisations.find(each.organisation, period.last)
        if one:
            found.setdefault(one.slug, {}).update({each.role: None} if each.role else {})
    return found


def _who_visited(site: Site, visit: Visit, rows: Mapping[str, Row]) -> Roles:
    found: Roles = {}
    posts = [site.posts[path] for path in visit.posts]
    told = [_name(site, post.meta.participants, period_of(post)) for post in posts]
    metas = [rows[place].meta for place in visit.rows]
    for roles in (*told, *(_name(site, meta.participants, meta.date) for meta in metas)):
        for slug, each in roles.items():
            found.setdefault(slug, {}).update(each)
    return found


def _at_visit(
    site: Site, visit: Visit, roles: tuple[str, ...], rows: Mapping[str, Row]
) -> Attended:
    return Attended(
        kommuner=tuple(map(kommun_term, visit.kommuner)),
        period=visit.period,
        is_assumed=visit.assumed,
        is_visit=True,
        roles=roles,
        posts=tuple(Term(site.cards[path].title, site.urls[path]) for path in visit.posts),
        sources=() if visit.posts else source_links(site, sources_of(visit, rows)),
    )


def _in_text(site: Site, post: Post, roles: tuple[str, ...]) -> Attended:
    return Attended(
        kommuner=site.cards[post.path].kommuner,
        period=period_of(post),
        is_assumed=False,
        is_visit=False,
        roles=roles,
        posts=(Term(post.meta.title, site.urls[post.path]),),
        sources=(),
    )
