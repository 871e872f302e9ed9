"""Pastes: what clipboards hold comes out as our Markdown, and no word of it is lost."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.preview.editor.http import MAX_PICTURE
from sitegen.preview.paste_pages import convert_clipboard
from sitegen.wordpress.trees import parse_html, words_of
from tests.conftest import ROOT
from tests.unit.preview.editor.conftest import Office, memo, office

__all__ = ["memo", "office"]

PASTES = sorted((ROOT / "tests/data/pastes").glob("*.html"))


def read(place: Path) -> str:
    return place.read_text(encoding="utf-8") if place.exists() else ""


def find_words(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", text)))


@pytest.mark.parametrize("place", PASTES, ids=lambda place: place.stem)
def test_a_paste_becomes_what_was_wanted(place: Path) -> None:
    made = convert_clipboard(read(place))
    assert f"{made.markdown}\n" == read(place.with_suffix(".md"))
    assert list(made.simplified) == read(place.with_suffix(".txt")).splitlines()
    assert made.has_form


def test_there_are_thirty_pastes() -> None:
    assert len(PASTES) == 30


def test_footnotes_go_on_from_those_that_the_text_has() -> None:
    html = "ett<a href='#_ftn1'>[1]</a><div id='ftn1'><a href='#_ftnref1'>[1]</a> not</div>"
    assert convert_clipboard(html, first_note=4).markdown == "ett[^4]\n\n[^4]: not"


def test_words_without_form_are_left_as_they_are() -> None:
    assert not convert_clipboard("<div><span style='color:#333'># bara ord</span></div>").has_form
    assert not convert_clipboard("<pre>a = 1\n# b</pre>").has_form


def test_a_single_paragraph_can_stand_in_a_sentence() -> None:
    assert not convert_clipboard("<p>ett <b>två</b></p>").is_block
    assert convert_clipboard("<h2>ett</h2>").is_block


NUMBERS = "Numren i en lista blev andra än i dokumentet. Se över dem."


def word_item(mark: str, level: int = 1) -> str:
    style = f"mso-list:l0 level{level} lfo1"
    return f"<p style='{style}'><span style='mso-list:Ignore'>{mark}</span>ord {mark}</p>"


@pytest.mark.parametrize(
    ("html", "count"),
    [
        ("<ol><li>a</li><li>b</li></ol><ol><li>c</li></ol>", 1),
        ("<ol><li>a</li></ol><ol start=2><li>b</li></ol>", 0),
        ("<ol><li>a</li></ol><p>mellan</p><ol><li>b</li></ol>", 0),
        ("<ol><li>a<ol><li>x</li></ol></li><li>b<ol><li>y</li></ol></li></ol>", 0),
        ("<ul><li>a</li></ul><ol><li>b</li></ol>", 0),
        (word_item("1.") + word_item("2.") + word_item("1."), 1),
        (word_item("1.") + word_item("1.", 2) + word_item("2.") + word_item("1.", 2), 0),
        (word_item("1.") + word_item("a)", 2) + word_item("b)", 2), 0),
    ],
)
def test_a_list_that_begins_again_goes_on_and_that_is_said(html: str, count: int) -> None:
    assert convert_clipboard(html).simplified.count(NUMBERS) == count


def test_a_table_around_another_is_words_and_that_is_said() -> None:
    inner = "<table><tr><td>a</td><td>b</td></tr></table>"
    one, two = (f"<table><tr><td>{inner}</td>{more}</tr></table>" for more in ("", "<td>c</td>"))
    said = "En tabell i en annan står för sig nu, och den yttre blev vanliga stycken."
    assert said not in convert_clipboard(one).simplified
    assert said in convert_clipboard(two).simplified


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 10_000 + "ord",
        "<b><i>" * 10_000 + "ord",
        "<ul><li>" * 5_000 + "ord",
        "<blockquote>" * 10_000 + "ord",
        "<table><tr><td>" * 2_000 + "ord",
        "<table>" + "<tr><td colspan=9999 rowspan=9999>ord" * 2_000,
    ],
    ids=["div", "marks", "lists", "quotations", "tables", "cells"],
)
def test_hostile_nesting_keeps_the_words(html: str) -> None:
    assert "ord" in convert_clipboard(html).markdown


@pytest.mark.parametrize(
    "html",
    ["<p>ord</p>" * 500_000, "<" * 5_000_000, "ord " * 1_250_000, "<br>" * 1_250_000],
    ids=["paragraphs", "signs", "words", "breaks"],
)
def test_five_megabytes_are_said_to_be_too_much(html: str) -> None:
    made = convert_clipboard(html)
    assert made.simplified == ("Det var mycket på en gång: bara orden följde med, utan form.",)
    assert not made.has_form


def test_what_no_reader_sees_is_left_out() -> None:
    html = (
        "<style>p{color:red}</style><script>alert(1)</script><!--[if mso]>ej<![endif]-->"
        f"<p>ord</p><img src='data:image/png;base64,{'A' * 1_000_000}'><!-- ej"
    )
    made = convert_clipboard(html)
    assert made.markdown == "ord"
    assert made.simplified == ("En bild följde inte med. Dra hit den, eller tryck på Bild.",)


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///c:/a", "/besok/", "#mer"])
def test_a_link_that_leads_nowhere_from_here_is_words(address: str) -> None:
    made = convert_clipboard(f"<p>Läs <a href='{address}'>mer</a></p><p>nu</p>")
    assert made.markdown == "Läs mer\n\nnu"
    assert made.simplified == (
        "Länkar som bara leder inom dokumentet eller datorn är vanliga ord nu.",
    )


UNSEEN = (
    "title, style, [style*='mso-list:Ignore'], [style*='display:none'], .msocomanchor, .msocomtxt, "
    "a[href^='#_ftn'], .sdfootnoteanc, .sdfootnotesym"
)
WORDS = st.text("abcåäö *_#[]|>-.1\\`&<", min_size=1, max_size=12)
INLINE = st.sampled_from(("b", "i", "span", "a href='https://a.se'", "u", "sup", "code", "s"))
BLOCK = st.sampled_from(
    ("p", "div", "h1", "h4", "ul", "li", "ol", "blockquote", "td", "table", "tr", "th", "pre")
)


def wrap(pair: tuple[str, list[str]]) -> str:
    tag, inner = pair
    return f"<{tag}>{''.join(inner)}</{tag.partition(' ')[0]}>"


TREES = st.recursive(
    WORDS.map(lambda text: text.replace("&", "&amp;").replace("<", "&lt;")),
    lambda inner: st.tuples(INLINE | BLOCK, st.lists(inner, max_size=4)).map(wrap),
    max_leaves=20,
)


@given(st.lists(TREES, max_size=4).map("".join))
def test_no_paste_loses_a_word(html: str) -> None:
    shown = Counter(re.sub(r"<[^>]*>", "", html).replace("&amp;", "&").replace("&lt;", "<"))
    made = convert_clipboard(html)
    kept = Counter(unicodedata.normalize("NFKC", made.markdown))
    assert {sign: shown[sign] for sign in "abcåäö" if kept[sign] < shown[sign]} == {}


@pytest.mark.parametrize("place", PASTES, ids=lambda place: place.stem)
def test_none_of_the_thirty_loses_a_word(place: Path) -> None:
    """But for comments, and the marks of lists and notes, which Markdown has by itself."""
    html = re.sub(r"<!--.*?-->", "", read(place), flags=re.DOTALL)
    body = parse_html(re.sub(r"(?=</(?:p|td|li|h\d|div)>)", " ", html))
    assert body is not None
    for node in body.css(UNSEEN):
        node.decompose()
    for name in ("b", "i", "u", "span", "a", "sub", "sup", "del", "ins", "font"):
        body.unwrap_tags([name])
    markdown = re.sub(r"\]\([^)]*\)|[~*\[]", "", read(place.with_suffix(".md")))
    missing = find_words(words_of(body)) - find_words(markdown)
    assert set(missing) <= {"lt", "gt"}


def test_the_script_gets_the_markdown(office: Office) -> None:
    headers = {"X-Skriv-Nyckel": office.desk.key, "Content-Type": "text/plain"}
    answer = office.post("/skriv/klistra?not=3", "<h1>Å</h1>".encode(), headers=headers)
    assert answer.status_code == 200
    assert answer.json is not None
    assert answer.json["markdown"] == "## Å"


def test_a_stranger_and_too_much_are_refused(office: Office) -> None:
    headers = {"X-Skriv-Nyckel": "fel", "Content-Type": "text/plain"}
    assert office.post("/skriv/klistra", b"x", headers=headers).status_code == 403
    headers = {"X-Skriv-Nyckel": office.desk.key, "Accept": "application/json"}
    assert office.post("/skriv/klistra", b"x" * MAX_PICTURE, headers=headers).status_code == 413
