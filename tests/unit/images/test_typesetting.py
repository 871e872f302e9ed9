"""Typesetting: text widths, the characters of the font, and titles that always fit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.images.typesetting import (
    LEADING,
    SIZES,
    Setting,
    fit_line,
    keep_known,
    set_lines,
    set_title,
    width_of,
)

WIDE, HIGH = 660, 300


def test_a_text_is_as_wide_as_its_letters_and_closer_where_they_are_kerned() -> None:
    assert width_of("nn", 100) == 2 * width_of("n", 100)
    assert width_of("AV", 100) < width_of("A", 100) + width_of("V", 100)
    assert width_of("n", 50) == width_of("n", 100) / 2
    assert width_of("", 100) == 0


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Åre, Örebro – ”ängslig” é", "Åre, Örebro – ”ängslig” é"),
        ("A\u030are", "Åre"),
        ("Čohkkiras, Váhtjer och Giŋa", "Čohkkiras, Váhtjer och Giŋa"),
        ("Jul 🎄 i Åre", "Jul i Åre"),
        ("Việt", "Viet"),
        ("Привет", ""),
        ("två\nrader", "två rader"),
    ],
)
def test_what_the_typeface_lacks_is_left_out(text: str, kept: str) -> None:
    assert keep_known(text) == kept


def test_a_short_title_is_large_and_a_long_one_smaller() -> None:
    short = set_title("I Hagfors", width=WIDE, height=HIGH)
    assert (short.size, short.lines) == (SIZES[0], ("I Hagfors",))
    long = set_title("Samtal om barn och unga " * 6, width=WIDE, height=HIGH)
    assert long.size < short.size
    assert len(long.lines) > 2


def test_lines_are_about_equally_long() -> None:
    setting = set_title("Örebro, Åre och Ängelholm", width=WIDE, height=HIGH)
    assert setting.lines == ("Örebro, Åre", "och Ängelholm")
    assert width_of("Örebro, Åre och", setting.size) < WIDE


def test_no_short_word_is_left_alone_where_a_smaller_size_has_room_for_it() -> None:
    setting = set_title("I Hagfors stannar medarbetarna kvar", width=WIDE, height=HIGH)
    assert setting == Setting(SIZES[1], ("I Hagfors stannar", "medarbetarna kvar"))


def test_no_line_begins_with_a_dash() -> None:
    setting = set_title("Tillbaka i Hedemora – fyra punkter att följa upp", width=WIDE, height=HIGH)
    assert "–" in "".join(setting.lines)
    assert not any(line.startswith("–") for line in setting.lines)


def test_a_word_that_is_too_long_for_any_size_is_broken() -> None:
    word = "socialtjänstlagstiftningsutredningsbetänkandesammanfattning"
    setting = set_title(word, width=WIDE, height=HIGH)
    assert setting.lines[0].endswith("-")
    assert "".join(line.removesuffix("-") for line in setting.lines) == word


@given(st.text(max_size=150))
def test_every_title_fits(title: str) -> None:
    setting = set_title(title, width=WIDE, height=HIGH)
    assert all(width_of(line, setting.size) <= WIDE for line in setting.lines)
    assert len(setting.lines) * setting.size * LEADING <= HIGH


def test_a_line_keeps_as_many_words_as_fit() -> None:
    assert fit_line("Åre, Kiruna och Lund", size=32, width=WIDE) == "Åre, Kiruna och Lund"
    assert fit_line("Åre, Kiruna och Lund", size=32, width=200) == "Åre, Kiruna …"
    assert fit_line("Örnsköldsvik", size=32, width=50) == ""


def test_facts_are_set_on_few_lines_of_about_the_same_length() -> None:
    facts = "4 punkter: 1 till stor del klar, 2 påbörjade och 1 inte påbörjad"
    lines = set_lines(facts, size=30, width=WIDE, most=3)
    widths = [width_of(line, 30) for line in lines]
    assert len(lines) == 2
    assert min(widths) > 0.75 * max(widths)
    assert " ".join(lines).replace("\N{NO-BREAK SPACE}", " ") == facts


def test_a_number_stays_with_its_word() -> None:
    for width in range(100, 500, 20):
        lines = set_lines("2 klara, 3 påbörjade och 4 utan besked", size=30, width=width, most=9)
        assert not any(line[-1:].isdigit() for line in lines)


def test_what_has_no_room_is_left_out() -> None:
    lines = set_lines("ord " * 300, size=30, width=WIDE, most=3)
    assert len(lines) == 3
    assert lines[-1].endswith("…")
    assert all(width_of(line, 30) <= WIDE for line in lines)
    assert set_lines("", size=30, width=WIDE, most=3) == ()


def test_names_may_be_larger_than_titles() -> None:
    assert set_title("Hagfors", width=WIDE, height=HIGH, sizes=(116, 84)).size == 116
    assert set_title("Örnsköldsviks", width=WIDE, height=100, sizes=(116, 84)).size == 84
