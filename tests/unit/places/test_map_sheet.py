"""Sheets of map: rings by the number of visits, which never overlap, and letters of län."""

from __future__ import annotations

from itertools import combinations
from math import dist

import pytest

from sitegen.places import map_sheet
from sitegen.places.label_places import Box, Obstacles, surround
from sitegen.places.map_sheet import (
    RADII,
    RingMark,
    count_rings,
    fit_marks,
    letter_box,
    place_letters,
)
from sitegen.sweden import geometry
from sitegen.sweden.register import all_lan, kommuner

COUNTRY = map_sheet.country_sheet()
PLACES = {slug: geometry.mark(slug) for slug in kommuner()}


def marks_of(visits: dict[str, int]) -> dict[str, RingMark]:
    return fit_marks(COUNTRY, PLACES, visits)


def radius_of(mark: RingMark) -> float:
    return (mark.rings.right - mark.rings.left) / 2


@pytest.mark.parametrize(("visits", "rings"), [(1, 1), (2, 2), (3, 3), (4, 3), (12, 3)])
def test_each_visit_is_a_ring_up_to_three(visits: int, rings: int) -> None:
    assert count_rings(visits) == rings


def test_a_kommun_with_room_has_rings_of_full_size() -> None:
    (mark,) = marks_of({"kiruna": 3}).values()
    assert (mark.share, radius_of(mark), mark.number) == (1, RADII[3], None)


def test_from_four_visits_the_number_stands_beside_the_rings() -> None:
    (mark,) = marks_of({"kiruna": 4}).values()
    assert mark.number is not None
    assert mark.number.left < mark.rings.right < mark.number.right


def test_a_number_that_would_cover_another_mark_is_left_out() -> None:
    visits = dict.fromkeys(kommuner(), 4)
    marks = marks_of(visits)
    left_out = [slug for slug, mark in marks.items() if mark.number is None]
    assert "kiruna" not in left_out
    assert left_out


def test_no_rings_overlap_where_every_kommun_has_been_visited_often() -> None:
    marks = marks_of({slug: 1 + index % 5 for index, slug in enumerate(kommuner())})
    assert len(marks) == 290
    for one, other in combinations(marks.values(), 2):
        assert radius_of(one) + radius_of(other) <= dist(one.place, other.place) + 1e-9


def test_of_two_neighbours_both_give_up_the_same_part() -> None:
    marks = marks_of({"solna": 3, "sundbyberg": 1})
    assert marks["solna"].share == marks["sundbyberg"].share < 1


def test_every_län_has_its_letters_on_a_map_without_visits() -> None:
    assert {each.text for each in place_letters([])} == {lan.letters for lan in all_lan().values()}


def test_letters_make_way_for_marks_within_their_län() -> None:
    first = next(each for each in place_letters([]) if each.text == "S")
    covered = surround(first.x, first.y, 12)
    (moved,) = [each for each in place_letters([covered]) if each.text == "S"]
    assert Obstacles([covered]).leave_free(letter_box(moved))
    assert (moved.x, moved.y) in geometry.letter_places("17")


def test_where_marks_cover_everything_there_are_no_letters() -> None:
    assert list(place_letters([Box(-100, -100, 1100, 1100)])) == []


def test_an_inset_shows_what_its_frame_holds() -> None:
    for inset in geometry.insets():
        sheet = map_sheet.inset_sheet(inset)
        assert sheet.view_box == " ".join(map(str, inset.box))
        frame = map_sheet.frame_of(inset)
        assert all(
            frame.left < x < frame.right and frame.top < y < frame.bottom
            for x, y in inset.marks.values()
        )
