"""Prose: the HTML is safe, and its links, headings, lead and words are found."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.prose.conversion import Prose, convert
from sitegen.prose.limits import find_limits
from sitegen.prose.slots import Reference, fill, slot_html

ABBREVIATIONS = {"BBIC": "Barns behov i centrum"}


def prose(text: str) -> Prose:
    return convert(text, abbreviations=ABBREVIATIONS)


def filled(text: str) -> str:
    """The HTML with every address as the author wrote it."""
    made = prose(text)
    return fill(made.html, [slot_html(one, one.target) for one in made.references])


def targets(text: str) -> list[tuple[str, str, str]]:
    return [(one.kind, one.target, one.text) for one in prose(text).references]


# Slots


def test_a_link_leaves_a_slot_for_its_address_and_a_picture_one_for_itself() -> None:
    made = prose('Se [Hagfors](../hagfors.md "Besök") och ![Torget](torget.jpg).')
    assert made.html == (
        '<p>Se <a href="\ue0000\ue001" title="Besök">Hagfors</a> och \ue0001\ue001.</p>'
    )
    assert fill(made.html, ["/besok/hagfors/", "<img>"]) == (
        '<p>Se <a href="/besok/hagfors/" title="Besök">Hagfors</a> och <img>.</p>'
    )


def test_what_goes_into_a_slot_is_escaped() -> None:
    link = Reference("link", "x", "text", 1, 1)
    picture = Reference("picture", "x", 'En "skylt" <här>', 1, 1)
    assert slot_html(link, '/a?b&c"') == "/a?b&amp;c&quot;"
    assert slot_html(picture, "/b.jpg") == (
        '<img src="/b.jpg" alt="En &quot;skylt&quot; &lt;här&gt;" loading="lazy">'
    )


@pytest.mark.parametrize(
    "text",
    [
        "\ue0000\ue001",
        "&#xe000;0&#xe001;",
        '<b title="&#xe000;0&#xe001;">a</b>',
        "`\ue0000\ue001`",
        "[a](\ue0000\ue001)",
    ],
    ids=["characters", "entities", "in an attribute", "in code", "in an address"],
)
def test_a_text_cannot_forge_a_slot(text: str) -> None:
    made = prose(text)
    assert made.html.count("\ue000") == len(made.references)
    assert all("\ue000" not in one.target for one in made.references)


def test_too_few_replacements_raise_an_error() -> None:
    with pytest.raises(IndexError):
        fill(prose("[a](b) [c](d)").html, ["b"])


# References


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[a](b.md)", [("link", "b.md", "a")]),
        ("[*a* `b`](c)", [("link", "c", "a b")]),
        ("[a][r]\n\n[r]: b.md", [("link", "b.md", "a")]),
        ("<https://a.se/b>", [("link", "https://a.se/b", "https://a.se/b")]),
        ("<info@a.se>", [("link", "mailto:info@a.se", "info@a.se")]),
        ('<a href="b.md">a</a>', [("link", "b.md", "a")]),
        ('<div>\n<a href="b.md">a</a>\n</div>', [("link", "b.md", "a")]),
        ("a[^1]\n\n[^1]: [b](c)", [("link", "c", "b")]),
        ("[a](#b)", [("link", "#b", "a")]),
        ("[a](b?c=1&d=2)", [("link", "b?c=1&d=2", "a")]),
        ("[a](b%20c)", [("link", "b%20c", "a")]),
        ("[a](<b c>)", [("link", "b c", "a")]),
        ("![a](b.jpg)", [("picture", "b.jpg", "a")]),
        ('![a > "b"](c.jpg "d > e")', [("picture", "c.jpg", 'a > "b"')]),
        ("![](b.jpg)", [("picture", "b.jpg", "")]),
        ("[![a](b.jpg)](c)", [("link", "c", "a"), ("picture", "b.jpg", "a")]),
        ("<img src=b.jpg alt=a>", [("picture", "b.jpg", "a")]),
        ("`[a](b)`", []),
        ("    [a](b)", []),
        ('<a id="b">a</a>', []),
        ("a <!-- [b](c) -->", []),
    ],
)
def test_links_and_pictures_are_found_wherever_they_are(
    text: str, expected: list[tuple[str, str, str]]
) -> None:
    assert targets(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "[a]()",
        "[a](javascript:alert)",
        "[a](JAVASCRIPT&#58;alert)",
        "[a](data:text/html,b)",
        '<a href="java&#9;script:alert">a</a>',
        "[a](java&#1;script:alert)",
        "[a](java&#xe000;script:alert)",
        '<a href="java&#x7f;&#xe001;script:alert">a</a>',
        "<a>a</a>",
        "[a](http://[)",
    ],
)
def test_a_link_whose_address_is_missing_or_not_allowed_has_an_empty_target(text: str) -> None:
    assert targets(text) == [("link", "", "a")]


@pytest.mark.parametrize("address", ["javascript:b", "java&#11;script:b"])
def test_a_picture_whose_address_is_not_allowed_has_an_empty_target(address: str) -> None:
    assert targets(f"![a]({address})") == [("picture", "", "a")]


@pytest.mark.parametrize("address", ["javascript:b", "java&#1;script:b", "data:text/html,b", "b"])
def test_a_source_that_is_no_web_address_is_left_out(address: str) -> None:
    for tag in ("q", "del", "ins"):
        text = f'a <{tag} title="c" cite="{address}">b cite="c"</{tag}>'
        assert prose(text).html == f'<p>a <{tag} title="c">b cite=”c”</{tag}></p>'


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("a\n\nSe [b](c.md).", [(3, 8)]),
        ("[b](c.md) [d](c.md)", [(1, 5), (1, 15)]),
        ("c.md `[b](c.md)`\n[b](c.md)", [(2, 5)]),
        ("```\n[b](c.md)\n```\n\n[b](c.md)", [(5, 5)]),
        ("[a](b/c) [d](b)", [(1, 5), (1, 14)]),
        ("[https://a.se](https://a.se)", [(1, 16)]),
        ("[a][r] [b][r]\n\n[r]: c.md", [(3, 6), (3, 6)]),
        ("å\n\n<info@a.se>", [(3, 2)]),
        ("[a](b?c&amp;d)", [(1, 5)]),
        ('a\n\n<a href="b">c</a>', [(3, 10)]),
        ("a [b](javascript:c)", [(1, 4)]),
        ("a\n\n[&auml;](b\\_c)", [(3, 10)]),
        ("", []),
    ],
)
def test_a_reference_knows_its_place(text: str, places: list[tuple[int, int]]) -> None:
    assert [(one.line, one.column) for one in prose(text).references] == places


# Safety


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a <script>alert(1)</script>b", "<p>a b</p>"),
        ("<script>\nalert(1)\n</script>", ""),
        ("a <b onclick='c'>d</b>", "<p>a <b>d</b></p>"),
        ("*a*{onclick=b}", "<p><em>a</em></p>"),
        ('<p style="position: fixed">a</p>', "<p>a</p>"),
        ("<style>p { color: red }</style>\n", ""),
        ('<iframe src="https://a.se"></iframe>', ""),
        ('a <svg onload="b"><path/></svg>', "<p>a </p>"),
        ("a <input> <button>b</button>", "<p>a  b</p>"),
        ("*a*{.b}", "<p><em>a</em></p>"),
        ('[a](/b){rel=next target="_blank"}', '<p><a href="/b">a</a></p>'),
        ("[a](https://b.se)", '<p><a href="https://b.se">a</a></p>'),
        ("a &#2; b", "<p>a  b</p>"),
        ("<acronym title='b'>a</acronym>", '<p><abbr title="b">a</abbr></p>'),
        ("<strike>a</strike> b", "<p><s>a</s> b</p>"),
        ('<del datetime="2017-01-12">a</del>', '<p><del datetime="2017-01-12">a</del></p>'),
        ('<q cite="https://a.se">b</q>', '<p><q cite="https://a.se">b</q></p>'),
        ("<kbd>Ctrl</kbd> <mark>b</mark>", "<p><kbd>Ctrl</kbd> <mark>b</mark></p>"),
        ('<b title="a > b">c</b>', '<p><b title="a &gt; b">c</b></p>'),
        ("*a*{lang=en}", '<p><em lang="en">a</em></p>'),
    ],
)
def test_raw_html_and_attributes_are_cleaned(text: str, expected: str) -> None:
    assert filled(text) == expected


class Finder(HTMLParser):
    """What a browser would find dangerous in a piece of HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.dangers: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"script", "style", "iframe", "object", "embed", "svg", "form", "base", "meta"}:
            self.dangers.append(tag)
        for name, value in attrs:
            address = re.sub(r"^[\x00-\x20]+|[\t\n\r]", "", value or "").casefold()
            if name.startswith("on") or name in {"style", "srcdoc", "formaction"}:
                self.dangers.append(name)
            if name in {"href", "src", "cite"} and address.startswith(("javascript:", "data:")):
                self.dangers.append(address)


