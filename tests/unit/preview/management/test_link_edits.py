"""Which words of a file change when something that it leads to has moved, and that no others do."""

from __future__ import annotations

import pytest

from sitegen.model.plan import PLANS
from sitegen.model.post import PostMeta
from sitegen.model.visit_row import VISITS
from sitegen.preview.management.link_edits import (
    Journey,
    Unwritable,
    redirect_links,
    redirect_prose,
)

JOURNEY = Journey(
    {
        "posts/2015-hagfors.md": "posts/2015-nytt.md",
        "posts/2015-hagfors/torget.jpg": "posts/2015-nytt/torget.jpg",
        "posts/möte (1)/index.md": "posts/mote/index.md",
        "posts/möte (1)/torget.jpg": "posts/mote/torget.jpg",
    },
    {"/besok/hagfors/": "/besok/nytt/"},
    ("https://example.org/blogg/",),
)
FRONT = "---\ntitle: A   # så\ndate: 2015-10-26\nkommun: Hagfors\ntheme: x\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[a](2015-hagfors.md)", "[a](2015-nytt.md)"),
        ('[a](./2015-hagfors.md#b "T")', '[a](./2015-nytt.md#b "T")'),
        ("[a](../posts/2015-hagfors.md?x)", "[a](2015-nytt.md?x)"),
        ("[a]\n\n[a]: 2015-hagfors.md", "[a]\n\n[a]: 2015-nytt.md"),
        ('<a href="2015-hagfors.md">a</a>', '<a href="2015-nytt.md">a</a>'),
        ("![T](2015-hagfors/torget.jpg)", "![T](2015-nytt/torget.jpg)"),
        ("[a](m%C3%B6te%20%281%29/index.md)", "[a](mote/index.md)"),
        ("[a](<möte (1)/index.md>)", "[a](<mote/index.md>)"),
        ("[a](2015\\-hagfors.md)", "[a](2015-nytt.md)"),
        ("[a](/besok/hagfors/#b)", "[a](/besok/nytt/#b)"),
        ("[a](/besok/hagfors)", "[a](/besok/nytt/)"),
        (
            "[a](https://example.org/blogg/besok/hagfors/)",
            "[a](https://example.org/blogg/besok/nytt/)",
        ),
        (
            "[a](2015-hagfors.md) `[a](2015-hagfors.md)`",
            "[a](2015-nytt.md) `[a](2015-hagfors.md)`",
        ),
    ],
)
def test_what_leads_to_what_has_moved_follows(before: str, after: str) -> None:
    assert redirect_prose("posts/x.md", before, JOURNEY) == after


@pytest.mark.parametrize(
    "text",
    [
        "[a](2015-hagfors-igen.md) [b](annat/2015-hagfors.md) 2015-hagfors.md",
        "[a](https://example.com/besok/hagfors/) [b](/besok/hagfors/mer/) [c](#hagfors)",
        "```\n[a](2015-hagfors.md)\n```",
        "<!-- [a](2015-hagfors.md) -->",
        "[a](2015-hagfors/protokoll.pdf)",
    ],
)
def test_all_else_stays(text: str) -> None:
    assert redirect_prose("posts/x.md", text, JOURNEY) == text


def test_what_a_text_that_moves_has_beside_it_follows() -> None:
    text = "![T](2015-hagfors/torget.jpg) [p](2015-hagfors/p.pdf) [b](b.md)"
    after = "![T](2015-nytt/torget.jpg) [p](2015-hagfors/p.pdf) [b](b.md)"
    assert redirect_prose("posts/2015-hagfors.md", text, JOURNEY) == after
    inside = "![T](torget.jpg) [b](../b.md)"
    assert redirect_prose("posts/möte (1)/index.md", inside, JOURNEY) == inside


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_field_is_changed_where_it_stands(end: str) -> None:
    text = f"\ufeff{FRONT}image: {{src: '2015-hagfors/torget.jpg', alt: T}}  # bild\n---\n\nA.\n"
    data = text.replace("\n", end).encode()
    after = redirect_links("posts/x.md", data, PostMeta, "text", JOURNEY)
    assert after == data.replace(b"2015-hagfors", b"2015-nytt")


@pytest.mark.parametrize(
    ("name", "after"),
    [
        ("2015-hagfors.md", "2015-nytt.md"),
        ("2015-hagfors", "2015-nytt"),
        ("posts/2015-hagfors.md", "posts/2015-nytt.md"),
        ("möte (1)", "mote"),
        ("möte (1)/index.md", "mote/index.md"),
        ("2015-hagfors-igen.md", "2015-hagfors-igen.md"),
    ],
)
@pytest.mark.parametrize("quote", ["", "'", '"'])
def test_a_source_keeps_its_form(name: str, after: str, quote: str) -> None:
    plan = "kommun: Hagfors\nsource:   {}{}{}   # där\npoints: []\n"
    data = plan.format(quote, name, quote).encode()
    changed = redirect_links("plans/p.yml", data, PLANS.record, "record", JOURNEY)
    assert changed.decode() == plan.format(quote, after, quote)


def test_a_list_of_records_is_changed_in_its_rows() -> None:
    rows = "# a\n- {{kommun: Torsby, date: 2014, source: [{0}, annat.md]}}\n\n- kommun: Åre\n"
    rows += "  date: 2015\n  source: {{post: {0}}}   # b\n"
    data = rows.format("2015-hagfors.md").encode()
    changed = redirect_links("visits.yml", data, VISITS.record, "rows", JOURNEY)
    assert changed.decode() == rows.format("2015-nytt.md")


def test_a_source_that_cannot_be_found_in_its_line_is_reported() -> None:
    data = b'kommun: Hagfors\nsource: "2015\\x2Dhagfors.md"\n'
    with pytest.raises(Unwritable) as raised:
        redirect_links("plans/p.yml", data, PLANS.record, "record", JOURNEY)
    assert (raised.value.path, raised.value.line) == ("plans/p.yml", 2)


def test_bytes_that_are_no_text_stay() -> None:
    data = b"---\n2015-hagfors \xff\n"
    assert redirect_links("posts/x.md", data, PostMeta, "text", JOURNEY) == data
