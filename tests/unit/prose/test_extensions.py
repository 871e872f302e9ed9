"""Markdown as Swedish writers expect it."""

from __future__ import annotations

import pytest

from sitegen.prose.extensions import to_html


def html(text: str) -> str:
    """The HTML on one line."""
    return to_html(text, abbreviations={"BBIC": "Barns behov i centrum"}).replace("\n", "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a:\n- b\n- c", "<p>a:</p><ul><li>b</li><li>c</li></ul>"),
        ("a\n* b", "<p>a</p><ul><li>b</li></ul>"),
        ("a\n+ b", "<p>a</p><ul><li>b</li></ul>"),
        ("a\n1. b\n2. c", "<p>a</p><ol><li>b</li><li>c</li></ol>"),
        ("a\n- b\n\nc", "<p>a</p><ul><li>b</li></ul><p>c</p>"),
        ("- a\n    - b", "<ul><li>a<ul><li>b</li></ul></li></ul>"),
        ("1. a\n- b\n2. c", "<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>"),
        ("> a\n> - b\n> - c", "<blockquote><p>a</p><ul><li>b</li><li>c</li></ul></blockquote>"),
        ("- a\n\n1. b", "<ul><li>a</li></ul><ol><li>b</li></ol>"),
        ("3. a\n4. b", '<ol start="3"><li>a</li><li>b</li></ol>'),
        ("100. a", '<ol start="100"><li>a</li></ol>'),
    ],
)
def test_a_list_needs_no_blank_line_before_it(text: str, expected: str) -> None:
    assert html(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2016. Ett år", "<p>2016. Ett år</p>"),
        ("a\n2016. b", "<p>a2016. b</p>"),
        ("a\n12. b", "<p>a12. b</p>"),
        ("1. a\n2016. b", "<ol><li>a2016. b</li></ol>"),
        ("- a\n    2016. b", "<ul><li>a    2016. b</li></ul>"),
        ("a\n-b", "<p>a-b</p>"),
        ("a\n*b*", "<p>a<em>b</em></p>"),
        ("a\n    - b", "<p>a    - b</p>"),
        ("```\na\n- b\n```", "<pre><code>a- b</code></pre>"),
        ("    a\n    - b", "<pre><code>a- b</code></pre>"),
        ("<pre>\na\n- b\n</pre>", "<pre>a- b</pre>"),
        ("a\n- - -", "<p>a</p><hr />"),
    ],
)
def test_what_only_looks_like_a_list_is_none(text: str, expected: str) -> None:
    assert html(text) == expected


@pytest.mark.parametrize(
    ("text", "quote", "source"),
    [
        ("> a\n> — b", "<p>a</p>", "b"),
        ("> a\n> – b", "<p>a</p>", "b"),
        ("> a\n> - b", "<p>a</p>", "b"),
        ("> a\n> -- b", "<p>a</p>", "b"),
        ("> a\n> —b", "<p>a</p>", "b"),
        ("> a\n>\n> — b", "<p>a</p>", "b"),
        ("> a\n\n> — b", "<p>a</p>", "b"),
        ("> a\n\n> - b", "<p>a</p>", "b"),
        ("> a\n— b", "<p>a</p>", "b"),
        ("> a\n>\n> b\n> — c", "<p>a</p><p>b</p>", "c"),
        ("> a\n> — *b*, c", "<p>a</p>", "<em>b</em>, c"),
        ('> "a"\n> — "b"', "<p>”a”</p>", "”b”"),
        ("> a\n> — 14-årig b", "<p>a</p>", "14-årig b"),
        ("> - a\n> - b\n>\n> — c", "<ul><li>a</li><li>b</li></ul>", "c"),
        ("> – a\n> – b\n> — c", "<p>– a– b</p>", "c"),
    ],
)
def test_a_quote_that_ends_with_a_dash_names_its_source(text: str, quote: str, source: str) -> None:
    assert html(text) == (
        f'<figure class="quote"><blockquote>{quote}</blockquote>'
        f"<figcaption>{source}</figcaption></figure>"
    )


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("> a", "<p>a</p>"),
        ("> a – b", "<p>a – b</p>"),
        ("> — a", "<p>— a</p>"),
        ("> – a\n> – b", "<p>– a– b</p>"),
        ("> - a\n> - b", "<ul><li>a</li><li>b</li></ul>"),
        ("> - a\n\n> - b", "<ul><li><p>a</p></li><li><p>b</p></li></ul>"),
        ("> a\n> -5 grader", "<p>a-5 grader</p>"),
        ("> — a\n> b", "<p>— ab</p>"),
    ],
)
def test_a_quote_without_a_source_stays_a_quote(text: str, quote: str) -> None:
    assert html(text) == f"<blockquote>{quote}</blockquote>"


