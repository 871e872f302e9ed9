"""Seeking: any of many words and addresses in bytes, each standing by itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.leaks.multi_matcher import Seeker

texts = st.text("ab /", max_size=12).map(str.encode)
words = st.sets(st.text("ab", min_size=1, max_size=5).map(str.encode), max_size=8)


def is_alone(data: bytes, start: int, word: bytes) -> bool:
    around = data[max(0, start - 1) : start] + data[start + len(word) :][:1]
    return not any(letter in b"ab" for letter in around)


@given(words, texts)
def test_every_word_that_stands_by_itself_is_found_and_no_other(
    sought: set[bytes], data: bytes
) -> None:
    expected = {
        word
        for word in sought
        for start in range(len(data))
        if data.startswith(word, start) and is_alone(data, start, word)
    }
    assert Seeker(words=sought).find(data) == expected


def test_words_that_begin_alike_are_told_apart_however_long() -> None:
    stem = b"x" * 40
    sought = [stem + b" ett", stem + b" tva", stem]
    assert Seeker(words=sought).find(stem + b" tva") == {stem + b" tva", stem}


@pytest.mark.parametrize(
    ("data", "is_found"),
    [
        (b'"/a/"', True),
        (b'"/a/b/"', True),
        (b"https://example.org/a/", True),
        (b"https://example.org/b/a/", False),
        (b"https://example.com/a/", False),
        (b"/b/a/", False),
        (b"/a", False),
        (b" /a/ ", True),
    ],
)
def test_an_address_is_found_where_it_is_an_address(data: bytes, is_found: bool) -> None:
    seeker = Seeker(addresses=[b"/a/"], origin=b"https://example.org")
    assert seeker.find(data) == ({b"/a/"} if is_found else set())


def test_nothing_is_found_where_nothing_is_sought() -> None:
    assert Seeker().find(b"anything") == set()
