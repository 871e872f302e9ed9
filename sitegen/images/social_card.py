"""Link previews: draws the picture that other sites show with a link to a post, 1200 by 630 pixels.

A pure function from the text on it to the bytes of a PNG, which are the same on every machine; it
reads no file but its font.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, TypeAlias

from sitegen.core.record import Record
from sitegen.images import typesetting
from sitegen.sweden import geometry, register, swedish
from sitegen.sweden.geometry import Point

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFont import FreeTypeFont

WIDTH, HEIGHT = 1200, 630
"""The size that Facebook, LinkedIn, Mastodon and others recommend (1.91 to 1)."""

Shade: TypeAlias = tuple[int, int, int]

PAPER, INK, THREAD, LAND = (250, 246, 238), (35, 29, 24), (176, 42, 30), (232, 220, 200)
"""The colours of the light style sheet: paper, ink and thread; land is between paper and rule."""

_INKS = range(1, 8)
_REDS = range(8, 12)
_LANDS = range(12, 16)
"""The indexes of each colour in the palette of sixteen, in steps from near the paper to the full
colour, for smooth edges."""

_LEFT, _COLUMN = 84, 660
"""The left edge and the greatest width of all text, in pixels."""

_PLACE_TOP, _TITLE_TOP, _TITLE_HEIGHT = 80, 150, 300
_SMALL = 32
_NAME_LINE, _THREAD_LINE = 524, 560
"""The base line of the blog's name and the middle of the thread, in pixels from the top."""

_BEND = _LEFT + _COLUMN + 10
"""The x coordinate at which the thread bends towards the place of the visit."""

_MAP_TOP, _MAP_HEIGHT, _MAP_MIDDLE = 50, 546, 996
_PIN = 1.9
"""The scale of the mark: pixels per unit of its drawing (assets/icon.svg)."""

_STROKE = 3 * _PIN
"""The width of the thread in pixels, in proportion to the drawing."""

_MARK_UNIT, _MARK_DOT = 8.5, 24
"""The scale of the large pin of a picture without a map, and the radius of its dot in pixels."""

_MARK_TIP = (984.0, _THREAD_LINE - 7.5 * _MARK_UNIT)
"""The position of the point of that pin, which is on the thread."""

_FINE = 4
"""The antialiasing factor: lines are drawn this many times larger and then reduced."""


class Preview(Record, frozen=True):
    """What a preview shows: title, slugs of the kommuner visited, day, and name of the blog."""

    title: str
    kommuner: tuple[str, ...]
    day: date | None
    blog: str


def draw_card(preview: Preview) -> bytes:
    """The picture as a PNG."""
    visits = [geometry.centre(slug) for slug in preview.kommuner]
    picture = _ground(with_map=bool(visits)).copy()
    _put(picture, _thread(visits), (_BEND, 0), _REDS)
    letters = _blank((_BEND + 100, HEIGHT))
    soft = letters.copy()
    red = letters.copy()
    place = _shorten(_name(preview.kommuner))
    setting = typesetting.set_title(preview.title, width=_COLUMN, height=_TITLE_HEIGHT)
    line = (_TITLE_TOP if place else _PLACE_TOP) + setting.size * 0.74
    for text in setting.lines:
        _write(letters, text, _LEFT, line, size=setting.size)
        line += setting.size * typesetting.LEADING
    _write(red, place, _LEFT, _PLACE_TOP + _SMALL * 0.74, size=_SMALL)
    end = _write(letters, typesetting.keep_known(preview.blog), _LEFT, _NAME_LINE, size=_SMALL)
    if preview.day:
        day = swedish.format_date(preview.day)
        _write(soft, day, end + 28, _NAME_LINE, size=_SMALL)
    _put(picture, letters, (0, 0), _INKS)
    _put(picture, soft, (0, 0), _INKS[:5])
    _put(picture, red, (0, 0), _REDS)
    file = io.BytesIO()
    picture.save(file, "PNG", bits=4, compress_level=5)
    return file.getvalue()


