"""What posts say of the points of plans: statuses, and sections that are tied to one."""

from __future__ import annotations

import pytest

from sitegen.kinds import plan
from sitegen.kinds.plan import PlanView
from sitegen.model.post import Post
from sitegen.pages.plan_notes import PointView
from tests.support.factories import make_post, make_settings, make_site, shown_on

OUTSIDE = "{title: Nytt, publisher: Hagfors kommun, url: https://www.hagfors.se/}"
PLAN = f"""\
kommun: Hagfors
agreed: 2015
source: {OUTSIDE}
points:
  - {{id: bbic, text: Införa BBIC, aliases: [gammal]}}
  - {{id: stod, text: Ge stöd}}
"""
SECTION = "Först.\n\n## Så går det {plan=hagfors-2015/stod}\n\nBra.\n"


def points_of(
    *posts: Post, text: str = PLAN, visits: str = "", more: str = "", drafts: bool = False
) -> dict[str, PointView]:
    """The points on the page of a plan, by their ids; `more` is another plan that exists too."""
    plans = {"hagfors-2015": text, **({"hagfors-2016": more} if more else {})}
    site = make_site(*posts, plans=plans, settings=make_settings(visits=visits), drafts=drafts)
    views = {page.url: shown_on(page, PlanView) for page in plan.pages(site)}
    areas = views["/planer/hagfors-2015/"].areas
    return {point.id: point for area in areas for point in area.points}


def visit(name: str, date: str, *points: str, body: str = "Text.\n", **fields: str) -> Post:
    """A post about a visit that says something of these points."""
    notes = [{"plan": "hagfors-2015", "point": each, "status": "påbörjat"} for each in points]
    return make_post(f"posts/{name}.md", date=date, follow_up=notes or None, body=body, **fields)


def test_a_status_leads_to_the_section_about_its_point() -> None:
    points = points_of(visit("a", "2016-01-01", "bbic", "stod", body=SECTION))
    [step] = points["stod"].timeline
    assert [source.url for source in step.sources] == ["/besok/a/#sa-gar-det"]
    assert points["stod"].sections == ()
    [step] = points["bbic"].timeline
    assert [source.url for source in step.sources] == ["/besok/a/"]


def test_a_section_without_a_status_is_linked_by_itself_also_by_an_older_name() -> None:
    body = SECTION.replace("/stod", "/gammal")
    points = points_of(visit("b", "2017-01-01", body=body), visit("a", "2016-01-01", body=body))
    assert [each.url for each in points["bbic"].sections] == [
        "/besok/a/#sa-gar-det",
        "/besok/b/#sa-gar-det",
    ]
    assert points["bbic"].sections[0].title == "Så går det"
    assert points["stod"].sections == ()


def test_a_section_of_a_draft_leaves_no_trace() -> None:
    draft = visit("a", "2016-01-01", body=SECTION, draft="true")
    assert points_of(draft)["stod"].sections == ()
    assert len(points_of(draft, drafts=True)["stod"].sections) == 1


OUTSIDE_ROW = f"- {{kommun: Hagfors, date: 2018-01, source: {OUTSIDE}}}"
REPORT = f"reports: [{{date: 2016-02, status: klart, source: {OUTSIDE}}}]"


@pytest.mark.parametrize(
    ("posts", "change", "visits", "expected"),
    [
        ([visit("a", "2016-01-01", "bbic")], (), "", True),
        ([visit("a", "2016-01-01")], (), "", False),
        ([visit("a", "2016-01-01", "bbic", "stod")], (), "", False),
        ([visit("a", "2016-01-01", "bbic", body=SECTION)], (), "", False),
        ([visit("a", "2016-01-01", body=SECTION)], (), "", False),
        # Another post about the same visit tells of it.
        ([visit("a", "2016-01-01", "bbic"), visit("b", "2016-01-01", "stod")], (), "", False),
        # Of the newest visit we say nothing.
        ([visit("a", "2016-01-01", "bbic"), visit("b", "2017-01-01")], (), "", False),
        ([visit("a", "2016-01-01", "bbic")], (), OUTSIDE_ROW, False),
        ([visit("a", "2016-01-01", "stod"), visit("b", "2017-01-01", "bbic")], (), "", True),
        # A text that is about no visit, and one that is held back.
        ([visit("a", "2016-01-01", "bbic", visited="ingen")], (), "", False),
        ([visit("a", "2016-01-01", "bbic", draft="true")], (), "", False),
        # Done, struck, announced, and a source of its own.
        ([visit("a", "2016-01-01", "bbic")], ("Ge stöd", f"Ge stöd, {REPORT}"), "", False),
        (
            [visit("a", "2016-01-01", "bbic")],
            ("Ge stöd", "Ge stöd, ended: {as: struket, date: 2016, source: a.md}"),
            "",
            False,
        ),
        ([visit("a", "2016-01-01", "bbic")], ("agreed", "expected"), "", False),
        ([visit("a", "2016-01-01", "bbic")], ("Ge stöd", "Ge stöd, source: a.md"), "", False),
    ],
)
def test_a_point_is_passed_over_only_by_a_visit_that_follows_up_its_plan(
    posts: list[Post], change: tuple[str, str], visits: str, expected: bool
) -> None:
    text = PLAN.replace(*change) if change else PLAN
    assert points_of(*posts, text=text, visits=visits)["stod"].is_passed_over is expected


def test_no_point_of_a_replaced_plan_is_passed_over() -> None:
    later = f"kommun: Hagfors\nagreed: 2016\nsource: {OUTSIDE}\nreplaces: hagfors-2015\n"
    followed = visit("a", "2016-06-01", "bbic")
    assert points_of(followed)["stod"].is_passed_over
    assert not points_of(followed, more=later)["stod"].is_passed_over
