from datetime import datetime

import pytest

from sitegen.checks.site import dates
from sitegen.core.problem import Problem
from sitegen.sweden.dates import parse_moment
from tests.checks.examples import Found, assert_found, check_all, info_page, post
from tests.support.factories import make_settings, make_site

TODAY = datetime(2017, 6, 30, 12)


def check(date: str, fields: str) -> list[Problem]:
    site = make_site(post(date=date, fields=fields), now=TODAY, drafts=True)
    return check_all(dates.check, site)


@pytest.mark.parametrize(
    ("date", "fields"),
    [
        ("2017-01-12", ""),
        ("2017-01-12", "updated: 2017-01-12\n"),
        ("2017-01-12 14:05", "updated: 2017-01-12\n"),
        ("2017-01-12", "updated: 2017-01-12 00:00\n"),
        ("2017-01-12 14:05", "updated: 2017-01-12 14:06\n"),
        ("2017-01-12", "updated: 2017-06-30 12:00\n"),
        ("2017-08-01", "updated: 2017-08-01\n"),
        ("2017-01-12", "visited: 2017-01-12\n"),
        ("2017-01-12", "visited: 2017-01\n"),
        ("2017-01-12", "visited: vintern 2017\n"),
        ("2017-01-12", "visited: hösten 2016\n"),
    ],
)
def test_dates_that_can_be_true_pass(date: str, fields: str) -> None:
    assert_found(check(date, fields))


@pytest.mark.parametrize(
    ("date", "updated"),
    [("2016-01-28", "2015-01-01"), ("2017-01-12 14:05", "2017-01-12 14:04")],
)
def test_a_change_before_the_publication_is_named_where_it_is_written(
    date: str, updated: str
) -> None:
    found = check(date, f"updated: {updated}\n")
    assert_found(found, Found(6, 1, "updated-too-early", "ta bort fältet updated"))
    assert found[0].severity == "error"


@pytest.mark.parametrize("updated", ["2017-07-01", "2017-06-30 12:01", "2071-01-13"])
def test_a_change_that_is_still_to_come_is_named(updated: str) -> None:
    found = check("2017-01-12", f"updated: {updated}\n")
    assert_found(found, Found(6, 1, "updated-too-late", "ta bort fältet updated"))


def test_a_post_that_waits_is_judged_as_of_its_day() -> None:
    assert check("2017-08-01", "updated: 2017-08-02\n")[0].code == "updated-too-late"


@pytest.mark.parametrize("visited", ["2017-01-13", "2017-02", "våren 2017"])
def test_a_visit_after_its_post_is_a_warning(visited: str) -> None:
    found = check("2017-01-12", f"visited: {visited}\n")
    assert_found(found, Found(6, 1, "visited-after-date", "Kontrollera båda datumen"))
    assert found[0].severity == "warning"


def test_a_page_without_a_date_is_only_asked_whether_its_change_has_been() -> None:
    right, wrong = (info_page(fields=f"updated: {day}\n") for day in ("2015-01-01", "2017-07-01"))
    assert check_all(dates.check, make_site(pages=[right], now=TODAY)) == []
    found = check_all(dates.check, make_site(pages=[wrong], now=TODAY))
    assert_found(found, Found(3, 1, "updated-too-late", "ta bort", "pages/om.md"))


@pytest.mark.parametrize(("day", "is_reported"), [("2017-06-30", False), ("2017-07-01", True)])
def test_an_end_of_the_mission_that_is_still_to_come_is_reported(
    day: str, is_reported: bool
) -> None:
    site = make_site(settings=make_settings(closed=parse_moment(day)), now=TODAY)
    found = check_all(dates.check, site)
    assert [(each.code, each.path) for each in found] == [
        ("closed-too-late", "site.yml")
    ] * is_reported


CORRECTION = "corrections: [{{date: {}, text: Namnet var fel.}}]\n"


@pytest.mark.parametrize("day", ["2017-01-12", "2017-01-12 14:06", "2017-06-30 12:00"])
def test_a_correction_after_the_publication_passes(day: str) -> None:
    assert_found(check("2017-01-12 14:05", CORRECTION.format(day)))


@pytest.mark.parametrize(
    ("day", "why"),
    [
        ("2017-01-11", "men inlägget publiceras 12 januari 2017"),
        ("2017-01-12 14:04", "men inlägget publiceras 12 januari 2017 kl. 14.05"),
        ("2017-07-01", "har inte varit än"),
    ],
)
def test_a_correction_that_cannot_have_been_made_then_is_reported(day: str, why: str) -> None:
    (problem,) = check("2017-01-12 14:05", CORRECTION.format(day))
    assert (problem.code, problem.line, problem.field) == (
        "correction-date",
        6,
        "corrections.0.date",
    )
    assert why in problem.message


ROW = "- {{kommun: [Hagfors, Torsby], date: {}, source: hagfors.md}}"

PLAN = """\
kommun: Hagfors
agreed: {agreed}
source: hagfors.md
points:
  - id: bbic
    text: Införa BBIC
    due: 2030
    reports: [{{date: {told}, status: klart, source: hagfors.md}}]
    ended: {{as: struket, date: {ended}, source: hagfors.md}}
"""


def check_told(rows: str = "", **times: str) -> list[Problem]:
    plan = PLAN.format(**{"agreed": "2016", "told": "2017-05", "ended": "2017-06-30"} | times)
    settings = make_settings(visits=rows)
    site = make_site(post(), plans={"hagfors": plan}, settings=settings, now=TODAY)
    return check_all(dates.check, site)


@pytest.mark.parametrize("when", ["2017-06-30", "juni 2017", "2017", "före 2018", "okänt"])
def test_a_visit_and_a_status_that_may_have_been_pass(when: str) -> None:
    assert check_told(ROW.format(when)) == []


def test_a_visit_to_come_that_is_not_said_to_be_planned_is_named() -> None:
    [problem] = check_told(ROW.format("hösten 2017"))
    assert (problem.code, problem.severity) == ("not-yet", "warning")
    assert (problem.path, problem.line) == ("visits.yml", 1)
    assert "Hagfors och Torsby hösten 2017 har inte varit än" in problem.message
    assert check_told(ROW.format("hösten 2017, planned: true")) == []


@pytest.mark.parametrize(
    ("name", "line", "remedy"),
    [("agreed", 2, "expected"), ("told", 8, "hänt"), ("ended", 9, "hänt")],
)
def test_a_time_to_come_in_a_plan_is_named(name: str, line: int, remedy: str) -> None:
    found = check_told(**{name: "2017-07-01"})
    assert [(each.code, each.line, remedy in each.hint) for each in found] == [
        ("not-yet", line, True)
    ]
