"""What a first view costs a reader with a slow phone: bytes as sent, requests, and jolts."""

from __future__ import annotations

import time
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Request, Route

from tests.browser.conftest import Site

PAGE = 60_000
"""Bytes of HTML, CSS, JS and font, compressed with gzip, of the first view of a page."""

MAP = 80_000
"""The same of the page with the map of all kommuner."""

REQUESTS = 7
"""Before pictures."""

SHIFT = 0.02
"""The most that a page may move by itself (Cumulative Layout Shift; 0.1 counts as good)."""

PICTURES = (".avif", ".webp", ".jpg", ".png")

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


def test_every_page_is_light(browser: Browser, site: Site, subtests: pytest.Subtests) -> None:
    for kind, url in site.own.items():
        with subtests.test(kind):
            seen = view(browser, url)
            assert 5_000 < seen.bytes <= (MAP if kind == "karta" else PAGE)
            assert len(seen.requests) <= REQUESTS, seen.requests


@pytest.mark.parametrize("width", [360, 1440])
def test_nothing_jolts_while_a_page_loads(
    width: int, browser: Browser, site: Site, subtests: pytest.Subtests
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.add_init_script(SHIFTS)
    page.route(lambda url: url.endswith((*PICTURES, ".json", "/2016/")), delay)
    found = {
        f"{site.own['sok']}?q=barn": "#_traffar article",
        f"{site.own['sok']}?tema=BBIC": "#_traffar article",
        f"{site.own['jamfor']}?a=hedemora&b=gagnef": ".comparison h2",
        f"{site.own['oversikt']}?lan=dalarna&ordning=namn": ".matrix",
        f"{site.own['oversikt']}?ar=2016": ".matrix",
    }
    for url in (*site.own.values(), *found):
        with subtests.test(url):
            page.goto(url)
            if url in found:
                page.wait_for_selector(found[url])
            assert page.evaluate(LOOK) <= SHIFT
    page.close()


def delay(route: Route) -> None:
    """A slow connection: the text stands there before the picture, or what a script reads."""
    time.sleep(0.3)
    route.continue_()
