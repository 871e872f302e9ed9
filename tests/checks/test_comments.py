import pytest

from sitegen.checks.wording import comments
from tests.checks.examples import Found, assert_found, check_words


@pytest.mark.parametrize(
    "body",
    ["Text.\n\n<!-- Fråga\nAnna. -->\n", "`<!--` och `-->`\n", "```\n<!--\n```\n", "", "a < b\n"],
)
def test_closed_comments_beside_text_pass(body: str) -> None:
    assert_found(check_words(comments.find, body))


def test_a_comment_without_end_is_reported() -> None:
    body = "<!-- ett -->\n\nText <!-- två\n\nMer.\n"
    assert_found(check_words(comments.find, body), Found(9, 6, "comment-unclosed", "-->"))


def test_a_comment_that_only_the_next_one_ends_is_reported() -> None:
    [found] = check_words(comments.find, "<!-- ett\n\nText.\n\n<!-- två -->\n\nMer.\n")
    assert_found([found], Found(7, 1, "comment-unclosed", "-->"))
    assert "nästa" in found.message


@pytest.mark.parametrize("body", ["<!-- Allt. -->\n", "<!--\nEtt\n-->\n\n<!-- två -->\n"])
def test_a_text_that_is_a_comment_is_reported(body: str) -> None:
    assert_found(check_words(comments.find, body), Found(7, 1, "comment-only", "synas"))
