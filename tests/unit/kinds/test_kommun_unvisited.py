"""Pages of kommuner without a visit: where we have been instead, and what was said nearby."""

from __future__ import annotations

from typing import Any

from sitegen.kinds import kommun_unvisited
from sitegen.kinds.kommun_unvisited import UnvisitedView
from sitegen.model.post import Post
from sitegen.model.site import Site
from sitegen.pages.page import Page
from tests.support.factories import make_post, make_settings, make_site, shown_on


def settings(**config: Any) -> Any:
    return make_settings(all_kommuner=True, **config)


def visit(name: str, kommun: str, **fields: Any) -> Post:
    return make_post(f"posts/{name}.md", kommun=kommun, **fields)


def pages_of(site: Site) -> dict[str, Page]:
    return {page.url: page for page in kommun_unvisited.pages(site)}


def view_of(site: Site, slug: str = "gagnef") -> UnvisitedView:
    return shown_on(pages_of(site)[f"/kommun/{slug}/"], UnvisitedView)


def test_every_kommun_that_is_not_told_of_has_a_page_outside_the_sitemap() -> None:
    site = make_site(visit("a", "Hedemora"), visit("b", "Torsby"), settings=settings())
    pages = pages_of(site)
    assert len(pages) == 288
    assert "/kommun/hedemora/" not in pages
    assert not any(page.listed for page in pages.values())


def test_a_blog_can_do_without_these_pages() -> None:
    assert pages_of(make_site()) == {}


def test_a_page_names_the_nearest_visited_kommuner_with_how_far_it_is() -> None:
    names = ["Kiruna", "Hagfors", "Hedemora", "Hudiksvall"]
    site = make_site(*(visit(name, name) for name in names), settings=settings())
    near = view_of(site).near
    assert [(each.kommun.name, each.lan, each.distance) for each in near] == [
        ("Hedemora", "Dalarnas län", "Ungefär 7 mil bort"),
        ("Hagfors", "Värmlands län", "Ungefär 7 mil bort"),
        ("Hudiksvall", "Gävleborgs län", "Ungefär 17 mil bort"),
    ]
    assert near[0].visits == "besökt en gång, omkring 26 oktober 2015"


def test_the_plans_of_the_nearest_are_summed_up_if_they_are_agreed() -> None:
    plan = "kommun: Hedemora\nagreed: 2016\nsource: a.md\npoints: [{id: ett, text: Ett}]"
    announced = plan.replace("agreed", "expected").replace("Hedemora", "Hagfors")
    site = make_site(
        visit("a", "Hedemora"),
        visit("b", "Hagfors"),
        plans={"hedemora-2016": plan, "hagfors-2016": announced},
        settings=settings(),
    )
    near = {each.kommun.name: each for each in view_of(site).near}
    assert (near["Hedemora"].sum, len(near["Hedemora"].statuses)) == (
        "planen har 1 punkt: 1 utan besked",
        1,
    )
    assert (near["Hagfors"].sum, near["Hagfors"].statuses) == ("", ())


def test_what_was_heard_in_the_län_is_a_section_about_a_theme_or_else_a_post() -> None:
    body = "Vi kom.\n\n## Hemmen blir fler {tema=familjehem}\n\nFem nya familjer.\n"
    site = make_site(
        visit("a", "Hedemora", date="2017-05-22", body=body),
        visit("b", "Falun", date="2016-05-22", title="I Falun", summary="Om allt."),
        visit("c", "Torsby", date="2018-05-22"),
        settings=settings(),
    )
    heard = view_of(site).heard
    assert [(each.title, each.themes, each.text) for each in heard] == [
        ("Hemmen blir fler", ("Familjehem",), "Fem nya familjer."),
        ("I Falun", (), "Om allt."),
    ]
    assert heard[0].url == "/besok/a/#hemmen-blir-fler"


def test_an_island_has_the_nearest_as_neighbours_and_its_own_preposition() -> None:
    view = view_of(make_site(settings=settings()), "gotland")
    assert view.within == "på Gotland"
    assert "Borgholm" in [each.kommun.name for each in view.neighbours]
    assert (view.near, view.heard, view.visited) == ((), (), 0)


def test_a_visit_to_come_is_told() -> None:
    row = "- {kommun: Gagnef, date: hösten 2020, planned: true, source: a.md}"
    (period,) = view_of(make_site(visit("a", "Hedemora"), settings=settings(visits=row))).announced
    assert period is not None
    assert period.text == "hösten 2020"


def test_a_page_changes_only_when_what_it_shows_does() -> None:
    before = pages_of(make_site(visit("a", "Hedemora"), settings=settings()))
    again = visit("b", "Hedemora", date="2017-05-22", visited="ingen")
    after = pages_of(make_site(visit("a", "Hedemora"), again, settings=settings()))
    changed = {url for url, page in after.items() if before[url] != page}
    assert "/kommun/gagnef/" in changed
    assert "/kommun/kiruna/" not in changed
