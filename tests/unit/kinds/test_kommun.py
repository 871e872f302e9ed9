"""Pages of kommuner: what was seen where, by whom else it was told, and what lies near."""

from __future__ import annotations

from typing import Any

from sitegen.kinds import kommun
from sitegen.kinds.kommun import Facts, KommunView
from sitegen.model.cards import Term
from sitegen.model.post import Post
from sitegen.model.site import Site
from sitegen.pages.page import Page
from tests.support.factories import make_post, make_settings, make_site, shown_on


def visit(name: str, where: str | list[str], date: str = "2016-01-28", **fields: Any) -> Post:
    return make_post(f"posts/{name}.md", kommun=where, date=date, **fields)


def pages_of(site: Site) -> dict[str, Page]:
    return {page.url: page for page in kommun.pages(site)}


def view_of(pages: dict[str, Page], slug: str = "hagfors") -> KommunView:
    return shown_on(pages[f"/kommun/{slug}/"], KommunView)


def facts_of(pages: dict[str, Page], slug: str = "hagfors") -> Facts:
    facts = view_of(pages, slug).facts
    assert facts is not None
    return facts


def urls_on(view: KommunView) -> list[str]:
    """The addresses of the posts on a timeline, from the top."""
    return [card.url for event in view.listing.items for card in event.cards]


def test_habo_and_håbo_have_a_page_each() -> None:
    pages = pages_of(make_site(visit("a", "Habo"), visit("b", "Håbo")))
    found = {url: shown_on(page, KommunView).official for url, page in pages.items()}
    assert found == {
        "/kommun/habo/": "Habo kommun",
        "/kommun/habo-uppsala-lan/": "Håbo kommun",
    }


def test_two_posts_about_the_same_day_are_about_one_visit() -> None:
    told_late = visit("b", "Hagfors", "2016-02-15", visited="2016-01-28")
    pages = pages_of(make_site(visit("a", "Hagfors"), told_late))
    assert facts_of(pages).visits == 1
    (event,) = view_of(pages).listing.items
    assert [card.url for card in event.cards] == ["/besok/a/", "/besok/b/"]


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
    assert urls_on(view) == ["/besok/b/", "/besok/a/"]
    near = {each.kommun.name: each for each in view.neighbours}
    assert near["Torsby"].kommun.url == "/kommun/torsby/"
    assert near["Torsby"].visits == "besökt en gång, omkring 28 januari 2016"
    assert near["Filipstad"].kommun.url == ""
    assert near["Filipstad"].visits == "inte besökt än"


def test_a_kommun_says_in_words_how_often_it_was_visited_and_shows_its_code() -> None:
    site = make_site(
        visit("a", "Hagfors", "2015-10-26", visited="hösten 2015"),
        visit("b", "Hagfors", "2017-05-22", visited="2017-05-20"),
        visit("c", "Torsby", "2016-03-01", visited="februari 2016"),
    )
    pages = pages_of(site)
    facts = facts_of(pages)
    assert (facts.code, facts.visits) == ("1783", 2)
    assert view_of(pages).lead == "Besökt två gånger, senast 20 maj 2017."
    assert view_of(pages, "torsby").lead == "Besökt en gång, februari 2016."


def test_each_visit_shows_the_time_since_the_one_before() -> None:
    site = make_site(
        visit("a", "Hagfors", "2015-10-27", visited="2015-10-26"),
        visit("b", "Hagfors", "2016-11-28", visited="2016-11-26"),
        visit("c", "Hagfors", "2017-05-22"),
    )
    passed = [event.visit and event.visit.passed for event in view_of(pages_of(site)).listing.items]
    assert passed == ["ungefär 5 månader", "13 månader", ""]


def test_visits_published_late_are_in_the_order_of_the_visits() -> None:
    site = make_site(
        visit("a", "Hagfors", "2015-10-26"),
        visit("late", "Hagfors", "2017-05-22", visited="2014-03-01"),
    )
    assert urls_on(view_of(pages_of(site))) == ["/besok/a/", "/besok/late/"]


