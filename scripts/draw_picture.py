"""Draw the blog's own illustration of a small snowy town in Advent, as SVG, and save it as a JPEG.

It is run by hand when the picture is to change and needs Playwright with a Chromium browser;
the site generator never runs it, and it reads nothing but its arguments.
"""

import argparse
import math
import random
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import sync_playwright

WIDTH, HEIGHT = 1600, 1000
SNOW, SHADE, BARK = "#e9eef8", "#b9c6e0", "#3a2a2c"
Point = tuple[float, float]

DEFS = """
<linearGradient id="sky" x2="0" y2="1">
  <stop offset="0" stop-color="#16244a"/><stop offset=".42" stop-color="#3b4f86"/>
  <stop offset=".72" stop-color="#8d8fb8"/><stop offset="1" stop-color="#f0c3a4"/>
</linearGradient>
<linearGradient id="ground" x2="0" y2="1">
  <stop offset="0" stop-color="#dfe6f4"/><stop offset=".4" stop-color="#bccae6"/>
  <stop offset="1" stop-color="#7f93c2"/>
</linearGradient>
<linearGradient id="path" x2="0" y2="1">
  <stop offset="0" stop-color="#f6e3cd"/><stop offset=".35" stop-color="#d5d6e6"/>
  <stop offset="1" stop-color="#8fa2cd"/>
</linearGradient>
<linearGradient id="pane" x2="0" y2="1">
  <stop offset="0" stop-color="#ffd58a"/><stop offset="1" stop-color="#f4a650"/>
</linearGradient>
<linearGradient id="roof" x2="0" y2="1">
  <stop offset="0" stop-color="#f4f6fc"/><stop offset="1" stop-color="#c3cfe8"/>
</linearGradient>
<radialGradient id="glow">
  <stop offset="0" stop-color="#ffd9a0" stop-opacity=".95"/>
  <stop offset=".35" stop-color="#ffc27a" stop-opacity=".35"/>
  <stop offset="1" stop-color="#ffb768" stop-opacity="0"/>
</radialGradient>
<linearGradient id="dusk" x2="0" y2="1">
  <stop offset="0" stop-color="#1b2550" stop-opacity=".38"/>
  <stop offset="1" stop-color="#1b2550" stop-opacity=".06"/>
</linearGradient>
<pattern id="boards" width="13" height="13" patternUnits="userSpaceOnUse">
  <path d="M1 0V13" stroke="#120b1a" stroke-opacity=".2" stroke-width="2"/>
</pattern>
<filter id="soft" x="-1" y="-1" width="3" height="3"><feGaussianBlur stdDeviation="9"/></filter>
<filter id="mist" x="-.2" y="-2" width="1.4" height="5"><feGaussianBlur stdDeviation="22"/></filter>
"""


def polygon(points: list[Point], fill: str, extra: str = "") -> str:
    """Return a filled polygon; coordinates are in picture units, rounded to a tenth."""
    corners = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return f'<polygon points="{corners}" fill="{fill}" {extra}/>'


def rect(x: float, y: float, w: float, h: float, *, fill: str, extra: str = "") -> str:
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{w:.1f}" height="{h:.1f}" fill="{fill}" {extra}/>'


def dot(x: float, y: float, radius: float, *, fill: str, opacity: float = 1.0) -> str:
    place = f'cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}"'
    return f'<circle {place} fill="{fill}" opacity="{opacity:.2f}"/>'


def glow(x: float, y: float, rx: float, ry: float, *, strength: float = 1.0) -> str:
    """Return a warm, soft-edged patch of light."""
    return (
        f'<ellipse cx="{x:.1f}" cy="{y:.1f}" rx="{rx:.1f}" ry="{ry:.1f}" '
        f'fill="url(#glow)" opacity="{strength}"/>'
    )


def star(x: float, y: float, radius: float) -> str:
    """Return a seven-pointed paper star, lit from within, as hung in Swedish windows in Advent."""
    points = [
        (
            x + math.sin(i * math.pi / 7) * (radius if i % 2 == 0 else radius * 0.42),
            y - math.cos(i * math.pi / 7) * (radius if i % 2 == 0 else radius * 0.42),
        )
        for i in range(14)
    ]
    light = glow(x, y, radius * 2.6, radius * 2.6, strength=0.8)
    return light + polygon(points, "#e2502c") + dot(x, y, radius * 0.3, fill="#fff1cf")


