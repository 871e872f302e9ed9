"""The words of an old text are those of the new one, and its structure is kept."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.prose.conversion import convert
from sitegen.prose.limits import find_limits
from sitegen.wordpress.inline import FoundPicture
from sitegen.wordpress.texts import compare_words, convert_text


class Everything:
    """A resolver for whom every link leads on and every picture is there."""

    def __init__(self) -> None:
        self.notes: list[tuple[str, str]] = []

    def link(self, address: str) -> str | None:
        return None if address.startswith("javascript:") else address

    def picture(self, address: str, alt: str, caption: str) -> FoundPicture:
        is_there = "saknas" not in address
        return FoundPicture(address.rpartition("/")[2] if is_there else "", alt or "Bild", caption)

    def series(self, ids: tuple[str, ...]) -> Iterable[tuple[str, str, str]]:
        return [(f"http://a.se/{id}.jpg", f"bild {id}", f"text {id}") for id in ids]

    def footnote(self, id: str) -> str:
        return "En <em>not</em>." if id == "n1" else ""

    def note(self, code: str, text: str) -> None:
        self.notes.append((code, text))


def body_of(html: str) -> str:
    return convert_text(html, Everything()).body


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("Ett\ntvå\n\ntre", "Ett\\\ntvå\n\ntre"),
        ("<p>En <b>fet </b>och <i>kursiv</i></p>", "En **fet** och *kursiv*"),
        ("<h1>Stor</h1><h4>Liten</h4>", "## Stor\n\n### Liten"),
        ("<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>", "- a\n    - b\n- c"),
        ("<blockquote><p>Ja.</p><cite>Anna</cite></blockquote>", "> Ja.\n>\n> — Anna"),
        ('<p><a href="http://a.se/x (1)">ord</a></p>', "[ord](http://a.se/x%20%281%29)"),
        ('<p><a href="javascript:x()">ord</a></p>', "ord"),
        ("<p>2016. Ett år</p>", "2016\\. Ett år"),
        ("<p>- inte en lista</p>", "\\- inte en lista"),
        ("<p>&lt;b&gt; [x] *y* {z}</p>", "&lt;b> \\[x\\] \\*y\\* \\{z\\}"),
        ("<p>H<sub>2</sub>O</p>", "H<sub>2</sub>O"),
        ("<pre>a\n  *b*</pre>", "```\na\n  *b*\n```"),
        (
            "<table><tr><th>A</th><th>B</th></tr><tr><td>1|2</td><td>x<br>y</td></tr></table>",
            "| A | B |\n|---|---|\n| 1\\|2 | x<br>y |",
        ),
        (
            '[caption id="a" width="3"]<a href="http://a.se/b.jpg"><img src="http://a.se/b.jpg" '
            'alt="Alt"></a> En <em>bildtext</em>[/caption]',
            '![Alt](b.jpg "En bildtext")',
        ),
        (
            "<!-- wp:gallery --><figure><figure><img src='http://a.se/a.jpg' alt='A'>"
            "<figcaption>Ett</figcaption></figure><figcaption>Alla</figcaption></figure>",
            '![A](a.jpg "Ett")\n\nAlla',
        ),
        (
            '<ul class="wp-block-gallery"><li><figure><img src="http://a.se/a.jpg" alt="A">'
            "<figcaption>Ett</figcaption></figure></li></ul>",
            '![A](a.jpg "Ett")',
        ),
        (
            '[code lang="php"]<?php echo "<b>"; ?>\n<!-- x -->[/code]',
            '```php\n<?php echo "<b>"; ?>\n<!-- x -->\n```',
        ),
        ("[cc_java]a &lt;b>[/cc_java]", "```java\na <b>\n```"),
        ('<code lang="PHP">\n<select name="x">\n</code>', '```php\n<select name="x">\n```'),
        (
            '<p>a<sup><a href="#f1">1</a></sup></p><ol><li id="f1">not</li></ol>',
            'a<sup>[1](#f1)</sup>\n\n1. <a id="f1"></a>\n\n    not',
        ),
        ('[gallery ids="1,2"]', '![bild 1](1.jpg "text 1")\n\n![bild 2](2.jpg "text 2")'),
        (
            "https://www.youtube.com/watch?v=a",
            '[https://www.youtube.com/watch?v=a](https://www.youtube.com/watch?v=a "youtube.com")',
        ),
        ('[audio src="http://a.se/a.mp3"]', '[http://a.se/a.mp3](http://a.se/a.mp3 "a.se")'),
        ("Ord[footnote]En <b>not</b>[/footnote].", "Ord[^1].\n\n[^1]: En **not**"),
        (
            '<!-- wp:paragraph --><p>Ord<sup data-fn="n1" class="fn"><a href="#n1">1</a></sup></p>',
            "Ord[^1]\n\n[^1]: En *not*.",
        ),
        ('<p><a href="#b">dit</a></p><h2 id="b">B</h2>', None),
    ],
)
def test_structure_is_kept(html: str, markdown: str | None) -> None:
    assert markdown is None or body_of(html) == markdown


def test_what_cannot_be_said_stays_as_safe_html() -> None:
    made = Everything()
    text = convert_text(
        "<table><tr><th>A</th></tr><tr><td colspan=2 onclick=x>B</td></tr></table>", made
    )
    assert '<td colspan="2">B</td>' in text.body
    assert "onclick" not in text.body
    assert [code for code, _ in made.notes] == ["table-html"]


def test_scripts_are_dropped_and_told() -> None:
    made = Everything()
    assert convert_text("<p>a<script>alert(1)</script>b</p>", made).body == "ab"
    assert [code for code, _ in made.notes] == ["dropped"]


def test_tags_that_are_shown_as_code_are_reported() -> None:
    resolver = Everything()
    convert_text("[code]<b>ord</b>[/code]", resolver)
    assert resolver.notes == [("words-added", "b b")]


def test_an_unknown_shortcode_stays_as_words() -> None:
    made = Everything()
    assert convert_text('[contact-form-7 id="3"]', made).body == '\\[contact-form-7 id="3"\\]'
    assert [code for code, _ in made.notes] == ["shortcode"]


def test_a_missing_picture_is_a_link_to_where_it_was() -> None:
    html = '<p><img src="http://a.se/saknas.jpg" alt="Torget"></p>'
    assert body_of(html) == "[Torget](http://a.se/saknas.jpg)"


WORDS = st.text(alphabet="abåÄ 1.-*_#>[]{}()!&<|`~=:;\\\"'+/@^$%\n", min_size=1, max_size=30)
INLINE = st.sampled_from(["b", "em", "code", "sup", "span", "u", "del", "q", "abbr"])
BLOCK = st.sampled_from(["p", "li", "h2", "h3", "blockquote", "div", "td", "pre", "dd", "figure"])
AROUND = {"li": "ul", "td": "tr", "dd": "dl"}


def escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@st.composite
def old_texts(draw: st.DrawFn, depth: int = 3) -> str:
    """HTML as the block editor and people write it."""
    pieces = []
    for _ in range(draw(st.integers(1, 3))):
        words = escape(draw(WORDS))
        if draw(st.booleans()):
            tag = draw(INLINE)
            words += f"<{tag}>{escape(draw(WORDS))}</{tag}>{escape(draw(WORDS))}"
        tag = draw(BLOCK)
        inner = draw(old_texts(depth=depth - 1)) if depth and draw(st.booleans()) else ""
        inner = "" if tag in ("p", "h2", "h3", "pre", "td") else inner
        piece = f"<{tag}>{words}{inner}</{tag}>"
        around = AROUND.get(tag)
        piece = f"<{around}>{piece}</{around}>" if around else piece
        pieces.append(f"<table>{piece}</table>" if around == "tr" else piece)
    return "".join(pieces)


@given(old_texts())
def test_no_word_is_lost_and_none_is_added(html: str) -> None:
    made = convert_text(f"<!-- wp:html -->{html}", Everything())
    if find_limits(made.body):
        return
    page = convert(made.body, abbreviations={}).html
    assert compare_words(made.words, page) == ([], [])
