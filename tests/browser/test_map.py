"""The map in a real browser: walked by keyboard, hit by a finger, and without script."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from sitegen.builder.renderer import Renderer
from sitegen.kinds import karta
from sitegen.pages.chrome import chrome_of
from sitegen.sweden.register import kommuner
from tests.browser.conftest import Site
from tests.conftest import ROOT
from tests.support.factories import make_post, make_site

VISITS = {
    "Hudiksvall": "ett besök, senast januari 2016",
    "Torsby": "ett besök, senast oktober 2015",
    "Hedemora": "2 besök, senast våren 2017",
    "Hagfors": "2 besök, senast 9–13 januari 2017",
    "Hultsfred": "2 besök, senast 7 december 2016",
}
"""Who has been visited, in the order the map draws them."""

FOCUSED = "document.activeElement.closest('svg') && document.activeElement.getAttribute('href')"

SCREENS = [(1366, 768), (1280, 720), (390, 844)]

NAMES = """async () => {
    await document.fonts.ready
    return [...document.querySelectorAll(".chart > a")].map(link => {
        link.scrollIntoView({block: "center", behavior: "instant"})
        link.focus({focusVisible: true, preventScroll: true})
        const text = link.querySelector("text"), name = text.getBoundingClientRect()
        const mark = link.querySelector(".reach").getBoundingClientRect()
        const frame = link.closest(".inset")?.getBoundingClientRect()
            ?? {left: 0, top: 0, right: document.documentElement.clientWidth, bottom: innerHeight}
        const away = Math.hypot(Math.max(0, name.left - mark.right, mark.left - name.right),
            Math.max(0, name.top - mark.bottom, mark.top - name.bottom))
        return {
            of: link.getAttribute("aria-label"),
            shown: getComputedStyle(text).opacity === "1",
            near: away < 16,
            seen: name.left > frame.left - 1 && name.right < frame.right + 1
                && name.top > frame.top - 1 && name.bottom < frame.bottom + 1,
        }
    }).filter(each => !(each.shown && each.near && each.seen)).map(each => each.of)
}"""
"""The kommuner whose names are not shown at their marks, in view, while they are in focus."""

FIRST_VIEW = """() => [...document.querySelectorAll("h1, .legend, .chart")]
    .map(part => part.getBoundingClientRect())
    .every(box => box.top >= 0 && box.bottom <= innerHeight && box.right <= innerWidth)"""
"""True if heading, legend, map and insets are all seen without scrolling."""


@pytest.fixture(scope="module")
def many() -> bytes:
    """The map of a blog that has been in every kommun once to five times."""
    posts = (
        make_post(f"posts/{slug}-{year}.md", kommun=[slug], date=f"{year}-05-17")
        for index, slug in enumerate(kommuner())
        for year in range(2012, 2013 + index % 5)
    )
    site = make_site(*posts)
    (page,) = karta.pages(site)
    places = (ROOT / "templates").rglob("*.html")
    templates = {
        path.relative_to(ROOT / "templates").as_posix(): path.read_text(encoding="utf-8")
        for path in places
    }
    assets = {path.name: f"/assets/{path.name}" for path in (ROOT / "assets").iterdir()}
    chrome = chrome_of(site, assets)
    return Renderer(templates, chrome, read_body=str, toolchain="").render(page)


def open_many(page: Page, html: bytes) -> None:
    """Look at a page that stands on no host."""

    def answer(route: Route) -> None:
        address = urlsplit(route.request.url).path
        if address.startswith("/assets/"):
            route.fulfill(path=ROOT / address[1:])
        else:
            route.fulfill(body=html, content_type="text/html; charset=utf-8")

    page.route("**", answer)
    page.goto("https://example.org/karta/")


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A narrow screen without script."""
    opened = browser.new_page(
        viewport={"width": 390, "height": 844},
        java_script_enabled=False,
        reduced_motion="reduce",  # what is scrolled to is there at once
    )
    yield opened
    opened.close()


@pytest.fixture
def touch(browser: Browser) -> Iterator[Page]:
    """A narrow screen that is touched."""
    opened = browser.new_page(
        viewport={"width": 390, "height": 844},
        has_touch=True,
        is_mobile=True,
        reduced_motion="reduce",
    )
    yield opened
    opened.close()


def tap(page: Page, link: Locator, *, beside: float = 0) -> None:
    """Touch the middle of a mark, or so many pixels to the right of it."""
    mark = link.locator(".reach")
    mark.scroll_into_view_if_needed()
    box = mark.bounding_box()
    assert box is not None
    page.touchscreen.tap(box["x"] + box["width"] / 2 + beside, box["y"] + box["height"] / 2)


