"""The map proposes what it knows, asks for the rest, and says what is wrong in an answer."""

from __future__ import annotations

import pytest

from sitegen.documents.settings import Settings
from sitegen.model.themes import Theme
from sitegen.wordpress.items import OldTerm
from sitegen.wordpress.mapping import TermMap, append_rows, mean, propose, read_map, write_map

SETTINGS = Settings(vocabularies={"theme": (Theme("bbic", "BBIC", "", ("barnens behov",)),)})


def term(name: str, slug: str = "x") -> OldTerm:
    return OldTerm("category", slug, name)


@pytest.mark.parametrize(
    ("name", "kommun", "theme"),
    [
        ("Hagfors", "Hagfors", ""),
        ("hagfors", "Hagfors", ""),
        ("Hagfors kommun", "Hagfors", ""),
        ("BBIC", "", "bbic"),
        ("Barnens behov", "", "bbic"),
        ("Vardag", "", ""),
    ],
)
def test_what_the_register_and_the_vocabulary_know_is_proposed(
    name: str, kommun: str, theme: str
) -> None:
    (row,) = propose([term(name)], TermMap(), SETTINGS).terms
    assert (row.kommun, row.theme) == (kommun, theme)


def test_what_is_written_is_read_back_and_more_is_added_below() -> None:
    first = propose([term("Hagfors", "hagfors"), term("På: #1", "a")], TermMap(), SETTINGS)
    text = write_map(first, {"category/hagfors": 3}, SETTINGS)
    known, problems = read_map("import-map.yml", text, SETTINGS)
    assert (known, problems) == (first, [])
    both = propose([term("BBIC", "bbic")], known, SETTINGS)
    longer = append_rows(text, both.terms[2:], {}, SETTINGS)
    assert longer.startswith(text)
    assert read_map("import-map.yml", longer, SETTINGS)[0] == both


def test_an_unknown_kommun_is_reported_with_its_line() -> None:
    text = "terms:\n  - term: category/x\n    kommun: Hagfros\n"
    _, (problem,) = read_map("import-map.yml", text, SETTINGS)
    assert (problem.line, problem.code) == (3, "kommun-unknown")
    assert problem.hint == "Menade du ”Hagfors”?"


def test_a_post_is_about_what_its_terms_say_or_else_what_the_map_says_otherwise() -> None:
    text = "otherwise: {kommun: ingen, theme: bbic}\nterms: [{term: category/x, kommun: Hagfors}]\n"
    known, _ = read_map("import-map.yml", text, SETTINGS)
    assert mean([term("X", "x")], known, SETTINGS).kommuner == ("Hagfors",)
    other = mean([term("Y", "y")], known, SETTINGS)
    assert (other.kommuner, other.is_general, other.themes) == ((), True, ("bbic",))
