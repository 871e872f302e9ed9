"""axe-core finds nothing to complain of on any kind of page; only CI insists on it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site
from tests.conftest import ROOT

AXE = Path(os.environ.get("AXE_JS", ROOT / ".cache/npm/node_modules/axe-core/axe.min.js"))
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
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

pytestmark = pytest.mark.skipif(
    not AXE.exists() and "CI" not in os.environ, reason="no axe-core (AXE_JS); CI has it"
)


def test_every_kind_of_page_is_accessible(
    page: Page, site: Site, subtests: pytest.Subtests
) -> None:
    page.add_init_script(path=AXE)
    for kind, url in site.kinds.items():
        page.goto(url)
        for variant, (width, scheme) in VARIANTS.items():
            with subtests.test(kind, variant=variant):
                page.set_viewport_size({"width": width, "height": 800})
                page.emulate_media(color_scheme=scheme)
                assert find_violations(page) == []


def test_the_preview_is_accessible_when_it_tells_of_a_mistake(
    page: Page, address: str, content: Path
) -> None:
    page.add_init_script(path=AXE)
    page.goto(f"{address}/besok/tillbaka-i-hedemora/")
    post = content / "posts/2017-05-22-tillbaka-i-hedemora.md"
    text = post.read_text(encoding="utf-8")
    post.write_text(text.replace("kommun: Hedemora", "kommun: Hedemöra"), encoding="utf-8")
    expect(page.get_by_role("alert")).to_be_visible()
    assert find_in_every_variant(page) == []
    post.write_text(f"{text}\nTvå  blanksteg och [klicka här](https://example.org/).\n", "utf-8")
    expect(page.get_by_role("alert")).to_have_count(0)
    page.get_by_text("2 påpekanden").click()
    page.get_by_text("Om regeln").first.click()
    assert find_in_every_variant(page) == []
    post.write_text(text, encoding="utf-8")


def find_in_every_variant(page: Page) -> list[str]:
    found = []
    for width, scheme in VARIANTS.values():
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        found += find_violations(page)
    return found


def test_what_is_wrong_is_found(page: Page) -> None:
    page.set_content(
        "<main><h1>Rubrik</h1><img src='x.png'><p style='color: #bbb'>Blekt</p></main>"
    )
    page.add_script_tag(path=AXE)
    found = {violation.partition(":")[0] for violation in find_violations(page)}
    assert found >= {"image-alt", "color-contrast", "html-has-lang"}


def find_violations(page: Page) -> list[str]:
    """What axe-core has against the page as it stands: each rule and the first place."""
    found: list[str] = page.evaluate(RUN, RULES)
    return found
