"""What search finds: which posts, plans and pages, and what of each."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from sitegen.pages.search_document import (
    Searchable,
    SearchSection,
    as_document,
    days_in_words,
    find_searchable,
)
from tests.support.factories import make_info_page, make_post, make_settings, make_site

BODY = (
    '<p>Först.</p>\n<h2 id="planen">Planen</h2>\n<p>Vi <em>besökte</em>\n'
    '<a href="\ue0000\ue001">dem</a>. \ue0001\ue001</p>\n<ul><li>Ett</li><li>Två</li></ul>'
)


def make_searchable(**fields: Any) -> Searchable:
    [made] = find_searchable(make_site(make_post(**fields)))
    return made


def test_published_posts_and_pages_are_found_oldest_first_and_nothing_else() -> None:
    site = make_site(
        make_post("posts/aldst.md", date="2015-01-01"),
        make_post("posts/nyast.md", date="2016-01-01"),
        make_post("posts/utkast.md", draft="true"),
        make_post("posts/kommande.md", date="2031-01-01"),
        pages=[make_info_page()],
    )
    found = [(each.kind, each.url) for each in find_searchable(site)]
    assert found[0][0] == "sida"
    assert found[1:] == [("inlägg", "/besok/aldst/"), ("inlägg", "/besok/nyast/")]


def test_a_preview_finds_drafts_and_says_what_they_are() -> None:
    [post] = find_searchable(make_site(make_post(draft="true"), drafts=True))
    assert post.mark == "utkast"


def test_a_blog_without_search_or_posts_has_nothing_to_find() -> None:
    assert find_searchable(make_site(make_post(), settings=make_settings(search=False))) == ()
    assert find_searchable(make_site()) == ()


def test_all_that_is_known_of_a_post_is_found() -> None:
    post = make_searchable(
        kommun=["Hagfors", "Habo"],
        theme=["familjehem", "samverkan"],
        participants=[{"organisation": "Socialstyrelsen", "role": "utredare"}],
    )
    assert (post.title, post.day) == ("I Hagfors stannar medarbetarna", date(2015, 10, 26))
    assert post.kommuner == ("Hagfors", "Habo")
    assert post.lan == ("Värmlands län", "Jönköpings län")
    assert post.themes == ("Familjehem", "Samverkan")
    assert post.participants == ("Socialstyrelsen",)
    assert post.occasion == "besök 1 i Habo och besök 1 i Hagfors"


def test_a_general_post_belongs_nowhere() -> None:
    post = make_searchable(kommun="ingen")
    assert (post.kommuner, post.lan) == ((), ())


def test_a_text_is_found_by_its_sections_without_markup_and_slots() -> None:
    about = Searchable(url="/a/", kind="inlägg", title="A", slots=2)
    assert as_document(about, BODY).sections == (
        SearchSection("", "", "Först."),
        SearchSection("planen", "Planen", "Vi besökte dem.\nEtt\nTvå"),
    )


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>för\xadskola</p>", "förskola"),
        ("<p>A &lt;b&gt; &amp; c</p>", "A <b> & c"),
        (
            '<p>Ord<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup> är</p>',
            "Ord är",
        ),
        ('<p>Not <a class="footnote-backref" href="#x">↩</a></p>', "Not"),
        ('<p>a <img alt="x > y" src="b"> c</p>', "a c"),
        ("<p>Rad<br>bruten</p>", "Rad\nbruten"),
    ],
)
def test_what_is_no_word_of_the_text_is_left_out(html: str, text: str) -> None:
    about = Searchable(url="/a/", kind="inlägg", title="A")
    assert [each.text for each in as_document(about, html).sections] == [text]


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2016, 12, 7), "7 december 2016 vinter"),
        (date(2016, 1, 7), "7 januari 2016 vinter"),
        (date(2017, 5, 22), "22 maj 2017 vår"),
        (date(2017, 9, 1), "1 september 2017 höst"),
    ],
)
def test_a_day_is_found_by_month_year_and_season(day: date, words: str) -> None:
    assert days_in_words(day) == words