PIECES = st.sampled_from(
    """[ ] ( ) [a](b) ![a](b) [^1] [^1]:§ [^2]:§a > - * + 1. 2016. # ## ---§ ===§ ** *** _ ` ``
    ```§ < > <b> </b> <p> <div> </div> <script> </script> <a§href='javascript:a'> </a> <!-- -->
    <img§src=a§onerror=b> <svg§onload=a> <style> <table> <td> <![CDATA[ ]]> <? ?> &amp; &#58;
    &#xe000; \ue000 0 \ue001 \x02 \x03 { } {#a} {onclick=a} | |a|b|§|-|-|§ *[A]: A *[BBIC]:
    BBIC a å " ' -- ... \\ javascript: https://a.se <https://a.se> <a@b.se> [TOC] ]: [a]:§b
    — – = </h2> <h2> \r \x00 \u2028""".split()  # noqa: SIM905
).map(lambda piece: piece.replace("§", "\n" if piece[-1:] == "§" else " "))
TEXTS = st.lists(PIECES | st.sampled_from([" ", "\n", "\n\n", "    ", "\t"]), max_size=60).map(
    "".join
)
REPEATED = st.builds(
    lambda pieces, times: "".join(pieces) * times,
    st.lists(PIECES | st.sampled_from([" ", "\n", "\n\n", "    "]), min_size=1, max_size=5),
    st.integers(1, 300),
)