def test_a_text_about_no_visit_stands_among_the_visits_as_what_it_is() -> None:
    site = make_site(
        visit("a", "Hagfors", "2015-10-26"),
        visit("b", "Hagfors", "2016-10-26", visited="ingen"),
        visit("c", "Torsby", "2016-10-26", visited="ingen"),
    )
    pages = pages_of(site)
    events = view_of(pages).listing.items
    assert [event.visit.words if event.visit else None for event in events] == [None, "besök 1"]
    assert facts_of(pages).visits == 1
    assert facts_of(pages, "torsby").visits == 0
    assert view_of(pages, "torsby").lead == "Vi känner inte till något besök i Torsby."


def test_a_kommun_with_a_visit_that_no_post_is_about_has_a_page_with_the_source() -> None:
    rows = """
- {kommun: Torsby, date: oktober 2015, source: a.md}
- kommun: Torsby
  date: 2017-01-09 till 2017-01-13
  source: {title: Besök, publisher: Torsby kommun, url: https://www.torsby.se/nytt}
"""
    site = make_site(visit("a", "Hagfors", "2015-10-26"), settings=make_settings(visits=rows))
    view = view_of(pages_of(site), "torsby")
    assert [
        (event.visit.words, [source.title for source in event.visit.sources])
        for event in view.listing.items
        if event.visit
    ] == [("besök 2", ["Besök"]), ("besök 1", ["I Hagfors stannar medarbetarna"])]
    assert view.feed == ""


def test_a_kommun_with_a_plan_has_a_page_though_nothing_else_is_known_of_it() -> None:
    plan = """
kommun: Hedemora
agreed: 2016
source: {title: Planen, publisher: Hedemora kommun, url: "https://www.hedemora.se/plan"}
points: [{id: bbic, text: Införa BBIC}]
"""
    pages = pages_of(make_site(plans={"hedemora-2016": plan}))
    view = view_of(pages, "hedemora")
    assert [plan.card.kommun.url for plan in view.plans] == ["/kommun/hedemora/"]
    (event,) = view.listing.items
    assert event.agreement is not None
    assert event.agreement.plan == Term("planen från 2016", "/planer/hedemora-2016/")
    assert facts_of(pages, "hedemora").visits == 0


def test_a_kommun_opens_with_where_each_point_of_its_plan_stands() -> None:
    source = "source: a.md"
    plans = {
        "hagfors-2014": f"kommun: Hagfors\nagreed: 2014\n{source}\npoints: [{{id: a, text: A}}]",
        "hagfors-2016": f"""
kommun: Hagfors
agreed: 2016
replaces: hagfors-2014
{source}
points: [{{id: ett, text: Ett}}, {{id: tva, text: Två}}]
""",
    }
    told = [{"plan": "hagfors-2016", "point": "ett", "status": "påbörjat", "note": "Snart."}]
    site = make_site(visit("a", "Hagfors", "2017-05-22", follow_up=told), plans=plans)
    now, before = view_of(pages_of(site)).plans
    assert (now.name, now.is_replaced) == ("planen från 2016", False)
    assert [(each.text, each.status.word, each.note) for each in now.points] == [
        ("Ett", "påbörjat", "Snart."),
        ("Två", "inget besked", ""),
    ]
    assert (before.name, before.is_replaced, before.points) == ("planen från 2014", True, ())


def test_a_plan_keeps_its_points_until_the_one_that_replaces_it_is_agreed() -> None:
    source = "source: a.md"
    plans = {
        "hagfors-2014": f"kommun: Hagfors\nagreed: 2014\n{source}\npoints: [{{id: a, text: A}}]",
        "hagfors-2016": f"kommun: Hagfors\nexpected: 2016\nreplaces: hagfors-2014\n{source}",
    }
    view = view_of(pages_of(make_site(visit("a", "Hagfors", "2017-05-22"), plans=plans)))
    before = next(plan for plan in view.plans if plan.name == "planen från 2014")
    assert not before.is_replaced
    assert [each.text for each in before.points] == ["A"]


