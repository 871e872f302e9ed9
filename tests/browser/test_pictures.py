"""Pictures in a real browser: of the right size, with room from the start, and none too early."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.conftest import ROOT
from tests.support.pictures import make_exif, make_photo

HULTSFRED = "/besok/lugnare-i-hultsfred/"
LONG = "/besok/lang-text/"

POST = """---
title: En lång text
date: 2017-05-01
kommun: Hultsfred
theme: familjehem
image:
  src: ovan.jpg
  alt: En gård i snö
  caption: Gården i snö
  credit: Anna Ek
---

{words}

![Längst ner](nere.jpg "Vägen hem. Foto: Bo Berg")
"""

SHIFTS = """() => new Promise(done => {
    let sum = 0
    new PerformanceObserver(list => list.getEntries().forEach(entry => { sum += entry.value }))
        .observe({type: "layout-shift", buffered: true})
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(sum), 200)))
})"""


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The blog's own texts, and a long one with a picture above it and one below."""
    folder = tmp_path_factory.mktemp("pictures") / "content"
    shutil.copytree(ROOT / "content", folder)
    post = folder / "posts/lang-text"
    post.mkdir()
    words = "\n\n".join(["Vi talade länge om det. " * 20] * 150)
    (post / "index.md").write_text(POST.format(words=words), encoding="utf-8")
    (post / "ovan.jpg").write_bytes(make_photo(2000, 1000, exif=make_exif(3)))
    (post / "nere.jpg").write_bytes(make_photo(1000, 1500))
    return folder


@pytest.mark.parametrize(
    ("width", "density", "chosen"), [(360, 1, 480), (360, 3, 1200), (1440, 1, 800), (1440, 2, 1600)]
)
def test_a_picture_fits_the_screen(
    browser: Browser, address: str, width: int, density: int, chosen: int
) -> None:
    page = browser.new_page(
        viewport={"width": width, "height": 800}, device_scale_factor=density, bypass_csp=True
    )
    page.goto(address + HULTSFRED)
    picture = page.locator(".prose img")
    picture.scroll_into_view_if_needed()
    page.wait_for_function("document.querySelector('.prose img').naturalWidth > 0")
    assert picture.evaluate("image => image.currentSrc").endswith(f"-{chosen}.webp")
    box = picture.bounding_box()
    assert box is not None
    assert box["width"] <= chosen
    assert abs(box["width"] / box["height"] - 1.6) < 0.01
    page.close()


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("path", [HULTSFRED, LONG])
def test_nothing_moves_when_pictures_come(
    browser: Browser, address: str, width: int, path: str
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800}, bypass_csp=True)
    page.goto(address + path)
    for image in page.locator("main img").all():
        image.scroll_into_view_if_needed()
    page.wait_for_function("[...document.querySelectorAll('main img')].every(i => i.complete)")
    assert page.evaluate(SHIFTS) == 0
    page.close()


def test_a_picture_far_below_is_fetched_when_the_reader_comes_near(
    page: Page, address: str
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address + LONG, wait_until="networkidle")
    assert any("/bilder/ovan-" in url for url in asked)
    assert not any("/bilder/nere-" in url for url in asked)
    with page.expect_response(lambda response: "/bilder/nere-" in response.url) as answer:
        page.locator("main img").last.scroll_into_view_if_needed()
    assert answer.value.ok


def test_a_picture_says_who_made_it(page: Page, address: str) -> None:
    page.goto(address + LONG)
    captions = page.locator("main figcaption")
    assert captions.all_inner_texts() == [
        "Gården i snö\nBild: Anna Ek",
        "Vägen hem.\nFoto: Bo Berg",
    ]
    assert page.locator("main .credit").all_inner_texts() == ["Bild: Anna Ek", "Foto: Bo Berg"]


def test_a_replaced_picture_is_seen_in_the_preview(
    open_page: Page, address: str, content: Path
) -> None:
    page = open_page
    page.goto(address + LONG)
    before = page.locator("main img").first.get_attribute("src")
    (content / "posts/lang-text/ovan.jpg").write_bytes(make_photo(800, 800))
    page.wait_for_function(
        f"document.querySelector('main img')?.getAttribute('src') !== '{before}'"
    )
    page.wait_for_function("document.querySelector('main img').naturalWidth > 0")
    assert page.locator("main img").first.get_attribute("height") == "800"
