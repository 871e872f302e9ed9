"""Visits counted a second time: merged by kommun, joined between kommuner, announced.

It knows posts and rows; it knows no plan and no page.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import NamedTuple

from tests.support.recount.spans import Span, iso, read_span
from tests.support.recount.texts import (
    KOMMUNER,
    Content,
    Fields,
    Kommun,
    Text,
    kommuner_of,
)


class Fact(NamedTuple):
    """One statement that there was a visit: a post, or a row of visits.yml."""

    span: Span
    text: Text | None
    row: int
    assumed: bool


class Chained(NamedTuple):
    """A visit in one kommun: all that tell of it."""

    kommun: Kommun
    span: Span
    facts: tuple[Fact, ...]

    @property
    def texts(self) -> list[Text]:
        """The posts that tell of it, the first first."""
        found = [fact.text for fact in self.facts if fact.text]
        return sorted(found, key=lambda text: (text.published, text.path))

    @property
    def assumed(self) -> bool:
        """True if only the day of publication says that it was just then."""
        return all(fact.assumed for fact in self.facts if fact.span == self.span)


def chains_of(content: Content) -> dict[Kommun, list[Chained]]:
    """The visits of each kommun, in order."""
    told: defaultdict[Kommun, list[Fact]] = defaultdict(list)
    for text in content.texts.values():
        if text.visited:
            for kommun in text.kommuner:
                told[kommun].append(Fact(text.visited, text, -1, text.assumed))
    for number, row in enumerate(content.rows):
        if row.get("planned") != "true":
            for kommun in kommuner_of(row["kommun"]):
                told[kommun].append(Fact(read_span(row["date"]), None, number, assumed=False))
    return {kommun: _merge(kommun, facts) for kommun, facts in told.items()}


def _merge(kommun: Kommun, facts: list[Fact]) -> list[Chained]:
    spans = {fact.span for fact in facts}
    narrow = sorted(
        (span for span in spans if not any(span.holds(one) for one in spans - {span})),
        key=lambda span: span.order,
    )
    return [
        Chained(
            kommun,
            span,
            tuple(
                fact
                for fact in facts
                if next(one for one in narrow if fact.span.holds(one)) == span
            ),
        )
        for span in narrow
    ]


def joint_visits(chains: dict[Kommun, list[Chained]]) -> list[list[Chained]]:
    """The visits of the country: what is one visit in several kommuner stands once.

    It is one if the same posts tell of it, or without any the same rows.
    """
    together: defaultdict[tuple[object, ...], list[Chained]] = defaultdict(list)
    for visit in (visit for kommun in sorted(chains) for visit in chains[kommun]):
        posts = tuple(sorted(text.path for text in visit.texts))
        rows = tuple(sorted(fact.row for fact in visit.facts))
        together[posts or rows].append(visit)
    return list(together.values())


def number_of(code: str, span: Span) -> str:
    """What a visit is called."""
    return f"{code}-{iso(span.first) or 'fore-' + iso(span.last)}"


def planned_rows(
    content: Content, chains: dict[Kommun, list[Chained]]
) -> list[tuple[Fields, Kommun]]:
    """The planned visits that are still ahead, in each kommun."""
    found = []
    for row in content.rows:
        if row.get("planned") != "true":
            continue
        span = read_span(row["date"])
        assert span.last
        for kommun in kommuner_of(row["kommun"]):
            answered = any(_not_before(visit, span.first) for visit in chains.get(kommun, []))
            if span.last >= content.today and not answered:
                found.append((row, kommun))
    return found


def announced(content: Content, chains: dict[Kommun, list[Chained]]) -> set[str]:
    """The kommuner that are said to be visited next, in planned rows and in posts."""
    found = {kommun.name for _, kommun in planned_rows(content, chains)}
    for text in content.texts.values():
        if not (following := text.fields.get("next")):
            continue
        fields = following if isinstance(following, dict) else {"kommun": following}
        last = read_span(fields["date"]).last if "date" in fields else _year_after(text)
        kommun = KOMMUNER[fields["kommun"]]
        begins = _announced_at(text, chains)
        answered = any(_not_before(visit, begins) for visit in chains.get(kommun, []))
        assert last
        if last >= content.today and not answered:
            found.add(kommun.name)
    return found


def _announced_at(text: Text, chains: dict[Kommun, list[Chained]]) -> date | None:
    told = [visit for chain in chains.values() for visit in chain if text in visit.texts]
    if not told:
        return text.published.date()
    return min((visit.span.first or date.min) for visit in told)


def _not_before(visit: Chained, day: date | None) -> bool:
    assert visit.span.last
    return day is None or visit.span.last >= day


def _year_after(text: Text) -> date:
    day = text.published.date()
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)
