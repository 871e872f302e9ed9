"""A reader finds a kommun from the home page, visited or not, in at most three actions."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Site

WIDTHS = {1280: 900, 390: 844}
FOUND = {
    "Hedemora": "Hedemora",
    "gagnef": "Vi har inte varit i Gagnef än",
    "orust": "Vi har inte varit på Orust än",
}
"""What one types, and the heading of the page to which that leads."""


@pytest.mark.parametrize("width", WIDTHS)
def test_a_name_typed_on_the_home_page_leads_to_the_kommun(
    width: int, page: Page, site: Site
) -> None:
    page.set_viewport_size({"width": width, "height": WIDTHS[width]})
    for typed, heading in FOUND.items():
        page.goto(site.kinds["start"])
        field = page.get_by_label("Hitta din kommun")
        field.fill(typed)
        field.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_have_text(heading)


@pytest.mark.parametrize("width", WIDTHS)
def test_without_scripts_the_menu_and_the_list_of_all_lead_there(
    width: int, browser: Browser, site: Site
) -> None:
    page = browser.new_page(
        viewport={"width": width, "height": WIDTHS[width]}, java_script_enabled=False
    )
    page.goto(site.kinds["start"])
    if width < 600:
        page.get_by_role("button", name="Meny").click()
    page.get_by_role("navigation", name="Huvudmeny").get_by_role("link", name="Kommuner").click()
    page.get_by_role("link", name="Gagnef", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(FOUND["gagnef"])
    page.close()


def test_what_has_come_up_in_a_lan_is_found_without_search(page: Page, site: Site) -> None:
    page.goto(site.kinds["kommun-hedemora"])
    page.get_by_role("link", name="Dalarnas län").click()
    row = page.locator(".where > div").filter(has_text="Skola och hemmasittare")
    row.get_by_role("link", name="Hedemora").click()
    expect(page.locator(":target")).to_contain_text("Skola och hemmasittare")
