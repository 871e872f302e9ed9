"""What somebody meets who pastes and drops in the text: the real page, a real browser."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_accessibility import find_violations
from tests.browser.test_writing import HEDEMORA, text_of, write
from tests.browser.visits import AXE, needs_axe
from tests.conftest import ROOT
from tests.support.pictures import make_photo

pytestmark = pytest.mark.usefixtures("as_it_was")

PASTES = ROOT / "tests/data/pastes"

GIVE = """
([html, plain, files, kind]) => {
  const given = new DataTransfer()
  if (html) given.setData("text/html", html)
  if (plain) given.setData("text/plain", plain)
  for (const [name, type, bytes] of files) {
    given.items.add(new File([new Uint8Array(bytes)], name, { type }))
  }
  const how = { bubbles: true, cancelable: true }
  const event = kind === "paste"
    ? new ClipboardEvent("paste", { ...how, clipboardData: given })
    : new DragEvent("drop", { ...how, dataTransfer: given })
  document.getElementById("text").dispatchEvent(event)
  return event.defaultPrevented
}
"""


@pytest.fixture
def page(quiet_page: Page) -> Page:
    return quiet_page


def give(
    page: Page,
    html: str = "",
    plain: str = "",
    files: tuple[tuple[str, str, bytes], ...] = (),
    kind: str = "paste",
) -> bool:
    """Paste or drop; whether the page took it in place of the browser."""
    sent = [[name, kind_of, list(data)] for name, kind_of, data in files]
    taken: bool = page.evaluate(GIVE, [html, plain, sent, kind])
    return taken


def read(name: str) -> str:
    return (PASTES / name).read_text(encoding="utf-8")


def status_of(page: Page) -> Any:
    return page.locator("#status")


@pytest.mark.parametrize("name", ["01-word-rapport", "15-excel-tva-kolumner", "19-google-dokument"])
def test_a_paste_keeps_its_form_and_can_be_undone_at_once(
    page: Page, address: str, name: str
) -> None:
    write(page, address)
    text_of(page).fill("Först.\n\nSist.\n")
    text_of(page).evaluate("box => box.setSelectionRange(6, 6)")
    assert give(page, read(f"{name}.html"), "orden")
    wanted = read(f"{name}.md").rstrip("\n")
    expect(text_of(page)).to_have_value(f"Först.\n\n{wanted}\n\nSist.\n")
    page.keyboard.press("Control+z")
    expect(text_of(page)).to_have_value("Först.\n\nSist.\n")


def test_a_paste_from_the_clipboard_itself(page: Page, address: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    write(page, address)
    page.evaluate(
        """async html => navigator.clipboard.write([new ClipboardItem({
          "text/html": new Blob([html], { type: "text/html" }),
          "text/plain": new Blob(["Ett\\nTvå"], { type: "text/plain" }) })])""",
        "<h1>Ett</h1><p>Två <b>fet</b></p>",
    )
    text_of(page).fill("")
    page.keyboard.press("Control+v")
    expect(text_of(page)).to_have_value("## Ett\n\nTvå **fet**\n\n")
    text_of(page).fill("")
    page.keyboard.press("Control+Shift+v")
    expect(text_of(page)).to_have_value("Ett\nTvå")


def test_what_was_simplified_is_reported_and_stays(page: Page, address: str) -> None:
    write(page, address)
    text_of(page).fill("")
    give(page, read("10-word-bild.html"), "Så ser torget ut:")
    expect(status_of(page)).to_contain_text("En bild följde inte med. Dra hit den")
    page.wait_for_timeout(1500)  # by then the number of notes has been said
    expect(status_of(page)).to_contain_text("En bild följde inte med. Dra hit den")


def test_plain_text_and_code_are_left_to_the_browser(page: Page, address: str) -> None:
    write(page, address)
    assert not give(page, "", "a\tb\n1. två")
    text_of(page).fill("")
    assert give(page, "<p>## bara <span>ord</span></p>", "## bara ord")
    expect(text_of(page)).to_have_value("## bara ord")


def test_words_within_a_sentence_keep_it_whole(page: Page, address: str) -> None:
    write(page, address)
    text_of(page).fill("Vi mötte chefer.")
    text_of(page).evaluate("box => box.setSelectionRange(9, 9)")
    give(page, "<span>många <b>kloka</b> </span>", "många kloka ")
    expect(text_of(page)).to_have_value("Vi mötte många **kloka** chefer.")


def test_an_address_over_chosen_words_makes_them_a_link(page: Page, address: str) -> None:
    write(page, address)
    text_of(page).fill("Läs planen nu")
    text_of(page).evaluate("box => box.setSelectionRange(4, 11)")
    assert give(page, '<a href="https://ystad.se/a_(b)">Ystad</a>', "https://ystad.se/a_(b)")
    expect(text_of(page)).to_have_value("Läs [planen](https://ystad.se/a_%28b%29) nu")


def test_a_paste_after_the_preview_has_gone_keeps_the_words(page: Page, address: str) -> None:
    write(page, address)
    page.route("**/skriv/klistra*", lambda route: route.fulfill(body="inget"))
    text_of(page).fill("")
    give(page, "<p>Ett <b>två</b></p>", "Ett två")
    expect(text_of(page)).to_have_value("Ett två")
    expect(status_of(page)).to_contain_text("Bara orden följde med")


@pytest.mark.parametrize("kind", ["paste", "drop"])
def test_pictures_are_asked_about_one_by_one(
    page: Page, address: str, content: Path, kind: str
) -> None:
    data = make_photo(300, 200)
    write(page, address)
    text_of(page).fill("")
    give(page, files=(("Torget.jpg", "image/jpeg", data), ("å.jpg", "image/jpeg", data)), kind=kind)
    dialog = page.get_by_role("dialog")
    for number, words in enumerate(("Snö på torget.", "Is på ån."), 1):
        expect(dialog.get_by_role("heading")).to_have_text(f"Lägg in bild {number} av 2")
        expect(dialog.get_by_label("Vad bilden visar")).to_be_focused()
        dialog.get_by_label("Vad bilden visar").fill(words)
        dialog.get_by_role("button", name="Lägg in bilden").click()
    expect(dialog).to_be_hidden()
    shown = text_of(page).input_value()
    folder = HEDEMORA.removeprefix("posts/").removesuffix(".md")
    assert f"![Snö på torget.]({folder}/torget.jpg)" in shown
    assert f"![Is på ån.]({folder}/a.jpg)" in shown
    assert (content / f"posts/{folder}/torget.jpg").exists()


def test_a_file_that_is_no_picture_is_reported_kindly(page: Page, address: str) -> None:
    write(page, address)
    before = text_of(page).input_value()
    give(page, files=(("rapport.docx", "application/x", b"x"),), kind="drop")
    expect(status_of(page)).to_contain_text("”rapport.docx” är ingen bild. Öppna dokumentet")
    assert text_of(page).input_value() == before


def test_cells_with_a_picture_of_themselves_are_a_table(page: Page, address: str) -> None:
    """Excel puts a picture of the cells beside them."""
    write(page, address)
    text_of(page).fill("")
    give(page, read("15-excel-tva-kolumner.html"), "a\tb", (("image.png", "image/png", b"x"),))
    expect(text_of(page)).to_have_value(read("15-excel-tva-kolumner.md") + "\n")
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_who_is_quoted_has_a_button(page: Page, address: str) -> None:
    write(page, address)
    text_of(page).fill("> Vi orkar.\n\nSlut.")
    text_of(page).evaluate("box => box.setSelectionRange(4, 4)")
    page.get_by_role("button", name="Källa").click()
    page.keyboard.type("Anna Ek")
    expect(text_of(page)).to_have_value("> Vi orkar.\n>\n> — Anna Ek\n\nSlut.")


@needs_axe
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_picture_dialog_has_no_barrier(browser: Browser, address: str, scheme: Any) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 700}, color_scheme=scheme)
    page = context.new_page()
    page.goto(f"{address}/skriv/?fil={HEDEMORA}")
    expect(page.locator(".tools")).to_be_visible()
    give(page, files=(("a.jpg", "image/jpeg", b"x"), ("b.jpg", "image/jpeg", b"x")))
    page.evaluate(AXE.read_text(encoding="utf-8"))
    assert find_violations(page) == []
    context.close()
