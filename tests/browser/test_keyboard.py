"""What those meet who read without a pointer: the way through every kind of page by Tab."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.colours import contrast
from tests.browser.conftest import Site

FOCUSED = """() => {
    const element = document.activeElement
    const style = getComputedStyle(element)
    const box = element.getBoundingClientRect()
    const part = element.closest("header.masthead, main, footer.colophon") ?? element
    return {
        what: element.outerHTML.slice(0, 120),
        part: part.localName,
        outline: style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth),
        colour: style.outlineColor,
        ground: getComputedStyle(document.documentElement).backgroundColor,
        visible: box.width > 2 && box.height > 2 && box.top >= 0 && box.left >= 0 &&
            box.top < innerHeight && box.right <= innerWidth + 1,
        covered: [...element.getClientRects()].every(box =>
            !element.contains(document.elementFromPoint(
                box.left + box.width / 2, box.top + box.height / 2))),
    }
}"""
"""What has the focus, and whether a reader can see that it has."""


def test_the_first_stop_leads_to_the_text(
    page: Page, site: Site, subtests: pytest.Subtests
) -> None:
    for kind, url in site.own.items():
        with subtests.test(kind):
            page.goto(url)
            page.keyboard.press("Tab")
            assert page.evaluate("document.activeElement.textContent") == "Hoppa till innehållet"
            page.keyboard.press("Enter")
            text = page.get_by_role("main").get_attribute("id")
            expect(page).to_have_url(f"{url}#{text}")


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize(
    "kind", ["start", "besok-lugnare-i-hultsfred", "kommun-hagfors", "oversikt", "sok"]
)
def test_the_focus_is_always_seen_and_moves_down_the_page(
    kind: str, width: int, browser: Browser, site: Site
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 600}, reduced_motion="reduce")
    page.goto(site.kinds[kind])
    stops = list(walk(page))
    assert len(stops) > 10
    for stop in stops:
        assert stop["outline"] >= 2, stop["what"]
        assert contrast(stop["colour"], stop["ground"]) > 3, stop["what"]
        assert stop["visible"], stop["what"]
        assert not stop["covered"], stop["what"]
    parts = [stop["part"] for stop in stops]
    assert parts == sorted(parts, key=["a", "header", "main", "footer"].index)
    page.close()


def walk(page: Page) -> Iterator[dict[str, Any]]:
    """Where Tab leads, from the first stop to the last."""
    page.keyboard.press("Tab")
    while (stop := page.evaluate(FOCUSED))["part"] != "body":
        yield stop
        page.keyboard.press("Tab")
