"""What a reader comes for, each in at most three actions: what is not with the page it begins from.

Finding a kommun is in test_finding.py, following in test_following.py, citing in test_post.py, and
a theme in a län and the comparison of two kommuner in test_matrix.py.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.conftest import Site

WIDTHS = {1280: 900, 390: 844}


@pytest.fixture(params=WIDTHS)
def reader(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": request.param, "height": WIDTHS[request.param]})
    yield page
    page.close()


def test_the_first_screen_has_a_title_and_the_way_to_every_kommun(reader: Page, site: Site) -> None:
    reader.goto(f"{site.address}/")
    title = reader.locator(".newest h2").bounding_box()
    assert title is not None
    assert title["y"] < 700
    expect(reader.get_by_label("Hitta din kommun")).to_be_in_viewport(ratio=1)
    expect(reader.get_by_role("link", name="punkter:")).to_be_in_viewport()


def test_the_state_of_a_promise_is_read_after_two_actions(reader: Page, site: Site) -> None:
    reader.goto(f"{site.address}/")
    reader.get_by_label("Hitta din kommun").fill("Hedemora")
    reader.keyboard.press("Enter")
    expect(reader.get_by_role("heading", level=1)).to_have_text("Hedemora")
    reader.get_by_role("link", name="Införa BBIC").click()
    expect(reader.locator("#bbic")).to_contain_text("Inte påbörjat")


def test_the_data_are_downloaded_after_two_actions(reader: Page, site: Site) -> None:
    reader.goto(f"{site.address}/")
    reader.get_by_role("contentinfo").get_by_role("link", name="Öppna data").click()
    with reader.expect_download() as download:
        reader.get_by_role("link", name="besok.csv").click()
    assert download.value.suggested_filename == "besok.csv"


def test_two_kommuner_are_compared_after_three_actions(reader: Page, site: Site) -> None:
    reader.goto(f"{site.address}/")
    reader.get_by_role("link", name="Jämför två kommuner").click()
    reader.get_by_label("Den ena").select_option("Hedemora")
    reader.get_by_label("Den andra").select_option("Hudiksvall")
    expect(reader.get_by_role("heading", name="Hedemora och Hudiksvall")).to_be_visible()


def test_what_is_chosen_before_the_script_is_there_is_not_lost(reader: Page, site: Site) -> None:
    waiting: list[Route] = []
    reader.route("**/jamfor.*.js", lambda route: waiting.append(route))
    reader.goto(f"{site.address}/jamfor/", wait_until="commit")
    reader.get_by_label("Den ena").select_option("Hedemora")
    waiting[0].continue_()
    reader.get_by_label("Den andra").select_option("Hudiksvall")
    expect(reader.get_by_role("heading", name="Hedemora och Hudiksvall")).to_be_visible()


def test_a_misspelt_kommun_is_asked_for_and_a_län_is_found(reader: Page, site: Site) -> None:
    reader.goto(f"{site.address}/")
    field = reader.get_by_label("Hitta din kommun")
    for typed, answer in (
        ("hedemorra", "Menar du Hedemora?"),
        ("habo", "Menar du Habo eller Håbo?"),
        ("Insjön", "Skriv kommunens namn, inte ortens"),
    ):
        field.fill(typed)
        reader.keyboard.press("Enter")
        expect(reader.get_by_role("main").get_by_role("status")).to_contain_text(answer)
    field.fill("Dalarnas län")
    reader.keyboard.press("Enter")
    expect(reader.get_by_role("heading", level=1)).to_have_text("Dalarnas län")
    reader.goto(f"{site.address}/")
    field.fill("Djurås")  # where the kommun has its seat
    reader.keyboard.press("Enter")
    expect(reader.get_by_role("heading", level=1)).to_contain_text("Gagnef")
