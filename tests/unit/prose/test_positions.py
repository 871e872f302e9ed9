"""Links and headings are found at the right place or the beginning, but never inside code."""

from __future__ import annotations

import time

import pytest

from sitegen.prose.positions import Places


def test_asked_again_for_a_target_it_finds_the_next_one() -> None:
    places = Places("[a](b)\n[c](b)")
    assert [places.find_reference("b", "") for _ in range(3)] == [(1, 5), (2, 5), (2, 5)]


@pytest.mark.parametrize(
    "text",
    ["`(b)` [a](b)", "`` `(b) `` [a](b)", "~~~\n(b)\n~~~\n[a](b)", "<!-- (b)\n--> [a](b)"],
    ids=["code", "code with a tick in it", "a code block", "a comment"],
)
def test_code_and_comments_are_ignored(text: str) -> None:
    line, column = Places(text).find_reference("b", "a")
    assert text.split("\n")[line - 1][column - 1 :] == "b)"
    assert (line, column) != (1, text.index("(b)") + 2)


@pytest.mark.parametrize(
    ("target", "text"), [("c", "d"), ("", ""), ("", "d"), ("(", "*"), ("b" * 1_000, "")]
)
def test_a_missing_target_is_placed_at_the_first_text(target: str, text: str) -> None:
    assert Places("\n\nb [a](b)").find_reference(target, text) == (3, 1)


@pytest.mark.parametrize(
    "text",
    [
        r"[`kod`](fi\_ns.md)",
        r"[a &amp; b](fi\_ns.md)",
        r"[![bild](x.png)](fi\_ns\.md)",
        r"[*så* `x`](fi\_ns.md)",
        r"[ord](fi&#95;ns.md)",
        r"`(fi_ns.md)` [ord](fi\_ns.md)",
    ],
)
def test_a_target_with_escapes_is_found(text: str) -> None:
    line, column = Places(f"\nHej\n\n{text}").find_reference("fi_ns.md", "")
    assert (line, text[column - 1 :][:2]) == (4, "fi")
    assert text[column - 2] == "("


def test_a_label_with_markup_is_found_by_its_words() -> None:
    assert Places("\n\nHej [*ett* `två`][x]").find_reference("y", "ett två") == (3, 6)


@pytest.mark.parametrize(
    ("text", "level", "line"),
    [
        ("a\n## Barn", 2, 2),
        ("a\n\nBarn\n====", 1, 3),
        ("Barn\n----", 2, 1),
        ("> ### Barn", 3, 1),
        ("<h4 id='a'>Barn</h4>", 4, 1),
        ("```\n## Barn\n```\n## *Barn* {#a}", 2, 4),
        ("## Unga\n## Barn", 2, 2),
        ("# Barn\n## Barn", 2, 2),
        ("---\na\n\n## Barn", 2, 4),
        ("a", 2, 1),
    ],
)
def test_a_heading_is_found_by_level_and_text(text: str, level: int, line: int) -> None:
    assert Places(text).find_heading(level, "Barn") == line


def test_a_long_row_of_marks_is_searched_quickly() -> None:
    """Each of these took ten seconds when a fence gave back one mark after the other."""
    began = time.process_time()
    for mark in "~`":
        assert Places(mark * 195_000 + " (b)").find_reference("b", "a") == (1, 195_003)
    assert time.process_time() - began < 1


def test_headings_of_the_same_words_are_found_in_turn() -> None:
    places = Places("## Barn\n\n## Barn")
    assert [places.find_heading(2, "Barn") for _ in range(3)] == [1, 3, 1]
