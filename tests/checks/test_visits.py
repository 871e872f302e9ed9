import pytest

from sitegen.checks.site import sources, visits
from sitegen.core.problem import Problem
from tests.checks.examples import check_all, post
from tests.support.factories import make_settings, make_site

HAGFORS = post(date="2016-01-28", fields="visited: 2016-01-20\n")


def found(*more: str, date: str = "2017-01-28", rows: str = "") -> list[Problem]:
    """What is wrong with visits when another post about Hagfors has these lines of fields."""
    other = post(path="posts/b.md", date=date, fields="".join(f"{each}\n" for each in more))
    site = make_site(HAGFORS, other, settings=make_settings(visits=rows))
    return check_all(visits.check, site)


def test_visits_far_apart_pass() -> None:
    assert found() == []
    assert found(rows="- {kommun: Hagfors, date: våren 2015, source: hagfors.md}") == []


@pytest.mark.parametrize(
    ("fields", "date", "code"),
    [
        ((), "2016-02-05", "visits-near"),
        (("visited: ingen",), "2016-02-05", ""),
        (("visited: 2016-02-05",), "2016-02-06", ""),
        ((), "2016-02-12", ""),
        (("visited: 2016-01-20",), "2016-02-06", ""),
        (("visited: 2016-01-18 till 2016-01-19",), "2016-02-06", ""),
    ],
)
def test_a_visit_near_another_may_be_the_same_if_its_day_is_assumed(
    fields: tuple[str, ...], date: str, code: str
) -> None:
    assert [problem.code for problem in found(*fields, date=date)] == [code] * bool(code)


def test_the_text_that_does_not_say_when_is_pointed_at_whichever_came_first() -> None:
    row = "- {kommun: Hagfors, date: 2017-02-10, source: hagfors.md}"
    [problem] = found(rows=row)
    assert (problem.code, problem.path) == ("visits-near", "posts/b.md")
    assert "visits.yml:1" in problem.hint


def test_periods_that_only_overlap_are_pointed_at() -> None:
    third = post(path="posts/c.md", fields="visited: 2017-01-10 till 2017-01-12\n")
    other = post(path="posts/b.md", fields="visited: 2017-01-12 till 2017-01-14\n")
    [problem] = check_all(visits.check, make_site(third, other))
    assert (problem.code, problem.path, problem.line) == ("visits-overlap", "posts/b.md", 6)
    assert problem.severity == "warning"


def test_a_row_that_a_post_already_tells_of_names_the_post() -> None:
    [problem] = found(rows="- {kommun: Hagfors, date: januari 2016, source: hagfors.md}")
    assert (problem.code, problem.path, problem.line) == ("visit-told", "visits.yml", 1)
    assert "posts/hagfors.md" in problem.message


@pytest.mark.parametrize(
    ("when", "is_past"), [("våren 2016", True), ("våren 2130", False), ("januari 2017", True)]
)
def test_a_planned_visit_that_is_made_or_past_is_reported(when: str, is_past: bool) -> None:
    row = f"- {{kommun: Hagfors, date: {when}, planned: true, source: hagfors.md}}"
    assert [each.code for each in found(rows=row)] == ["visit-planned-past"] * is_past


def test_a_next_stop_that_was_never_made_is_reported() -> None:
    [problem] = found("next: Torsby")
    assert (problem.code, problem.path, problem.line) == ("next-past", "posts/b.md", 6)


def test_a_next_stop_that_a_row_answers_passes() -> None:
    row = "- {kommun: Torsby, date: mars 2017, source: b.md}"
    assert found("next: Torsby", rows=row) == []


def test_a_source_is_a_post_that_exists() -> None:
    settings = make_settings(visits="- {kommun: Torsby, date: 2015, source: hagfros.md}")
    [problem] = check_all(sources.check, make_site(HAGFORS, settings=settings))
    assert (problem.code, problem.path, problem.line) == ("source-unknown", "visits.yml", 1)
    assert problem.hint == "Menade du ”hagfors.md”?"
    right = make_settings(visits="- {kommun: Torsby, date: 2015, source: hagfors}")
    assert check_all(sources.check, make_site(HAGFORS, settings=right)) == []
