"""What somebody meets who writes in the browser: the real preview, a real browser, real files."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, FrameLocator, Page, expect

from tests.browser.test_accessibility import find_violations
from tests.browser.test_reading import find_misfits
from tests.browser.visits import AXE, HAS_AXE, needs_axe
from tests.support.pictures import make_exif, make_photo

HEDEMORA = "posts/2017-05-22-tillbaka-i-hedemora.md"
HAGFORS = "posts/2015-10-26-i-hagfors-stannar-medarbetarna.md"


pytestmark = pytest.mark.usefixtures("as_it_was")


@pytest.fixture
def page(quiet_page: Page) -> Page:
    return quiet_page


def write(page: Page, address: str, path: str = HEDEMORA) -> FrameLocator:
    """Open a text, and give what shows it as readers see it."""
    page.goto(f"{address}/skriv/?fil={path}")
    shown = page.frame_locator("#ruta")
    expect(shown.get_by_role("heading", level=1)).to_be_visible()
    page.frames[1].wait_for_load_state()  # from then on its links lead nowhere
    return shown


def text_of(page: Page) -> Any:
    return page.get_by_label("Text", exact=True)


def save(page: Page) -> None:
    expect(page.locator(".tools")).to_be_visible()  # the script is there, which hears the keys
    page.keyboard.press("Control+s")
    expect(page.locator("#status")).to_contain_text("Sparat")


def test_what_is_typed_shows_beside_it_and_is_saved_where_it_stands(
    page: Page, address: str, content: Path
) -> None:
    before = (content / HEDEMORA).read_text(encoding="utf-8")
    shown = write(page, address)
    page.get_by_label("Rubrik", exact=True).fill("Hedemora en gång till")
    expect(shown.get_by_role("heading", level=1)).to_have_text("Hedemora en gång till")
    text_of(page).press("Control+End")
    page.keyboard.type("\nDet här är **nytt**.\n")
    expect(shown.locator("strong", has_text="nytt")).to_be_visible()
    page.get_by_label("Familjehemsvård").uncheck()
    expect(shown.get_by_role("link", name="Familjehemsvård", exact=True)).to_have_count(0)
    assert (content / HEDEMORA).read_text(encoding="utf-8") == before
    page.get_by_role("button", name="Spara", exact=True).first.click()
    expect(page.locator("#status")).to_contain_text(re.compile(r"Sparat \d\d\.\d\d"))
    expected = before.replace(
        "title: Tillbaka i Hedemora – fyra punkter att följa upp", "title: Hedemora en gång till"
    ).replace("  - familjehem\n", "")
    after = (content / HEDEMORA).read_text(encoding="utf-8")
    assert after == f"{expected}\nDet här är **nytt**.\n"


def test_readers_find_what_was_saved(page: Page, address: str) -> None:
    write(page, address)
    text_of(page).fill("En helt annan text.\n")
    save(page)
    page.get_by_role("link", name="Öppna sidan").click()
    expect(page.get_by_text("En helt annan text.")).to_be_visible()


def test_a_mistake_is_told_at_its_field_and_leads_there(page: Page, address: str) -> None:
    write(page, address)
    kommun = page.get_by_role("combobox", name="Kommun 1")
    kommun.fill("Hedemöra")
    expect(kommun).to_have_attribute("aria-invalid", "true")
    expect(kommun).to_have_accessible_description(re.compile("Menade du ”Hedemora”"))
    expect(page.locator("#status")).to_have_text("En sak att se över.")
    page.get_by_role("button", name="Till Kommun", exact=True).click()
    expect(kommun).to_be_focused()
    kommun.fill("Hedemora")
    expect(kommun).not_to_have_attribute("aria-invalid", "true")
    expect(page.get_by_role("heading", name="Att se över")).to_be_hidden()


def test_a_mistake_in_a_folded_part_is_unfolded(page: Page, address: str) -> None:
    write(page, address)
    page.get_by_text("Adress och annat").click()
    page.get_by_label("Namn i adressen").fill("ÅÄÖ")
    page.get_by_text("Adress och annat").click()
    page.get_by_role("button", name="Till Namn i adressen").click()
    expect(page.get_by_label("Namn i adressen")).to_be_focused()


def test_a_mistake_in_the_text_leads_to_its_line(page: Page, address: str) -> None:
    write(page, address)
    text_of(page).fill("Ett stycke.\n\nSe [planen](borta.md).\n")
    page.get_by_role("button", name="Rad 3").click()
    expect(text_of(page)).to_be_focused()
    page.keyboard.type("HÄR ")
    assert "Se [planen](HÄR borta.md)" in text_of(page).input_value()


HOLD = """() => {
    const soon = setTimeout
    window.held = []
    window.setTimeout = (work, wait) => wait > 1000 ? held.push(work) : soon(work, wait)
}"""
"""Lets what is to be said in a while wait until the test wants it."""


def test_what_is_said_of_mistakes_does_not_hide_that_it_is_saved(page: Page, address: str) -> None:
    write(page, address)
    page.evaluate(HOLD)
    text_of(page).fill("Barnen är 3-5 år.\n")
    expect(page.get_by_role("button", name="Rad 1", exact=True)).to_be_visible()
    save(page)
    told = re.compile(r"^Sparat \d\d\.\d\d\. En sak att se över\.$")
    expect(page.locator("#status")).to_have_text(told)
    page.evaluate("held.forEach(work => work())")
    expect(page.locator("#status")).to_have_text(told)


def test_the_way_to_a_mistake_keeps_the_focus_while_all_is_looked_at_anew(
    page: Page, address: str
) -> None:
    shown = write(page, address)
    page.get_by_role("combobox", name="Kommun 1").fill("Hedemöra")
    way = page.get_by_role("button", name="Till Kommun", exact=True)
    way.focus()
    page.get_by_label("Rubrik", exact=True).evaluate(
        """field => {
            field.value = "Ny rubrik"
            field.dispatchEvent(new Event("input", {bubbles: true}))
        }"""
    )
    expect(shown.get_by_role("heading", level=1)).to_have_text("Ny rubrik")
    expect(way).to_be_focused()


def test_the_shown_page_stays_where_it_was_scrolled_to(page: Page, address: str) -> None:
    write(page, address)
    frame = page.frames[1]
    frame.evaluate("scrollTo({top: 300, behavior: 'instant'})")
    page.get_by_label("Rubrik", exact=True).fill("Ny rubrik")
    expect(page.frame_locator("#ruta").get_by_role("heading", level=1)).to_have_text("Ny rubrik")
    assert frame.evaluate("scrollY") == 300


def test_nobody_leaves_by_a_link_on_the_shown_page(page: Page, address: str) -> None:
    shown = write(page, address)
    shown.get_by_role("link", name="Dalarnas län").click()
    expect(shown.get_by_role("heading", level=1)).to_contain_text("Hedemora")


def test_a_change_made_elsewhere_is_laid_beside_what_was_written(
    page: Page, address: str, content: Path
) -> None:
    shown = write(page, address)
    theirs = (content / HEDEMORA).read_text(encoding="utf-8") + "\nDeras rad.\n"
    (content / HEDEMORA).write_text(theirs, encoding="utf-8")
    text_of(page).fill("Min text.\n")
    expect(shown.get_by_text("Min text.")).to_be_visible()
    expect(page.get_by_role("alert")).to_contain_text("ändrats i ett annat program")
    page.keyboard.press("Control+s")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Deras rad.")
    expect(dialog).to_contain_text("Min text.")
    dialog.get_by_role("button", name="Fortsätt skriva").click()
    assert text_of(page).input_value() == "Min text.\n"
    assert (content / HEDEMORA).read_text(encoding="utf-8") == theirs
    page.keyboard.press("Control+s")
    dialog.get_by_role("button", name="Spara min version").click()
    expect(page.locator("#status")).to_contain_text("Sparat")
    assert (content / HEDEMORA).read_text(encoding="utf-8").endswith("---\n\nMin text.\n")


def test_the_version_in_the_file_can_be_taken_instead(
    page: Page, address: str, content: Path
) -> None:
    write(page, address)
    theirs = (content / HEDEMORA).read_text(encoding="utf-8") + "\nDeras rad.\n"
    (content / HEDEMORA).write_text(theirs, encoding="utf-8")
    text_of(page).fill("Min text.\n")
    page.keyboard.press("Control+s")
    page.get_by_role("button", name="Ta versionen i filen").click()
    expect(text_of(page)).to_have_value(re.compile("Deras rad"))
    expect(page.get_by_role("button", name="Ta tillbaka den")).to_be_visible()


def test_what_was_not_saved_survives_a_reload(page: Page, address: str, content: Path) -> None:
    before = (content / HEDEMORA).read_bytes()
    page.on("dialog", lambda dialog: dialog.accept())
    shown = write(page, address)
    page.get_by_label("Rubrik", exact=True).fill("Osparad rubrik")
    text_of(page).fill("Osparad text.\n")
    expect(shown.get_by_text("Osparad text.")).to_be_visible()
    page.reload()
    assert "Osparad" not in text_of(page).input_value()
    page.get_by_role("button", name="Ta tillbaka den").click()
    expect(text_of(page)).to_have_value("Osparad text.\n")
    expect(page.get_by_label("Rubrik", exact=True)).to_have_value("Osparad rubrik")
    assert (content / HEDEMORA).read_bytes() == before
    save(page)
    assert b"Osparad text." in (content / HEDEMORA).read_bytes()
    page.reload()
    expect(page.locator(".tools")).to_be_visible()
    expect(page.get_by_role("button", name="Ta tillbaka den")).to_be_hidden()


def test_lists_and_groups_grow_and_shrink(page: Page, address: str, content: Path) -> None:
    shown = write(page, address)
    page.get_by_role("button", name="Lägg till kommun").click()
    expect(page.get_by_role("combobox", name="Kommun 2")).to_be_focused()
    page.keyboard.type("Falun")
    expect(shown.get_by_role("link", name="Falun", exact=True).first).to_be_visible()
    page.get_by_text("Mer om besöket").click()
    page.get_by_role("button", name="Lägg till deltagare").click()
    page.keyboard.type("Falu kommun")
    page.get_by_role("button", name="Ta bort deltagare 1").click()
    expect(page.get_by_role("button", name="Lägg till deltagare")).to_be_focused()
    save(page)
    text = (content / HEDEMORA).read_text(encoding="utf-8")
    assert "kommun: [Hedemora, Falun]\n" in text
    assert "  - organisation: Falu kommun\nsummary:" in text
    assert "organisation: Hedemora kommun" not in text


def test_a_picture_is_laid_into_the_text(
    page: Page, address: str, content: Path, tmp_path: Path
) -> None:
    photo = tmp_path / "Torget i maj.jpg"
    photo.write_bytes(make_photo(300, 200, exif=make_exif(1)))
    shown = write(page, address, HAGFORS)
    linked_to = "## Upphandlingen tar kraft\n\nMer.\n\n## Få slutar numera\n\nMer.\n"  # elsewhere
    text_of(page).fill(f"Före.\n\nEfter.\n\n{linked_to}")
    text_of(page).press("Control+Home")
    text_of(page).press("End")
    page.get_by_role("button", name="Bild …").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Lägg in bilden").click()
    expect(dialog.get_by_label("Bildfil")).to_have_accessible_description(re.compile("Välj en"))
    dialog.get_by_label("Bildfil").set_input_files(photo)
    dialog.get_by_role("button", name="Lägg in bilden").click()
    expect(dialog.get_by_label("Vad bilden visar")).to_be_focused()
    page.keyboard.type("Snö på torget")
    dialog.get_by_label("Bildtext").fill("Torget i maj. Foto: Redaktionen")
    dialog.get_by_role("button", name="Lägg in bilden").click()
    expect(dialog).to_be_hidden()
    folder = HAGFORS.removeprefix("posts/").removesuffix(".md")
    expect(text_of(page)).to_have_value(
        f"Före.\n\n![Snö på torget]({folder}/torget-i-maj.jpg "
        f'"Torget i maj. Foto: Redaktionen")\n\nEfter.\n\n{linked_to}'
    )
    expect(text_of(page)).to_be_focused()
    picture = shown.get_by_role("img", name="Snö på torget")
    expect(picture).to_have_js_property("complete", True)
    expect(picture).not_to_have_js_property("naturalWidth", 0)
    expect(page.get_by_role("heading", name="Att se över")).to_be_hidden()
    stored = content / "posts" / folder / "torget-i-maj.jpg"
    assert b"Hemlig" not in stored.read_bytes()


def test_a_file_that_is_no_picture_is_refused_at_its_field(
    page: Page, address: str, tmp_path: Path
) -> None:
    photo = tmp_path / "x.jpg"
    photo.write_bytes(b"ingen bild")
    write(page, address, HAGFORS)
    page.get_by_role("button", name="Bild …").click()
    page.get_by_label("Bildfil").set_input_files(photo)
    page.get_by_label("Vad bilden visar").fill("Något")
    page.get_by_role("button", name="Lägg in bilden").click()
    expect(page.get_by_label("Bildfil")).to_have_accessible_description(
        re.compile("Filen är ingen bild")
    )


@pytest.mark.parametrize(
    ("button", "expected"),
    [
        ("Rubrik", "ett\n## två\ntre"),
        ("Fet", "ett\n**två**\ntre"),
        ("Kursiv", "ett\n*två*\ntre"),
        ("Lista", "ett\n- två\ntre"),
        ("Numrerad", "ett\n1. två\ntre"),
        ("Citat", "ett\n> två\ntre"),
        ("Fotnot", "ett\ntvå[^1]\ntre\n\n[^1]: fotnotens text\n"),
    ],
)
def test_tools_write_markdown_that_can_be_undone(
    page: Page, address: str, button: str, expected: str
) -> None:
    write(page, address)
    text_of(page).fill("ett\ntvå\ntre")
    text_of(page).evaluate("text => text.setSelectionRange(4, 7)")
    page.get_by_role("button", name=button, exact=True).click()
    expect(text_of(page)).to_have_value(expected)
    expect(text_of(page)).to_be_focused()
    page.keyboard.press("Control+z")
    expect(text_of(page)).to_have_value("ett\ntvå\ntre")


def test_the_tools_are_one_stop_and_the_keys_are_those_of_a_word_processor(
    page: Page, address: str
) -> None:
    write(page, address)
    text_of(page).fill("ett")
    text_of(page).press("Control+a")
    page.keyboard.press("Control+b")
    expect(text_of(page)).to_have_value("**ett**")
    page.keyboard.press("Control+i")  # the words are still chosen
    expect(text_of(page)).to_have_value("***ett***")
    page.keyboard.press("Shift+Tab")
    expect(page.get_by_role("button", name="Rubrik", exact=True)).to_be_focused()
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_role("button", name="Bild …")).to_be_focused()
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("button", name="Underrubrik", exact=True)).to_be_focused()
    page.keyboard.press("Tab")
    expect(text_of(page)).to_be_focused()
    forget(page)


@pytest.mark.parametrize(
    ("typed", "choice", "expected"),
    [
        ("stannar", "I Hagfors stannar medarbetarna kvar inlägg", f"({Path(HAGFORS).name})"),
        ("hagf", "Hagfors kommun", "(/kommun/hagfors/)"),
        ("familjehemsv", "Familjehemsvård tema", "(/tema/familjehem/)"),
        ("plan hagfors", "Plan för handling: Hagfors 2016 plan", "(/planer/hagfors-2016/)"),
        ("www.hagfors.se/besok", "", "(https://www.hagfors.se/besok)"),
        ("anna@example.org", "", "(mailto:anna@example.org)"),
    ],
)
def test_a_link_is_chosen_by_what_it_is_called(
    page: Page, address: str, typed: str, choice: str, expected: str
) -> None:
    shown = write(page, address)
    text_of(page).fill("Läs mer där.\n")
    text_of(page).evaluate("text => text.setSelectionRange(4, 8)")
    page.keyboard.press("Control+k")
    expect(page.get_by_label("Vart den leder")).to_be_focused()
    page.keyboard.type(typed)
    if choice:
        found = page.get_by_role("dialog").get_by_role("button", name=choice)
        expect(found).to_be_visible()
        found.press("Enter")
    else:
        page.keyboard.press("Enter")
    expect(text_of(page)).to_have_value(f"Läs [mer]{expected} där.\n")
    expect(shown.get_by_role("link", name="mer", exact=True)).to_be_visible()
    expect(page.locator("#lista")).not_to_contain_text("finns inte")
    page.keyboard.press("Control+z")
    expect(text_of(page)).to_have_value("Läs mer där.\n")
    forget(page)


def test_a_link_to_nothing_is_asked_about_and_a_draft_is_not_offered(
    page: Page, address: str, content: Path
) -> None:
    (content / "posts/2017-03-01-hemligt.md").write_text(
        "---\ntitle: Ett hemligt möte\ndate: 2017-03-01\nkommun: Falun\ndraft: true\n---\n\nHej.\n",
        encoding="utf-8",
    )
    write(page, address)
    page.get_by_role("button", name="Länk …").click()
    page.keyboard.type("hemligt")
    expect(page.get_by_text("Inget på bloggen heter så.")).to_be_visible()
    page.keyboard.press("Enter")
    where = page.get_by_label("Vart den leder")
    expect(where).to_be_focused()
    expect(where).to_have_accessible_description(re.compile("Välj något i listan"))
    if HAS_AXE:
        run_axe(page)
        assert find_violations(page) == []
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()


FIRST = "Vi var där hela dagen och talade  med alla som ville"
LAST = "Sedan for vi vidare  till nästa kommun samma kväll"


def test_a_note_that_can_be_mended_shows_the_words_and_is_mended_by_a_press(
    page: Page, address: str
) -> None:
    write(page, address)
    text_of(page).fill(f"{FIRST}. 👋 Barnen är 3-5 år.\n\n{LAST}.\n\nSe [planen](borta.md).\n")
    notes = page.locator("#lista li")
    expect(notes).to_have_count(4)
    assert "check --fix" not in page.locator(".found").inner_text()
    expect(notes.nth(0)).to_contain_text("”talade  med” blir ”talade med”.")
    notes.nth(1).get_by_role("button", name="Rätta").press("Enter")
    expect(text_of(page)).to_have_value(re.compile(f"^{FIRST}. 👋 Barnen är 3–5 år"))
    expect(notes).to_have_count(3)
    expect(notes.nth(1).get_by_role("button", name="Rätta")).to_be_focused()
    page.get_by_role("button", name="Rätta alla 2").press("Enter")
    expect(text_of(page)).to_have_value(
        f"{FIRST}. 👋 Barnen är 3–5 år.\n\n{LAST}.\n\nSe [planen](borta.md).\n".replace("  ", " ")
    )
    expect(page.locator("#status")).to_have_text("Rättat på 2 ställen.")
    expect(notes).to_have_count(1)  # what needs somebody who knows
    page.keyboard.press("Control+z")
    expect(text_of(page)).to_have_value(re.compile(f"^{FIRST}. 👋 Barnen är 3–5 år"))
    forget(page)


def test_the_text_comes_first(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 720})
    write(page, address)
    box = text_of(page).bounding_box()
    assert box is not None
    assert box["y"] < 500
    for _ in range(12):
        page.keyboard.press("Tab")
        if text_of(page).evaluate("text => text === document.activeElement"):
            break
    expect(text_of(page)).to_be_focused()


def test_on_a_phone_the_text_is_in_the_first_screen_and_its_page_a_press_away(
    page: Page, address: str
) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{address}/skriv/?fil={HEDEMORA}")
    swap = page.get_by_role("button", name="Så blir det")
    expect(swap).to_be_in_viewport(ratio=1)
    expect(page.get_by_label("Rubrik", exact=True)).to_be_in_viewport(ratio=1)
    box, bar = text_of(page).bounding_box(), page.locator(".bar-save").bounding_box()
    assert box is not None
    assert bar is not None
    assert box["y"] + 60 < bar["y"]  # at least two lines are above the buttons
    page.mouse.wheel(0, 4000)
    expect(page.get_by_role("button", name="Spara", exact=True).first).to_be_in_viewport(ratio=1)
    swap.press("Enter")
    shown = page.frame_locator("#ruta")
    expect(shown.get_by_role("heading", level=1)).to_be_in_viewport()
    expect(text_of(page)).to_be_hidden()
    expect(page.get_by_role("button", name="Spara", exact=True).first).to_be_in_viewport(ratio=1)
    if HAS_AXE:
        run_axe(page)
        assert find_violations(page) == []
    page.get_by_role("button", name="Skriv vidare").press("Enter")
    expect(text_of(page)).to_be_focused()


def test_a_new_post_is_begun_and_written(page: Page, address: str, content: Path) -> None:
    page.goto(f"{address}/skriv/")
    page.get_by_role("main").get_by_role("link", name="Nytt inlägg").click()
    page.get_by_label("Rubrik").fill("Vi möts i Falun")
    page.get_by_role("button", name="Skapa utkastet").click()
    kommun = page.get_by_role("combobox", name="Kommun")
    expect(kommun).to_have_accessible_description(re.compile("Det behövs ett svar"))
    kommun.fill("Falun")
    page.get_by_label("Samverkan").check()
    page.get_by_label("Dag").fill("2017-06-02")
    page.get_by_role("button", name="Skapa utkastet").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Vi möts i Falun")
    expect(page.get_by_label("Utkast")).to_be_checked()
    text = (content / "posts/2017-06-02-vi-mots-i-falun.md").read_text(encoding="utf-8")
    assert "draft: true" in text


def test_the_list_is_filtered_while_one_types(page: Page, address: str) -> None:
    page.goto(f"{address}/skriv/")
    expect(page.get_by_role("listitem").filter(has_text="I Hagfors")).to_be_visible()
    page.get_by_label("Sök bland texterna").type("lugnare")
    expect(page.get_by_role("status")).to_have_text("1 text med ”lugnare”")
    expect(page.locator("#lista li")).to_have_count(1)
    page.get_by_role("link", name="Lugnare i Hultsfred").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Hultsfred")


def test_a_text_is_saved_without_script_too(browser: Browser, address: str, content: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/skriv/?fil={HEDEMORA}")
    before = (content / HEDEMORA).read_text(encoding="utf-8")
    page.get_by_role("button", name="Spara", exact=True).first.click()
    expect(page.get_by_role("status")).to_contain_text("Sparat")
    assert (content / HEDEMORA).read_text(encoding="utf-8") == before
    page.get_by_label("Text", exact=True).fill("Utan skript.")
    (content / HEDEMORA).write_text(before + "Deras.\n", encoding="utf-8")
    page.get_by_role("button", name="Spara", exact=True).first.click()
    expect(page.get_by_role("alert")).to_contain_text("Deras.")
    page.get_by_role("button", name="Spara min version").click()
    expect(page.get_by_role("status")).to_contain_text("Sparat")
    assert (content / HEDEMORA).read_text(encoding="utf-8").endswith("---\n\nUtan skript.")
    context.close()


PLACES = {
    "list": "/skriv/",
    "new": "/skriv/nytt",
    "editor": f"/skriv/?fil={HEDEMORA}",
    "refused": "/skriv/?fil=posts/borta.md",
}


def open_place(page: Page, address: str, place: str) -> None:
    """A page of the desk with as much on it as it can have."""
    page.goto(address + PLACES[place])
    if place == "editor":
        page.get_by_role("combobox", name="Kommun 1").fill("Hedemöra")
        text_of(page).fill("# Fel\n\n[Här](borta.md)\n")
        expect(page.get_by_role("button", name="Rad 3").first).to_be_visible()
        for summary in page.locator("summary").all():
            summary.click()
    if place == "new":
        with page.expect_navigation():  # the same page again, with what is missing
            page.get_by_role("button", name="Skapa utkastet").click()


@pytest.mark.parametrize("place", PLACES)
def test_everything_fits_at_any_width(place: str, page: Page, address: str) -> None:
    open_place(page, address, place)
    for width in (320, 360, 768, 1280, 1440):
        page.set_viewport_size({"width": width, "height": 800})
        page.evaluate("scrollTo(0, 0)")
        faults = find_misfits(page)
        cut = [each for each in faults.pop("clipped", []) if not each.startswith("<input")]
        assert (faults, cut) == ({}, []), width
    forget(page)


def forget(page: Page) -> None:
    """Leave without being asked whether to."""
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto("about:blank")


FOCUSED = """() => {
    const element = document.activeElement
    const style = getComputedStyle(element)
    const box = element.getBoundingClientRect()
    const reached = document.elementFromPoint(box.left + box.width / 2, box.top + 3)
    return {
        what: element.outerHTML.slice(0, 120),
        isBody: element === document.body,
        outline: style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth),
        seen: element.localName === "iframe" || element.contains(reached) ||
            (element.labels && [...element.labels].some(label => label.contains(reached))),
    }
}"""


@pytest.mark.parametrize(("width", "height"), [(320, 256), (360, 740), (1280, 720)])
@pytest.mark.parametrize("place", ["list", "new", "editor"])
def test_the_focus_is_always_seen(
    place: str, width: int, height: int, page: Page, address: str
) -> None:
    page.emulate_media(reduced_motion="reduce")
    open_place(page, address, place)
    page.set_viewport_size({"width": width, "height": height})
    page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
    page.keyboard.press("Tab")
    stops = 0
    while stops < 120 and not (stop := page.evaluate(FOCUSED))["isBody"]:
        stops += 1
        assert stop["outline"] >= 2 or "iframe" in stop["what"], stop["what"]
        assert stop["seen"], stop["what"]
        if "iframe" in stop["what"]:
            break
        page.keyboard.press("Tab")
    assert stops > 10
    forget(page)


@needs_axe
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (320, "light")])
def test_the_desk_is_accessible(
    place: str, width: int, scheme: Literal["light", "dark"], page: Page, address: str
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    open_place(page, address, place)
    run_axe(page)
    assert find_violations(page) == []
    if place == "editor":
        page.get_by_role("button", name="Bild …").click()
        page.get_by_role("button", name="Lägg in bilden").click()
        assert find_violations(page) == []
        page.get_by_role("button", name="Avbryt").click()
    forget(page)


@needs_axe
def test_two_versions_side_by_side_are_accessible(page: Page, address: str, content: Path) -> None:
    write(page, address)
    with (content / HEDEMORA).open("a", encoding="utf-8") as file:
        file.write("\nDeras rad.\n")
    text_of(page).fill("Min text.\n")
    page.keyboard.press("Control+s")
    expect(page.get_by_role("dialog")).to_be_visible()
    run_axe(page)
    assert find_violations(page) == []
    forget(page)


def run_axe(page: Page) -> None:
    """Bring axe-core in as the browser's own tools are: past the policy of the page."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
