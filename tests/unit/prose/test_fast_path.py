"""The fast Markdown has the same output as Python-Markdown itself for any text.

MARKDOWN_EXAMPLES=20000 tries that many random texts where the suite tries some hundreds.
"""

from __future__ import annotations

import os
import sys
import xml.etree.ElementTree as etree
from pathlib import Path
from types import FrameType

import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.inlinepatterns import SimpleTextInlineProcessor

from sitegen.prose import conversion, fast_path
from sitegen.prose.extensions import _Converter, to_html
from sitegen.prose.limits import find_limits

EXAMPLES = int(os.environ.get("MARKDOWN_EXAMPLES", "300"))
ABBREVIATIONS = {
    "BBIC": "Barns behov i centrum",
    "46": "fyrtiosex",
    "a.b": 'x"<&>',
    "_x_": "<y>",
    "Ösam": "övergripande samverkan",
}
FOLDER = Path(__file__).parents[3] / "content" / "posts"
POSTS = [path.read_text(encoding="utf-8") for path in sorted(FOLDER.rglob("*.md"))]
STOCK, FAST = _Converter(markdown.Markdown), _Converter(fast_path.FastMarkdown)


def assert_same(text: str) -> None:
    """That both give the same, the same instances for every text, so that nothing may stay."""
    assert FAST.convert(text, ABBREVIATIONS) == STOCK.convert(text, ABBREVIATIONS)


