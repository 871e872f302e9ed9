"""The index of kommuner: all 290 where all have a page, and the lists of the visited."""

from __future__ import annotations

from sitegen.kinds import kommun_index
from sitegen.kinds.kommun_index import KommunIndexView
from sitegen.model.site import Site
from tests.support.factories import make_post, make_settings, make_site, shown_on

ALL = make_settings(all_kommuner=True)


def views_of(site: Site) -> dict[str, KommunIndexView]:
    return {page.url: shown_on(page, KommunIndexView) for page in kommun_index.pages(site)}


def names_on(view: KommunIndexView) -> list[str]:
    return [each.kommun.name for letter in view.letters for each in letter.kommuner]


def visits(*names: str) -> Site:
    posts = [
        make_post(f"posts/p{number}.md", kommun=name, date=f"2016-{number + 1:02}-01")
        for number, name in enumerate(names)
    ]
    return make_site(*posts, settings=ALL)


def test_an_empty_blog_lists_all_kommuner_and_has_no_list_of_the_visited() -> None:
    views = views_of(make_site(settings=ALL))
    assert list(views) == ["/kommun/"]
    assert (len(names_on(views["/kommun/"])), views["/kommun/"].visited) == (290, 0)
    assert views_of(make_site())["/kommun/"].letters == ()


def test_kommuner_are_listed_from_a_to_ö_by_letter() -> None:
    names = ["Örebro", "Åre", "Älvdalen", "Arboga", "Vara", "Ale", "Håbo", "Habo"]
    view = views_of(visits(*names))["/kommun/besokta/"]
    assert [
        (letter.letter, [each.kommun.name for each in letter.kommuner]) for letter in view.letters
    ] == [
        ("A", ["Ale", "Arboga"]),
        ("H", ["Habo", "Håbo"]),
        ("V", ["Vara"]),
        ("Å", ["Åre"]),
        ("Ä", ["Älvdalen"]),
        ("Ö", ["Örebro"]),
    ]


def test_each_way_to_see_a_part_says_how_many_there_are() -> None:
    views = views_of(visits("Hagfors", "Torsby", "Hagfors"))
    assert [(way.name, way.url, way.count) for way in views["/kommun/"].ways] == [
        ("Alla", "/kommun/", 290),
        ("Besökta", "/kommun/besokta/", 2),
        ("Besökta minst två gånger", "/kommun/besokta-minst-tva-ganger/", 1),
        ("Väntar på återbesök", "/kommun/vantar-pa-aterbesok/", 1),
    ]
    assert names_on(views["/kommun/besokta-minst-tva-ganger/"]) == ["Hagfors"]


def test_the_last_visit_stands_in_short_on_the_index_and_in_full_on_its_parts() -> None:
    views = views_of(visits("Hagfors", "Hagfors"))
    (part,) = views["/kommun/besokta/"].letters
    assert part.kommuner[0].visits == "besökt två gånger, senast omkring 1 februari 2016"
    found = [each for letter in views["/kommun/"].letters for each in letter.kommuner]
    assert {each.kommun.name: each.visits for each in found if each.visits} == {
        "Hagfors": "2 besök, senast 2016"
    }
    assert all(each.kommun.url for each in found)


def test_a_blog_without_the_unvisited_lists_those_that_it_tells_of() -> None:
    views = views_of(make_site(make_post(visited="ingen")))
    assert names_on(views["/kommun/"]) == ["Hagfors"]
