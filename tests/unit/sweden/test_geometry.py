"""The map of Sweden: all 290 kommuner in their places, and marks that keep clear of each other."""

from __future__ import annotations

import re
from itertools import combinations, pairwise
from math import dist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.sweden import geometry
from sitegen.sweden.geometry import Point
from sitegen.sweden.register import all_lan, kommuner

SLUGS = tuple(kommuner())
PATH = re.compile(r"(?:M\d+ \d+l-?\d+(?: ?-?\d+)*z)+")
Ring = list[Point]


def rings_of(path: str) -> list[Ring]:
    """The corners that path data of straight lines goes through."""
    rings = []
    for part in path.removesuffix("z").split("z"):
        x, y, *steps = map(int, re.findall(r"-?\d+", part))
        ring = [(x, y)]
        for dx, dy in zip(steps[::2], steps[1::2], strict=True):
            ring.append((ring[-1][0] + dx, ring[-1][1] + dy))
        rings.append(ring)
    return rings


def holds(rings: list[Ring], point: Point) -> bool:
    """Whether a point lies within rings, counted by how often a ray to the east crosses them."""
    x, y = point[0] + 1e-6, point[1] + 1e-6  # never through a corner
    crossings = 0
    for ring in rings:
        for (x1, y1), (x2, y2) in pairwise([*ring, ring[0]]):
            if (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
                crossings += 1
    return crossings % 2 == 1


def signed_area(ring: tuple[Point, ...]) -> float:
    """Positive for a ring that goes clockwise to the eye, since y grows downwards."""
    turns = (x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise([*ring, ring[0]]))
    return sum(turns) / 2


def test_every_kommun_has_an_area_of_its_own() -> None:
    outlines = {geometry.outline(slug) for slug in SLUGS}
    assert len(outlines) == 290
    assert all(PATH.fullmatch(outline) for outline in outlines)


def test_the_map_fills_its_box_and_keeps_within_it() -> None:
    corners = [
        point for slug in SLUGS for ring in rings_of(geometry.outline(slug)) for point in ring
    ]
    xs, ys = zip(*corners, strict=True)
    assert (min(xs), max(xs)) == (0, geometry.width())
    assert (min(ys), max(ys)) == (0, geometry.height())
    assert geometry.view_box() == f"0 0 {geometry.width()} {geometry.height()}"


def test_the_centre_of_a_kommun_lies_in_it() -> None:
    outside = [
        slug for slug in SLUGS if not holds(rings_of(geometry.outline(slug)), geometry.centre(slug))
    ]
    assert outside == []


def test_centres_lie_in_no_other_kommun() -> None:
    areas = {slug: rings_of(geometry.outline(slug)) for slug in SLUGS}
    for slug in ("sundbyberg", "solna", "danderyd", "burlov"):
        around = [other for other in SLUGS if holds(areas[other], geometry.centre(slug))]
        assert around == [slug]


def test_neighbours_share_their_border() -> None:
    """Most corners of an inland kommun are corners of a neighbour too."""
    corners = {
        slug: {point for ring in rings_of(geometry.outline(slug)) for point in ring}
        for slug in SLUGS
    }
    others = set().union(*(found for slug, found in corners.items() if slug != "hagfors"))
    assert corners["hagfors"] <= others


@pytest.mark.parametrize(
    ("north", "south"), [("kiruna", "ystad"), ("umea", "gavle"), ("habo-uppsala-lan", "habo")]
)
def test_north_is_up(north: str, south: str) -> None:
    assert geometry.centre(north)[1] < geometry.centre(south)[1]


@pytest.mark.parametrize(("west", "east"), [("stromstad", "stockholm"), ("malmo", "gotland")])
def test_east_is_to_the_right(west: str, east: str) -> None:
    assert geometry.centre(west)[0] < geometry.centre(east)[0]


def test_marks_of_all_kommuner_keep_apart() -> None:
    assert min(dist(a, b) for a, b in combinations(map(geometry.mark, SLUGS), 2)) >= 8


def test_marks_are_moved_only_where_kommuner_are_small_and_many() -> None:
    moved = {slug: dist(geometry.centre(slug), geometry.mark(slug)) for slug in SLUGS}
    assert max(moved.values()) < 12
    assert sum(length == 0 for length in moved.values()) > 220
    assert moved["kiruna"] == 0 < moved["sundbyberg"]


def test_room_is_positive_only_for_a_mark_inside_its_kommun() -> None:
    assert geometry.room("kiruna") > 30
    assert geometry.room("sundbyberg") == 0
    inside = [slug for slug in SLUGS if geometry.room(slug) > 0]
    assert all(holds(rings_of(geometry.outline(slug)), geometry.mark(slug)) for slug in inside)


@given(st.sets(st.sampled_from(SLUGS)))
def test_the_circles_around_marks_never_meet(slugs: set[str]) -> None:
    reaches = geometry.reaches(slugs, most=16)
    assert reaches.keys() == slugs
    assert all(4 <= reach <= 16 for reach in reaches.values())
    for one, other in combinations(slugs, 2):
        assert reaches[one] + reaches[other] <= dist(geometry.mark(one), geometry.mark(other))


def test_a_kommun_alone_reaches_as_far_as_it_may() -> None:
    assert geometry.reaches(["solna"], most=16) == {"solna": 16}


def test_the_silhouette_is_land_with_its_three_largest_lakes() -> None:
    mainland, *rest = geometry.silhouette()
    assert signed_area(mainland) == max(signed_area(ring) for ring in geometry.silhouette())
    lakes = [ring for ring in rest if signed_area(ring) < 0]
    assert len(lakes) == 3  # Vänern, Vättern and Mälaren
    rings = [list(ring) for ring in geometry.silhouette()]
    assert all(holds(rings, geometry.centre(slug)) for slug in ("hagfors", "gotland", "borgholm"))
    assert not holds(rings, (80, 750))


def test_the_silhouette_as_path_data_goes_through_the_same_corners() -> None:
    assert PATH.fullmatch(geometry.silhouette_path())
    assert [tuple(ring) for ring in rings_of(geometry.silhouette_path())] == list(
        geometry.silhouette()
    )


def test_borders_between_län_lie_on_borders_of_kommuner_and_are_drawn_once() -> None:
    corners = {
        point for slug in SLUGS for ring in rings_of(geometry.outline(slug)) for point in ring
    }
    edges = []
    for part in geometry.lan_borders().split("M")[1:]:
        x, y, *steps = map(int, re.findall(r"-?\d+", part))
        line = [(x, y)]
        for dx, dy in zip(steps[::2], steps[1::2], strict=True):
            line.append((line[-1][0] + dx, line[-1][1] + dy))
        edges += [frozenset(edge) for edge in pairwise(line)]
    assert len(edges) == len(set(edges)) > 500
    assert {point for edge in edges for point in edge} <= corners


def test_letters_of_a_län_lie_in_it() -> None:
    for lan in all_lan().values():
        rings = [
            ring
            for kommun in kommuner().values()
            if kommun.lan == lan.code
            for ring in rings_of(geometry.outline(kommun.slug))
        ]
        assert all(holds(rings, place) for place in geometry.letter_places(lan.code))


def test_marks_in_an_inset_keep_clear_of_each_other_and_near_their_kommuner() -> None:
    for inset in geometry.insets():
        assert min(dist(a, b) for a, b in combinations(inset.marks.values(), 2)) >= 4.4
        assert max(dist(geometry.centre(slug), at) for slug, at in inset.marks.items()) < 3


def test_no_kommun_is_in_two_insets() -> None:
    slugs = [slug for inset in geometry.insets() for slug in inset.marks]
    assert len(slugs) == len(set(slugs))
    assert {"solna", "goteborg", "malmo"} <= {*slugs}


def test_circles_give_up_no_more_of_their_size_than_they_must() -> None:
    shares = geometry.spread_circles(
        {"a": (0, 0), "b": (10, 0), "c": (100, 0)}, {"a": 15, "b": 5, "c": 15}
    )
    assert shares == {"a": 0.5, "b": 0.5, "c": 1}


def test_dots_are_lines_without_length_at_the_marks() -> None:
    (x, y), (east, south) = geometry.mark("kiruna"), geometry.mark("ystad")
    assert geometry.draw_dots(["kiruna", "ystad"]) == f"M{x} {y}h0M{east} {south}h0"
