"""What each post tells of, in words: which visit, or what it is instead."""

from __future__ import annotations

from sitegen.model.authors import Author
from sitegen.model.site import Site
from tests.support.factories import make_post, make_settings, make_site

ROW = """
- kommun: Hagfors
  date: 2015-03
  source: {title: Besök, publisher: Hagfors kommun, url: "https://www.hagfors.se/nytt"}
"""


def words_of(site: Site, name: str = "a") -> tuple[str, str]:
    """What a post tells of: of how many, and in the words that last."""
    occasion = site.occasions[f"posts/{name}.md"]
    return occasion.words, occasion.lasting


def test_the_only_visit_is_the_first() -> None:
    assert words_of(make_site(make_post("posts/a.md"))) == ("besök 1", "besök 1")


def test_a_return_says_of_how_many_also_after_a_visit_that_no_post_is_about() -> None:
    site = make_site(make_post("posts/a.md"), settings=make_settings(visits=ROW))
    assert words_of(site) == ("besök 2 av 2", "besök 2")


def test_two_posts_about_one_visit_are_about_the_same() -> None:
    day = "2015-10-26"
    site = make_site(make_post("posts/a.md", date=day), make_post("posts/b.md", visited=day))
    assert words_of(site) == words_of(site, "b") == ("besök 1", "besök 1")


def test_a_joint_visit_has_its_place_in_each_chain() -> None:
    site = make_site(
        make_post("posts/a.md", kommun=["Torsby", "Hagfors"]), settings=make_settings(visits=ROW)
    )
    assert words_of(site) == ("besök 2 av 2 i Hagfors och besök 1 i Torsby", "gemensamt besök")


def test_a_text_about_no_visit_never_says_that_it_is() -> None:
    settings = make_settings(authors=[Author("gast", "Gäst", guest=True)])
    site = make_site(
        make_post("posts/guest.md", author="gast"),
        make_post("posts/report.md", kommun="ingen"),
        make_post("posts/many.md", kommun=["Hagfors", "Torsby"], visited="ingen"),
        settings=settings,
    )
    assert words_of(site, "guest")[0] == "gästinlägg"
    assert words_of(site, "report") == words_of(site, "many")
    assert words_of(site, "many")[0] == "inte från ett besök"
    assert site.visits == {}


def test_a_guest_who_tells_of_a_visit_tells_of_a_visit() -> None:
    settings = make_settings(authors=[Author("gast", "Gäst", guest=True)])
    post = make_post("posts/a.md", author="gast", visited="våren 2016")
    assert words_of(make_site(post, settings=settings))[0] == "besök 1"
