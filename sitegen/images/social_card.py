"""Link previews: draws the picture that other sites show with a link to a page, 1200 by 630 pixels.

A pure function from the text on it to the bytes of a PNG, which are the same on every machine; it
reads no file but its font and the map.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from sitegen.core.record import Record
from sitegen.images import square_marks, thread_drawing, typesetting
from sitegen.images.card_colours import INKS, REDS, SOFT
from sitegen.images.lettering import bearing_of, write
from sitegen.images.png_encoding import encode_png
from sitegen.sweden import register, swedish

if TYPE_CHECKING:
    from PIL.Image import Image

WIDTH, HEIGHT = thread_drawing.WIDTH, thread_drawing.HEIGHT

RECIPE = 2
"""The number of the drawing, which is part of the addresses: other sites and readers keep a picture
for a year, so that a picture drawn in another way needs another address."""

_LEFT, _COLUMN = 84, 660
"""The left edge and the greatest width of all text, in pixels."""

_HEAD = 760
"""The greatest width of what stands above the title, where nothing else is near."""

_PLACE_TOP, _TITLE_TOP, _TITLE_HEIGHT = 80, 150, 300
_SMALL, _GAP = 32, 28
"""The size of small text, and the room between two such texts, in pixels."""

_CAPITALS = 0.74
"""The height of capital letters, as a part of the size of the text."""

_NAME_LINE = 524
"""The base line of the blog's name, in pixels from the top."""

_NAMES = (116, 100, *typesetting.SIZES)
_NAME_HEIGHT = 235
"""The sizes of a title that has facts below it, and its greatest height, in pixels."""

_FACTS, _DETAILS = (36, 50), (30, 42)
"""The size and the distance of lines of facts, and of those below squares, in pixels."""

_MOST_FACTS = 3
_DESCENT = 0.24
"""How far letters reach below the line, as a part of the size of the text."""

_SQUARES_HEIGHT = 100


class Preview(Record, frozen=True):
    """What a preview shows: title, slugs of its kommuner, day, name of the blog, and which visit it
    is about or what it is instead.

    `label` stands above the title in place of the kommuner, `facts` and `squares` below it: the
    marks of the points of a plan. If it `is_passing`, its thread goes through the kommuner, which
    otherwise have a pin at the first.
    """

    title: str
    kommuner: tuple[str, ...]
    day: date | None
    blog: str
    occasion: str = ""
    label: str = ""
    facts: str = ""
    squares: tuple[str, ...] = ()
    is_passing: bool = False


def draw_card(preview: Preview) -> bytes:
    """The picture as a PNG."""
    picture = _scene(preview.kommuner, preview.is_passing).copy()
    has_head = _put_head(picture, preview)
    end = _put_title(picture, preview, _TITLE_TOP if has_head else _PLACE_TOP)
    _put_facts(picture, preview, end)
    _put_foot(picture, preview)
    return encode_png(picture)


@lru_cache(maxsize=4)
def _scene(kommuner: tuple[str, ...], is_passing: bool) -> Image:
    """The background with the thread; those of one kommun are drawn one after the other."""
    picture = _ground(with_map=bool(kommuner)).copy()
    put_thread = thread_drawing.put_passage if is_passing else thread_drawing.put_pin
    put_thread(picture, kommuner)
    return picture


@cache
def _ground(*, with_map: bool) -> Image:
    """The background of all previews, of which there are two."""
    return thread_drawing.draw_ground(with_map=with_map)


def _put_head(picture: Image, preview: Preview) -> bool:
    """Write what stands above the title; False if nothing does."""
    occasion = typesetting.fit_line(preview.occasion, size=_SMALL, width=_COLUMN)
    room = typesetting.width_of(occasion, _SMALL) + _GAP if occasion else 0
    label = preview.label or _name(preview.kommuner)
    label = typesetting.fit_line(label, size=_SMALL, width=_HEAD - room)
    line = _PLACE_TOP + round(_SMALL * _CAPITALS)
    end = write(picture, label, _LEFT, line, size=_SMALL, shades=REDS)
    start = end + _GAP if label else _LEFT
    write(picture, occasion, start, line, size=_SMALL, shades=SOFT)
    return bool(label or occasion)


def _put_title(picture: Image, preview: Preview, top: int) -> int:
    """Write the title from a height on; return where it ends."""
    height, sizes = (_NAME_HEIGHT, _NAMES) if preview.facts else (_TITLE_HEIGHT, typesetting.SIZES)
    if preview.squares:
        height = _NAME_HEIGHT - _SQUARES_HEIGHT
    title = typesetting.set_title(preview.title, width=_COLUMN, height=height, sizes=sizes)
    size, first = title.size, top + round(title.size * _CAPITALS)
    for number, text in enumerate(title.lines):
        start = _LEFT - bearing_of(text, size)
        line = first + round(number * size * typesetting.LEADING)
        write(picture, text, start, line, size=size, shades=INKS)
    return first + round((len(title.lines) - 1) * size * typesetting.LEADING + size * _DESCENT)


def _put_facts(picture: Image, preview: Preview, end: int) -> None:
    """Put the squares and the facts below the end of the title."""
    size, distance = _FACTS
    if preview.squares:
        size, distance = _DETAILS
        top, room = end + 14, (_COLUMN, _SQUARES_HEIGHT)
        end = top + square_marks.put_squares(picture, preview.squares, (_LEFT, top), room)
    line = end + distance
    for text in typesetting.set_lines(preview.facts, size=size, width=_COLUMN, most=_MOST_FACTS):
        write(picture, text, _LEFT, line, size=size, shades=SOFT)
        line += distance


def _put_foot(picture: Image, preview: Preview) -> None:
    """Write the name of the blog, and the day."""
    day = swedish.format_date(preview.day) if preview.day else ""
    room = typesetting.width_of(day, _SMALL) + _GAP if day else 0
    blog = typesetting.fit_line(preview.blog, size=_SMALL, width=_COLUMN - room)
    end = write(picture, blog, _LEFT, _NAME_LINE, size=_SMALL, shades=INKS)
    write(picture, day, end + _GAP, _NAME_LINE, size=_SMALL, shades=SOFT)


def _name(slugs: Sequence[str]) -> str:
    """The place of the visit in words: a kommun and its län, or several kommuner."""
    found = [register.kommuner()[slug] for slug in slugs]
    if len(found) == 1:
        return f"{found[0].name}, {register.all_lan()[found[0].lan].name}"
    return swedish.format_list(kommun.name for kommun in found)