@pytest.mark.slow
@settings(max_examples=300)
@given(st.one_of(TEXTS, REPEATED, st.text()))
def test_any_text_within_the_limits_becomes_safe_html(text: str) -> None:
    if find_limits(text):
        return
    made = prose(text)
    html = fill(made.html, [slot_html(one, one.target) for one in made.references])
    finder = Finder()
    finder.feed(html)
    finder.close()
    assert finder.dangers == []
    assert made.html.count("\ue000") == made.html.count("\ue001") == len(made.references)
    lines = len(text.split("\n"))
    assert all(1 <= one.line <= lines and one.column >= 1 for one in made.references)
    assert all(1 <= one.line <= lines for one in made.headings)


@given(st.lists(TEXTS.filter(lambda text: not find_limits(text)), min_size=2, max_size=4))
def test_a_text_gives_the_same_whatever_was_converted_before(texts: list[str]) -> None:
    forwards = [prose(text) for text in texts]
    backwards = [prose(text) for text in reversed(texts)]
    assert forwards == backwards[::-1]


def test_abbreviations_and_footnotes_and_links_of_one_text_do_not_reach_the_next() -> None:
    second = "LVU och not[^1] och [a][r]"
    alone = prose(second)
    prose("*[LVU]: Lagen\n\nLVU not[^1]\n\n[^1]: Noten\n\n[r]: b.md")
    assert prose(second) == alone
    assert "abbr" not in alone.html


def test_other_abbreviations_are_used_the_next_time() -> None:
    assert "<abbr" in prose("BBIC").html
    assert "<abbr" not in convert("BBIC", abbreviations={}).html


# Headings, anchors, lead and words


def test_headings_come_in_order_with_level_id_text_and_line() -> None:
    text = (
        '# Överst\n\n```\n## Inte\n```\n\nSetext *rubrik*\n---\n\n## Låg "[a](b)" {#eget-id}\n\n'
        '> ### I citat\n\nText\n\n## Låg "a"\nText[^1]\n\n#### Not[^1] ####\n\n[^1]: a\n\n'
        "<h2>Rå</h2>\n"
    )
    assert [(one.level, one.id, one.text, one.line) for one in prose(text).headings] == [
        (1, "overst", "Överst", 1),
        (2, "setext-rubrik", "Setext rubrik", 7),
        (2, "eget-id", "Låg ”a”", 10),
        (3, "i-citat", "I citat", 12),
        (2, "lag-a", "Låg ”a”", 16),
        (4, "not", "Not", 19),
        (2, "", "Rå", 23),
    ]


