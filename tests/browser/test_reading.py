"""What a reader meets in a real browser, on every kind of page."""

from __future__ import annotations

from typing import Literal
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from tests.browser.colours import contrast, luminance
from tests.browser.conftest import Site

FOLDERS = {
    *("", "besok", "karta", "kommun", "lan", "tema", "oversikt", "arkiv", "sok"),
    *("om", "tillganglighet", "404.html"),
}
"""Where pages of every kind lie, at least."""

CLIPPED = """() => {
    const hides = value => value === "hidden" || value === "clip"
    const cut = [...document.body.querySelectorAll("*")].filter(element => {
        const style = getComputedStyle(element)
        if (element.clientWidth <= 1 || element.closest("svg, .hidden")) return false
        return (hides(style.overflowX) && element.scrollWidth > element.clientWidth + 1 &&
                !element.matches(".masthead")) ||
            (hides(style.overflowY) && element.scrollHeight > element.clientHeight + 1)
    })
    return cut.map(element => element.outerHTML.slice(0, 120))
}"""
"""Elements that hide some of what is in them; the line of the masthead is meant to run out."""

OVERLAPPING = """() => {
    const texts = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) {
        const node = walker.currentNode
        const parent = node.parentElement
        if (!node.data.trim() || parent.closest(".hidden, .skip, svg, script") ||
            !parent.checkVisibility({visibilityProperty: true})) continue
        const range = document.createRange()
        range.selectNodeContents(node)
        const size = parseFloat(getComputedStyle(parent).fontSize)
        for (const box of range.getClientRects()) {
            const middle = (box.top + box.bottom) / 2  // letters, not the room around them
            texts.push([node.data.trim(), box.left, box.right, middle - size / 3,
                middle + size / 3])
        }
    }
    texts.sort((one, other) => one[3] - other[3])
    const found = []
    texts.forEach(([text, left, right, top, bottom], index) => {
        for (const [other, l, r, t, b] of texts.slice(index + 1)) {
            if (t >= bottom - 2) break
            if (Math.min(right, r) - Math.max(left, l) > 2) found.push(`${text} | ${other}`)
        }
    })
    return found
}"""
"""Pairs of texts of which one lies over the other."""

STAYING = """() => [...document.querySelectorAll("*")]
    .filter(element => ["fixed", "sticky"].includes(getComputedStyle(element).position))
    .map(element => element.outerHTML.slice(0, 120))"""

COLOURS = """() => {
    const link = document.querySelector("main a") ?? document.querySelector(".menu a")
    const [page, text] = [document.documentElement, document.querySelector("h1")]
    return [getComputedStyle(page).backgroundColor, ...[text, link].map(
        element => getComputedStyle(element).color)]
}"""
"""Of the ground, of text and of a link."""

MOVING = """() => [...document.querySelectorAll("*")].filter(element => {
    const style = getComputedStyle(element)
    return style.scrollBehavior !== "auto" || style.animationName !== "none" ||
        style.transitionDuration.split(", ").some(time => parseFloat(time) > 0.01)
}).map(element => element.outerHTML.slice(0, 120))"""

SPACING = """
* { line-height: 1.5 !important; letter-spacing: 0.12em !important }
* { word-spacing: 0.16em !important }
p { margin-block-end: 2em !important }
"""
"""What readers may set without losing anything (WCAG 2.2, 1.4.12)."""


def test_every_kind_of_page_is_looked_at(site: Site) -> None:
    assert {urlsplit(url).path.split("/")[1] for url in site.own.values()} >= FOLDERS
    assert len(site.kinds) > 1.5 * len(site.own)


@pytest.mark.parametrize("style", ["", SPACING], ids=["as it is", "spaced out"])
def test_everything_fits_at_any_width(
    style: str, open_page: Page, site: Site, subtests: pytest.Subtests
) -> None:
    page = open_page
    for kind, url in site.kinds.items():
        page.goto(url)
        page.add_style_tag(content=style or " ")
        for width in (320, 360, 768, 1280, 1440):
            with subtests.test(kind, width=width):
                page.set_viewport_size({"width": width, "height": 800})
                assert find_misfits(page) == {}


