"""What search finds: which posts, and what of each."""

from __future__ import annotations

import re
from typing import Any

import pytest

from sitegen.pages.search_document import Searchable, as_document, searchable_posts
from tests.support.factories import make_info_page, make_post, make_settings, make_site

BODY = (
    '<h2 id="planen">Planen</h2>\n<p>Vi besökte <a href="\ue0000\ue001">dem</a>. \ue0001\ue001</p>'
)


def make_searchable(**fields: Any) -> Searchable:
    [made] = searchable_posts(make_site(make_post(**fields)))
    return made


def told(document: str, kind: str) -> list[tuple[str, str]]:
    """What a document says beside its text, in order."""
    return re.findall(f'<i data-pagefind-{kind}="([a-z]+)">(.*?)</i>', document)


def test_published_posts_are_found_newest_first_and_nothing_else() -> None:
    site = make_site(
        make_post("posts/aldst.md", date="2015-01-01"),
        make_post("posts/nyast.md", date="2016-01-01"),
        make_post("posts/utkast.md", draft="true"),
        make_post("posts/kommande.md", date="2031-01-01"),
        pages=[make_info_page()],
    )
    assert [post.url for post in searchable_posts(site)] == ["/besok/nyast/", "/besok/aldst/"]


def test_a_preview_finds_drafts_and_says_what_they_are() -> None:
    [post] = searchable_posts(make_site(make_post(draft="true"), drafts=True))
    assert told(as_document(post, ""), "meta")[-1] == ("utkast", "utkast")


def test_a_blog_without_search_has_nothing_to_find() -> None:
    assert searchable_posts(make_site(make_post(), settings=make_settings(search=False))) == ()


def test_all_that_is_known_of_a_post_is_found() -> None:
    post = make_searchable(
        kommun=["Hagfors", "Habo"],
        theme=["familjehem", "samverkan"],
        participants=[{"organisation": "Socialstyrelsen", "role": "utredare"}],
    )
    assert told(as_document(post, ""), "meta") == [
        ("title", "I Hagfors stannar medarbetarna"),
        ("dag", "2015-10-26"),
        ("datum", "26 oktober 2015"),
        ("kommun", "Hagfors, Habo"),
        ("besok", "besök 1 i Habo och besök 1 i Hagfors"),
        ("lan", "Värmlands län, Jönköpings län"),
        ("tema", "Familjehem, Samverkan"),
        ("deltagare", "Socialstyrelsen"),
    ]


def test_a_post_without_words_is_indexed_by_its_title() -> None:
    """Pagefind leaves out a document without words, and fails if none has any."""
    post = make_searchable()
    assert f"<p>{post.title}</p>" in as_document(post, '<p><img src="x"></p>')
    assert f"<p>{post.title}</p>" not in as_document(post, "<p>Ord.</p>")


def test_what_can_be_narrowed_to_is_one_value_each() -> None:
    post = make_searchable(kommun=["Hagfors", "Torsby"], theme=["familjehem", "samverkan"])
    document = as_document(post, "")
    assert told(document, "filter") == [
        ("kommun", "Hagfors"),
        ("kommun", "Torsby"),
        ("lan", "Värmlands län"),
        ("tema", "Familjehem"),
        ("tema", "Samverkan"),
        ("ar", "2015"),
    ]
    assert told(document, "sort") == [("dag", "20151026")]


def test_a_general_post_belongs_nowhere() -> None:
    kinds = dict(told(as_document(make_searchable(kommun="ingen"), ""), "filter"))
    assert kinds == {"tema": "Familjehem", "ar": "2015"}


def test_the_text_keeps_its_headings_and_loses_its_slots_and_soft_hyphens() -> None:
    post = make_searchable(summary="Om <planen> & mer", body="[a](b.md) ![c](d.png)\n")
    document = as_document(post, BODY.replace("besökte", "be\xadsökte"))
    assert "<p>Om &lt;planen&gt; &amp; mer</p>" in document
    assert '<h2 id="planen">Planen</h2>' in document
    assert '<p>Vi besökte <a href="">dem</a>. </p>' in document


@pytest.mark.parametrize(
    "change",
    [
        {"title": "En annan rubrik"},
        {"date": "2015-10-27"},
        {"kommun": "Torsby"},
        {"theme": "samverkan"},
        {"summary": "En mening."},
        {"slug": "annat"},
        {"body": "En annan text.\n"},
        {"participants": [{"organisation": "IVO"}]},
    ],
    ids=lambda change: str(next(iter(change))),
)
def test_whatever_is_found_changes_the_value_that_decides(change: dict[str, Any]) -> None:
    assert make_searchable(**change) != make_searchable()


def test_what_is_not_found_changes_nothing() -> None:
    assert make_searchable(aliases=["/gammal/"], updated="2017-01-01") == make_searchable()
