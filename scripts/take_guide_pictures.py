"""Take the screenshots of docs/skriva.md: the writing page step by step, the preview, an error.

It serves a copy of content/, connected to a repository of its own, by the real preview, and writes
only docs/bilder/. Needs git and Chromium.
Run: python scripts/take_guide_pictures.py
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, ViewportSize, sync_playwright

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "bench")]

from chromium import ARGUMENTS, CHROMIUM  # noqa: E402
from servers import previewed  # noqa: E402

from sitegen.publishing.remote import Connection  # noqa: E402
from sitegen.publishing.repository import WorkingCopy  # noqa: E402

PICTURES = ROOT / "docs" / "bilder"
PORT = 8641
ADDRESS = f"http://127.0.0.1:{PORT}"
POST = "posts/2017-05-22-tillbaka-i-hedemora.md"
SIZE: ViewportSize = {"width": 1200, "height": 760}
COLOURS = 96
"""In a picture: enough for the pages of the program, and a third of the bytes."""


def show_texts(page: Page, content: Path) -> None:
    """The list of all texts, where one begins."""
    page.goto(f"{ADDRESS}/skriv/")
    page.get_by_role("heading", level=1).wait_for()


def show_new_text(page: Page, content: Path) -> None:
    """The questions about a new post, answered."""
    page.goto(f"{ADDRESS}/skriv/nytt")
    # A Swedish browser shows a day so, whatever languages the one here knows.
    page.get_by_label("Dag").first.evaluate(
        "day => { day.type = 'text'; day.value = '2015-10-26'; }"
    )
    page.get_by_label("Kommun").first.fill("Hagfors")
    page.get_by_label("Rubrik").first.fill("Stabilt i Hagfors")


def show_writing(page: Page, content: Path) -> None:
    """A text and how it looks to readers."""
    page.goto(f"{ADDRESS}/skriv/?fil={POST}")
    page.frame_locator("iframe").get_by_role("heading", level=1).wait_for()


def show_publishing(page: Page, content: Path) -> None:
    """What goes out when one publishes a changed text."""
    connect(content)
    post = content / POST
    text = post.read_text(encoding="utf-8")
    post.write_text(text.rstrip("\n") + "\n\nVi ses igen i höst.\n", encoding="utf-8")
    show_writing(page, content)
    page.get_by_text("Ändrad, inte publicerad.").first.wait_for()
    page.get_by_role("link", name="Publicera …").or_(
        page.get_by_role("button", name="Publicera …")
    ).first.click()
    page.get_by_role("button", name="Publicera 1 text").wait_for()


def show_problem(page: Page, content: Path) -> None:
    """What the preview shows above a page while something is wrong."""
    page.goto(f"{ADDRESS}/besok/tillbaka-i-hedemora/")
    post = content / POST
    text = post.read_text(encoding="utf-8")
    post.write_text(text.replace("kommun: Hedemora", "kommun: Hedemöra"), encoding="utf-8")
    page.get_by_text("Menade du").first.wait_for()


def show_preview(page: Page, content: Path) -> None:
    """A post in the preview, mended."""
    post = content / POST
    text = post.read_text(encoding="utf-8")
    post.write_text(text.replace("kommun: Hedemöra", "kommun: Hedemora"), encoding="utf-8")
    page.get_by_text("Menade du").first.wait_for(state="detached")
    page.goto(f"{ADDRESS}/besok/tillbaka-i-hedemora/")


STEPS: dict[str, Callable[[Page, Path], None]] = {
    "texter": show_texts,
    "nytt": show_new_text,
    "skriv": show_writing,
    "publicera": show_publishing,
    "fel": show_problem,
    "forhandsvisning": show_preview,
}
"""The pictures by name, each with the step that leads to it; they follow on each other."""


def save(page: Page, name: str) -> None:
    """Save a screenshot of the window as `name`, in few colours."""
    page.mouse.move(0, 0)
    taken = Image.open(io.BytesIO(page.screenshot(animations="disabled", caret="hide")))
    small = taken.convert("RGB").quantize(
        COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE
    )
    small.save(PICTURES / f"{name}.png", optimize=True)


def connect(content: Path) -> None:
    """Publish the content to a repository beside it, and set the writing page up for that."""
    root = content.parent
    sara = ("-c", "user.name=Sara Lind", "-c", "user.email=sara@example.org")
    for words in (("init", "-q", "-b", "main"), ("add", "content"), ("commit", "-qm", "Bloggen")):
        subprocess.run(["git", *sara, *words], cwd=root, check=True)
    subprocess.run(["git", "clone", "-q", "--bare", ".", "../host.git"], cwd=root, check=True)
    host = str(root.parent / "host.git")
    given = Connection(address=host, branch="main", name="Sara Lind", email="sara@example.org")
    WorkingCopy(os.fspath(root), content).set_connection(given)


def main() -> None:
    """Copy the content, serve it, and take the pictures."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        content = Path(shutil.copytree(ROOT / "content", Path(place) / "blog" / "content"))
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        page = browser.new_page(viewport=SIZE, locale="sv-SE", color_scheme="light")
        with previewed(content.parent, PORT):
            for name, step in STEPS.items():
                step(page, content)
                save(page, name)
        browser.close()


if __name__ == "__main__":
    main()
