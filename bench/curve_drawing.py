"""Curves as SVG: one small diagram for each thing that grows, with a straight line to compare with.

Pure: measurements in, text out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape

Place = tuple[int, float]
"""A number of things, and seconds."""

WIDE, HIGH = 220, 150
"""The size of one diagram in pixels, without its words."""

ACROSS = 3
_LEFT, _TOP, _GAP = 50, 40, 70
_APART = 14
"""How far apart two numbers beside the axis have to be, in pixels."""

_STYLE = (
    "text{font:13px sans-serif;fill:#231d18}.line{fill:none;stroke:#b02a1e;stroke-width:2}"
    ".straight{stroke:#8a7f72;stroke-dasharray:4 4}.axis{stroke:#231d18}"
)


def draw(curves: Mapping[str, Sequence[Place]]) -> str:
    """All diagrams in one picture."""
    rows = -(-len(curves) // ACROSS)
    wide, high = ACROSS * (WIDE + _LEFT + _GAP // 2), rows * (HIGH + _GAP + _TOP)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" width="{wide}" '
        f'height="{high}" role="img" aria-label="Processor time of a build by what grows">',
        f'<style>{_STYLE}</style><rect width="100%" height="100%" fill="#faf6ee"/>',
    ]
    for number, (name, points) in enumerate(curves.items()):
        x = _LEFT + number % ACROSS * (WIDE + _LEFT + _GAP // 2)
        y = _TOP + number // ACROSS * (HIGH + _GAP + _TOP)
        parts += [f'<g transform="translate({x} {y})">', *_diagram(name, points), "</g>"]
    return "\n".join((*parts, "</svg>", ""))


def _diagram(name: str, points: Sequence[Place]) -> Iterator[str]:
    """A curve from zero on, and the straight line through its first and last point."""
    most = max(size for size, _ in points)
    top = max(value for _, value in points) * 1.1
    places = [(size / most * WIDE, HIGH - value / top * HIGH) for size, value in points]
    (left, start), (right, end) = places[0], places[-1]
    yield f'<text y="-14">{escape(name)}</text>'
    yield f'<path class="axis" fill="none" d="M0 0V{HIGH}H{WIDE}"/>'
    yield (
        f'<line class="straight" x1="{left:.1f}" y1="{start:.1f}" x2="{right:.1f}" y2="{end:.1f}"/>'
    )
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    yield f'<polyline class="line" points="{line}"/>'
    lowest: float = HIGH + _APART
    for (x, y), (size, value) in zip(places, points, strict=True):
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="#b02a1e"/>'
        yield f'<text x="{x:.1f}" y="{HIGH + 18}" text-anchor="middle">{size:,}</text>'
        if lowest - y >= _APART:
            lowest = y
            yield f'<text x="-6" y="{y + 4:.1f}" text-anchor="end">{value:.1f} s</text>'
