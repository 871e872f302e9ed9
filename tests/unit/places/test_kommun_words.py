"""What a page of a kommun begins with, in words."""

from __future__ import annotations

from typing import Any

import pytest

from sitegen.model.site import Site
from sitegen.pages.plan_notes import plans_of
from sitegen.places.kommun_words import (
    announced_in,
    distance_in_words,
    lead_of,
    located_in,
    visits_in_short,
    visits_in_words,
)
from sitegen.sweden.dates import parse_moment
from tests.support.factories import make_post, make_settings, make_site

PLAN = "kommun: Hagfors\nagreed: 2016\n{}source: a.md\npoints: {}"


def lead(site: Site, slug: str = "hagfors") -> str:
    return lead_of(site, slug, plans_of(site, slug), announced_in(site, slug))


def points(number: int) -> str:
    return str([{"id": f"p{each}", "text": f"Punkt {each}"} for each in range(number)])


def told(*statuses: str) -> list[dict[str, str]]:
    return [
        {"plan": "hagfors-2016", "point": f"p{number}", "status": status}
        for number, status in enumerate(statuses)
    ]


def followed_up(*statuses: str, known: int, more: str = "") -> Site:
    plan = PLAN.format(more, points(known))
    post = make_post(
        "posts/a.md", date="2017-05-22", visited="2017-05-20", follow_up=told(*statuses)
    )
    return make_site(post, plans={"hagfors-2016": plan})


@pytest.mark.parametrize(
    ("site", "words"),
    [
        (
            followed_up("klart", "påbörjat", "påbörjat", known=4),
            "Av planens fyra punkter är en klar, två påbörjade och en utan besked.",
        ),
        (followed_up("klart", known=1), "Planens enda punkt är klar."),
        (
            followed_up("klart", "klart", known=2, more="points_total: 4\n"),
            "Av planens fyra punkter känner vi till två: två klara.",
        ),
        (
            followed_up("klart", known=2, more="points_total: okänt\n"),
            "Vi känner till två punkter i planen: en klar och en utan besked.",
        ),
        (
            followed_up(known=3, more="points_total: okänt\n"),
            "Vi känner till tre punkter i planen. Ingen har fått något besked.",
        ),
        (
            followed_up(known=1, more="points_total: okänt\n"),
            "Vi känner till en punkt i planen. Den har inte fått något besked.",
        ),
        (
            followed_up(known=3, more="points_total: 4\n"),
            "Av planens fyra punkter känner vi till tre. Ingen har fått något besked.",
        ),
        (followed_up(known=3), "Ingen av planens tre punkter har fått något besked."),
        (followed_up(known=1), "Planens enda punkt är utan besked."),
    ],
)
def test_the_lead_counts_every_point_the_unknown_too(site: Site, words: str) -> None:
    assert lead(site) == f"Besökt en gång, 20 maj 2017. {words}"


def test_a_plan_that_is_only_announced_or_replaced_is_not_counted() -> None:
    announced = PLAN.replace("agreed", "expected").format("", points(2))
    old = PLAN.replace("2016", "2014").format("", points(3))
    new = PLAN.format("replaces: hagfors-2014\n", points(1))
    post = make_post("posts/a.md", visited="oktober 2015")
    assert lead(make_site(post, plans={"hagfors-2016": announced})) == (
        "Besökt en gång, oktober 2015."
    )
    assert lead(make_site(post, plans={"hagfors-2014": old, "hagfors-2016": new})) == (
        "Besökt en gång, oktober 2015. Planens enda punkt är utan besked."
    )


def test_a_visit_to_come_ends_the_lead() -> None:
    rows = """
- {kommun: Hagfors, date: oktober 2020, planned: true, source: a.md}
"""
    site = make_site(make_post("posts/a.md", visited="2015"), settings=make_settings(visits=rows))
    assert lead(site) == "Besökt en gång, 2015. Nästa besök är planerat till oktober 2020."


@pytest.mark.parametrize(
    ("visited", "words", "short"),
    [
        ("våren 2017", "besökt en gång, våren 2017", "1 besök, 2017"),
        ("före våren 2017", "besökt en gång, någon gång före våren 2017", "1 besök"),
    ],
)
def test_a_visit_is_dated_as_exactly_as_it_is_known(visited: str, words: str, short: str) -> None:
    rows = f"- {{kommun: Hagfors, date: {visited}, source: a.md}}"
    site = make_site(make_post("posts/a.md", visited="ingen"), settings=make_settings(visits=rows))
    assert visits_in_words(site, "hagfors") == words
    assert visits_in_short(site, "hagfors") == short


def test_a_closed_mission_does_not_say_än() -> None:
    config: dict[str, Any] = {"closed": parse_moment("2017-12-31")}
    assert visits_in_words(make_site(), "gagnef") == "inte besökt än"
    assert visits_in_words(make_site(settings=make_settings(**config)), "gagnef") == "inte besökt"


def test_islands_have_their_preposition_and_near_is_about_a_mil() -> None:
    assert (located_in("gotland"), located_in("gagnef")) == ("på Gotland", "i Gagnef")
    assert distance_in_words("solna", "sundbyberg") == "ungefär en mil bort"
    assert distance_in_words("malmo", "kiruna") == "ungefär 142 mil bort"
