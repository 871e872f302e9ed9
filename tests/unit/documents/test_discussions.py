"""Threads: who answers whom, and nothing of what waits or is removed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sitegen.blog import BLOG
from sitegen.documents.comments import COMMENTS, Comment
from sitegen.documents.discussions import (
    DEEPEST,
    CommentWriter,
    ShownComment,
    ShownDiscussion,
    arrange_discussion,
    gather_comments,
)
from sitegen.inputs import documents
from tests.support.factories import make_source


def comments(*texts: str) -> tuple[Comment, ...]:
    """The comments of the text hagfors, each file of them one of `texts`."""
    files = []
    for number, text in enumerate(texts):
        path = f"comments/hagfors/{number}.yml"
        parsed = documents.parse_and_check(
            make_source(path, text), COMMENTS, BLOG.checks, abbreviations={}
        )
        assert parsed.document is not None, parsed.problems
        files.append(parsed.document)
    return gather_comments(files).get("hagfors", ())


def read(*texts: str) -> ShownDiscussion | None:
    own = {"redaktionen": CommentWriter("Redaktionen", "/skribent/redaktionen/")}
    return arrange_discussion(comments(*texts), own.get)


def one(id: str, parent: str = "", state: str = "approved", **more: str) -> str:
    fields = {"_id": id, "name": id.upper(), "date": "2016-01-01", "state": state, "message": id}
    fields |= {"parent": parent} if parent else {}
    return "".join(f"{name}: {value}\n" for name, value in (fields | more).items())


def shape(found: tuple[ShownComment, ...]) -> list[object]:
    """The names of the writers, each followed by a list of those who answered."""
    made: list[object] = []
    for each in found:
        made += [each.writer.name, shape(each.answers)] if each.answers else [each.writer.name]
    return made


def threads(*texts: str) -> list[object]:
    found = read(*texts)
    return shape(found.comments) if found else []


def depth_of(found: tuple[ShownComment, ...]) -> int:
    return 1 + max(depth_of(each.answers) for each in found) if found else 0


def test_answers_stand_below_what_they_answer() -> None:
    assert threads(one("a"), one("b", "a"), one("c", "b"), one("d")) == ["A", ["B", ["C"]], "D"]


def test_staticman_names_what_is_answered_in_its_own_way() -> None:
    found = read(one("a"), one("b", _parent="a"))
    assert found is not None
    (answer,) = found.comments[0].answers
    assert (answer.answers_id, answer.answers_name) == (found.comments[0].id, "A")


def test_the_oldest_stands_first() -> None:
    assert threads(one("a", date="2016-02-01"), one("b")) == ["B", "A"]


def test_what_waits_is_not_there_and_answers_to_it_stand_by_themselves() -> None:
    assert threads(one("a", state="waiting"), one("b", "a")) == ["B"]
    assert read(one("a", state="waiting")) is None


def test_a_comment_without_a_state_waits() -> None:
    assert read("{_id: a, date: 2016-01-01, message: x}") is None


def test_a_removed_comment_keeps_its_place_for_its_answers() -> None:
    found = read(one("a", state="removed"), one("b", "a"))
    assert found is not None
    assert found.count == 1
    (place,) = found.comments
    assert (place.writer.name, place.message, place.answers[0].answers_name) == ("", "", "")
    assert read(one("a", state="removed")) is None


def test_a_circle_is_broken() -> None:
    assert threads(one("a", "b"), one("b", "a")) == ["B", ["A"]]
    assert threads(one("a", "a")) == ["A"]


def test_a_thread_is_as_deep_as_can_be_read_and_says_what_is_answered() -> None:
    found = read(*(one(f"n{each:03}", f"n{each - 1:03}" if each else "") for each in range(60)))
    assert found is not None
    assert depth_of(found.comments) == DEEPEST
    last = found.comments
    while last[-1].answers:
        last = last[-1].answers
    assert [each.answers_name for each in last] == [f"N{each:03}" for each in range(18, 59)]
    assert found.count == 60


@given(st.lists(st.integers(min_value=0, max_value=30), max_size=30))
def test_every_comment_is_shown_once(parents: list[int]) -> None:
    found = read(*(one(f"n{number}", f"n{each}") for number, each in enumerate(parents)))
    names: list[str] = []

    def walk(level: tuple[ShownComment, ...]) -> None:
        for each in level:
            names.append(each.writer.name)
            walk(each.answers)

    walk(found.comments if found else ())
    assert sorted(names) == sorted(f"N{number}" for number in range(len(parents)))


def test_the_blog_s_own_answer_is_known_by_its_author_and_no_other() -> None:
    found = read(one("a", author="redaktionen"), one("b", author="nagon"))
    assert found is not None
    assert [each.is_own for each in found.comments] == [True, False]
    assert found.comments[0].writer == CommentWriter("Redaktionen", "/skribent/redaktionen/")


def test_pingbacks_stand_apart_and_are_not_counted() -> None:
    found = read(one("a"), one("b", kind="pingback", url="https://example.org/x"))
    assert found is not None
    assert (found.count, len(found.comments)) == (1, 1)
    assert found.pingbacks[0].writer == CommentWriter("B", "https://example.org/x")


def test_a_comment_from_wordpress_keeps_its_address() -> None:
    found = read(one("wp-12"), one("x y"))
    assert found is not None
    assert [each.id for each in found.comments] == ["comment-12", "_kommentar-x-y"]
    taken = arrange_discussion(comments(one("wp-12")), lambda key: None, ("comment-12",))
    assert taken is not None
    assert taken.comments[0].id == "_kommentar-0-wp-12"


def test_what_readers_write_has_no_invisible_characters() -> None:
    (comment,) = comments('_id: a\ndate: 2016-01-01\nstate: approved\nmessage: "a\\r\\n\\u202eb"\n')
    assert comment.message == "a\nb"
