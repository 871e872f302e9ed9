from sitegen.checks.wording import merge_marks
from tests.checks.examples import Found, assert_found, check_words

OURS = "<<<<<<< HEAD\nVi kommer i maj.\n"
BASE = "||||||| 1b3674f\nVi kommer.\n"
THEIRS = "=======\nVi kommer i juni.\n>>>>>>> rattat\n"


def test_two_versions_are_named_where_they_begin() -> None:
    found = Found(8, 1, "merge-mark", "behåll en")
    assert_found(check_words(merge_marks.find, f"Text.\n{OURS}{THEIRS}Slut.\n"), found)
    assert_found(check_words(merge_marks.find, f"Text.\n{OURS}{BASE}{THEIRS}Slut.\n"), found)


def test_each_place_with_two_versions_is_named() -> None:
    assert_found(
        check_words(merge_marks.find, f"{OURS}{THEIRS}Text.\n{OURS}{THEIRS}"),
        Found(7, 1, "merge-mark", "behåll en"),
        Found(13, 1, "merge-mark", "behåll en"),
    )


def test_a_mark_that_is_left_alone_is_named() -> None:
    assert_found(
        check_words(merge_marks.find, "Vi kommer.\n>>>>>>> rattat\n"),
        Found(8, 1, "merge-mark", "behåll en"),
    )
    assert_found(
        check_words(merge_marks.find, "||||||| merged common ancestors\nVi kommer.\n"),
        Found(7, 1, "merge-mark", "behåll en"),
    )
    assert_found(
        check_words(merge_marks.find, "<<<<<<<\nVi kommer.\n"),
        Found(7, 1, "merge-mark", "behåll en"),
    )


def test_lines_and_quotations_pass() -> None:
    for text in (
        "Rubrik\n=======\n\nText.\n",
        "> > > citat\n\n>>>>>> sex\n",
        "Text <<<<<<< mitt på raden\n",
        "<<<<<<<<<<<<<<\n",
        "|||||||\n|---|\n",
        "||||||| a |\n|---|\n",
    ):
        assert_found(check_words(merge_marks.find, text))
