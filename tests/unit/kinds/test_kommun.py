"""Pages of kommuner: what was seen where, by whom else it was told, and what lies near."""

from __future__ import annotations

from datetime import date
from typing import Any

from sitegen.kinds import kommun
from sitegen.kinds.kommun import Facts, KommunIndexView, KommunView, Since
from sitegen.model.cards import Term
from sitegen.model.post import Post
from sitegen.model.site import Site
from sitegen.pages.page import Page
from sitegen.sweden import geometry
from tests.support.factories import make_post, make_settings, make_site, shown_on


def visit(name: str, where: str | list[str], date: str = "2016-01-28", **fields: Any) -> Post:
    return make_post(f"posts/{name}.md", kommun=where, date=date, **fields)


def pages_of(site: Site) -> dict[str, Page]:
    return {page.url: page for page in kommun.pages(site)}


def index_of(pages: dict[str, Page]) -> KommunIndexView:
    return shown_on(pages["/kommun/"], KommunIndexView)


def view_of(pages: dict[str, Page], slug: str = "hagfors") -> KommunView:
    return shown_on(pages[f"/kommun/{slug}/"], KommunView)


def facts_of(pages: dict[str, Page], slug: str = "hagfors") -> Facts:
    facts = view_of(pages, slug).facts
    assert facts is not None
    return facts


def test_an_empty_blog_has_an_empty_index() -> None:
    pages = pages_of(make_site())
    assert list(pages) == ["/kommun/"]
    assert (index_of(pages).letters, index_of(pages).visited) == ((), 0)


def test_habo_and_håbo_have_a_page_each() -> None:
    pages = pages_of(make_site(visit("a", "Habo"), visit("b", "Håbo")))
    found = {
        url: shown_on(page, KommunView).official for url, page in pages.items() if url != "/kommun/"
    }
    assert found == {
        "/kommun/habo/": "Habo kommun",
        "/kommun/habo-uppsala-lan/": "Håbo kommun",
    }


def test_kommuner_are_listed_from_a_to_ö_by_letter() -> None:
    names = ["Örebro", "Åre", "Älvdalen", "Arboga", "Vara", "Ale", "Håbo", "Habo"]
    pages = pages_of(make_site(*(visit(f"p{i}", name) for i, name in enumerate(names))))
    assert [
        (letter.letter, [term.name for term in letter.kommuner])
        for letter in index_of(pages).letters
    ] == [
        ("A", ["Ale", "Arboga"]),
        ("H", ["Habo", "Håbo"]),
        ("V", ["Vara"]),
        ("Å", ["Åre"]),
        ("Ä", ["Älvdalen"]),
        ("Ö", ["Örebro"]),
    ]


def test_the_index_counts_visits_and_returns() -> None:
    again = visit("b", "Hagfors", "2017-01-12")
    site = make_site(visit("a", "Hagfors"), again, visit("c", "Torsby"))
    view = index_of(pages_of(site))
    assert (view.visited, view.revisited) == (2, 1)
    assert view.letters[0].kommuner == (Term("Hagfors", "/kommun/hagfors/", 2),)


def test_two_posts_about_the_same_day_are_about_one_visit() -> None:
    told_late = visit("b", "Hagfors", "2016-02-15", visited="2016-01-28")
    pages = pages_of(make_site(visit("a", "Hagfors"), told_late))
    assert index_of(pages).revisited == 0
    facts = facts_of(pages)
    assert (facts.visits, facts.latest) == (1, None)
    assert len(view_of(pages).listing.cards) == 2


def test_a_kommun_shows_its_visits_newest_first_with_län_and_feed() -> None:
    site = make_site(
        visit("a", "Hagfors", "2015-10-26"),
        visit("b", "Hagfors", "2017-05-22"),
        visit("c", "Torsby"),
    )
    view = view_of(pages_of(site))
    assert (view.name, view.official) == ("Hagfors", "Hagfors kommun")
    assert view.lan == Term("Värmlands län", "/lan/varmland/")
    assert view.feed == "/kommun/hagfors/feed.xml"
    assert [card.url for card in view.listing.cards] == ["/besok/b/", "/besok/a/"]
    assert view.neighbours == (Term("Torsby", "/kommun/torsby/", 1),)


