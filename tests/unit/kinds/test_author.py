"""The page of an author: who it is, and what they have written."""

from __future__ import annotations

from typing import Any

from sitegen.kinds import author
from sitegen.kinds.author import AuthorView
from sitegen.model.authors import Author
from sitegen.model.post import Post
from sitegen.model.site import Site
from tests.support.factories import make_post, make_settings, make_site

AUTHORS = [
    Author("redaktionen", "Redaktionen", "Vi som skriver."),
    Author("anna", "Anna Ek", "Hon är rektor.", True, "rektor"),
    Author("bo", "Bo Alm"),
]


def text(name: str, date: str, **fields: Any) -> Post:
    return make_post(f"posts/{name}.md", date=date, **fields)


def site_of(*posts: Post, drafts: bool = False) -> Site:
    settings = make_settings(authors=AUTHORS, author="redaktionen", per_page=2)
    return make_site(*posts, settings=settings, drafts=drafts)


def views(site: Site) -> dict[str, AuthorView]:
    found = {page.url: page.view for page in author.pages(site)}
    assert all(isinstance(view, AuthorView) for view in found.values())
    return found  # type: ignore[return-value]


def urls_of(view: AuthorView) -> list[str]:
    return [card.url for card in view.listing.items]


def test_an_author_is_presented_with_what_they_have_written_newest_first() -> None:
    site = site_of(
        text("a", "2016-01-01", author="anna"),
        text("b", "2017-01-01", author="anna"),
        text("c", "2018-01-01"),
    )
    view = views(site)["/skribent/anna/"]
    assert (view.name, view.role, view.description, view.guest) == (
        "Anna Ek",
        "rektor",
        "Hon är rektor.",
        True,
    )
    assert urls_of(view) == ["/besok/b/", "/besok/a/"]


def test_who_has_written_nothing_that_readers_see_has_no_page() -> None:
    posts = text("a", "2016-01-01", author="anna", draft="true"), text("b", "2016-01-01")
    assert list(views(site_of(*posts))) == ["/skribent/redaktionen/"]
    assert "/skribent/anna/" in views(site_of(*posts, drafts=True))


def test_the_blogs_own_author_has_the_newest_and_the_archive_has_the_rest() -> None:
    posts = [text(name, f"2016-0{number}-01") for number, name in enumerate("abc", 1)]
    found = views(site_of(*posts))
    assert list(found) == ["/skribent/redaktionen/"]
    view = found["/skribent/redaktionen/"]
    assert (urls_of(view), view.archive) == (["/besok/c/", "/besok/b/"], "/arkiv/")
    assert views(site_of(*posts[:2]))["/skribent/redaktionen/"].archive == ""


def test_all_that_anyone_else_has_written_is_listed_part_by_part() -> None:
    posts = [text(n, f"2016-0{at}-01", author="anna") for at, n in enumerate("abcd", 1)]
    found = views(site_of(*posts))
    assert list(found) == ["/skribent/anna/", "/skribent/anna/sida/1/"]
    assert urls_of(found["/skribent/anna/sida/1/"]) == ["/besok/b/", "/besok/a/"]
    assert found["/skribent/anna/sida/1/"].description == ""


def test_a_name_that_can_be_no_address_has_no_page() -> None:
    assert views(make_site(text("a", "2016-01-01", author="<!--"))) == {}


def test_authors_whose_names_give_the_same_address_share_a_page() -> None:
    posts = text("a", "2016-01-01", author="Åsa Ek"), text("b", "2016-02-01", author="Asa Ek")
    view = views(make_site(*posts))["/skribent/asa-ek/"]
    assert urls_of(view) == ["/besok/b/", "/besok/a/"]
