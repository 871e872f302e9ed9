"""Organisations: what a word means on a day, and how they are written."""

from __future__ import annotations

from datetime import date

import pytest

from sitegen.documents.organisations import (
    ORGANISATIONS,
    Directory,
    make_directory,
    may_share_name,
)
from sitegen.documents.settings import read_settings
from tests.support.factories import make_source

LISTED = """\
- slug: region-varmland
  name: Region Värmland
  until: 2018
- slug: region-varmland-2019
  name: Region Värmland
  kind: region
  lan: Värmlands län
  from: 2019-01-01
  replaces: [region-varmland]
- {slug: vision, name: Vision}
"""


def directory() -> Directory:
    settings, problems = read_settings(
        {"organisations.yml": make_source("organisations.yml", LISTED)}, (ORGANISATIONS,)
    )
    assert problems == []
    return make_directory(settings.vocabularies["organisation"])


@pytest.mark.parametrize(
    ("word", "day", "slug"),
    [
        ("Region Värmland", date(2015, 10, 14), "region-varmland"),
        ("Region Värmland", date(2018, 12, 31), "region-varmland"),
        ("Region Värmland", date(2019, 1, 1), "region-varmland-2019"),
        ("region  värmland", date(2019, 1, 1), "region-varmland-2019"),
        ("region-varmland", date(2020, 1, 1), "region-varmland"),
        ("Vision", date(2000, 1, 1), "vision"),
        ("Vision", None, "vision"),
        ("Region Värmland", None, ""),
        ("Region Skåne", date(2019, 1, 1), ""),
    ],
)
def test_a_name_means_who_had_it_that_day_and_a_slug_always_the_same(
    word: str, day: date | None, slug: str
) -> None:
    found = directory().find(word, day)
    assert (found.slug if found else "") == slug


def test_two_may_have_one_name_one_after_the_other() -> None:
    first, second = directory().known_as("Region Värmland")
    (other,) = directory().known_as("vision")
    assert may_share_name(first, second)
    assert may_share_name(second, first)
    assert not may_share_name(first, other)


def test_a_lan_is_written_by_its_name() -> None:
    found = directory().find("region-varmland-2019", None)
    assert found is not None
    assert found.lan == "varmland"
