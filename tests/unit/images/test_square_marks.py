"""Squares: a point of a plan each, in forms that differ, and never too many for their room."""

from __future__ import annotations

from itertools import combinations

import pytest
from PIL import Image, ImageChops

from sitegen.images.card_colours import make_picture
from sitegen.images.square_marks import SHADES, SIZES, put_squares
from sitegen.pages.plan_notes import MARKS

ROOM = (660, 100)


def draw(*marks: str) -> Image.Image:
    """The squares without their colours."""
    picture = make_picture((800, 200))
    put_squares(picture, marks, (10, 10), ROOM)
    return picture.convert("RGB").convert("L")


def test_each_mark_of_a_status_has_a_form() -> None:
    assert set(SHADES) == set(MARKS.values())


@pytest.mark.parametrize(("one", "other"), tuple(combinations(SHADES, 2)))
def test_the_form_alone_tells_marks_apart(one: str, other: str) -> None:
    forms = [draw(mark).point([255] * 230 + [0] * 26) for mark in (one, other)]
    differing = ImageChops.difference(*forms).histogram()[255]
    assert differing > SIZES[0] * 2


def test_a_square_fills_up_as_it_is_done() -> None:
    order = ("okant", "inte", "paborjat", "del", "klart")
    filled = [sum(draw(mark).histogram()[:230]) for mark in order]
    assert filled == sorted(filled)


@pytest.mark.parametrize("count", [1, 5, 12, 30, 60, 120, 240])
def test_squares_stay_within_their_room_however_many(count: int) -> None:
    picture = make_picture((800, 200))
    height = put_squares(picture, ["inte"] * count, (10, 10), ROOM)
    left, top, right, bottom = picture.getbbox() or (0, 0, 0, 0)
    assert min(left, top) >= 10
    assert right <= 10 + ROOM[0]
    assert bottom <= 10 + height <= 10 + ROOM[1]


def test_squares_for_which_there_is_no_room_are_left_out() -> None:
    picture = make_picture((800, 200))
    assert put_squares(picture, ["klart"] * 999, (10, 10), ROOM) == 0
    assert picture.getbbox() is None
    assert put_squares(picture, ["klart"] * 5, (10, 10), ROOM) == SIZES[0]
