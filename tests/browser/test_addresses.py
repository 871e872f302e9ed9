"""A text gets another address, is copied and put into the bin, in the browser: what readers meet at
the old address, and the one step back. Nobody types the name of a file."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_publishing import Author, look_at, publish, set_up, wait_until_out
from tests.browser.test_publishing import author as author
from tests.support.previewing import wait_for

TITLE = "Hudiksvall söker en gemensam riktning"
PLACE = "posts/2016-01-28-hudiksvall-soker-en-gemensam-riktning.md"
OLD = "/besok/hudiksvall-soker-en-gemensam-riktning/"
NEW = "/besok/hudiksvall-ny-vag/"


@pytest.fixture
def page(quiet_page: Page) -> Page:
    return quiet_page


def files(content: Path) -> dict[str, bytes]:
    found = (place for place in content.rglob("*") if place.is_file())
    return {place.relative_to(content).as_posix(): place.read_bytes() for place in found}


def open_text(page: Page, address: str) -> None:
    """From the list to what can be done with a text as a whole, once the preview has seen that the
    test before has taken everything back."""
    link = page.get_by_role("link", name=TITLE)

    def is_as_it_was() -> bool:
        page.goto(f"{address}/skriv/")
        return link.count() == 1 and PLACE in (link.get_attribute("href") or "")

    wait_for(is_as_it_was)
    link.click()
    page.get_by_role("link", name="Adress, kopia, papperskorg").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Adress")


def change_address(page: Page, words: str) -> None:
    page.get_by_label("Nytt namn i adressen").fill(words)
    page.get_by_role("button", name="Byt adress").click()


def expect_heading(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


def test_an_address_is_changed_leads_on_and_is_changed_back_in_one_step(
    page: Page, address: str, content: Path
) -> None:
    before = files(content)
    open_text(page, address)
    expect(page.get_by_text("Plan för handling: Hudiksvall 2016").first).to_be_visible()
    change_address(page, "Karta")
    expect_heading(page, "Texten har bytt adress")  # a post has a folder of its own
    page.get_by_role("button", name="Ångra").click()
    expect_heading(page, "Allt är som det var")
    assert files(content) == before
    page.get_by_role("link", name="Till texten").click()
    page.get_by_role("link", name="Adress, kopia, papperskorg").click()
    change_address(page, "Hudiksvall: ny väg!")
    expect_heading(page, "Texten har bytt adress")
    expect(page.get_by_role("link", name="Om bloggen")).to_be_visible()
    back = page.url
    wait_for(lambda: page.request.get(f"{address}{NEW}").status == 200)
    page.goto(f"{address}{OLD}")
    page.wait_for_url(f"{address}{NEW}")
    expect_heading(page, TITLE)
    page.goto(back)
    page.get_by_role("button", name="Ångra").click()
    expect_heading(page, "Allt är som det var")
    assert files(content) == before


def test_a_text_goes_into_the_bin_and_comes_back(page: Page, address: str, content: Path) -> None:
    before = files(content)
    open_text(page, address)
    expect(page.get_by_text("Hit länkar")).to_contain_text("Om bloggen")
    page.get_by_role("button", name="Lägg i papperskorgen").click()
    expect_heading(page, "Texten ligger i papperskorgen")
    page.get_by_role("link", name="Till alla texter").click()
    page.get_by_role("link", name="Papperskorgen").click()
    page.get_by_role("button", name=f"Ta tillbaka ”{TITLE}”").click()
    expect_heading(page, "Allt är som det var")
    assert files(content) == before


def test_a_copy_is_made_and_taken_back(page: Page, address: str, content: Path) -> None:
    before = files(content)
    open_text(page, address)
    page.get_by_role("button", name="Gör en kopia").click()
    expect_heading(page, "Kopian är gjord")
    back = page.url
    page.get_by_role("link", name="Skriv i kopian").click()
    expect(page.get_by_label("Utkast")).to_be_checked()
    page.goto(back)
    page.get_by_role("button", name="Ångra").click()
    expect_heading(page, "Allt är som det var")
    assert files(content) == before


def test_the_pages_fit_and_are_accessible(page: Page, address: str) -> None:
    open_text(page, address)
    look_at(page)
    change_address(page, "karta över allt")
    look_at(page)
    page.get_by_role("button", name="Ångra").click()
    look_at(page)
    page.goto(f"{address}/skriv/papperskorg")
    look_at(page)


def test_all_that_followed_goes_out_as_one_and_the_old_address_leads_on(
    page: Page, author: Author
) -> None:
    set_up(page, author)
    open_text(page, author.address)
    change_address(page, "Hudiksvall ny väg")
    expect(page.get_by_text("Allt som följde med går ut samtidigt")).to_be_visible()
    publish(page)
    wait_until_out(page, author)
    site = author.host.site
    assert (site / NEW[1:] / "index.html").exists()
    old = (site / OLD[1:] / "index.html").read_text(encoding="utf-8")
    assert re.search(rf'href="[^"]*{NEW}"', old)
    page.goto(f"{author.address}/skriv/publicera")
    expect(page.get_by_role("checkbox")).to_have_count(0)
