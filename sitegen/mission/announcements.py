"""Visits that have been announced but not made: which still are, on a given day.

Pure functions over what texts state; they know neither documents nor pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from sitegen.core.record import Record
from sitegen.mission.visits import Chains, Visit
from sitegen.sweden.periods import Period, overlaps


class Announcement(Record, frozen=True, kw_only=True):
    """A visit to a kommun that a post announces, or that a row of visits.yml says is planned.

    `place` is the path of the post, or the place of the row. `since` is the day before which no
    visit can be the announced one: for a post, the first of the visit that it is about, or that of
    its publication; None for a row. `until` is the last day on which it is shown.
    """

    kommun: str
    period: Period | None
    place: str
    since: date | None
    until: date


def is_answered(announcement: Announcement, chain: Sequence[Visit]) -> bool:
    """True if a visit in the chain of the kommun may be the announced one.

    Any that does not end before `since` is; for a row, one at the time for which it was planned,
    which nobody knows of a visit at a time that is not known.
    """
    if announcement.since is None and announcement.period is not None:
        dated = (visit.period for visit in chain if visit.period.last)
        return any(overlaps(period, announcement.period) for period in dated)
    since = announcement.since or date.min
    return any((visit.period.last or date.max) >= since for visit in chain)


def still_announced(
    announcements: Iterable[Announcement], chains: Chains, today: date
) -> tuple[Announcement, ...]:
    """Those that no visit answers and whose time has not passed, soonest first."""
    left = [
        each
        for each in announcements
        if today <= each.until and not is_answered(each, chains.get(each.kommun, ()))
    ]
    return tuple(sorted(left, key=lambda each: (each.until, each.kommun, each.place)))
