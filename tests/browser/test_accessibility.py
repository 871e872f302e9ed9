"""axe-core finds nothing to complain of on any kind of page; only CI insists on it."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site
from tests.browser.visits import AXE, VARIANTS, Visit, needs_axe
from tests.browser.visits import find_violations as find_violations

pytestmark = needs_axe


def test_every_kind_of_page_is_accessible(
    site: Site, visits: dict[str, Visit], subtests: pytest.Subtests
) -> None:
    assert {kind for kind, seen in visits.items() if seen.violations} == site.needed
    for kind, seen in visits.items():
        for variant, violations in seen.violations.items():
            with subtests.test(kind, variant=variant):
                assert violations == []


def test_what_a_script_has_put_on_a_page_is_accessible(
    page: Page, site: Site, subtests: pytest.Subtests
) -> None:
    page.add_init_script(path=AXE)
    for address in ("jamfor/?a=hedemora&b=gagnef", "oversikt/?ordning=lan&ar=2016"):
        page.goto(f"{site.address}/{address}")
        expect(page.locator(".comparison h2, .matrix .lan").first).to_be_visible()
        with subtests.test(address):
            assert find_in_every_variant(page) == []


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
    post.write_text(f"{text}\nTvå  blanksteg och [klicka här](https://example.com/).\n", "utf-8")
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
