"""No word of a text is lost on its way to the page without a message, and no message is false."""

from __future__ import annotations

import itertools
import re
from html import unescape

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sitegen.blog import BLOG
from sitegen.checks.runner import check_document
from sitegen.core.problem import Problem
from sitegen.documents.parsing import parse
from sitegen.model.post import PostMeta
from tests.support.factories import make_source

FRONT = "---\ntitle: Prov\ndate: 2016-01-28\nkommun: Hudiksvall\ntheme: samverkan\n---\n\n"
WORD = "§"
"""Stands for a word that occurs nowhere else in the text."""


def read_lines(text: str) -> tuple[str, ...]:
    """The constructs in a text, one on each line."""
    return tuple(line.replace("⏎", "\n") for line in text.strip().splitlines())


def number_words(text: str) -> str:
    numbers = itertools.count(1)
    return re.sub(WORD, lambda _: f"ord{next(numbers):03}", text)


def page_of(body: str) -> tuple[str, tuple[Problem, ...]]:
    """What readers can see or hear of a body, and what the program says of it."""
    parsed = parse(
        make_source("posts/a.md", FRONT + body),
        PostMeta,
        abbreviations={"BBIC": "Barns behov i centrum"},
        check=lambda text, writing: check_document(text, writing, BLOG.checks),
    )
    pictures = () if parsed.document is None else parsed.document.references
    titles = re.findall(' (?:title|alt)="([^"]*)"', parsed.html)
    shown = " ".join((re.sub("<[^>]*>", "", parsed.html), *titles, *(one.text for one in pictures)))
    return unescape(shown), parsed.problems


def find_silent(body: str) -> list[str]:
    """The words that are neither on the page nor in the lines that a problem is about."""
    page, problems = page_of(body)
    lines = (FRONT + body).split("\n")
    silent = []
    for word in re.findall(r"ord\d\d\d", body):
        line = next(number for number, text in enumerate(lines, 1) if word in text)
        if word not in page and not any(each.line <= line for each in problems if each.line):
            silent.append(word)
    return silent


BLOCKS = read_lines(r"""
§ § §.
## §
§⏎===
§⏎---
§ slut.⏎---⏎§
# § {#a}
**§** *§* _§_ __§__
~~§~~ ==§== § = §
- §⏎- §
- §⏎  - §⏎    - §⏎- §
1. §⏎2. §⏎   - §
1) §⏎2) §
- §⏎⏎  §⏎- §
- [ ] §⏎- [x] §
> §⏎> §
> §⏎> — §
> - §⏎>   - §
§⏎: §⏎: §
    § §
```⏎§ <§> **§**⏎```
- §:⏎  ```⏎  § <§>⏎  ```⏎- §
`§` ``§ ` §`` § \` §
[§](a.md)
[§](a.md "§")
[§ §][a] [b]⏎⏎[a]: x.md⏎[b]: y.md '§'
![§](a.png)
![§](a.png "§ Foto: §")
![§](a b.png)
[![§](a.png)](b.md)
[§](https://x.se "§")
<https://x.se/a_b>
| § | § |⏎|---|:-:|⏎| § | `§|§` |⏎| § \| § |
§⏎| § | § |⏎|---|---|⏎| § | § |
§[^not]⏎⏎[^not]: § §⏎    §
BBIC § BBIC
VISIT §⏎⏎*[VISIT]: § §
<b>§</b> <i>§</i> § <br> §
<div>§ <b>§</b></div>
<p title="§">§</p>
<details>⏎<summary>§</summary>⏎<p>§</p>⏎</details>
<!-- x -->⏎⏎§
§ <!-- x --> §
§ &amp; § f&aring;r§ &nbsp; §&lt;§
§\⏎§  ⏎§
"§" -- '§' ... §
§ 2016. §⏎12. §
[TOC]⏎⏎## §
§: §; § (§) § / § – §
§ < § > § 5<§
\*§\* \[§\] \# § 1\. §
*§ **§** §* ***§***
f**§**r m*§*n
***⏎⏎§⏎⏎___
§ {§} § {{§}
http://x.se § www.x.se §
""")
"""Every construct that is right: all words are shown, and nothing is said of losses."""

