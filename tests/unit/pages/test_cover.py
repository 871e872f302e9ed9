"""Sharing: which picture goes with a link, and when its address changes."""

from __future__ import annotations

from typing import Any

import pytest

from sitegen.images.metadata import Shape
from sitegen.images.social_card import HEIGHT, WIDTH
from sitegen.kinds import kommun, theme
from sitegen.kinds.kommun import KommunView
from sitegen.kinds.theme import ThemeView
from sitegen.model.site import Site
from sitegen.pages.cover import (
    Cover,
    blog_cover,
    cover_of,
    has_own_cover,
    kommun_cover,
    plan_cover,
    theme_cover,
)
from sitegen.pages.plan_notes import all_plans
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
    site = site_with(settings=off, theme="familjehem")
    assert blog_cover(site) is None
    assert kommun_cover(site, "hagfors") is None
    assert theme_cover(site, site.themes["familjehem"]) is None
    own = find_cover(site_with(settings=off, image=IMAGE))
    assert own is not None
    assert own.url.startswith("/bilder/")


def test_a_kommun_a_theme_and_a_plan_have_their_own() -> None:
    text = "kommun: Hagfors\nagreed: våren 2016\nsource: {title: Brev, publisher: Kommunen}\n"
    site = make_site(make_post(visited="våren 2015"), plans={"hagfors-2016": text})
    [plan] = all_plans(site)
    covers = [
        kommun_cover(site, "hagfors"),
        theme_cover(site, site.themes["familjehem"]),
        plan_cover(site, plan),
    ]
    assert [cover.alt for cover in covers if cover] == [
        "Värmlands län, Hagfors: 1 besök, våren 2015 – Besöksbloggen",
        "Tema, Familjehem: 1 inlägg om 1 kommun – Besöksbloggen",
        "Plan för handling, Hagfors, våren 2016: Vi känner inte till någon punkt – Besöksbloggen",
    ]


def test_the_newest_page_of_a_kommun_or_theme_shows_its_own_and_older_ones_the_blogs() -> None:
    posts = [make_post(f"posts/{day}.md", date=f"2016-01-0{day}") for day in range(1, 6)]
    site = make_site(*posts, settings=make_settings(per_page=2))
    views = {page.url: page.view for page in (*kommun.pages(site), *theme.pages(site))}
    for url, cover in {
        "/kommun/hagfors/": kommun_cover(site, "hagfors"),
        "/tema/familjehem/": theme_cover(site, site.themes["familjehem"]),
        "/kommun/hagfors/sida/1/": None,
        "/tema/familjehem/sida/1/": None,
    }.items():
        view = views[url]
        assert isinstance(view, KommunView | ThemeView)
        assert view.cover == cover


def test_what_has_none_of_its_own_leaves_the_page_the_blogs() -> None:
    site = make_site()
    assert kommun_cover(site, "hagfors") is None
    assert theme_cover(site, site.themes["samverkan"]) is None


def test_the_blog_has_one_that_no_post_changes() -> None:
    cover = blog_cover(site_with(settings={"title": "Bloggen", "tagline": "Möten"}))
    assert cover is not None
    assert cover == blog_cover(make_site(settings=make_settings(title="Bloggen", tagline="Möten")))
    assert cover.alt == "Möten – Bloggen"
    assert cover.url.startswith("/delning/bloggen--")
