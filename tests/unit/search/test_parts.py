"""The parts of the index: few, the newest small, and decided by the list of documents alone."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sitegen.pages.search_document import Searchable, SearchKind
from sitegen.search.catalogue import text_names
from sitegen.search.parts import MOST, NEWEST, divide_blocks, divide_documents


def make_documents(count: int) -> list[Searchable]:
    kinds: tuple[SearchKind, ...] = ("inlägg", "plan", "inlägg", "inlägg")
    return [
        Searchable(url=f"/{number}/", kind=kinds[number % 4], title="") for number in range(count)
    ]


def divide(documents: list[Searchable]) -> tuple[list[list[str]], list[list[list[str]]]]:
    """The URLs of each block, and the blocks of each part."""
    slices = divide_documents(text_names(documents))
    blocks = [[each.url for each in documents[block]] for block in slices]
    return blocks, [blocks[part] for part in divide_blocks(documents, slices)]


@given(st.integers(0, 3_000))
def test_every_document_is_in_one_part_and_the_newest_is_small(count: int) -> None:
    documents = make_documents(count)
    blocks, parts = divide(documents)
    assert [url for block in blocks for url in block] == [each.url for each in documents]
    assert [block for part in parts for block in part] == blocks
    if parts:
        newest = {url for block in parts[-1] for url in block}
        assert sum(each.kind == "inlägg" and each.url in newest for each in documents) <= NEWEST


def test_of_any_number_of_posts_there_are_few_parts() -> None:
    post = make_documents(1)
    for count in (10, 1_000, 50_000, 200_000):
        blocks = [slice(start, start + 100) for start in range(0, count, 100)]
        assert len(divide_blocks(post * count, blocks)) <= MOST


def test_a_document_that_comes_or_goes_changes_its_own_block_only() -> None:
    documents = make_documents(5000)
    before, _ = divide(documents)
    after, _ = divide([*documents[:2000], *documents[2001:]])
    assert len(before) > 50
    assert len([block for block in before if block not in after]) <= 2


def test_a_new_post_changes_the_newest_part_only() -> None:
    _, before = divide(make_documents(5000))
    _, after = divide(make_documents(5001))
    assert len(before) == 2
    assert before[:-1] == after[:-1]
