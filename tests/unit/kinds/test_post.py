"""The page of a post: where it stands in time, and among the visits to the same kommun."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from sitegen.images.metadata import Shape
from sitegen.kinds import post
from sitegen.kinds.post import Chain, PostView
from sitegen.model.authors import Author
from sitegen.model.cards import Byline, Term
from sitegen.model.post import Post
from sitegen.model.site import Site
from sitegen.pages.page import Page
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
    """The addresses of the visits before and after."""
    return (
        chain.earlier.card.url if chain.earlier else "",
        chain.later.card.url if chain.later else "",
    )


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


def test_the_only_visit_is_the_first() -> None:
    (chain,) = view_of(make_site(visit("a", "2015-10-26"))).chains
    assert chain == Chain(Term("Hagfors", "/kommun/hagfors/"), True, None, None)


def test_visits_to_a_kommun_hang_together_first_return_and_next() -> None:
    site = make_site(
        visit("a", "2015-10-26"),
        visit("b", "2016-12-07"),
        visit("c", "2017-05-22"),
        visit("x", "2016-01-01", "Torsby"),
    )
    chains = {name: view_of(site, name).chains[0] for name in "abc"}
    assert {name: chain.is_first for name, chain in chains.items()} == {
        "a": True,
        "b": False,
        "c": False,
    }
    assert {name: neighbours(chain) for name, chain in chains.items()} == {
        "a": ("", "/besok/b/"),
        "b": ("/besok/a/", "/besok/c/"),
        "c": ("/besok/b/", ""),
    }


def test_two_posts_about_the_first_visit_are_both_about_the_first() -> None:
    site = make_site(
        visit("a", "2015-10-26"),
        visit("b", "2015-11-02", visited="2015-10-26"),
        visit("c", "2016-12-07"),
    )
    assert [view_of(site, name).chains[0].is_first for name in "abc"] == [True, True, False]


def test_the_time_between_visits_is_counted_from_when_they_were_made() -> None:
    site = make_site(
        visit("a", "2015-11-30", visited="2015-10"), visit("b", "2017-05-22", visited="våren 2017")
    )
    later, earlier = view_of(site, "a").chains[0].later, view_of(site, "b").chains[0].earlier
    assert later is not None
    assert earlier is not None
    assert (later.start, later.end) == (date(2015, 10, 1), date(2017, 3, 1))
    assert (earlier.start, earlier.end) == (later.start, later.end)


def test_a_visit_written_about_late_keeps_its_place_in_the_chain() -> None:
    site = make_site(visit("a", "2017-01-01", visited="2015-10"), visit("b", "2016-01-28"))
    assert view_of(site, "a").chains[0].is_first
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
    assert (chains["Torsby"].is_first, chains["Hagfors"].is_first) == (False, True)


def test_a_general_post_has_no_chain() -> None:
    assert view_of(make_site(visit("a", "2015-10-26", "ingen"))).chains == ()


def test_a_draft_is_no_visit_until_it_is_shown() -> None:
    posts = [visit("a", "2015-10-26"), visit("b", "2016-12-07", draft="true")]
    assert view_of(make_site(*posts)).chains[0].later is None
    assert view_of(make_site(*posts, drafts=True)).chains[0].later is not None


def test_the_next_stop_becomes_a_link_once_there_is_a_post_about_it() -> None:
    announcing = visit("a", "2015-10-26", next="Torsby")
    assert view_of(make_site(announcing)).next_stop == Term("Torsby", "")
    site = make_site(announcing, visit("b", "2016-01-28", "Torsby"))
    assert view_of(site).next_stop == Term("Torsby", "/kommun/torsby/")
    assert view_of(make_site(visit("a", "2015-10-26"))).next_stop is None


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
    assert view.byline == Byline("Anna")
    assert [each.organisation for each in view.participants] == ["Region Värmland"]
    assert [each.publisher for each in view.external] == ["VF"]


def test_an_edited_text_changes_its_own_page_and_no_other() -> None:
    others = [visit("b", "2016-12-07"), visit("c", "2014-01-01", "Torsby")]
    before = pages_of(make_site(visit("a", "2015-10-26", summary="Kort.", body="Ett.\n"), *others))
    after = pages_of(make_site(visit("a", "2015-10-26", summary="Kort.", body="Två.\n"), *others))
    assert [path for path in after if after[path].view != before[path].view] == ["posts/a.md"]
