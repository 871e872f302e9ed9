"""The home page: the latest posts first, and older ones page by page."""

from __future__ import annotations

import pytest

from sitegen.kinds import home
from sitegen.kinds.home import HomeView
from sitegen.model.post import Post
from sitegen.pages.page import Page
from sitegen.sweden import geometry
from tests.support.factories import make_post, make_settings, make_site, shown_on


def view_of(page: Page) -> HomeView:
    return shown_on(page, HomeView)


def test_an_empty_blog_has_a_home_page() -> None:
    (page,) = home.pages(make_site())
    assert page.url == "/"
    assert view_of(page).listing.cards == ()


def test_the_latest_posts_are_on_the_home_page_and_older_ones_on_numbered_pages() -> None:
    posts = [make_post(f"posts/p{number}.md", date=f"2016-01-0{number}") for number in range(1, 6)]
    pages = list(home.pages(make_site(*posts, settings=make_settings(per_page=2))))
    assert {page.url: [card.url for card in view_of(page).listing.cards] for page in pages} == {
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


def test_the_home_page_marks_kommuner_visited_once_and_more_often_on_a_small_map() -> None:
    site = make_site(
        make_post("posts/a.md", kommun="Kiruna"),
        make_post("posts/b.md", kommun=["Ystad", "Kiruna"], date="2016-01-01"),
    )
    (page,) = home.pages(site)
    glance = view_of(page).glance
    assert glance is not None
    assert [(dot.x, dot.y) for dot in glance.again] == [geometry.mark("kiruna")]
    assert [(dot.x, dot.y) for dot in glance.once] == [geometry.mark("ystad")]
    assert (glance.map, glance.overview) == ("/karta/", "/oversikt/")


def test_only_the_home_page_itself_has_the_small_map() -> None:
    posts = [make_post(f"posts/p{number}.md", date=f"2016-01-0{number}") for number in range(1, 6)]
    newest, older = home.pages(make_site(*posts, settings=make_settings(per_page=2)))
    assert view_of(newest).glance is not None
    assert view_of(older).glance is None


@pytest.mark.parametrize("posts", [[], [make_post(kommun="ingen")]], ids=["none", "about none"])
def test_there_is_no_map_before_the_first_visit(posts: list[Post]) -> None:
    (page,) = home.pages(make_site(*posts))
    assert view_of(page).glance is None


def test_a_draft_is_on_the_home_page_only_when_asked_for_and_marked() -> None:
    draft = make_post(draft="true")
    (page,) = home.pages(make_site(draft))
    assert view_of(page).listing.cards == ()
    (page,) = home.pages(make_site(draft, drafts=True))
    assert [card.mark for card in view_of(page).listing.cards] == ["utkast"]