def test_headings_of_the_same_words_get_ids_of_their_own() -> None:
    ids = [one.id for one in prose("## Barn\n\n## Barn\n\n## Bårn\n\n## !!!").headings]
    assert ids == ["barn", "barn_1", "barn_2", "_1"]


def test_anchors_are_all_ids_and_nothing_that_only_looks_like_one() -> None:
    text = '## Barn\n\na <b id="a">b</b>[^1] *c*{#c} `<i id="d">` id="e"\n\n[^1]: f'
    assert prose(text).anchors == ("barn", "a", "fnref:1", "c", "fn:1")


def test_an_anchor_used_twice_is_listed_twice() -> None:
    assert prose("*a*{#b} *c*{#b}").anchors == ("b", "b")


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("", ""),
        ("## Rubrik\n\nFörst.\n\nSedan.", "Först."),
        ('"Hej" -- *du*\noch [a](b)[^1].\n\n[^1]: c', "”Hej” – du och a."),
        ("![a](b.jpg)\n\nText", "Text"),
        ('![a](b.jpg "Bildtext")\n\nText', "Text"),
        ("> Citat\n> — Chef\n\nText", "Text"),
        ("> Citat\n\nText", "Text"),
        ("- a\n\n    b\n\nText", "Text"),
        ("| a | b |\n|---|---|\n| c | d |\n\nText", "Text"),
        ("<div><p>Text</p></div>", "Text"),
        ("a  \nb & c", "a b & c"),
        ("- a\n- b", ""),
        ("a[^1]\n\n[^1]: b", "a"),
        ("## a[^1]\n\n[^1]: b", ""),
    ],
)
def test_the_lead_is_the_first_paragraph_of_the_text_itself(text: str, lead: str) -> None:
    assert prose(text).lead == lead


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("Ett par ord.", 3),
        ("## Ett\n\n- två – *tre*\n- [fyra](a)[^1]\n\n[^1]: inte detta", 4),
        ("![inte](a.jpg)", 0),
    ],
)
def test_words_are_those_of_the_running_text(text: str, words: int) -> None:
    assert prose(text).words == words


@pytest.mark.parametrize(
    ("text", "opens"),
    [
        ("![a](b.jpg)\n\nText", [True]),
        ("[![a](b.jpg)](c)\n\nText", [True]),
        ('![a](b.jpg "Bildtext")\n\n![c](d.jpg)', [True, False]),
        ("![a](b.jpg) ![c](d.jpg)", [True, False]),
        ("Text\n\n![a](b.jpg)", [False]),
        ("## Rubrik\n\n![a](b.jpg)", [False]),
        ("[länk](a) ![a](b.jpg)", [False]),
    ],
)
def test_a_picture_that_the_text_begins_with_is_known(text: str, opens: list[bool]) -> None:
    found = [each.opens for each in prose(text).references if each.kind == "picture"]
    assert found == opens


def test_who_made_a_picture_may_be_marked_and_nothing_else_by_class() -> None:
    clean = prose('<span class="credit">Foto: A</span> <span class="annat">b</span>').html
    assert clean == '<p><span class="credit">Foto: A</span> <span class="">b</span></p>'


PARTS = r"""
a `k` \* \_ &amp; & *e* **f** *e**e* <b>x</b> ![p](q.png) [^n] BBIC <https://x.se> \[ " ' --
[z][y] ~~s~~ ==m==
"""
LABELS = st.lists(st.sampled_from(PARTS.split()), min_size=1, max_size=4).map("".join)
LINKS = st.sampled_from(("[{}]({})", "![{}]({})", "[{}](<{}>)", "[{}][y] {}", '[{}](a "{}")'))


@given(LINKS, LABELS, LABELS)
def test_no_mark_of_the_library_is_shown(link: str, label: str, target: str) -> None:
    text = f"{link.format(label, target)}\n\n[y]: q\\_q.md 't `k`'\n\n[^n]: not"
    found = convert(text, abbreviations={"BBIC": "x"})
    shown = " ".join((found.html, *(each.target + each.text for each in found.references)))
    assert "klzzwxh" not in shown
    assert "wzxhzdk" not in shown
