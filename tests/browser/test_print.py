"""What comes out on paper."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site
from tests.browser.visits import PAPER, Visit

TARGETS = """() => [...document.querySelectorAll(".prose a[href]")].map(link => [
    link.getAttribute("href"), getComputedStyle(link, "::after").content])"""

PAGE = re.compile(rb"/Type\s*/Page\b")


def test_a_post_is_printed_with_its_link_targets(page: Page, site: Site) -> None:
    page.emulate_media(media="print")
    page.goto(site.kinds["besok-lugnare-i-hultsfred"])
    targets = page.evaluate(TARGETS)
    assert any(href.startswith("http") for href, _ in targets)
    for href, printed in targets:
        assert (href in printed) == (not href.startswith("#")), href
        if href.startswith("/"):
            assert f"{site.address}{href}" in printed


def test_paper_has_the_address_of_the_page_and_nothing_to_press(
    page: Page, site: Site, subtests: pytest.Subtests
) -> None:
    page.emulate_media(media="print")
    page.goto(site.kinds["besok-lugnare-i-hultsfred"])
    expect(page.get_by_text(page.url).first).to_be_visible()
    for kind, url in site.own.items():
        with subtests.test(kind):
            page.goto(url)
            expect(page.get_by_role("heading", level=1)).to_be_visible()
            for place in page.get_by_role("navigation").all():
                expect(place).to_be_hidden()


def test_nothing_is_cut_off_on_paper(
    site: Site, visits: dict[str, Visit], subtests: pytest.Subtests
) -> None:
    for kind in site.needed:
        with subtests.test(kind):
            assert visits[kind].misfits["on paper", PAPER] == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_paper_is_white(scheme: str, page: Page, site: Site) -> None:
    page.emulate_media(media="print", color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(site.kinds["start"])
    ground, ink = page.evaluate(
        "(({backgroundColor, color}) => [backgroundColor, color])"
        "(getComputedStyle(document.documentElement))"
    )
    assert (ground, ink) == ("rgb(255, 255, 255)", "rgb(0, 0, 0)")


@pytest.mark.parametrize("kind", ["planer-hedemora-2016", "golden-planer-habo-2015"])
def test_a_plan_becomes_one_or_two_sheets_with_its_address(
    kind: str, page: Page, site: Site
) -> None:
    page.goto(site.kinds[kind])
    printed = page.pdf(prefer_css_page_size=True, format="A4")
    assert 1 <= len(PAGE.findall(printed)) <= 2
    page.emulate_media(media="print")
    expect(page.get_by_text(page.url).filter(visible=True).first).to_be_visible()


def test_a_post_becomes_a_document_of_a_few_sheets(page: Page, site: Site) -> None:
    page.goto(site.kinds["besok-lugnare-i-hultsfred"])
    printed = page.pdf(prefer_css_page_size=True, format="A4")
    assert 2 <= len(PAGE.findall(printed)) <= 5


@pytest.mark.parametrize("kind", ["kommun-hedemora", "kommun-arjang", "golden-kommun-habo"])
def test_a_kommun_becomes_a_dossier_of_at_most_two_sheets(
    kind: str, page: Page, site: Site
) -> None:
    page.goto(site.kinds[kind])
    printed = page.pdf(prefer_css_page_size=True, format="A4")
    assert 1 <= len(PAGE.findall(printed)) <= 2


def test_every_kind_of_page_says_on_paper_where_it_is_from(
    page: Page, site: Site, subtests: pytest.Subtests
) -> None:
    page.emulate_media(media="print")
    for kind, url in site.own.items():
        with subtests.test(kind):
            page.goto(url)
            expect(page.locator(".origin")).to_contain_text(url)
