"""A wrong value in a field is mended by a press beside it."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_accessibility import find_in_every_variant
from tests.browser.test_writing import HEDEMORA, forget, run_axe, save, write
from tests.browser.visits import needs_axe

pytestmark = pytest.mark.usefixtures("as_it_was")


@pytest.fixture
def page(quiet_page: Page) -> Page:
    return quiet_page


def spoil(content: Path, old: str, new: str) -> None:
    path = content / HEDEMORA
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_kommun_is_mended(page: Page, address: str, content: Path) -> None:
    write(page, address)
    kommun = page.get_by_role("combobox", name="Kommun 1")
    kommun.fill("Hedemöra")
    page.get_by_role("button", name="Rätta till Hedemora").click()
    expect(kommun).to_have_value("Hedemora")
    expect(kommun).to_be_focused()
    expect(page.get_by_role("heading", name="Att se över")).to_be_hidden()
    expect(page.get_by_role("button", name="Rätta till Hedemora")).to_have_count(0)


def test_a_theme_is_mended(page: Page, address: str, content: Path) -> None:
    spoil(content, "  - familjehem\n", "  - familjehemm\n")
    write(page, address)
    theme = page.get_by_role("checkbox", name="Familjehemsvård")
    expect(theme).not_to_be_checked()
    page.get_by_role("button", name="Rätta till Familjehemsvård").click()
    expect(theme).to_be_checked()
    save(page)
    assert "  - familjehem\n" in (content / HEDEMORA).read_text(encoding="utf-8")
    assert "familjehemm" not in (content / HEDEMORA).read_text(encoding="utf-8")


def test_a_day_that_can_be_read_in_two_ways_is_asked_about(
    page: Page, address: str, content: Path
) -> None:
    spoil(content, "date: 2017-05-22 10:15", "date: 05/01/2017")
    page.goto(f"{address}/skriv/?fil={HEDEMORA}")
    expect(page.get_by_role("button", name="Rätta till 1 maj 2017")).to_be_visible()
    page.get_by_role("button", name="Rätta till 5 januari 2017").click()
    expect(page.get_by_role("textbox", name="Publiceras")).to_have_value("2017-01-05")
    save(page)
    assert "date: 2017-01-05\n" in (content / HEDEMORA).read_text(encoding="utf-8")


@needs_axe
def test_what_is_offered_is_accessible(page: Page, address: str, content: Path) -> None:
    spoil(content, "  - familjehem\n", "  - familjehemm\n")
    write(page, address)
    page.get_by_role("combobox", name="Kommun 1").fill("Hedemöra")
    expect(page.get_by_role("button", name="Rätta till Hedemora")).to_be_visible()
    run_axe(page)
    assert find_in_every_variant(page) == []
    forget(page)
