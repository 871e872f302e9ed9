"""Footnotes can be followed to the note and back."""

from __future__ import annotations

import re

import pytest

from sitegen.prose.extensions import to_html


def html(text: str) -> str:
    return to_html(text, abbreviations={})


def ids(text: str) -> list[str]:
    return re.findall(r' id="([^"]*)"', html(text))


def links(text: str) -> list[str]:
    return re.findall(r' href="#([^"]*)"', html(text))


def test_a_note_is_linked_from_the_text_and_back_with_labels_for_screen_readers() -> None:
    made = html("Text[^a].\n\n[^a]: Not.")
    assert (
        '<p>Text<sup id="fnref:1"><a class="footnote-ref" href="#fn:1" role="doc-noteref">1</a>'
        "</sup>.</p>"
    ) in made
    assert '<div aria-label="Fotnoter" class="footnotes" role="doc-endnotes">' in made
    assert (
        '<a aria-label="Tillbaka till texten, fotnot 1" class="footnote-backref" href="#fnref:1" '
        'role="doc-backlink" title="Tillbaka till texten, fotnot 1">\u21a9\ufe0e</a>'
    ) in made


def test_notes_are_numbered_as_they_are_referred_to() -> None:
    made = html("a[^x] b[^y]\n\n[^y]: Ypsilon\n[^x]: Xi")
    assert made.index("Xi") < made.index("Ypsilon")
    assert re.findall(r"doc-noteref\">(\d)", made) == ["1", "2"]


def test_a_note_referred_to_twice_leads_back_to_both_places() -> None:
    text = "a[^x] b[^x]\n\n[^x]: c"
    assert ids(text) == ["fnref:1", "fnref2:1", "fn:1"]
    assert links(text) == ["fn:1", "fn:1", "fnref:1", "fnref2:1"]
    assert "Tillbaka till texten, fotnot 1, plats 2" in html(text)


@pytest.mark.parametrize("label", ["min källa", 'a"b', "å:ä", "fn:1", "1"])
def test_any_label_gives_a_valid_id(label: str) -> None:
    assert ids(f"a[^{label}]\n\n[^{label}]: b") == ["fnref:1", "fn:1"]


def test_a_note_that_nothing_refers_to_is_last_and_leads_nowhere() -> None:
    text = "a[^x]\n\n[^y]: Ingen\n[^x]: b"
    assert ids(text) == ["fnref:1", "fn:1", "fn:2"]
    assert links(text) == ["fn:1", "fnref:1"]


@pytest.mark.parametrize(
    "text",
    ["a[^x]", "a[^x]\n\n[^x]:", "a[^y]\n\n[^y]: > [^x]: c\n[^z]: d\n\nb[^x]"],
    ids=["missing", "empty", "inside another note"],
)
def test_a_reference_to_no_note_stays_as_it_was_written(text: str) -> None:
    assert "[^x]" in html(text)


def test_a_note_may_have_several_paragraphs() -> None:
    made = html("a[^1]\n\n[^1]: b\n\n    c\n\nd")
    assert "<p>b</p>" in made
    assert "<p>d</p>" in made
    assert "<p>c&#160;<a" in made