def test_text_after_a_source_is_no_part_of_the_quotation() -> None:
    text = html("Före\n> a\n> — b\n\n> c\n\nEfter")
    assert text.startswith('<p>Före</p><figure class="quote">')
    assert text.endswith("</figure><blockquote><p>c</p></blockquote><p>Efter</p>")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "![a](b.jpg \"En 'c'\")",
            '<figure><img alt="a" src="b.jpg" /><figcaption>En ’c’</figcaption></figure>',
        ),
        (
            '![a](b.jpg "BBIC"){#d}',
            '<figure id="d"><img alt="a" src="b.jpg" /><figcaption>'
            '<abbr title="Barns behov i centrum">BBIC</abbr></figcaption></figure>',
        ),
        (
            '[![a](b.jpg "c")](d)',
            '<figure><a href="d"><img alt="a" src="b.jpg" /></a>'
            "<figcaption>c</figcaption></figure>",
        ),
        ("![a](b.jpg)", '<p><img alt="a" src="b.jpg" /></p>'),
        ('![a](b.jpg " ")', '<p><img alt="a" src="b.jpg" title="" /></p>'),
        ('![a](b.jpg "c") d', '<p><img alt="a" src="b.jpg" title="c" /> d</p>'),
        ('d ![a](b.jpg "c")', '<p>d <img alt="a" src="b.jpg" title="c" /></p>'),
        ("*a*", "<p><em>a</em></p>"),
    ],
)
def test_a_picture_alone_with_a_title_becomes_a_figure(text: str, expected: str) -> None:
    assert html(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            '[a](https://www.svtplay.se/b "SVT, 3 minuter")',
            '<figure class="film"><a href="https://www.svtplay.se/b">a</a>'
            "<figcaption>SVT, 3 minuter</figcaption></figure>",
        ),
        (
            '[a](https://www.hultsfred.se/ "Hultsfreds kommun"){#b}',
            '<figure class="link" id="b"><a href="https://www.hultsfred.se/">a</a>'
            "<figcaption>Hultsfreds kommun</figcaption></figure>",
        ),
        ("[a](https://b.se/)", '<p><a href="https://b.se/">a</a></p>'),
        ('[a](/om/ "b")', '<p><a href="/om/" title="b">a</a></p>'),
        ('c [a](https://b.se/ "b")', '<p>c <a href="https://b.se/" title="b">a</a></p>'),
        ('[a](https://[b "c")', '<p><a href="https://[b" title="c">a</a></p>'),
    ],
)
def test_a_link_out_of_the_site_alone_with_a_title_becomes_a_card(text: str, expected: str) -> None:
    assert html(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('Hon sa "hej".', "Hon sa ”hej”."),
        ("'a' \"'b'\"", "’a’ ”’b’”"),
        ('**"a"**', "<strong>”a”</strong>"),
        ("2015--2016 --- a...", "2015–2016 — a…"),
        ("a ---- b ..", "a ---- b .."),
        ('`"a" -- b`', '<code>"a" -- b</code>'),
        ('\\"a\\"', '"a"'),
        ("&quot;a&quot;", "&quot;a&quot;"),
        ("<b title=\"'a'\">b</b>", "<b title=\"'a'\">b</b>"),
        ("<https://a.se/b--c>", '<a href="https://a.se/b--c">https://a.se/b--c</a>'),
    ],
)
def test_quotation_marks_and_dashes_are_swedish(text: str, expected: str) -> None:
    assert html(text) == f"<p>{expected}</p>"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("BBIC-utredning", '<abbr title="Barns behov i centrum">BBIC</abbr>-utredning'),
        ("IBBICA", "IBBICA"),
        ("`BBIC`", "<code>BBIC</code>"),
        ("BBIC\n\n*[BBIC]: Eget", '<abbr title="Eget">BBIC</abbr>'),
        ("LVU\n\n*[LVU]: Lagen", '<abbr title="Lagen">LVU</abbr>'),
        ('BBIC\n\n*[BBIC]: ""', "BBIC"),
    ],
)
def test_abbreviations_are_explained(text: str, expected: str) -> None:
    assert html(text) == f"<p>{expected}</p>"


def test_a_table_aligns_by_class_and_says_what_its_headings_head() -> None:
    assert html("| a | b |\n|:-:|--:|\n| c | d |") == (
        '<div aria-label="Tabell" class="table" role="group" tabindex="0">'
        '<table><thead><tr><th class="align-center" scope="col">a</th>'
        '<th class="align-right" scope="col">b</th></tr></thead>'
        '<tbody><tr><td class="align-center">c</td><td class="align-right">d</td></tr></tbody>'
        "</table></div>"
    )


def test_a_text_can_ask_for_its_table_of_contents() -> None:
    assert html("[TOC]\n\n## Åtgärder").startswith(
        '<div class="toc"><ul><li><a href="#atgarder">Åtgärder</a></li></ul></div>'
    )


def test_attributes_can_be_written_after_what_they_belong_to() -> None:
    assert html("## A {#b}") == '<h2 id="b">A</h2>'
    assert html("*a*{lang=en}") == '<p><em lang="en">a</em></p>'


def test_a_text_that_could_not_be_converted_leaves_nothing_behind() -> None:
    with pytest.raises(TypeError):
        to_html("a", abbreviations={"a": 1})  # type: ignore[dict-item]
    assert html("a") == "<p>a</p>"


@pytest.mark.parametrize(
    ("title", "caption"),
    [
        ("Torget. Foto: Anna Ek", 'Torget. <span class="credit">Foto: Anna Ek</span>'),
        ("Foto: Anna Ek", '<span class="credit">Foto: Anna Ek</span>'),
        ("Staden. Illustration: Bo", 'Staden. <span class="credit">Illustration: Bo</span>'),
        ("Foto: A. Bild: B", '<span class="credit">Foto: A. Bild: B</span>'),
        ("Kommunens bild: ett hem", "Kommunens bild: ett hem"),
        ("Gruppfoto: alla", "Gruppfoto: alla"),
        ("Foto:", "Foto:"),
    ],
)
def test_a_caption_says_who_made_the_picture(title: str, caption: str) -> None:
    assert f"<figcaption>{caption}</figcaption>" in html(f'![a](b.jpg "{title}")')
