"""The contents of link previews: what is said of a post, a kommun, a theme and a plan."""

from __future__ import annotations

import pytest

from sitegen.images.social_card import Preview
from sitegen.model.site import Site
from sitegen.pages import card_contents
from sitegen.pages.card_contents import post_preview
from sitegen.pages.plan_notes import all_plans
from tests.support.factories import make_post, make_settings, make_site

PLAN = """
kommun: Hedemora
agreed: våren 2016
source: {title: Protokoll, publisher: Kommunen}
points:
  - {id: a, text: Införa BBIC}
  - id: b
    text: Anställa
    reports:
      - {date: 2017-01, status: klart, source: {title: Brev, publisher: Kommunen}}
"""


def kommun_of(site: Site, slug: str = "hagfors") -> Preview:
    preview = card_contents.kommun_preview(site, slug)
    assert preview is not None
    return preview


def plan_of(text: str) -> Preview | None:
    site = make_site(plans={"hedemora-2016": text})
    [plan] = all_plans(site)
    return card_contents.plan_preview(site, plan)


def test_a_post_says_which_visit_it_is_and_stays_the_same_after_the_next() -> None:
    first, second = make_post("posts/a.md"), make_post("posts/b.md", date="2017-05-22")
    drawn = [
        post_preview(make_site(*posts), posts[0])
        for posts in ((first,), (first, second), (second,))
    ]
    assert [preview.occasion for preview in drawn] == ["besök 1"] * 3
    assert post_preview(make_site(first, second), second).occasion == "besök 2"
    none = make_post("posts/a.md", visited="ingen")
    assert post_preview(make_site(none), none).occasion == "inte från ett besök"


@pytest.mark.parametrize(
    ("visited", "facts"),
    [
        (("våren 2016",), "1 besök, våren 2016"),
        (("våren 2016", "oktober 2017"), "2 besök, senast oktober 2017"),
        (("våren 2016", "2017-10-12"), "2 besök, senast 12 oktober 2017"),
    ],
)
def test_a_kommun_says_how_often_and_when(visited: tuple[str, ...], facts: str) -> None:
    posts = [
        make_post(f"posts/{number}.md", date=f"201{8 + number}-01-01", visited=when)
        for number, when in enumerate(visited)
    ]
    shown = kommun_of(make_site(*posts))
    assert (shown.title, shown.label, shown.facts) == ("Hagfors", "Värmlands län", facts)
    assert shown.kommuner == ("hagfors",)


def test_a_kommun_says_no_time_that_nobody_knows() -> None:
    row = "- {kommun: Hagfors, date: okänt, source: {title: Brev, publisher: Kommunen}}"
    site = make_site(settings=make_settings(visits=row))
    assert kommun_of(site).facts == "1 besök"


def test_a_visit_whose_day_is_that_of_a_publication_is_about_then() -> None:
    assert kommun_of(make_site(make_post())).facts == "1 besök, omkring 26 oktober 2015"


def test_a_kommun_without_a_visit_has_none() -> None:
    site = make_site(make_post(visited="ingen"), plans={"hedemora-2016": PLAN})
    assert card_contents.kommun_preview(site, "hagfors") is None
    assert card_contents.kommun_preview(site, "hedemora") is None


def test_a_theme_says_how_much_and_where() -> None:
    site = make_site(
        make_post("posts/a.md", theme="samverkan", kommun="Kiruna"),
        make_post("posts/b.md", theme="samverkan", kommun=["Hagfors", "Kiruna"]),
        make_post("posts/c.md", theme="familjehem", kommun="Lund"),
    )
    shown = card_contents.theme_preview(site, site.themes["samverkan"])
    assert shown is not None
    assert (shown.label, shown.title) == ("Tema", "Samverkan")
    assert shown.facts == "2 inlägg om 2 kommuner"
    assert shown.kommuner == ("hagfors", "kiruna")
    assert shown.is_passing


def test_a_theme_that_came_up_nowhere_has_none() -> None:
    site = make_site(make_post(theme="familjehem", kommun="ingen"))
    for theme in site.themes.values():
        assert card_contents.theme_preview(site, theme) is None


def test_a_plan_says_whose_it_is_when_and_what_became_of_its_points() -> None:
    shown = plan_of(PLAN)
    assert shown is not None
    assert (shown.label, shown.title) == ("Plan för handling", "Hedemora")
    assert shown.occasion == "våren 2016"
    assert shown.facts == "2 punkter: 1 klar och 1 utan besked"
    assert shown.squares == ("okant", "klart")


def test_a_plan_agreed_at_an_unknown_time_says_no_time() -> None:
    shown = plan_of(PLAN.replace("våren 2016", "okänt"))
    assert shown is not None
    assert shown.occasion == ""


def test_a_plan_that_is_only_announced_has_none() -> None:
    assert plan_of(PLAN.replace("agreed", "expected")) is None


def test_no_address_is_that_of_another_kind() -> None:
    site = make_site(make_post(slug="kommun-hagfors"), settings=make_settings())
    preview = kommun_of(site)
    own = card_contents.address_of(f"{card_contents.KOMMUN}hagfors", preview)
    assert own != card_contents.address_of("kommun-hagfors", preview)


def test_the_address_changes_with_the_way_it_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    preview = Preview("T", (), None, "B")
    before = card_contents.address_of("t", preview)
    monkeypatch.setattr(card_contents, "RECIPE", 99)
    assert card_contents.address_of("t", preview) != before
