"""Visits: each page is opened once, and all is noted that several tests want to know of it.

To load a page takes longer than to look at it again at another width or in other colours. Nothing
is judged here, and what changes the page itself comes last.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Literal, NamedTuple

import pytest
from playwright.sync_api import Browser, Page

from tests.conftest import ROOT

AXE = Path(os.environ.get("AXE_JS", ROOT / ".cache/npm/node_modules/axe-core/axe.min.js"))
HAS_AXE = AXE.exists() or "CI" in os.environ
"""False where axe-core is missing. In CI it may not be: what needs it fails there."""

needs_axe = pytest.mark.skipif(not HAS_AXE, reason="no axe-core (AXE_JS); CI has it")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OF_COLOURS = ["color-contrast", "link-in-text-block"]
"""The rules among those that look at colours."""

RUN = """async rules => {
    const {violations} = await axe.run({runOnly: rules, resultTypes: ["violations"]})
    return violations.map(({id, help, nodes}) => `${id}: ${help} ${nodes[0].html}`)
}"""

VARIANTS: dict[str, tuple[int, Literal["light", "dark"]]] = {
    "light": (1280, "light"),
    "dark": (1280, "dark"),
    "320 px": (320, "light"),
}
"""Width and colours. Not forced ones: axe-core takes the author's colours for the reader's."""

WIDTHS = (320, 360, 768, 1280, 1440)

PHONE = 390
"""The width of a phone."""

PAPER = 627
"""The width of A4 without margins, 166 mm, in CSS pixels."""

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
            parent.clientWidth === 1 ||
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
    .filter(element => element.checkVisibility() &&
        ["fixed", "sticky"].includes(getComputedStyle(element).position))
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

TWICE = "html { font-size: 200% !important }"
"""Text of twice the size, as a reader sets it on a phone (WCAG 2.2, 1.4.4; finding B18)."""

Faults = dict[str, list[str]]
"""What is wrong with how a page fits, by the kind of fault."""


class Visit(NamedTuple):
    """What was found on one page: `asked` are the addresses that it fetched, `misfits` are by style
    and width, `violations` by variant, `colours` by scheme."""

    asked: list[str]
    misfits: dict[tuple[str, int], Faults]
    violations: dict[str, list[str]]
    staying: list[str]
    moving: list[str]
    colours: dict[str, list[str]]
    width_at_twice: int


def visit_all(browser: Browser, addresses: dict[str, str], needed: set[str]) -> dict[str, Visit]:
    """Visit pages. Whether they fit as they are is seen of all, for it hangs on their words; what
    is under `violations` and in other styles of the `needed` alone, which show every part."""
    page = browser.new_page(bypass_csp=True)  # scripts and styles are put in
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    found = {}
    for name, url in addresses.items():
        asked.clear()
        found[name] = _visit(page, url, asked, wholly=name in needed)
    assert page.context.cookies() == []
    page.close()
    return found


def _visit(page: Page, url: str, asked: Iterable[str], *, wholly: bool) -> Visit:
    page.emulate_media(reduced_motion="reduce", color_scheme="light")  # no colour is on its way
    page.set_viewport_size({"width": 320, "height": 256})
    page.goto(url)
    staying, moving = page.evaluate(STAYING), page.evaluate(MOVING)
    colours = {"light": page.evaluate(COLOURS)}
    page.emulate_media(color_scheme="dark")
    colours["dark"] = page.evaluate(COLOURS)
    page.emulate_media(reduced_motion="no-preference", color_scheme="light")
    misfits = _misfits_of(page, "as it is", WIDTHS)
    violations, twice = {}, 0
    if wholly:
        page.emulate_media(media="print")
        misfits |= _misfits_of(page, "on paper", (PAPER,))
        page.emulate_media(media="screen")
        violations = _violations_of(page) if HAS_AXE else {}
        spaced = page.add_style_tag(content=SPACING)
        misfits |= _misfits_of(page, "spaced out", WIDTHS)
        spaced.evaluate("style => style.remove()")
        page.add_style_tag(content=TWICE)
        page.set_viewport_size({"width": PHONE, "height": 800})
        twice = page.evaluate("document.documentElement.scrollWidth")
    return Visit(list(asked), misfits, violations, staying, moving, colours, twice)


def _misfits_of(page: Page, style: str, widths: Iterable[int]) -> dict[tuple[str, int], Faults]:
    found = {}
    for width in widths:
        page.set_viewport_size({"width": width, "height": 800})
        found[style, width] = find_misfits(page)
    return found


def _violations_of(page: Page) -> dict[str, list[str]]:
    """By variant; in the dark only colours are others, so only what looks at them is asked."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = {}
    for variant, (width, scheme) in VARIANTS.items():
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        found[variant] = find_violations(page, OF_COLOURS if scheme == "dark" else RULES)
    return found


def find_violations(page: Page, rules: list[str] = RULES) -> list[str]:
    """What axe-core has against the page as it stands: each rule and the first place."""
    found: list[str] = page.evaluate(RUN, rules)
    return found


def find_misfits(page: Page) -> dict[str, list[str]]:
    """What is wrong with how a page fits, by the kind of fault."""
    width, wide = page.evaluate("[innerWidth, document.documentElement.scrollWidth]")
    faults = {
        "scrolls": [f"{wide} px"] if wide > width else [],
        "clipped": page.evaluate(CLIPPED),
        "overlapping": page.evaluate(OVERLAPPING),
    }
    return {fault: found for fault, found in faults.items() if found}
