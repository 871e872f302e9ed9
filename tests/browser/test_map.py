"""The map in a real browser: walked by keyboard, hit by a finger, and without script."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Site

VISITS = {
    "Hudiksvall": "ett besök",
    "Hedemora": "ett besök",
    "Hagfors": "ett besök",
    "Hultsfred": "ett besök",
}
"""Who has been visited, from north to south."""

FOCUSED = "document.activeElement.closest('svg') && document.activeElement.getAttribute('href')"


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A narrow screen without script."""
    opened = browser.new_page(
        viewport={"width": 360, "height": 800},
        java_script_enabled=False,
        reduced_motion="reduce",  # what is scrolled to is there at once
    )
    yield opened
    opened.close()


def test_every_visited_kommun_is_a_named_link(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/karta/")
    links = page.get_by_role("group", name="Karta").get_by_role("link")
    expect(links).to_have_count(len(VISITS))
    for link, (name, visits) in zip(links.all(), VISITS.items(), strict=True):
        expect(link).to_have_accessible_name(f"{name}, {visits}")


def test_a_keyboard_reaches_each_kommun_sees_its_name_and_follows_it(
    page: Page, site: Site
) -> None:
    page.goto(f"{site.address}/karta/")
    page.get_by_role("link", name="samma kommuner som lista").focus()
    for name, visits in VISITS.items():
        page.keyboard.press("Tab")
        link = page.get_by_role("link", name=f"{name}, {visits}")
        expect(link).to_be_focused()
        expect(link.locator("text")).to_have_css("opacity", "1")
        expect(link.locator(".reach")).to_have_css("stroke-width", "3px")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/kommun/hultsfred/$"))


def test_only_the_kommun_in_focus_is_named(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/karta/")
    page.get_by_role("link", name="Hedemora, ett besök").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    shown = page.locator(".sweden text").evaluate_all(
        "texts => texts.filter(text => getComputedStyle(text).opacity === '1').length"
    )
    assert shown == 1


def test_the_way_past_the_map_leads_to_the_list(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/karta/")
    page.get_by_role("link", name="samma kommuner som lista").press("Enter")
    page.keyboard.press("Tab")
    assert not page.evaluate(FOCUSED)
    section = page.get_by_role("region", name="Besökta kommuner")
    expect(section.get_by_role("link", name="Dalarnas län")).to_be_focused()
    for name in VISITS:
        expect(section.get_by_role("link", name=name, exact=True)).to_be_visible()


def test_a_finger_hits_a_kommun_on_a_phone_without_script(phone: Page, site: Site) -> None:
    phone.goto(f"{site.address}/karta/")
    reach = phone.get_by_role("link", name="Hedemora, ett besök").locator(".reach")
    reach.scroll_into_view_if_needed()
    box = reach.bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= 24
    phone.mouse.click(box["x"] + box["width"] - 3, box["y"] + box["height"] / 2)
    expect(phone).to_have_url(re.compile("/kommun/hedemora/$"))


def test_the_small_map_on_the_home_page_leads_to_the_large_one(phone: Page, site: Site) -> None:
    phone.goto(site.address)
    phone.get_by_role("link", name="Se besöken på kartan").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Karta över besöken")


def test_rings_and_discs_tell_visits_apart_without_colour(browser: Browser, site: Site) -> None:
    """A ring is empty and a disc is full, also in the reader's own colours."""
    for forced in ("none", "active"):
        page = browser.new_page(forced_colors=forced)
        page.goto(f"{site.address}/golden/karta/")
        once, again = (
            page.locator(f".legend .{visited} .mark-ring").evaluate(
                "ring => [getComputedStyle(ring).fill, getComputedStyle(ring).stroke]"
            )
            for visited in ("once", "again")
        )
        assert once[0] == again[1] != once[1] == again[0]
        page.close()


def test_the_table_of_themes_scrolls_by_keyboard_with_its_names_in_view(
    phone: Page, site: Site
) -> None:
    phone.goto(f"{site.address}/oversikt/")
    table = phone.get_by_role("group", name="Antal inlägg per kommun och tema")
    name = phone.get_by_role("rowheader", name="Hudiksvall")
    first = phone.get_by_role("columnheader").nth(1)
    table.focus()
    for _ in range(8):
        phone.keyboard.press("ArrowRight")
    expect(first).not_to_be_in_viewport()
    expect(name).to_be_in_viewport(ratio=1)


def test_a_cell_tells_its_number_and_leads_to_the_post(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/oversikt/")
    row = page.get_by_role("row", name="Hagfors")
    row.get_by_role("link", name="1 inlägg", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Hagfors")
