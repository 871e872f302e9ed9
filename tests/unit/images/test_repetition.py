"""What an SVG draws when its parts show each other, counted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.images.repetition import Repetition

MANY = 10**9

Tree = tuple[str, list[str], list["Tree"]]  # id, ids of what it shows, what is in it


def add(repetition: Repetition, tree: Tree) -> None:
    name, targets, inside = tree
    repetition.start(name, targets)
    for each in inside:
        add(repetition, each)
    repetition.end()


def count(*trees: Tree, most: int = MANY) -> int:
    repetition = Repetition()
    add(repetition, ("", [], list(trees)))
    return repetition.count(most)


@pytest.mark.parametrize(
    ("trees", "expected"),
    [
        ([], 1),
        ([("", [], [("", [], [])])], 3),
        ([("a", [], [("", [], [])]), ("", ["a"], [])], 6),
        ([("", ["a", "a"], []), ("a", [], [("b", [], [])])], 8),
        ([("", ["missing"], [])], 2),
        ([("a", ["a"], [])], 2),
        ([("a", ["b"], []), ("b", ["a"], [])], 4),
        ([("a", [], []), ("a", [], [("", [], [])])], 4),
    ],
)
def test_what_is_shown_again_counts_again(trees: list[Tree], expected: int) -> None:
    assert count(*trees) == expected


def test_ten_times_ten_times_ten_is_found_without_drawing_it() -> None:
    levels: list[Tree] = [(f"a{n + 1}", [f"a{n}"] * 10, []) for n in range(50)]
    assert count(("a0", [], []), *levels, most=1_000_000) == 1_000_000


@pytest.mark.slow
def test_a_long_chain_is_no_deep_recursion() -> None:
    chain: list[Tree] = [(f"a{n}", [f"a{n + 1}"], []) for n in range(20_000)]
    assert count(*chain) == 1 + 20_000 * 20_001 // 2


_ids = st.sampled_from(["", "a", "b", "c"])
_targets = st.lists(st.sampled_from(["a", "b", "c", "d"]), max_size=3)
_leaves: st.SearchStrategy[Tree] = st.tuples(_ids, _targets, st.just([]))
_trees = st.recursive(
    _leaves, lambda inside: st.tuples(_ids, _targets, st.lists(inside, max_size=3)), max_leaves=8
)


@given(st.lists(_trees, max_size=4))
def test_nothing_is_counted_less_than_once_and_the_most_is_a_limit(trees: list[Tree]) -> None:
    def elements(tree: Tree) -> int:
        return 1 + sum(map(elements, tree[2]))

    least = 1 + sum(map(elements, trees))
    assert count(*trees) >= least
    assert count(*trees, most=3) == min(3, count(*trees))
