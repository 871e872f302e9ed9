"""“Nytt inlägg” in a browser: earlier visits and what to ask about, once a kommun is chosen."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_accessibility import find_in_every_variant
from tests.browser.test_reading import find_misfits
from tests.browser.test_writing import run_axe, text_of
from tests.browser.visits import needs_axe

pytestmark = pytest.mark.usefixtures("as_it_was")


@pytest.fixture
def page(quiet_page: Page) -> Page:
    return quiet_page


def choose_kommun(page: Page, address: str) -> None:
    page.goto(f"{address}/skriv/nytt")
    page.get_by_role("combobox", name="Kommun").fill("Hedemora")
    expect(page.get_by_role("heading", name="Det vi vet om Hedemora")).to_be_visible()


def test_a_kommun_that_is_chosen_brings_its_visits_and_points(page: Page, address: str) -> None:
    choose_kommun(page, address)
    expect(page.get_by_role("status")).to_have_text(
        "Hedemora: 2 besök förut, det senaste våren 2017."
    )
    expect(page.get_by_role("link", name="Tillbaka i Hedemora")).to_be_visible()
    page.get_by_role("combobox", name="Kommun").fill("Ystad")
    expect(page.get_by_role("heading", name="Det vi vet om Ystad")).to_be_visible()
    expect(page.get_by_role("heading", name="Det vi vet om Hedemora")).to_have_count(0)


def test_a_point_to_ask_about_becomes_a_heading_of_the_draft(page: Page, address: str) -> None:
    choose_kommun(page, address)
    page.get_by_label("Rubrik").fill("Åter i Hedemora")
    page.get_by_role("checkbox", name="Införa BBIC").check()
    page.get_by_role("checkbox", name="Samverkan", exact=True).check()
    page.get_by_role("button", name="Skapa utkastet").click()
    expect(text_of(page)).to_be_visible()
    assert "\n## Införa BBIC {plan=hedemora-2016/bbic}\n" in text_of(page).input_value()


def test_without_script_a_press_shows_the_same(
    browser: Browser, address: str, content: Path
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/skriv/nytt")
    page.get_by_label("Rubrik").fill("Åter")
    page.get_by_role("combobox", name="Kommun").fill("Hedemora")
    page.get_by_role("button", name="Visa vad vi vet om kommunen").click()
    expect(page.get_by_role("heading", name="Det vi vet om Hedemora")).to_be_visible()
    expect(page.get_by_label("Rubrik")).to_have_value("Åter")
    context.close()


def test_what_is_known_fits(page: Page, address: str) -> None:
    choose_kommun(page, address)
    for width in (320, 390, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        faults = find_misfits(page)
        cut = [each for each in faults.pop("clipped", []) if not each.startswith("<input")]
        assert (faults, cut) == ({}, []), width


@needs_axe
def test_what_is_known_is_accessible(page: Page, address: str) -> None:
    choose_kommun(page, address)
    run_axe(page)
    assert find_in_every_variant(page) == []
