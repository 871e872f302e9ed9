import pytest

from sitegen.checks.site import copies
from tests.checks.examples import Found, assert_found, check_all, post
from tests.support.factories import make_site

ORIGINAL = post(path="posts/2017-01-12-hagfors.md")
FOLDER = "posts/2017-01-12-"


@pytest.mark.parametrize(
    "name",
    [
        "hagfors (1)",
        "hagfors(2)",
        "hagfors - kopia",
        "hagfors - Kopia (2)",
        "hagfors - Kopia - Kopia",
        "hagfors (1) (1)",
        "hagfors kopia",
        "hagfors kopia 2",
        "hagfors - Copy",
        "hagfors copy 3",
        "hagfors (kopia)",
        "hagfors (tredje kopian)",
        "hagfors (Annas konfliktkopia 2017-01-12)",
        "hagfors (Anna's conflicted copy 2017-01-12)",
        "hagfors (conflicted copy 2017-01-12 101010)",
        "hagfors (SFConflict anna 2017-01-12-10-10-10)",
        "hagfors [Conflict]",
        "hagfors.sync-conflict-20170112-101010-ABCDEFG",
        "hagfors_conflict-20170112-101010",
        "hagfors_LOCAL_1234",
    ],
)
def test_a_copy_is_reported_with_its_original(name: str) -> None:
    copy = post(path=f"{FOLDER}{name}.md")
    [found] = check_all(copies.check, make_site(ORIGINAL, copy))
    assert_found([found], Found(0, 0, "text-copied", "ta bort den andra", copy.path))
    assert ORIGINAL.path in found.message
    assert found.severity == "warning"


def test_a_copy_that_begins_so_is_reported() -> None:
    copy = post(path="posts/Kopia av 2017-01-12-hagfors.md")
    [found] = check_all(copies.check, make_site(ORIGINAL, copy))
    assert_found([found], Found(0, 0, "text-copied", "ta bort den andra", copy.path))


def test_a_copy_made_by_synchronising_is_known_without_its_original() -> None:
    copy = post(path=f"{FOLDER}malung (konfliktkopia 2017-01-12).md", kommun="Malung-Sälen")
    [found] = check_all(copies.check, make_site(ORIGINAL, copy))
    assert_found([found], Found(0, 0, "text-copied", "ta bort den andra", copy.path))


def test_a_draft_that_is_a_copy_is_reported_too() -> None:
    copy = post(path=f"{FOLDER}hagfors (1).md", fields="draft: true\n")
    [found] = check_all(copies.check, make_site(ORIGINAL, copy))
    assert found.path == copy.path


@pytest.mark.parametrize(
    "name", ["en-kopia", "kopian", "malung (1)", "hagfors-2", "konflikter-i-skolan", "vi-backar"]
)
def test_a_name_that_an_author_chose_passes(name: str) -> None:
    other = post(path=f"{FOLDER}{name}.md", kommun="Torsby")
    assert_found(check_all(copies.check, make_site(ORIGINAL, other)))


def test_two_posts_with_one_title_day_and_kommun_are_reported_at_the_title() -> None:
    other = post(path="posts/2017-01-12-aterbesok.md")
    [found] = check_all(copies.check, make_site(ORIGINAL, other))
    assert_found([found], Found(2, 1, "post-twice", "kopia", ORIGINAL.path))
    assert other.path in found.message


@pytest.mark.parametrize(
    "other",
    [
        post(path="posts/2017-01-13-aterbesok.md", date="2017-01-13"),
        post(path="posts/2017-01-12-aterbesok.md", kommun="Torsby"),
    ],
)
def test_the_same_title_for_another_visit_passes(other: object) -> None:
    assert_found(check_all(copies.check, make_site(ORIGINAL, other)))  # type: ignore[arg-type]
