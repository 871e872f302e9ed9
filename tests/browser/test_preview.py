"""What an author sees in the preview when a text is saved."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect


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
