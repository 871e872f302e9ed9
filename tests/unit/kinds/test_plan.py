"""The page of a plan: what leads to other plans and points, and what is known of when."""

from __future__ import annotations

from datetime import datetime

import pytest

from sitegen.kinds import plan
from sitegen.kinds.plan import PlanView
from sitegen.model.cards import Term
from sitegen.model.site import Site
from tests.support.factories import make_post, make_site, shown_on

SOURCE = 'source: {title: Planen, publisher: Umeå kommun, url: "https://www.umea.se/plan"}'
PLAN = f"kommun: Umeå\n{SOURCE}\n"


def view_of(site: Site, name: str = "umea-2016") -> PlanView:
    pages = {page.url: page for page in plan.pages(site)}
    return shown_on(pages[f"/planer/{name}/"], PlanView)


def test_a_plan_leads_to_the_one_before_and_the_one_after_by_their_times() -> None:
    site = make_site(
        plans={
            "umea-2014": f"{PLAN}agreed: våren 2014\n",
            "umea-2016": f"{PLAN}agreed: före 2016-05-02\nreplaces: umea-2014\n",
        }
    )
    view = view_of(site)
    assert view.earlier == Term("planen från våren 2014", "/planer/umea-2014/")
    assert view_of(site, "umea-2014").later == Term(
        "planen (före 2 maj 2016)", "/planer/umea-2016/"
    )


def test_a_plan_is_not_replaced_until_the_later_one_is_known_to_be_agreed() -> None:
    old = f"{PLAN}agreed: 2014\npoints: [{{id: ett, text: Ett, due: 2015}}]\n"
    announced = f"{PLAN}expected: 2018\nreplaces: umea-2016\n"
    agreed = f"{PLAN}agreed: 2017\nreplaces: umea-2016\n"
    now = datetime(2017, 6, 1)
    plans = {"umea-2016": old, "umea-2018": announced}
    view = view_of(make_site(plans=plans, now=now))
    assert view.later == Term("planen som väntades 2018", "/planer/umea-2018/")
    assert (view.is_replaced, view.card.silent) == (False, 0)
    view = view_of(make_site(plans={"umea-2017": agreed, **plans}, now=now))
    assert view.later == Term("planen från 2017", "/planer/umea-2017/")
    assert (view.is_replaced, view.card.silent) == (True, 0)


def test_a_changed_point_leads_to_the_one_in_its_place_by_its_words() -> None:
    points = """
points:
  - {id: ett, text: Byta system, ended: {as: ändrat, by: tva, date: 2017, source: a.md}}
  - {id: tva, text: Förbättra systemet}
"""
    site = make_site(make_post("posts/a.md"), plans={"umea-2016": f"{PLAN}agreed: 2016{points}"})
    first, second = view_of(site).areas[0].points
    assert (first.by, second.by) == (Term("Förbättra systemet", "#tva"), None)


TOLD = 'reports: [{{date: {}, status: påbörjat, source: {{title: T, publisher: P, url: "{}"}}}}]'


@pytest.mark.parametrize(
    ("time", "told", "overdue", "silent"),
    [
        ("expected: mars 2016", "", True, True),
        ("expected: mars 2016", "2016-02", True, True),
        ("expected: mars 2016", "2016-05", True, False),
        ("expected: mars 2018", "", False, True),
        ("expected: mars 2016\nagreed: 2017", "", False, True),
        ("agreed: 2016", "", False, True),
    ],
)
def test_a_plan_is_overdue_when_its_time_is_out_and_nobody_says_it_is_agreed(
    time: str, told: str, overdue: bool, silent: bool
) -> None:
    report = TOLD.format(told, "https://www.umea.se/x") if told else "area: A"
    points = f"points:\n  - id: ett\n    text: Ett\n    {report}\n"
    site = make_site(plans={"umea-2016": f"{PLAN}{time}\n{points}"}, now=datetime(2017, 6, 1))
    card = view_of(site).card
    assert (card.is_overdue, card.is_silent) == (overdue, silent)


def test_a_printed_plan_tells_the_day_of_the_newest_post_about_the_kommun() -> None:
    told = make_post("posts/a.md", kommun="Umeå", date="2016-05-02")
    other = make_post("posts/b.md", kommun="Solna", date="2017-01-12")
    plans = {"umea-2016": f"{PLAN}agreed: 2016\npoints:\n  - {{id: ett, text: Ett}}\n"}
    newest = view_of(make_site(told, other, plans=plans)).newest
    assert newest
    assert newest.at.date() == datetime(2016, 5, 2).date()
    assert view_of(make_site(other, plans=plans)).newest is None
