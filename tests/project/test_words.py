"""The word list of CONTRIBUTING.md holds in the names of modules, classes and public functions."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from tests.conftest import ROOT
from tests.project.test_architecture import MODULES, PACKAGES, tree_of

PAGE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")

_ROW = re.compile(r"^\| ([^|\n]+) \| ([^|\n]+) \|$", re.MULTILINE)
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")

Words = tuple[str, ...]


def split_words(name: str) -> Words:
    """`("ending", "of")` for `ending_of`, `("picture", "refused")` for `PictureRefused`."""
    return tuple(word.lower() for word in _WORD.findall(name))


def read_list() -> dict[Words, str]:
    """What to write instead of each word or phrase that is not to be used."""
    _, _, section = PAGE.partition("\n### Words\n")
    _, *rows = _ROW.findall(section.partition("\n## ")[0])
    return {
        split_words(phrase): write
        for write, avoided in rows
        for phrase in avoided.split(", ")
        if set(write) != {"-"}
    }


NOT = read_list()


def find_names(body: list[ast.stmt], prefix: str) -> Iterator[str]:
    """The classes and public functions of a module, and the public methods of its classes."""
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            yield f"{prefix}.{node.name}"
            if isinstance(node, ast.ClassDef):
                yield from find_names(node.body, f"{prefix}.{node.name}")


def find_avoided(name: str) -> list[Words]:
    """The words and phrases of the list that a name contains."""
    words = split_words(name)
    return [
        phrase
        for phrase in NOT
        for start in range(len(words))
        if words[start : start + len(phrase)] == phrase
    ]


def test_the_list_is_read() -> None:
    assert {("tell",), ("anew",), ("memo",), ("cheap", "question")} <= set(NOT)
    assert NOT[("memo",)] == "cache"


@pytest.mark.parametrize(
    ("name", "avoided"),
    [
        ("open_memo", [("memo",)]),
        ("PictureRefused", [("refused",)]),
        ("is_cheap_question", [("cheap", "question")]),
        ("memory_of", []),
        ("recommend", []),
    ],
)
def test_a_word_counts_only_as_a_whole(name: str, avoided: list[Words]) -> None:
    assert find_avoided(name) == avoided


@pytest.mark.slow
def test_no_name_has_a_word_that_is_not_to_be_used() -> None:
    names = {name for module in MODULES for name in find_names(tree_of(module).body, module)}
    names |= {*MODULES, *PACKAGES}
    found = {name for name in names if find_avoided(name.rpartition(".")[2])}
    assert found == set()
