"""Long words are taken apart where a reader would look for the last part, and nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.search.compounds import find_parts, stem_of
from tests.conftest import ROOT

WORDS = [
    line.split()
    for line in (ROOT / "tests/data/compounds.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
"""Words of the field, each with the parts by which it is to be found."""


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("barnpsykiatrin", ("psykiatrin",)),
        ("familjehemsvård", ("vård", "hem")),
        ("socialtjänstnämnden", ("nämnden", "tjänst")),
        ("förskola", ("skola",)),
        ("verksamheten", ()),
        ("utbildning", ()),
        ("barnen", ()),
        ("hem", ()),
        ("", ()),
    ],
)
def test_a_word_has_the_parts_after_its_first(word: str, parts: tuple[str, ...]) -> None:
    assert set(find_parts(word)) >= set(parts)
    assert bool(find_parts(word)) == bool(parts)


def test_of_the_words_of_the_field_nearly_all_parts_are_found_and_hardly_any_wrong() -> None:
    assert sum(len(parts) > 0 for _, *parts in WORDS) >= 200
    wanted = found = taken_apart = right = 0
    for word, *parts in WORDS:
        stems = {stem_of(part) for part in find_parts(word)}
        hits = [part for part in parts if stem_of(part) in stems]
        wanted, found = wanted + len(parts), found + len(hits)
        taken_apart, right = taken_apart + bool(stems), right + bool(hits)
    assert found / wanted >= 0.95
    assert right / taken_apart >= 0.95


@given(st.text("abdefghijklmnoprstuvyåäö", max_size=24))
def test_parts_are_shorter_than_their_word(word: str) -> None:
    assert all(0 < len(part) < len(word) for part in find_parts(word))