@cache
def _ground(*, with_map: bool) -> Image:
    """The background of all previews: paper, the straight part of the thread, and maybe the map."""
    from PIL import Image, ImageDraw

    picture = Image.new("P", (WIDTH, HEIGHT))
    picture.putpalette([part for shade in _palette() for part in shade])
    if with_map:
        land = _land()
        _put(picture, land, (_MAP_MIDDLE - land.width // 2, _MAP_TOP), _LANDS)
    thick = _STROKE / 2
    ImageDraw.Draw(picture).rectangle(
        (0, round(_THREAD_LINE - thick), _BEND, round(_THREAD_LINE + thick) - 1), fill=_REDS[-1]
    )
    return picture


def _land() -> Image:
    """Sweden in the scale of the picture, from the left edge of the map."""
    from PIL import ImageDraw

    scale = _MAP_HEIGHT / geometry.height() * _FINE
    width = round(geometry.width() * scale / _FINE) + 1
    land = _blank((width * _FINE, (_MAP_HEIGHT + 1) * _FINE))
    pen = ImageDraw.Draw(land)
    for ring in geometry.silhouette():
        pen.polygon([(x * scale, y * scale) for x, y in ring], fill=255 if _is_land(ring) else 0)
    return land.reduce(_FINE)


def _palette() -> Iterator[Shade]:
    """The paper, then each colour in steps from near the paper to itself."""
    yield PAPER
    for colour, steps in ((INK, _INKS), (THREAD, _REDS), (LAND, _LANDS)):
        for step in range(1, len(steps) + 1):
            red, green, blue = (
                round(paper + (full - paper) * step / len(steps))
                for paper, full in zip(PAPER, colour, strict=True)
            )
            yield red, green, blue


def _is_land(ring: Sequence[Point]) -> bool:
    """True if a ring is clockwise as seen on screen; lakes are counter-clockwise."""
    following = (*ring[1:], ring[0])
    return sum(x * v - u * y for (x, y), (u, v) in zip(ring, following, strict=True)) > 0


def _place(point: Point) -> tuple[float, float]:
    """The position in the picture, in pixels, of a point of the map."""
    scale = _MAP_HEIGHT / geometry.height()
    return _MAP_MIDDLE + (point[0] - geometry.width() / 2) * scale, _MAP_TOP + point[1] * scale


def _thread(visits: Sequence[Point]) -> Image:
    """The part of the picture right of the bend: the thread with a pin at the first place, and dots
    at the others.

    Without any place there is a large pin where the map would have been.
    """
    from PIL import ImageDraw

    image = _blank(((WIDTH - _BEND) * _FINE, HEIGHT * _FINE))
    pen = ImageDraw.Draw(image)
    (x, y), *others = [_place(point) for point in visits] or [_MARK_TIP]
    unit = _PIN if visits else _MARK_UNIT
    corners = [((x - _BEND) * _FINE, y * _FINE) for x, y in _way(x, y, unit=unit)]
    pen.line(corners, fill=255, width=round(_STROKE * _FINE), joint="curve")
    for dot_x, dot_y in [(x, y - 19.5 * unit), *others]:
        middle = ((dot_x - _BEND) * _FINE, dot_y * _FINE)
        pen.circle(middle, (4.5 * _PIN if visits else _MARK_DOT) * _FINE, fill=255)
    return image.reduce(_FINE)


def _way(x: float, y: float, *, unit: float) -> list[tuple[float, float]]:
    """Points along the thread from the bend, around a pin at (x, y), to the right edge; the pin has
    the curves of the mark."""
    start, end = x - 24 * unit, y + 7.5 * unit
    middle = (_BEND + start) / 2
    bend = ((_BEND, _THREAD_LINE), (middle, _THREAD_LINE), (middle, end), (start, end))
    path = list(_curve(*bend, steps=48))
    at = (start, end)
    for steps in _MARK:
        first, second, last = ((at[0] + dx * unit, at[1] + dy * unit) for dx, dy in steps)
        path += _curve(at, first, second, last, steps=16)
        at = last
    return [*path, (WIDTH + 8, at[1])]


_ROUND = 12.5 * 0.5523
"""The length of the Bézier handles of a quarter of the pin's circle."""

_MARK = (
    ((12, 0), (18, -1), (24, -7.5)),
    ((6, -6.5), (12.5, -11.5), (12.5, -19.5)),
    ((0, -_ROUND), (_ROUND - 12.5, -12.5), (-12.5, -12.5)),
    ((-_ROUND, 0), (-12.5, 12.5 - _ROUND), (-12.5, 12.5)),
    ((0, 8), (6.5, 13), (12.5, 19.5)),
    ((6, 6.5), (12, 7.5), (24, 7.5)),
)
"""The curves of assets/icon.svg, each relative to the end of the one before."""


def _curve(*handles: tuple[float, float], steps: int) -> Iterator[tuple[float, float]]:
    """Points along a cubic Bézier curve."""
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = handles
    for step in range(steps + 1):
        t = step / steps
        s = 1 - t
        yield (
            s**3 * ax + 3 * s * s * t * bx + 3 * s * t * t * cx + t**3 * dx,
            s**3 * ay + 3 * s * s * t * by + 3 * s * t * t * cy + t**3 * dy,
        )


def _name(slugs: Sequence[str]) -> str:
    """The place of the visit in words: a kommun and its län, or several kommuner."""
    found = [register.kommuner()[slug] for slug in slugs]
    if len(found) == 1:
        return f"{found[0].name}, {register.all_lan()[found[0].lan].name}"
    return swedish.format_list(kommun.name for kommun in found)


def _shorten(place: str) -> str:
    """As many words of the place as fit in the column."""
    words = typesetting.keep_known(place).split()
    while words and typesetting.width_of(" ".join(words), _SMALL) > _COLUMN:
        words = [*words[:-2], "…"]
    return " ".join(words)


def _write(image: Image, text: str, x: float, line: float, *, size: int) -> float:
    """Draw a text with kerning on the base line `line`; return the x coordinate of its end."""
    from PIL import ImageDraw

    pen = ImageDraw.Draw(image)
    for character, step in zip(text, typesetting.steps_of(text), strict=True):
        pen.text((x, line), character, 255, _font(size), anchor="ls")
        x += step * size / typesetting.EM
    return x


@cache
def _font(size: int) -> FreeTypeFont:
    """The font with the basic layout engine, as the other one is not on every machine."""
    from PIL import ImageFont

    return ImageFont.truetype(typesetting.TYPEFACE, size, layout_engine=ImageFont.Layout.BASIC)


def _blank(size: tuple[int, int]) -> Image:
    from PIL import Image

    return Image.new("L", size)


def _put(picture: Image, shape: Image, corner: tuple[int, int], shades: range) -> None:
    """Paste a greyscale shape on the picture, its brightness mapped to the steps in `shades`."""
    box = shape.getbbox()
    if box is None:
        return
    shape = shape.crop(box)
    corner = (corner[0] + box[0], corner[1] + box[1])
    steps = [round(value * len(shades) / 255) for value in range(256)]
    colours = shape.point([shades[step - 1] if step else 0 for step in steps])
    picture.paste(colours, corner, shape.point([255 if step else 0 for step in steps]))
