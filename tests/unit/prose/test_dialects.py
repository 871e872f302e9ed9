"""What writers bring from GitHub, CommonMark and other dialects becomes what they meant."""

from __future__ import annotations

import re

import pytest

from sitegen.prose.conversion import convert


def html_of(text: str) -> str:
    """The HTML without the white space between its tags."""
    html = convert(text, abbreviations={}).html
    return re.sub(
        r"\s*(</?(?:ul|ol|li|p|pre|blockquote|dl|dt|dd|hr|div|tr|t[hd]|\w?able)\b)", r"\1", html
    )


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (
            "- familjehem\n  - rekrytering\n  - handledning\n- samverkan",
            "<ul><li>familjehem<ul><li>rekrytering</li><li>handledning</li></ul></li>"
            "<li>samverkan</li></ul>",
        ),
        (
            "- a\n  - b\n    - c\n      - d\n- e",
            "<ul><li>a<ul><li>b<ul><li>c<ul><li>d</li></ul></li></ul></li></ul></li>"
            "<li>e</li></ul>",
        ),
        (
            "1. a\n   - b\n   - c\n2. d",
            "<ol><li>a<ul><li>b</li><li>c</li></ul></li><li>d</li></ol>",
        ),
        (
            "- a\n   1. b\n   2. c",
            "<ul><li>a<ol><li>b</li><li>c</li></ol></li></ul>",
        ),
        ("1) a\n2) b", "<ol><li>a</li><li>b</li></ol>"),
        (
            "1. a\n\n   b\n\n2. c",
            "<ol><li><p>a</p><p>b</p></li><li><p>c</p></li></ol>",
        ),
        (
            "- a\n\n  b\n- c",
            "<ul><li><p>a</p><p>b</p></li><li><p>c</p></li></ul>",
        ),
        (
            "> - a\n>   - b",
            "<blockquote><ul><li>a<ul><li>b</li></ul></li></ul></blockquote>",
        ),
        (
            "1. a\n\n   > b\n\n2. c",
            "<ol><li><p>a</p><blockquote><p>b</p></blockquote></li><li><p>c</p></li></ol>",
        ),
        (
            "- a\n\n    - b\n- c",
            "<ul><li><p>a</p><ul><li>b</li></ul></li><li><p>c</p></li></ul>",
        ),
        # What is indented by four spaces stays as it was.
        (
            "- a\n    - b\n        - c\n    - d\n- e",
            "<ul><li>a<ul><li>b<ul><li>c</li></ul></li><li>d</li></ul></li><li>e</li></ul>",
        ),
        ("- a\n - b\n- c", "<ul><li>a</li><li>b</li><li>c</li></ul>"),
    ],
)
def test_lists_in_lists_keep_their_levels(text: str, html: str) -> None:
    assert html_of(text) == html


@pytest.mark.parametrize("text", ["text\n12. maj", "a\n\n    - b", "<pre>\n- a\n  - b\n</pre>"])
def test_what_is_no_list_stays_as_it_is(text: str) -> None:
    assert "<li>" not in html_of(text)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (
            "1. Kör:\n\n   ```\n   cd <b>\n     x\n   ```\n\n2. Titta.",
            "<ol><li><p>Kör:</p><pre><code>cd &lt;b&gt;\n  x\n</code></pre></li>"
            "<li><p>Titta.</p></li></ol>",
        ),
        (
            "- Kör:\n  ~~~bash\n  ls\n  ~~~\n- Titta.",
            "<ul><li><p>Kör:</p><pre><code>ls\n</code></pre></li><li><p>Titta.</p></li></ul>",
        ),
        ("Så:\n  ```\n  a\n  ```\nb", "<p>Så:</p><pre><code>a\n</code></pre><p>b</p>"),
        ('```py title="a b"\n<b>\n```', "<pre><code>&lt;b&gt;\n</code></pre>"),
        (
            "> ```\n> a\n>\n> b\n> ```",
            "<blockquote><pre><code>a\n\nb\n</code></pre></blockquote>",
        ),
        ("```\n- a\n  - [ ] b\n```", "<pre><code>- a\n  - [ ] b\n</code></pre>"),
    ],
)
def test_code_in_a_list_belongs_to_its_item(text: str, html: str) -> None:
    assert html_of(text) == html


def test_a_list_in_a_footnote_keeps_its_levels() -> None:
    html = html_of("A[^1].\n\n[^1]: B\n    - c\n      - d\n")
    assert "<ul><li>c<ul><li>d</li></ul></li></ul>" in html


TABLE = "| Område | Antal |\n|---|--:|\n| Familjehem | 4 |"


@pytest.mark.parametrize(
    "text", [f"Så här blev det:\n{TABLE}", f"- a\n\n  {TABLE.replace(chr(10), chr(10) + '  ')}"]
)
def test_a_table_needs_no_blank_line_above(text: str) -> None:
    html = html_of(text)
    assert html.count("<th ") == html.count("<td") == 2
    assert "|" not in html


def test_a_line_of_dashes_below_a_sentence_is_a_line() -> None:
    assert html_of("Vi åkte hem.\n---\nSedan.") == "<p>Vi åkte hem.</p><hr><p>Sedan.</p>"


def test_a_line_of_dashes_below_a_few_words_makes_them_a_heading() -> None:
    assert html_of("Vad vi såg\n---") == '<h2 id="vad-vi-sag">Vad vi såg</h2>'


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("rad\\\nrad", "<p>rad<br>\nrad</p>"),
        ("~~struket~~ ord", "<p><del>struket</del> ord</p>"),
        ("ett ==märkt== ord", "<p>ett <mark>märkt</mark> ord</p>"),
        ("a==b==c, ~3 och ~~ 4 ~~", "<p>a==b==c, ~3 och ~~ 4 ~~</p>"),
        (r"\~~a~~ `==b==`", "<p>~~a~~ <code>==b==</code></p>"),
        ("- [ ] Ring\n- [x] Skriv", "<ul><li>☐ Ring</li><li>☑ Skriv</li></ul>"),
        ("Lex Sarah\n: En anmälan", "<dl><dt>Lex Sarah</dt><dd>En anmälan</dd></dl>"),
        ("[a] [b]\n\n[b]: x", '<p>[a] <a href="\ue0000\ue001">b</a></p>'),
        ("[a][b]\n\n[b]: x", '<p><a href="\ue0000\ue001">a</a></p>'),
    ],
)
def test_marks_of_other_dialects_are_read(text: str, html: str) -> None:
    assert html_of(text) == html
