"""Draw the blog's own illustration of a small snowy town in Advent, as SVG, and save it as a JPEG.

It is run by hand when the picture is to change and needs Playwright with a Chromium browser;
the site generator never runs it, and it reads nothing but its arguments.
"""

from __future__ import annotations

import argparse
import math
import random
from collections.abc import Iterator
from pathlib import Path

from brushes import DEFS, SHADE, SNOW, Point, dot, glow, path, polygon, rect
from houses import church, gable_house, lamp_post, long_house, star
from playwright.sync_api import sync_playwright

WIDTH, HEIGHT = 1600, 1000
BARK = "#3a2a2c"


def spruce(x: float, base: float, height: float, *, colour: str, snow: str) -> str:
    """Return a spruce of five tiers in `colour`, each with a scalloped cap of `snow`."""
    trunk = rect(x - height * 0.025, base - height * 0.1, height * 0.05, height * 0.12, fill=BARK)
    parts = [trunk]
    for tier in range(5):
        y = base - height * (0.06 + tier * 0.17)
        half = height * (0.27 - tier * 0.043)
        tip, droop = y - height * 0.33, height * 0.035
        left = f"M{x:.1f} {tip:.1f}q{-half * 0.35:.1f} {y - half * 0.7 - tip:.1f} "
        left += f"{-half:.1f} {y + droop - tip:.1f}"
        skirt = f"{left}q{half:.1f} {-2 * droop:.1f} {2 * half:.1f} 0"
        right = f"Q{x + half * 0.35:.1f} {y - half * 0.7:.1f} {x:.1f} {tip:.1f}Z"
        scallops = "".join(
            f"q{half * 0.16:.1f} {dip * half:.1f} {half * 0.4:.1f} {lift * half:.1f}"
            for dip, lift in ((-0.02, -0.46), (0.1, -0.2), (0.24, 0), (0.3, 0.2), (0.36, 0.46))
        )
        parts += [path(skirt + right, colour), path(left + scallops + right, snow)]
    return "".join(parts)


def town_tree(x: float, base: float, height: float) -> str:
    """Return the town's lit Christmas tree with a star in its top."""
    lamps = []
    for row in range(1, 8):
        count = 1 + row // 2 + row % 2
        reach = height * 0.026 * row
        for i in range(count):
            place = 2 * i / (count - 1) - 1 if count > 1 else 0
            left = x + place * reach
            y = base - height * (0.99 - row * 0.118) + 8 * (1 - place * place)
            lamps.append(glow(left, y, 15, 15))
            lamps.append(dot(left, y, 3.2, fill="#fff3cf"))
    halo = glow(x, base - height * 0.5, height * 0.8, height * 0.8, strength=0.45)
    tree = spruce(x, base, height, colour="#2d5148", snow="#8fb0b4")
    return halo + tree + "".join(lamps) + star(x, base - height * 1.1, 18)


def ridge(dice: random.Random, base: float, size: float, *, colour: str) -> str:
    """Return a far row of forest as one silhouette of many spruce tops."""
    points: list[Point] = [(-10, HEIGHT)]
    x = -10.0
    while x < WIDTH + 10:
        hill = base + 26 * math.sin(x / 210 + size) + 13 * math.sin(x / 83)
        tall = size * dice.uniform(0.55, 1.25)
        points += [(x, hill), (x + tall * 0.2, hill - tall), (x + tall * 0.4, hill)]
        x += tall * dice.uniform(0.28, 0.46)
    return polygon([*points, (WIDTH + 10, HEIGHT)], colour)


def snowfall(dice: random.Random) -> Iterator[str]:
    """Yield slow, scattered flakes, larger and fewer toward the viewer."""
    for _ in range(230):
        near = dice.random() ** 3
        x, y, opacity = dice.uniform(0, WIDTH), dice.uniform(0, HEIGHT), dice.uniform(0.35, 0.85)
        yield dot(x, y, 1.3 + near * 3.6, fill="#fff", opacity=opacity)


def mist(y: float, *, colour: str) -> str:
    """Return a low band of mist across the whole view."""
    return rect(0, y, WIDTH, 60, fill=colour, extra='opacity=".5" filter="url(#mist)"')


