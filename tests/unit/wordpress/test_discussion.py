"""Comments come along without what identifies their writers, and without what could do harm."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.blog import BLOG
from sitegen.documents.comments import COMMENTS
from sitegen.inputs import documents
from sitegen.wordpress.discussion import Discussion, clean_message, read_discussion
from sitegen.wordpress.items import OldComment
from tests.support.factories import make_source

KIM = OldComment(
    id="1",
    name="Kim",
    date="2015-10-27 09:30:00",
    message="Tack!",
    parent="",
    approved="1",
    kind="comment",
    url="",
    user="",
)


def read(*comments: OldComment) -> Discussion:
    return read_discussion(comments, "T", 1, fits=lambda text: "hemligt" not in text, authors={})


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({}, "written"),
        ({"approved": "0"}, "held"),
        ({"approved": "spam"}, "left"),
        ({"approved": "trash"}, "left"),
        ({"kind": "order_note"}, "left"),
        ({"kind": "pingback"}, "written"),
        ({"date": "igår"}, "left"),
        ({"message": "hemligt"}, "left"),
        ({"message": "x" * 65_001}, "left"),
        ({"message": "<img src=x onerror=y()>"}, "left"),
    ],
)
def test_each_comment_is_written_held_or_left(changes: dict[str, str], what: str) -> None:
    outcomes = read(msgspec.structs.replace(KIM, **changes)).outcomes
    assert next((each.outcome for each in outcomes), "written") == what


@pytest.mark.parametrize(
    ("message", "clean"),
    [
        ("<script>x()</script>ja", "ja"),
        ('<a href="javascript:x()" onclick="y()">ord</a>', "<a>ord</a>"),
        ("a<br />b", "a\nb"),
        ("x\u202ey\x00z", "xyz"),
    ],
)
def test_a_message_has_only_what_the_old_form_allowed(message: str, clean: str) -> None:
    assert clean_message(message) == clean


@given(st.text(max_size=200), st.text(max_size=50))
def test_whatever_is_written_is_read_back(message: str, name: str) -> None:
    first = msgspec.structs.replace(KIM, message=f"Hej {message}", name=name)
    found = read(first, msgspec.structs.replace(KIM, id="2", parent="1"))
    parsed = documents.parse_and_check(
        make_source("comments/a.yml", "".join(found.records.values())),
        COMMENTS,
        BLOG.checks,
        abbreviations={},
    )
    assert [each for each in parsed.problems if each.severity == "error"] == []
    assert parsed.document is not None
    one, two = parsed.document.meta.comments
    assert one.message == clean_message(f"Hej {message}")
    assert two.parent.text == one._id.text


def parents(*pairs: tuple[str, str]) -> list[bool]:
    """For each comment with a number and what it answers, if that still stands in its record."""
    comments = [msgspec.structs.replace(KIM, id=id, parent=parent) for id, parent in pairs]
    return ["parent:" in record for record in read(*comments).records.values()]


def test_an_answer_to_what_does_not_come_along_stands_by_itself() -> None:
    spam = msgspec.structs.replace(KIM, id="4", approved="spam")
    found = read(spam, msgspec.structs.replace(KIM, id="5", parent="4"))
    assert "parent" not in found.records["wp-5"]
    assert [code for code, _ in found.notes] == ["comment"]


def test_no_comment_answers_itself() -> None:
    assert parents(("1", "1")) == [False]
    assert parents(("1", "2"), ("2", "3"), ("3", "1")) == [True, True, False]
    assert parents(("2", "1"), ("1", "")) == [True, False]


def test_comments_with_one_number_both_come_along() -> None:
    found = read(KIM, msgspec.structs.replace(KIM, message="Jag också"))
    assert [*found.records] == ["wp-1", "wp-1-2"]


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ("se <img src=x>", "<img>"),
        ("<script>x()</script>ja", "<script>"),
        ('<a href="javascript:x()">ord</a>', "länk"),
    ],
)
def test_what_a_comment_loses_is_reported(message: str, words: str) -> None:
    (note,) = read(msgspec.structs.replace(KIM, message=message)).notes
    assert words in note[1]


def test_what_only_changes_its_look_is_not_reported() -> None:
    assert not read(msgspec.structs.replace(KIM, message="<p>ett<br>två</p> <b>tre</b>")).notes
