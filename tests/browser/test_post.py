"""A post: its text is in the first screen, and a section or the whole of it can be cited."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Site

POST = "besok-lugnare-i-hultsfred"
"""It has a picture, an earlier visit and a plan."""

TOP = "() => document.querySelector('.prose p').getBoundingClientRect().top"


@pytest.fixture
def copier(browser: Browser) -> Iterator[Page]:
    """A page that may read what it has copied."""
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(("width", "height", "bar"), [(1280, 900, 600), (390, 844, 700)])
@pytest.mark.parametrize("kind", [POST, "besok-tillbaka-i-hedemora"])
def test_the_first_sentence_is_in_the_first_screen(
    kind: str, width: int, height: int, bar: int, page: Page, site: Site
) -> None:
    page.set_viewport_size({"width": width, "height": height})
    page.goto(site.kinds[kind])
    assert page.evaluate(TOP) < bar


def test_a_section_is_cited_in_one_action(copier: Page, site: Site) -> None:
    copier.goto(site.kinds[POST])
    link = copier.get_by_role("link", name="Länk till avsnittet Samverkan på eftermiddagen")
    link.click()
    expect(copier.get_by_role("status")).to_have_text("Kopierad")
    copied = copier.evaluate("navigator.clipboard.readText()")
    assert copied == copier.url == f"{site.kinds[POST]}#samverkan-pa-eftermiddagen"
    expect(link).to_be_empty()


def test_the_reference_is_copied_as_one_line(copier: Page, site: Site) -> None:
    copier.goto(site.kinds[POST])
    copier.get_by_role("button", name="Kopiera").click()
    expect(copier.get_by_role("status")).to_have_text("Kopierad")
    assert copier.evaluate("navigator.clipboard.readText()") == (
        "Besöksbloggen (2016). Lugnare i Hultsfred ett år efter krisen. 7 december 2016. "
        f"{site.kinds[POST]}"
    )


def test_without_script_a_section_has_its_address_and_nothing_is_in_vain(
    browser: Browser, site: Site
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site.kinds[POST])
    page.get_by_role("link", name="Länk till avsnittet Samverkan på eftermiddagen").click()
    assert page.url.endswith("#samverkan-pa-eftermiddagen")
    expect(page.get_by_role("button", name="Kopiera")).to_be_hidden()
    context.close()


def test_the_contents_follow_the_reader(page: Page, site: Site) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(site.kinds[POST])
    here = page.locator(".contents [aria-current]")
    expect(here).to_have_count(0)
    for name in ("Önskemål från flera håll", "Samverkan på eftermiddagen"):
        page.get_by_role("heading", name=name).evaluate("it => it.scrollIntoView()")
        expect(here).to_have_text([name])


def test_on_a_phone_two_lines_lead_to_the_visits_and_the_plan(page: Page, site: Site) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(site.kinds[POST])
    for name in ("Besök 2 av 2", "Planen: 1 påbörjad, 2 nämns inte"):
        page.get_by_role("link", name=name).click()
        title = name.partition(":")[0]
        margin = page.get_by_role("complementary")
        expect(margin.get_by_role("heading", name=title)).to_be_in_viewport()
