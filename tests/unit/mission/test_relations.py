"""What to read after a post: what is shared decides, then time, and old pages stay as they are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sitegen.mission.relations import (
    MOST,
    Relation,
    Subject,
    find_related,
    group_subjects,
)


def about(themes: str, lan: str, kommun: str = "") -> Subject:
    return Subject(tuple(themes), tuple(lan), (kommun,) if kommun else ())


def related(
    number: int, subjects: list[Subject], without: tuple[int, ...] = ()
) -> tuple[Relation, ...]:
    return find_related(number, group_subjects(subjects), without)


def test_theme_and_län_come_before_theme_and_theme_before_län() -> None:
    subjects = [about("b", "x"), about("", "x"), about("b", "y"), about("b", "x")]
    assert related(0, subjects) == (
        Relation(3, "b", "x"),
        Relation(2, "b", ""),
        Relation(1, "", "x"),
    )


def test_the_theme_that_stands_first_is_the_one_that_is_named() -> None:
    subjects = [about("ba", "x"), about("ab", "y")]
    assert related(0, subjects) == (Relation(1, "b", ""),)


def test_the_closest_in_time_is_first() -> None:
    subjects = [about("b", "x"), *(about("b", "y") for _ in range(5))]
    assert [each.number for each in related(0, subjects)] == [1, 2, 3]
    assert [each.number for each in related(5, subjects)] == [4, 3, 2]


def test_older_posts_come_before_newer() -> None:
    subjects = [about("b", "x"), about("b", "x"), about("", "x")]
    assert [each.number for each in related(1, subjects)] == [2, 0]


def test_the_same_kommun_and_what_is_linked_already_are_left_out() -> None:
    subjects = [about("b", "x", "habo"), about("b", "x", "habo"), about("b", "x"), about("b", "x")]
    assert [each.number for each in related(0, subjects, without=(2,))] == [3]


def test_a_post_that_shares_nothing_leads_nowhere() -> None:
    assert related(0, [about("b", "x"), about("c", "y")]) == ()
    assert related(0, [about("", ""), about("", "")]) == ()


SUBJECTS = st.lists(
    st.builds(
        Subject,
        st.lists(st.sampled_from("abc"), max_size=2, unique=True).map(tuple),
        st.sampled_from(["x", "y", ""]).map(tuple),
        st.just(()),
    ),
    max_size=30,
)


@given(SUBJECTS, SUBJECTS.filter(bool))
def test_a_new_post_changes_only_pages_that_lack_older_ones(
    subjects: list[Subject], new: list[Subject]
) -> None:
    after = [*new[:1], *subjects]
    for number in range(len(subjects)):
        before = related(number, subjects)
        if len([each for each in before if each.number > number]) == MOST:
            now = related(number + 1, after)
            assert [each.number - 1 for each in now] == [each.number for each in before]