CASES = [
    # Blocks
    "",
    " ",
    "\n\n\n",
    "a",
    " a",
    "a\nb",
    "a  \nb",
    "a \nb   \n\n   c",
    "a\\\nb",
    "# a",
    "#a",
    "####### a",
    "# a # b #",
    "a\n# b\nc",
    "a\n## b ##\n### c\nd",
    "# `a` *b* & <c> \\* [d](e)",
    "## a {tema=b}\n\nc\n\n## d{tema=e, f plan=g/h #i}\n\nj {tema=k}",
    "a {#b} {tema=”c d”, e}\n---\n\n## *f* {tema=}\n\n## g {tema=h} i",
    "## a {tema=\\>b}",
    "# a\\#",
    "#\n\n# #",
    "a\n===\nb\n---\nc",
    "a\nb\n---",
    "===\na",
    "a\n===",
    "a\n  ",
    "a\n+ b",
    "---",
    "a\n\n- - -\n\nb",
    "a\n***\nb",
    "a\n   ___   \nb",
    "- a\n- b",
    "- a\n\n- b\n\n\n- c",
    "- a\n\n    b\n\n        c\n- d",
    "- a\n    - b\n        1. c\n    - d",
    "* a\n+ b\n- c",
    "1. a\n1. b",
    "7. a\n\n8. b",
    "2016. a",
    "a\n1. b\n2. c",
    "a\n2. b",
    "a\n- b",
    "a\n -b\n - c",
    "- # a\nb  \nc",
    "- # a\n- b\n  ---",
    "- a\n# b\n- c",
    "- > a\n  > b",
    "-\n- a\n-",
    "- \n\n    a",
    "- a\n1. b",
    "    a\n    b",
    "    a\n\n\n    b\nc",
    "a\n    b",
    "\ta\n\n\tb",
    "- a\n\n\tb",
    "> a",
    ">a\n> b\nc",
    "> a\n\n> b",
    "> a\n>\n> - b\n> — c",
    "> > a\n> b",
    ">     a",
    "a\n> b",
    "> — a",
    "> # a\n> b",
    "| a | b |\n|---|:-:|\n| `|` | c\\|d |\n| e |",
    "a|b\n-|-\nc|d\n\ne",
    "| a |\n|---|\n| b |",
    "a|b\n:-|-:\nc|d",
    "a | b",
    "|a|b|\n|-|-|",
    "- a|b\n  -|-",
    "> | a | b |\n> |--|--|\n> | *c* | BBIC |",
    "```\na\n# b\n<c>\n```",
    "```py\na\n```\n~~~\nb\n~~~",
    "``` {.a #b c=d}\ne\n```",
    "```\na",
    "~~~\na\n~~~",
    "a\n```\nb\n```\nc",
    # Inline
    "*a* **b** ***c*** _d_ __e__ ___f___",
    "*a **b** c* **a *b* c**",
    "a*b*c a_b_c _a_b_ *a*b*",
    "**a* *b** * a * ** b **",
    "*a\nb* **c\n\nd**",
    "`a` ``b ` c`` `` ` `` `d",
    "\\`a\\` \\\\`b` `\\`",
    "\\*a\\* \\_b\\_ \\[c\\](d) \\a \\\\ \\. \\46 \\> \\\" \\'",
    "[a](b) [c](<d e> 'f') [g](h \"i\" j) [k](l(m)n)",
    "[a] (b) [a]\n(b) [](c) [d]() [e](",
    "[*a* `b` [c](d)](e)",
    "[a]( b 'c\"d' ) [a](b 'c)",
    '![a](b) ![c](d "e") ![](f) ![g',
    "[![a](b)](c)",
    "![a\\*b](c_d_e) [f](g\\_h&i)",
    "[a][b] [b][] [b] [c][] ![b][] ![b] [a] [b]\n\n[b]: c 'd'",
    '[a]: b\n[c]: <d> "e"\nf\n[g]: h\n\n[a] [c] [g] [A]',
    "[a]:\n    b\n    'c'\n\n[a]",
    "[a]\n\n> [a]: b",
    "a [b]: c",
    "[^a]: b",
    "<https://a.se/b_c_d> <a@b.se> <mailto:a@b.se> <a> <1>",
    "a & b &amp; &#38; &#x26; &c; AT&T <b & c",
    "a &#46; b",
    "a &BBIC; b",
    "a &#38 b",
    "<ftp://a.se>",
    "a < b > c << >> <!",
    "a <b>*c*</b> <i title='*d*'>e</i> <br> <br/>",
    "a <!-- *b* --> c <? d ?> <![CDATA[ e ]]>",
    "a\u2028b\u00a0c\x0bd\x0ce",
    "a\r\nb\rc\r\n\r\nd",
    "\x02a\x03 \x0246\x03 \x02klzzwxh:0000\x03 *b*",
    "\x02wzxhzdk:0\x03 <b>",
    # Raw HTML
    "<div>\n*a*\n</div>\n\n*b*",
    "<div>a</div> *b*\n<p>c",
    "<p>a\n\nb</p>\n\nc",
    "<script>\n*a*\n\n</script>",
    "a\n\n<hr/>\n\n<DIV>b</DIV>\n\n<B>c</B>",
    "<hr>\n<br>\n*a*",
    "<!-- a\n\n*b* -->\n\nc",
    "<ul><li>a\n\n- b</ul>",
    "</div>\n\na",
    "<div",
    "- <div>a</div>\n- <b>c</b>",
    "> <div>\n> a\n> </div>",
    "<pre>\n# a\n</pre>\n# b",
    "&lt;div>\n\n&#60;p>",
    # Extensions
    "a[^1] b[^2] c[^1]\n\n[^1]: d\n[^2]: e\n    f\n\n    - g",
    "[^1]\n\n[^1]:\n\n    a\n\n[^2]: b",
    "# a[^1]\n\n- b[^1]\n\n[^1]: *c*",
    "[^1]: a[^2]\n[^2]: b[^1]\n\n[^1]",
    "[^1]: a\n\n    [^2]: b\n\n[^1] [^2]",
    "![^1] [^1](a)\n\n[^1]: b",
    "*[LVU]: Lagen\n\nLVU *LVU* `LVU` [LVU](a) LVU-b LVUc",
    "*[BBIC]: Eget\nBBIC a.b 46 _x_ Ösam\\.46\\.a\\.b",
    "BBIC *BBIC* `BBIC` [BBIC](BBIC)\n\n# BBIC\n\n- BBIC\n- a\n\n| BBIC |\n|---|\n| a |",
    "*[LVU]:Lagen\n\n*[IVO] : Inspektionen\n\nLVU IVO",
    "*[]: a\n*[a]:\n*[b]: ''\n\na b",
    "# a\n\n# b {#a}\n\n# a&#X42;c",
    "# a {#b .c d=e}\n\nf\n{: #g }\n\n*h*{.i} [j](k){l=m}",
    "a {#b}\n\n- c\n{: .d}\n\n# e {f} g {h}",
    "*a*{hidden} *b*{checked} *c*{=d} {e",
    "| a {.b} |\n|---|\n| c {d=e} |",
    "# a\n\n# a\n\n## A!\n\n# \n\n# {#a}\n\n# a_1",
    '# a {data-toc-label="b < c"}\n\n## d',
    "[TOC]\n\n# a\n\n### b *c* & d\n\n## <i>e</i>",
    "a [TOC]\n\n`[TOC]`\n\n# [TOC]",
    "# &amp; a &lt; b\n\n# a > b\n\n# \\*c\\*\n\n# <b>d</b>",
    '![a](b "c")\n\n![d](e "f"){#g}\n\n[![h](i "j")](k)',
    '"a" \'b\' -- --- ... .... `"c" --` "*d*" <e f="g">',
    '# "a" -- b',
    "**a**: b\n- *c*\n- d_e\n\n1. `f`\n\n> g [h](i)",
    # Other dialects
    "- a\n  - b\n    - c\n\n      d\n  - e",
    "1. a\n   ```\n   b <c>\n   ```\n2) d",
    "> - a\n>   - b\n>   ```\n>   c\n>   ```",
    "a\n|b|c|\n|-|-|\n|d|e|",
    "- a\n  |b|c|\n  |-|-|\n- d",
    "a.\n---\nb\n---\nc:\n---",
    "a\\\nb ~~c~~ ==d== e==f==g ~~h \\~~i~~ ~~*j* `k`~~ == l ==",
    "- [ ] a\n- [x] b\n  - [X] c",
    "a\n: b\n: c\n\n    d\n\ne\n\n: f",
    "[a] [b] [c][b] ![d] [b] ![e][b]\n\n[b]: x",
]


