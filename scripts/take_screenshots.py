"""Take screenshots of every kind of page: on phone, tablet and desktop, light and dark, printed.

It builds the site in a temporary folder, and writes nothing but the pictures.
Run: python scripts/take_screenshots.py [--content DIR] OUT
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parent.parent
sys.path.append(str(ROOT / "bench"))

from chromium import ARGUMENTS, CHROMIUM  # noqa: E402
from host import build_site, hosted  # noqa: E402
from kinds import find_kinds  # noqa: E402

WIDTHS = (360, 768, 1440)
HEIGHT = 900
SHOW_PICTURES = """Promise.all([...document.images].map(picture => {
    picture.loading = "eager"
    return picture.decode().catch(() => null)
}))"""
A4 = 794
"""The width of a sheet of A4 in CSS pixels."""


def take(browser: Browser, address: str, kinds: dict[str, str], folder: Path) -> None:
    """Save `<name>-<width>-<light or dark>.png` of each page, and its print as PNG and PDF."""
    page = browser.new_page()
    for name, path in kinds.items():
        page.emulate_media(media="screen")
        page.set_viewport_size({"width": WIDTHS[0], "height": HEIGHT})
        page.goto(address + path)
        page.evaluate(SHOW_PICTURES)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": HEIGHT})
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme)
                page.screenshot(path=folder / f"{name}-{width}-{scheme}.png", full_page=True)
        page.set_viewport_size({"width": A4, "height": HEIGHT})
        page.emulate_media(media="print", color_scheme="light")
        page.screenshot(path=folder / f"{name}-print.png", full_page=True)
        page.pdf(path=folder / f"{name}.pdf", format="A4", prefer_css_page_size=True)


def main() -> None:
    """Build the site, host it, and take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--content", type=Path, default=ROOT / "content")
    parser.add_argument("--today", default="", help="build as if it were this day")
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    today = ("--today", given.today) if given.today else ()
    with tempfile.TemporaryDirectory() as place, hosted(Path(place)) as address:
        build_site(given.content.resolve(), Path(place), f"{address}/", *today)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
            take(browser, address, find_kinds(Path(place)), given.out)
            browser.close()


if __name__ == "__main__":
    main()
