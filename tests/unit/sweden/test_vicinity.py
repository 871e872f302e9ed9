"""Which kommuner lie beside each other, and how far apart they are."""

from __future__ import annotations

from sitegen.sweden import geometry, register, vicinity


def test_neighbours_have_a_border_in_common_and_it_goes_both_ways() -> None:
    assert vicinity.neighbours("solna") == ("danderyd", "sollentuna", "stockholm", "sundbyberg")
    for slug in register.kommuner():
        for other in vicinity.neighbours(slug):
            assert slug in vicinity.neighbours(other)


def test_an_island_has_no_neighbour() -> None:
    assert vicinity.neighbours("gotland") == ()


def test_the_nearest_come_first_and_never_the_kommun_itself() -> None:
    others = ["kiruna", "gagnef", "hedemora", "falun"]
    assert vicinity.nearest("gagnef", others, most=2) == ["falun", "hedemora"]


def test_distances_are_as_long_as_in_the_country() -> None:
    """From Malmö to Kiruna it is about 1,400 km as the crow flies."""
    assert 135 < vicinity.distance("malmo", "kiruna") < 145


def test_the_extent_holds_every_middle() -> None:
    left, top, right, bottom = vicinity.extent(register.kommuner())
    assert (left, top) == (0, 0)
    for slug in register.kommuner():
        x, y = geometry.centre(slug)
        assert left < x < right
        assert top < y < bottom
