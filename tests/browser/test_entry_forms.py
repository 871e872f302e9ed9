"""Guests, themes and other lists in a browser: nobody types a key, a file name or YAML."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_accessibility import find_violations
from tests.browser.test_reading import find_misfits
from tests.browser.test_writing import HEDEMORA, forget, run_axe, save, text_of, write
from tests.browser.visits import needs_axe

pytestmark = pytest.mark.usefixtures("as_it_was")


@pytest.fixture
def page(quiet_page: Page) -> Page:
    return quiet_page


def read(content: Path, path: str) -> str:
    return (content / path).read_text(encoding="utf-8")


def test_a_guest_is_added_beside_a_text_in_progress(
    page: Page, address: str, content: Path
) -> None:
    before = read(content, "authors.yml")
    write(page, address)
    text_of(page).fill("Det här är inte sparat.\n")
    page.get_by_text("Mer om besöket").click()
    page.get_by_role("link", name="Ny gäst").click()
    dialog = page.get_by_role("dialog", name="Ny gäst")
    expect(dialog.get_by_label("Namn")).to_be_focused()
    dialog.get_by_role("button", name="Spara").click()
    expect(dialog.get_by_label("Namn")).to_have_accessible_description(
        "Så som läsaren ser det. Namn saknas."
    )
    dialog.get_by_label("Namn").fill("Åsa Öberg")
    dialog.get_by_label("Presentation").fill("Rektor: ”alltid” på väg.")
    expect(dialog.get_by_label("Gästbloggare")).to_be_checked()
    dialog.get_by_role("button", name="Spara").click()
    expect(dialog).to_be_hidden()
    author = page.get_by_label("Skrivet av")
    expect(author).to_be_focused()
    expect(author.locator("option:checked")).to_have_text("Åsa Öberg")
    expect(text_of(page)).to_have_value("Det här är inte sparat.\n")
    save(page)
    assert "author: asa-oberg\n" in read(content, HEDEMORA)
    assert read(content, "authors.yml") == before + (
        '- slug: asa-oberg\n  name: Åsa Öberg\n  description: "Rektor: ”alltid” på väg."\n'
        "  guest: true\n"
    )
    expect(page.get_by_role("heading", name="Att se över")).to_be_hidden()


def test_a_theme_is_added_beside_a_text_by_keyboard_alone(
    page: Page, address: str, content: Path
) -> None:
    write(page, address)
    page.get_by_role("link", name="Lägg till tema").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog").get_by_label("Namn")).to_be_focused()
    page.keyboard.type("Äldre syskon")
    page.keyboard.press("Enter")
    expect(page.get_by_role("checkbox", name="Äldre syskon")).to_be_checked()
    expect(page.get_by_role("checkbox", name="Äldre syskon")).to_be_focused()
    save(page)
    assert "  - aldre-syskon\n" in read(content, HEDEMORA)
    assert "- slug: aldre-syskon\n  name: Äldre syskon\n" in read(content, "themes.yml")


def test_a_dialog_that_is_left_changes_nothing(page: Page, address: str, content: Path) -> None:
    before = read(content, "authors.yml")
    write(page, address)
    page.get_by_text("Mer om besöket").click()
    for leave in ("Escape", "Avbryt"):
        page.get_by_role("link", name="Ny gäst").click()
        page.get_by_role("dialog").get_by_label("Namn").fill("Ingen")
        if leave == "Escape":
            page.keyboard.press(leave)
        else:
            page.get_by_role("button", name=leave).click()
        expect(page.get_by_role("dialog")).to_be_hidden()
        expect(page.get_by_role("link", name="Ny gäst")).to_be_focused()
    assert read(content, "authors.yml") == before
    forget(page)


def test_the_description_of_a_theme_is_changed(page: Page, address: str, content: Path) -> None:
    (content / "themes.yml").write_text("# Överst\n" + read(content, "themes.yml"))
    page.goto(f"{address}/skriv/")
    page.get_by_role("link", name="Gäster, teman och listor").click()
    page.get_by_role("link", name="Bloggens teman").click()
    page.get_by_role("link", name="BBIC").click()
    before = read(content, "themes.yml")
    page.get_by_label("Beskrivning").fill("Ett arbetssätt.")
    page.get_by_role("button", name="Spara").click()
    expect(page.get_by_role("status")).to_contain_text("”BBIC” är sparad.")
    after = read(content, "themes.yml")
    assert "  name: BBIC\n  description: Ett arbetssätt.\n  synonyms: [Barns" in after
    head, _, tail = before.partition("  name: BBIC\n")
    assert after.startswith(f"{head}  name: BBIC\n")
    assert after.endswith(tail[tail.index("  synonyms: ") :])


def test_an_organisation_is_added_and_what_it_replaces_is_chosen(
    page: Page, address: str, content: Path
) -> None:
    before = read(content, "organisations.yml")
    page.goto(f"{address}/skriv/listor")
    page.get_by_role("link", name="Organisationer").click()
    page.get_by_role("link", name="Lägg till organisation").click()
    page.get_by_label("Namn").fill("Ångermanlands skola: ”norr”")
    page.get_by_label("Slag").select_option("skola")
    page.get_by_role("checkbox", name="Region Värmland").first.check()
    page.get_by_role("button", name="Spara").click()
    expect(page.get_by_role("status")).to_contain_text("är sparad.")
    assert read(content, "organisations.yml") == before + (
        '- slug: angermanlands-skola-norr\n  name: "Ångermanlands skola: ”norr”"\n'
        "  kind: skola\n  replaces: region-varmland\n"
    )


def test_what_is_used_is_not_removed_and_what_is_not_is(
    page: Page, address: str, content: Path
) -> None:
    page.goto(f"{address}/skriv/listor?sort=theme")
    page.get_by_role("link", name="BBIC").click()
    expect(page.get_by_role("heading", name="Används i")).to_be_visible()
    expect(page.get_by_role("button", name="Ta bort")).to_have_count(0)
    page.goto(f"{address}/skriv/listor?sort=measure")
    page.get_by_role("link", name="Lägg till mått").click()
    page.get_by_label("Namn").fill("Tillfälligt")
    page.get_by_label("Enhet").fill("besök")
    before = read(content, "measures.yml")
    page.get_by_role("button", name="Spara").click()
    page.get_by_role("link", name="Tillfälligt").click()
    page.get_by_role("button", name="Ta bort Tillfälligt").click()
    expect(page.get_by_role("status")).to_contain_text("är borttagen.")
    assert read(content, "measures.yml") == before


def test_a_guest_is_added_without_script_too(browser: Browser, address: str, content: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/skriv/?fil={HEDEMORA}")
    page.get_by_text("Mer om besöket").click()
    page.get_by_role("link", name="Ny gäst").click()
    expect(page.get_by_text("När du sparar kommer du tillbaka till")).to_be_visible()
    page.get_by_label("Namn").fill("Bo Ek")
    page.get_by_role("button", name="Spara").click()
    expect(page.get_by_label("Skrivet av").locator("option:checked")).to_have_text("Bo Ek")
    assert "author: bo-ek\n" in read(content, HEDEMORA)
    context.close()


PLACES = {
    "lists": "/skriv/listor",
    "entries": "/skriv/listor?sort=theme",
    "entry": "/skriv/listor?sort=organisation&vilken=region-varmland-2019",
    "new": "/skriv/listor?sort=author&ny=x",
    "dialog": f"/skriv/?fil={HEDEMORA}",
}


def open_place(page: Page, address: str, place: str) -> None:
    page.goto(address + PLACES[place])
    if place == "new":
        with page.expect_navigation():
            page.get_by_role("button", name="Spara").click()
    if place == "dialog":
        page.get_by_text("Mer om besöket").click()
        page.get_by_role("link", name="Ny gäst").click()
        page.get_by_role("dialog").get_by_role("button", name="Spara").click()
        expect(page.get_by_text("Namn saknas.").first).to_be_visible()


@pytest.mark.parametrize("place", [place for place in PLACES if place != "dialog"])
def test_every_list_and_form_fits(place: str, page: Page, address: str) -> None:
    open_place(page, address, place)
    for width in (320, 390, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        faults = find_misfits(page)
        cut = [each for each in faults.pop("clipped", []) if not each.startswith("<input")]
        assert (faults, cut) == ({}, []), width
    forget(page)


def test_the_dialog_fits_a_narrow_screen(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    open_place(page, address, "dialog")
    dialog = page.get_by_role("dialog")
    assert dialog.evaluate("dialog => dialog.scrollWidth <= dialog.clientWidth")
    box = dialog.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 320
    forget(page)


@needs_axe
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (320, "light")])
def test_every_list_and_form_is_accessible(
    place: str, width: int, scheme: Literal["light", "dark"], page: Page, address: str
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    open_place(page, address, place)
    run_axe(page)
    assert find_violations(page) == []
    forget(page)
