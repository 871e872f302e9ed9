"""Charts: every kommun in one place, named where there is room."""

from __future__ import annotations

from itertools import combinations

from sitegen.images.typesetting import width_of
from sitegen.model.site import Site
from sitegen.places import charts, map_sheet
from sitegen.places.charts import FARTHEST_REACH, Chart, Spot
from sitegen.places.label_places import Box, LabelPlace, box_of, lies_within, surround
from sitegen.places.map_sheet import NAME_SIZE
from sitegen.sweden import geometry
from sitegen.sweden.register import kommuner
from tests.support.factories import make_post, make_site

EVERYWHERE = make_site(
    *(make_post(f"posts/{slug}.md", kommun=[slug], date="2016-01-28") for slug in kommuner())
)
YEARS = (2014, 2015, 2016)
INSIDE = {slug for inset in geometry.insets() for slug in inset.marks}


def country(site: Site) -> Chart:
    return charts.draw_country(site, [slug for slug in kommuner() if slug not in INSIDE])


def named_box(spot: Spot) -> Box:
    name = spot.name
    anchor = name.anchor or "start"
    assert anchor in ("start", "middle", "end")
    place = LabelPlace(name.x, name.y, anchor)  # type: ignore[arg-type]
    return box_of(place, width=width_of(spot.term.name, NAME_SIZE), size=NAME_SIZE)


def overlap(one: Box, other: Box) -> bool:
    slack = 1  # coordinates are whole units
    return (
        one.left + slack < other.right
        and other.left + slack < one.right
        and one.top + slack < other.bottom
        and other.top + slack < one.bottom
    )


def test_names_overlap_neither_each_other_nor_marks_where_all_have_been_visited() -> None:
    chart = country(EVERYWHERE)
    names = [named_box(spot) for spot in chart.spots if spot.is_named]
    marks = [surround(spot.x, spot.y, spot.side * 9 / 44) for spot in chart.spots]
    assert len(names) > 25
    assert not any(overlap(one, other) for one, other in combinations(names, 2))
    assert not any(overlap(name, mark) for name in names for mark in marks)
    frame = map_sheet.country_sheet().frame
    assert all(lies_within(name, frame) for name in names)


def test_a_few_visits_are_all_named_on_the_map() -> None:
    names = ["Hudiksvall", "Torsby", "Hedemora", "Hagfors", "Hultsfred"]
    chart = country(make_site(make_post(kommun=names)))
    assert {spot.term.name for spot in chart.spots if spot.is_named} == set(names)


def test_every_kommun_lies_on_one_chart_only() -> None:
    drawn = [country(EVERYWHERE), *(charts.draw_inset(EVERYWHERE, it) for it in geometry.insets())]
    slugs = [spot.slug for chart in drawn for spot in chart.spots]
    assert sorted(slugs) == sorted(kommuner())


def test_a_keyboard_goes_from_north_to_south_and_to_small_kommuner_last() -> None:
    chart = country(make_site(make_post(kommun=["Kristianstad", "Kiruna", "Hagfors"])))
    assert [spot.term.name for spot in chart.spots] == ["Kiruna", "Hagfors", "Kristianstad"]
    areas = [spot.has_area for spot in country(EVERYWHERE).spots]
    assert areas == sorted(areas, reverse=True)
    assert False in areas


def test_what_can_be_hit_is_as_wide_as_a_finger_needs_where_there_is_room() -> None:
    alone = country(make_site(make_post(kommun="Kiruna")))
    assert [spot.reach for spot in alone.spots] == [FARTHEST_REACH]
    crowded = country(EVERYWHERE).spots
    assert min(spot.reach for spot in crowded) >= 3.9
    for one, other in combinations(crowded, 2):
        away = ((one.x - other.x) ** 2 + (one.y - other.y) ** 2) ** 0.5
        assert one.reach + other.reach <= away


def test_a_kommun_not_visited_has_a_name_and_a_link_only_if_it_has_a_page() -> None:
    chart = country(make_site(make_post(kommun="Kiruna")))
    gagnef = next(each for each in chart.quiet if each.slug == "gagnef")
    assert (gagnef.term.name, gagnef.term.url) == ("Gagnef", "")
    assert "kiruna" not in {each.slug for each in chart.quiet}


def test_the_name_of_an_inset_makes_way_for_marks() -> None:
    goteborg = geometry.insets()[1]
    posts = (make_post(f"posts/{year}.md", kommun="Tjörn", date=f"{year}-01-01") for year in YEARS)
    empty = charts.draw_inset(make_site(), goteborg).title
    full = charts.draw_inset(make_site(*posts), goteborg).title
    assert empty is not None
    assert full is not None
    assert (empty.anchor, full.anchor) == ("", "end")


def test_the_second_line_stays_on_the_chart() -> None:
    frame = map_sheet.country_sheet().frame
    for spot in country(EVERYWHERE).spots:
        assert frame.left <= spot.name.detail_x <= frame.right
