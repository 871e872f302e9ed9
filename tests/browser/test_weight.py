"""What a first view costs a reader with a slow phone: bytes as sent, requests, and jolts."""

from __future__ import annotations

import time
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Request, Route

from tests.browser.conftest import Site

POST = 15_000
"""Bytes of HTML, CSS and JS, compressed with gzip, of the first view of a post."""

MAP = 40_000
"""The same of the page with the map of all kommuner."""

REQUESTS = 3
"""Before pictures."""

SHIFTS = """new PerformanceObserver(list => list.getEntries().forEach(entry => {
    window.shifts = (window.shifts ?? 0) + entry.value
})).observe({type: "layout-shift", buffered: true})"""

LOOK = """async () => {
    const drawn = () => new Promise(done =>
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 50))))
    await drawn()
    for (const picture of document.images) {
        picture.scrollIntoView({block: "end", behavior: "instant"})
        await drawn()
        await picture.decode().catch(() => null)
        await drawn()
    }
    return window.shifts ?? 0
}"""
"""Reads on to each picture; the sum of what was moved meanwhile without the reader's doing."""


class View(NamedTuple):
    """What the browser fetched for one page; `bytes` without pictures."""

    bytes: int
    requests: list[str]


def view(browser: Browser, url: str) -> View:
    """Look at a page for the first time."""
    page = browser.new_page()
    asked: list[Request] = []
    page.on("requestfinished", lambda request: asked.append(request))
    page.goto(url, wait_until="networkidle")
    counted = [request for request in asked if request.resource_type != "image"]
    size = sum(request.sizes()["responseBodySize"] for request in counted)
    page.close()
    return View(size, [request.url for request in counted])


def test_a_post_is_light(browser: Browser, site: Site, subtests: pytest.Subtests) -> None:
    posts = {kind: url for kind, url in site.kinds.items() if "/besok/" in url}
    assert len(posts) > 3
    for kind, url in posts.items():
        with subtests.test(kind):
            seen = view(browser, url)
            assert 5_000 < seen.bytes <= POST
            assert len(seen.requests) <= REQUESTS, seen.requests


def test_the_map_is_light(browser: Browser, site: Site) -> None:
    assert 15_000 < view(browser, site.kinds["karta"]).bytes < MAP


@pytest.mark.parametrize("width", [360, 1440])
def test_nothing_jolts_while_a_page_loads(
    width: int, browser: Browser, site: Site, subtests: pytest.Subtests
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.add_init_script(SHIFTS)
    page.route(lambda url: url.endswith((".avif", ".webp", ".jpg", ".png")), delay)
    for kind, url in site.own.items():
        with subtests.test(kind):
            page.goto(url)
            assert page.evaluate(LOOK) == 0
    page.close()


def delay(route: Route) -> None:
    """A slow connection: the text stands there before the picture comes."""
    time.sleep(0.3)
    route.continue_()
