"""Headings whose braces say what their sections are about."""

from __future__ import annotations

import pytest

from sitegen.prose.conversion import Prose, convert
from sitegen.prose.headings import MARKS, add_anchors


def read(text: str) -> Prose:
    return convert(text, abbreviations={})


def marks(heading: str) -> list[tuple[str, str]]:
    prose = read(f"Först.\n\n{heading}\n\nText.\n")
    return sorted((mark.key, mark.value) for each in prose.passages for mark in each.marks)


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("## A {tema=upphandling}", [("tema", "upphandling")]),
        ("## A{tema=upphandling}", [("tema", "upphandling")]),
        ("A {tema=upphandling}\n---", [("tema", "upphandling")]),
        ("## A {tema=a,b}", [("tema", "a"), ("tema", "b")]),
        ("## A {tema=a, b}", [("tema", "a"), ("tema", "b")]),
        ("## A {tema=a tema=b}", [("tema", "a"), ("tema", "b")]),
        ("## A {tema=a, tema=b}", [("tema", "a"), ("tema", "b")]),
        ("## A {tema=a, a}", [("tema", "a")]),
        ("## A {tema=”första linjen”, b}", [("tema", "b"), ("tema", "första linjen")]),
        ('## A {tema="första linjen"}', [("tema", "första linjen")]),
        ("## A {#x} {tema=a} {plan=p/q}", [("plan", "p/q"), ("tema", "a")]),
        ("## A {#x plan=p/q, r/s tema=a}", [("plan", "p/q"), ("plan", "r/s"), ("tema", "a")]),
        ("## A {Tema = a}", [("tema", "a")]),
        ("## A {#x}", []),
        ("## A {tema=}", []),
        ("## A `{tema=a}`", []),
    ],
)
def test_marks_are_read_in_every_order_and_spelling(
    heading: str, expected: list[tuple[str, str]]
) -> None:
    assert marks(heading) == expected


@pytest.mark.parametrize("braces", ["{tema=a}", "{#x tema=a, b}", "{#x} {plan=p/q} {tema=a}"])
def test_no_reader_sees_the_braces(braces: str) -> None:
    with_marks, without = read(f"## A *b* {braces}\n\nText.\n"), read("## A *b* {#x}\n\nText.\n")
    anchor = with_marks.headings[0].id
    assert with_marks.html.replace(f'id="{anchor}"', 'id="x"') == without.html
    assert with_marks.headings[0].text == "A b"
    assert with_marks.shown == without.shown
    assert not any(f"{mark}=" in with_marks.html for mark in MARKS)


def test_raw_html_can_carry_no_mark_to_readers() -> None:
    assert 'tema="' not in read('<h2 tema="a" id="x">A</h2>\n').html


def test_a_section_goes_to_the_next_heading_of_its_level_or_above() -> None:
    text = (
        "Först.\n\n## A {tema=a}\n\nEtt[^n] *två*.\n\n- tre\n- [fyra](x.md)\n\n### B {tema=b}\n\n"
        "![bild](b.jpg)\n\nfem\n\n## C\n\nsex\n\n[^n]: not\n"
    )
    [a, b] = read(text).passages
    assert (a.heading, a.anchor, a.text) == ("A", "a", ("Ett två.", "tre", "fyra", "fem"))
    assert (b.heading, b.anchor, b.text) == ("B", "b", ("fem",))


def test_the_last_section_ends_before_the_notes() -> None:
    [passage] = read("## A {tema=a}\n\nEtt[^n].\n\n[^n]: not\n").passages
    assert passage.text == ("Ett.",)


def test_each_mark_has_its_place() -> None:
    [passage] = read("Text.\n\n## Mål a {#a tema=b, a plan=a/b}\n\nText.\n").passages
    places = {mark.value: (mark.line, mark.column) for mark in passage.marks}
    assert places == {"b": (3, 19), "a": (3, 22), "a/b": (3, 29)}


def test_each_heading_that_can_be_cited_has_a_link_beside_it_without_words() -> None:
    assert add_anchors('<h2 id="a">Om <em>”barn”</em></h2>\n<p>Ord.</p>') == (
        '<div class="headed"><h2 id="a">Om <em>”barn”</em></h2>'
        '<a class="anchor" href="#a" aria-label="Länk till avsnittet Om ”barn”"></a></div>\n'
        "<p>Ord.</p>"
    )
    assert 'class="anchor"' in add_anchors('<h3 class="b" id="a">Om &quot;barn&quot;</h3>')


@pytest.mark.parametrize(
    "html",
    [
        "<h2>Utan namn</h2>",
        '<summary><h3 id="a">Fäll ut</h3></summary>',
        '<a href="/b/"><h3 id="a">Länk</h3></a>',
        "<p>Ord.</p>",
    ],
)
def test_a_heading_where_no_link_can_stand_is_left_alone(html: str) -> None:
    assert add_anchors(html) == html