def test_themes_are_ordered_by_frequency_and_then_in_swedish_order() -> None:
    settings = make_settings(themes=["Samverkan", "Ålder", "Barn"])
    site = make_site(
        visit("a", "Hagfors", theme=["ålder", "samverkan"]),
        visit("b", "Hagfors", theme=["samverkan", "barn"]),
        visit("c", "Torsby", theme="barn"),
        settings=settings,
    )
    pages = pages_of(site)
    found = view_of(pages).by_theme
    assert [
        ([t.name for t in each.themes], [post.url for post in each.posts]) for each in found
    ] == [
        (["Samverkan"], ["/besok/b/", "/besok/a/"]),
        (["Barn"], ["/besok/b/"]),
        (["Ålder"], ["/besok/a/"]),
    ]
    assert pages["/kommun/hagfors/"].anchors == ("samverkan", "barn", "alder")


def test_themes_with_the_same_posts_stand_together_and_keep_their_anchors() -> None:
    settings = make_settings(themes=["Samverkan", "Ålder", "Barn", "Skola"])
    site = make_site(
        visit("a", "Hagfors", theme=["ålder", "samverkan", "barn"]),
        visit("b", "Hagfors", theme=["skola"]),
        settings=settings,
    )
    pages = pages_of(site)
    found = view_of(pages).by_theme
    assert [
        ([t.name for t in each.themes], [post.url for post in each.posts]) for each in found
    ] == [
        (["Barn", "Samverkan", "Ålder"], ["/besok/a/"]),
        (["Skola"], ["/besok/b/"]),
    ]
    anchors = ("barn", "samverkan", "alder", "skola")
    assert pages["/kommun/hagfors/"].anchors == anchors


def test_a_kommun_can_be_compared_with_another() -> None:
    assert view_of(pages_of(make_site(visit("a", "Hagfors")))).compare == "/jamfor/?a=hagfors"


def test_what_others_have_reported_is_gathered_from_all_visits() -> None:
    report = {"title": "Nytt", "publisher": "Hagfors kommun", "url": "https://www.hagfors.se/"}
    site = make_site(visit("a", "Hagfors", external=[report]), visit("b", "Hagfors"))
    assert [each.title for each in view_of(pages_of(site)).external] == ["Nytt"]


def test_a_visit_to_two_kommuner_is_on_both_pages() -> None:
    pages = pages_of(make_site(visit("a", ["Torsby", "Hagfors"])))
    shown = {}
    for slug in ("torsby", "hagfors"):
        (event,) = view_of(pages, slug).listing.items
        assert event.visit is not None
        shown[slug] = [term.name for term in event.visit.together], [c.url for c in event.cards]
    assert shown == {"torsby": (["Hagfors"], ["/besok/a/"]), "hagfors": (["Torsby"], ["/besok/a/"])}


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
    assert (view.by_theme, view.compare, view.external, view.facts) == ((), "", (), None)
    assert before["/kommun/hagfors/"] != after["/kommun/hagfors/"]


def test_who_took_part_in_visits_stands_once_with_all_roles() -> None:
    def met(*roles: str) -> list[dict[str, str]]:
        return [{"organisation": "Hagfors kommun", "role": role} for role in roles]

    site = make_site(
        visit("a", "Hagfors", "2015-10-26", participants=met("politiker")),
        visit("b", "Hagfors", "2017-05-22", participants=met("elevhälsan", "politiker")),
        visit("c", "Torsby", participants=[{"organisation": "Region Värmland"}]),
    )
    (found,) = facts_of(pages_of(site)).participants
    assert (found.organisation.name, found.roles) == ("Hagfors kommun", "elevhälsan; politiker")


def test_an_older_page_says_from_when_its_events_are() -> None:
    posts = [visit(f"p{month}", "Hagfors", f"2016-0{month}-01") for month in range(1, 5)]
    pages = pages_of(make_site(*posts, settings=make_settings(per_page=2)))
    assert view_of(pages, "hagfors/sida/1").listing.span == "januari till februari 2016"
    assert view_of(pages).listing.span == ""