TRAPS = read_lines(r"""
§ <§ §> §
§<§ eller §>§
<§>
</§>
<iframe src="x">§</iframe>
<video src='x'>§</video>
<style>§ {}</style>
<template><p>§</p></template>
<svg><text>§</text></svg>
<script>§</script>
<form><input value='§'></form>
<object>§</object>
<textarea>§</textarea>
<title>§</title>
<!-- §
<!§>
<?§?>
<![CDATA[§]]>
§[^a1]⏎⏎[^a1]: §⏎⏎[^a1]: §
§[^b1]
[^c1]: §
§[^d1]⏎⏎[^d1]:
[§][saknas]
[§]: §
[§]: <§> '§'
[e]: a.md⏎[e]: b.md⏎⏎[e] §
*[§]: § §
## § {§ §}
*§*{§}
§⏎{: § }
| § | § |⏎|---|---|⏎| § | § | § |
| § | § |⏎|---|⏎| § |
| § |⏎⏎|---|⏎| § |
**§
§ ** § **
[§] (https://x.se)
[§](a.md
```⏎§
-§⏎-§
<div>⏎**§**⏎</div>
<table><p>§</p><tr><td>§</td></tr></table>
<select><option>§</option></select>
<a §>§</a>
<b § §>§</b>
<p align=§ §>§</p>
*§**§*\_§
*§**§*§
`§
<div>§
<b>§
§</b>
<math><mi>§</mi></math>
<noscript>§</noscript>
<meta content='§'>
<xmp>§</xmp>
<plaintext>§
""")
"""Constructs in which something is wrong."""


@given(st.lists(st.sampled_from(BLOCKS), min_size=1, max_size=6))
def test_a_right_text_keeps_all_words_and_gives_no_message_of_losses(blocks: list[str]) -> None:
    body = number_words("\n\n".join(dict.fromkeys(blocks)))
    page, problems = page_of(body)
    assert [word for word in re.findall(r"ord\d\d\d", body) if word not in page] == []
    assert [each for each in problems if each.code in LOSSES] == []


LOSSES = {
    *("words-lost", "mark-shown", "html-unknown", "html-removed", "html-markdown", "row-too-long"),
    *("table-broken", "note-missing", "note-unused", "note-repeated", "note-empty", "link-unused"),
    *("link-undefined", "link-repeated", "comment-unclosed", "comment-only", "list-mark-glued"),
    *("abbreviation-unused", "leftover-template", "leftover-box", "anchor-repeated"),
}


@given(st.lists(st.sampled_from((*BLOCKS, *TRAPS)), min_size=1, max_size=6))
def test_no_word_is_lost_without_a_message(blocks: list[str]) -> None:
    assert find_silent(number_words("\n\n".join(dict.fromkeys(blocks)))) == []


MARKS = r"""
⏎ ⏎⏎ ** * _ ` ~~ == < > { } [ ] | [^1] ⏎[^1]:· ⏎-· ⏎··-· ⏎>· ⏎#· ⏎···· ⏎1.· ⏎---⏎ ⏎:· :· \ & ;
! <b> </b> <div> </div> <kommun· ⏎|-|-|⏎ ⏎|·a·|·b·|⏎ ⏎```⏎ ⏎*[A ⏎⏎[x {: ⏎··```⏎ " ' / <br> <p>
<td> <table> <ul> <svg> </svg>
"""
PIECES = st.sampled_from(
    (
        *(WORD,) * 12,
        *(" ",) * 8,
        *(mark.replace("·", " ").replace("⏎", "\n") for mark in MARKS.split()),
    )
)


@given(st.lists(PIECES, min_size=1, max_size=25).map("".join).map(number_words))
def test_no_word_is_lost_among_stray_marks(body: str) -> None:
    assume("<!--" not in body and not re.search(r"(?:`{3,}|~{3,})[^\n]*\w", body))
    assert find_silent(body) == []


def test_words_between_two_comments_are_not_lost_in_silence() -> None:
    assert find_silent("<!-- ord001\n\nord002\n\n<!-- x -->\n\nord003") == []


@pytest.mark.parametrize("trap", TRAPS)
def test_each_trap_is_reported(trap: str) -> None:
    body = number_words(trap)
    _, problems = page_of(f"Först.\n\n{body}\n")
    assert problems or find_silent(body) == []
