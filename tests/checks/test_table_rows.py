import pytest

from sitegen.checks.wording import table_rows
from tests.checks.examples import Found, assert_found, check_words

HEAD = "| Område | Antal |\n|---|--:|\n"


@pytest.mark.parametrize(
    "body",
    [
        f"{HEAD}| Familjehem | 4 |\n| Samverkan |\n",
        f"{HEAD}| a \\| b | `c|d` |\n| e | | |\n",
        f"{HEAD}|---|---|\n| a | b |\n\nEn text | med | lodstreck\n",
        "a | b\n--|--\nc | d\n",
        "| a |\n|---|\n| b |\n",
        f"Text:\n{HEAD}| a | b |\n",
        f"> {HEAD.rstrip().replace(chr(10), chr(10) + '> ')}\n> | a | b |\n",
        f"```\n{HEAD}| a | b | c |\n```\n",
        "Ett | två\n\n---\n",
        "| a |\n\nb\n",
    ],
)
def test_tables_with_as_many_cells_pass(body: str) -> None:
    assert_found(check_words(table_rows.find, body))


def test_a_cell_too_many_is_reported_with_its_words() -> None:
    [found] = check_words(table_rows.find, f"{HEAD}| a | b |\n| c | d | e | f |\n")
    assert_found([found], Found(10, 1, "row-too-long", "rubrik"))
    assert "”e f”" in found.message


@pytest.mark.parametrize(
    ("body", "line", "hint"),
    [
        ("| a | b |\n|---|\n| c | d |\n", 8, "lika många"),
        ("Text.\n\n| a | b |\n| c | d |\n", 9, "under rubrikerna"),
        ("| a | b |\n\n|---|---|\n| c | d |\n", 9, "närmast ovanför"),
        ("Text.\n\n| a | b\n| c | d\n", 9, "under rubrikerna"),
        ("Text.\n\n+---+---+\n| a | b |\n+===+===+\n| c | d |\n+---+---+\n", 9, "lodstreck"),
        (f"{HEAD}| a | b |\nText under.\nMer.\n", 10, "tom rad"),
        (f"{HEAD}| a | b |\n## Rubrik\n", 10, "tom rad"),
    ],
)
def test_dashes_that_make_no_table_are_reported(body: str, line: int, hint: str) -> None:
    assert_found(check_words(table_rows.find, body), Found(line, 1, "table-broken", hint))
