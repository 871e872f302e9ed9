"""One comment in a file is changed, and every other line stands as it was."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from sitegen.documents.comment_files import (
    add_comment,
    approve_comment,
    count_named,
    remove_comment,
    write_record,
)

LIST = """\
# Till redaktionen
- _id: wp-1
  name: Kim  # kim@hemlig.example
  date: 2015-10-26 14:05
  message: |
    Rad ett

    Rad två
  # hälsningar från Kim
- {_id: b, name: Lo, date: 2015-10-26, message: hej}
- _id: "c"
  date: 2015-10-26
  state: waiting
  parent: wp-1
  message: å ä ö
"""
SINGLE = "_id: q\nname: N\ndate: 2017-09-01T09:00:00.000Z\nmessage: 'x'\n"
FIELD = "comments:\n  - _id: q\n    date: 2017-09-01\n    message: x\n"


def read(text: str | None) -> dict[str, dict[str, str]]:
    """The records by their names."""
    found: Any = yaml.load(text or "", Loader=yaml.BaseLoader)
    found = found["comments"] if isinstance(found, dict) and "comments" in found else found
    return {each["_id"]: each for each in (found if isinstance(found, list) else [found])}


def _but(records: dict[str, dict[str, str]], name: str) -> list[tuple[str, dict[str, str]]]:
    """All but one, in order."""
    return [(each, record) for each, record in records.items() if each != name]


@pytest.mark.parametrize(
    ("text", "name"), [(LIST, "wp-1"), (LIST, "b"), (LIST, "c"), (SINGLE, "q"), (FIELD, "q")]
)
def test_one_is_approved_and_all_else_stays(text: str, name: str) -> None:
    before, after = read(text), read(approve_comment(text, name))
    assert after[name] == {**before[name], "state": "approved"}
    assert _but(after, name) == _but(before, name)


@pytest.mark.parametrize(
    ("text", "name"), [(LIST, "wp-1"), (LIST, "b"), (LIST, "c"), (SINGLE, "q"), (FIELD, "q")]
)
def test_of_a_removed_comment_only_its_place_is_left(text: str, name: str) -> None:
    before, after = read(text), read(remove_comment(text, name))
    left = {key: each for key, each in before[name].items() if key in ("_id", "date", "parent")}
    left["state"] = "removed"
    assert after[name] == left
    assert _but(after, name) == _but(before, name)


def test_remarks_in_a_removed_comment_go_with_it() -> None:
    made = remove_comment(LIST, "wp-1")
    assert made is not None
    assert "Kim" not in made
    assert "kim@" not in made
    assert made.startswith("# Till redaktionen\n")


def test_no_other_comment_is_taken_for_one() -> None:
    assert approve_comment(LIST, "wp-2") is None
    assert remove_comment("- [", "wp-2") is None


def test_a_state_that_is_left_empty_is_filled_in() -> None:
    text = "- _id: q\n  date: 2017-09-01\n  state:\n  message: x\n"
    assert approve_comment(text, "q") == text.replace("state:", "state: approved")


def test_one_of_two_with_the_same_name_is_never_guessed() -> None:
    text = "- _id: q\n  date: 2017-09-01\n  name: A\n- _id: q\n  date: 2017-09-01\n  name: B\n"
    assert approve_comment(text, "q") is None
    assert remove_comment(text, "q") is None
    assert count_named(text, "q") == 2


@pytest.mark.parametrize("text", [SINGLE, "[{_id: q, date: 2017-09-01}]\n", f"---\n{LIST}...\n"])
def test_no_answer_is_added_where_it_would_break_the_file(text: str) -> None:
    assert add_comment(text, {"_id": "svar", "message": "x"}) is None


@pytest.mark.parametrize("text", [LIST, FIELD, "", LIST.rstrip()])
def test_an_answer_stands_last(text: str) -> None:
    record = {"_id": "n", "date": "2016-01-01 10:00", "message": "ett\n\ntvå"}
    assert [*read(add_comment(text, record)).items()][-1] == ("n", record)


@given(
    st.text(
        alphabet=st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Cn")),
        max_size=80,
    )
)
def test_whatever_is_answered_is_read_back(message: str) -> None:
    text = write_record({"_id": "n", "message": message})
    assert yaml.load(text, Loader=yaml.BaseLoader)[0]["message"] == message