def test_every_visited_kommun_is_a_named_link(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/karta/")
    links = page.get_by_role("group", name="Karta").get_by_role("link")
    expect(links).to_have_count(len(VISITS))
    for link, (name, visits) in zip(links.all(), VISITS.items(), strict=True):
        expect(link).to_have_accessible_name(f"{name}, {visits}")


@pytest.mark.parametrize(("width", "height"), SCREENS)
def test_every_visited_kommun_of_many_says_its_name_at_its_mark(
    width: int, height: int, browser: Browser, many: bytes
) -> None:
    page = browser.new_page(viewport={"width": width, "height": height})
    open_many(page, many)
    if width > height:
        assert page.evaluate(FIRST_VIEW)
    assert page.locator(".chart > a").count() == 290
    assert page.evaluate(NAMES) == []
    page.close()


def test_a_keyboard_reaches_each_kommun_sees_its_name_and_follows_it(
    page: Page, site: Site
) -> None:
    page.goto(f"{site.address}/karta/")
    page.get_by_role("link", name="Hoppa till listan").focus()
    for name, visits in VISITS.items():
        page.keyboard.press("Tab")
        link = page.get_by_role("link", name=f"{name}, {visits}")
        expect(link).to_be_focused()
        expect(link.locator("text")).to_have_css("opacity", "1")
        expect(link.locator(".reach")).to_have_css("stroke-width", "3px")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/kommun/hultsfred/$"))


def test_pointing_at_an_area_names_it_and_no_other(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/karta/")
    for name in ("Torsby", "Hedemora"):
        page.get_by_role("link", name=f"{name}, ").locator(".reach").hover(force=True)
        shown = page.locator(".chart > a text").evaluate_all(
            "all => all.filter(each => getComputedStyle(each).opacity === '1')"
            ".map(each => each.firstChild.data)"
        )
        assert shown == [name]


def test_a_kommun_not_visited_is_named_too(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/karta/")
    kiruna = page.locator(".quiet :is(a, g)", has=page.locator("use[href='#_kiruna']"))
    expect(kiruna.locator("text")).to_have_css("opacity", "0")
    kiruna.locator("use").hover(force=True)
    expect(kiruna.locator("text")).to_have_css("opacity", "1")


def test_only_the_kommun_in_focus_is_named(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/karta/")
    page.get_by_role("link", name="Hedemora, 2 besök").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    shown = page.locator(".chart > a text").evaluate_all(
        "texts => texts.filter(text => getComputedStyle(text).opacity === '1').length"
    )
    assert shown == 1


def test_the_way_past_the_map_leads_to_the_list(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/karta/")
    page.get_by_role("link", name="Hoppa till listan").press("Enter")
    page.keyboard.press("Tab")
    assert not page.evaluate(FOCUSED)
    section = page.get_by_role("region", name="Besökta kommuner")
    expect(section.get_by_role("link", name="Gävleborgs län")).to_be_focused()
    for name in VISITS:
        expect(section.get_by_role("link", name=name, exact=True)).to_be_visible()


def test_a_first_tap_names_a_kommun_and_a_second_goes_there(touch: Page, site: Site) -> None:
    touch.goto(f"{site.address}/karta/")
    link = touch.get_by_role("link", name="Hedemora, 2 besök")
    expect(link.locator("text")).to_have_css("opacity", "0")
    tap(touch, link, beside=11)
    expect(link.locator("text")).to_have_css("opacity", "1")
    expect(touch).to_have_url(re.compile("/karta/$"))
    touch.get_by_role("heading", level=1).tap()
    expect(link.locator("text")).to_have_css("opacity", "0")
    tap(touch, link)
    tap(touch, link)
    expect(touch).to_have_url(re.compile("/kommun/hedemora/$"))


def test_where_marks_lie_close_a_tap_finds_the_nearest(touch: Page, many: bytes) -> None:
    open_many(touch, many)
    small = touch.locator(".sweden > a:not(:has(use))")
    assert small.count() > 4
    for link in small.all():
        tap(touch, link)
        expect(link).to_have_class("named")


def test_a_frame_on_the_map_leads_to_the_city_region_when_it_is_tapped(
    touch: Page, site: Site
) -> None:
    touch.goto(f"{site.address}/karta/")
    touch.locator(".frames a").first.tap()
    expect(touch.get_by_role("group", name="Stockholm med omgivning")).to_be_in_viewport()


def test_a_finger_hits_a_kommun_on_a_phone_without_script(phone: Page, site: Site) -> None:
    phone.goto(f"{site.address}/karta/")
    reach = phone.get_by_role("link", name="Hedemora, 2 besök").locator(".reach")
    reach.scroll_into_view_if_needed()
    box = reach.bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= 24
    phone.mouse.click(box["x"] + box["width"] - 3, box["y"] + box["height"] / 2)
    expect(phone).to_have_url(re.compile("/kommun/hedemora/$"))


def test_the_map_of_all_kommuner_is_light(many: bytes) -> None:
    """With CSS, script and font, which are 29,000 bytes, it stays below the bar of the map."""
    assert len(gzip.compress(many, 9)) < 80_000 - 30_000


def test_a_län_stands_in_one_column(page: Page, many: bytes) -> None:
    open_many(page, many)
    columns = page.locator(".groups section").evaluate_all(
        "all => all.map(each => new Set([...each.querySelectorAll('li')]"
        ".map(item => item.getBoundingClientRect().left)).size)"
    )
    assert set(columns) == {1}


def test_the_map_can_be_read_without_a_stylesheet(browser: Browser, site: Site) -> None:
    page = browser.new_page()
    page.route("**/*.css", lambda route: route.abort())
    page.goto(f"{site.address}/karta/")
    box = page.get_by_role("group", name="Karta").bounding_box()
    assert box is not None
    assert (round(box["width"]), round(box["height"])) == (300, 652)
    expect(page.locator(".chart > a text").first).to_have_css("opacity", "0")
    expect(page.locator("#_kiruna")).to_have_css("fill", "none")
    page.close()


def test_the_small_map_on_the_home_page_leads_to_the_large_one(phone: Page, site: Site) -> None:
    phone.goto(site.address)
    phone.get_by_role("link", name="besök i 5 kommuner").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Karta")


def test_one_visit_and_several_differ_by_form_alone(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/karta/")
    drawn = page.locator(".marks use").evaluate_all(
        "all => all.map(each => document.querySelector(each.getAttribute('href'))"
        ".querySelectorAll('circle').length)"
    )
    assert sorted(drawn) == [1, 1, 2, 2, 2]
