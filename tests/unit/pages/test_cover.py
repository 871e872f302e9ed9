"""Sharing: which picture goes with a link, and when its address changes."""

from __future__ import annotations

from typing import Any

import pytest

from sitegen.images.metadata import Shape
from sitegen.images.social_card import HEIGHT, WIDTH
from sitegen.model.site import Site
from sitegen.pages.cover import Cover, blog_cover, cover_of, has_own_cover
from tests.support.factories import make_post, make_settings, make_site

PHOTO = Shape(2400, 1600, "photo", "0123456789abcdef")
IMAGE = {"src": "torget.jpg", "alt": "Torget i snö."}


def site_with(*, settings: dict[str, Any] | None = None, **fields: Any) -> Site:
    return make_site(
        make_post("posts/a.md", **fields),
        settings=make_settings(**(settings or {})),
        pictures={"posts/torget.jpg": PHOTO, "posts/karta.svg": Shape(9, 9, "svg", "01")},
    )


def find_cover(site: Site) -> Cover | None:
    [post] = site.posts.values()
    return cover_of(site, post)


def find_drawn(**fields: Any) -> str:
    cover = find_cover(site_with(**fields))
    assert cover is not None
    return cover.url


def test_a_post_without_a_picture_has_a_drawn_one() -> None:
    cover = find_cover(site_with(title="I Hagfors"))
    assert cover is not None
    assert cover.url.startswith("/delning/a-")
    assert cover.url.endswith(".png")
    assert (cover.width, cover.height) == (WIDTH, HEIGHT)
    assert cover.alt == "I Hagfors – Besöksbloggen"


def test_a_post_with_a_picture_shows_that_no_larger_than_others_need() -> None:
    cover = find_cover(site_with(image=IMAGE))
    assert cover == Cover("/bilder/torget-0123456789-1200.jpg", 1200, 800, "Torget i snö.")


@pytest.mark.parametrize("src", ["karta.svg", "finns-inte.jpg"])
def test_a_picture_that_nobody_can_show_is_replaced_by_a_drawn_one(src: str) -> None:
    site = site_with(image={**IMAGE, "src": src})
    [post] = site.posts.values()
    assert not has_own_cover(site, post)
    assert find_drawn(image={**IMAGE, "src": src}).startswith("/delning/")


@pytest.mark.parametrize(
    "change",
    [
        {"title": "En annan rubrik"},
        {"kommun": "Kiruna"},
        {"kommun": "ingen"},
        {"date": "2016-01-01"},
        {"settings": {"title": "En annan blogg"}},
    ],
)
def test_the_address_changes_with_what_is_drawn(change: dict[str, Any]) -> None:
    assert find_drawn(**change) != find_drawn()


@pytest.mark.parametrize(
    "change",
    [
        {"body": "Annan text.\n"},
        {"theme": "samverkan"},
        {"updated": "2018-01-01"},
        {"summary": "Så."},
    ],
)
def test_the_address_stays_when_something_else_changes(change: dict[str, Any]) -> None:
    assert find_drawn(**change) == find_drawn()


def test_a_blog_may_do_without() -> None:
    off = {"link_previews": False}
    assert find_cover(site_with(settings=off)) is None
    assert blog_cover(site_with(settings=off)) is None
    own = find_cover(site_with(settings=off, image=IMAGE))
    assert own is not None
    assert own.url.startswith("/bilder/")


def test_the_blog_has_one_that_no_post_changes() -> None:
    cover = blog_cover(site_with(settings={"title": "Bloggen", "tagline": "Möten"}))
    assert cover is not None
    assert cover == blog_cover(make_site(settings=make_settings(title="Bloggen", tagline="Möten")))
    assert cover.alt == "Möten – Bloggen"
    assert cover.url.startswith("/delning/bloggen--")
