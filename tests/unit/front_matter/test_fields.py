"""Reading a record: all mistakes are reported in one run, each with its place."""

from __future__ import annotations

from typing import Annotated, TypeVar

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.core.problem import Problem
from sitegen.documents.document import RecordMeta
from sitegen.front_matter import field_types, word_types
from sitegen.front_matter.declarations import declared_fields
from sitegen.front_matter.fields import read_mapping, read_partial, read_rows
from sitegen.model.post import PostMeta
from sitegen.sweden.dates import Moment
from tests.support.fields import read_record

R = TypeVar("R", bound=msgspec.Struct)


def read_records(record: type[R], path: str, text: str) -> tuple[tuple[R, ...], list[Problem]]:
    """The records of a list without their lines."""
    rows, problems = read_rows(record, path, text)
    return tuple(row for _, row in rows), problems


class Place(msgspec.Struct, frozen=True):
    """A record with a required field and two optional ones."""

    name: Annotated[str, field_types.text("Namnet.")]
    day: Annotated[Moment | None, word_types.moment("Dagen.")] = None
    near: Annotated[str, field_types.text("Vad som ligger nära.")] = ""


class Group(msgspec.Struct, frozen=True):
    """A record within which another lies."""

    place: Annotated[Place, field_types.record(Place, "En plats.")]


class VisitMeta(RecordMeta, frozen=True, kw_only=True):
    """A record whose first field is one that every record has and may leave out."""

    place: Annotated[str, field_types.text("Var.")]


def problems_of(text: str, *, first_line: int = 1) -> list[Problem]:
    return read_record(Place, "a.md", text, first_line=first_line)[1]


def codes_of(text: str) -> list[str]:
    return [problem.code for problem in problems_of(text)]


def test_a_field_of_another_program_is_called_by_its_name_here() -> None:
    [problem] = read_record(PostMeta, "a.md", "published: false")[1][-1:]
    hints = {each.hint for each in read_record(PostMeta, "a.md", "published: false\ntags: a")[1]}
    assert problem.code
    assert {"Menade du ”draft”?", "Menade du ”theme”?"} <= hints


def test_a_record_has_its_fields_and_the_defaults_of_those_left_out() -> None:
    assert read_record(Place, "a.md", "name: Hagfors") == (Place("Hagfors"), [])


def test_every_mistake_is_reported_in_one_run() -> None:
    text = "nam: x\nday: 2016-13-01\nday: 2017-01-01\n? [a]\n: b\n"
    assert [(problem.line, problem.code) for problem in sorted(problems_of(text))] == [
        (1, "field-unknown"),
        (2, "date-invalid"),
        (3, "field-repeated"),
        (4, "wrong-shape"),
    ]


def test_an_unknown_field_is_reported_with_a_similar_one() -> None:
    (problem,) = problems_of("name: x\nnaem: y")
    assert (problem.line, problem.column, problem.code) == (2, 1, "field-unknown")
    assert problem.hint == "Menade du ”name”?"


def test_an_unknown_field_similar_to_none_is_reported_with_all_fields() -> None:
    (problem,) = problems_of("name: x\nzzz: y")
    assert problem.hint == "Fälten som finns är name, day, near."


def test_a_repeated_field_names_the_line_of_the_first() -> None:
    (problem,) = problems_of("name: x\nday: 2017-01-01\nname: y", first_line=3)
    assert (problem.line, problem.column, problem.code) == (5, 1, "field-repeated")
    assert "rad 3" in problem.hint


@pytest.mark.parametrize(
    "text", ["", "name:", "name: ''", 'name: "  "', "name: ~", "name: null", "name: []", "name: {}"]
)
def test_a_required_field_without_a_value_is_missing(text: str) -> None:
    (problem,) = problems_of(text)
    assert problem.code == "field-missing"
    assert "name" in problem.message
    assert "Namnet." in problem.hint


