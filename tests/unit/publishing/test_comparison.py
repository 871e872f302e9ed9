"""What differs between versions of a text, and how two changes of it come together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.publishing.comparison import (
    NamedRecord,
    Piece,
    compose_text,
    count_changes,
    describe_records,
    find_common,
    find_places,
    find_word_changes,
    merge_texts,
)

LINES = st.lists(st.sampled_from(["a\n", "b\n", "c\n", "d e\n", "\n"]), max_size=8).map("".join)


def test_words_that_differ_are_named_and_the_rest_is_counted() -> None:
    first, second = find_word_changes("Ett.\nTvå ord här.\n", "Ett.\nTre ord här.\n")
    assert (first.lines, first.pieces) == (1, ())
    assert second.pieces == (
        Piece("removed", "Två"),
        Piece("added", "Tre"),
        Piece("same", " ord här."),
    )


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("Ett två.", "Ett två tre fyra.", "2 ord nya"),
        ("Ett två.", "Ett.", "1 ord borttaget"),
        ("Ett två.", "Ett tre.", "1 ord nytt, 1 ord borttaget"),
        ("Ett.", "Ett.", "Lika"),
        ("Ett.", "Ett!", "Bara tecken eller tomrum skiljer"),
    ],
)
def test_a_difference_is_told_in_a_few_words(old: str, new: str, told: str) -> None:
    assert count_changes(old, new) == told


def test_changes_at_different_places_both_stand() -> None:
    base, mine, theirs = "a\nb\nc\nd\n", "A\nb\nc\nd\n", "a\nb\nc\nD\n"
    places = find_places(base, mine, theirs)
    assert not any(place.is_clash for place in places)
    assert compose_text(places, []) == "A\nb\nc\nD\n"


def test_a_place_that_both_have_changed_is_for_the_author_to_choose() -> None:
    places = find_places("a\nb\nc\n", "a\nmin\nc\n", "a\nderas\nc\n")
    [clash] = [place for place in places if place.is_clash]
    assert (clash.mine, clash.theirs) == (("min\n",), ("deras\n",))
    assert clash.merged == ("deras\n", "min\n")
    assert compose_text(places, ["vald\n"]) == "a\nvald\nc\n"


def test_the_same_change_by_both_is_no_clash() -> None:
    places = find_places("a\n", "b\n", "b\n")
    assert compose_text(places, []) == "b\n"


def test_put_together_both_stand_but_of_the_fields_only_mine() -> None:
    base = "---\ntitle: A\n---\n\nText.\n"
    mine = "---\ntitle: B\n---\n\nMin.\n"
    theirs = "---\ntitle: C\n---\n\nDeras.\n"
    assert merge_texts(base, mine, theirs) == "---\ntitle: B\n---\n\nDeras.\nMin.\n"
    assert find_common(mine, theirs) == "---\n---\n\n"


@given(LINES, LINES)
def test_whoever_has_changed_nothing_gets_what_the_other_has(base: str, other: str) -> None:
    assert merge_texts(base, base, other) == other
    assert merge_texts(base, other, base) == other


@given(LINES, LINES, LINES)
def test_choosing_one_side_everywhere_loses_nothing_of_it(
    base: str, mine: str, theirs: str
) -> None:
    places = find_places(base, mine, theirs)
    assert "".join("".join(place.base) for place in places) == base
    assert "".join("".join(place.mine) for place in places) == mine
    assert "".join("".join(place.theirs) for place in places) == theirs


@given(LINES, LINES)
def test_the_pieces_of_a_difference_are_the_new_text(old: str, new: str) -> None:
    words = [
        piece.text.split()
        for stretch in find_word_changes(old, new)
        for piece in stretch.pieces
        if piece.sign == "added"
    ]
    assert all(word in new for found in words for word in found)


def points(**texts: str) -> dict[str, NamedRecord]:
    return {key: NamedRecord(text, {"Vad": text}) for key, text in texts.items()}


def test_what_has_become_of_points_is_told_by_their_names() -> None:
    old = points(bbic="Införa BBIC", skola="Möta skolan", jour="Öppna jour")
    new = {
        "bbic": NamedRecord("Införa BBIC", {"Vad": "Införa BBIC", "Senast": "2018"}),
        **points(skola="Möta skolan", stod="Ge stöd"),
    }
    told = describe_records("punkt", "punkter", old, new)
    assert told == (
        "1 ny punkt: ”Ge stöd”. 1 punkt ändrad: ”Införa BBIC” (senast). "
        "1 punkt borttagen: ”Öppna jour”."
    )
    assert describe_records("punkt", "punkter", old, old) == ""


def test_many_points_are_counted_and_the_first_named() -> None:
    new = points(**{f"p{number}": f"Punkt {number}" for number in range(7)})
    told = describe_records("punkt", "punkter", {}, new)
    assert told.startswith("7 nya punkter: ”Punkt 0”, ”Punkt 1”")
    assert told.endswith("”Punkt 4” och 2 till.")
