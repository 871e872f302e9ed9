"""The list of plans, and its parts by län, theme and status."""

from __future__ import annotations

from sitegen.kinds import planer
from sitegen.kinds.planer import PlansView
from sitegen.pages.page import Page
from tests.support.factories import make_post, make_site, shown_on

SOURCE = 'source: {title: Planen, publisher: Kommunen, url: "https://www.kommunen.se/plan"}'
UMEÅ = f"""
kommun: Umeå
agreed: 2016
{SOURCE}
points:
  - {{id: ett, text: Ett, theme: [familjehem], due: 2017}}
  - {{id: tva, text: Två}}
"""
HABO = f"kommun: Habo\nexpected: 2016\n{SOURCE}\npoints: [{{id: ett, text: Ett}}]\n"
TOLD = [{"plan": "umea-2016", "point": "tva", "status": "klart"}]


def pages_of() -> dict[str, Page]:
    post = make_post("posts/a.md", kommun="Umeå", date="2017-02-02", follow_up=TOLD)
    site = make_site(post, plans={"umea-2016": UMEÅ, "habo-2016": HABO})
    return {page.url: page for page in planer.pages(site) if page.template == "planer.html"}


def test_each_part_of_the_list_has_a_page_and_statuses_are_in_the_order_of_the_scale() -> None:
    pages = pages_of()
    groups = shown_on(pages["/planer/"], PlansView).filters
    assert {group.name: [(term.name, term.count) for term in group.terms] for group in groups} == {
        "Län": [("Jönköpings län", 1), ("Västerbottens län", 1)],
        "Tema": [("Familjehem", 1)],
        "Läge": [("Klart", 1), ("Inget besked", 2), ("Tiden ute, inget nytt besked", 1)],
    }
    assert {term.url for group in groups for term in group.terms} == pages.keys() - {"/planer/"}


def test_the_whole_list_says_which_parts_each_plan_is_in() -> None:
    pages = pages_of()
    whole = shown_on(pages["/planer/"], PlansView)
    for row in (*whole.plans, *whole.announced):
        for url in row.parts:
            part = shown_on(pages[url], PlansView)
            assert row.card in [each.card for each in (*part.plans, *part.announced)]
    assert [len(row.parts) for row in whole.plans] == [5]
    assert whole.announced[0].parts == ("/planer/lan/jonkoping/", "/planer/lage/inget-besked/")


def test_only_the_whole_list_shows_the_day() -> None:
    days = {url: shown_on(page, PlansView).day for url, page in pages_of().items()}
    assert days.pop("/planer/") == "1 januari 2020"
    assert set(days.values()) == {""}


def test_every_page_says_how_many_plans_of_the_filters_the_sums_leave_out() -> None:
    for page in pages_of().values():
        assert shown_on(page, PlansView).unsettled == 1
    whole = shown_on(pages_of()["/planer/"], PlansView)
    assert (len(whole.plans), len(whole.announced)) == (1, 1)
