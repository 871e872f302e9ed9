"""Feeds of the newest statuses of plans, as Atom (RFC 4287) and JSON Feed 1.1: of all, and of each
kommun."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from itertools import count

from sitegen.core import urls
from sitegen.core.record import Record
from sitegen.mission.outcomes import StatusNote
from sitegen.model.plan import Plan, Point
from sitegen.model.site import Site
from sitegen.model.source import post_path
from sitegen.pages.page import Page
from sitegen.pages.plan_notes import all_plans, plan_name
from sitegen.sweden import periods, register, swedish


class StatusEntry(Record, frozen=True, kw_only=True):
    """One status in a feed; `told` is when it was published, as far as that is known, and `id`
    stays the same when the words of it are changed."""

    id: str
    title: str
    url: str
    kommun: str
    told: datetime
    summary: str


class StatusesView(Record, frozen=True, kw_only=True):
    """A feed in either format; `page` is the page that shows the same points."""

    id: str
    title: str
    page: str
    updated: datetime
    entries: tuple[StatusEntry, ...]


def pages(site: Site) -> Iterator[Page]:
    """The feed of all kommuner, then that of each whose plans have a status."""
    by_kommun: dict[str, list[StatusEntry]] = {}
    for plan in all_plans(site):
        by_kommun.setdefault(plan.meta.kommun, []).extend(_entries(site, plan))
    every = [entry for entries in by_kommun.values() for entry in entries]
    yield from _feed(site, "det senaste om planerna", urls.PLANS, every)
    for slug, entries in by_kommun.items():
        name = register.kommuner()[slug].name
        yield from _feed(site, f"{swedish.genitive(name)} planer", urls.kommun(slug), entries)


def _feed(site: Site, about: str, page: str, entries: Sequence[StatusEntry]) -> Iterator[Page]:
    if not entries:
        return
    newest = sorted(entries, key=lambda entry: (entry.told, entry.id), reverse=True)
    url = urls.statuses(page)
    view = StatusesView(
        id=urls.tag_uri(site.config.base_url, url),
        title=f"{site.config.title}: {about}",
        page=page,
        updated=newest[0].told,
        entries=tuple(newest[: site.config.feed_entries]),
    )
    yield Page(url=url, template="besked.xml", view=view, listed=False)
    yield Page(url=urls.json_feed(url), template="besked.json", view=view, listed=False)


def _entries(site: Site, plan: Plan) -> Iterator[StatusEntry]:
    for each in site.outcomes[plan.slug]:
        taken: set[str] = set()
        for note in each.outcome.timeline:
            yield _entry(site, plan, each.point, note, taken)


def _entry(site: Site, plan: Plan, point: Point, note: StatusNote, taken: set[str]) -> StatusEntry:
    """The entry of a status; `taken` are the names of those before it."""
    kommun = register.kommuner()[plan.meta.kommun].name
    told = f"{swedish.slugify(note.status)}-{swedish.slugify(note.period.text)}"
    names = (told if number == 1 else f"{told}-{number}" for number in count(1))
    name = next(each for each in names if each not in taken)
    taken.add(name)
    words = f"{swedish.capitalise(note.status)} {periods.format_period(note.period)}"
    return StatusEntry(
        id=urls.tag_uri(site.config.base_url, f"{plan.slug}/{point.id}/{name}"),
        title=f"{kommun}: {note.status} – {point.text}",
        url=f"{urls.plan(plan.slug)}#{point.id}",
        kommun=kommun,
        told=_told_at(site, note),
        summary=f"{words}, i {plan_name(plan)}. {note.note}".strip(),
    )


def _told_at(site: Site, note: StatusNote) -> datetime:
    """When a status was published: the post, or else the first dated source; without any, the first
    day on which it may have been so."""
    if note.place:
        return site.posts[note.place].meta.date.at
    for source in note.sources:
        path = post_path(source.post.text, site.posts) if source.post else ""
        if path:
            return site.posts[path].meta.date.at
        if source.date:
            moment: datetime = source.date.at
            return moment
    return datetime.combine(note.period.first or note.period.last or date(2015, 1, 1), time())
