"""A path can be a file on every system, with a compressed copy beside it, or it is rejected."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.core.output_names import LONGEST, find_fault


@pytest.mark.parametrize(
    "path",
    [
        "index.html",
        "besok/hagfors/index.html",
        "2015/10/återbesök/index.html",
        ".nojekyll",
        "_headers",
        "console/index.html",
        "com10.html",
        "a.con/b",
        "version/2.0/index.html",
        "x" * LONGEST,
        "å" * (LONGEST // 2),
    ],
)
def test_a_path_that_every_system_can_have_is_right(path: str) -> None:
    assert find_fault(path) == ""


@pytest.mark.parametrize(
    "path",
    [
        "con/index.html",
        "CON.html",
        "a/nul/b.html",
        "aux.tar.gz",
        "lpt9",
        "com¹.txt",
        "conin$",
        "a./index.html",
        "a /index.html",
        " a/index.html",
        "a.",
        "c:/x",
        "a?b",
        "a*b",
        "a|b",
        'a"b',
        "a<b>",
        "a\\b",
        "a\tb",
        "a%20b",
        "a#b",
        "../a",
        "a/./b",
        "a//b",
        "/a",
        "a/",
        "",
        "x" * (LONGEST + 1),
        "å" * (LONGEST // 2 + 1),
    ],
)
def test_a_path_that_some_system_cannot_have_is_rejected(path: str) -> None:
    assert find_fault(path)


@given(st.text("conaulp1./ -:å", max_size=12))
def test_the_fast_check_agrees_with_the_close_one(path: str) -> None:
    """A folder above makes the same names go through the close check only."""
    assert bool(find_fault(path)) == bool(find_fault(f"Å/{path}"))
