"""Which files of the content folder belong to a collection."""

from __future__ import annotations

import pytest

from sitegen.documents.collection import Collection, Form, collection_of
from sitegen.documents.document import RecordMeta


def make_collection(form: Form) -> Collection:
    return Collection(
        name="plans", record=RecordMeta, label="plan", title="En plan", schema="plan", form=form
    )


@pytest.mark.parametrize(
    ("form", "path"),
    [
        ("text", "plans/hagfors.md"),
        ("text", "plans/2017/hagfors/index.md"),
        ("record", "plans/hagfors.yml"),
        ("rows", "plans.yml"),
    ],
)
def test_a_file_belongs_to_the_collection_whose_folder_it_is_in(form: Form, path: str) -> None:
    collection = make_collection(form)
    assert collection_of(path, (collection,)) is collection


@pytest.mark.parametrize(
    ("form", "path"),
    [
        ("text", "plans/karta.png"),
        ("text", "plans.md"),
        ("record", "plans/hagfors.md"),
        ("rows", "plans/hagfors.yml"),
        ("rows", "plans.yml/hagfors.yml"),
        ("rows", "plans.yml.yml"),
    ],
)
def test_any_other_file_does_not(form: Form, path: str) -> None:
    assert collection_of(path, (make_collection(form),)) is None