def candles(x: float, y: float, width: float) -> str:
    """Return a seven-armed Advent candlestick standing at (x, y)."""
    parts = [f'<path d="M{x - width / 2:.1f} {y:.1f}h{width:.1f}" stroke="#8c4a25" />']
    for i in range(-3, 4):
        top = y - width * (0.62 - abs(i) * 0.13)
        left = x + i * width * 0.15
        parts.append(f'<path d="M{left:.1f} {y:.1f}V{top:.1f}" stroke="#fffaf0"/>')
        parts.append(dot(left, top - 2, 2.1, fill="#fffdf2"))
    return f'<g stroke-width="2.4" fill="none">{"".join(parts)}</g>'


def window(x: float, y: float, w: float, h: float, *, light: str) -> str:
    """Return a lit window with white casing, crossbars and snow on its sill."""
    inside = star(x + w / 2, y + h * 0.42, w * 0.27) if light == "star" else ""
    if light == "candles":
        inside = candles(x + w / 2, y + h - 3, w * 0.72)
    bars = (
        f'<path d="M{x + w / 2:.1f} {y:.1f}v{h:.1f}M{x:.1f} {y + h * 0.4:.1f}h{w:.1f}" '
        'stroke="#f3efe9" stroke-width="2.2" opacity=".85"/>'
    )
    return (
        glow(x + w / 2, y + h / 2, w * 1.5, h * 1.25, strength=0.55)
        + rect(x - 5, y - 5, w + 10, h + 10, fill="#efece8")
        + rect(x, y, w, h, fill="url(#pane)")
        + bars
        + inside
        + rect(x - 8, y + h + 3, w + 16, 6, fill=SNOW, extra='rx="3"')
    )


def chimney(x: float, y: float) -> str:
    """Return a brick chimney capped with snow, its smoke drifting up to the right."""
    smoke = (
        f'<path d="M{x + 12} {y - 6}c-14 -34 26 -48 14 -82s30 -46 52 -74" fill="none" '
        'stroke="#dfe3f2" stroke-width="15" stroke-linecap="round" opacity=".28" '
        'filter="url(#soft)"/>'
    )
    body = rect(x, y, 25, 58, fill="#6a3a36") + rect(x - 3, y - 6, 31, 10, fill=SNOW)
    return smoke + body


def facade(points: list[Point], colour: str) -> str:
    """Return a wall of vertical boards, a little darker toward the roof."""
    return "".join(polygon(points, fill) for fill in (colour, "url(#boards)", "url(#dusk)"))


def long_house(x: float, base: float, w: float, h: float, *, colour: str, lights: str) -> str:
    """Return a house seen from its long side; `lights` has a letter an opening: s, c, d."""
    top, rise = base - h, h * 0.62
    wall: list[Point] = [(x, base), (x, top), (x + w, top), (x + w, base)]
    roof: list[Point] = [(x - 22, top + 8), (x + 26, top - rise), (x + w - 26, top - rise)]
    eave = f'<path d="M{x - 20} {top + 9}H{x + w + 20}" stroke="{SHADE}" stroke-width="9"/>'
    parts = [chimney(x + w * 0.68, top - rise - 30), facade(wall, colour)]
    parts += [rect(side, top, 8, h, fill="#e8e4e2") for side in (x, x + w - 8)]
    parts += [polygon([*roof, (x + w + 22, top + 8)], "url(#roof)"), eave]
    step = w / len(lights)
    for i, kind in enumerate(lights):
        middle = x + step * (i + 0.5)
        if kind == "d":
            parts.append(door(middle, base, h * 0.68))
        else:
            light = "star" if kind == "s" else "candles"
            parts.append(window(middle - 21, top + h * 0.27, 42, h * 0.4, light=light))
    return "".join(parts)


