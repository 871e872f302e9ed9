"""The register: Sweden's 290 kommuner and 21 län, with their codes, names and slugs.

It reads its own tables in data/ and no other file; scripts/make_register.py generates the two of
codes and names.
"""

from __future__ import annotations

import csv
from collections.abc import Container, Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

import msgspec

from sitegen.sweden import swedish

_DATA = Path(__file__).parent / "data"


class Lan(msgspec.Struct, frozen=True):
    """A län: code “17”, name “Värmlands län”, slug “varmland”, and its letters on maps, “S”."""

    code: str
    name: str
    slug: str
    letters: str


class Kommun(msgspec.Struct, frozen=True):
    """A kommun: code “1783”, name “Hagfors”, slug “hagfors”, and the code of its län.

    `official` is what the kommun calls itself: “Hudiksvalls kommun”, “Malmö stad”,
    “Region Gotland”. `code` and `lan` are Statistics Sweden's, text with leading zeros.
    """

    code: str
    name: str
    official: str
    slug: str
    lan: str


@cache
def kommuner() -> Mapping[str, Kommun]:
    """All kommuner by slug, in Swedish alphabetical order of their names."""
    found = msgspec.convert(_rows("kommuner.csv"), list[Kommun])
    found.sort(key=lambda kommun: swedish.sort_key(kommun.name))
    return MappingProxyType({kommun.slug: kommun for kommun in found})


@cache
def all_lan() -> Mapping[str, Lan]:
    """All län by code, in the order of their codes, which is the official one."""
    return MappingProxyType({lan.code: lan for lan in msgspec.convert(_rows("lan.csv"), list[Lan])})


def find_kommun(text: str) -> Kommun | None:
    """The kommun that `text` names, or None.

    Accepts the name, the official name, the slug or the four-digit code, in any letter case and
    Unicode normal form, with any white space around it.
    """
    return _by_form().get(swedish.fold(text))


@cache
def _by_form() -> Mapping[str, Kommun]:
    return {
        swedish.fold(form): kommun
        for kommun in kommuner().values()
        for form in (kommun.code, kommun.name, kommun.official, kommun.slug)
    }


@cache
def other_names() -> Mapping[str, tuple[str, ...]]:
    """Other names by the code of a kommun or län: the main town where its name is another, the
    landskap, short forms, and names from before a merger."""
    return {row["code"]: tuple(row["names"].split(";")) for row in _rows("andra_namn.csv")}


@cache
def lan_of(slugs: tuple[str, ...]) -> tuple[Lan, ...]:
    """The län in which some kommuner lie, each once."""
    return tuple(dict.fromkeys(all_lan()[kommuner()[slug].lan] for slug in slugs))


def by_lan(slugs: Container[str]) -> Iterator[tuple[Lan, tuple[str, ...]]]:
    """The län that have any of some kommuner, with these, all in Swedish alphabetical order."""
    for lan, all_ in _kommuner_by_lan():
        found = tuple(slug for slug in all_ if slug in slugs)
        if found:
            yield lan, found


@cache
def _kommuner_by_lan() -> tuple[tuple[Lan, tuple[str, ...]], ...]:
    return tuple(
        (lan, tuple(slug for slug, kommun in kommuner().items() if kommun.lan == lan.code))
        for lan in sorted(all_lan().values(), key=lambda lan: swedish.sort_key(lan.name))
    )


def _rows(filename: str) -> list[dict[str, str]]:
    with (_DATA / filename).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
