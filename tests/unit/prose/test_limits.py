"""Limits: texts that would stall a build are rejected, ordinary texts are not."""

from __future__ import annotations

import pytest

from sitegen.prose.conversion import convert
from sitegen.prose.limits import find_limits

PER_PARAGRAPH = "\n\n".join


def codes(text: str) -> list[str]:
    return [excess[2] for excess in find_limits(text)]


# Each bad text once took longer than five seconds or more frames than Python has; each good one
# is the most of the same that is let through.
BOMBS = {
    "limit-control": ("\x021. " * 1_000, "\t1. a"),
    "limit-length": ("a" * 200_001, "a" * 200_000),
    "limit-lines": ("a\n" * 5_000, "a\n" * 4_999),
    "limit-nesting": ("> " * 11 + "a", "> " * 10 + "a"),
    "limit-indent": (" " * 81 + "a", " " * 80 + "a"),
    "limit-headings": ("a\n---\n" * 1_001, "a\n---\n" * 1_000),
    "limit-links": (PER_PARAGRAPH(["[a](b)"] * 2_001), PER_PARAGRAPH(["[a](b)"] * 2_000)),
    "limit-notes": ("[^1] " * 1_001, "[^1] " * 999 + "\n\n[^1]: a"),
    "limit-definitions": ("[x]:\n" * 501, "[x]:\n" * 500),
    "limit-attributes": ("# a" + " {" * 1_001, "# a" + " {" * 1_000),
    "limit-abbreviations": ("*[a]: b\n" * 201, "*[a]: b\n" * 200),
    "limit-code": ("```a\n" * 501, "```a\n" * 500),
    "limit-backticks": ("a " + "`" * 11, "a " + "`" * 10),
    "limit-toc": ("[TOC]\n\n[TOC]", "[TOC]"),
    "limit-html": ("<b>" * 1_001, "<b>" * 1_000),
    "limit-open-html": ("<a " * 21, "<a " * 20),
    "limit-brackets": ("[" * 11, "[" * 10),
    "limit-open-links": ("[a](b " * 11, "[a](b " * 10),
    "limit-emphasis": ("*a " * 801, "*a " * 800),
    "limit-cells": (
        "a|" * 100 + "\n" + "-|" * 100 + "\n" + "|\n" * 198 + "\n|",
        "a|b\n-|-\n" * 999,
    ),
    "limit-work": ("`a" * 30_000, "`a" * 20_000),
}


@pytest.mark.parametrize("code", BOMBS)
def test_a_text_that_would_stall_the_build_is_rejected(code: str) -> None:
    assert codes(BOMBS[code][0]) == [code]


@pytest.mark.slow
@pytest.mark.parametrize("code", BOMBS)
def test_a_text_at_the_limits_can_be_converted(code: str) -> None:
    text = BOMBS[code][1]
    assert codes(text) == []
    assert convert(text, abbreviations={"BBIC": "Barns behov i centrum"})


@pytest.mark.parametrize(
    "text",
    [
        "",
        "- - - - - - - - - - - - - - - -",
        "* * * * * * * * * * * * * * *",
        "----------------------------------------",
        "Temperaturen var <0 och >5 grader",
        "<!-- <b -->" * 30,
        '<a href="a" title="b > c">d</a>' * 30,
        "<https://a.se>" * 30,
        "\\[" * 30,
        "[ ] a\n\n" * 30,
        "[a](b 'c') [a](<b c> \"d\") [a](b_(c)) " * 20,
        "\n".join(f"| **{kommun}** | [a](b) | c | d | e |" for kommun in range(290)),
        "\n".join(f"- **{kommun}** [a](b)" for kommun in range(290)),
    ],
)
def test_ordinary_texts_are_within_the_limits(text: str) -> None:
    assert codes(text) == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a\nb " + "[c " * 11, (2, 3)),
        ("a\n\n" + "> " * 11 + "b", (3, 1)),
        ("a\nb " + "`" * 11, (2, 3)),
        ("a\n\n- b\n- c " + "[d " * 11, (4, 5)),
        ("[TOC]\n\na [TOC]", (3, 3)),
        ("[TOC]\r\n\r\na [TOC]", (3, 3)),
        ("a\r" + "> " * 11 + "b", (2, 1)),
    ],
)
def test_the_place_is_where_a_limit_is_first_exceeded(text: str, place: tuple[int, int]) -> None:
    assert [excess[:2] for excess in find_limits(text)] == [place]


def test_all_exceeded_limits_are_reported_at_once() -> None:
    text = "[" * 11 + "\n\n" + "`" * 11 + "\n\n" + "[" * 11
    assert codes(text) == ["limit-brackets", "limit-backticks"]
