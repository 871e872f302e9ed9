"""The digest that a page carries changes with what readers may see, and with nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from sitegen.kinds import search_answers
from sitegen.model.publication import published_version
from sitegen.model.site import Site, document_at
from sitegen.pages.search_document import find_searchable
from tests.support.factories import make_post, make_settings, make_site

HEAD = "kommun: Umeå\nagreed: 2016\nsource: {title: Planen, publisher: Umeå kommun}\n"
SHOWN = "- {id: ett, text: Byta system}\n"
HELD = "- {id: tva, text: Hemligt, source: utkast.md}\n"
REPORT = "- {{id: ett, text: Byta system, reports: [{{date: 2017, status: klart, source: {}}}]}}\n"


def make_blog(points: str, **front_matter: Any) -> Site:
    posts = (
        make_post("posts/a.md", date="2017-01-01", kommun="Umeå", **front_matter),
        make_post("posts/utkast.md", date="2017-01-01", draft=True),
    )
    settings = make_settings(search=True)
    return make_site(*posts, plans={"plan": f"{HEAD}points:\n{points}"}, settings=settings)


def version(site: Site, path: str) -> str:
    document = document_at(site, path)
    assert document is not None
    return published_version(site, document)


@pytest.mark.parametrize(
    ("before", "after", "is_same"),
    [
        (SHOWN, SHOWN.replace("Byta", "Köpa"), False),
        (SHOWN, HELD + SHOWN, True),
        (SHOWN, REPORT.format("utkast.md"), True),
        (SHOWN, REPORT.format("a.md"), False),
        (REPORT.format("a.md"), REPORT.format("[utkast.md, a.md]"), True),
        (REPORT.format("a.md"), REPORT.format("a.md").replace("klart", "påbörjat"), False),
    ],
)
def test_a_plan_has_another_version_when_readers_see_another_plan(
    before: str, after: str, is_same: bool
) -> None:
    path = "plans/plan.yml"
    assert (version(make_blog(before), path) == version(make_blog(after), path)) is is_same


def test_a_post_says_nothing_of_points_that_are_held_back() -> None:
    def after_visit(*points: str) -> str:
        told = [{"plan": "plan", "point": point, "status": "klart"} for point in points]
        return version(make_blog(SHOWN + HELD, follow_up=told), "posts/a.md")

    assert after_visit() == after_visit("tva") != after_visit("ett")


def test_search_and_best_answers_count_and_find_only_the_points_that_readers_see() -> None:
    site = make_blog(SHOWN + HELD)
    texts = [section.text for each in find_searchable(site) for section in each.sections]
    assert texts == ["Byta system"]
    (answers,) = search_answers.pages(site)
    assert b"1 punkt" in answers.encode(answers.view)
    assert b"2 punkter" not in answers.encode(answers.view)
