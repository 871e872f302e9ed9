"""Take the screenshots of docs/skriva.md: the preview, an error report, the writing page.

It serves a copy of content/ by the real preview and writes only docs/bilder/.
Run: python scripts/take_guide_pictures.py
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, ViewportSize, sync_playwright

ROOT = Path(__file__).parent.parent
sys.path.append(str(ROOT / "bench"))

from chromium import ARGUMENTS, CHROMIUM  # noqa: E402
from servers import previewed  # noqa: E402

PICTURES = ROOT / "docs" / "bilder"
PORT = 8641
ADDRESS = f"http://127.0.0.1:{PORT}"
POST = "posts/2017-05-22-tillbaka-i-hedemora.md"
SIZE: ViewportSize = {"width": 1200, "height": 760}


def take(page: Page, name: str) -> None:
    """Save a screenshot of the window as `name`."""
    page.screenshot(path=PICTURES / f"{name}.png")


def take_all(page: Page, content: Path) -> None:
    """Follow the steps of the guide and take each picture."""
    page.goto(f"{ADDRESS}/besok/tillbaka-i-hedemora/")
    take(page, "forhandsvisning")
    post = content / POST
    text = post.read_text(encoding="utf-8")
    post.write_text(text.replace("kommun: Hedemora", "kommun: Hedemöra"), encoding="utf-8")
    page.get_by_text("Menade du").first.wait_for()
    take(page, "fel")
    post.write_text(text, encoding="utf-8")
    page.get_by_text("Menade du").first.wait_for(state="detached")
    page.goto(f"{ADDRESS}/skriv/?fil={POST}")
    page.frame_locator("iframe").get_by_role("heading", level=1).wait_for()
    take(page, "skriv")


def main() -> None:
    """Copy the content, serve it, and take the pictures."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        content = Path(shutil.copytree(ROOT / "content", Path(place) / "content"))
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        with previewed(Path(place), PORT):
            take_all(browser.new_page(viewport=SIZE, locale="sv-SE"), content)
        browser.close()


if __name__ == "__main__":
    main()
