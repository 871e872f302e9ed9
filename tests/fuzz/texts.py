"""Strategies: what authors, and those who mean no good, might write.

Pieces that mean something to a reader of Markdown, YAML, HTML or Swedish prose, put together at
random: that finds more than random letters do.
"""

from __future__ import annotations

from hypothesis import strategies as st

SPACES = (" ", "\n", "\n\n", "    ", "\t", "\r\n", "\r", "  \n", "\u00a0", "\u2028", "\u200b")
MARKS = (
    *("[", "]", "(", ")", "<", ">", "{", "}", "|", "*", "**", "_", "__", "`", "```\n", "~~~\n"),
    *("#", "## ", "> ", "- ", "* ", "+ ", "1. ", "2016. ", "---\n", "===\n", "\\", "!", "![", "]("),
    *("]:", "[^1]", "[^1]: ", "*[A]: ", "[TOC]", "{#a}", "{.a}", "{: ", "{: onclick=a }", '"', "'"),
    *("&", ";", ":", "/", "//", "=", "@", "~", "^", "$", "%", "-", "--", "—", "–", "…", "...", "§"),
)
HTML = (
    *("<a href=", "<a href='javascript:a'>", "</a>", "<b>", "</b>", "<p>", "<div>", "</div>"),
    *("<script>", "</script>", "<style>", "</style>", "<svg onload=a>", "<math>", "<img src=a "),
    *("<!--", "-->", "--!>", "<![CDATA[", "]]>", "<?", "?>", "<!", "</", "/>", "<table><td>"),
    *("<template>", "<noscript>", "<title>", "<select>", "<form>", "<details>", "<q cite="),
    *(" onerror=a ", " style=a ", " id=a ", " class=footnotes ", "&lt;", "&#60;", "&#x3c", "&amp;"),
    *("&#1;", "&#xe000;", "&#xe001;", "&#0;", "&Tab;", "&colon;", "javascript:", "data:text/html,"),
)
WORDS = (
    *("a", "å", "Ö", "IVO", "NPF", "barn", "2016", "12", "0", "3-5", "kr", "t.ex.", "läs mer här"),
    *("https://a.se", "www.a.se", "a@b.se", "a.md", "bild.png", "../a.md", "/a/", "#a", "?b"),
    *("\u0301", "ﬁ", "Ã¥", "\u00ad", "\u202e", "\ufeff", "\ue000", "\ue001", "\x00", "\x02"),
    *("\x03",),
    *("klzzwxh:0", "wzxhzdk:0", "\U0001f600", "\ud7ff", "İ", "ß", "ſ", "\U000e0041", "•", "\uf0b7"),
)
YAML = (
    *("title: ", "date: ", "kommun: ", "theme: ", "summary: ", "author: ", "slug: ", "draft: "),
    *("image:\n  src: a.png\n  alt: b\n", "aliases: ", "external:\n  - ", "participants: "),
    *("next: ",),
    *("2016-01-01", "2016-02-30", "14:05", "Hagfors", "ingen", "samverkan", "true", "~", "null"),
    *("\n", "\n  ", "\n- ", ": ", ", ", "[", "]", "{", "}", "&a ", "*a", "!a ", "!!python/name:a "),
    *("|\n  ", ">\n  ", "? ", "# ", "---\n", "...\n", "%YAML 1.1\n", "<<: ", "@", "`", '"\\x00"'),
    *('"\\ue000"', '"\\u0002"', '"\\ud800"', "'", '"', "\\", "\t", "0x1", "1e9", "0305", "åäö"),
)

pieces = st.sampled_from((*SPACES, *MARKS, *HTML, *WORDS))
characters = st.characters(codec="utf-8")
markdown = st.lists(pieces | characters, max_size=60).map("".join)
yaml_text = st.lists(st.sampled_from((*YAML, *WORDS)) | characters, max_size=40).map("".join)
words = st.lists(st.sampled_from((*HTML, *WORDS, *MARKS)) | characters, max_size=12).map("".join)

FRONT = "title: Ett\ndate: 2015-10-26\nkommun: Hagfors\ntheme: samverkan\n"

files = st.one_of(
    st.builds("---\n{}---\n{}".format, st.just(FRONT), markdown),
    st.builds("---\n{}{}\n---\n{}".format, st.just(FRONT), yaml_text, markdown),
    st.builds(
        "{}---\n{}---\n{}".format, st.sampled_from(("", "\ufeff", "\n", "-")), yaml_text, words
    ),
    markdown,
).map(lambda text: text.encode("utf-8", "surrogatepass")) | st.binary(max_size=200)
"""Files that may be posts, most of which have front matter that can be read."""

_names = st.sampled_from(("a", "b", "c", "wp-1", "wp-1", "å", "_kommentarer", "1", "''"))
_states = st.sampled_from(("approved", "approved", "approved", "waiting", "removed", "x"))
_comment = st.builds(
    (
        "- _id: {}\n  date: 2016-01-{}\n  state: {}\n  parent: {}\n  name: {}\n"
        "  message: |\n    {}\n{}"
    ).format,
    _names,
    st.integers(1, 32),
    _states,
    _names,
    st.sampled_from(("Kim", "<b>Lo</b>", '"\\u202e"', "|")),
    words.map(lambda text: text.replace("\n", "\n    ")),
    st.just("") | st.sampled_from(("  kind: pingback\n", "  author: a\n", "  url: javascript:a\n")),
)
comments = st.one_of(
    st.lists(_comment, max_size=8).map("".join),
    st.builds("{}{}".format, _comment, yaml_text),
    yaml_text,
).map(lambda text: text.encode("utf-8", "surrogatepass"))
"""Files that may be the comments of a text, most of which can be read."""

LONGEST = 195_000
"""Bytes, a little less than a text may have."""


few = st.lists(st.sampled_from((*SPACES[:5], *MARKS, *HTML, *WORDS[:29])), max_size=3).map("".join)
some = st.lists(st.sampled_from((*SPACES[:5], *MARKS, *HTML, *WORDS[:29])), min_size=1, max_size=5)
repeated = st.tuples(few, some.map("".join), few, st.just("") | few)
"""A beginning, what is repeated, what follows, and perhaps something else that is repeated."""


def expand(given: tuple[str, str, str, str]) -> str:
    """As much of the same as a text can hold: what takes time that grows with its square shows."""
    before, unit, after, other = given
    room = LONGEST - len((before + after).encode())
    times = room // (2 * len(unit.encode()) if other else len(unit.encode()))
    rest = other * (room // (2 * len(other.encode()))) if other else ""
    return f"{before}{unit * times}{after}{rest}"
