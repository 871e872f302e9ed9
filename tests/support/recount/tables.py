"""The tables of open data: as they must be for a content folder, and as a built site has them.

It knows the columns and their order; what they mean is decided in the other modules.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

from tests.support.recount.outcomes import Outcome, outcomes_of, points_of
from tests.support.recount.spans import Span, read_span
from tests.support.recount.texts import KOMMUNER, Content, Fields, Kommun, kommuner_of, listed
from tests.support.recount.visits import (
    Chained,
    chains_of,
    joint_visits,
    number_of,
    planned_rows,
)

Row = tuple[str, ...]
NOTHING = Span(None, None)


def make_tables(content: Content) -> dict[str, list[Row]]:
    """The rows of each table, in order."""
    chains, outcomes = chains_of(content), outcomes_of(content)
    return {
        "besok": sorted(_visit_rows(content, chains)),
        "planer": sorted(_plan_rows(content)),
        "punkter": [_point_row(content, each) for each in outcomes],
        "besked": sorted(_status_rows(outcomes)),
        "inlagg": sorted(_text_rows(content)),
        "siffror": sorted(_figure_rows(content), key=lambda row: (row[:4], float(row[4]), row)),
    }


def read_tables(site: Path) -> dict[str, list[Row]]:
    """The rows of each table of a built site, without headers."""
    found = {}
    for path in (site / "data").glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            found[path.stem] = [tuple(row) for row in csv.reader(file)][1:]
    return found


def _visit_rows(content: Content, chains: dict[Kommun, list[Chained]]) -> Iterable[Row]:
    for group in joint_visits(chains):
        name = number_of(group[0].kommun.code, group[0].span)
        for visit in group:
            place = chains[visit.kommun].index(visit) + 1
            texts = [text.address for text in visit.texts]
            rows = [content.rows[fact.row] for fact in visit.facts if not fact.text]
            source = texts[0] if texts else content.sources(rows[0])[0]
            taken = _yes(visit.assumed)
            cells = (*visit.span.fields(), str(place), "nej", taken, " ".join(texts), source)
            yield (name, *visit.kommun, *cells)
    for row, kommun in planned_rows(content, chains):
        span = read_span(row["date"])
        name = number_of(kommuner_of(row["kommun"])[0].code, span)
        yield (name, *kommun, *span.fields(), "", "ja", "nej", "", content.sources(row)[0])


def _plan_rows(content: Content) -> Iterable[Row]:
    for name, plan in content.plans.items():
        kommun = KOMMUNER[plan["kommun"]]
        total = plan.get("points_total") or str(len(points_of(content, plan)))
        yield (
            name,
            kommun.code,
            kommun.name,
            *_written(plan, "agreed").fields(),
            *_written(plan, "expected").fields(),
            "" if total == "okänt" else total,
            content.sources(plan)[0],
        )


def _point_row(content: Content, outcome: Outcome) -> Row:
    point = outcome.fields
    themes = dict.fromkeys(content.themes[word] for word in listed(point.get("theme")))
    return (
        outcome.plan,
        str(outcome.place),
        point["id"],
        KOMMUNER[content.plans[outcome.plan]["kommun"]].code,
        point.get("area", ""),
        point["text"],
        " ".join(themes),
        "; ".join(listed(point.get("responsible"))),
        *_written(point, "due").fields(),
        outcome.status,
        *outcome.span.fields(),
        outcome.late,
    )


def _status_rows(outcomes: Iterable[Outcome]) -> Iterable[Row]:
    for each in outcomes:
        for status in each.told:
            told = (*status.span.fields(), status.name, status.note, status.source)
            yield (each.plan, each.fields["id"], *told)


def _text_rows(content: Content) -> Iterable[Row]:
    for text in content.texts.values():
        yield (
            text.address,
            text.fields["title"],
            text.published.date().isoformat(),
            " ".join(kommun.code for kommun in text.kommuner),
            " ".join(text.themes),
            text.author,
            _yes(text.guest),
        )


def _figure_rows(content: Content) -> Iterable[Row]:
    for text in content.texts.values():
        only = text.kommuner[0].code if len(text.kommuner) == 1 else ""
        for fact in listed(text.fields.get("facts")):
            yield (
                fact["measure"],
                KOMMUNER[fact["kommun"]].code if "kommun" in fact else only,
                *read_span(fact["period"]).fields(),
                fact["value"].replace(" ", "").replace(",", "."),
                fact.get("about", "false").replace("true", "ja").replace("false", "nej"),
                content.units[fact["measure"]],
                fact.get("note", ""),
                text.address,
            )


def _written(fields: Fields, name: str) -> Span:
    return read_span(fields[name]) if name in fields else NOTHING


def _yes(fact: bool) -> str:
    return "ja" if fact else "nej"
