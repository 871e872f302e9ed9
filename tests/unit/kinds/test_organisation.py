"""The pages of organisations: who took part in what, and answers for what, as they were called."""

from __future__ import annotations

from collections.abc import Mapping

from sitegen.documents.organisations import ORGANISATIONS
from sitegen.documents.settings import Row, Settings, read_settings
from sitegen.front_matter.fields import read_rows
from sitegen.kinds import kommun, organisation, plan, post
from sitegen.kinds.kommun import KommunView
from sitegen.kinds.organisation import OrganisationsView, OrganisationView
from sitegen.kinds.plan import PlanView
from sitegen.kinds.post import PostView
from sitegen.model.cards import Term
from sitegen.model.site import Site
from sitegen.model.visit_row import VisitMeta
from tests.support.factories import make_post, make_settings, make_site, make_source, shown_on

LISTED = """\
- {slug: gamla, name: Regionen, lan: Örebro län, until: 2016-12-31}
- {slug: nya, name: Regionen, kind: region, from: 2017-01-01, replaces: [gamla]}
- {slug: hallsberg, name: Hallsbergs socialtjänst, kind: kommun, kommun: Hallsberg}
"""
ROW = """\
- kommun: Askersund
  date: 2018-03
  source: {title: Besöket, publisher: Tidningen, url: "https://example.org/a"}
  participants: [{organisation: Regionen, role: direktör}]
"""
PLAN = """\
kommun: Askersund
agreed: 2016
source: a.md
points:
  - {id: ett, text: Ett, responsible: [Regionen, Ingen alls]}
  - {id: tva, text: Två, responsible: [nya]}
"""


def settings() -> Settings:
    read, problems = read_settings(
        {"organisations.yml": make_source("organisations.yml", LISTED)}, (ORGANISATIONS,)
    )
    rows, more = read_rows(VisitMeta, "visits.yml", ROW)
    assert not problems
    assert not more
    made = make_settings()
    return Settings(
        config=made.config,
        vocabularies={**made.vocabularies, **read.vocabularies},
        rows={"visits": tuple(Row("visits.yml", line, row) for line, row in rows)},
    )


def site() -> Site:
    met = [{"organisation": "Regionen", "role": "chef"}, {"organisation": "Hallsbergs kommun"}]
    return make_site(
        make_post("posts/a.md", kommun="Askersund", date="2016-03-01", participants=met),
        make_post("posts/b.md", kommun=["Askersund", "Laxå"], date="2017-03-01", participants=met),
        make_post("posts/c.md", date="2017-05-01", visited="ingen", participants=met),
        plans={"askersund-2016": PLAN},
        settings=settings(),
    )


def views() -> Mapping[str, OrganisationView]:
    pages = [page for page in organisation.pages(site()) if page.template == "organisation.html"]
    return {page.url: shown_on(page, OrganisationView) for page in pages}


def test_a_visit_belongs_to_who_had_the_name_then_and_a_joint_one_counts_once() -> None:
    shown = views()
    assert {url: view.visits for url, view in shown.items()} == {
        "/organisation/gamla/": 1,
        "/organisation/nya/": 2,
    }
    events = shown["/organisation/nya/"].listing.items
    assert [[term.name for term in event.kommuner] for event in events] == [
        ["Askersund"],
        ["Hagfors"],
        ["Askersund", "Laxå"],
    ]
    assert [event.is_visit for event in events] == [True, False, True]
    assert [event.roles for event in events] == [("direktör",), ("chef",), ("chef",)]
    assert [source.publisher for source in events[0].sources] == ["Tidningen"]


def test_points_belong_to_who_had_the_name_when_the_plan_was_agreed() -> None:
    points = {url: [point.text for point in view.points] for url, view in views().items()}
    assert points == {"/organisation/gamla/": ["Ett"], "/organisation/nya/": ["Två"]}


def test_each_leads_to_the_one_before_and_after() -> None:
    shown = views()
    (after,) = shown["/organisation/gamla/"].after
    assert (after.term, after.time) == (
        Term("Regionen", "/organisation/nya/"),
        "från 1 januari 2017",
    )
    (before,) = shown["/organisation/nya/"].before
    assert before.term.url == "/organisation/gamla/"
    assert shown["/organisation/gamla/"].lan == Term("Örebro län", "/lan/orebro/")


def test_the_list_has_all_but_the_kommuner() -> None:
    (page,) = (each for each in organisation.pages(site()) if each.url == "/organisation/")
    entries = shown_on(page, OrganisationsView).organisations
    assert [(each.term.url, each.visits, each.points) for each in entries] == [
        ("/organisation/gamla/", 1, 1),
        ("/organisation/nya/", 2, 1),
    ]


def test_a_blog_that_lists_none_has_no_such_page() -> None:
    assert list(organisation.pages(make_site(make_post()))) == []


def test_posts_kommuner_and_plans_lead_to_who_is_named() -> None:
    built = site()
    pages = {page.url: page for kind in (post, kommun, plan) for page in kind.pages(built)}
    shown = shown_on(pages["/besok/a/"], PostView).participants
    assert [each.organisation for each in shown] == [
        Term("Regionen", "/organisation/gamla/"),
        Term("Hallsbergs kommun", ""),  # it has no page here
    ]
    facts = shown_on(pages["/kommun/askersund/"], KommunView).facts
    assert facts
    assert [each.organisation.url for each in facts.participants] == [
        "/organisation/nya/",
        "",
        "/organisation/gamla/",
    ]
    (area,) = shown_on(pages["/planer/askersund-2016/"], PlanView).areas
    assert [point.responsible for point in area.points] == [
        (Term("Regionen", "/organisation/gamla/"), Term("Ingen alls", "")),
        (Term("Regionen", "/organisation/nya/"),),
    ]
