"""What became of the points of a plan: timelines, statuses, and what is late."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.mission.outcomes import (
    SCALE,
    PointStatus,
    StatusNote,
    count_statuses,
    find_ties,
    outcome_of,
)
from sitegen.sweden.periods import Period, parse_period

TODAY = date(2018, 1, 1)


def note(when: str, status: str, place: str = "") -> StatusNote:
    period = parse_period(when)
    assert period is not None
    return StatusNote(period=period, status=status, place=place)


def outcome(*notes: StatusNote, due: str = "", is_due: bool = True) -> PointStatus:
    return outcome_of(notes, parse_period(due), TODAY, is_due=is_due)


def test_a_point_of_which_nobody_has_said_anything_has_no_status() -> None:
    found = outcome()
    assert (found.status, found.period, found.timeline) == ("inget besked", None, ())


def test_the_newest_status_counts_whatever_the_order_in_which_they_are_read() -> None:
    notes = [note("2017-05-01", "klart"), note("2016", "påbörjat"), note("2016-10", "påbörjat")]
    for order in (notes, notes[::-1]):
        found = outcome(*order)
        assert found.status == "klart"
        assert [each.period.text for each in found.timeline] == ["2016-10", "2016", "2017-05-01"]


@pytest.mark.parametrize(
    ("one", "other", "status"),
    [
        (note("2017", "klart", "posts/a.md"), note("2017", "påbörjat"), "klart"),
        (note("2017", "klart"), note("2017", "påbörjat"), "påbörjat"),
        (note("2017", "klart", "posts/a.md"), note("2017", "påbörjat", "posts/b.md"), "påbörjat"),
    ],
)
def test_on_a_tie_a_visit_counts_before_a_report_and_then_the_less_that_is_done(
    one: StatusNote, other: StatusNote, status: str
) -> None:
    for notes in ((one, other), (other, one)):
        found = outcome(*notes)
        assert found.status == status
        assert len(found.timeline) == 2
        assert len(find_ties(found.timeline)) == 1


@pytest.mark.parametrize(
    ("when", "status"),
    [
        ("2017-12-31", "struket"),
        ("2018-01-01", "struket"),
        ("2018", "struket"),
        ("2018-01-02", "påbörjat"),
        ("våren 2018", "påbörjat"),
    ],
)
def test_a_point_is_struck_from_the_day_of_its_end_on(when: str, status: str) -> None:
    told, end = note("2017-06-01", "påbörjat"), note(when, "struket")
    found = outcome(end, told)
    assert (found.status, found.timeline) == (status, (told, end))
    assert found.period == (end if status == "struket" else told).period


@pytest.mark.parametrize(
    ("notes", "due", "lateness"),
    [
        ([], "", ""),
        ([], "2017", "tiden ute"),
        ([], "2018", ""),
        ([note("våren 2017", "påbörjat")], "hösten 2017", "tiden ute"),
        ([note("december 2017", "påbörjat")], "hösten 2017", "försenad"),
        # It may have been before the last day: then nobody knows.
        ([note("kvartal 4 2017", "påbörjat")], "hösten 2017", "tiden ute"),
        ([note("december 2017", "klart")], "hösten 2017", ""),
        ([note("våren 2017", "klart")], "hösten 2017", ""),
        ([note("december 2017", "struket")], "hösten 2017", ""),
        ([note("2017-12-01", "påbörjat")], "2018-01-01", ""),
    ],
)
def test_a_point_is_late_or_its_time_is_out_or_neither(
    notes: list[StatusNote], due: str, lateness: str
) -> None:
    assert outcome(*notes, due=due).lateness == lateness
    assert outcome(*notes, due=due, is_due=False).lateness == ""


def test_an_end_is_the_status_also_when_something_is_told_later() -> None:
    found = outcome(note("2016", "struket"), note("2017", "påbörjat"))
    assert found.status == "struket"


def test_every_point_is_counted_once_also_the_unknown() -> None:
    found = [outcome(), outcome(), outcome(note("2017", "klart")), outcome(note("2017", "ändrat"))]
    counts = count_statuses(found)
    assert {status: count for status, count in counts.items() if count} == {
        "klart": 1,
        "inget besked": 2,
        "ändrat": 1,
    }
    assert next(iter(counts)) == "klart"


DAYS = st.integers(0, 60).map(lambda days: date(2017, 11, 1) + timedelta(days))


@st.composite
def status_notes(draw: st.DrawFn) -> StatusNote:
    first, last = sorted((draw(DAYS), draw(DAYS)))
    return StatusNote(
        period=Period(first, last, ""),
        status=draw(st.sampled_from(SCALE)),
        place=draw(st.sampled_from(["", "posts/a.md"])),
    )


def newer(one: StatusNote, other: StatusNote) -> bool:
    """The rule word for word: the later last day, then first day; a visit before a report; then the
    less that is done."""
    ends = (one.period.last, one.period.first), (other.period.last, other.period.first)
    if ends[0] != ends[1]:
        return ends[0] > ends[1]
    if bool(one.place) != bool(other.place):
        return bool(one.place)
    return SCALE.index(one.status) < SCALE.index(other.status)


@given(st.lists(status_notes(), max_size=6), DAYS, DAYS, st.randoms())
def test_statuses_are_those_of_an_independent_count_in_any_order(
    notes: list[StatusNote], due: date, today: date, random: Random
) -> None:
    shuffled = list(notes)
    random.shuffle(shuffled)
    time = Period(due, due, "")
    found = outcome_of(shuffled, time, today, is_due=True)
    best = None
    for each in notes:
        best = each if best is None or newer(each, best) else best
    assert found.status == (best.status if best else "inget besked")
    is_after = best is not None and best.period.first is not None and best.period.first > due
    expected = "försenad" if is_after else "tiden ute" if due < today else ""
    assert found.lateness == ("" if found.status == "klart" else expected)
