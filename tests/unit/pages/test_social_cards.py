"""Drawings: one for each post that needs one, and one for the blog."""

from __future__ import annotations

from sitegen.images.metadata import Shape
from sitegen.pages.cover import blog_cover, cover_of
from sitegen.pages.social_cards import drawings
from tests.support.factories import make_post, make_settings, make_site

IMAGE = {"src": "torget.jpg", "alt": "Torget i snö."}


def test_there_is_one_for_the_blog_and_each_post_without_a_picture() -> None:
    site = make_site(
        make_post("posts/a.md", title="Utan bild"),
        make_post("posts/b.md", image=IMAGE),
        pictures={"posts/torget.jpg": Shape(2400, 1600, "photo", "01")},
    )
    found = list(drawings(site))
    assert [each.source for each in found] == ["", "posts/a.md"]
    assert [each.preview.title for each in found] == ["Besöksbloggen", "Utan bild"]


def test_they_lie_where_the_pages_say() -> None:
    site = make_site(make_post("posts/a.md"), make_post("posts/b.md", kommun="ingen"))
    said = [blog_cover(site), *(cover_of(site, post) for post in site.posts.values())]
    assert [each.url for each in drawings(site)] == [cover.url for cover in said if cover]


def test_none_is_made_for_what_is_held_back() -> None:
    held = make_post("posts/a.md", title="Hemligt", draft="true")
    shown = [each.preview.title for each in drawings(make_site(held, drafts=True))]
    assert shown == ["Besöksbloggen", "Hemligt"]
    assert [each.preview.title for each in drawings(make_site(held))] == ["Besöksbloggen"]


def test_two_posts_that_want_one_place_do_not_want_one_drawing_twice() -> None:
    site = make_site(make_post("posts/a.md", slug="x"), make_post("posts/b.md", slug="x"))
    urls = [each.url for each in drawings(site)]
    assert len(urls) == len(set(urls)) == 2


def test_a_blog_may_do_without() -> None:
    site = make_site(make_post(), settings=make_settings(link_previews=False))
    assert list(drawings(site)) == []
