"""What a reader meets in a real browser, on every kind of page."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.colours import contrast, luminance
from tests.browser.conftest import Site
from tests.browser.visits import COLOURS, Visit
from tests.browser.visits import find_misfits as find_misfits

FOLDERS = {
    *("", "besok", "karta", "kommun", "lan", "tema", "oversikt", "arkiv", "sok"),
    *("om", "tillganglighet", "404.html", "planer", "data", "folj"),
}
"""Where pages of every kind lie, at least."""

PLANS = {
    *("planer", "planer-sa-bedomer-vi", "golden-planer-lage-andrat", "data"),
    *("planer-hedemora-2016", "golden-planer-habo-2015", "kommun-vantar-pa-aterbesok"),
}
"""Pages about plans and visits that have a form of their own."""

MARKS = """() => [...document.querySelectorAll("main :not(.squares) > .mark-of")].map(mark =>
    [(mark.parentElement.closest("li, tr, p, dt") ?? mark.parentElement).innerText.trim(),
        mark.getBoundingClientRect().width, getComputedStyle(mark).color])"""
"""Of each status beside a word: the words, the width of the mark and its colour."""


def test_every_kind_of_page_is_looked_at(site: Site) -> None:
    assert {urlsplit(url).path.split("/")[1] for url in site.own.values()} >= FOLDERS
    assert len(site.kinds) > 1.5 * len(site.own)
    assert site.kinds.keys() >= PLANS


@pytest.mark.parametrize("style", ["as it is", "spaced out"])
def test_everything_fits_at_any_width(
    style: str, visits: dict[str, Visit], subtests: pytest.Subtests
) -> None:
    for kind, seen in visits.items():
        for (found_in, width), misfits in seen.misfits.items():
            if found_in == style:
                with subtests.test(kind, width=width):
                    assert misfits == {}


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
    visits: dict[str, Visit], subtests: pytest.Subtests
) -> None:
    """A screen of 1280 × 1024 is 320 × 256 then; what stays in place would cover the text."""
    for kind, seen in visits.items():
        with subtests.test(kind):
            assert seen.staying == []


def test_nothing_is_fetched_from_elsewhere(site: Site, visits: dict[str, Visit]) -> None:
    asked = [url for seen in visits.values() for url in seen.asked]
    assert len(asked) > 2 * len(visits)
    assert [url for url in asked if not url.startswith(site.address)] == []


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
    scheme: str, visits: dict[str, Visit], subtests: pytest.Subtests
) -> None:
    for kind, seen in visits.items():
        with subtests.test(kind):
            ground, ink, link = seen.colours[scheme]
            assert (luminance(ground) > 0.5) == (scheme == "light")
            assert contrast(ground, ink) > 12
            assert contrast(ground, link) > 7


def test_nothing_moves_when_the_reader_wants_it_still(
    visits: dict[str, Visit], subtests: pytest.Subtests
) -> None:
    for kind, seen in visits.items():
        with subtests.test(kind):
            assert seen.moving == []


def test_forced_colours_leave_what_lines_tell(browser: Browser, site: Site) -> None:
    """The thread and the rings of the visits are drawn."""
    page = browser.new_page(forced_colors="active")
    page.goto(site.kinds["golden-kommun-habo-uppsala-lan"])
    ground, ink, link = page.evaluate(COLOURS)
    assert contrast(ground, ink) > 12
    assert contrast(ground, link) > 4.5
    assert page.evaluate("getComputedStyle(document.querySelector('.mark')).color") == link
    for place, part in ((".banner", "::before"), (".line > .visit", "::after")):
        line = page.evaluate(
            f"getComputedStyle(document.querySelector('{place}'), '{part}').borderBottomColor"
        )
        assert contrast(ground, line) > 3, place
    page.close()


def test_a_status_is_told_by_word_and_form_also_in_forced_colours(
    browser: Browser, site: Site
) -> None:
    page = browser.new_page(forced_colors="active", color_scheme="dark")
    for kind in ("planer", "golden-planer-habo-2015", "golden-kommun-habo"):
        page.goto(site.kinds[kind])
        ground = page.evaluate(COLOURS)[0]
        marks = page.evaluate(MARKS)
        assert marks
        for word, size, colour in marks:
            assert word
            assert size >= 12
            assert contrast(ground, colour) > 4.5
    page.close()


def test_the_ways_to_narrow_the_plans_combine_and_let_go(page: Page, site: Site) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(site.kinds["planer"])
    rows, status = (
        page.locator(".plan-list > li:visible"),
        page.get_by_role("main").get_by_role("status"),
    )
    every = rows.count()
    page.get_by_role("link", name="Dalarnas län").click()
    expect(rows).to_have_count(1)
    expect(status).to_contain_text(f"1 av {every} planer: Dalarnas län.")
    page.get_by_role("link", name="Struket").or_(
        page.get_by_role("link", name="Till stor del klart", exact=True)
    ).first.click()
    expect(status).to_contain_text("Dalarnas län och Till stor del klart")
    expect(rows).to_have_count(1)
    page.get_by_role("link", name="Kalmar län").click()
    expect(rows).to_have_count(0)
    page.get_by_role("button", name="Visa alla").click()
    expect(rows).to_have_count(every)
    assert page.url == site.kinds["planer"]


def test_a_way_to_narrow_the_plans_is_a_page_of_its_own_without_script(
    browser: Browser, site: Site
) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(site.kinds["planer"])
    page.get_by_role("link", name="Dalarnas län").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Planer: Dalarnas län")
    page.close()
