"""Swedish order is held against ICU itself; everything else against what a reader expects."""

from __future__ import annotations

import re
import string
import unicodedata
from datetime import date, datetime, timedelta

import icu
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.sweden import register, swedish

ICU = icu.Collator.createInstance(icu.Locale("sv"))
ICU.setAttribute(icu.UCollAttribute.NORMALIZATION_MODE, icu.UCollAttributeValue.ON)

# Few letters, so that words differing only in accent or case turn up often.
NEAR_WORDS = st.text("aAåÅäÄoöÖeEéÉuüÜyvVwW -", max_size=5)
WORDS = st.text(string.ascii_letters + "åäöÅÄÖéÉüÜ -", max_size=12)
LINES = st.text(string.printable + "åäöÅÄÖéèêëüæøœđàáçñš–—’“”«»§", max_size=10)
DATES = st.dates(date(1990, 1, 1), date(2090, 12, 31))


@pytest.mark.parametrize(
    "names",
    [
        [kommun.name for kommun in register.kommuner().values()],
        [kommun.official for kommun in register.kommuner().values()],
        [lan.name for lan in register.all_lan().values()],
    ],
    ids=["kommuner", "official names", "län"],
)
def test_the_register_is_ordered_as_icu_orders_it(names: list[str]) -> None:
    assert sorted(names, key=swedish.sort_key) == sorted(names, key=ICU.getSortKey)


@settings(max_examples=300)
@given(st.lists(NEAR_WORDS | WORDS | LINES, min_size=2, max_size=8))
def test_any_words_are_ordered_as_icu_orders_them(words: list[str]) -> None:
    assert sorted(words, key=swedish.sort_key) == sorted(words, key=ICU.getSortKey)


@pytest.mark.parametrize(
    "ordered",
    [
        ["Zinkgruvan", "Åre", "Älvdalen", "Ödeshög"],
        ["Ale", "Alingsås", "Arboga", "Åmål"],
        ["Vara", "Växjö", "Walla", "Wik", "Xerxes"],
        ["ide", "idé", "idel"],
        ["habo", "Habo", "Håbo"],
        ["Lilla Edet", "Lillåsen"],
        ["2 kap.", "Andra kapitlet"],
        ["Muller", "Müller", "Mylta", "Myra"],
        ["Älvros", "Ærø", "Österlen", "Øygarden"],
    ],
)
def test_swedish_order(ordered: list[str]) -> None:
    assert sorted(ordered, key=swedish.sort_key) == ordered


@given(WORDS)
def test_order_does_not_depend_on_unicode_form(word: str) -> None:
    composed = unicodedata.normalize("NFC", word)
    decomposed = unicodedata.normalize("NFD", word)
    assert swedish.sort_key(composed) == swedish.sort_key(decomposed)


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Återbesök i Hedemora", "aterbesok-i-hedemora"),
        ("Upplands-Bro", "upplands-bro"),
        ("  Idé & praktik – del 2!  ", "ide-praktik-del-2"),
        ("A\u030are", "are"),
        ("Ærø, Bjørn, Œuvre", "aero-bjorn-oeuvre"),
        ("Straße", "strasse"),
        ("Łódź", "lodz"),
        ("BBIC:s", "bbic-s"),
        ("sam\u00adverkan", "samverkan"),
        ("ﬁlm 1²", "film-12"),
        ("–!?", ""),
        ("Москва", ""),
        ("", ""),
    ],
)
def test_slugs(text: str, slug: str) -> None:
    assert swedish.slugify(text) == slug


@given(st.text())
def test_a_slug_has_only_letters_digits_and_single_hyphens(text: str) -> None:
    assert re.fullmatch(r"([a-z0-9]+(-[a-z0-9]+)*)?", swedish.slugify(text))


@given(st.text())
def test_the_slug_of_a_slug_is_itself(text: str) -> None:
    slug = swedish.slugify(text)
    assert swedish.slugify(slug) == slug


@given(WORDS)
def test_slugs_do_not_depend_on_unicode_form(word: str) -> None:
    assert swedish.slugify(unicodedata.normalize("NFD", word)) == swedish.slugify(word)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("älgar", "Älgar"), ("bBIC", "BBIC"), ("Familjehem", "Familjehem"), ("3 av 4", "3 av 4")],
)
def test_capitalise_changes_the_first_letter_only(text: str, expected: str) -> None:
    assert swedish.capitalise(text) == expected


def test_capitalise_leaves_an_empty_text_empty() -> None:
    assert swedish.capitalise("") == ""


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Lund", "Lunds"),
        ("Bjuv", "Bjuvs"),
        ("Umeå", "Umeås"),
        ("Hagfors", "Hagfors"),
        ("Kalix", "Kalix"),
        ("Schweiz", "Schweiz"),
        ("", ""),
    ],
)
def test_genitive(name: str, expected: str) -> None:
    assert swedish.genitive(name) == expected


