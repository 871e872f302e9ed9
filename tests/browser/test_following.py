"""What one does to follow the blog: choose, copy an address, and look at what it leads to."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Site

WIDTHS = {1280: 900, 390: 844}


@pytest.fixture(params=WIDTHS)
def reader(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A page that may look at what has been copied."""
    size = {"width": request.param, "height": WIDTHS[request.param]}
    context = browser.new_context(
        viewport=size,  # type: ignore[arg-type]
        permissions=["clipboard-read", "clipboard-write"],
        reduced_motion="reduce",
    )
    yield context.new_page()
    context.close()


def copied(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


def test_one_follows_ones_kommun_in_three_actions_from_home(reader: Page, site: Site) -> None:
    reader.goto(f"{site.address}/")
    reader.get_by_role("main").get_by_role("link", name="Hedemora", exact=True).first.click()
    reader.get_by_role("link", name="Följ Hedemora").click()
    copy = reader.get_by_role("button", name="Kopiera adressen till Hedemora kommun")
    expect(copy).to_be_in_viewport(ratio=1)
    copy.click()
    expect(reader.get_by_role("button", name="Kopierad till Hedemora")).to_be_visible()
    expect(reader.get_by_text("Adressen är kopierad.")).to_have_count(1)
    assert copied(reader) == f"{site.address}/kommun/hedemora/feed.xml"


def test_a_name_is_enough_to_choose_also_of_what_has_no_feed_yet(reader: Page, site: Site) -> None:
    reader.goto(f"{site.address}/folj/")
    field = reader.get_by_label("Kommun, län eller tema")
    for written, heading in (("hedem", "Hedemora kommun"), ("BBIC", "BBIC")):
        field.fill(written)
        field.press("Enter")
        expect(reader.get_by_role("heading", name=heading)).to_be_in_viewport()
    field.fill("Gagnef")
    field.press("Enter")
    expect(reader.get_by_role("heading", name="Dalarnas län")).to_be_in_viewport()
    said = reader.locator(".coming:visible")
    expect(said).to_contain_text("inget inlägg om Gagnefs kommun än.", use_inner_text=True)
    expect(reader.get_by_role("heading", name="BBIC")).to_be_hidden()
    field.fill("Ankeborg")
    field.press("Enter")
    expect(reader.get_by_text("Vi hittar inget som heter ”Ankeborg”.")).to_be_visible()


def test_without_script_the_address_stands_there_to_be_copied(browser: Browser, site: Site) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(f"{site.address}/folj/#kommun-hedemora")
    address = f"{site.address}/kommun/hedemora/feed.xml"
    expect(page.get_by_role("link", name=address)).to_be_visible()
    page.get_by_role("link", name="Värmlands län").click()
    expect(page.get_by_role("link", name=address)).to_be_hidden()
    expect(page.get_by_role("link", name=f"{site.address}/lan/varmland/feed.xml")).to_be_visible()
    expect(page.get_by_role("button", name="Kopiera adressen")).to_have_count(0)
    page.close()


def test_a_feed_says_in_swedish_what_it_is_and_leads_on(reader: Page, site: Site) -> None:
    feed = f"{site.address}/kommun/hedemora/feed.xml"
    reader.goto(feed)
    said = reader.evaluate("getComputedStyle(document.documentElement, '::before').content")
    assert "Det här är ett flöde." in said
    expect(reader.locator("content").first).to_be_hidden()
    wide, width = reader.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert wide <= width
    reader.locator("entry > title").first.click(force=True)  # the link lies over it
    expect(reader).to_have_url(f"{site.address}/besok/tillbaka-i-hedemora/")
    reader.goto(feed)
    reader.get_by_text("Så följer du bloggen").click()
    expect(reader).to_have_url(f"{site.address}/folj/#kommun-hedemora")
