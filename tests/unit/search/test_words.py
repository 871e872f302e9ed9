"""Which words of a text search finds, and in what form."""

from __future__ import annotations

import pytest

from sitegen.search.words import folded_word, plain_word, read_word, words_in


def test_a_text_is_words_without_what_stands_between_them() -> None:
    assert words_in("Barn- och ungdomspsykiatrin (BUP), 2016!") == [
        *("barn", "och", "ungdomspsykiatrin", "bup", "2016")
    ]


@pytest.mark.parametrize(
    ("written", "word"),
    [("idé", "ide"), ("håbo", "håbo"), ("åre", "åre"), ("müller", "muller"), ("bbic", "bbic")],
)
def test_only_å_ä_and_ö_keep_their_marks(written: str, word: str) -> None:
    assert plain_word(written) == word


def test_words_that_say_nothing_are_not_searched_for() -> None:
    assert read_word("och").text == ""
    assert read_word("skola").text == "skola"


def test_words_that_stand_for_the_same_are_known_in_any_form() -> None:
    assert "fosterhem" in read_word("familjehemmet").others
    assert "familjehem" in read_word("fosterhem").others


def test_the_order_of_the_index_has_no_marks() -> None:
    assert folded_word("örebro") == "orebro"