@pytest.mark.parametrize(("written", "name"), [("'null'", "null"), ('"~"', "~"), ("0", "0")])
def test_a_quoted_word_is_a_value_whatever_it_says(written: str, name: str) -> None:
    assert read_record(Place, "a.md", f"name: {written}") == (Place(name), [])


def test_an_empty_optional_field_is_as_if_left_out() -> None:
    assert read_record(Place, "a.md", "name: x\nday:\n") == (Place("x"), [])


@pytest.mark.parametrize(
    ("text", "line"), [("Hagfors", 1), ("- name: x", 1), ("\n[name, x]", 2), ("# x\n'name: x'", 2)]
)
def test_a_value_that_is_no_mapping_is_reported_at_its_place(text: str, line: int) -> None:
    (problem,) = problems_of(text)
    assert (problem.code, problem.line) == ("wrong-shape", line)
    assert "name:" in problem.hint


def test_a_list_where_one_value_belongs_is_reported() -> None:
    assert codes_of("name: [a, b]") == ["wrong-shape"]


def test_a_wrong_field_within_a_group_is_reported_at_its_own_place() -> None:
    record, problems = read_record(Group, "a.md", "place:\n  name: x\n  day: igår\n")
    assert record is None
    assert [(p.line, p.column, p.code) for p in problems] == [(3, 8, "date-invalid")]


def test_a_record_is_returned_with_problems_that_affect_no_field() -> None:
    record, problems = read_record(Place, "a.md", "name: x\nzzz: y")
    assert record == Place("x")
    assert len(problems) == 1


def test_lines_are_counted_from_where_the_record_begins_in_its_file() -> None:
    assert problems_of("name: x\nday: igår", first_line=11)[0].line == 12


def test_a_list_of_records_leaves_out_those_that_cannot_be_read() -> None:
    found, problems = read_records(Place, "a.yml", "- name: x\n- nam: y\n- z\n- name: å\n")
    assert found == (Place("x"), Place("å"))
    assert [(p.line, p.code) for p in sorted(problems)] == [
        (2, "field-unknown"),
        (3, "wrong-shape"),
    ]


def test_what_is_no_mapping_is_told_of_a_field_that_is_required() -> None:
    _, (problem,) = read_records(VisitMeta, "a.yml", "- Hagfors\n")
    assert "Skriv till exempel place:" in problem.hint


@pytest.mark.parametrize("text", ["", "# inget än\n"])
def test_an_empty_file_holds_no_records_and_no_words(text: str) -> None:
    assert read_records(Place, "a.yml", text) == ((), [])
    assert read_mapping("a.yml", text) == ({}, [])


def test_records_that_are_no_list_are_rejected() -> None:
    found, problems = read_records(Place, "a.yml", "name: x")
    assert found == ()
    assert [p.code for p in problems] == ["wrong-shape"]
    assert "-" in problems[0].hint


def test_of_a_list_with_a_syntax_error_only_that_is_reported() -> None:
    found, problems = read_records(Place, "a.yml", '- name: x\n- name: "y')
    assert found == ()
    assert [(p.code, p.line) for p in problems] == [("yaml-syntax", 2)]


def test_a_mapping_of_words_keeps_the_entries_that_are_right() -> None:
    text = "BBIC: Barns behov i centrum\nIVO: [a]\nBBIC: igen\nLVU: 0305\n"
    found, problems = read_mapping("a.yml", text)
    assert found == {"BBIC": "Barns behov i centrum", "LVU": "0305"}
    assert [(p.line, p.code) for p in sorted(problems)] == [
        (2, "wrong-shape"),
        (3, "field-repeated"),
    ]


def test_a_mapping_that_is_no_mapping_is_rejected() -> None:
    found, problems = read_mapping("a.yml", "- BBIC")
    assert (found, [p.code for p in problems]) == ({}, ["wrong-shape"])


def test_the_declared_fields_stand_in_order_with_their_help() -> None:
    declared = declared_fields(Place)
    assert list(declared) == ["name", "day", "near"]
    assert [field.required for field in declared.values()] == [True, False, False]
    assert declared["day"].field.help == "Dagen."


