"""Dates: a text is changed after it was published, not before, and what is told has been.

Feeds, the sitemap and search engines get `updated`; one that is earlier than the publication or
later than now is not true.
Good:  date: 2017-01-12 with updated: 2017-03-01
Bad:   date: 2017-01-12 with updated: 2016-03-01, or with visited: 2017-02;
       a correction of 2016-12-24; a visit in 2130 that is not said to be planned
Source: RFC 4287 (Atom), on the elements published and updated.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from sitegen.core.problem import Problem
from sitegen.documents.document import AnyDocument, Meta, at_field
from sitegen.documents.settings import CONFIG
from sitegen.model.plan import PLANS, Plan
from sitegen.model.post import Correction, PostMeta
from sitegen.model.site import Site, documents_of
from sitegen.model.visit_row import VISITS
from sitegen.pages.page import Output
from sitegen.sweden import register, swedish
from sitegen.sweden.dates import Moment
from sitegen.sweden.periods import Period, format_period


def check(site: Site, pages: Sequence[Output]) -> Iterator[Problem]:
    """Yield each `updated` and correction that cannot be true, each visit after its post, and what
    is told though it is still to come: the end of the mission, a visit, a plan and its points."""
    yield from _check_closed(site)
    yield from _check_rows(site)
    for plan in site.documents.get(PLANS.name, {}).values():
        yield from _check_plan(plan, site.now)
    for document in documents_of(site):
        meta = document.meta
        published = meta.date if isinstance(meta, PostMeta) else None
        if isinstance(meta, Meta) and meta.updated is not None:
            yield from _check_updated(document, meta.updated, published, site.now)
        if isinstance(meta, PostMeta) and meta.visited is not None:
            yield from _check_visited(document, meta)
        for number, each in enumerate(meta.corrections if isinstance(meta, PostMeta) else ()):
            yield from _check_correction(document, f"corrections.{number}.date", each, site.now)


def _check_closed(site: Site) -> Iterator[Problem]:
    closed = site.config.closed
    if closed and closed.at.date() > site.now.date():
        yield Problem(
            CONFIG,
            0,
            0,
            "closed-too-late",
            f"Uppdraget avslutas {_in_words(closed)}, och den dagen har inte varit än.",
            "Ta bort raden closed tills uppdraget är slut. Annars räknas allt som om det vore den "
            "dagen, och läsarna får veta att det är slut.",
            "warning",
            field="closed",
        )


def _check_updated(
    document: AnyDocument, updated: Moment, published: Moment | None, now: datetime
) -> Iterator[Problem]:
    latest = max(now, published.at) if published else now
    if published is not None and _is_before(updated, published):
        yield at_field(
            document,
            "updated",
            "updated-too-early",
            f"Texten är ändrad {_in_words(updated)} men publicerad {_in_words(published)}.",
            "Skriv dagen då texten senast ändrades i sak, eller ta bort fältet updated.",
        )
    elif updated.at > latest:
        yield at_field(
            document,
            "updated",
            "updated-too-late",
            f"Texten är ändrad {_in_words(updated)}, och det har inte varit än.",
            "Skriv dagen då texten senast ändrades i sak, eller ta bort fältet updated.",
        )


def _check_correction(
    document: AnyDocument, field: str, correction: Correction, now: datetime
) -> Iterator[Problem]:
    published = document.meta.date
    if _is_before(correction.date, published):
        fault = f"men inlägget publiceras {_in_words(published)}"
        hint = "Skriv dagen då det rättades. Det som ändras före publiceringen är ingen rättelse."
    elif correction.date.at > max(now, published.at):
        fault = "och det har inte varit än"
        hint = "Skriv dagen då det rättades."
    else:
        return
    message = f"Rättelsen är gjord {_in_words(correction.date)}, {fault}."
    yield at_field(document, field, "correction-date", message, hint)


def _check_visited(document: AnyDocument, meta: PostMeta) -> Iterator[Problem]:
    published = meta.date.at.date()
    first = meta.visited.first if meta.visited else None
    if meta.visited and first and first > published:
        yield at_field(
            document,
            "visited",
            "visited-after-date",
            f"Besöket var {format_period(meta.visited)}, men inlägget publiceras "
            f"{swedish.format_date(published)}.",
            "Kontrollera båda datumen. Är inlägget skrivet före besöket stämmer de inte.",
            "warning",
        )


def _check_rows(site: Site) -> Iterator[Problem]:
    """Yield each visit of visits.yml that cannot have been and is not said to be planned."""
    for row in site.rows.get(VISITS.name, ()):
        if not row.meta.planned and _is_to_come(row.meta.date, site.now):
            names = swedish.format_list(register.kommuner()[slug].name for slug in row.meta.kommun)
            yield Problem(
                row.path,
                row.line,
                1,
                "not-yet",
                f"Besöket i {names} {format_period(row.meta.date)} har inte varit än.",
                "Är det planerat, skriv planned: true. Annars räknas det som gjort. Kontrollera "
                "också tiden.",
                "warning",
            )


def _check_plan(plan: Plan, now: datetime) -> Iterator[Problem]:
    """Yield each time in a plan at which it says that something was, and that is still to come."""
    times = [("agreed", plan.meta.agreed)]
    for number, point in enumerate(plan.meta.points):
        field = f"points.{number}"
        times += [
            (f"{field}.reports.{at}.date", told.date) for at, told in enumerate(point.reports)
        ]
        times += [(f"{field}.ended.date", point.ended.date)] if point.ended else []
    for field, period in times:
        if period and _is_to_come(period, now):
            is_agreed = field == "agreed"
            yield at_field(
                plan,
                field,
                "not-yet",
                f"Tiden är {format_period(period)}, och den har inte varit än.",
                "Är planen inte överenskommen än, skriv tiden i fältet expected i stället."
                if is_agreed
                else "Skriv när det var så. Ett besked gäller det som har hänt.",
                "warning",
            )


def _is_to_come(period: Period, now: datetime) -> bool:
    return period.first is not None and period.first > now.date()


def _is_before(updated: Moment, published: Moment) -> bool:
    """True if `updated` is earlier; a whole day is not earlier than a moment of the same day."""
    if updated.has_time and published.has_time:
        return updated.at < published.at
    return updated.at.date() < published.at.date()


def _in_words(moment: Moment) -> str:
    if moment.has_time:
        return swedish.format_datetime(moment.at)
    return swedish.format_date(moment.at.date())
