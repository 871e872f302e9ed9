"""The tables of words that stand for the same and of wider ones are whole."""

from __future__ import annotations

from sitegen.sweden.synonyms import near_words, synonyms


def test_words_that_stand_for_the_same_know_each_other() -> None:
    for word, others in synonyms().items():
        assert word not in others
        assert all(word in synonyms()[other] for other in others)
    assert "fosterhem" in synonyms()["familjehem"]


def test_a_wider_word_is_another_word_in_lower_case() -> None:
    for word, others in near_words().items():
        assert others
        assert word not in others
        assert all(each == each.lower() and each.strip() for each in (word, *others))
    assert "skola" in near_words()["rektor"]
    assert "rektor" not in near_words().get("skola", ())
