"""The thread: it comes from the left, passes its places and leaves to the right."""

from __future__ import annotations

import pytest
from PIL import Image

from sitegen.images.card_colours import REDS
from sitegen.images.thread_drawing import (
    BEND,
    HEIGHT,
    LINE,
    WIDTH,
    draw_ground,
    put_passage,
    put_pin,
)
from sitegen.sweden import register

KOMMUNER = tuple(register.kommuner())


def red(picture: Image.Image) -> Image.Image:
    """Where the full red of the thread is."""
    return picture.convert("P").point([255 * (index == REDS[-1]) for index in range(256)], "L")


def drawn(*slugs: str, passes: bool = False) -> Image.Image:
    picture = draw_ground(with_map=bool(slugs))
    (put_passage if passes else put_pin)(picture, slugs)
    return red(picture)


@pytest.mark.parametrize("passes", [False, True])
@pytest.mark.parametrize("slugs", [("kiruna",), ("trelleborg",), KOMMUNER[::40], KOMMUNER])
def test_the_thread_is_unbroken_at_the_bend_and_leaves_the_picture(
    slugs: tuple[str, ...], passes: bool
) -> None:
    picture = drawn(*slugs, passes=passes)
    for x in (0, BEND - 1, BEND, BEND + 1, BEND + 8):
        assert picture.getpixel((x, LINE)) == 255, x
    right = picture.crop((WIDTH - 1, 0, WIDTH, HEIGHT)).getbbox()
    assert right is not None
    assert 4 <= right[3] - right[1] <= 9


def test_every_kommun_of_a_passage_has_a_dot_of_its_own() -> None:
    few, more = drawn("lund", "kiruna", passes=True), drawn("lund", "kiruna", "mora", passes=True)
    assert few.tobytes() != more.tobytes()
    assert drawn("kiruna", "lund", passes=True).tobytes() == few.tobytes()


def test_dots_become_smaller_where_there_are_many() -> None:
    areas = [drawn(*KOMMUNER[:count], passes=True).histogram()[255] for count in (8, 40, 120, 290)]
    assert areas[3] < 290 * 60


def test_without_a_place_there_is_a_large_pin() -> None:
    box = drawn().crop((BEND + 20, 0, WIDTH, LINE - 60)).getbbox()
    assert box is not None
    assert box[3] - box[1] > 250
