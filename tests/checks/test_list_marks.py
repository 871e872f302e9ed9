import pytest

from sitegen.checks.wording import list_marks
from tests.checks.examples import Found, assert_found, check_words


@pytest.mark.parametrize(
    "body",
    [
        "- ett\n- två\n\n1. tre\n2. fyra\n",
        "*Ett* ord\n\n**Två** ord\n",
        "-5 grader\n\n1.5 miljoner\n",
        "Social-\noch barn\n-arbete i kommunen\n",
        "---\n\n```\n-ett\n-två\n```\n",
        "– Replik\n",
    ],
)
def test_lists_and_other_lines_pass(body: str) -> None:
    assert_found(check_words(list_marks.find, body))


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("Vi såg:\n\n-ett\n-två\n", 9),
        ("Vi såg:\n-ett\n-två\n", 8),
        ("Text.\n\n-ett\n", 9),
        ("Vi såg:\n\n1.Ett\n2.Två\n", 9),
        ("Vi såg:\n\n*ett\n*två\n", 9),
        ("Vi såg:\n\n+Ett\n+Två\n", 9),
    ],
)
def test_the_first_mark_without_a_space_is_reported(body: str, line: int) -> None:
    assert_found(
        check_words(list_marks.find, body), Found(line, 1, "list-mark-glued", "mellanslag")
    )