def test_an_attribute_without_a_field_declaration_is_a_programming_error() -> None:
    class Bare(msgspec.Struct, frozen=True):
        name: str

    with pytest.raises(TypeError, match="Field"):
        declared_fields(Bare)


KEYS = st.sampled_from([*declared_fields(PostMeta), "titel", "<<", "?", "-"])
VALUES = st.text("abcåÅ0159:-,'\"[]{}&*!|>%@~ \n\\", max_size=15) | st.sampled_from(
    ["Hagfors", "2017-06-01 14:05", "[a, b]", "{src: a, alt: b}", "ingen", "true", "våren 2017"]
)
LINES = st.lists(st.tuples(KEYS, VALUES).map(": ".join), max_size=8).map("\n".join)


@given(LINES | st.text(max_size=40))
def test_any_text_gives_a_record_or_problems_with_positions(text: str) -> None:
    record, problems = read_record(PostMeta, "a.md", text)
    assert record is not None or problems
    for problem in problems:
        assert problem.path == "a.md"
        assert problem.line >= 1
        assert problem.message


class Whole(msgspec.Struct, frozen=True):
    """A record with words, with a record and with several of them."""

    near: Annotated[tuple[str, ...], field_types.several(word_types.slug("Nära."))] = ()
    place: Annotated[Place | None, field_types.record(Place, "En plats.")] = None
    places: Annotated[
        tuple[Place, ...], field_types.several(field_types.record(Place, "Flera platser."))
    ] = ()


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("near: a\nplace: {name: x}\nplaces: [{name: x}, {name: y}]", []),
        ("near: Å", ["near"]),
        ("near: [a, Å, Ö]", ["near", "near"]),
        ("place: x", ["place"]),
        ("place: {}", []),  # as if it were not there
        ("place: {day: 2016-01-01}", ["place.name"]),
        ("place: {name: x, day: igår}", ["place.day"]),
        ("place: {name: x, name: y, nmae: z}", ["place.name", "place.nmae"]),
        ("places: {name: x, day: igår}", ["places.0.day"]),
        ("places: [{name: x}, {day: igår}]", ["places.1.day", "places.1.name"]),
        ("places: [x]", ["places.0"]),
        ("nera: x\nnear: a\nnear: b", ["near", "nera"]),
        ("? [a]\n: b", [""]),
        ("- near", [""]),
    ],
)
def test_a_problem_names_the_field_that_it_is_about(text: str, fields: list[str]) -> None:
    found = read_record(Whole, "a.md", text)[1]
    assert sorted(problem.field for problem in found) == fields


def test_a_list_of_records_names_the_number_and_a_mapping_the_word() -> None:
    _, found = read_records(Place, "themes.yml", "- name: x\n- day: igår\n  name: y\n")
    assert [problem.field for problem in found] == ["1.day"]
    _, found = read_mapping("abbreviations.yml", "IVO: x\nBBIC: [a]\n")
    assert [problem.field for problem in found] == ["BBIC"]


def test_the_fields_that_are_written_have_places_also_when_they_are_wrong() -> None:
    reading = read_partial(Place, "a.md", "name: x\n# Om dagen.\nday: igår\nannat: y\n")
    assert reading.places == {"name": (1, 1), "day": (3, 1)}
    assert read_partial(Place, "a.md", "{name: x, near: y}").places == {
        "name": (1, 2),
        "near": (1, 11),
    }
    assert read_partial(Place, "a.md", "- name").places == {}


def test_a_field_without_a_value_is_reported_at_its_own_line() -> None:
    _, problems = read_record(PostMeta, "a.md", "title: A\ndate: 2017-01-01\nkommun:\n")
    places = {problem.field: (problem.line, problem.message) for problem in problems}
    assert places["kommun"] == (3, "Fältet kommun är tomt.")
    assert places["theme"] == (1, "Fältet theme saknas.")
