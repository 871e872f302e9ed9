"""The report of each quarter is what a count of the texts by hand gives.

The count begins from the YAML files and knows nothing of how the program counts.
"""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest

from sitegen.builder.result import LatestBuild
from sitegen.kinds.rapport import ReportView, make_report, table_of_report
from tests.conftest import run_command
from tests.support.recount.outcomes import SCALE, SILENT, Outcome, outcomes_of
from tests.support.recount.spans import Span, read_span
from tests.support.recount.texts import KOMMUNER, Content, listed
from tests.support.recount.visits import chains_of, joint_visits, number_of

Row = tuple[str, ...]

QUARTERS = [
    (date(year, month, 1), date(year + month // 10, (month + 2) % 12 + 1, 1) - timedelta(1))
    for year in (2015, 2016, 2017, 2018)
    for month in (1, 4, 7, 10)
]
"""Those that the showcase covers."""


@pytest.mark.parametrize(("first", "last"), QUARTERS, ids=str)
def test_a_report_is_what_a_recount_gives(
    first: date, last: date, latest: LatestBuild, content: Content
) -> None:
    view = make_report(latest.site, first, last).view
    assert isinstance(view, ReportView)
    header, *rows = table_of_report(view).rows
    assert header[0] == "avsnitt"
    assert sorted(rows) == sorted(recount(content, first, last))


def test_the_command_writes_the_same(showcase: Path, content: Content, tmp_path: Path) -> None:
    first, last = QUARTERS[5]
    done = run_command(
        *("report", "--from", f"{first}", "--to", f"{last}", "--output", tmp_path, "--jobs", "1"),
        *("--content", showcase / "content", "--cache", showcase / "cache"),
        *("--today", "2026-12-01"),
    )
    assert done.status == 0, done.err
    page, table = map(Path, done.out.split())
    with table.open(encoding="utf-8", newline="") as file:
        rows = [tuple(row) for row in csv.reader(file)][1:]
    assert sorted(rows) == sorted(recount(content, first, last))
    assert f"{first}–{last}" in page.read_text(encoding="utf-8")


def test_the_quarters_show_every_part_of_the_report(content: Content) -> None:
    rows = [row for quarter in QUARTERS for row in recount(content, *quarter)]
    counts = Counter(row[0] for row in rows)
    wanted = {"besök", "tema", "överenskommen", "ändrat läge", "försenad", "tiden ute"}
    assert counts.keys() == wanted
    assert min(counts.values()) >= 5


def recount(content: Content, first: date, last: date) -> list[Row]:
    """The rows of the report."""

    def within(span: Span) -> bool:
        return span.last is not None and first <= span.last <= last

    rows = [*_visits(content, first, last)]
    for name, plan in content.plans.items():
        if "agreed" in plan and within(span := read_span(plan["agreed"])):
            kommun = KOMMUNER[plan["kommun"]]
            points = str(len(plan["points"]))
            where = (*kommun[:2], *span.fields(), name)
            rows.append(("överenskommen", *where, "", "", "", "", points))
    day = min(last, content.today)
    for each in outcomes_of(content):
        place = KOMMUNER[content.plans[each.plan]["kommun"]][:2]
        what = (each.plan, each.fields["id"], each.fields["text"])
        before, _ = _state(each, first - timedelta(1))
        now, span = _state(each, last)
        if before != now:
            rows.append(("ändrat läge", *place, *span.fields(), *what, before, now, ""))
        if late := _late(content, each, day, now, span):
            due = read_span(each.fields["due"]).fields()
            rows.append((late, *place, *due, *what, before, now, ""))
    return rows


def _visits(content: Content, first: date, last: date) -> list[Row]:
    """The visits and the themes raised at them."""
    rows: list[Row] = []
    themes: Counter[str] = Counter()
    chains = chains_of(content)
    for group in joint_visits(chains):
        span = group[0].span
        if span.last is None or not first <= span.last <= last:
            continue
        name = number_of(group[0].kommun.code, span)
        for visit in group:
            place = str(chains[visit.kommun].index(visit) + 1)
            where = (*visit.kommun[:2], *span.fields(), "", "", name)
            rows.append(("besök", *where, "", "", place))
        told = [text.themes for text in group[0].texts]
        told += [
            tuple(content.themes[word] for word in listed(content.rows[fact.row].get("theme")))
            for fact in group[0].facts
            if fact.text is None
        ]
        themes.update({theme for each in told for theme in each})
    names = content.theme_names
    rows += (("tema", *[""] * 6, names[slug], "", "", str(n)) for slug, n in themes.items())
    return rows


def _state(each: Outcome, until: date) -> tuple[str, Span]:
    """The status by what is told of periods that ended by a day."""
    told = [status for status in each.told if (status.span.last or date.max) <= until]
    ends = [status for status in told if status.name not in SCALE]
    for status in (*ends, *reversed([one for one in told if one.name in SCALE])):
        return status.name, status.span
    return SILENT, Span(None, None)


def _late(content: Content, each: Outcome, day: date, status: str, span: Span) -> str:
    """The section of the points whose time had gone, empty for others."""
    plan = content.plans[each.plan]
    due = read_span(each.fields["due"]).last if "due" in each.fields else None
    if "agreed" not in plan or due is None or status in ("klart", "struket", "ändrat"):
        return ""
    if (read_span(plan["agreed"]).last or date.min) > day:
        return ""
    for other in content.plans.values():
        if other.get("replaces") == each.plan:
            written = [other[name] for name in ("agreed", "expected") if name in other]
            known = [end for word in written if (end := read_span(word).last)]
            if not known or known[0] <= day:
                return ""
    if status != SILENT and (span.first or date.min) > due:
        return "försenad"
    return "tiden ute" if due < day else ""
