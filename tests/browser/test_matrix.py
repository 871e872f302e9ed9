"""The matrix of themes and kommuner, and two kommuner compared, as a reader uses them."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.colours import contrast
from tests.browser.conftest import Site

SIZES = {"desktop": (1280, 900), "phone": (390, 844)}

SHADES = """() => [...document.querySelectorAll(".matrix td a")].map(link => {
    const {color, backgroundColor} = getComputedStyle(link)
    const clear = backgroundColor === "rgba(0, 0, 0, 0)"
    return [clear ? getComputedStyle(document.documentElement).backgroundColor : backgroundColor,
        color, link.childNodes[1].data]
})"""
"""Of each cell with a number: its ground, its ink and the number."""

REPAINT = """document.querySelectorAll(".matrix td a").forEach(
    (link, index) => link.parentElement.className = `v${index % 4 + 1}`)"""
"""Shows all four shades, which few blogs have."""


LENGTHEN = """() => {
    const body = document.querySelector(".matrix tbody")
    const rows = [...body.rows]
    for (let times = 0; times < 8; times++) body.append(...rows.map(row => row.cloneNode(true)))
}"""
"""Makes the table as long as one of many kommuner."""

UNCOVERED = """() => document.activeElement.getBoundingClientRect().top >=
    document.querySelector(".matrix thead th").getBoundingClientRect().bottom - 1"""
"""Whether what is in focus stands below the names of themes."""


@pytest.fixture(params=list(SIZES.values()), ids=list(SIZES))
def screen(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A page at the width of a desk and of a phone."""
    width, height = request.param
    opened = browser.new_page(viewport={"width": width, "height": height}, reduced_motion="reduce")
    yield opened
    opened.close()


def rows(page: Page) -> Locator:
    return page.locator(".matrix tr[data-lan]")


def test_a_theme_in_a_län_is_browsed_in_three_actions(screen: Page, site: Site) -> None:
    screen.goto(site.address)
    screen.get_by_role("link", name="Se teman kommun för kommun").click()
    screen.get_by_role("link", name="Dalarnas län").click()
    expect(rows(screen)).to_have_count(1)
    screen.get_by_role("link", name="Skola och hemmasittare 1 inlägg i Hedemora").click()
    expect(screen).to_have_url(re.compile("/kommun/hedemora/#hemmasittare$"))
    expect(screen.locator(":target")).to_be_in_viewport()
    section = screen.locator("section").filter(has=screen.locator(":target")).last
    expect(section.get_by_role("heading")).to_contain_text("Skola och hemmasittare")
    expect(section.get_by_role("link", name="Tillbaka i Hedemora")).to_be_visible()


def test_choices_combine_in_the_address_and_come_back(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/golden/oversikt/")
    every, status = rows(page).count(), page.get_by_role("main").get_by_role("status")
    page.get_by_role("link", name="2016", exact=True).click()
    expect(page).to_have_url(re.compile(r"/oversikt/\?ar=2016$"))
    expect(status).to_contain_text(": 2016")
    of_year = rows(page).count()
    assert 0 < of_year < every
    numbers = page.locator("[data-name=lan] .note:not([hidden])").all_text_contents()
    assert sum(int(number.split()[0]) for number in numbers) == of_year
    page.get_by_role("navigation", name="Ordna").get_by_role("link", name="Län", exact=True).click()
    expect(page).to_have_url(re.compile(r"\?ordning=lan&ar=2016$"))
    expect(page.get_by_role("rowheader", name="Jönköpings län")).to_be_visible()
    page.get_by_role("link", name="Jönköpings län").click()
    expect(page).to_have_url(re.compile(r"\?ordning=lan&ar=2016&lan=jonkoping$"))
    expect(rows(page)).to_have_count(1)
    expect(status).to_have_text("1 kommun: 2016, Jönköpings län")
    assert_sums(page)
    page.reload()
    expect(status).to_have_text("1 kommun: 2016, Jönköpings län")
    page.go_back()
    expect(rows(page)).to_have_count(of_year)
    page.go_back()
    page.go_back()
    expect(rows(page)).to_have_count(every)
    expect(status).to_have_text(f"{every} kommuner")
    assert_sums(page)


def assert_sums(page: Page) -> None:
    """The sums below are those of the numbers that stand above them."""
    numbers = [
        [int(re.sub(r"\D", "", cell) or 0) for cell in row.locator("td").all_text_contents()]
        for row in rows(page).all()
    ]
    below = page.locator(".matrix tfoot td").all_text_contents()
    assert [sum(column) for column in zip(*numbers, strict=True)] == list(map(int, below))
    assert all(sum(row[:-1]) == row[-1] for row in numbers)


def test_the_page_of_a_part_leads_on_to_a_combination(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/golden/oversikt/2016/")
    page.get_by_role("link", name="Jönköpings län").click()
    expect(page).to_have_url(re.compile(r"/oversikt/\?ar=2016&lan=jonkoping$"))
    expect(page.get_by_role("main").get_by_role("status")).to_have_text(
        "1 kommun: 2016, Jönköpings län"
    )


def test_without_script_every_choice_is_a_page_of_its_own(browser: Browser, site: Site) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(site.kinds["oversikt"])
    page.get_by_role("link", name="Dalarnas län").click()
    expect(page).to_have_url(re.compile("/oversikt/dalarna/$"))
    expect(rows(page)).to_have_count(1)
    page.get_by_role("link", name="Namn").click()
    expect(page.locator(".matrix tbody th")).to_have_text(
        ["Hagfors", "Hedemora", "Hudiksvall", "Hultsfred"]
    )
    page.close()


def test_the_names_of_themes_stay_in_view_and_cover_no_focus(browser: Browser, site: Site) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 660}, reduced_motion="reduce")
    page.goto(site.kinds["oversikt"])
    page.evaluate(LENGTHEN)
    page.locator(".matrix tfoot").scroll_into_view_if_needed()
    expect(page.locator(".matrix thead th").nth(1)).to_be_in_viewport(ratio=1)
    tops = page.evaluate("document.querySelector('.matrix thead th').getBoundingClientRect().top")
    assert -1 < tops < 1
    page.locator(".matrix tbody td a").last.focus()
    for _ in range(150):
        page.keyboard.press("Shift+Tab")
        assert page.evaluate(UNCOVERED)
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_numbers_stand_out_from_their_shades(scheme: str, open_page: Page, site: Site) -> None:
    open_page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    open_page.goto(site.kinds["oversikt"])
    open_page.evaluate(REPAINT)
    for width in (1280, 390):
        open_page.set_viewport_size({"width": width, "height": 800})
        shades = open_page.evaluate(SHADES)
        assert len({ground for ground, _, _ in shades}) == 4
        assert all(contrast(ground, ink) >= 4.5 for ground, ink, _ in shades)


