"""The page about following: everything that has a feed, and where the rest will come."""

from __future__ import annotations

from sitegen.core import urls
from sitegen.kinds import feeds, folj
from sitegen.kinds.folj import Followed, FollowView
from sitegen.model.site import Site
from sitegen.pages.page import Page
from sitegen.sweden import register
from tests.support.factories import make_post, make_site, shown_on


def page_of(site: Site) -> Page:
    [page] = folj.pages(site)
    return page


def view_of(*kommuner: str | list[str]) -> FollowView:
    posts = [make_post(f"posts/{n}.md", kommun=kommun) for n, kommun in enumerate(kommuner)]
    return shown_on(page_of(make_site(*posts)), FollowView)


def choices(view: FollowView) -> list[Followed]:
    return [*view.lan, *(each for lan in view.lan for each in lan.kommuner), *view.themes]


def test_an_empty_blog_has_nothing_to_follow() -> None:
    assert list(folj.pages(make_site())) == []


def test_every_feed_of_the_blog_can_be_chosen_and_every_choice_has_one() -> None:
    site = make_site(make_post("posts/a.md"), make_post("posts/b.md", kommun=["Malmö", "Lund"]))
    offered = {choice.feed for choice in choices(shown_on(page_of(site), FollowView))} - {""}
    made = {page.url for page in feeds.pages(site) if page.template == "feed.xml"}
    assert offered | {"/feed.xml"} == made


def test_each_of_the_290_kommuner_has_an_anchor_that_its_page_leads_to() -> None:
    page = page_of(make_site(make_post()))
    links = {urls.follow(urls.kommun(slug)) for slug in register.kommuner()}
    assert links <= {f"{page.url}#{anchor}" for anchor in page.anchors}
    assert len(set(page.anchors)) == len(page.anchors)


def test_a_kommun_without_posts_waits_in_its_lan() -> None:
    [lan] = [each for each in view_of("Hagfors").lan if each.name == "Värmlands län"]
    assert [each.official for each in lan.kommuner] == ["Hagfors kommun"]
    assert lan.kommuner[0].feed == "/kommun/hagfors/feed.xml"
    assert lan.feed == "/lan/varmland/feed.xml"
    assert len(lan.coming) == 15
    assert not any(each.feed for each in lan.coming)


def test_a_lan_without_posts_has_no_feed_yet() -> None:
    view = view_of("Hagfors")
    assert len(view.lan) == 21
    assert [each.name for each in view.lan if each.feed] == ["Värmlands län"]


def test_lan_and_themes_are_in_swedish_order() -> None:
    names = [each.name for each in view_of("Hagfors").lan]
    assert (names[0], names[-1]) == ("Blekinge län", "Östergötlands län")


def test_what_a_page_is_about_gives_the_anchor() -> None:
    assert urls.follow("/") == "/folj/"
    assert urls.follow("/lan/dalarna/") == "/folj/#lan-dalarna"
