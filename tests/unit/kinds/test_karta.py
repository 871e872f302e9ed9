"""The map page: every visited kommun can be found on it and in its list."""

from __future__ import annotations

from sitegen.kinds import karta
from sitegen.kinds.karta import MapView, find_spots
from sitegen.model.post import Post
from sitegen.sweden import geometry
from sitegen.sweden.register import kommuner
from tests.support.factories import make_post, make_site

EVERYWHERE = dict.fromkeys(kommuner(), 1)


def visit(name: str, where: str | list[str], date: str = "2016-01-28") -> Post:
    return make_post(f"posts/{name}.md", kommun=where, date=date)


def view_of(*posts: Post) -> MapView:
    (page,) = karta.pages(make_site(*posts))
    assert page.url == "/karta/"
    assert isinstance(page.view, MapView)
    return page.view


def test_an_empty_blog_has_a_map_without_links() -> None:
    view = view_of()
    assert (view.spots, view.groups, view.once, view.again) == ((), (), 0, 0)
    assert view.unvisited == "".join(map(geometry.outline, kommuner()))


def test_a_visited_kommun_is_a_link_that_says_how_often() -> None:
    view = view_of(visit("a", "Hagfors"), visit("b", "Hagfors", "2017-01-12"), visit("c", "Torsby"))
    assert {spot.term.name: spot.term.count for spot in view.spots} == {"Hagfors": 2, "Torsby": 1}
    assert {spot.term.url for spot in view.spots} == {"/kommun/hagfors/", "/kommun/torsby/"}
    assert (view.once, view.again, view.kommuner) == (1, 1, 290)


def test_two_posts_about_one_visit_are_no_return() -> None:
    view = view_of(visit("a", "Hagfors"), visit("b", "Hagfors"))
    assert (view.once, view.again) == (1, 0)


def test_the_list_has_the_same_kommuner_län_by_län_in_swedish_order() -> None:
    view = view_of(visit("a", ["Örebro", "Årjäng", "Hagfors"]), visit("b", "Kumla"))
    assert [(group.lan.name, [term.name for term in group.kommuner]) for group in view.groups] == [
        ("Värmlands län", ["Hagfors", "Årjäng"]),
        ("Örebro län", ["Kumla", "Örebro"]),
    ]
    listed = {term for group in view.groups for term in group.kommuner}
    assert listed == {spot.term for spot in view.spots}


def test_every_kommun_is_drawn_just_once() -> None:
    view = view_of(visit("a", ["Kiruna", "Sundbyberg", "Solna"]), visit("b", "Solna", "2017-01-12"))
    linked = [spot.outline for spot in view.spots if spot.outline]
    assert linked == [geometry.outline("kiruna")]
    assert view.small_once == geometry.outline("sundbyberg")
    assert view.small_again == geometry.outline("solna")
    assert view.unvisited.count("M") + sum(path.count("M") for path in linked) == sum(
        geometry.outline(slug).count("M")
        for slug in kommuner()
        if slug not in ("sundbyberg", "solna")
    )


def test_a_keyboard_goes_from_north_to_south_and_to_small_kommuner_last() -> None:
    view = view_of(visit("a", ["Kristianstad", "Sundbyberg", "Kiruna", "Hagfors"]))
    names = [spot.term.name for spot in view.spots]
    assert names == ["Kiruna", "Hagfors", "Kristianstad", "Sundbyberg"]


def test_no_area_drawn_later_hides_a_mark_where_every_kommun_is_visited() -> None:
    for spot in find_spots(EVERYWHERE):
        slug = spot.term.url.split("/")[2]
        assert not spot.outline or geometry.room(slug) >= spot.mark


def test_marks_and_what_can_be_hit_are_larger_where_there_is_room() -> None:
    alone = {spot.term.name: spot for spot in find_spots({"solna": 1, "kiruna": 1})}
    assert (alone["Solna"].mark, alone["Solna"].reach) == (7, 16)
    crowded = {spot.term.name: spot for spot in find_spots(EVERYWHERE)}
    assert (crowded["Solna"].mark, crowded["Solna"].reach) == (4, 4)
    assert crowded["Kiruna"] == alone["Kiruna"]


def test_a_new_title_leaves_the_map_as_it_is() -> None:
    assert view_of(make_post(title="Före")) == view_of(make_post(title="Efter"))