def night_sky(dice: random.Random) -> Iterator[str]:
    """Yield the sky at blue hour: its first stars and a low band of mist over the forest."""
    yield rect(0, 0, WIDTH, 640, fill="url(#sky)")
    for _ in range(55):
        x, y, radius = dice.uniform(0, WIDTH), dice.uniform(0, 300), dice.uniform(0.8, 1.9)
        yield dot(x, y, radius, fill="#fdf6e3", opacity=dice.uniform(0.3, 0.9))
    yield glow(1236, 170, 170, 170, strength=0.32)
    yield path("M1232 128a42 42 0 1 0 36 62a34 34 0 1 1 -36 -62z", "#fdf0d2")
    yield ridge(dice, 520, 62, colour="#6d78a8")
    yield mist(520, colour="#c9bcd0")
    yield church(1097, 560)
    yield ridge(dice, 600, 84, colour="#4a5a8c")
    yield mist(600, colour="#b3b5d6")


def street() -> Iterator[str]:
    """Yield the houses, the square with its tree, and the path that leads to it."""
    yield path("M0 690Q400 640 800 676T1600 668V1000H0Z", "url(#ground)")
    yield spruce(378, 706, 250, colour="#33526a", snow="#8fa3c6")
    yield spruce(1178, 706, 150, colour="#33526a", snow="#8fa3c6")
    yield spruce(1560, 712, 290, colour="#2d4a62", snow="#8fa3c6")
    yield long_house(70, 730, 290, 128, colour="#8a2f28", lights="scdc")
    yield gable_house(430, 722, 190, 132, colour="#c8964b")
    yield gable_house(955, 716, 180, 128, colour="#8fa3a0")
    yield long_house(1215, 732, 300, 130, colour="#93332a", lights="cdss")
    yield path("M700 712C770 770 640 850 430 1000H1130C1010 880 880 790 838 712Z", "url(#path)")
    for x, y in ((150, 748), (290, 750), (525, 742), (1045, 736), (1300, 752), (1440, 752)):
        yield glow(x, y, 105, 24, strength=0.7)
    yield glow(775, 742, 250, 52, strength=0.85)
    yield town_tree(775, 735, 262)
    yield lamp_post(655, 768)
    yield lamp_post(905, 768)


def foreground() -> Iterator[str]:
    """Yield the drifts and the large snowy spruces that frame the view."""
    yield path("M0 812Q190 762 420 842T640 1000H0Z", SHADE)
    yield path("M1600 806Q1390 770 1190 846T980 1000H1600Z", "#aebcdc")
    yield spruce(262, 958, 225, colour="#22405a", snow="#c3d0ea")
    yield spruce(1392, 950, 205, colour="#22405a", snow="#c3d0ea")
    yield spruce(62, 985, 610, colour="#1a3349", snow="#cad6ee")
    yield spruce(1568, 990, 560, colour="#1a3349", snow="#cad6ee")
    yield path("M0 930Q160 880 330 950T480 1000H0Z", SNOW)
    yield path("M1600 925Q1450 890 1300 950T1150 1000H1600Z", SNOW)


def picture() -> str:
    """Return the whole illustration as SVG; the same every time."""
    dice = random.Random(1612)
    parts = [*night_sky(dice), *street(), *foreground(), *snowfall(dice)]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'width="{WIDTH}" height="{HEIGHT}"><defs>{DEFS}</defs>{"".join(parts)}</svg>'
    )


def main() -> None:
    """Draw it in a browser, and save what the browser shows."""
    parser = argparse.ArgumentParser(description="Draw the Advent illustration as a JPEG.")
    parser.add_argument("output", type=Path, help="the JPEG file to write")
    parser.add_argument("--browser", help="path of a Chromium to use instead of Playwright's own")
    parser.add_argument("--quality", type=int, default=84, help="JPEG quality, 0 to 100")
    args = parser.parse_args()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=args.browser)
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        page.set_content(f"<style>body{{margin:0}}svg{{display:block}}</style>{picture()}")
        page.screenshot(path=args.output, type="jpeg", quality=args.quality)
        browser.close()


if __name__ == "__main__":
    main()
