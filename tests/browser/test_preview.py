"""What an author sees in the preview when a text is saved."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.previewing import (
    Preview,
    post_text,
    previewing,
    wait_for,
    write_blog,
    write_post,
)

LONG = "\n\n".join(f"Stycke nummer {number}.\n\n## Rubrik {number}" for number in range(60))
EDITIONS = itertools.count()
ADDRESS = "/besok/hagfors/"
DRAWN = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
"""What has changed has also been laid out and drawn."""
WHOLE = "document.documentElement.outerHTML"


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    root = tmp_path_factory.mktemp("preview")
    write_blog(root)
    with previewing(root) as started:
        yield started


@pytest.fixture
def shown(page: Page, preview: Preview) -> Page:
    """A long post in a window, which would forget a mark if it were loaded anew."""
    edition = f"Utgåva {next(EDITIONS)}."  # what the test before wrote is much the same
    write_post(preview.root, "hagfors", f"{LONG}\n\n{edition}")
    wait_for(lambda: preview.shows(edition) and not preview.shows('role="alert"'))
    page.emulate_media(reduced_motion="reduce")  # what is scrolled to is there at once
    page.goto(f"http://127.0.0.1:{preview.port}{ADDRESS}")
    page.evaluate("document.mark = true")
    return page


def is_same_document(page: Page) -> bool:
    return bool(page.evaluate("document.mark === true"))


def test_an_edit_shows_by_itself(page: Page, address: str, content: Path) -> None:
    page.goto(f"{address}/besok/tillbaka-i-hedemora/")
    post = content / "posts/2017-05-22-tillbaka-i-hedemora.md"
    text = post.read_text(encoding="utf-8")
    post.write_text(f"{text}\nDet här stycket är nytt.\n", encoding="utf-8")
    expect(page.get_by_text("Det här stycket är nytt.")).to_be_visible()
    post.write_text(text, encoding="utf-8")
    expect(page.get_by_text("Det här stycket är nytt.")).to_have_count(0)


def test_a_mistake_is_told_over_the_last_good_page_until_it_is_mended(
    page: Page, address: str, content: Path
) -> None:
    page.goto(f"{address}/besok/tillbaka-i-hedemora/")
    post = content / "posts/2017-05-22-tillbaka-i-hedemora.md"
    text = post.read_text(encoding="utf-8")
    post.write_text(text.replace("kommun: Hedemora", "kommun: Hedemöra"), encoding="utf-8")
    expect(page.get_by_role("alert")).to_contain_text("Menade du ”Hedemora”?")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Hedemora")
    post.write_text(text, encoding="utf-8")
    expect(page.get_by_role("alert")).to_have_count(0)


def test_place_focus_and_what_is_unfolded_are_kept(shown: Page, preview: Preview) -> None:
    shown.set_viewport_size({"width": 400, "height": 600})
    shown.locator("main summary").first.click()
    place = shown.get_by_role("heading", name="Rubrik 40")
    place.scroll_into_view_if_needed()
    shown.evaluate("document.querySelector('main summary').focus({preventScroll: true})")
    before = place.bounding_box()
    write_post(preview.root, "hagfors", f"Ett helt nytt stycke överst.\n\n{LONG}\n\nOch sist.")
    expect(shown.get_by_text("Och sist.")).to_be_attached()
    shown.evaluate(DRAWN)
    after = place.bounding_box()
    assert before is not None
    assert after is not None
    assert abs(before["y"] - after["y"]) < 2
    assert shown.evaluate("document.activeElement.nodeName") == "SUMMARY"
    assert shown.locator("main details").first.get_attribute("open") is not None
    assert is_same_document(shown)


def test_what_is_shown_after_an_edit_is_what_loading_it_would_show(
    shown: Page, preview: Preview, browser: Browser
) -> None:
    body = "## Först\n\nA *b* c.\n\n- ett\n- två\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n> Citat"
    for text in (body, f"{LONG}\n\n{body}", "Bara en rad[^1].\n\n[^1]: Not.", body[::-1], LONG):
        write_post(preview.root, "hagfors", f"{text}\n\nSlut {len(text)}.")
        expect(shown.get_by_text(f"Slut {len(text)}.")).to_be_attached()
        shown.evaluate(DRAWN)
        now = shown.evaluate(WHOLE)
        assert is_same_document(shown)
        fresh = browser.new_page()
        fresh.goto(shown.url)
        assert now == fresh.evaluate(WHOLE)
        fresh.close()


def test_a_change_elsewhere_leaves_the_page_alone(shown: Page, preview: Preview) -> None:
    write_post(preview.root, "torsby", "Här.")
    wait_for(lambda: preview.shows("Besök torsby"))
    shown.reload()
    shown.evaluate("document.mark = true")
    shown.evaluate(
        "new MutationObserver(() => { document.touched = true })"
        ".observe(document.querySelector('main'),"
        " {childList: true, subtree: true, attributes: true, characterData: true})"
    )
    version = shown.locator("#_forhandsvisning").get_attribute("data-version")
    write_post(preview.root, "torsby", "Någon annanstans.")
    expect(shown.locator("#_forhandsvisning")).not_to_have_attribute("data-version", version or "")
    assert is_same_document(shown)
    assert not shown.evaluate("document.touched")
    (preview.root / "content/posts/torsby.md").unlink()


def test_styles_are_changed_without_loading_the_page(shown: Page, preview: Preview) -> None:
    style = preview.root / "assets/style.css"
    text = style.read_text(encoding="utf-8")
    shown.evaluate("scrollTo(0, 1000)")
    style.write_text(f"{text}\nh1 {{ color: rgb(1, 2, 3) }}\n", encoding="utf-8")
    expect(shown.get_by_role("heading", level=1)).to_have_css("color", "rgb(1, 2, 3)")
    style.write_text(text, encoding="utf-8")
    expect(shown.get_by_role("heading", level=1)).not_to_have_css("color", "rgb(1, 2, 3)")
    expect(shown.locator("head link[rel=stylesheet]")).to_have_count(2)
    assert shown.evaluate("scrollY") > 900
    assert is_same_document(shown)


def test_a_page_with_a_script_of_its_own_is_loaded_anew(page: Page, preview: Preview) -> None:
    page.goto(f"http://127.0.0.1:{preview.port}/sok/")
    page.evaluate("document.mark = true")
    template = preview.root / "templates/sok.html"
    text = template.read_text(encoding="utf-8")
    template.write_text(
        text.replace("{% block main %}", "{% block main %}<p>Ny mall.</p>"), "utf-8"
    )
    expect(page.get_by_text("Ny mall.")).to_be_visible()
    assert not is_same_document(page)
    template.write_text(text, encoding="utf-8")
    expect(page.get_by_text("Ny mall.")).to_have_count(0)


def test_a_text_with_a_new_address_takes_the_window_along(shown: Page, preview: Preview) -> None:
    write_post(preview.root, "hagfors", LONG, more="slug: hagfors-igen\n")
    shown.wait_for_url("**/besok/hagfors-igen/")
    write_post(preview.root, "hagfors", LONG)
    shown.wait_for_url(f"**{ADDRESS}")


def test_a_text_that_is_deleted_and_put_back(shown: Page, preview: Preview) -> None:
    (preview.root / "content/posts/hagfors.md").unlink()
    expect(shown.get_by_role("heading", level=1)).not_to_contain_text("hagfors")
    write_post(preview.root, "hagfors", LONG)
    expect(shown.get_by_role("heading", level=1)).to_contain_text("hagfors")


def test_a_draft_is_marked_and_leads_to_the_writing_page(shown: Page, preview: Preview) -> None:
    write_post(preview.root, "hagfors", LONG, more="draft: true\n")
    bar = shown.get_by_role("complementary", name="Förhandsvisning")
    expect(bar).to_contain_text("Utkast – visas bara här")
    expect(shown.locator("main").get_by_text("Utkast", exact=True)).to_be_visible()
    expect(bar.get_by_role("link", name="Ändra texten")).to_have_attribute(
        "href", "/skriv/?fil=posts/hagfors.md"
    )


def test_remarks_wait_in_the_bar(shown: Page, preview: Preview) -> None:
    write_post(preview.root, "hagfors", "Två  blanksteg och [klicka här](https://example.com/).")
    notes = shown.get_by_text("2 påpekanden")
    expect(notes).to_be_visible()
    expect(shown.get_by_role("alert")).to_have_count(0)
    notes.click()
    expect(shown.get_by_text("Om regeln").first).to_be_visible()


def test_what_is_wrong_can_be_folded_away_with_the_keyboard(shown: Page, preview: Preview) -> None:
    write_post(preview.root, "hagfors", more="okänt: fält\n")
    alert = shown.get_by_role("alert")
    expect(alert.get_by_text("Fältet okänt finns inte.")).to_be_visible()
    alert.locator("summary").first.focus()
    shown.keyboard.press("Enter")
    expect(alert.get_by_text("Fältet okänt finns inte.")).to_be_hidden()
    expect(alert.get_by_text("1 fel")).to_be_visible()
    write_post(preview.root, "hagfors", more="okänt: fält\nmer: fel\n")
    expect(alert.get_by_text("2 fel")).to_be_visible()
    expect(alert.get_by_text("Fältet okänt finns inte.")).to_be_hidden()
    write_post(preview.root, "hagfors", LONG)
    expect(alert).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1440])
def test_nothing_is_wider_than_the_window(
    width: int, scheme: Literal["light", "dark"], shown: Page, preview: Preview
) -> None:
    shown.set_viewport_size({"width": width, "height": 500})
    shown.emulate_media(color_scheme=scheme)
    write_post(preview.root, "hagfors", f"[x](/besok/{'y' * 300}/)", more="okänt: fält\n")
    expect(shown.get_by_role("alert")).to_be_visible()
    assert shown.evaluate("document.documentElement.scrollWidth") <= width


def test_the_preview_is_not_printed(shown: Page) -> None:
    expect(shown.locator("#_forhandsvisning")).to_be_visible()
    shown.emulate_media(media="print")
    expect(shown.locator("#_forhandsvisning")).to_be_hidden()


def test_a_window_notices_that_the_preview_stops_and_comes_back(page: Page, tmp_path: Path) -> None:
    write_blog(tmp_path)
    with previewing(tmp_path) as first:
        page.goto(f"http://127.0.0.1:{first.port}{ADDRESS}")
        first.stop()
        expect(page.get_by_text("Förhandsvisningen har stannat.")).to_be_visible()
        (tmp_path / "content/posts/hagfors.md").write_text(
            post_text("hagfors", "Skrivet under tiden."), encoding="utf-8"
        )
    with previewing(tmp_path, port=first.port):
        expect(page.get_by_text("Skrivet under tiden.")).to_be_visible()
        expect(page.get_by_text("Förhandsvisningen har stannat.")).to_be_hidden()
