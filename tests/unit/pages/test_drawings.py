"""Drawings: one for each post that needs one, for the blog, and for what else is often shared."""

from __future__ import annotations

from sitegen.images.metadata import Shape
from sitegen.pages.cover import blog_cover, cover_of, kommun_cover, plan_cover, theme_cover
from sitegen.pages.files import drawings
from sitegen.pages.plan_notes import all_plans
from tests.support.factories import make_post, make_settings, make_site

PLAN = "kommun: Hedemora\nagreed: {}\nsource: {{title: Protokoll, publisher: Kommunen}}\n"
IMAGE = {"src": "torget.jpg", "alt": "Torget i snö."}


def test_there_is_one_for_the_blog_and_each_post_without_a_picture() -> None:
    site = make_site(
        make_post("posts/a.md", title="Utan bild", kommun="ingen"),
        make_post("posts/b.md", image=IMAGE, kommun="ingen"),
        pictures={"posts/torget.jpg": Shape(2400, 1600, "photo", "01")},
    )
    found = list(drawings(site))
    assert [each.source for each in found] == ["", "posts/a.md"]
    assert [each.preview.title for each in found] == ["Besöksbloggen", "Utan bild"]


def test_there_is_one_for_each_visited_kommun_theme_with_posts_and_agreed_plan() -> None:
    site = make_site(
        make_post("posts/a.md", kommun="Kiruna", theme="samverkan"),
        make_post("posts/b.md", kommun="Lund", theme="samverkan", visited="ingen"),
        plans={"hedemora-2016": PLAN.format("våren 2016"), "kalix": PLAN.format("")},
    )
    found = [(each.preview.label, each.preview.title) for each in drawings(site)]
    assert found[-3:] == [
        ("Norrbottens län", "Kiruna"),
        ("Tema", "Samverkan"),
        ("Plan för handling", "Hedemora"),
    ]
    assert len(found) == 1 + 2 + 3


def test_each_says_what_it_shows() -> None:
    site = make_site(make_post(), plans={"hedemora-2016": PLAN.format("våren 2016")})
    assert all(each.shows for each in drawings(site))


def test_they_lie_where_the_pages_say() -> None:
    site = make_site(
        make_post("posts/a.md"),
        make_post("posts/b.md", kommun="ingen"),
        plans={"hedemora-2016": PLAN.format("våren 2016")},
    )
    said = [
        blog_cover(site),
        *(cover_of(site, post) for post in site.posts.values()),
        *(kommun_cover(site, slug) for slug in site.visits),
        *(theme_cover(site, theme) for theme in site.themes.values()),
        *(plan_cover(site, plan) for plan in all_plans(site)),
    ]
    assert [each.url for each in drawings(site)] == [cover.url for cover in said if cover]


def test_none_is_made_for_what_is_held_back() -> None:
    held = make_post("posts/a.md", title="Hemligt", draft="true")
    shown = [each.preview.title for each in drawings(make_site(held, drafts=True))]
    assert shown == ["Besöksbloggen", "Hemligt", "Hagfors", "Familjehem"]
    assert [each.preview.title for each in drawings(make_site(held))] == ["Besöksbloggen"]


def test_two_posts_that_want_one_place_do_not_want_one_drawing_twice() -> None:
    site = make_site(make_post("posts/a.md", slug="x"), make_post("posts/b.md", slug="x"))
    urls = [each.url for each in drawings(site)]
    assert len(urls) == len(set(urls)) == 2 + 2  # the kommun and the theme


def test_a_blog_may_do_without() -> None:
    site = make_site(make_post(), settings=make_settings(link_previews=False))
    assert list(drawings(site)) == []