def test_a_date_is_written_with_the_name_of_the_month() -> None:
    assert swedish.format_date(date(2017, 6, 1)) == "1 juni 2017"


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (datetime(2017, 6, 1, 14, 5), "1 juni 2017 kl. 14.05"),
        (datetime(2015, 10, 21, 9, 0), "21 oktober 2015 kl. 09.00"),
        (datetime(2016, 1, 1), "1 januari 2016 kl. 00.00"),
    ],
)
def test_a_time_of_day_is_written_with_a_full_stop(moment: datetime, expected: str) -> None:
    assert swedish.format_datetime(moment) == expected


def test_months_are_named_in_swedish() -> None:
    names = " ".join(swedish.format_month(2017, month).split()[0] for month in range(1, 13))
    assert names == (
        "januari februari mars april maj juni juli augusti september oktober november december"
    )


def test_a_month_is_written_with_its_year() -> None:
    assert swedish.format_month(2017, 6) == "juni 2017"


@pytest.mark.parametrize("month", [0, 13])
def test_a_month_that_does_not_exist_is_rejected(month: int) -> None:
    with pytest.raises(ValueError, match="month"):
        swedish.format_month(2017, month)


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ([], ""),
        (["Hagfors"], "Hagfors"),
        (["Hagfors", "Torsby"], "Hagfors och Torsby"),
        (["a", "b", "c"], "a, b och c"),
    ],
)
def test_a_list_ends_in_och(items: list[str], expected: str) -> None:
    assert swedish.format_list(items) == expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [(0, "0"), (570, "570"), (1000, "1\u00a0000"), (12345, "12\u00a0345")],
)
def test_thousands_are_kept_together_by_no_break_spaces(number: int, expected: str) -> None:
    assert swedish.format_number(number) == expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [(0, "0 kommuner"), (1, "1 kommun"), (2, "2 kommuner"), (1200, "1\u00a0200 kommuner")],
)
def test_a_noun_agrees_with_its_number(number: int, expected: str) -> None:
    assert swedish.count(number, "kommun", "kommuner") == expected


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        (date(2015, 10, 15), date(2015, 10, 15), 0),
        (date(2015, 10, 15), date(2015, 11, 14), 0),
        (date(2015, 10, 15), date(2015, 11, 15), 1),
        (date(2015, 12, 31), date(2016, 1, 1), 0),
        (date(2017, 1, 31), date(2017, 2, 27), 0),
        (date(2017, 1, 31), date(2017, 2, 28), 1),
        (date(2016, 2, 29), date(2017, 2, 28), 12),
        (date(2015, 11, 15), date(2015, 10, 15), -1),
    ],
)
def test_whole_months_between_two_dates(start: date, end: date, months: int) -> None:
    assert swedish.months_between(start, end) == months


@given(DATES, DATES, DATES)
def test_a_later_end_never_gives_fewer_months(start: date, one: date, other: date) -> None:
    sooner, later = sorted([one, other])
    assert swedish.months_between(start, sooner) <= swedish.months_between(start, later)


@given(DATES, st.integers(1, 400))
def test_the_same_day_some_months_on_is_that_many_months(day: date, months: int) -> None:
    start = day.replace(day=min(day.day, 28))
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    end = date(year, month + 1, start.day)
    assert swedish.months_between(start, end) == months
    assert swedish.months_between(start, end - timedelta(days=1)) == months - 1


@pytest.mark.parametrize(
    ("end", "expected"),
    [
        (date(2015, 10, 2), "1 dag"),
        (date(2015, 10, 6), "5 dagar"),
        (date(2015, 10, 8), "1 vecka"),
        (date(2015, 10, 14), "13 dagar"),
        (date(2015, 10, 15), "2 veckor"),
        (date(2015, 10, 28), "3 veckor"),
        (date(2015, 10, 31), "4 veckor"),
        (date(2015, 11, 1), "1 månad"),
        (date(2016, 9, 30), "11 månader"),
        (date(2016, 10, 1), "1 år"),
        (date(2016, 11, 20), "13 månader"),
        (date(2017, 9, 30), "23 månader"),
        (date(2017, 10, 1), "2 år"),
        (date(2017, 11, 1), "2 år och 1 månad"),
        (date(2018, 1, 15), "2 år och 3 månader"),
    ],
)
def test_the_time_from_one_day_to_a_later(end: date, expected: str) -> None:
    assert swedish.format_length(date(2015, 10, 1), end) == expected
