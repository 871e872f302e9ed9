import pytest

from sitegen.checks.wording import list_lines
from tests.checks.examples import Found, assert_found, check_words


@pytest.mark.parametrize(
    "body",
    [
        "- ett\n- två\n\n1. tre\n2. fyra\n",
        "– Hej, sa hon.\n\n– Hej, sa han.\n",
        "– Hej, sa hon och\ngick – sedan kom han.\n",
        "o andra sidan\noch så vidare\n",
        "a) ett och c) två\n\nb) tre\n",
        "> – ett\n> – två\n",
        "```\na) ett\nb) två\n```\n",
        "Text:\n\n- ett\n  mer\n  mer\n",
        "  En lång rad som är indragen utan att något ovanför slutar med kolon\n  och en till\n",
        "§ 5 och § 6\n",
        "§ 5 LVU säger.\n§ 6 LVU säger också.\n",
        "1986. Det året.\n1987. Nästa.\n",
    ],
)
def test_lists_replies_and_other_lines_pass(body: str) -> None:
    assert_found(check_words(list_lines.find, body))


@pytest.mark.parametrize(
    ("body", "line", "column", "hint"),
    [
        ("Vi såg:\n\n– ett\n– två\n– tre\n", 9, 1, "repliker"),
        ("Vi såg:\n— ett\n— två\n", 8, 1, "bindestreck"),
        ("o ett\no två\n", 7, 1, "bindestreck"),
        ("§ ett\n§ två\n", 7, 1, "bindestreck"),
        ("✓ ett\n✓ två\n", 7, 1, "bindestreck"),
        ("→ ett\n→ två\n", 7, 1, "bindestreck"),
        ("a) ett\nb) två\nc) tre\n", 7, 1, "numrerad"),
        ("A. Ett\nB. Två\n", 7, 1, "numrerad"),
        ("(1) ett\n(2) två\n", 7, 1, "numrerad"),
        ("(a) ett\n(b) två\n", 7, 1, "numrerad"),
        ("i. ett\nii. två\n", 7, 1, "numrerad"),
        ("Vi såg:\n\n  familjehem\n  samverkan\n", 9, 1, "bindestreck"),
    ],
)
def test_lines_that_look_like_a_list_are_reported_once(
    body: str, line: int, column: int, hint: str
) -> None:
    assert_found(
        check_words(list_lines.find, f"\n{body}"), Found(line + 1, column, "list-broken", hint)
    )
