"""What a reader meets in a real browser, on every kind of page."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, Request

KINDS = (
    "/",
    "/besok/tillbaka-i-hedemora/",
    "/besok/lugnare-i-hultsfred/",
    "/kommun/",
    "/kommun/hagfors/",
    "/lan/",
    "/lan/varmland/",
    "/tema/",
    "/tema/samverkan/",
    "/arkiv/",
    "/arkiv/2016/",
    "/arkiv/2016/12/",
    "/om/",
    "/tillganglighet/",
    "/finns-inte/",
)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("width", [320, 1440])
def test_nothing_scrolls_sideways(kind: str, width: int, browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(address + kind)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_fetched_from_elsewhere(kind: str, page: Page, address: str) -> None:
    asked: list[Request] = []
    page.on("request", lambda request: asked.append(request))
    page.goto(address + kind)
    assert asked
    assert {request.url for request in asked if not request.url.startswith(address)} == set()


@pytest.mark.parametrize("kind", KINDS)
def test_a_keyboard_reaches_the_text_at_once(kind: str, page: Page, address: str) -> None:
    page.goto(address + kind)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Hoppa till innehållet"
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#" + page.locator("main").get_attribute("id")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_light_and_dark_are_what_the_reader_asked_for(
    scheme: str, browser: Browser, address: str
) -> None:
    page = browser.new_page(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(address + KINDS[1])
    colour = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    light = sum(int(part) for part in colour.strip("rgba()").split(",")[:3]) > 382
    assert light == (scheme == "light")
    page.close()
