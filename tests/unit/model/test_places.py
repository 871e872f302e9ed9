"""A problem with a document is reported at the line, the word or the field that it is about."""

from __future__ import annotations

import pytest

from sitegen.core.problem import Problem
from sitegen.documents.document import Partial, at, at_field, place_of
from sitegen.documents.parsing import parse
from sitegen.model.post import PostMeta
from sitegen.prose.slots import Reference
from tests.checks.examples import post
from tests.support.factories import make_source

FIELDS = "aliases:\n  - /gammal/\n  - /äldre/\nimage:\n  src: a.jpg\n  alt: Torget\n"


@pytest.mark.parametrize(
    ("field", "place"),
    [
        ("title", (2, 1)),
        ("theme", (5, 1)),
        ("aliases", (6, 1)),
        ("image", (9, 1)),
        ("image.alt", (9, 1)),
        ("visited", (0, 0)),
        ("image.src.text", (9, 1)),
        ("titl", (0, 0)),
        ("", (0, 0)),
    ],
)
def test_a_field_that_is_written_has_its_place(field: str, place: tuple[int, int]) -> None:
    assert place_of(post(fields=FIELDS), field) == place


def test_a_check_can_point_at_any_field_by_its_name() -> None:
    document = post(fields="visited: 2018-03\n")
    found = at_field(document, "visited", "visited-later", "Senare.", "Rätta.", "warning")
    assert found == Problem(
        document.path, 6, 1, "visited-later", "Senare.", "Rätta.", "warning", field="visited"
    )


def test_a_field_that_is_not_written_is_named_at_the_title() -> None:
    found = at_field(post(), "slug", "slug-twice", "Två.")
    assert (found.line, found.column, found.field) == (2, 1, "slug")


def test_a_problem_is_reported_at_one_word_of_a_field_if_given() -> None:
    document = post(fields=FIELDS)
    found = at_field(document, "aliases", "c", "Fel.", word=document.meta.aliases[1])
    assert (found.line, found.column, found.field) == (8, 5, "aliases")


def test_problems_with_links_pictures_and_headings_have_positions_in_the_file() -> None:
    document = post("Text, [b](b.md).\n\n## Rubrik\n")
    (link,), (heading,) = document.references, document.headings
    assert isinstance(link, Reference)
    linked, headed = at(document, link, "c", "Fel."), at(document, heading, "c", "Fel.")
    assert (linked.line, linked.column, linked.field) == (7, 11, "")
    assert (headed.line, headed.column, headed.field) == (9, 1, "")


def test_a_text_with_a_mistake_knows_its_places_too() -> None:
    text = "---\ntitle: x\ndate: igår\n---\nText.\n"
    partial = parse(make_source("posts/a.md", text), PostMeta, abbreviations={}).partial
    assert isinstance(partial, Partial)
    assert place_of(partial, "date") == (3, 1)