def gable_house(x: float, base: float, w: float, h: float, *, colour: str) -> str:
    """Return a house seen from its gable: a star in the attic, candles below, a door between."""
    top, peak = base - h, base - h - w * 0.52
    wall: list[Point] = [(x, base), (x, top), (x + w / 2, peak), (x + w, top), (x + w, base)]
    roof = (
        f'<path d="M{x - 20} {top + 18}L{x + w / 2} {peak - 4}L{x + w + 20} {top + 18}" '
        'fill="none" stroke="url(#roof)" stroke-width="21" stroke-linejoin="round" '
        'stroke-linecap="round"/>'
    )
    return "".join(
        [
            chimney(x + w * 0.36 - 25, peak - 2),
            facade(wall, colour),
            roof,
            window(x + w / 2 - 20, top - w * 0.13, 40, 52, light="star"),
            window(x + w * 0.12, top + h * 0.34, 42, h * 0.36, light="candles"),
            window(x + w * 0.88 - 42, top + h * 0.34, 42, h * 0.36, light="candles"),
            door(x + w / 2, base, h * 0.58),
        ]
    )


def door(x: float, base: float, h: float) -> str:
    """Return a panelled door with a wreath, and a step of snow."""
    heart = base - h * 0.66
    return (
        rect(x - 23, base - h - 5, 46, h + 5, fill="#e8e4e2")
        + rect(x - 18, base - h, 36, h, fill="#324a5c")
        + dot(x, heart, 11.5, fill="#3f6b4a")
        + dot(x, heart, 6.5, fill="#324a5c")
        + dot(x, heart + 9, 3, fill="#d2432f")
        + rect(x - 31, base - 5, 62, 10, fill=SNOW, extra='rx="4"')
    )


def spruce(x: float, base: float, height: float, *, colour: str, snow: str) -> str:
    """Return a spruce of five tiers in `colour`, each with a scalloped cap of `snow`."""
    trunk = rect(x - height * 0.025, base - height * 0.1, height * 0.05, height * 0.12, fill=BARK)
    parts = [trunk]
    for tier in range(5):
        y = base - height * (0.06 + tier * 0.17)
        half = height * (0.27 - tier * 0.043)
        tip, droop = y - height * 0.33, height * 0.035
        left = f"M{x:.1f} {tip:.1f}q{-half * 0.35:.1f} {y - half * 0.7 - tip:.1f} "
        skirt = (
            f"{left}{-half:.1f} {y + droop - tip:.1f}q{half:.1f} {-2 * droop:.1f} {2 * half:.1f} 0"
        )
        right = f"Q{x + half * 0.35:.1f} {y - half * 0.7:.1f} {x:.1f} {tip:.1f}Z"
        scallops = "".join(
            f"q{half * 0.16:.1f} {dip * half:.1f} {half * 0.4:.1f} {lift * half:.1f}"
            for dip, lift in ((-0.02, -0.46), (0.1, -0.2), (0.24, 0), (0.3, 0.2), (0.36, 0.46))
        )
        cap = f"{left}{-half:.1f} {y + droop - tip:.1f}{scallops}"
        parts.append(f'<path d="{skirt}{right}" fill="{colour}"/>')
        parts.append(f'<path d="{cap}{right}" fill="{snow}"/>')
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


def lamp_post(x: float, base: float) -> str:
    """Return a street lamp and the light it throws on the snow."""
    top = base - 205
    return (
        glow(x, base + 14, 150, 34, strength=0.75)
        + rect(x - 3, top, 6, 205, fill="#26304d")
        + polygon([(x - 15, top), (x - 9, top - 30), (x + 9, top - 30), (x + 15, top)], "#ffe2ac")
        + polygon([(x - 17, top - 28), (x, top - 44), (x + 17, top - 28)], SNOW)
        + glow(x, top - 14, 95, 95)
    )


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


def church(x: float, base: float) -> str:
    """Return a white church with a pointed spire, pale with distance."""
    wall, roof = "#b4b9d6", "#3f4a7a"
    return (
        rect(x, base - 118, 54, 118, fill=wall)
        + polygon([(x - 5, base - 116), (x + 27, base - 262), (x + 59, base - 116)], roof)
        + f'<path d="M{x + 27} {base - 262}v-24m-7 8h14" stroke="{roof}" stroke-width="3"/>'
        + rect(x + 50, base - 70, 150, 70, fill=wall)
        + polygon(
            [
                (x + 44, base - 66),
                (x + 60, base - 122),
                (x + 190, base - 122),
                (x + 208, base - 66),
            ],
            "#cfd7ec",
        )
        + "".join(
            f'<path d="M{x + 72 + i * 36} {base - 12}v-28a9 9 0 0 1 18 0v28z" fill="#ffcf8a"/>'
            for i in range(3)
        )
        + f'<path d="M{x + 20} {base - 78}v-14a7 7 0 0 1 14 0v14z" fill="#ffcf8a"/>'
    )