@pytest.mark.parametrize("text", CASES)
def test_a_text_becomes_what_python_markdown_makes_of_it(text: str) -> None:
    assert_same(text)


WORDS = st.sampled_from(
    r"""[ ] ( ) ! [a](b) [a](·b·'c') ]( [a](<b·c>·"d") ![a](b) ![a](b·"c") [^1] [^1]: [^1]:·d
    [^2]:§·····a§ [a]:§b [a]:·x·"t" [a][] [a] [a][a] ![a][a] ![a] > >· >·>· - -· *· +· 1.· 2016.·
    12.· # #· ##·a ## ###### ---§ ===§ *** ___ ·*·*·* ** * _ __ a_b ` `` ```§ ~~~§ ```py§
    ```·{.a·#b}§ < > <b> </b> <p> <div> </div> </> <script> </script> <a·href='x'> <!-- -->
    <!--·a·--> <br> <hr> <br·/> <img·src=a> <table> <td> <![CDATA[ ]]> <? ?> <!DOCTYPE> &amp;
    &#58; &#x3a; & ; { } {#a} {:·.b} {.c·d=e} {hidden} {checked} {data-toc-label="q·<·r"} §{:·#z}
    | |· a·|·b§ -|-§ :-|-:§ |a|b| |---|:-:|§ *[A]:·A *[BBIC]:·E *[LVU]:·Lagen BBIC BBICs A LVU 46
    a.b _x_ Ösam a å Ord·och·ord " ' -- --- ... .... \ \\ \* \_ \[ \` \. \" \> \# https://a.se
    <https://a.se> <a@b.se> [TOC] [TOC]§ ]: —·Källa –·a = <h2> </h2> §#·H§ §##·H·{#i}§ §#·H
    <h2·id="x"> ! : . , 7 ٣ · ··§ ···§ ···· ·· § §§ §···· §§···· §§-· §§>· §§1.· §····-· §··-· §·>·
    §·*· §·1.· §# §= §- ~~ ~~a~~ == ==b== 1)· §··-·[·]· §-·[x]· [·] §··```§ §···```§a§···```§
    §:·d §:· §\ \§ a.§---§ §|a|b|§|-|-|§ §···| [a]·[a] ![a]·[a] <pre> </pre> §···1)·""".split()  # noqa: SIM905
).map(lambda piece: piece.replace("§", "\n").replace("·", " "))
SPACES = st.sampled_from(
    (" ", "\n", "\n\n", "\t", "\r", "\x02", "\x03", "\x0c", "\u00a0", "\u2028")
)
PIECES = st.one_of(WORDS, WORDS, WORDS, SPACES)
TEXTS = st.lists(PIECES, max_size=60).map("".join)
REPEATED = st.builds(
    lambda pieces, times: "".join(pieces) * times,
    st.lists(PIECES, min_size=1, max_size=5),
    st.integers(2, 12),
)


@pytest.mark.slow
@settings(max_examples=EXAMPLES)
@given(st.one_of(TEXTS, REPEATED, st.text(max_size=60)))
def test_any_text_becomes_what_python_markdown_makes_of_it(text: str) -> None:
    assert_same(text)


EDITS = st.lists(
    st.tuples(st.floats(0, 1), st.sampled_from((0, 0, 1, 5, 40)), PIECES), min_size=1, max_size=8
)


