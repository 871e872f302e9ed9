"""The page of a post: where it stands in time, and among the visits to the same kommun."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from sitegen.images.metadata import Shape
from sitegen.kinds import post
from sitegen.kinds.post import Chain, Citation, NextRead, PostView, Stop, VisitEvent
from sitegen.model.authors import Author
from sitegen.model.cards import Byline, Term
from sitegen.model.post import Post
from sitegen.model.site import Site
from sitegen.pages.page import Page
from sitegen.sweden.periods import parse_period
from tests.support.factories import make_post, make_settings, make_site


def visit(name: str, when: str, where: str | list[str] = "Hagfors", **fields: Any) -> Post:
    return make_post(f"posts/{name}.md", date=when, kommun=where, **fields)


def pages_of(site: Site) -> dict[str, Page]:
    return {page.source: page for page in post.pages(site)}


def view_of(site: Site, name: str = "a") -> PostView:
    view = pages_of(site)[f"posts/{name}.md"].view
    assert isinstance(view, PostView)
    return view


def neighbours(chain: Chain) -> tuple[str, str]:
    """The addresses of the posts about the visits before and after."""
    return (
        chain.earlier.posts[0].url if chain.earlier else "",
        chain.later.posts[0].url if chain.later else "",
    )


def place(chain: Chain) -> str:
    """Which visit it is, and of how many."""
    return chain.words


def test_each_post_has_a_page_where_the_site_says() -> None:
    text = visit("a", "2015-10-26", body="## Familjehem\n", updated="2016-01-28 09:00")
    page = pages_of(make_site(text))["posts/a.md"]
    assert (page.url, page.template) == ("/besok/a/", "post.html")
    assert page.anchors == ("familjehem",)
    assert page.modified == date(2016, 1, 28)
    assert page.listed


def test_a_post_never_changed_was_changed_when_published() -> None:
    assert pages_of(make_site(visit("a", "2015-10-26")))["posts/a.md"].modified == date(
        2015, 10, 26
    )


def test_posts_lead_to_the_next_and_the_one_before() -> None:
    site = make_site(visit("a", "2015-01-01"), visit("b", "2016-01-01"), visit("c", "2017-01-01"))
    around = {
        name: (
            view.newer.url if (view := view_of(site, name)).newer else "",
            view.older.url if view.older else "",
        )
        for name in "abc"
    }
    assert around == {
        "a": ("/besok/b/", ""),
        "b": ("/besok/c/", "/besok/a/"),
        "c": ("", "/besok/b/"),
    }


def test_the_only_visit_is_the_first_of_one() -> None:
    (chain,) = view_of(make_site(visit("a", "2015-10-26"))).chains
    assert chain.kommun == Term("Hagfors", "/kommun/hagfors/")
    assert (place(chain), chain.earlier, chain.later, chain.others) == ("besök 1", None, None, ())


def test_visits_to_a_kommun_hang_together_first_return_and_next() -> None:
    site = make_site(
        visit("a", "2015-10-26"),
        visit("b", "2016-12-07"),
        visit("c", "2017-05-22"),
        visit("x", "2016-01-01", "Torsby"),
    )
    chains = {name: view_of(site, name).chains[0] for name in "abc"}
    assert {name: place(chain) for name, chain in chains.items()} == {
        "a": "besök 1 av 3",
        "b": "besök 2 av 3",
        "c": "besök 3 av 3",
    }
    assert {name: neighbours(chain) for name, chain in chains.items()} == {
        "a": ("", "/besok/b/"),
        "b": ("/besok/a/", "/besok/c/"),
        "c": ("/besok/b/", ""),
    }


def test_two_posts_about_the_first_visit_are_both_about_the_first() -> None:
    site = make_site(
        visit("a", "2015-10-26"),
        visit("b", "2015-11-02", visited="2015-10"),
        visit("c", "2016-12-07"),
    )
    chains = [view_of(site, name).chains[0] for name in "abc"]
    assert [place(chain) for chain in chains] == [
        "besök 1 av 2",
        "besök 1 av 2",
        "besök 2 av 2",
    ]
    assert [[card.url for card in chain.others] for chain in chains] == [
        ["/besok/b/"],
        ["/besok/a/"],
        [],
    ]


def test_the_time_between_visits_is_as_exact_as_the_less_exact_of_them() -> None:
    site = make_site(
        visit("a", "2015-11-30", visited="2015-10"), visit("b", "2017-05-22", visited="våren 2017")
    )
    later, here = view_of(site, "a").chains[0].later, view_of(site, "b").chains[0].here
    assert later is not None
    assert later.passed == here.passed == "ungefär 18 månader"


def test_a_visit_written_about_late_keeps_its_place_in_the_chain() -> None:
    site = make_site(visit("a", "2017-01-01", visited="2015-10"), visit("b", "2016-01-28"))
    assert place(view_of(site, "a").chains[0]) == "besök 1 av 2"
    assert neighbours(view_of(site, "b").chains[0]) == ("/besok/a/", "")


def test_a_visit_to_several_kommuner_has_a_place_among_the_visits_to_each() -> None:
    site = make_site(
        visit("a", "2015-10-26", ["Torsby", "Hagfors"]),
        visit("b", "2014-10-26", "Torsby"),
        visit("c", "2016-10-26", "Hagfors"),
    )
    chains = {chain.kommun.name: chain for chain in view_of(site).chains}
    assert neighbours(chains["Torsby"]) == ("/besok/b/", "")
    assert neighbours(chains["Hagfors"]) == ("", "/besok/c/")
    assert (place(chains["Torsby"]), place(chains["Hagfors"])) == (
        "besök 2 av 2",
        "besök 1 av 2",
    )


def test_a_guests_post_is_about_no_visit_unless_it_says_so() -> None:
    settings = make_settings(authors=[Author("gast", "Gäst", guest=True)])
    told = visit("a", "2015-10-26")
    guest = visit("b", "2016-10-26", author="gast")
    stated = visit("c", "2017-10-26", author="gast", visited="2017-10-20")
    site = make_site(told, guest, stated, settings=settings)
    assert [place(chain) for chain in view_of(site, "a").chains] == ["besök 1 av 2"]
    assert view_of(site, "b").chains == ()
    assert [place(chain) for chain in view_of(site, "c").chains] == ["besök 2 av 2"]


def test_programs_read_of_a_visit_only_what_is_known_of_it() -> None:
    site = make_site(
        visit("a", "2015-10-26"),
        visit("b", "2016-12-07", visited="november 2016"),
        visit("c", "2017-05-22", ["Torsby", "Hagfors"], visited="våren 2017"),
        visit("d", "2017-06-22", visited="ingen"),
    )
    assumed, stated, joint, none = (view_of(site, name).events for name in "abcd")
    hagfors, torsby = Term("Hagfors", "/kommun/hagfors/"), Term("Torsby", "/kommun/torsby/")
    assert assumed == (VisitEvent("Besök 1 av 3 i Hagfors", None, None, (hagfors,)),)
    days = date(2016, 11, 1), date(2016, 11, 30)
    assert stated == (VisitEvent("Besök 2 av 3 i Hagfors", *days, (hagfors,)),)
    days = date(2017, 3, 1), date(2017, 5, 31)
    assert joint == (VisitEvent("Besök i Hagfors och Torsby", *days, (hagfors, torsby)),)
    assert none == ()


def test_a_joint_visit_says_with_whom() -> None:
    site = make_site(visit("a", "2015-10-26", ["Torsby", "Hagfors"]))
    found = {c.kommun.name: [t.name for t in c.here.together] for c in view_of(site).chains}
    assert found == {"Hagfors": ["Torsby"], "Torsby": ["Hagfors"]}


def test_a_general_post_has_no_chain() -> None:
    assert view_of(make_site(visit("a", "2015-10-26", "ingen"))).chains == ()


def test_a_draft_is_no_visit_until_it_is_shown() -> None:
    posts = [visit("a", "2015-10-26"), visit("b", "2016-12-07", draft="true")]
    assert view_of(make_site(*posts)).chains[0].later is None
    assert view_of(make_site(*posts, drafts=True)).chains[0].later is not None


def test_the_next_stop_is_shown_until_it_is_made_or_its_time_has_passed() -> None:
    announcing = visit("a", "2015-10-26", next="Torsby")
    soon = datetime(2016, 10, 26)
    assert view_of(make_site(announcing, now=soon)).next_stop == Stop(Term("Torsby", ""), None)
    assert view_of(make_site(announcing, now=soon + timedelta(1))).next_stop is None
    made = visit("b", "2016-01-28", "Torsby")
    assert view_of(make_site(announcing, made, now=soon)).next_stop is None
    assert view_of(make_site(visit("a", "2015-10-26"), now=soon)).next_stop is None


def test_the_next_stop_is_a_link_when_there_is_something_about_the_kommun() -> None:
    announcing = visit("a", "2015-10-26", next={"kommun": "Torsby", "date": "våren 2016"})
    earlier = visit("b", "2014-01-28", "Torsby")
    stop = view_of(make_site(announcing, earlier, now=datetime(2016, 1, 1))).next_stop
    assert stop == Stop(Term("Torsby", "/kommun/torsby/"), parse_period("våren 2016"))
    assert view_of(make_site(announcing, earlier, now=datetime(2016, 6, 1))).next_stop is None


def test_the_page_names_each_län_once() -> None:
    text = visit("a", "2015-10-26", ["Torsby", "Hultsfred", "Hagfors"])
    assert view_of(make_site(text)).lan == (
        Term("Värmlands län", "/lan/varmland/"),
        Term("Kalmar län", "/lan/kalmar/"),
    )
    assert view_of(make_site(visit("a", "2015-10-26", "ingen"))).lan == ()


@pytest.mark.parametrize(("words", "minutes"), [(0, 1), (50, 1), (400, 2), (1000, 5)])
def test_the_time_to_read_is_in_whole_minutes(words: int, minutes: int) -> None:
    text = visit("a", "2015-10-26", body="ord " * words)
    assert view_of(make_site(text)).minutes == minutes


def test_the_picture_of_the_post_is_shown_when_it_is_there() -> None:
    text = visit("a", "2015-10-26", image={"src": "b.jpg", "alt": "En gård"})
    known = {"posts/b.jpg": Shape(600, 400, "photo", "0123456789abcdef")}
    view = view_of(make_site(text, pictures=known))
    assert 'alt="En gård"' in view.picture
    assert "/bilder/b-0123456789-600.jpg" in view.picture
    assert view.image
    assert view_of(make_site(text)).image is None
    assert view_of(make_site(visit("a", "2015-10-26"))).image is None


def test_the_picture_of_the_post_is_not_shown_twice() -> None:
    known = {"posts/b.jpg": Shape(600, 400, "photo", "0123456789abcdef")}
    image = {"src": "b.jpg", "alt": "En gård"}
    text = visit("a", "2015-10-26", image=image, body="Ord.\n\n![Gården](./b.jpg)\n")
    view = view_of(make_site(text, pictures=known))
    assert (view.picture, view.image) == ("", None)


def test_one_picture_is_eager_and_the_others_are_lazy() -> None:
    known = {f"posts/{name}.jpg": Shape(600, 400, "photo", name * 32) for name in "bcd"}
    body = "![C](c.jpg)\n\n![D](d.jpg)\n"
    above = visit("a", "2015-10-26", image={"src": "b.jpg", "alt": "B"}, body=body)
    view = view_of(make_site(above, pictures=known))
    assert 'fetchpriority="high"' in view.picture
    assert all('loading="lazy"' in fill for fill in view.body.fills)
    alone = visit("a", "2015-10-26", body=body)
    first, second = view_of(make_site(alone, pictures=known)).body.fills
    assert 'fetchpriority="high"' in first
    assert "lazy" not in first
    assert 'loading="lazy"' in second


def test_the_page_shows_who_wrote_and_who_took_part() -> None:
    text = visit(
        "a",
        "2015-10-26",
        author="anna",
        participants=[{"organisation": "Region Värmland", "role": "chef"}],
        external=[{"title": "Nytt", "publisher": "VF", "url": "https://www.vf.se/"}],
    )
    view = view_of(make_site(text, settings=make_settings(authors=[Author("anna", "Anna")])))
    assert view.byline == Byline(name="Anna", url="/skribent/anna/")
    assert [each.organisation.name for each in view.participants] == ["Region Värmland"]
    assert [each.publisher for each in view.external] == ["VF"]


def test_an_edited_text_changes_its_own_page_and_no_other() -> None:
    others = [visit("b", "2016-12-07"), visit("c", "2014-01-01", "Torsby")]
    before = pages_of(make_site(visit("a", "2015-10-26", summary="Kort.", body="Ett.\n"), *others))
    after = pages_of(make_site(visit("a", "2015-10-26", summary="Kort.", body="Två.\n"), *others))
    assert [path for path in after if after[path].view != before[path].view] == ["posts/a.md"]


def test_a_post_that_names_no_one_is_cited_by_the_blog() -> None:
    text = visit("a", "2016-12-07", title="Lugnare i Hultsfred")
    assert view_of(make_site(text)).citation == Citation(
        "Besöksbloggen", 2016, "Lugnare i Hultsfred.", ""
    )


def test_a_guests_post_is_cited_by_the_guest_and_a_question_gets_no_full_stop() -> None:
    settings = make_settings(authors=[Author("gast", "Anna Ek", guest=True)])
    text = visit("a", "2016-12-07", title="Vem ringer?", author="gast")
    assert view_of(make_site(text, settings=settings)).citation == Citation(
        "Anna Ek", 2016, "Vem ringer?", "Besöksbloggen"
    )


def test_what_to_read_next_says_what_it_shares() -> None:
    site = make_site(
        visit("a", "2017-01-01", "Hagfors", theme=["samverkan"]),
        visit("b", "2016-12-01", "Habo", theme=["familjehem"]),
        visit("c", "2016-11-01", "Habo", theme=["samverkan"]),
        visit("d", "2016-10-01", "Torsby", theme=["familjehem"]),
        visit("e", "2016-09-01", "Torsby", theme=["samverkan"]),
        visit("f", "2016-08-01", "Hagfors", theme=["samverkan"]),
    )
    assert view_of(site).next_reads == (
        NextRead(
            "I Hagfors stannar medarbetarna", "/besok/e/", "Samma tema i Värmlands län: Samverkan"
        ),
        NextRead("I Hagfors stannar medarbetarna", "/besok/c/", "Samma tema: Samverkan"),
        NextRead("I Hagfors stannar medarbetarna", "/besok/d/", "Också i Värmlands län"),
    )


def test_corrections_stand_oldest_first_and_the_last_is_when_the_post_was_changed() -> None:
    text = visit(
        "a",
        "2017-01-01",
        updated="2017-01-05",
        corrections=[
            {"date": "2017-02-03", "text": "Året var fel."},
            {"date": "2017-01-02", "text": "Namnet var fel."},
        ],
    )
    page = pages_of(make_site(text))["posts/a.md"]
    view = view_of(make_site(text))
    assert [each.text for each in view.corrections] == ["Namnet var fel.", "Året var fel."]
    assert view.modified.at.date() == page.modified == date(2017, 2, 3)


def test_only_what_the_author_has_summed_up_is_the_lead() -> None:
    assert view_of(make_site(visit("a", "2017-01-01", summary="Kort."))).lead == "Kort."
    assert view_of(make_site(visit("a", "2017-01-01", body="Texten.\n"))).lead == ""
