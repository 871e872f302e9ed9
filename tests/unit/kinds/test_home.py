"""The home page: the latest posts first, and older ones page by page."""

from __future__ import annotations

from itertools import combinations
from math import dist

import pytest

from sitegen.kinds import home
from sitegen.kinds.home import HomeView
from sitegen.model.post import Post
from sitegen.pages.page import Page
from sitegen.sweden import register
from tests.support.factories import make_post, make_settings, make_site, shown_on


def view_of(page: Page) -> HomeView:
    return shown_on(page, HomeView)


def test_an_empty_blog_has_a_home_page() -> None:
    (page,) = home.pages(make_site())
    assert page.url == "/"
    assert view_of(page).listing.items == ()


def test_the_latest_posts_are_on_the_home_page_and_older_ones_on_numbered_pages() -> None:
    posts = [make_post(f"posts/p{number}.md", date=f"2016-01-0{number}") for number in range(1, 6)]
    pages = list(home.pages(make_site(*posts, settings=make_settings(per_page=2))))
    assert {page.url: [card.url for card in view_of(page).listing.items] for page in pages} == {
        "/": ["/besok/p5/", "/besok/p4/", "/besok/p3/"],
        "/sida/1/": ["/besok/p2/", "/besok/p1/"],
    }
    assert {page.template for page in pages} == {"home.html"}


def test_a_new_post_leaves_the_older_pages_as_they_are() -> None:
    posts = [
        make_post(f"posts/p{number}.md", date=f"2016-01-{number:02}") for number in range(1, 10)
    ]
    settings = make_settings(per_page=2)
    before = {page.url: page for page in home.pages(make_site(*posts[:8], settings=settings))}
    after = {page.url: page for page in home.pages(make_site(*posts, settings=settings))}
    assert [url for url, page in after.items() if before.get(url) != page] == ["/"]


def test_the_map_has_a_ring_for_each_visit_and_a_pin_at_the_newest() -> None:
    site = make_site(
        make_post("posts/a.md", kommun="Kiruna", date="2015-01-01"),
        make_post("posts/b.md", kommun="Kiruna", date="2016-01-01"),
        make_post("posts/c.md", kommun="Ystad", date="2017-01-01"),
    )
    (page,) = home.pages(site)
    shown = view_of(page).map
    assert shown is not None
    kiruna, ystad = shown.marks
    assert (kiruna.kommun.name, len(kiruna.rings), kiruna.is_pinned) == ("Kiruna", 2, False)
    assert (ystad.kommun.name, len(ystad.rings), ystad.is_pinned) == ("Ystad", 1, True)
    assert (shown.visits, shown.map) == (3, "/karta/")


def test_rings_never_reach_those_of_another_kommun() -> None:
    posts = [
        make_post(f"posts/{slug}-{year}.md", kommun=kommun.name, date=f"{year}-01-01")
        for slug, kommun in register.kommuner().items()
        if kommun.lan == "01"
        for year in (2014, 2015, 2016)
    ]
    (page,) = home.pages(make_site(*posts, settings=make_settings(per_page=1000)))
    shown = view_of(page).map
    assert shown is not None
    marks = [mark for mark in shown.marks if mark.rings]
    for one, other in combinations(marks, 2):
        assert len(one.rings) == 3
        assert dist((one.x, one.y), (other.x, other.y)) > one.rings[-1] + other.rings[-1] - 2


def test_the_newest_post_about_a_visit_is_featured_and_not_shown_twice() -> None:
    site = make_site(
        make_post("posts/a.md", title="Besöket", kommun="Kiruna", date="2016-01-01"),
        make_post("posts/b.md", title="En gäst", visited="ingen", date="2016-02-01"),
    )
    (page,) = home.pages(site)
    view = view_of(page)
    assert view.featured is not None
    assert view.featured.card.title == "Besöket"
    assert [each.card.title for each in view.others] == ["En gäst"]


def test_only_the_home_page_itself_has_the_map() -> None:
    posts = [make_post(f"posts/p{number}.md", date=f"2016-01-0{number}") for number in range(1, 6)]
    newest, older = home.pages(make_site(*posts, settings=make_settings(per_page=2)))
    assert view_of(newest).map is not None
    assert view_of(older).map is None


@pytest.mark.parametrize("posts", [[], [make_post(kommun="ingen")]], ids=["none", "about none"])
def test_there_is_no_map_before_the_first_visit(posts: list[Post]) -> None:
    (page,) = home.pages(make_site(*posts))
    assert (view_of(page).map, view_of(page).thread) == (None, "")


def test_a_draft_is_on_the_home_page_only_when_asked_for_and_marked() -> None:
    draft = make_post(draft="true")
    (page,) = home.pages(make_site(draft))
    assert view_of(page).listing.items == ()
    (page,) = home.pages(make_site(draft, drafts=True))
    assert [card.mark for card in view_of(page).listing.items] == ["utkast"]


def test_the_home_page_draws_each_point_of_agreed_plans_in_the_order_of_the_scale() -> None:
    agreed = """
kommun: Hagfors
agreed: 2016
source: a.md
points: [{id: ett, text: Ett}, {id: tva, text: Två}]
"""
    announced = "kommun: Habo\nsource: a.md\npoints: [{id: ett, text: Ett}]\n"
    told = [
        {"plan": "hagfors-2016", "point": "tva", "status": "klart", "note": "Alla är utbildade"}
    ]
    site = make_site(
        make_post("posts/a.md", follow_up=told),
        plans={"hagfors-2016": agreed, "habo-2016": announced},
    )
    (page,) = home.pages(site)
    plans = view_of(page).plans
    assert plans is not None
    assert [status.word for status in plans.squares] == ["klart", "inget besked"]
    assert [(each.point.text, each.note) for each in plans.newest] == [("Två", "Alla är utbildade")]
