"""Basic SVG shapes: lines, polygons, circles, patches of light, and their fills.

Pure: numbers in picture units in, SVG out, rounded to a tenth; draw_picture.py makes the picture.
"""

from __future__ import annotations

SNOW, SHADE = "#e9eef8", "#b9c6e0"
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


def path(course: str, fill: str, extra: str = "") -> str:
    """Return a filled path; `course` is SVG path data."""
    return f'<path d="{course}" fill="{fill}" {extra}/>'


def line(course: str, stroke: str, width: float, extra: str = "") -> str:
    """Return a stroked path; `course` is SVG path data."""
    return path(course, "none", f'stroke="{stroke}" stroke-width="{width}" {extra}')


def polygon(points: list[Point], fill: str, extra: str = "") -> str:
    """Return a filled polygon; coordinates are in picture units, rounded to a tenth."""
    corners = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return f'<polygon points="{corners}" fill="{fill}" {extra}/>'


def rect(x: float, y: float, w: float, h: float, *, fill: str, extra: str = "") -> str:
    """Return a filled rectangle whose upper left corner is (x, y)."""
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{w:.1f}" height="{h:.1f}" fill="{fill}" {extra}/>'


def dot(x: float, y: float, radius: float, *, fill: str, opacity: float = 1.0) -> str:
    """Return a filled circle about (x, y)."""
    place = f'cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}"'
    return f'<circle {place} fill="{fill}" opacity="{opacity:.2f}"/>'


def glow(x: float, y: float, rx: float, ry: float, *, strength: float = 1.0) -> str:
    """Return a warm, soft-edged patch of light."""
    return (
        f'<ellipse cx="{x:.1f}" cy="{y:.1f}" rx="{rx:.1f}" ry="{ry:.1f}" '
        f'fill="url(#glow)" opacity="{strength}"/>'
    )
