"""The page of kommuner that wait for another visit, and of visits to come."""

from __future__ import annotations

from datetime import datetime

from sitegen.kinds import vantar
from sitegen.kinds.vantar import WaitingView
from sitegen.model.site import Site
from tests.support.factories import make_post, make_settings, make_site, shown_on

PLANNED = "- {kommun: Torsby, date: hösten 2020, planned: true, source: a.md}"


def view_of(site: Site) -> WaitingView:
    (page,) = vantar.pages(site)
    return shown_on(page, WaitingView)


def test_the_longest_wait_comes_first_and_a_return_ends_it() -> None:
    site = make_site(
        make_post("posts/a.md", date="2016-06-10", visited="2016-06-02"),
        make_post("posts/b.md", date="2015-10-26", kommun="Torsby"),
        make_post("posts/c.md", date="2016-01-01", kommun="Habo", visited="våren 2015"),
        make_post("posts/d.md", date="2016-01-01", kommun="Kiruna"),
        make_post("posts/e.md", date="2017-01-01", kommun="Kiruna"),
        now=datetime(2017, 6, 2),
    )
    assert [(each.kommun.name, each.is_assumed, each.since) for each in view_of(site).waiting] == [
        ("Habo", False, "ungefär 2 år och 3 månader"),
        ("Torsby", True, "ungefär 19 månader"),
        ("Hagfors", False, "1 år"),
    ]


def test_who_has_waited_longest_stands_first_and_of_those_alike_from_a_to_ö() -> None:
    names = {"Åre": "2015-10", "Habo": "2015-10", "Ängelholm": "2015-10", "Örebro": "2015-09"}
    posts = [
        make_post(f"posts/{number}.md", kommun=name, visited=when)
        for number, (name, when) in enumerate(names.items())
    ]
    waiting = view_of(make_site(*posts)).waiting
    assert [each.kommun.name for each in waiting] == ["Örebro", "Habo", "Åre", "Ängelholm"]


def test_who_has_been_visited_again_waits_no_longer() -> None:
    posts = [make_post(f"posts/{when}.md", visited=when) for when in ("2015", "2016")]
    view = view_of(make_site(*posts))
    assert (view.waiting, view.visited) == ((), 1)


def test_a_visit_to_come_is_shown_before_any_has_been_made() -> None:
    post = make_post("posts/a.md", visited="ingen")
    view = view_of(make_site(post, settings=make_settings(visits=PLANNED)))
    assert [each.kommun.name for each in view.coming] == ["Torsby"]
    assert (view.waiting, view.visited) == ((), 0)


def test_without_visits_and_announcements_there_is_no_page() -> None:
    assert list(vantar.pages(make_site(make_post(visited="ingen")))) == []
