"""What the blog knows, others can use: each page leads to its file, and to its calendar."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site


@pytest.mark.parametrize(
    ("path", "file"),
    [
        ("/kommun/hedemora/", "besok.csv"),
        ("/tema/samverkan/", "inlagg.csv"),
        ("/planer/", "planer.csv"),
        ("/planer/hedemora-2016/", "punkter.csv"),
        ("/oversikt/", "inlagg.csv"),
        ("/siffror/orosanmalningar/", "siffror.csv"),
    ],
)
def test_each_page_leads_to_the_file_with_its_rows(
    path: str, file: str, page: Page, site: Site
) -> None:
    page.goto(f"{site.address}{path}")
    with page.expect_download() as download:
        page.get_by_role("link", name="Hämta data").click()
    assert download.value.suggested_filename == file


def test_the_calendar_of_a_kommun_is_two_actions_from_its_page(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/kommun/hedemora/")
    page.get_by_role("link", name="Följ Hedemora").click()
    expect(page.get_by_role("heading", name="Hedemora kommun")).to_be_visible()
    calendar = page.locator("#kommun-hedemora").get_by_role("link", name="kalender med tiderna")
    address = str(calendar.get_attribute("href"))
    answer = page.request.get(f"{site.address}{address}")
    assert "Hedemora: Införa BBIC" in answer.text()
    statuses = page.locator("#kommun-hedemora").get_by_role("link", name="flöde med nya besked")
    assert str(statuses.get_attribute("href")).endswith("/kommun/hedemora/planer-feed.xml")


def test_an_organisation_is_found_by_its_name(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/sok/?q=Karlstads+universitet")
    page.get_by_role("link", name="Karlstads universitet").first.click()
    expect(page).to_have_url(f"{site.address}/organisation/karlstads-universitet/")
    expect(page.get_by_role("main")).to_contain_text("Hagfors")


def test_who_took_part_and_the_figures_lead_on_from_a_post(page: Page, site: Site) -> None:
    post = f"{site.address}/besok/tillbaka-i-hedemora/"
    page.goto(post)
    page.get_by_role("link", name="Högskolan Dalarna").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Högskolan Dalarna")
    page.goto(post)
    page.get_by_role("complementary").get_by_role("link", name="Orosanmälningar").click()
    row = page.get_by_role("row", name="Hedemora")
    expect(row).to_contain_text("570")
