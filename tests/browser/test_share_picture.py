"""The picture for sharing in a browser: chosen among those of the post, or uploaded for it."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_accessibility import find_in_every_variant
from tests.browser.test_writing import HAGFORS, forget, run_axe, save, text_of, write
from tests.browser.visits import needs_axe
from tests.support.pictures import make_photo

pytestmark = pytest.mark.usefixtures("as_it_was")

FOLDER = HAGFORS.removeprefix("posts/").removesuffix(".md")


@pytest.fixture
def page(quiet_page: Page) -> Page:
    return quiet_page


def open_text(page: Page, address: str, content: Path) -> None:
    """A text with a picture that it shows and one that it does not."""
    folder = content / "posts" / FOLDER
    folder.mkdir(exist_ok=True)
    for name in ("torget.jpg", "skolan.jpg"):
        (folder / name).write_bytes(make_photo())
    path = content / HAGFORS
    shown = f"\n![Snö på torget]({FOLDER}/torget.jpg)\n"
    path.write_text(path.read_text(encoding="utf-8") + shown, encoding="utf-8")
    write(page, address, HAGFORS)
    page.get_by_text("Sammanfattning och bild").click()
    expect(page.get_by_role("radio", name="skolan.jpg")).to_be_visible()


def test_it_is_chosen_with_the_words_of_the_text(page: Page, address: str, content: Path) -> None:
    open_text(page, address, content)
    expect(page.get_by_role("radio", name="Ingen – en ritad bild")).to_be_checked()
    expect(page.get_by_label("Alternativtext")).to_be_hidden()
    page.get_by_role("radio", name="torget.jpg").check()
    expect(page.get_by_label("Alternativtext")).to_have_value("Snö på torget")
    save(page)
    text = (content / HAGFORS).read_text(encoding="utf-8")
    assert f"image:\n  src: {FOLDER}/torget.jpg\n  alt: Snö på torget\n" in text
    page.get_by_role("radio", name="Ingen – en ritad bild").check()
    save(page)
    assert "image:" not in (content / HAGFORS).read_text(encoding="utf-8")


def test_another_is_uploaded_beside_them(
    page: Page, address: str, content: Path, tmp_path: Path
) -> None:
    open_text(page, address, content)
    photo = tmp_path / "Ny bild å.jpg"
    photo.write_bytes(make_photo())
    page.get_by_label("Ladda upp en bild").set_input_files(photo)
    expect(page.get_by_role("radio", name="ny-bild-a.jpg")).to_be_checked()
    expect(page.get_by_label("Alternativtext")).to_be_focused()
    page.keyboard.type("En skola")
    save(page)
    text = (content / HAGFORS).read_text(encoding="utf-8")
    assert f"  src: {FOLDER}/ny-bild-a.jpg\n  alt: En skola\n" in text


def test_one_that_the_text_does_not_show_is_inserted_or_removed(
    page: Page, address: str, content: Path
) -> None:
    open_text(page, address, content)
    loose = page.get_by_role("region", name="Bilder som texten inte visar")
    expect(loose.get_by_role("listitem")).to_have_count(1)
    text_of(page).press("Control+End")
    loose.get_by_role("button", name="Infoga skolan.jpg").click()
    expect(text_of(page)).to_be_focused()
    page.keyboard.type("En skola")
    assert f"![En skola]({FOLDER}/skolan.jpg)" in text_of(page).input_value()
    expect(loose).to_be_hidden()
    text_of(page).fill(text_of(page).input_value().replace(f"![En skola]({FOLDER}/skolan.jpg)", ""))
    loose.get_by_role("button", name="Ta bort bilden skolan.jpg").click()
    expect(loose).to_be_hidden()
    assert not (content / "posts" / FOLDER / "skolan.jpg").exists()
    expect(page.get_by_role("radio", name="skolan.jpg")).to_have_count(0)
    forget(page)


def test_one_that_the_saved_text_shows_is_not_removed(
    page: Page, address: str, content: Path
) -> None:
    open_text(page, address, content)
    text_of(page).fill("Inga bilder.\n")
    loose = page.get_by_role("region", name="Bilder som texten inte visar")
    loose.get_by_role("button", name="Ta bort bilden torget.jpg").click()
    expect(loose.get_by_role("status")).to_contain_text("Spara först.")
    assert (content / "posts" / FOLDER / "torget.jpg").exists()
    forget(page)


@needs_axe
def test_pictures_to_choose_are_accessible(page: Page, address: str, content: Path) -> None:
    open_text(page, address, content)
    page.get_by_role("radio", name="torget.jpg").check()
    run_axe(page)
    assert find_in_every_variant(page) == []
    forget(page)
