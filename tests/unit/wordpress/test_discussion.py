"""Comments come along without what identifies their writers, and without what could do harm."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.documents.comments import COMMENTS
from sitegen.inputs import documents
from sitegen.registry.blog import BLOG
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
    first = msgspec.structs.replace(KIM, message=message, name=name)
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
    assert one.message == clean_message(message)
    assert two.parent.text == one._id.text
