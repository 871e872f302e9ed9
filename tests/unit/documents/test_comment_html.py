"""A comment does nothing in the browser, keeps its words, and has what the old form allowed."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.documents.comment_html import (
    ALLOWED,
    MOST_TAGS,
    RENAMED,
    comment_words,
    find_losses,
    render_comment,
    web_target,
)

KEPT = {RENAMED.get(tag, tag): names for tag, names in ALLOWED.items()}


@pytest.mark.parametrize(
    ("message", "html"),
    [
        ("Ett\ntvå\n\ntre", "<p>Ett<br>\ntvå</p><p>tre</p>"),
        ("a < b & c", "<p>a &lt; b &amp; c</p>"),
        ("<b>fet</b> <i>kursiv</i>", "<p><b>fet</b> <i>kursiv</i></p>"),
        ("<b>fet\n\nmer</b> slut", "<p><b>fet</b></p><p><b>mer</b> slut</p>"),
        ("<acronym title='x'>A</acronym>", '<p><abbr title="x">A</abbr></p>'),
        ("<strike>s</strike>", "<p><s>s</s></p>"),
        ("ett<br />två<p>tre</p>", "<p>ett<br>\ntvå</p><p>tre</p>"),
        (
            "<a href='https://a.se/b?c=1&d' title='t'>ord</a>",
            '<p><a href="https://a.se/b?c=1&amp;d" rel="nofollow ugc" title="t">ord</a></p>',
        ),
        (
            "före<blockquote cite='https://a.se'>citat</blockquote>efter",
            '<p>före</p><blockquote cite="https://a.se"><p>citat</p></blockquote><p>efter</p>',
        ),
        ("<b><blockquote>x</blockquote></b>", "<blockquote><p><b>x</b></p></blockquote>"),
        ("<q>a<q>b</q></q>", "<p><q>a<q>b</q></q></p>"),
        ("<del datetime='2009-09-16T05:00:00+00:00'>x</del>",) * 1
        + ('<p><del datetime="2009-09-16T05:00:00+00:00">x</del></p>',),
        ("<del datetime='igår'>x</del>", "<p><del>x</del></p>"),
    ],
)
def test_what_the_old_form_allowed_is_shown(message: str, html: str) -> None:
    assert render_comment(message) == html
    assert find_losses(message) in ((), ("datetime: igår",))


@pytest.mark.parametrize(
    ("message", "html", "lost"),
    [
        ("<script>x()</script>ja", "<p>ja</p>", "<script>"),
        ("<style>p{}</style>ja", "<p>ja</p>", "<style>"),
        ("<img src=x onerror=x()>ja", "<p>ja</p>", "<img>"),
        ("<b onclick='x()' style='y'>ja</b>", "<p><b>ja</b></p>", "onclick"),
        ("<a href='javascript:x()'>ja</a>", "<p>ja</p>", "href: javascript:x()"),
        ("<a href='&#106;avascript:x()'>ja</a>", "<p>ja</p>", "href: javascript:x()"),
        ("<a href='data:text/html,x'>ja</a>", "<p>ja</p>", "href: data:text/html,x"),
        ("<a href='//a.se'>ja</a>", "<p>ja</p>", "href: //a.se"),
        ("<b><i>ja</b></i>", "<p><b><i>ja</i></b></p>", "taggar som inte avslutas där de ska"),
        ("</b>ja", "<p>ja</p>", "taggar som inte avslutas där de ska"),
        ("<form action=x><input>ja</form>", "<p>ja</p>", "<form>"),
        ("<svg onload=x()>ja</svg>", "<p>ja</p>", "<svg>"),
    ],
)
def test_all_else_is_left_out_and_reported(message: str, html: str, lost: str) -> None:
    assert render_comment(message) == html
    assert lost in find_losses(message)


def test_a_thousand_tags_are_plain_text() -> None:
    message = "<b>" * (MOST_TAGS + 1)
    assert "<b>" not in render_comment(message)
    assert len(find_losses(message)) == 1


def test_elements_are_not_nested_without_end() -> None:
    made = render_comment("<b><i><q>" * 60 + "ord")
    assert "ord" in made
    assert made.count("<") < 40
    assert any("nivåer" in each for each in find_losses("<b><i><q>" * 60))


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("HTTP://a.se/å b", "http://a.se/%C3%A5%20b"),
        ("https://å.se/%zz#a#b", "https://xn--5ca.se/%25zz#a%23b"),
        ("javascript:x()", ""),
        ("http://a..b/", ""),
        ("/besok/", ""),
        ("https://" + "a" * 3000, ""),
    ],
)
def test_an_address_leads_to_the_web_or_nowhere(written: str, address: str) -> None:
    assert web_target(written) == address


def test_words_stand_apart_for_search() -> None:
    assert comment_words("ett<blockquote>två</blockquote>tre &amp; <b>fy</b>ra").split() == [
        *("ett", "två", "tre", "&", "fyra")
    ]


class Strict(HTMLParser):
    """Fails on anything but well-nested elements that a comment may have."""

    def __init__(self) -> None:
        super().__init__()
        self.inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            assert not attrs
            return
        assert tag == "p" or {name for name, _ in attrs} <= KEPT[tag] | {"rel"}
        if tag in ("p", "blockquote"):
            assert set(self.inside) <= {"blockquote"}, "a block inside what is inline"
        else:
            assert "p" in self.inside, "words outside a paragraph"
        for name, value in attrs:
            assert name not in ("href", "cite") or re.match("https?://", value or "")
        self.inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.inside.pop() == tag

    def handle_data(self, data: str) -> None:
        assert not data.strip() or "p" in self.inside


PIECES = st.sampled_from(
    [
        *(f"<{tag}>" for tag in ALLOWED),
        *(f"</{tag}>" for tag in ALLOWED),
        *("<script>", "</script>", "<img src=x onerror=y>", "<p>", "</p>", "<br>", "<!--", "-->"),
        *('<a href="javascript:x">', '<a href="https://a.se/">', '<a title=">">', "<svg/onload=x>"),
        *("\n", "\n\n", " ", "ord", "&", "&lt;", "<", ">", '"', "'", "<del datetime=2009-01-01>"),
        *('<blockquote cite="x">', "<table>", "<td>", "<math>", "<style>", "<textarea>", "<b"),
    ]
)


@given(st.one_of(st.lists(PIECES, max_size=40).map("".join), st.text(max_size=60)))
def test_whatever_is_written_is_safe_and_valid(message: str) -> None:
    parser = Strict()
    parser.feed(render_comment(message))
    parser.close()
    assert parser.inside == []
    find_losses(message)


WORDS = st.sampled_from(
    ["ord", "<b>", "</b>", "<i>", "</i>", "<blockquote>", "</blockquote>", "\n"]
)


@given(st.lists(WORDS, max_size=30))
def test_no_word_is_lost_in_what_is_allowed(pieces: list[str]) -> None:
    message = " ".join(pieces)
    shown = unescape(re.sub(r"<[^>]*>", " ", render_comment(message)))
    assert shown.split() == [each for each in pieces if each == "ord"]
