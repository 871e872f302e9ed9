"""Calendars (iCalendar, RFC 5545) of due days and announced visits: of all, and of each kommun."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from sitegen.core import urls
from sitegen.core.record import Record
from sitegen.mission.announcements import Announcement
from sitegen.model.site import Site, kommun_link
from sitegen.pages.page import Generated
from sitegen.pages.plan_notes import plan_name
from sitegen.pages.point_lists import DuePoint, due_points
from sitegen.sweden import periods, register, swedish

PRODUCT = "-//Besoksbloggen//SV"
DAILY = timedelta(1)


class CalendarEvent(Record, frozen=True, kw_only=True):
    """Whole days in a calendar, from `first` to `last`. `id` stays the same when the words change;
    `stamp` is the newest day that is known to have decided them."""

    id: str
    name: str
    description: str
    url: str
    first: date
    last: date
    stamp: date


class CalendarView(Record, frozen=True):
    """A calendar: its name, the address of the page that shows the same, and its events."""

    name: str
    url: str
    events: tuple[CalendarEvent, ...]


def pages(site: Site) -> Iterator[Generated]:
    """The calendar of all kommuner, then that of each that has an event."""
    by_kommun: dict[str, list[CalendarEvent]] = {}
    for each in due_points(site):
        by_kommun.setdefault(each.plan.meta.kommun, []).append(_due_event(site, each))
    for announced in site.announced:
        by_kommun.setdefault(announced.kommun, []).extend(_visit_events(site, announced))
    every = [event for events in by_kommun.values() for event in events]
    yield from _calendar(site, site.config.title, urls.PLANS, urls.PLANS, every)
    for slug in (slug for slug in register.kommuner() if slug in by_kommun):
        name = f"{site.config.title}: {register.kommuner()[slug].name}"
        page = kommun_link(site, slug).url or urls.WAITING
        yield from _calendar(site, name, urls.kommun(slug), page, by_kommun[slug])


def _calendar(
    site: Site, name: str, place: str, page: str, events: Sequence[CalendarEvent]
) -> Iterator[Generated]:
    if events:
        ordered = sorted(events, key=lambda event: (event.last, event.first, event.id))
        shown = urls.absolute(site.config.base_url, page)
        view = CalendarView(name, shown, tuple(ordered))
        yield Generated(url=urls.calendar(place), view=view, encode=encode_calendar)


def _due_event(site: Site, each: DuePoint) -> CalendarEvent:
    plan, point = each.plan, each.point
    kommun = register.kommuner()[plan.meta.kommun].name
    told = (note.period.last for note in each.outcome.timeline)
    agreed = plan.meta.agreed.last if plan.meta.agreed else None
    due = periods.format_period(point.due) if point.due else ""
    return CalendarEvent(
        id=urls.tag_uri(site.config.base_url, f"{plan.slug}/{point.id}"),
        name=f"{kommun}: {point.text}",
        description=(
            f"Skulle vara klart senast {due}, enligt {plan_name(plan)}. "
            f"Läget: {each.outcome.status}."
        ),
        url=urls.absolute(site.config.base_url, f"{urls.plan(plan.slug)}#{point.id}"),
        first=each.day,
        last=each.day,
        stamp=max(filter(None, (*told, agreed)), default=each.day),
    )


def _visit_events(site: Site, announced: Announcement) -> Iterator[CalendarEvent]:
    period = announced.period
    if period is None or period.first is None or period.last is None:
        return
    kommun = register.kommuner()[announced.kommun]
    page = kommun_link(site, kommun.slug).url or urls.WAITING
    yield CalendarEvent(
        id=urls.tag_uri(site.config.base_url, f"besok/{kommun.code}/{period.first}"),
        name=f"Planerat besök i {kommun.name}",
        description=f"{swedish.capitalise(periods.format_time(period))}.",
        url=urls.absolute(site.config.base_url, page),
        first=period.first,
        last=period.last,
        stamp=period.first,
    )


def encode_calendar(view: CalendarView) -> bytes:
    """The calendar as a file; programs look for a new one once a day."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("name", view.name)
    calendar.add("x-wr-calname", view.name)
    calendar.add("url", view.url)
    calendar.add("refresh-interval", DAILY, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "P1D")
    head, end, tail = bytes(calendar.to_ical()).rpartition(b"END:VCALENDAR")
    return head + b"".join(map(_encode_event, view.events)) + end + tail


@lru_cache(10_000)
def _encode_event(each: CalendarEvent) -> bytes:
    """One event, which is in two calendars."""
    from icalendar import Event

    event = Event()
    event.add("uid", each.id)
    event.add("dtstamp", datetime(*each.stamp.timetuple()[:3], tzinfo=UTC))
    event.add("dtstart", each.first)
    event.add("dtend", each.last + timedelta(1))
    event.add("summary", each.name)
    event.add("description", each.description)
    event.add("url", each.url)
    event.add("transp", "TRANSPARENT")
    return bytes(event.to_ical())
