"""Links out of the blog: found with their place, and called dead only when they really are."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from sitegen.authoring import outbound
from sitegen.authoring.outbound import Answer, Known, Link
from sitegen.model.info_page import InfoMeta
from sitegen.model.post import PostMeta
from tests.support.factories import make_source, make_text

DAY = date(2024, 3, 1)
OK, FAILED = Answer("ok", "Svarar"), Answer("failed", "Sidan finns inte (404)")
REFUSED = Answer("refused", "Webbplatsen släpper inte in program (403)")
MOVED = Answer("moved", "Flyttad för gott", "https://example.org/ny")

TEXT = make_text(
    "Se [a](https://example.org/a#b), [b](b.md) och\n[c](//example.org/c).\n\n"
    "![d](https://example.org/d.png) <https://example.org/e> [f](mailto:a@example.org)\n",
    title="Ett",
    date="2015-10-26",
    kommun="Hagfors",
    theme="familjehem",
    external=[{"title": "b", "publisher": "c", "url": "https://example.org/f?a=1&b=2"}],
)


def link(url: str = "https://example.org/a", line: int = 7) -> Link:
    return Link(url, "posts/a.md", line, date(2015, 10, 26))


def days(count: int, answer: Answer, known: Known | None = None) -> Known:
    """What is known after the same answer on so many days."""
    for number in range(count):
        known = outbound.learn(known, answer, DAY + timedelta(days=number))
    assert known is not None
    return known


def test_links_are_found_in_body_and_front_matter_at_their_lines() -> None:
    found = outbound.find_links(make_source("posts/a.md", TEXT), PostMeta)
    lines = TEXT.split("\n")
    by_url = {each.url: each for each in found}
    assert list(by_url) == [
        "https://example.org/f?a=1&b=2",
        "https://example.org/a#b",
        "https://example.org/c",
        "https://example.org/e",
    ]
    for each in by_url.values():
        assert each.url.removeprefix("https:") in lines[each.line - 1]
        assert (each.path, each.day) == ("posts/a.md", date(2015, 10, 26))


def test_a_page_is_about_no_day() -> None:
    text = "---\ntitle: Ett\n---\n[a](https://example.org/a)\n"
    (found,) = outbound.find_links(make_source("pages/a.md", text), InfoMeta)
    assert (found.line, found.day) == (4, None)


@pytest.mark.parametrize("text", ["", "utan fakta", "---\naldrig slut", "---\n---\n" + "[" * 99])
def test_a_text_that_cannot_be_read_has_no_links(text: str) -> None:
    assert list(outbound.find_links(make_source("posts/a.md", text), PostMeta)) == []


def test_each_address_is_asked_for_once_whatever_its_fragment() -> None:
    links = [link(), link("https://example.org/a#b"), link("https://example.org/c")]
    assert outbound.due(links, {}, DAY) == ["https://example.org/a", "https://example.org/c"]


@pytest.mark.parametrize(("answer", "rest"), [(OK, 7), (MOVED, 7), (REFUSED, 7), (FAILED, 1)])
def test_what_works_is_left_in_peace_and_what_fails_is_tried_again(
    answer: Answer, rest: int
) -> None:
    memory = {"https://example.org/a": outbound.learn(None, answer, DAY)}
    assert outbound.due([link()], memory, DAY + timedelta(days=rest - 1)) == []
    assert outbound.due([link()], memory, DAY + timedelta(days=rest)) != []


def test_a_link_is_dead_when_it_has_failed_on_several_days_and_not_before() -> None:
    assert [days(count, FAILED).is_dead for count in (1, 2, 3)] == [False, False, True]


def test_several_failures_on_a_day_count_as_one() -> None:
    known = None
    for _ in range(5):
        known = outbound.learn(known, FAILED, DAY)
    assert known is not None
    assert not known.is_dead


def test_a_link_that_works_again_is_forgiven() -> None:
    known = outbound.learn(days(3, FAILED), OK, DAY + timedelta(days=9))
    assert (known.failed, known.worked) == ((), DAY + timedelta(days=9))


def test_a_refusal_neither_forgives_nor_condemns() -> None:
    known = outbound.learn(days(2, FAILED), REFUSED, DAY + timedelta(days=2))
    assert len(known.failed) == 2


def test_what_nothing_links_to_any_more_is_forgotten() -> None:
    memory = {"https://example.org/a": days(1, OK), "https://example.org/b": days(1, OK)}
    assert list(outbound.keep(memory, [link()])) == ["https://example.org/a"]


@pytest.mark.parametrize(
    ("known", "day"),
    [
        (days(3, FAILED, days(1, OK)), "20240301"),
        (days(3, FAILED), "20151026"),
    ],
    ids=["when it last worked", "when the text was written"],
)
def test_the_archive_is_suggested_for_a_day_when_the_page_was_there(known: Known, day: str) -> None:
    assert outbound.archived(link(), known) == (
        f"https://web.archive.org/web/{day}/https://example.org/a"
    )


def test_the_report_tells_editors_where_and_what_to_do() -> None:
    links = [link(), link("https://example.org/b", 8), link("https://example.org/c", 9)]
    links += [link("https://example.org/d", 10), link("https://example.org/e", 11)]
    memory = {
        "https://example.org/a": days(3, FAILED),
        "https://example.org/b": days(1, MOVED),
        "https://example.org/c": days(1, FAILED),
        "https://example.org/d": days(1, REFUSED),
    }
    told = outbound.report(links, memory, DAY)
    assert told.startswith(
        "# Länkar ut från bloggen\n\n2024-03-01: 5 länkar till 5 adresser, 1 döda"
    )
    assert (
        "| posts/a.md | 7 | <https://example.org/a> | Sidan finns inte (404), sedan 2024-03-01 "
        "| <https://web.archive.org/web/20151026/https://example.org/a> |\n"
    ) in told
    assert "| Flyttad för gott | <https://example.org/ny> |" in told
    headings = [line for line in told.split("\n") if line.startswith("## ")]
    assert headings == [
        "## Döda",
        "## Flyttade",
        "## Svarar inte just nu",
        "## Gick inte att pröva",
    ]


def test_nothing_in_the_report_becomes_markup() -> None:
    url = "https://example.org/a|b<script>"
    told = outbound.report([link(url)], {url: days(3, Answer("failed", "a|b*c*\n<b>"))}, DAY)
    (row,) = [line for line in told.split("\n") if line.startswith("| posts/a.md")]
    assert row.replace("\\|", "").count("|") == 6
    assert "\\<script\\>" in row
    assert "\\<b\\>" in row


def test_what_is_known_is_remembered_between_runs() -> None:
    memory = {"https://example.org/å": days(3, FAILED, days(1, OK))}
    assert outbound.read_memory(outbound.write_memory(memory)) == memory


@pytest.mark.parametrize("data", [b"", b"[]", b"{", b'{"a": 1}', b"\xff"])
def test_a_memory_that_cannot_be_read_counts_as_empty(data: bytes) -> None:
    assert outbound.read_memory(data) == {}