@pytest.mark.parametrize(
    ("fault", "body"),
    [
        ("scrolls", "<p style='width: 2000px'>Bred</p>"),
        ("clipped", "<p style='height: 1em; overflow: hidden'>Två<br>rader</p>"),
        ("overlapping", "<p>Ett</p><p style='margin-top: -2em'>Annat</p>"),
    ],
)
def test_what_does_not_fit_is_found(fault: str, body: str, page: Page) -> None:
    page.set_content(f"<body style='font: 1rem/1.2 serif'><p>Rätt</p>{body}")
    assert find_misfits(page).keys() == {fault}


def test_nothing_is_in_the_way_at_400_percent(
    browser: Browser, site: Site, subtests: pytest.Subtests
) -> None:
    """A screen of 1280 × 1024 is 320 × 256 then; what stays in place would cover the text."""
    page = browser.new_page(viewport={"width": 320, "height": 256})
    for kind, url in site.own.items():
        with subtests.test(kind):
            page.goto(url)
            assert page.evaluate(STAYING) == []
    page.close()


def test_nothing_is_fetched_from_elsewhere(page: Page, site: Site) -> None:
    asked: list[Request] = []
    page.on("request", lambda request: asked.append(request))
    for url in site.own.values():
        page.goto(url)
    page.wait_for_load_state("networkidle")
    assert len(asked) > 2 * len(site.own)
    assert [request.url for request in asked if not request.url.startswith(site.address)] == []
    assert page.context.cookies() == []


def test_everything_is_there_without_script(
    browser: Browser, site: Site, subtests: pytest.Subtests
) -> None:
    page = browser.new_page(java_script_enabled=False)
    for kind, url in site.own.items():
        with subtests.test(kind):
            page.goto(url)
            expect(page.get_by_role("heading", level=1)).to_be_visible()
            assert len(page.get_by_role("main").inner_text()) > 40
    page.get_by_role("navigation", name="Huvudmeny").get_by_text("Teman").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Teman")
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_light_and_dark_are_what_the_reader_asked_for(
    scheme: Literal["light", "dark"], browser: Browser, site: Site, subtests: pytest.Subtests
) -> None:
    page = browser.new_page(color_scheme=scheme)
    for kind, url in site.own.items():
        with subtests.test(kind):
            page.goto(url)
            ground, ink, link = page.evaluate(COLOURS)
            assert (luminance(ground) > 0.5) == (scheme == "light")
            assert contrast(ground, ink) > 12
            assert contrast(ground, link) > 7
    page.close()


def test_nothing_moves_when_the_reader_wants_it_still(
    browser: Browser, site: Site, subtests: pytest.Subtests
) -> None:
    page = browser.new_page(reduced_motion="reduce")
    for kind, url in site.own.items():
        with subtests.test(kind):
            page.goto(url)
            assert page.evaluate(MOVING) == []
    page.close()


def test_forced_colours_leave_what_lines_tell(browser: Browser, site: Site) -> None:
    """The thread, the circle at the menu item one is in and those of the visits are drawn."""
    page = browser.new_page(forced_colors="active")
    page.goto(site.kinds["golden-kommun-habo-uppsala-lan"])
    ground, ink, link = page.evaluate(COLOURS)
    assert contrast(ground, ink) > 12
    assert contrast(ground, link) > 4.5
    assert page.evaluate("getComputedStyle(document.querySelector('.mark')).color") == link
    for place in ("brand", "menu a[aria-current]", "timeline > li"):
        line = page.evaluate(
            f"getComputedStyle(document.querySelector('.{place}'), '::after').borderBottomColor"
        )
        assert contrast(ground, line) > 3, place
    page.close()


def find_misfits(page: Page) -> dict[str, list[str]]:
    """What is wrong with how a page fits, by the kind of fault."""
    width, wide = page.evaluate("[innerWidth, document.documentElement.scrollWidth]")
    faults = {
        "scrolls": [f"{wide} px"] if wide > width else [],
        "clipped": page.evaluate(CLIPPED),
        "overlapping": page.evaluate(OVERLAPPING),
    }
    return {fault: found for fault, found in faults.items() if found}
