"""The thread of a page about a place: it leaves the masthead and draws a pin where the kommun lies.

It draws on the land in assets/sverige.svg, and knows nothing of visits and posts.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from msgspec.structs import astuple

from sitegen.core import urls
from sitegen.core.record import Record
from sitegen.sweden import geometry

_STRIP_PLACE = 250.0, 74.0
"""Where the kommun always lies in the drawing for narrow screens, in pixels."""

_BEND = 0.62
"""How far the thread keeps its direction before it bends, as a part of its way to the place."""

_PIN = (
    "c12 0 18-1 24-7.5 6-6.5 12.5-11.5 12.5-19.5a12.5 12.5 0 0 0-25 0c0 8 6.5 13 12.5 19.5"
    " 6 6.5 12 7.5 24 7.5"
)
"""The mark, as in assets/icon.svg, from where the thread comes in to where it goes out."""

_REACH, _RISE, _EYE = 24.0, 7.5, 19.5
"""Pixels from the tip of the pin left to where the mark begins, down to the thread, and up to the
eye."""

_DOT, _GHOST = 4.5, 6.0
"""The radius in pixels of a dot, and of the ring for a kommun that has not been visited."""


LAND = "sverige.svg"
"""The file in assets/ with the land, which all drawings share."""


class Dot(Record, frozen=True):
    """A circle, in pixels from the upper left corner of the drawing."""

    x: float
    y: float
    radius: float


class Sketch(Record, frozen=True, kw_only=True):
    """One drawing: the land at a place and a size, cut off below `clip` pixels, the outlines of the
    kommuner in the land's own units, the path of the thread, and its dots. `ghost` is the ring of
    an unvisited kommun."""

    x: float
    y: float
    width: float
    height: float
    clip: int
    scale: float
    outlines: str
    way: str
    dots: tuple[Dot, ...]
    ghost: Dot | None


class Thread(Record, frozen=True):
    """The thread over the whole country for wide screens, and over the land nearby for narrow ones.

    Only one of them is shown.
    """

    wide: Sketch
    strip: Sketch


class _Frame(NamedTuple):
    """How a drawing is laid out, in pixels: its scale per unit of the map, where the thread leaves
    the line below the masthead, and the height at which the land is cut off."""

    scale: float
    start: float
    clip: int


_WIDE = _Frame(scale=0.38, start=-40.0, clip=410)
_WIDE_CORNER = 53.0, 14.0
"""Where the land begins: the whole country stands in a margin of 272 pixels."""

_STRIP = _Frame(scale=2.1, start=53.0, clip=118)


@lru_cache(400)
def thread_html(base_url: str, slugs: tuple[str, ...], *, visited: bool = True) -> str:
    """The HTML of both drawings of `thread_to`, empty without any kommun; many pages share it."""
    thread = thread_to(slugs, visited=visited)
    if thread is None:
        return ""
    land = urls.href(base_url, f"{urls.ASSETS}{LAND}")
    wide, strip = _html(thread.wide, land), _html(thread.strip, land)
    return _drawing("wide", 272, 410, wide) + _drawing("strip", 390, 118, strip)


def _drawing(name: str, width: int, height: int, content: str) -> str:
    size = f'viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    return f'<svg class="art art-{name}" {size} fill="none" aria-hidden="true">{content}</svg>\n'


def _html(it: Sketch, land: str) -> str:
    """The land, cut off where the drawing ends, and the thread over it."""
    circles = [
        f'<circle class="pin" cx="{x}" cy="{y}" r="{r}"/>' for x, y, r in map(astuple, it.dots)
    ]
    if it.ghost:
        x, y, r = astuple(it.ghost)
        circles.append(f'<circle class="ghost" cx="{x}" cy="{y}" r="{r}"/>')
    return (
        f'<svg x="-200" width="1400" height="{it.clip}" viewBox="-200 0 1400 {it.clip}">'
        f'<image href="{land}" x="{it.x}" y="{it.y}" width="{it.width}" height="{it.height}"/>'
        f'<path class="place" transform="translate({it.x} {it.y}) scale({it.scale})"'
        f' d="{it.outlines}"/></svg><path class="way" d="{it.way}"/>{"".join(circles)}'
    )


def thread_to(slugs: tuple[str, ...], *, visited: bool = True) -> Thread | None:
    """The thread to the first of some kommuner, with dots at the others; None without any.

    To one that has not been `visited` it draws no pin, and passes by.
    """
    if not slugs:
        return None
    x, y = geometry.centre(slugs[0])
    near_x, near_y = _STRIP_PLACE
    corner = near_x - x * _STRIP.scale, near_y - y * _STRIP.scale
    return Thread(
        _sketch(_WIDE, _WIDE_CORNER, slugs, visited=visited),
        _sketch(_STRIP, corner, slugs, visited=visited),
    )


def _sketch(
    frame: _Frame, corner: tuple[float, float], slugs: tuple[str, ...], *, visited: bool
) -> Sketch:
    centres = map(geometry.centre, slugs)
    (x, y), *others = [
        (corner[0] + frame.scale * x, corner[1] + frame.scale * y) for x, y in centres
    ]
    pinned = (_dot(x, y - _EYE),) if visited else ()
    return Sketch(
        x=_round(corner[0]),
        y=_round(corner[1]),
        width=_round(geometry.width() * frame.scale),
        height=_round(geometry.height() * frame.scale),
        clip=frame.clip,
        scale=frame.scale,
        outlines="".join(map(geometry.outline, slugs)),
        way=way_to(frame.start, x, y, visited=visited),
        dots=(*pinned, *(_dot(*place) for place in others if 0 <= place[1] <= frame.clip)),
        ghost=None if visited else _dot(x, y, _GHOST),
    )


def _dot(x: float, y: float, radius: float = _DOT) -> Dot:
    return Dot(_round(x), _round(y), radius)


def way_to(start: float, x: float, y: float, *, visited: bool = True) -> str:
    """The path of the thread from (start, 0) around a pin at (x, y) or, if that has not been
    visited, below it, and on to the right, out of every screen."""
    end, floor = x - _REACH, y + _RISE
    handle = (end - start) * _BEND
    numbers = (start + handle, 0, end - handle, floor, end, floor)
    curve = " ".join(f"{_round(number):g}" for number in numbers)
    return f"M{start:g} 0C{curve}{_PIN if visited else ''}H3000"


def _round(pixels: float) -> float:
    return round(pixels, 1)
