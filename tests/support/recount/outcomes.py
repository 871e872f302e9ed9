"""What became of each point, counted a second time.

It knows plans and what posts and others have told; it knows no visit but by the period of a post.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from tests.support.recount.spans import Span, read_span
from tests.support.recount.texts import Content, Fields, listed

SCALE = ("inte påbörjat", "påbörjat", "till stor del klart", "klart")
SILENT = "inget besked"


class Status(NamedTuple):
    """One status of a point: `visit` is true if a post of ours tells it."""

    span: Span
    name: str
    note: str
    source: str
    visit: bool

    @property
    def weight(self) -> tuple[tuple[date, date], bool, int]:
        """The newest weighs most; of the same days a visit, then the least."""
        return self.span.order, self.visit, -SCALE.index(self.name)


class Outcome(NamedTuple):
    """A point of a plan: where it stands, and all that has been told."""

    plan: str
    place: int
    fields: Fields
    told: tuple[Status, ...]
    status: str
    span: Span
    late: str


def is_agreed(plan: Fields) -> bool:
    """True if the plan is more than announced."""
    return "agreed" in plan


def points_of(content: Content, plan: Fields) -> list[Fields]:
    """The points that readers may see."""
    points: list[Fields] = listed(plan.get("points"))
    return [each for each in points if "source" not in each or content.sources(each)]


def outcomes_of(content: Content) -> list[Outcome]:
    """Every point of every plan."""
    replaced = {plan["replaces"] for plan in content.plans.values() if "replaces" in plan}
    return [
        _judge(content, name, place, point, due=is_agreed(plan) and name not in replaced)
        for name, plan in sorted(content.plans.items())
        for place, point in enumerate(points_of(content, plan), 1)
    ]


def _judge(content: Content, plan: str, place: int, point: Fields, *, due: bool) -> Outcome:
    told = sorted(_told(content, plan, point), key=lambda status: status.weight)
    end = _end(content, point)
    every = (*told, end) if end else tuple(told)
    if end and (end.span.first or date.min) <= content.today:
        return Outcome(plan, place, point, every, end.name, end.span, "nej")
    newest = told[-1] if told else None
    late = _late(content, point, newest) if due else "nej"
    name, span = (newest.name, newest.span) if newest else (SILENT, Span(None, None))
    return Outcome(plan, place, point, every, name, span, late)


def _told(content: Content, plan: str, point: Fields) -> list[Status]:
    names = {point["id"], *listed(point.get("aliases"))}
    found = [
        Status(
            read_span(text.fields["visited"])
            if text.fields.get("visited", "ingen") != "ingen"
            else text.day,
            each["status"],
            each.get("note", ""),
            text.address,
            visit=True,
        )
        for text in content.texts.values()
        for each in listed(text.fields.get("follow_up"))
        if each["plan"] == plan and each["point"] in names
    ]
    for report in listed(point.get("reports")):
        if sources := content.sources(report):
            span, note = read_span(report["date"]), report.get("note", "")
            found.append(Status(span, report["status"], note, sources[0], visit=False))
    return found


def _end(content: Content, point: Fields) -> Status | None:
    ended = point.get("ended")
    sources = content.sources(ended) if ended else []
    if not ended or not sources:
        return None
    span, note = read_span(ended["date"]), ended.get("note", "")
    return Status(span, ended["as"], note, sources[0], visit=False)


def _late(content: Content, point: Fields, newest: Status | None) -> str:
    due = read_span(point["due"]).last if "due" in point else None
    if due is None or (newest and newest.name == "klart"):
        return "nej"
    if newest and newest.span.first and newest.span.first > due:
        return "ja"
    return "okänt" if due < content.today else "nej"
