"""Personal numbers: found in every form in which people write them, and no other number is."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.sweden.personal_numbers import (
    find_personal_numbers,
    mask_personal_numbers,
    may_have_personal_number,
)


def check_digit(nine: str) -> str:
    """Luhn's, as in the ten digits of a Swedish number."""
    total = 0
    for place, digit in enumerate(nine):
        product = int(digit) * (1 if place % 2 else 2)
        total += product - 9 if product > 9 else product
    return str((10 - total % 10) % 10)


@pytest.mark.parametrize(
    "written",
    [
        "850709-9805",
        "8507099805",
        "19850709-9805",
        "198507099805",
        "850709+9805",
        "850709 9805",
        "850709\u00a09805",
        "850709\u202f-\u202f9805",
        "850709\u20119805",
        "850709\u20139805",
        "850709 – 9805",
        "850709\u22129805",
        "19 850709-9805",
        "1985-07-09-9805",
        "85.07.09-9805",
        "1985 07 09 9805",
        "850709\\-9805",
        "850709&nbsp;9805",
        "850709&ndash;9805",
        "850709&#8209;9805",
        "850709\u00ad9805",
        "850709\u200b-9805",
        "850709**-9805",
        "850709-\n9805",
        "850709%2D9805",
        "19850709%209805",
        "850709&#x2D;9805",
        "850709</b>-9805",
        "850709-98 05",
    ],
)
def test_a_number_is_found_however_it_is_written(written: str) -> None:
    text = f"Pojken ({written}) mår bra"
    [number] = find_personal_numbers(text)
    assert text[number.start : number.end] == written
    assert "98" not in number.masked.removeprefix("19")
    assert number.masked.count("*") - written.count("*") == 4
    assert not number.is_coordination
    assert may_have_personal_number(text)


@pytest.mark.parametrize("written", ["850769-9802", "19850769-9802", "8507699802"])
def test_a_coordination_number_is_found(written: str) -> None:
    [number] = find_personal_numbers(f"med {written}.")
    assert number.is_coordination


@pytest.mark.parametrize(
    "text",
    [
        "organisationsnummer 556036-0793 och 212000-1355",
        "org.nr 165560360793",
        "dnr 2016/01234 och S 2015:1, Ju2017/04211/L7",
        "åren 2014–2015 och 2014-2015",
        "2016-01-28 1234 personer",
        "2017-06-01 14:05, 2017-06-01T14:05:00",
        "08-123 456 78, 0563-186 00, 031-390 06 00",
        "ring 0701234569 eller 070-123 45 69",
        "telefon 0511123450",
        "ISBN 978-91-44-01234-5, ISBN 9111124450",
        "bankgiro 5050-1055, plusgiro 90 20 17-8",
        "IBAN SE35 5000 0000 0549 1000 0003",
        "1 234 567 890 kronor, 850 709 980 5",
        "order 123456789012, 202006151234567890",
        "850709-9806",
        "850709-XXXX och 850709-****",
        "850732-9805, 851309-9805, 850230-9805",
        "18501301-9805",
        "20170601_140512.jpg",
        "2016-01-28-2400-barn.md, 2016-01-28-2418.jpg",
        "| 850709 | 9805 |",
        "0,8507099805",
        "85 07 09 98 05 11 12",
        "850709 98 05",
        "",
    ],
)
def test_other_numbers_pass(text: str) -> None:
    assert list(find_personal_numbers(text)) == []
    assert mask_personal_numbers(text) == text


@pytest.mark.parametrize(
    "words", ["personnummer", "Personnumret är", "pnr:", "pers.nr", "samordningsnummer"]
)
def test_a_number_that_is_called_one_is_found_with_a_wrong_digit(words: str) -> None:
    [number] = find_personal_numbers(f"{words} 20050312-1234")
    assert not number.is_certain
    assert number.masked == "20050312-****"


def test_ten_digits_that_are_called_a_personal_number_are_none_of_a_telephone() -> None:
    [number] = find_personal_numbers("personnummer 0701234569")
    assert number.is_certain


@given(
    st.dates(date(1900, 1, 1), date(2049, 12, 31)),
    st.integers(0, 999),
    st.sampled_from(["", "-", "+", " ", " - ", "\u00a0", "–", "‑"]),
    st.booleans(),
    st.booleans(),
)
def test_every_number_is_found_and_its_end_is_masked(
    day: date, count: int, between: str, is_coordination: bool, has_century: bool
) -> None:
    born = f"{day:%y%m}{day.day + 60 * is_coordination:02}"
    end = f"{count:03}"
    end += check_digit(f"{born}{end}")
    written = f"{day.year // 100 if has_century else ''}{born}{between}{end}"
    if written.startswith("070") and written.isdigit():
        return  # ten digits in a row that may be a telephone number
    text = f"Flickan {written}, hon mår bra."
    [number] = find_personal_numbers(text)
    assert text[number.start : number.end] == written
    assert number.is_coordination == is_coordination
    assert mask_personal_numbers(text) == text.replace(written, f"{written.removesuffix(end)}****")


@given(st.dates(date(1900, 1, 1), date(2049, 12, 31)), st.integers(0, 999), st.integers(1, 9))
def test_with_any_other_last_digit_it_is_another_number(day: date, count: int, more: int) -> None:
    nine = f"{day:%y%m%d}{count:03}"
    wrong = (int(check_digit(nine)) + more) % 10
    assert list(find_personal_numbers(f"ärende {nine[:6]}-{nine[6:]}{wrong}")) == []


@given(st.text("0123456789 -+–.\n&;\\*_ab", max_size=60))
def test_what_is_masked_has_no_number_left(text: str) -> None:
    masked = mask_personal_numbers(text)
    assert len(masked) == len(text)
    assert list(find_personal_numbers(masked)) == []
    if not may_have_personal_number(text):
        assert masked == text