def test_a_kommun_shows_its_code_how_often_it_was_visited_and_when() -> None:
    site = make_site(
        visit("a", "Hagfors", "2015-10-26", visited="hösten 2015"),
        visit("b", "Hagfors", "2017-05-22"),
        visit("c", "Torsby", "2016-03-01"),
    )
    pages = pages_of(site)
    facts = facts_of(pages)
    assert (facts.code, facts.visits) == ("1783", 2)
    assert facts.latest is not None
    assert (facts.first.text, facts.latest.text) == ("hösten 2015", "2017-05-22")
    assert facts_of(pages, "torsby").latest is None


def test_the_locator_points_into_the_kommun() -> None:
    facts = facts_of(pages_of(make_site(visit("a", "Kiruna"))), "kiruna")
    assert (facts.x, facts.y) == geometry.centre("kiruna")
    assert facts.outline == geometry.outline("kiruna")
    assert facts.land == geometry.silhouette_path()


def test_each_visit_shows_the_time_since_the_one_before() -> None:
    site = make_site(
        visit("a", "Hagfors", "2015-10-26"),
        visit("b", "Hagfors", "2016-11-26"),
        visit("c", "Hagfors", "2017-05-22"),
    )
    view = view_of(pages_of(site))
    assert view.since == (
        Since(date(2016, 11, 26), date(2017, 5, 22)),
        Since(date(2015, 10, 26), date(2016, 11, 26)),
        None,
    )


def test_visits_published_late_are_in_the_order_of_the_visits() -> None:
    site = make_site(
        visit("a", "Hagfors", "2015-10-26"),
        visit("late", "Hagfors", "2017-05-22", visited="2014-03-01"),
    )
    view = view_of(pages_of(site))
    assert [card.url for card in view.listing.cards] == ["/besok/a/", "/besok/late/"]
    assert view.since == (Since(date(2014, 3, 1), date(2015, 10, 26)), None)


def test_neighbours_are_visited_kommuner_of_the_same_län_in_swedish_order() -> None:
    names = ["Torsby", "Årjäng", "Arvika", "Hagfors", "Hultsfred"]
    pages = pages_of(make_site(*(visit(f"p{i}", name) for i, name in enumerate(names))))
    near = [term.name for term in view_of(pages).neighbours]
    assert near == ["Arvika", "Torsby", "Årjäng"]


def test_themes_are_ordered_by_frequency_and_then_in_swedish_order() -> None:
    settings = make_settings(themes=["Samverkan", "Ålder", "Barn"])
    site = make_site(
        visit("a", "Hagfors", theme=["ålder", "samverkan"]),
        visit("b", "Hagfors", theme=["samverkan", "barn"]),
        visit("c", "Torsby", theme="barn"),
        settings=settings,
    )
    assert view_of(pages_of(site)).themes == (
        Term("Samverkan", "/tema/samverkan/", 2),
        Term("Barn", "/tema/barn/", 1),
        Term("Ålder", "/tema/alder/", 1),
    )


def test_what_others_have_reported_is_gathered_from_all_visits() -> None:
    report = {"title": "Nytt", "publisher": "Hagfors kommun", "url": "https://www.hagfors.se/"}
    site = make_site(visit("a", "Hagfors", external=[report]), visit("b", "Hagfors"))
    assert [each.title for each in view_of(pages_of(site)).external] == ["Nytt"]


def test_a_visit_to_two_kommuner_is_on_both_pages() -> None:
    pages = pages_of(make_site(visit("a", ["Torsby", "Hagfors"])))
    assert view_of(pages, "torsby").listing == view_of(pages).listing


def test_older_pages_hold_only_their_part_of_the_list() -> None:
    report = {"title": "Nytt", "publisher": "Hagfors kommun", "url": "https://www.hagfors.se/"}
    posts = [
        visit(f"p{number}", "Hagfors", f"2016-01-0{number}", external=[report])
        for number in range(1, 6)
    ]
    settings = make_settings(per_page=2)
    before = pages_of(make_site(*posts[:4], settings=settings))
    after = pages_of(make_site(*posts, visit("t", "Torsby"), settings=settings))
    older = "/kommun/hagfors/sida/1/"
    assert before[older] == after[older]
    view = shown_on(after[older], KommunView)
    assert (view.themes, view.external, view.facts) == ((), (), None)
    assert before["/kommun/hagfors/"] != after["/kommun/hagfors/"]
