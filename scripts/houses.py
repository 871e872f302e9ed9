"""The buildings of a small Swedish town in Advent, as SVG: houses, a church, street lamps.

Pure, as brushes.py is; draw_picture.py places them.
"""

from __future__ import annotations

import math

from brushes import SHADE, SNOW, Point, dot, glow, line, path, polygon, rect


def star(x: float, y: float, radius: float) -> str:
    """Return a seven-pointed paper star, lit from within, as hung in Swedish windows in Advent."""
    turns = [(i * math.pi / 7, radius * (0.42 if i % 2 else 1)) for i in range(14)]
    points = [(x + math.sin(turn) * reach, y - math.cos(turn) * reach) for turn, reach in turns]
    light = glow(x, y, radius * 2.6, radius * 2.6, strength=0.8)
    return light + polygon(points, "#e2502c") + dot(x, y, radius * 0.3, fill="#fff1cf")


def candles(x: float, y: float, width: float) -> str:
    """Return a seven-armed Advent candlestick standing at (x, y)."""
    parts = [line(f"M{x - width / 2:.1f} {y:.1f}h{width:.1f}", "#8c4a25", 2.4)]
    for i in range(-3, 4):
        top = y - width * (0.62 - abs(i) * 0.13)
        left = x + i * width * 0.15
        parts.append(line(f"M{left:.1f} {y:.1f}V{top:.1f}", "#fffaf0", 2.4))
        parts.append(dot(left, top - 2, 2.1, fill="#fffdf2"))
    return "".join(parts)


def window(x: float, y: float, w: float, h: float, *, light: str) -> str:
    """Return a lit window with white casing, crossbars and snow on its sill."""
    inside = star(x + w / 2, y + h * 0.42, w * 0.27) if light == "star" else ""
    if light == "candles":
        inside = candles(x + w / 2, y + h - 3, w * 0.72)
    bars = f"M{x + w / 2:.1f} {y:.1f}v{h:.1f}M{x:.1f} {y + h * 0.4:.1f}h{w:.1f}"
    return (
        glow(x + w / 2, y + h / 2, w * 1.5, h * 1.25, strength=0.55)
        + rect(x - 5, y - 5, w + 10, h + 10, fill="#efece8")
        + rect(x, y, w, h, fill="url(#pane)")
        + path(bars, "#f3efe9", 'stroke="#f3efe9" stroke-width="2.2" opacity=".85"')
        + inside
        + rect(x - 8, y + h + 3, w + 16, 6, fill=SNOW, extra='rx="3"')
    )


def chimney(x: float, y: float) -> str:
    """Return a brick chimney capped with snow, its smoke drifting up to the right."""
    drift = f"M{x + 12} {y - 6}c-14 -34 26 -48 14 -82s30 -46 52 -74"
    faint = 'stroke-linecap="round" opacity=".28" filter="url(#soft)"'
    return (
        line(drift, "#dfe3f2", 15, faint)
        + rect(x, y, 25, 58, fill="#6a3a36")
        + rect(x - 3, y - 6, 31, 10, fill=SNOW)
    )


def facade(points: list[Point], colour: str) -> str:
    """Return a wall of vertical boards, a little darker toward the roof."""
    return "".join(polygon(points, fill) for fill in (colour, "url(#boards)", "url(#dusk)"))


def long_house(x: float, base: float, w: float, h: float, *, colour: str, lights: str) -> str:
    """Return a house seen from its long side; `lights` has a letter an opening: s, c, d."""
    top, rise = base - h, h * 0.62
    wall = [(x, base), (x, top), (x + w, top), (x + w, base)]
    roof = [(x - 22, top + 8), (x + 26, top - rise), (x + w - 26, top - rise)]
    eave = line(f"M{x - 20} {top + 9}H{x + w + 20}", SHADE, 9)
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
    wall = [(x, base), (x, top), (x + w / 2, peak), (x + w, top), (x + w, base)]
    roof = f"M{x - 20} {top + 18}L{x + w / 2} {peak - 4}L{x + w + 20} {top + 18}"
    below = (x + w * 0.12, x + w * 0.88 - 42)
    return (
        chimney(x + w * 0.36 - 25, peak - 2)
        + facade(wall, colour)
        + line(roof, "url(#roof)", 21, 'stroke-linejoin="round" stroke-linecap="round"')
        + window(x + w / 2 - 20, top - w * 0.13, 40, 52, light="star")
        + "".join(window(left, top + h * 0.34, 42, h * 0.36, light="candles") for left in below)
        + door(x + w / 2, base, h * 0.58)
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


def church(x: float, base: float) -> str:
    """Return a white church with a pointed spire, pale with distance."""
    wall, spire, lit = "#b4b9d6", "#3f4a7a", "#ffcf8a"
    nave = [(x + 44, base - 66), (x + 60, base - 122), (x + 190, base - 122)]
    return (
        rect(x, base - 118, 54, 118, fill=wall)
        + polygon([(x - 5, base - 116), (x + 27, base - 262), (x + 59, base - 116)], spire)
        + line(f"M{x + 27} {base - 262}v-24m-7 8h14", spire, 3)
        + rect(x + 50, base - 70, 150, 70, fill=wall)
        + polygon([*nave, (x + 208, base - 66)], "#cfd7ec")
        + "".join(
            path(f"M{x + 72 + i * 36} {base - 12}v-28a9 9 0 0 1 18 0v28z", lit) for i in range(3)
        )
        + path(f"M{x + 20} {base - 78}v-14a7 7 0 0 1 14 0v14z", lit)
    )
