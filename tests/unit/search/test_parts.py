"""The parts of the index: few, the newest small, and decided by the list of documents alone."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sitegen.pages.search_document import Searchable, SearchKind
from sitegen.search.parts import MOST, NEWEST, divide_documents


def make_documents(count: int) -> list[Searchable]:
    kinds: tuple[SearchKind, ...] = ("inlägg", "plan", "inlägg", "inlägg")
    return [
        Searchable(url=f"/{number}/", kind=kinds[number % 4], title="") for number in range(count)
    ]


@given(st.integers(0, 40_000))
def test_every_document_is_in_one_part_and_the_newest_is_small(count: int) -> None:
    documents = make_documents(count)
    parts = divide_documents(documents)
    assert [each for part in parts for each in documents[part]] == documents
    assert len(parts) <= MOST
    if parts:
        posts = [each for each in documents[parts[-1]] if each.kind == "inlägg"]
        assert len(posts) <= NEWEST


def test_a_new_post_changes_the_newest_part_only() -> None:
    before, after = divide_documents(make_documents(5000)), divide_documents(make_documents(5001))
    assert before[:-1] == after[:-1]
    assert len(before) > 1
