"""The site: the order, groups, terms and URLs of posts, and which are held back and why."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.model.authors import Author
from sitegen.model.post import Post
from sitegen.model.site import Site, author_of, documents_of
from sitegen.model.themes import Theme
from tests.support.factories import make_info_page, make_post, make_settings, make_site

TODAY = datetime(2017, 6, 1, 14, 5)
DAY = timedelta(days=1)


def visit(name: str, date: str, kommun: str = "Hagfors", **fields: str) -> Post:
    """A post by the name of its file."""
    return make_post(f"posts/{name}.md", date=date, kommun=kommun, **fields)


def names(paths: Iterable[str]) -> list[str]:
    """The names of files, without folder and ending."""
    return [path.removeprefix("posts/").removesuffix(".md") for path in paths]


def themes_of(site: Site) -> list[str]:
    """The names of the themes of the newest post."""
    return [term.name for term in next(iter(site.cards.values())).themes]


def test_an_empty_blog_is_a_site() -> None:
    site = make_site()
    assert not any((site.posts, site.pages, site.cards, site.by_kommun, site.urls, site.hidden))


def test_posts_are_newest_first_in_every_list() -> None:
    posts = [
        visit("a", "2015-10-26"),
        visit("b", "2016-01-28 09:00", "Hudiksvall", theme="samverkan"),
        visit("c", "2016-01-28 10:00"),
        visit("d", "2016-01-28"),
    ]
    for given_order in permutations(posts):
        site = make_site(*given_order)
        assert names(site.posts) == ["c", "b", "d", "a"]
        assert [card.url for card in site.cards.values()] == [
            f"/besok/{name}/" for name in ("c", "b", "d", "a")
        ]
        assert names(site.by_kommun["hagfors"]) == ["c", "d", "a"]
        assert names(site.by_theme["familjehem"]) == ["c", "d", "a"]
        assert names(site.by_theme["samverkan"]) == ["b"]
        assert names(site.by_year[2016]) == ["c", "b", "d"]


def test_posts_of_the_same_moment_have_an_order_too() -> None:
    posts = [visit(name, "2016-01-28") for name in "abc"]
    orders = {tuple(names(make_site(*given).posts)) for given in permutations(posts)}
    assert orders == {("c", "b", "a")}


def test_a_post_about_several_kommuner_is_listed_under_each_and_a_general_one_under_none() -> None:
    site = make_site(
        make_post("posts/a.md", kommun=["Torsby", "Hagfors"]),
        make_post("posts/b.md", kommun="ingen"),
    )
    assert {slug: names(posts) for slug, posts in site.by_kommun.items()} == {
        "torsby": ["a"],
        "hagfors": ["a"],
    }
    assert len(site.posts) == 2


def test_visits_are_in_the_order_they_were_made_whenever_written_about() -> None:
    site = make_site(
        visit("sen", "2016-03-01", visited="2015-10"),
        visit("dag", "2016-01-28"),
        visit("vår", "2017-05-22", visited="våren 2016"),
    )
    assert names(site.posts) == ["vår", "sen", "dag"]
    told = [names(each.posts) for each in site.visits["hagfors"]]
    assert told == [["sen"], ["dag"], ["vår"]]


def test_drafts_and_posts_whose_time_has_not_come_are_held_back_with_the_reason() -> None:
    site = make_site(
        visit("nu", "2017-06-01 14:05"),
        visit("sen", "2017-06-01 14:06"),
        visit("utkast", "2015-10-26", draft="true"),
        pages=[make_info_page("pages/om.md", draft="true"), make_info_page("pages/andra.md")],
        now=TODAY,
    )
    assert names(site.posts) == ["nu"]
    assert list(site.pages) == ["pages/andra.md"]
    assert site.hidden == {
        "posts/sen.md": "publiceras 1 juni 2017 kl. 14.06",
        "posts/utkast.md": "utkast",
        "pages/om.md": "utkast",
    }
    held = set(site.hidden)
    assert held.isdisjoint(site.urls)
    assert held.isdisjoint(site.cards)
    assert held.isdisjoint(document.path for document in documents_of(site))


def test_what_is_held_back_is_shown_with_a_mark_when_asked_for() -> None:
    site = make_site(
        visit("nu", "2017-06-01 14:05"),
        visit("sen", "2018-01-01"),
        visit("utkast", "2015-10-26", draft="true"),
        now=TODAY,
        drafts=True,
    )
    assert site.hidden == {}
    assert [(card.url, card.mark) for card in site.cards.values()] == [
        ("/besok/sen/", "publiceras 1 januari 2018 kl. 00.00"),
        ("/besok/nu/", ""),
        ("/besok/utkast/", "utkast"),
    ]


@pytest.mark.usefixtures("anywhere")
def test_days_and_hours_are_swedish_on_a_machine_anywhere() -> None:
    site = make_site(
        visit("kvall", "2016-12-31T23:30:00Z"),
        visit("dag", "2017-06-01"),
        visit("sen", "2017-06-01T12:06:00Z"),
        now=TODAY,
        settings=make_settings(permalink="/{year}/{month}/{day}/{slug}/"),
    )
    assert site.urls == {
        "posts/dag.md": "/2017/06/01/dag/",
        "posts/kvall.md": "/2017/01/01/kvall/",
    }
    assert list(site.by_year) == [2017]
    assert site.hidden == {"posts/sen.md": "publiceras 1 juni 2017 kl. 14.06"}


@pytest.mark.parametrize("word", ["familjehem", "Familjehemsvård", "FOSTERHEM", "foster  familj"])
def test_a_theme_goes_by_slug_name_or_synonym(word: str) -> None:
    theme = Theme("familjehem", "Familjehemsvård", "", ("fosterhem", "Foster familj"))
    site = make_site(make_post(theme=word), settings=make_settings(themes=[theme, "Samverkan"]))
    assert themes_of(site) == ["Familjehemsvård"]
    assert list(site.by_theme) == ["familjehem"]


def test_a_theme_named_twice_counts_once_and_one_unknown_not_at_all() -> None:
    theme = Theme("familjehem", "Familjehemsvård", "", ("fosterhem",))
    post = make_post(theme=["fosterhem", "familjehem", "okänt"])
    assert themes_of(make_site(post, settings=make_settings(themes=[theme]))) == ["Familjehemsvård"]


def test_a_word_shared_by_two_themes_refers_to_the_first_in_order() -> None:
    themes = [Theme("b", "Boende", "", ("hem",)), Theme("a", "Akut", "", ("hem",))]
    assert themes_of(make_site(make_post(theme="hem"), settings=make_settings(themes=themes))) == [
        "Akut"
    ]


def test_themes_are_in_swedish_order() -> None:
    site = make_site(settings=make_settings(themes=["Öppenvård", "Ärenden", "Årsarbete", "Zon"]))
    names = ["Zon", "Årsarbete", "Ärenden", "Öppenvård"]
    assert [theme.name for theme in site.themes.values()] == names
    assert {theme.name for theme in site.settings.vocabularies["theme"]} == set(names)


def test_without_a_themes_file_the_words_of_the_posts_are_the_themes() -> None:
    site = make_site(
        visit("a", "2015-01-01", theme="öppna insatser"),
        visit("b", "2016-01-01", theme="Öppna  insatser, samverkan"),
        settings=make_settings(themes=None),
    )
    assert "theme" not in site.settings.vocabularies
    assert [(theme.slug, theme.name) for theme in site.themes.values()] == [
        ("samverkan", "Samverkan"),
        ("oppna-insatser", "Öppna insatser"),
    ]
    assert names(site.by_theme["oppna-insatser"]) == ["b", "a"]


def test_without_a_themes_file_words_that_want_the_same_address_are_one_theme() -> None:
    site = make_site(
        visit("a", "2015-01-01", theme="lån"),
        visit("b", "2016-01-01", theme="lan"),
        settings=make_settings(themes=None),
    )
    assert [theme.name for theme in site.themes.values()] == ["Lån"]
    assert names(site.by_theme["lan"]) == ["b", "a"]


@pytest.mark.parametrize("word", ["!", "con", "x" * 300])
def test_without_a_themes_file_a_word_that_gives_no_address_is_left_to_the_checks(
    word: str,
) -> None:
    site = make_site(make_post(theme=word), settings=make_settings(themes=None))
    assert dict(site.themes) == {}
    assert not site.terms["theme"].knows(word)


def test_the_author_is_the_one_named_or_the_blogs_own() -> None:
    settings = make_settings(
        authors=[Author("redaktionen", "Redaktionen"), Author("anna", "Anna", guest=True)],
        author="redaktionen",
    )
    site = make_site(
        own := visit("a", "2015-01-01"),
        guest := visit("b", "2016-01-01", author="anna"),
        unknown := visit("c", "2017-01-01", author="okänd"),
        settings=settings,
    )
    assert author_of(site, own) == Author("redaktionen", "Redaktionen")
    assert author_of(site, guest) == Author("anna", "Anna", "", True)
    assert author_of(site, unknown) is None


def test_without_an_authors_file_posts_are_signed_with_the_names_they_give() -> None:
    site = make_site(named := make_post(author="Anna Öst"), bare := make_post("posts/b.md"))
    assert "author" not in site.settings.vocabularies
    assert author_of(site, named) == Author("anna-ost", "Anna Öst")
    assert author_of(site, bare) is None


@pytest.mark.parametrize(
    ("permalink", "expected"),
    [
        ("/besok/{slug}/", "/besok/hagfors/"),
        ("/{year}/{month}/{slug}/", "/2015/10/hagfors/"),
        ("/{year}/{month}/{day}/{slug}/", "/2015/10/26/hagfors/"),
    ],
)
def test_urls_of_posts_follow_the_settings(permalink: str, expected: str) -> None:
    site = make_site(
        make_post(), pages=[make_info_page()], settings=make_settings(permalink=permalink)
    )
    assert site.urls == {"posts/2015-10-26-hagfors.md": expected, "pages/om.md": "/om/"}


def test_pages_are_in_their_own_order_then_by_title() -> None:
    pages = [
        make_info_page("pages/a.md", title="Öppettider"),
        make_info_page("pages/b.md", title="Ålder"),
        make_info_page("pages/c.md", title="Sist", order="200"),
        make_info_page("pages/d.md", title="Zoner", order="1"),
    ]
    titles = [page.meta.title for page in make_site(pages=pages).pages.values()]
    assert titles == ["Zoner", "Ålder", "Öppettider", "Sist"]


def test_other_files_are_known_by_path() -> None:
    assert list(make_site(files=["posts/a/plan.pdf"]).files) == ["posts/a/plan.pdf"]


@given(st.lists(st.dates(TODAY.date() - 2 * DAY, TODAY.date() + 2 * DAY), max_size=6))
def test_every_post_is_listed_or_hidden_and_never_both(days: list[date]) -> None:
    made = [visit(f"p{number}", day.isoformat()) for number, day in enumerate(days)]
    site = make_site(*made, now=TODAY)
    assert site.posts.keys() | site.hidden.keys() == {post.path for post in made}
    assert site.posts.keys().isdisjoint(site.hidden)
    assert sum(map(len, site.by_year.values())) == len(site.posts)
