"""Where the parts of each kind of page stand on the showcase: measured, renewed and photographed.

    python -m tests.browser.layout FOLDER

writes what `test_layout.py` compares with, and into FOLDER pictures of all that it measured, light
and dark: whoever renews the numbers looks at the pages. Headings, text and facts are set in the
font that the blog brings, so that the numbers do not hang on the fonts of a machine.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeAlias

from playwright.sync_api import Browser, Page, sync_playwright

from tests.conftest import ROOT
from tests.showcase.blog import write_showcase

sys.path.append(str(ROOT / "bench"))

from chromium import ARGUMENTS, CHROMIUM
from host import build_site, hosted

BOXES = Path(__file__).parent / "boxes"
"""The folder of what was measured: one file for each width."""

WIDTHS = {1280: 900, 390: 844}
"""The widths that are measured, in CSS pixels, and the height of the screen."""

PAGES = {
    "start": "/",
    "inlagg": "/besok/bollnas-ett-ar-senare-9/",
    "kommun": "/kommun/bollnas/",
    "obesokt": "/kommun/gagnef/",
    "kommuner": "/kommun/",
    "vantar": "/kommun/vantar-pa-aterbesok/",
    "lan": "/lan/gavleborg/",
    "karta": "/karta/",
    "teman": "/tema/",
    "tema": "/tema/samverkan/",
    "matris": "/oversikt/",
    "planer": "/planer/",
    "plan": "/planer/plan-01/",
    "arkiv": "/arkiv/",
    "ar": "/arkiv/2016/",
    "folj": "/folj/",
    "skribent": "/skribent/gast/",
    "data": "/data/",
    "organisationer": "/organisation/",
    "organisation": "/organisation/region-exempel-2017/",
    "siffror": "/siffror/",
    "matt": "/siffror/orosanmalningar/",
    "andra": "/andra-om-besoken/",
    "jamfor": "/jamfor/?a=bollnas&b=boras",
}
"""A page of each kind of the showcase, by a name."""

PARTS = {
    "masthead": ".masthead",
    "title": "h1",
    "lead": ".lead",
    "first sentence": ".prose > p",
    "map": "main svg[role=group], main svg[role=img]",
    "table": "main table",
    "first heading": "main h2",
    "margin": ".margin",
    "main": "main",
    "foot": ".colophon",
}
"""The parts that are measured, of each the first that can be seen."""

Box: TypeAlias = list[int]
"""Left, top, width and height in CSS pixels."""

Boxes: TypeAlias = dict[str, dict[str, Box]]

_FONT = ":root { --serif: Newsreader, serif !important; --sans: Newsreader, serif !important; }"

_MEASURE = """async (parts) => {
    await document.fonts.ready
    const found = {}
    for (const [name, selector] of Object.entries(parts)) {
        const element = [...document.querySelectorAll(selector)].find(each => {
            const box = each.getBoundingClientRect()
            return box.width > 1 && box.height > 1 && each.checkVisibility()
        })
        if (!element) continue
        const { left, top, width, height } = element.getBoundingClientRect()
        found[name] = [left, top + scrollY, width, height].map(Math.round)
    }
    return found
}"""


def boxes_file(width: int) -> Path:
    """What was measured at a width."""
    return BOXES / f"{width}.json"


def read_boxes(width: int) -> Boxes:
    """What was measured at a width, by page and part."""
    found: Boxes = json.loads(boxes_file(width).read_text(encoding="utf-8"))
    return found


@contextmanager
def hosted_showcase(folder: Path) -> Iterator[str]:
    """Build the showcase in a folder, without link previews, which take long, and serve it."""
    content, site = folder / "content", folder / "site"
    write_showcase(content)
    with (content / "site.yml").open("a", encoding="utf-8") as settings:
        settings.write("link_previews: false\n")
    site.mkdir()
    with hosted(site) as address:
        build_site(content, site, f"{address}/", "--today", "2020-01-01")
        yield address


@contextmanager
def measured_page(browser: Browser, width: int, scheme: str = "light") -> Iterator[Page]:
    """A page of the browser at one of the widths."""
    dark = scheme == "dark"
    page = browser.new_page(
        viewport={"width": width, "height": WIDTHS[width]},
        color_scheme="dark" if dark else "light",
        bypass_csp=True,
    )
    yield page
    page.close()


def measure(page: Page, url: str) -> dict[str, Box]:
    """Where the parts of a page stand."""
    page.goto(url, wait_until="networkidle" if "?" in url else "load")  # a script answers
    page.add_style_tag(content=_FONT)
    found: dict[str, Box] = page.evaluate(_MEASURE, PARTS)
    return found


def main() -> None:
    """Renew the numbers, and take the pictures."""
    pictures = Path(sys.argv[1])
    pictures.mkdir(parents=True, exist_ok=True)
    BOXES.mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        hosted_showcase(Path(folder)) as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        for width in WIDTHS:
            with measured_page(browser, width) as page:
                found = {name: measure(page, address + path) for name, path in PAGES.items()}
            text = json.dumps(found, indent=1, ensure_ascii=False)
            boxes_file(width).write_text(f"{text}\n", encoding="utf-8")
            for scheme in ("light", "dark"):
                _photograph(browser, address, pictures, width, scheme)
        browser.close()


def _photograph(browser: Browser, address: str, folder: Path, width: int, scheme: str) -> None:
    with measured_page(browser, width, scheme) as page:
        for name, path in PAGES.items():
            page.goto(address + path, wait_until="networkidle")
            page.screenshot(path=folder / f"{name}-{width}-{scheme}.png", full_page=True)


if __name__ == "__main__":
    main()
