"""The map page: every visited kommun can be found on it and in its list, year by year too."""

from __future__ import annotations

from datetime import date

from sitegen.kinds import karta
from sitegen.kinds.karta import MapView
from sitegen.model.post import Post
from sitegen.places.charts import Spot
from sitegen.sweden import geometry
from sitegen.sweden.register import kommuner
from tests.support.factories import make_post, make_site


def visit(name: str, where: str | list[str], date: str = "2016-01-28") -> Post:
    return make_post(f"posts/{name}.md", kommun=where, date=date)


def view_of(*posts: Post) -> MapView:
    (page,) = karta.pages(make_site(*posts))
    assert page.url == "/karta/"
    assert isinstance(page.view, MapView)
    return page.view


def spots_of(view: MapView) -> list[Spot]:
    charts = [view.chart, *(inset.chart for inset in view.insets)]
    return [spot for chart in charts for spot in chart.spots]


def test_an_empty_blog_has_a_map_without_links() -> None:
    view = view_of()
    assert (spots_of(view), view.groups, view.without, view.years) == ([], (), (), ())
    assert {area.style for area in view.areas} == {""}


def test_a_visited_kommun_is_a_link_that_says_how_often_and_when() -> None:
    view = view_of(visit("a", "Hagfors"), visit("b", "Hagfors", "2017-01-12"), visit("c", "Solna"))
    spots = {spot.term.name: spot for spot in spots_of(view)}
    assert {name: (spot.term.count, spot.rings) for name, spot in spots.items()} == {
        "Hagfors": (2, 2),
        "Solna": (1, 1),
    }
    assert spots["Hagfors"].latest == "senast omkring 12 januari 2017"
    assert {spot.term.url for spot in spots.values()} == {"/kommun/hagfors/", "/kommun/solna/"}
    assert (view.visits, view.visited, view.kommuner, view.most) == (3, 2, 290, 2)


def test_two_posts_about_one_visit_are_no_return() -> None:
    view = view_of(visit("a", "Hagfors"), visit("b", "Hagfors"))
    assert [spot.rings for spot in spots_of(view)] == [1]


def test_two_kommuner_visited_at_once_are_one_visit() -> None:
    view = view_of(visit("a", ["Hagfors", "Torsby"]))
    assert (view.visits, view.has_joint) == (1, True)
    assert not view_of(visit("a", "Hagfors"), visit("b", "Torsby")).has_joint


def test_the_list_has_the_same_kommuner_by_län_from_north_to_south() -> None:
    view = view_of(visit("a", ["Örebro", "Årjäng", "Hagfors", "Solna"]), visit("b", "Kumla"))
    assert [
        (group.letters, group.lan.name, [each.term.name for each in group.kommuner])
        for group in view.groups
    ] == [
        ("S", "Värmlands län", ["Hagfors", "Årjäng"]),
        ("AB", "Stockholms län", ["Solna"]),
        ("T", "Örebro län", ["Kumla", "Örebro"]),
    ]
    listed = {each.term for group in view.groups for each in group.kommuner}
    assert listed == {spot.term for spot in spots_of(view)}
    assert len(view.without) == 18


def test_every_kommun_is_drawn_just_once_and_shaded_by_visits() -> None:
    view = view_of(visit("a", ["Kiruna", "Solna"]), visit("b", "Solna", "2017-01-12"))
    assert [area.slug for area in view.areas] == [*kommuner()]
    styles = {area.slug: area.style for area in view.areas if area.style}
    assert styles == {"kiruna": "once", "solna": "again"}


def test_each_year_shows_where_we_were_and_where_we_had_been() -> None:
    view = view_of(
        visit("a", ["Kiruna", "Ystad"], "2015-03-01"),
        visit("b", "Ystad", "2016-03-01"),
        visit("c", "Mora", "2018-03-01"),
    )
    dots = {name: geometry.draw_dots([name]) for name in ("kiruna", "ystad", "mora")}
    assert [(each.year, each.visits, each.kommuner, each.url) for each in view.years] == [
        (2015, 1, 2, "/arkiv/2015/"),
        (2016, 1, 1, "/arkiv/2016/"),
        (2018, 1, 1, "/arkiv/2018/"),
    ]
    assert [each.during for each in view.years[1:]] == [dots["ystad"], dots["mora"]]
    assert view.years[1].before == dots["kiruna"]
    assert view.years[2].before == dots["kiruna"] + dots["ystad"]


def test_one_year_alone_has_no_small_maps() -> None:
    assert view_of(visit("a", "Kiruna"), visit("b", "Ystad")).years == ()


def test_a_new_title_leaves_the_map_as_it_is() -> None:
    assert view_of(make_post(title="Före")) == view_of(make_post(title="Efter"))


def test_a_printed_map_tells_the_day_of_the_newest_post() -> None:
    newest = view_of(visit("a", "Hagfors"), visit("b", "Solna", "2017-01-12")).newest
    assert newest
    assert newest.at.date() == date(2017, 1, 12)
    assert view_of().newest is None
