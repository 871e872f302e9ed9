"""Announced visits: which are still to come."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from sitegen.model.site import Site, next_change
from sitegen.sweden.dates import parse_moment
from tests.support.factories import make_post, make_settings, make_site


def site_of(
    *dates: str, stop: object = "Torsby", visits: str = "", today: str = "2016-06-01"
) -> Site:
    """A post of 2016-01-28 about a visit to Hagfors that announces one to Torsby, and posts about
    visits to Torsby on these days."""
    announcing = make_post("posts/a.md", date="2016-01-28", visited="2016-01", next=stop)
    made = [
        make_post(f"posts/t{number}.md", date=each, kommun="Torsby")
        for number, each in enumerate(dates)
    ]
    now = datetime.fromisoformat(today)
    return make_site(announcing, *made, settings=make_settings(visits=visits), now=now)


@pytest.mark.parametrize(
    ("site", "is_announced"),
    [
        (site_of(), True),
        (site_of("2015-12-31"), True),
        (site_of("2016-01-01"), False),  # the day on which the announcing visit may have begun
        (site_of("2016-02-20"), False),
        (site_of(today="2017-01-28"), True),
        (site_of(today="2017-01-29"), False),  # 12 months after the post
        (site_of(stop={"kommun": "Torsby", "date": "våren 2016"}, today="2016-05-31"), True),
        (site_of(stop={"kommun": "Torsby", "date": "våren 2016"}, today="2016-06-01"), False),
        (site_of(stop={"kommun": "Torsby", "date": "våren 2018"}, today="2018-02-01"), True),
    ],
)
def test_a_stop_is_announced_until_it_is_made_or_its_time_has_passed(
    site: Site, is_announced: bool
) -> None:
    assert [each.kommun for each in site.announced] == ["torsby"] * is_announced


PLAN = """\
kommun: Hagfors
agreed: 2015
source: a.md
points: [{id: bbic, text: Införa BBIC, due: 2016-11-30}]
"""
PLANNED = "- {kommun: Torsby, date: hösten 2016, planned: true, source: a.md}"


@pytest.mark.parametrize(
    ("made", "today", "is_announced"),
    [
        ((), "2016-11-30", True),
        ((), "2016-12-01", False),
        (("2016-10-14",), "2016-11-01", False),
        (("2016-02-14",), "2016-11-01", True),
    ],
)
def test_a_planned_visit_is_announced_until_it_is_made_or_its_time_has_passed(
    made: tuple[str, ...], today: str, is_announced: bool
) -> None:
    site = site_of(*made, stop=None, visits=PLANNED, today=today)
    assert [each.kommun for each in site.announced] == ["torsby"] * is_announced
    assert len(site.visits.get("torsby", ())) == len(made)


def test_a_visit_at_a_time_that_is_not_known_is_not_taken_for_the_planned_one() -> None:
    made = "- {kommun: Torsby, date: okänt, source: a.md}"
    site = site_of(stop=None, visits=f"{PLANNED}\n{made}")
    assert [each.kommun for each in site.announced] == ["torsby"]


def test_announced_visits_are_in_the_order_of_their_last_days() -> None:
    site = site_of(visits=PLANNED, today="2016-06-01")
    assert [each.until for each in site.announced] == [date(2016, 11, 30), date(2017, 1, 28)]


def test_a_site_with_visits_shows_the_day_and_so_changes_at_midnight() -> None:
    assert next_change(site_of(today="2016-06-01")) == datetime(2016, 6, 2)
    assert next_change(make_site()) is None


def test_once_the_mission_is_closed_everything_is_as_of_that_day() -> None:
    settings = make_settings(closed=parse_moment("2016-11-30"), visits=PLANNED)
    plans = {"hagfors-2015": PLAN}
    found = [
        make_site(make_post("posts/a.md"), plans=plans, settings=settings, now=datetime(year, 6, 1))
        for year in (2016, 2017, 2030)
    ]
    assert {site.today for site in found} == {date(2016, 11, 30)}
    assert [next_change(site) for site in found] == [None] * 3
    assert [[each.kommun for each in site.announced] for site in found] == [["torsby"]] * 3
    latenesses = [site.outcomes["hagfors-2015"][0].outcome.lateness for site in found]
    assert latenesses == [""] * 3


def test_a_site_with_an_announced_visit_changes_at_midnight_although_none_was_made() -> None:
    post = make_post("posts/a.md", date="2016-05-01", visited="ingen", next="Torsby")
    site = make_site(post, now=datetime(2016, 6, 1))
    assert not site.visits
    assert next_change(site) == datetime(2016, 6, 2)


def test_a_visit_is_public_only_when_one_of_its_sources_is() -> None:
    outside = "{title: Nytt, publisher: Torsby kommun, url: https://www.torsby.se/}"
    rows = f"""
- {{kommun: Torsby, date: 2015-10, source: utkast.md}}
- {{kommun: Torsby, date: 2014-10, source: [utkast.md, {outside}]}}
- {{kommun: Torsby, date: 2013-10, source: a.md}}
- {{kommun: Torsby, date: 2012-10, source: a.md, draft: true}}
"""
    posts = [make_post("posts/a.md"), make_post("posts/utkast.md", draft="true")]
    site = make_site(*posts, settings=make_settings(visits=rows))
    assert [visit.period.text for visit in site.visits["torsby"]] == ["2013-10", "2014-10"]
    assert site.hidden["visits.yml:2"] == "källan är inte publicerad"
    with_drafts = make_site(*posts, settings=make_settings(visits=rows), drafts=True)
    assert len(with_drafts.visits["torsby"]) == 4
