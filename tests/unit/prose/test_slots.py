"""What is put into a document's HTML where it is shown: hosts for print, and room for a picture."""

from __future__ import annotations

import pytest

from sitegen.prose.slots import divide_opening, name_host

FIRST, REST = "<p>Först.</p>", "\n<p>Sedan.</p>"


@pytest.mark.parametrize(
    "opening",
    [
        FIRST,
        '<p class="x">Med <a href="/b/">länk</a><br> och <img alt="a > b" src="/c">.</p>',
        f"<h2>Rubrik</h2>\n{FIRST}",
        f"<figure><blockquote><p>Citat.</p></blockquote></figure>\n{FIRST}",
        '<p title="a > </p> b">Ord.</p>',
    ],
)
def test_the_opening_ends_with_the_first_paragraph_of_the_text_itself(opening: str) -> None:
    assert divide_opening(opening + REST) == (opening, REST)


@pytest.mark.parametrize(
    "html",
    [
        "",
        "Bara ord",
        "<ul><li><p>Punkt.</p></li></ul>",
        f"<h2>Rubrik</h2><ul><li>Punkt</li></ul>{FIRST}",
        "<blockquote><p>Bara citat.</p></blockquote>",
    ],
)
def test_a_text_that_begins_with_anything_else_has_no_opening(html: str) -> None:
    assert divide_opening(html) == ("", html)


def test_links_within_the_site_say_on_which_host_and_others_do_not() -> None:
    html = '<a href="/b/">b</a> <a class="c" href="/d/">d</a> <a href="#e">e</a>'
    assert name_host(html, "https://example.org") == (
        '<a data-host="https://example.org" href="/b/">b</a> '
        '<a class="c" data-host="https://example.org" href="/d/">d</a> <a href="#e">e</a>'
    )


def test_what_looks_like_a_link_in_words_is_left_alone() -> None:
    html = '<code>&lt;a href="/b/"&gt;</code>'
    assert name_host(html, "https://example.org") == html
