"""What became of the points of a plan: each point's timeline, its status, and whether it is late.

Pure functions over what plans and posts state, as of a given day; the order of texts and of
publication never matters.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Any, Literal

from sitegen.core.record import Record
from sitegen.sweden.periods import Period

UNKNOWN = "inget besked"
"""The status of a point of which nobody has said anything since the plan."""

SCALE = ("inte påbörjat", "påbörjat", "till stor del klart", "klart")
"""The statuses that texts give, the least done first (the Open Government Partnership's reviewers
use the same steps)."""

DONE = SCALE[-1]

ENDS = ("struket", "ändrat")
"""The statuses of a point that is no longer part of its plan."""

Lateness = Literal["", "försenad", "tiden ute"]
"""“försenad” if it was not done after its time, “tiden ute” if nobody has said anything since."""


class StatusNote(Record, frozen=True, kw_only=True):
    """What one text says of a point, or that it was struck or changed.

    `place` is the path of a post of ours whose visit showed it, empty for what others have told or
    for the end of a point; `sources` are then where that can be read.
    """

    period: Period
    status: str
    note: str = ""
    place: str = ""
    sources: tuple[Any, ...] = ()

    @property
    def order(self) -> tuple[date, date, bool, bool, int]:
        """The sort key of a timeline. With the same period a visit counts as later than what others
        tell, and the less that is done as later than the more; an end comes last."""
        last, first = self.period.order
        is_end = self.status in ENDS
        rank = 0 if is_end else SCALE.index(self.status)
        return last, first, is_end, bool(self.place), -rank


class PointStatus(Record, frozen=True, kw_only=True):
    """A point of a plan as of a day: its timeline, oldest first, and what follows from it."""

    timeline: tuple[StatusNote, ...]
    status: str
    period: Period | None
    lateness: Lateness

    @property
    def newest(self) -> StatusNote | None:
        """What gave it its status, None if nobody has said anything."""
        same = (note for note in reversed(self.timeline) if note.status == self.status)
        return next((note for note in same if note.period == self.period), None)

    @property
    def is_ended(self) -> bool:
        """True if it is no longer part of its plan."""
        return self.status in ENDS


def outcome_of(
    notes: Iterable[StatusNote], due: Period | None, today: date, *, is_due: bool
) -> PointStatus:
    """What became of a point of which these `notes` tell.

    `is_due` is False for a plan that is only announced or has been replaced: its points are never
    late. The status “klart” is never late either, even when it came after `due`. That a point was
    struck or changed is its status from the first day of that on.
    """
    timeline = tuple(sorted(notes, key=lambda each: each.order))
    told = [each for each in timeline if each.status not in ENDS]
    ends = [each for each in timeline if each.status in ENDS and _has_begun(each.period, today)]
    newest = next(reversed(ends or told), None)
    return PointStatus(
        timeline=timeline,
        status=newest.status if newest else UNKNOWN,
        period=newest.period if newest else None,
        lateness=_lateness(newest, due, today) if is_due else "",
    )


def _has_begun(period: Period, today: date) -> bool:
    return period.first is None or period.first <= today


def _lateness(newest: StatusNote | None, due: Period | None, today: date) -> Lateness:
    if due is None or due.last is None or (newest and newest.status in (DONE, *ENDS)):
        return ""
    if newest and (newest.period.first or date.min) > due.last:
        return "försenad"
    return "tiden ute" if due.last < today else ""


def is_open(status: str) -> bool:
    """True if a point with this status is neither done nor ended."""
    return status not in (DONE, *ENDS)


def find_ties(timeline: Sequence[StatusNote]) -> list[StatusNote]:
    """The notes of a timeline that have the same period as the one before and another status, but
    not those of one post, which tells of each point once, nor an end, which settles the matter."""
    return [
        later
        for earlier, later in pairwise(timeline)
        if later.period.order == earlier.period.order
        and later.status != earlier.status
        and later.status not in ENDS
        and not (later.place and later.place == earlier.place)
    ]


def count_statuses(outcomes: Iterable[PointStatus]) -> Mapping[str, int]:
    """How many points have each status, in the order of the scale."""
    counts = dict.fromkeys((DONE, *SCALE[-2::-1], UNKNOWN, *ENDS), 0)
    for outcome in outcomes:
        counts[outcome.status] += 1
    return counts
