"""Names on a map: each where there is room, and none over anything else."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from sitegen.places.label_places import (
    Box,
    Obstacles,
    beside,
    box_of,
    clear_of,
    place_names,
    surround,
)

SIZE = 20.0
coordinates = st.tuples(st.integers(0, 400), st.integers(0, 400))


def overlap(one: Box, other: Box) -> bool:
    return not (
        one.right <= other.left
        or other.right <= one.left
        or one.bottom <= other.top
        or other.bottom <= one.top
    )


@given(st.lists(coordinates, unique=True, max_size=40), st.floats(5, 120))
def test_no_name_overlaps_a_mark_or_another_name(
    points: list[tuple[int, int]], width: float
) -> None:
    marks = [surround(x, y, 6) for x, y in points]
    wanted = {
        f"{index}": [
            (place, box_of(place, width=width, size=SIZE)) for place in beside(mark, size=SIZE)
        ]
        for index, mark in enumerate(marks)
    }
    found = place_names(wanted, Obstacles(marks))
    names = [box_of(place, width=width, size=SIZE) for place in found.values()]
    assert not any(overlap(name, mark) for name in names for mark in marks)
    assert not any(overlap(one, other) for one, other in combinations(names, 2))


def test_a_name_alone_stands_to_the_right_of_its_mark() -> None:
    place = next(beside(surround(100, 100, 10), size=SIZE))
    box = box_of(place, width=50, size=SIZE)
    assert (place.anchor, box.left > 110, box.right) == ("start", True, box.left + 50)
    assert box.top < 100 < box.bottom


def test_the_first_name_chooses_first_and_the_next_makes_way() -> None:
    marks = {"a": surround(100, 100, 5), "b": surround(175, 100, 5)}
    wanted = {
        key: [(place, box_of(place, width=60, size=SIZE)) for place in beside(mark, size=SIZE)]
        for key, mark in marks.items()
    }
    found = place_names(wanted, Obstacles(marks.values()))
    assert [place.anchor for place in found.values()] == ["start", "start"]
    closer = {"b": wanted["b"], "a": wanted["a"]}
    blocked = Obstacles([*marks.values(), Box(181, 90, 400, 110)])
    found = place_names(closer, blocked)
    assert (found["b"].anchor, found["a"].anchor) == ("end", "end")


def test_a_name_above_its_mark_has_its_second_line_above_it() -> None:
    *_, above = beside(surround(100, 100, 10), size=SIZE)
    assert above.is_above
    assert box_of(above, width=50, size=SIZE).bottom <= 90


def test_a_name_keeps_clear_of_marks_that_are_not_its_own() -> None:
    right, left, below, _ = beside(surround(100, 100, 10), size=SIZE)
    for place, edges in ((right, (0, 9)), (left, (9, 0)), (below, (9, 9))):
        box = box_of(place, width=50, size=SIZE)
        wide = clear_of(place, box, 9)
        assert (box.left - wide.left, wide.right - box.right) == edges


def test_where_there_is_no_room_there_is_no_name() -> None:
    mark = surround(100, 100, 5)
    wanted = {
        "a": [(place, box_of(place, width=60, size=SIZE)) for place in beside(mark, size=SIZE)]
    }
    assert place_names(wanted, Obstacles([Box(0, 0, 200, 200)])) == {}
