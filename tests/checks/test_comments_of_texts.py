"""Comments belong to a text, and answers to a comment."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from sitegen.blog import BLOG
from sitegen.checks.site import comments_of_texts
from sitegen.documents.comments import COMMENTS, LONGEST, answered
from sitegen.documents.settings import CommentSettings
from sitegen.inputs import documents
from tests.support.factories import make_post, make_settings, make_site, make_source

ONE = "- {_id: a, date: 2016-01-01, message: x}\n"


def codes(**files: str) -> list[str]:
    found = {}
    for name, text in files.items():
        path = f"comments/{name.replace('__', '/')}.yml"
        parsed = documents.parse_and_check(
            make_source(path, text), COMMENTS, BLOG.checks, abbreviations={}
        )
        assert parsed.document is not None, parsed.problems
        found[path] = parsed.document
    site = make_site(make_post("posts/hagfors.md"))
    site = msgspec.structs.replace(site, documents={**site.documents, "comments": found})
    return [each.code for each in comments_of_texts.check(site, ())]


def test_comments_of_a_text_pass_as_a_list_and_as_single_records() -> None:
    assert codes(hagfors=ONE) == []
    assert codes(hagfors=ONE, hagfors__b="{_id: b, date: 2016-01-02, parent: a}\n") == []
    assert codes(hagfors="comments:\n  - {_id: a, date: 2016-01-01}\n") == []


def test_comments_of_no_text_are_found() -> None:
    assert codes(hagfros=ONE) == ["comment-orphan"]


def test_an_answer_to_nothing_and_a_name_given_twice_are_found() -> None:
    assert codes(hagfors="- {_id: a, date: 2016-01-01, parent: z}\n") == ["comment-parent"]
    assert codes(hagfors=ONE + ONE) == ["comment-twice"]


def test_comments_that_answer_each_other_are_found_once() -> None:
    def answers(name: str, parent: str) -> str:
        return f"- {{_id: {name}, date: 2016-01-01, parent: {parent}}}\n"

    assert codes(hagfors=answers("a", "a")) == ["comment-parent"]
    ring = answers("a", "b") + answers("b", "c") + answers("c", "a")
    assert codes(hagfors=ring + answers("d", "a")) == ["comment-parent"]
    assert codes(hagfors=ONE + answers("b", "a") + answers("c", "b")) == []


def test_a_removed_comment_with_words_left_is_found() -> None:
    gone = "- {_id: a, date: 2016-01-01, state: removed, name: Kim}\n"
    assert codes(hagfors=gone) == ["comment-removed"]
    assert codes(hagfors="- {_id: a, date: 2016-01-01, state: removed}\n") == []


@pytest.mark.parametrize(
    ("settings", "count"),
    [
        ({}, 0),
        ({"form": True}, 1),
        ({"form": True, "notify": "a@example.org"}, 0),
        ({"form": True, "endpoint": "https://example.org/"}, 0),
        ({"form": True, "endpoint": "http://example.org/"}, 1),
        ({"form": True, "endpoint": "https://example.org/", "policy": "finns-inte"}, 1),
    ],
)
def test_comments_that_nobody_receives_as_they_should_are_found(
    settings: dict[str, Any], count: int
) -> None:
    site = make_site(settings=make_settings(comments=CommentSettings(**settings)))
    found = [*comments_of_texts.check(site, ())]
    assert [each.code for each in found] == ["comment-form"] * count


def test_a_comment_without_end_is_cut_and_reported_at_its_place() -> None:
    text = ONE.replace("message: x", f"message: {'ord ' * 250_000}")
    parsed = documents.parse_and_check(
        make_source("comments/a.yml", text), COMMENTS, BLOG.checks, abbreviations={}
    )
    (problem,) = parsed.problems
    assert (problem.code, problem.line, problem.severity) == ("comment-too-long", 1, "warning")
    assert parsed.document is not None
    assert len(parsed.document.meta.comments[0].message) == LONGEST


@pytest.mark.parametrize(
    ("message", "named"),
    [
        ("<img src=y>", "<img>"),
        ("<script>ran()</script>", "<script>"),
        ("<b style='color:red'>x</b>", "style"),
        ("<a href='javascript:ran()'>x</a>", "javascript:ran()"),
        ("<b><i>korsat</b></i>", "taggar som inte avslutas där de ska"),
    ],
)
def test_markup_that_readers_do_not_see_is_reported_at_its_place(message: str, named: str) -> None:
    text = ONE.replace("message: x", f'message: "{message}"')
    parsed = documents.parse_and_check(
        make_source("comments/a.yml", f"# ett\n{text}"), COMMENTS, BLOG.checks, abbreviations={}
    )
    (problem,) = parsed.problems
    assert (problem.code, problem.line, problem.severity) == ("comment-markup", 2, "warning")
    assert named in problem.message


@pytest.mark.parametrize("parent", ["parent: ''", "parent: null", "_parent: ''"])
def test_an_answer_to_the_text_itself_answers_no_comment(parent: str) -> None:
    """What a form sends of whom one answers is empty then."""
    text = ONE.replace("message: x", f"{parent}, message: x")
    parsed = documents.parse_and_check(
        make_source("comments/a.yml", text), COMMENTS, BLOG.checks, abbreviations={}
    )
    assert parsed.problems == ()
    assert parsed.document is not None
    assert answered(parsed.document.meta.comments[0]) is None