@pytest.mark.slow
@settings(max_examples=EXAMPLES)
@given(st.sampled_from(POSTS), EDITS)
def test_an_edited_post_becomes_what_python_markdown_makes_of_it(
    text: str, edits: list[tuple[float, int, str]]
) -> None:
    for place, removed, added in edits:
        start = int(place * len(text))
        text = text[:start] + added + text[start + removed :]
    assert_same(text)


# What need not be sanitised


def assert_plain_is_clean(text: str) -> None:
    html = to_html(text, abbreviations=ABBREVIATIONS)
    if "<" not in text and conversion.is_plain(html):
        assert conversion.sanitise(html) == html


@pytest.mark.parametrize("text", CASES)
def test_what_is_plain_is_as_the_sanitiser_leaves_it(text: str) -> None:
    assert_plain_is_clean(text)


@pytest.mark.slow
@settings(max_examples=EXAMPLES)
@given(st.one_of(TEXTS, REPEATED, st.text(max_size=60)))
def test_what_is_plain_of_any_text_is_as_the_sanitiser_leaves_it(text: str) -> None:
    if not find_limits(text):
        assert_plain_is_clean(text)


@pytest.mark.slow
@settings(max_examples=EXAMPLES)
@given(st.sampled_from(POSTS), EDITS)
def test_what_is_plain_of_a_post_is_as_the_sanitiser_leaves_it(
    text: str, edits: list[tuple[float, int, str]]
) -> None:
    for place, removed, added in edits:
        start = int(place * len(text))
        text = text[:start] + added + text[start + removed :]
    if not find_limits(text):
        assert_plain_is_clean(text)


def test_an_ordinary_text_is_plain() -> None:
    text = "## Så går det\n\nLäs *[planen](../planen.md#a)*.\n\n> Bra.\n>\n> — Anna\n\n1. **Ett**\n"
    assert conversion.is_plain(to_html(text, abbreviations=ABBREVIATIONS))


@pytest.mark.parametrize(
    "harm",
    [
        "<p onclick=a>",
        "<script>",
        "<P>",
        '<a href="javascript:a">a</a>',
        '<a href="java&#1;script:a">a</a>',
        '<a href="//a.se">a</a>',
        '<a href="a"><em>b</em></a>',
        '<a href="a">',
        "<img src=a>",
        '<h2 id="a" onclick="b">',
        "<p>\ue000",
    ],
)
def test_what_may_do_harm_is_not_plain(harm: str) -> None:
    assert not conversion.is_plain(harm)


# Whether it is in use


def count_calls(converter: _Converter, text: str) -> int:
    """How many calls of Python functions a text takes the second time."""
    calls = 0

    def count(frame: FrameType, event: str, argument: object) -> None:
        nonlocal calls
        calls += event == "call"

    converter.convert(text, ABBREVIATIONS)
    before = sys.getprofile()
    sys.setprofile(count)
    converter.convert(text, ABBREVIATIONS)
    sys.setprofile(before)
    return calls


def test_the_installed_release_gets_the_fast_class() -> None:
    assert type(_Converter().markdown) is fast_path.FastMarkdown


def test_an_ordinary_text_takes_less_than_a_third_of_the_calls() -> None:
    section = "## Samverkan\n\nVi frågade hur det går.\n\nDet går [bra](a.md).\n\n- Ett\n- Två\n\n"
    assert count_calls(FAST, section * 10) * 3 < count_calls(STOCK, section * 10)


@pytest.mark.parametrize("version", [(3, 11, 4, "final", 0), (3, 12, 0, "alpha", 1)])
def test_another_release_gets_the_class_of_the_library(version: tuple[object, ...]) -> None:
    assert fast_path.choose(version) is markdown.Markdown


class Bell(BlockProcessor):
    """Takes a block that begins with the word for a bell."""

    def test(self, parent: etree.Element, block: str) -> bool:
        return block.startswith("klocka")

    def run(self, parent: etree.Element, blocks: list[str]) -> None:
        etree.SubElement(parent, "hr")
        blocks.pop(0)


class Unknown(Extension):
    """What markdown_fast has never heard of."""

    def extendMarkdown(self, md: markdown.Markdown) -> None:
        md.parser.blockprocessors.register(Bell(md.parser), "bell", 200)
        md.inlinePatterns.register(SimpleTextInlineProcessor("(x)y"), "xy", 200)


def test_with_an_unknown_processor_nothing_is_skipped() -> None:
    extensions = ["fenced_code", "attr_list", "abbr", "toc", Unknown()]
    fast = fast_path.FastMarkdown(extensions=extensions)
    assert fast.convert("klocka\n\naxyb") == "<hr />\n<p>axb</p>"
