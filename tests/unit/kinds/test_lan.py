"""Pages of län: all kommuner of each, visited or not."""

from __future__ import annotations

from typing import Any

from sitegen.kinds import lan
from sitegen.kinds.lan import LanIndexView, LanView
from sitegen.model.site import Site
from tests.support.factories import make_post, make_settings, make_site, shown_on


def test_there_is_an_index_and_a_page_for_each_of_21_län() -> None:
    urls = [page.url for page in lan.pages(make_site())]
    assert urls[0] == "/lan/"
    assert len(set(urls)) == 22
    assert "/lan/vastra-gotaland/" in urls


def view_of(site: Site, slug: str) -> LanView:
    found = (page for page in lan.pages(site) if page.url == f"/lan/{slug}/")
    return shown_on(next(found), LanView)


def test_every_kommun_stands_in_one_län() -> None:
    index, *pages = lan.pages(make_site())
    views = [shown_on(page, LanView) for page in pages]
    names = [term.name for view in views for term in view.unvisited]
    assert len(names) == len(set(names)) == 290
    listed = [term.name for each in shown_on(index, LanIndexView).lan for term in each.kommuner]
    assert listed == names


def visited_län(**config: Any) -> Site:
    return make_site(
        make_post(),
        make_post("posts/b.md", date="2016-01-01", theme=["familjehem", "samverkan"]),
        make_post("posts/c.md", kommun="Torsby", theme="samverkan", visited="2015"),
        settings=make_settings(**config),
    )


def test_visited_kommuner_stand_apart_with_how_often_in_words() -> None:
    view = view_of(visited_län(), "varmland")
    assert [(each.kommun.url, each.visits) for each in view.kommuner] == [
        ("/kommun/hagfors/", "besökt två gånger, senast omkring 1 januari 2016"),
        ("/kommun/torsby/", "besökt en gång, 2015"),
    ]
    others = {term.name: term.url for term in view.unvisited}
    assert others["Arvika"] == ""
    assert list(others)[-1] == "Årjäng"


def test_unvisited_kommuner_are_links_where_all_have_a_page() -> None:
    view = view_of(visited_län(all_kommuner=True), "varmland")
    assert {term.name: term.url for term in view.unvisited}["Arvika"] == "/kommun/arvika/"


def test_each_theme_leads_to_where_it_came_up() -> None:
    view = view_of(visited_län(), "varmland")
    assert [
        (each.theme.name, each.theme.count, [term.url for term in each.kommuner])
        for each in view.themes
    ] == [
        ("Familjehem", 2, ["/kommun/hagfors/#familjehem"]),
        ("Samverkan", 2, ["/kommun/hagfors/#samverkan", "/kommun/torsby/#samverkan"]),
    ]


def test_a_län_sums_up_its_agreed_plans() -> None:
    plan = "kommun: {}\n{}\nsource: a.md\npoints: [{{id: ett, text: Ett}}]"
    plans = {
        "hagfors-2016": plan.format("Hagfors", "agreed: 2016"),
        "torsby-2016": plan.format("Torsby", "expected: 2016"),
    }
    found = view_of(make_site(make_post("posts/a.md"), plans=plans), "varmland").plans
    assert found is not None
    assert (found.plans, found.sum) == (1, "1 punkt: 1 utan besked")
    assert found.url == "/planer/lan/varmland/"
    assert view_of(make_site(make_post()), "varmland").plans is None


def test_only_the_newest_posts_of_a_län_are_listed() -> None:
    posts = [make_post(f"posts/p{day}.md", date=f"2016-01-{day:02}") for day in range(1, 16)]
    view = view_of(make_site(*posts, make_post("posts/q.md", kommun="Kiruna")), "varmland")
    assert (len(view.posts), view.told, view.posts[0].url) == (10, 15, "/besok/p15/")


def test_län_are_in_swedish_order() -> None:
    index = next(iter(lan.pages(make_site())))
    names = [each.name for each in shown_on(index, LanIndexView).lan]
    assert names[0] == "Blekinge län"
    assert names[-1] == "Östergötlands län"


def test_a_län_leads_to_its_part_of_the_matrix_if_there_are_parts() -> None:
    one, other = make_post(), make_post("posts/b.md", kommun="Hedemora")
    assert view_of(make_site(one, other), "varmland").overview == "/oversikt/varmland/"
    assert view_of(make_site(one, other), "skane").overview == ""
    assert view_of(make_site(one), "varmland").overview == ""
