"""The map of a län: marks where kommuner are, and names that do not cover each other."""

from __future__ import annotations

from itertools import combinations

import pytest

from sitegen.images.typesetting import width_of
from sitegen.places.label_places import Box, LabelPlace, box_of
from sitegen.places.lan_map import HIGHEST, NAME_SIZE, WIDTH, LanMap, lan_map, point_out
from sitegen.sweden import register
from tests.support.factories import make_post, make_site

LAN = {lan.code: slugs for lan, slugs in register.by_lan(register.kommuner())}


def boxes(chart: LanMap) -> list[Box]:
    return [
        box_of(
            LabelPlace(name.x, name.y, name.anchor),
            width=width_of(name.text, NAME_SIZE),
            size=NAME_SIZE,
        )
        for name in chart.names
    ]


@pytest.mark.parametrize("code", LAN)
def test_every_län_fits_and_no_name_covers_another(code: str) -> None:
    chart = lan_map(make_site(), LAN[code])
    assert chart.width <= WIDTH
    assert chart.height <= HIGHEST + 1
    for one, other in combinations(boxes(chart), 2):
        apart = one.right <= other.left or other.right <= one.left
        assert apart or one.bottom <= other.top or other.bottom <= one.top


def test_a_visited_kommun_has_a_ring_for_each_visit_and_its_name() -> None:
    posts = [make_post(f"posts/p{year}.md", date=f"{year}-01-01") for year in range(2013, 2018)]
    chart = lan_map(make_site(*posts[:2]), LAN["17"])
    (mark,) = chart.marks
    assert (mark.kommun.name, mark.kommun.count, len(mark.rings)) == ("Hagfors", 2, 2)
    assert "Hagfors" in [name.text for name in chart.names]
    (most,) = lan_map(make_site(*posts), LAN["17"]).marks
    assert len(most.rings) == 3


def test_the_name_of_the_page_makes_way_for_those_of_the_visited() -> None:
    chart, _ = point_out(lan_map(make_site(make_post(kommun="Hedemora")), LAN["20"]), "gagnef")
    assert {"Gagnef", "Hedemora"} <= {name.text for name in chart.names}


@pytest.mark.parametrize("slug", ["solna", "gotland", "gagnef", "ockero"])
def test_the_kommun_of_a_page_is_always_named(slug: str) -> None:
    kommun = register.kommuner()[slug]
    chart, here = point_out(lan_map(make_site(), LAN[kommun.lan]), slug)
    assert [name.text for name in chart.names].count(kommun.name) == 1
    assert 0 <= here.x <= chart.width
    assert 0 <= here.y <= chart.height
