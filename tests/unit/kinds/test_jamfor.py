"""Two kommuner compared: what the file of each says, and which can be chosen."""

from __future__ import annotations

import json
from typing import Any

from sitegen.kinds import jamfor
from sitegen.kinds.jamfor import CompareView
from sitegen.model.site import Site
from sitegen.pages.page import Generated, Page
from sitegen.sweden import register
from tests.support.factories import make_post, make_settings, make_site, shown_on

PLAN = """
kommun: Hagfors
agreed: 2016
source: {title: Planen, publisher: Kommunen, url: "https://www.kommunen.se/plan"}
points:
  - {id: ett, text: Ett, due: 2017}
  - {id: tva, text: Två}
"""
VISITS = """
- kommun: Kiruna
  date: före 2016
  source: {title: Resan, publisher: Kommunen, url: "https://www.kommunen.se/resan"}
"""


def make_blog(base_url: str = "https://example.org/") -> Site:
    told = [{"plan": "hagfors-2016", "point": "tva", "status": "klart"}]
    return make_site(
        make_post("posts/a.md", date="2015-10-26", theme=["samverkan", "familjehem"]),
        make_post("posts/b.md", date="2017-01-12", theme=["samverkan"], follow_up=told),
        plans={"hagfors-2016": PLAN},
        settings=make_settings(visits=VISITS, base_url=base_url),
    )


def data_of(site: Site) -> dict[str, Any]:
    """What the files say, by their addresses."""
    return {
        each.url: json.loads(each.encode(each.view))
        for each in jamfor.pages(site)
        if isinstance(each, Generated)
    }


def test_all_kommuner_can_be_chosen_and_those_with_something_have_a_file() -> None:
    page = next(each for each in jamfor.pages(make_blog()) if isinstance(each, Page))
    options = shown_on(page, CompareView).options
    assert [option.slug for option in options] == list(register.kommuner())
    files = {option.data for option in options if option.data}
    assert files == data_of(make_blog()).keys() == {"/jamfor/hagfors.json", "/jamfor/kiruna.json"}


def test_a_file_has_visits_plans_and_themes_in_words() -> None:
    found = data_of(make_blog())["/jamfor/hagfors.json"]
    assert (found["name"], found["url"], found["lan"]) == (
        *("Hagfors", "/kommun/hagfors/", "Värmlands län"),
    )
    assert [(each["words"], each["at"], each["url"]) for each in found["visits"]] == [
        ("Besök 1", 2015.816, "/besok/a/"),
        ("Besök 2", 2017.03, "/besok/b/"),
    ]
    (plan,) = found["plans"]
    assert (plan["name"], plan["at"]) == ("Planen från 2016", 2016.498)
    assert plan["sum"] == "2 punkter: 1 klar och 1 utan besked"
    assert plan["points"][0] == {
        "text": "Ett",
        "url": "/planer/hagfors-2016/#ett",
        "word": "Inget besked",
        "mark": "okant",
        "late": "Tiden ute, inget nytt besked",
    }
    assert found["themes"] == [
        {"name": "Familjehem", "url": "/kommun/hagfors/#familjehem", "count": 1},
        {"name": "Samverkan", "url": "/kommun/hagfors/#samverkan", "count": 2},
    ]


def test_a_plan_is_compared_until_the_one_that_replaces_it_is_agreed() -> None:
    new = PLAN.replace("agreed", "expected") + "replaces: hagfors-2016\n"
    names = {
        "announced": ["Planen som väntades 2016", "Planen från 2016"],
        "agreed": ["Planen från 2018"],
    }
    for text, key in (
        (new, "announced"),
        (new.replace("expected: 2016", "agreed: 2018"), "agreed"),
    ):
        site = make_site(
            make_post("posts/a.md"), plans={"hagfors-2016": PLAN, "hagfors-2018": text}
        )
        plans = data_of(site)["/jamfor/hagfors.json"]["plans"]
        assert sorted(each["name"] for each in plans) == sorted(names[key])


def test_a_visit_whose_first_day_nobody_knows_has_no_place_on_the_axis() -> None:
    (visit,) = data_of(make_blog())["/jamfor/kiruna.json"]["visits"]
    assert (visit["when"], visit["at"], visit["url"]) == ("före 2016", None, "")


def test_addresses_lead_to_where_the_site_is_published() -> None:
    found = data_of(make_blog("https://example.org/blogg/"))["/jamfor/hagfors.json"]
    assert found["url"] == "/blogg/kommun/hagfors/"
    assert found["themes"][0]["url"] == "/blogg/kommun/hagfors/#familjehem"
