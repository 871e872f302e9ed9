"""Declarations become controls of the editor at /admin/: a new field appears by itself."""

from __future__ import annotations

import re
from typing import Annotated, Any

import msgspec
import pytest

from sitegen.core.record import Record
from sitegen.documents.collection import Collection
from sitegen.documents.document import Meta, RecordMeta
from sitegen.documents.editor_config import Choices, collection_settings, file_settings
from sitegen.documents.vocabulary import Vocabulary
from sitegen.front_matter import field_types, word_types
from sitegen.front_matter.declarations import PICTURE, Field, Label
from sitegen.model.authors import AUTHORS
from sitegen.model.info_page import PAGES
from sitegen.model.plan import PLANS
from sitegen.model.themes import THEMES

CHOICES: Choices = {
    "kommun": [("Hagfors", "Hagfors"), ("Ale", "Ale")],
    "theme": [("familjehem", "Familjehem")],
    "post": [("2015-hagfors.md", "Stabilt i Hagfors")],
}


FIELD = Label("Fält")


def control(field: Field, label: Label = FIELD) -> dict[str, Any]:
    """How a single field `x` of a file of rows is filled in."""
    [made] = controls(field, label)
    assert (made["name"], made["label"]) == ("x", label.name)
    return made


def controls(field: Field, label: Label = FIELD) -> list[dict[str, Any]]:
    row = msgspec.defstruct("Row", [("x", Annotated[Any, field, label], None)], frozen=True)
    [entries] = file_settings(rows(row), CHOICES)["fields"]
    found: list[dict[str, Any]] = entries["fields"]
    return found


def rows(record: type[msgspec.Struct]) -> Collection:
    return Collection(
        name="prov", record=record, label="prov", title="Prov", schema="prov", form="rows"
    )


class Inner(Record, frozen=True):
    kommun: Annotated[str, field_types.one_kommun("Vilken."), Label("Kommun", "")]
    date: Annotated[str, word_types.period("När."), Label("När")] = ""


class DatedMeta(Meta, frozen=True, kw_only=True):
    date: Annotated[str, word_types.moment("När."), Label("När")]


class LetterMeta(RecordMeta, frozen=True, kw_only=True):
    sender: Annotated[str, field_types.text("Vem."), Label("Avsändare")]


@pytest.mark.parametrize(
    ("field", "widget"),
    [
        (field_types.text("Ord.", longest=80), {"widget": "string", "maxlength": 80}),
        (word_types.flag("Om."), {"widget": "boolean"}),
        (word_types.number("Hur många.", most=9), {"widget": "number", "min": 0, "max": 9}),
        (word_types.choice("Vad.", "a", "b"), {"widget": "select", "options": ["a", "b"]}),
        (field_types.one_kommun("Var."), {"widget": "select", "options": ["Hagfors", "Ale"]}),
        (
            field_types.kommun_list("Var."),
            {"widget": "select", "multiple": True, "options": ["Hagfors", "Ale", "ingen"]},
        ),
        (
            field_types.located("Tema.", names="theme"),
            {"options": [{"label": "Familjehem", "value": "familjehem"}]},
        ),
        (field_types.located("Vem.", names="author"), {"widget": "string"}),
        (field_types.located("Bild.", names=PICTURE), {"widget": "image"}),
        (field_types.several(field_types.text("Ord.")), {"widget": "list"}),
        (field_types.record(Inner, "Del."), {"widget": "object"}),
        (field_types.several(field_types.record(Inner, "Del.")), {"widget": "list"}),
    ],
)
def test_a_field_has_the_control_of_its_type(field: Field, widget: dict[str, Any]) -> None:
    made = control(field)
    assert made | widget == made


def test_a_wrong_word_is_reported_while_it_is_written_as_the_program_reports_it() -> None:
    pattern, message = control(word_types.moment("När."))["pattern"]
    assert re.search(pattern, "2017-06-01 14:05")
    assert not re.search(pattern, "i går")
    assert "2017-06-01" in message


def test_a_long_text_has_room_and_help_is_that_of_the_form() -> None:
    made = control(field_types.text("Hjälp."), Label("Ord", long=True))
    assert (made["widget"], made["hint"]) == ("text", "Hjälp.")
    assert control(field_types.text("Hjälp."), Label("Ord", "Annan."))["hint"] == "Annan."
    assert "hint" not in control(field_types.text("Hjälp."), Label("Ord", ""))


def test_a_group_that_may_be_a_word_is_never_shown_as_a_group() -> None:
    """The editor would drop the word; of a list it keeps the groups."""
    one = field_types.record(Inner, "Nästa.", short="kommun")
    made = control(field_types.several(one))
    assert (made["widget"], made["multiple"], made["required"]) == ("select", True, False)

    assert controls(one) == []


def test_a_text_is_a_folder_with_its_pictures_or_a_file() -> None:
    folders, files = collection_settings(PAGES, CHOICES)
    assert (folders["folder"], folders["path"]) == ("content/pages", "{{slug}}/index")
    assert (files["folder"], files["create"]) == ("content/pages", False)
    assert folders["name"] != files["name"]
    for each in (folders, files):
        names = [field["name"] for field in each["fields"]]
        assert names[:2] == ["title", "body"]
        assert "imported" not in names
        [body] = [field for field in each["fields"] if field["name"] == "body"]
        assert body["modes"][0] == "raw"


def test_a_new_text_is_named_after_its_day_and_title_a_plan_after_its_kommun() -> None:
    dated = Collection(name="brev", record=DatedMeta, label="brev", title="Brev", schema="brev")
    [folders, _] = collection_settings(dated, CHOICES)
    assert folders["slug"]["template"] == "{{date | date('YYYY-MM-DD')}}-{{title}}"
    [plans] = collection_settings(PLANS, CHOICES)
    assert plans["slug"]["template"] == "{{kommun}}-{{agreed}}"
    assert (plans["extension"], plans["format"]) == ("yml", "yaml")


@pytest.mark.parametrize("vocabulary", [THEMES, AUTHORS])
def test_a_vocabulary_is_a_file_that_is_a_list(vocabulary: Vocabulary) -> None:
    made = file_settings(vocabulary, CHOICES)
    assert made["file"] == f"content/{vocabulary.file}"
    [entries] = made["fields"]
    assert entries["root"]
    assert [field["name"] for field in entries["fields"]][:2] == ["slug", "name"]
    assert all(field["label"] for field in entries["fields"])


def test_the_fields_of_a_record_that_is_added_appear_by_themselves() -> None:
    letters = Collection(
        name="brev", record=LetterMeta, label="brev", title="Brev", schema="brev", form="record"
    )
    [made] = collection_settings(letters, CHOICES)
    assert {field["name"] for field in made["fields"]} == {"sender", "draft"}
