"""Pictures as pages show them: copies to choose from, a size from the start, nothing unescaped."""

from __future__ import annotations

import pytest

from sitegen.images.metadata import Shape
from sitegen.pages.picture_html import SIZES, ShownPicture, find_picture, picture_html
from tests.support.factories import make_post, make_settings, make_site

SHAPES = {
    "posts/Ö & b.jpg": Shape(1000, 500, "photo", "0123456789abcdef"),
    "posts/stor.png": Shape(4000, 3000, "cutout", "fedcba9876543210"),
    "posts/karta.svg": Shape(30, 20, "svg", "x"),
}
SITE = make_site(
    make_post("posts/a.md"),
    settings=make_settings(base_url="https://example.org/blogg/"),
    pictures=SHAPES,
)


def show(target: str, *, absolute: bool = False) -> ShownPicture:
    shown = find_picture(SITE, target, "posts/a.md", absolute=absolute)
    assert shown is not None
    return shown


def test_a_browser_may_choose_between_widths_and_needs_to_know_no_webp() -> None:
    place = "/blogg/bilder/o-b-0123456789-"
    assert show("Ö & b.jpg") == ShownPicture(
        src=f"{place}1000.jpg",
        width=1000,
        height=500,
        srcset=f"{place}480.webp 480w, {place}800.webp 800w, {place}1000.webp 1000w",
    )


def test_a_large_picture_is_as_large_as_its_largest_copy() -> None:
    shown = show("stor.png")
    assert (shown.width, shown.height) == (1600, 1200)
    assert shown.src.endswith("-1200.png")
    assert shown.srcset.count("webp") == 4


def test_a_feed_gets_one_plain_picture_of_its_own_size() -> None:
    assert show("stor.png", absolute=True) == ShownPicture(
        "https://example.org/blogg/bilder/stor-fedcba9876-1200.png", 1200, 900, is_plain=True
    )
    assert show("karta.svg", absolute=True).src == "https://example.org/blogg/filer/karta.svg"


def test_an_svg_is_shown_as_it_is() -> None:
    assert show("karta.svg") == ShownPicture("/blogg/filer/karta.svg", 30, 20, is_drawing=True)


def test_what_may_be_transparent_is_marked_for_the_dark() -> None:
    assert 'class="drawn"' in picture_html(show("stor.png"), "Stor")
    assert 'class="drawn"' not in picture_html(show("Ö & b.jpg"), "Foto")
    assert 'class="drawn"' not in picture_html(show("karta.svg", absolute=True), "Karta")


@pytest.mark.parametrize("target", ["b.jpg", "https://a.se/stor.png", "//a.se/stor.png", "", "#x"])
def test_what_is_no_picture_of_ours_is_not_found(target: str) -> None:
    assert find_picture(SITE, target, "posts/a.md") is None


def test_every_picture_has_its_size_and_waits_until_it_is_nearly_seen() -> None:
    assert picture_html(ShownPicture("/a.jpg", 3, 2, "/a.webp 3w"), "Å") == (
        f'<picture><source type="image/webp" srcset="/a.webp 3w" sizes="{SIZES}">'
        '<img src="/a.jpg" width="3" height="2" alt="Å" loading="lazy" decoding="async"></picture>'
    )
    assert picture_html(ShownPicture("/a.svg", 3, 2), "Å") == (
        '<img src="/a.svg" width="3" height="2" alt="Å" loading="lazy" decoding="async">'
    )


def test_an_eager_picture_is_not_loaded_lazily() -> None:
    eager = picture_html(ShownPicture("/a.jpg", 3, 2, "/a.webp 3w"), "Å", eager=True)
    assert 'fetchpriority="high"' in eager
    assert "lazy" not in eager


def test_a_plain_picture_says_nothing_more() -> None:
    html = picture_html(ShownPicture("/a.jpg", 3, 2, is_plain=True), "Å", eager=True)
    assert html == '<img src="/a.jpg" width="3" height="2" alt="Å">'


def test_nothing_gets_out_of_an_attribute() -> None:
    html = picture_html(ShownPicture('/"><script>', 3, 2, '"> 3w'), '"><script>&')
    assert "<script>" not in html
    assert 'alt="&quot;&gt;&lt;script&gt;&amp;"' in html