def test_forced_colours_leave_the_numbers(browser: Browser, site: Site) -> None:
    page = browser.new_page(forced_colors="active", color_scheme="dark")
    page.goto(site.kinds["oversikt"])
    shades = page.evaluate(SHADES)
    assert shades
    for ground, ink, number in shades:
        assert contrast(ground, ink) >= 4.5
        assert number.isdecimal()
    page.close()


def test_two_kommuner_are_compared_when_the_second_is_chosen(screen: Page, site: Site) -> None:
    screen.goto(f"{site.address}/kommun/hedemora/")
    screen.get_by_role("link", name="Jämför med en annan kommun").click()
    screen.get_by_label("Den andra").select_option("Hudiksvall")
    expect(screen).to_have_url(re.compile(r"/jamfor/\?a=hedemora&b=hudiksvall$"))
    expect(screen.get_by_role("heading", name="Hedemora och Hudiksvall")).to_be_visible()
    expect(screen).to_have_title(re.compile("^Hedemora och Hudiksvall – "))
    expect(screen.get_by_role("link", name="Samverkan: 1 i Hudiksvall")).to_be_visible()
    expect(screen.get_by_text("Till stor del klart")).to_be_visible()
    screen.get_by_role("link", name="BBIC", exact=True).click()
    expect(screen).to_have_url(re.compile("/kommun/hedemora/#bbic$"))
    expect(screen.locator(":target")).to_be_in_viewport()
    screen.go_back()
    screen.go_back()
    expect(screen).to_have_url(re.compile(r"/jamfor/\?a=hedemora$"))
    expect(screen.get_by_label("Den andra")).to_have_value("")


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("?a=hedemora&b=gagnef", "Vi har inte varit i Gagnef än."),
        ("?a=hedemora", "Välj en kommun att jämföra Hedemora med."),
        ("?a=hedemora&b=hedemora", "Välj två olika kommuner."),
        ("?a=atlantis&b=hedemora", "Adressen nämner en kommun som vi inte känner till."),
    ],
)
def test_what_cannot_be_compared_is_said(query: str, said: str, page: Page, site: Site) -> None:
    page.goto(f"{site.kinds['jamfor']}{query}")
    expect(page.locator(".comparison")).to_contain_text(said)
    expect(page.get_by_label("Den ena")).to_have_value("" if "atlantis" in query else "hedemora")


def test_without_script_one_is_led_to_the_list_of_kommuner(browser: Browser, site: Site) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(site.kinds["jamfor"])
    expect(page.get_by_role("button", name="Jämför")).to_be_hidden()
    page.get_by_role("link", name="välj i listan över kommuner").click()
    expect(page).to_have_url(re.compile("/kommun/$"))
    page.close()
