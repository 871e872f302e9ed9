"""Writes the icons in assets/ that are not SVG, from the SVG mark; the generator never runs it.

    python scripts/make_icons.py

It needs Pillow, and Playwright with a Chromium browser, whose path may be given with --chromium.
Sizes: 192 and 512 pixels for a web manifest, and 512 with a background for launchers that mask
icons (W3C Web Application Manifest: the safe zone is a circle whose radius is 0.4 of the size);
180 for iOS; 16, 32 and 48 in one file for browsers that do not read SVG.
"""

from __future__ import annotations

import argparse
import io
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

ASSETS = Path(__file__).parent.parent / "assets"
PAPER, THREAD = "#faf6ee", "#9c2018"
MARK = (
    '<path d="M1 44.5c12 0 17-1 23-7.5 6-6.5 12.5-11.5 12.5-19.5a12.5 12.5 0 0 0-25 0c0 8 6.5 13 '
    '12.5 19.5 6 6.5 11 7.5 23 7.5" fill="none" stroke-width="{stroke}" stroke-linecap="round" '
    f'stroke="{THREAD}"/>{{more}}<circle cx="24" cy="17.5" r="5" fill="{THREAD}"/>'
)
"""The drawing of assets/icon.svg."""

TRAVELS_ON = '<path d="M-60 44.5H1M47 44.5H99" stroke-width="{stroke}" stroke="' + THREAD + '"/>'
"""The thread from edge to edge, for icons with a background."""

COLOURS = 24
"""Enough for smooth edges between two colours."""


def main() -> None:
    """Draw every icon."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--chromium", type=Path)
    chromium = arguments.parse_args().chromium
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page()
        for name, size in (("icon-192", 192), ("icon-512", 512)):
            save(draw(page, size, share=0.94, stroke=4), name)
        save(draw(page, 512, share=0.62, stroke=3.6, ground=PAPER), "icon-maskable-512")
        save(draw(page, 180, share=0.72, stroke=3.6, ground=PAPER), "apple-touch-icon")
        sizes = [draw(page, size, share=1, stroke=5) for size in (48, 32, 16)]
        sizes[0].save(
            ASSETS / "favicon.ico",
            sizes=[icon.size for icon in sizes],
            append_images=sizes[1:],
        )
        browser.close()


def draw(
    page: Page, size: int, *, share: float, stroke: float, ground: str = "none"
) -> Image.Image:
    """The mark in a square of `size` pixels, scaled to a `share` of its side."""
    box = 48 / share
    more = "" if ground == "none" else TRAVELS_ON.format(stroke=stroke)
    corner = 24 - box / 2
    page.set_viewport_size({"width": size, "height": size})
    page.set_content(
        "<style>*{margin:0}svg{display:block}</style>"
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}" '
        f'viewBox="{corner} {corner} {box} {box}">'
        f'<rect x="{corner}" y="{corner}" width="{box}" height="{box}" fill="{ground}"/>'
        f"{MARK.format(stroke=stroke, more=more)}</svg>"
    )
    return Image.open(io.BytesIO(page.screenshot(omit_background=True))).convert("RGBA")


def save(icon: Image.Image, name: str) -> None:
    """Write an icon as a small PNG; an opaque one is written without an alpha channel."""
    whole = icon.getchannel("A").getextrema()[0] == 255
    method = Image.Quantize.MEDIANCUT if whole else Image.Quantize.FASTOCTREE
    reduced = icon.convert("RGB" if whole else "RGBA").quantize(COLOURS, method)
    reduced.save(ASSETS / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
