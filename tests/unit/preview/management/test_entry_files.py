"""Edits of one entry in a list: every other byte stays, whatever the file looks like."""

from __future__ import annotations

import pytest
import yaml

from sitegen.documents.organisations import Organisation
from sitegen.model.authors import Author
from sitegen.preview.management.entry_files import (
    EntryFile,
    add_entry,
    change_entry,
    read_entries,
    remove_entry,
)

LIST = """\
# De som skriver här.
- slug: redaktionen
  name: Redaktionen  # visas överst
  # hens egna ord
  description: >-
    Vi som reser
    runt.

# Gäster
- slug: bo
  name: Bo Ek
  eget: fält
"""


def read(text: str, record: type = Author) -> EntryFile:
    found = read_entries(text.encode(), record)
    assert found is not None
    return found


def test_a_field_is_changed_and_all_else_stays() -> None:
    made = change_entry(read(LIST), 0, {"name": "Vi på redaktionen"}).decode()
    assert made == LIST.replace("name: Redaktionen ", "name: Vi på redaktionen ")


def test_a_field_is_added_where_it_belongs_and_another_is_removed() -> None:
    made = change_entry(read(LIST), 1, {"description": "Rektor.", "guest": "true"}).decode()
    added = "  name: Bo Ek\n  description: Rektor.\n  guest: true\n"
    assert made == LIST.replace("  name: Bo Ek\n", added)
    assert change_entry(read(LIST), 0, {"description": ""}).decode() == LIST.replace(
        "  description: >-\n    Vi som reser\n    runt.\n", ""
    )


def test_the_same_values_change_nothing() -> None:
    file = read(LIST)
    for number in range(2):
        values = {name: each for name, each in file.values_of(number).items() if each is not None}
        assert change_entry(file, number, values) == LIST.encode()


def test_an_entry_is_added_as_those_above_stand() -> None:
    made = add_entry(read(LIST), {"slug": "ann", "name": "Ann: ”rektorn” # 1"}).decode()
    assert made == LIST + '\n- slug: ann\n  name: "Ann: ”rektorn” # 1"\n'
    assert yaml.safe_load(made)[2]["name"] == "Ann: ”rektorn” # 1"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "- slug: a\n  name: A\n"),
        ("# Ingen än.\n", "# Ingen än.\n- slug: a\n  name: A\n"),
        ("[]\n", "- slug: a\n  name: A\n"),
        ("# Ingen.\n[]  # än\n", "# Ingen.\n- slug: a\n  name: A\n"),
        ("- slug: b\n  name: B", "- slug: b\n  name: B\n- slug: a\n  name: A\n"),
        ("- {slug: b}\r\n", "- {slug: b}\r\n- slug: a\r\n  name: A\r\n"),
        ("\ufeff- slug: b\n", "\ufeff- slug: b\n- slug: a\n  name: A\n"),
    ],
)
def test_an_entry_is_added_to_any_list(before: str, after: str) -> None:
    assert add_entry(read(before), {"slug": "a", "name": "A"}).decode() == after


def test_an_entry_on_one_line_is_written_again() -> None:
    text = "- {slug: a, name: A}\n# mellan\n- {slug: b, name: B}\n"
    assert read(text).values_of(0)["name"] == "A"
    made = change_entry(read(text), 0, {"name": "Å"}).decode()
    assert made == "- slug: a\n  name: Å\n# mellan\n- {slug: b, name: B}\n"


def test_an_entry_on_one_line_with_a_comment_is_left_to_an_editor() -> None:
    assert set(read("- {slug: a, name: A}  # en\n").values_of(0).values()) == {None}


def test_the_field_on_the_line_of_the_dash_can_go() -> None:
    text = "- role: rektor\n  slug: a\n  name: A\n- role: x\n# en\n  slug: b\n  name: B\n"
    made = change_entry(read(text), 0, {"role": ""})
    assert made.decode() == text.replace("- role: rektor\n  slug: a", "- slug: a")
    made = change_entry(read(text), 1, {"role": ""})
    assert made.decode() == text.replace("- role: x\n", "-\n")


def test_a_removed_entry_takes_the_gap_below_with_it() -> None:
    assert remove_entry(read(LIST), 1).decode() == LIST.partition("- slug: bo")[0]
    text = "- slug: a\n\n- slug: b\n\n- slug: c\n"
    assert remove_entry(read(text), 0).decode() == "- slug: b\n\n- slug: c\n"
    assert remove_entry(read(text), 2).decode() == "- slug: a\n\n- slug: b\n"
    assert remove_entry(read("- slug: a\n"), 0).decode() == ""


@pytest.mark.parametrize(
    "text", ["- slug: a\n  b: : c\n", "slug: a\n", "[{slug: a}]\n", "-\n  x\n"]
)
def test_what_is_no_list_of_records_is_not_read(text: str) -> None:
    file = read_entries(text.encode(), Author)
    assert file is None or set(file.values_of(0).values()) == {None}


def test_a_file_that_is_no_text_is_not_read() -> None:
    assert read_entries("- name: Å\n".encode("latin-1"), Author) is None


def test_a_list_of_words_and_a_word_of_python_are_fields_too() -> None:
    text = "- slug: a\n  name: A\n  from: 2019\n  replaces: [b, c]\n"
    values = read(text, Organisation).values_of(0)
    assert (values["from"], values["replaces"]) == ("2019", ("b", "c"))
    made = change_entry(read(text, Organisation), 0, {"replaces": ("b",)}).decode()
    assert made == text.replace("[b, c]", "[b]")
