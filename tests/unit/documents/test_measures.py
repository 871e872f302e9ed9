"""Figures: numbers as authors write them, and as readers see them."""

from __future__ import annotations

import pytest

from sitegen.documents.measures import format_value, parse_value


@pytest.mark.parametrize(
    ("written", "value", "shown"),
    [
        ("570", "570", "570"),
        ("1 200", "1200", "1\u00a0200"),
        ("1\u00a0200,5", "1200.5", "1\u00a0200,5"),
        ("12,50", "12.50", "12,50"),
        ("12.5", "12.5", "12,5"),
        ("-3", "-3", "−3"),
        ("−3,5", "-3.5", "−3,5"),
        ("0", "0", "0"),
    ],
)
def test_a_number_is_read_as_swedes_and_programs_write_it(
    written: str, value: str, shown: str
) -> None:
    assert parse_value(written) == value
    assert format_value(value) == shown


@pytest.mark.parametrize("written", ["", "cirka 570", "12,5,1", "1 20", "5 %", "1e3", "½", "٥"])
def test_what_is_no_number_is_none(written: str) -> None:
    assert parse_value(written) is None