def snowfall(dice: random.Random) -> Iterator[str]:
    """Yield slow, scattered flakes, larger and fewer toward the viewer."""
    for _ in range(230):
        near = dice.random() ** 3
        x, y, opacity = dice.uniform(0, WIDTH), dice.uniform(0, HEIGHT), dice.uniform(0.35, 0.85)
        yield dot(x, y, 1.3 + near * 3.6, fill="#fff", opacity=opacity)


def night_sky(dice: random.Random) -> Iterator[str]:
    """Yield the sky at blue hour: its first stars and a low band of mist over the forest."""
    yield rect(0, 0, WIDTH, 640, fill="url(#sky)")
    for _ in range(55):
        x, y, radius = dice.uniform(0, WIDTH), dice.uniform(0, 300), dice.uniform(0.8, 1.9)
        yield dot(x, y, radius, fill="#fdf6e3", opacity=dice.uniform(0.3, 0.9))
    yield glow(1236, 170, 170, 170, strength=0.32)
    yield '<path d="M1232 128a42 42 0 1 0 36 62a34 34 0 1 1 -36 -62z" fill="#fdf0d2"/>'
    yield ridge(dice, 520, 62, colour="#6d78a8")
    yield '<rect y="520" width="1600" height="60" fill="#c9bcd0" opacity=".5" filter="url(#mist)"/>'
    yield church(1097, 560)
    yield ridge(dice, 600, 84, colour="#4a5a8c")
    yield '<rect y="600" width="1600" height="60" fill="#b3b5d6" opacity=".5" filter="url(#mist)"/>'


def street() -> Iterator[str]:
    """Yield the houses, the square with its tree, and the path that leads to it."""
    yield '<path d="M0 690Q400 640 800 676T1600 668V1000H0Z" fill="url(#ground)"/>'
    yield spruce(378, 706, 250, colour="#33526a", snow="#8fa3c6")
    yield spruce(1178, 706, 150, colour="#33526a", snow="#8fa3c6")
    yield spruce(1560, 712, 290, colour="#2d4a62", snow="#8fa3c6")
    yield long_house(70, 730, 290, 128, colour="#8a2f28", lights="scdc")
    yield gable_house(430, 722, 190, 132, colour="#c8964b")
    yield gable_house(955, 716, 180, 128, colour="#8fa3a0")
    yield long_house(1215, 732, 300, 130, colour="#93332a", lights="cdss")
    yield '<path d="M700 712C770 770 640 850 430 1000H1130C1010 880 880 790 838 712Z"'
    yield ' fill="url(#path)"/>'
    for x, y in ((150, 748), (290, 750), (525, 742), (1045, 736), (1300, 752), (1440, 752)):
        yield glow(x, y, 105, 24, strength=0.7)
    yield glow(775, 742, 250, 52, strength=0.85)
    yield town_tree(775, 735, 262)
    yield lamp_post(655, 768)
    yield lamp_post(905, 768)


def foreground() -> Iterator[str]:
    """Yield the drifts and the large snowy spruces that frame the view."""
    yield f'<path d="M0 812Q190 762 420 842T640 1000H0Z" fill="{SHADE}" opacity="1"/>'
    yield '<path d="M1600 806Q1390 770 1190 846T980 1000H1600Z" fill="#aebcdc"/>'
    yield spruce(262, 958, 225, colour="#22405a", snow="#c3d0ea")
    yield spruce(1392, 950, 205, colour="#22405a", snow="#c3d0ea")
    yield spruce(62, 985, 610, colour="#1a3349", snow="#cad6ee")
    yield spruce(1568, 990, 560, colour="#1a3349", snow="#cad6ee")
    yield f'<path d="M0 930Q160 880 330 950T480 1000H0Z" fill="{SNOW}"/>'
    yield f'<path d="M1600 925Q1450 890 1300 950T1150 1000H1600Z" fill="{SNOW}"/>'


def picture() -> str:
    """Return the whole illustration as SVG; the same every time."""
    dice = random.Random(1612)
    parts = [*night_sky(dice), *street(), *foreground(), *snowfall(dice)]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'width="{WIDTH}" height="{HEIGHT}"><defs>{DEFS}</defs>{"".join(parts)}</svg>'
    )


def main() -> None:
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
