import pytest

from sitegen.checks.wording import bullets
from tests.checks.examples import Found, assert_found, check_words, fix_with


@pytest.mark.parametrize(
    "body",
    [
        "- handledning\n- tid\n",
        "* handledning\n",
        "1. handledning\n",
        "Foto: Anna • Text: Bo\n",
        "– Vårt mål är tid, säger chefen.\n",
        "Kostnaden är 5·10 kronor.\n",
        "`• handledning`\n",
        "```\n• handledning\n```\n",
        "och\tså\n",
        "också\n",
    ],
)
def test_lists_and_other_lines_pass(body: str) -> None:
    assert_found(check_words(bullets.find, body))


@pytest.mark.parametrize(
    ("body", "right"),
    [
        ("• handledning\n• tid\n", "- handledning\n- tid\n"),
        ("  • handledning\n", "- handledning\n"),
        ("\t•\thandledning\n", "- handledning\n"),
        ("    • handledning\n", "- handledning\n"),
        ("•\u00a0handledning\n", "- handledning\n"),
        ("·  handledning\n", "- handledning\n"),
        ("▪ handledning\n", "- handledning\n"),
        ("\uf0b7 handledning\n", "- handledning\n"),
        ("o\thandledning\n", "- handledning\n"),
        ("> • handledning\n", "> - handledning\n"),
    ],
)
def test_a_bullet_of_another_program_becomes_a_hyphen(body: str, right: str) -> None:
    problems = check_words(bullets.find, body)
    assert {(p.line, p.column, p.code) for p in problems[:1]} == {(7, 1, "bullet-pasted")}
    assert fix_with(bullets.find, body) == right


def test_each_bullet_is_pointed_at() -> None:
    assert_found(
        check_words(bullets.find, "Punkter:\n\n• ett\n• två\n"),
        Found(9, 1, "bullet-pasted", "- Så här."),
        Found(10, 1, "bullet-pasted", "- Så här."),
    )
