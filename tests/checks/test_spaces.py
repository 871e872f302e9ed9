import pytest

from sitegen.checks.wording import spaces
from tests.checks.examples import Found, assert_found, check_words, fix_with

HARD = "\u00a0"


@pytest.mark.parametrize(
    "body",
    [
        "Barn och unga. De är många.\n",
        "- ett\n  fortsättning\n- två\n    - tre\n",
        "-   ett\n1.  två\n",
        "| Område   | Läget  |\n|---|---|\n| BBIC     | klart  |\n",
        "En rad  \noch nästa\n",
        "`a  b`\n",
        "```\na  b\n```\n",
        '[länk](a.md  "titel")\n',
        f"10{HARD}000 kr och 5{HARD}% av 12{HARD}§\n",
        f"kl.{HARD}14 och s.{HARD}5, Hagfors{HARD}– Torsby\n",
        "10&nbsp;000 kr\n",
        "-\tett\n1.\ttvå\n",
        "[^1]:  Noten\n",
        "Rubrik\n\n    kod  med  luft\n",
    ],
)
def test_spaces_that_mean_something_pass(body: str) -> None:
    assert_found(check_words(spaces.find, body))


@pytest.mark.parametrize(
    ("body", "column", "code", "right"),
    [
        ("Barn  och unga\n", 5, "space-doubled", "Barn och unga\n"),
        ("De är många.   Många\n", 13, "space-doubled", "De är många. Många\n"),
        (f"Barn{HARD}och unga\n", 5, "space-hard", "Barn och unga\n"),
        (f"Barn {HARD}och unga\n", 5, "space-hard", "Barn och unga\n"),
        ("Barn&nbsp;och unga\n", 5, "space-hard", "Barn och unga\n"),
        (f"-{HARD}ett\n", 2, "space-hard", "- ett\n"),
        (f"{HARD}{HARD}Barn\n", 1, "space-hard", "Barn\n"),
        (f"Barn{HARD}\n", 5, "space-hard", "Barn\n"),
        (f"{HARD}\n", 1, "paragraph-empty", "\n"),
        (f" {HARD} \n", 1, "paragraph-empty", "\n"),
        ("Barn\toch unga\n", 5, "tab", "Barn och unga\n"),
        ("Område\tLäge\tNär\n", 7, "tab", "Område\tLäge\tNär\n"),
    ],
)
def test_other_spaces_are_named_and_fixed(body: str, column: int, code: str, right: str) -> None:
    [problem] = check_words(spaces.find, body)
    assert (problem.line, problem.column, problem.code) == (7, column, code)
    assert fix_with(spaces.find, body) == right


def test_a_doubled_space_asks_for_the_word_that_may_be_lost() -> None:
    assert_found(
        check_words(spaces.find, "Vi såg  och hörde.\n"),
        Found(7, 7, "space-doubled", "att inget ord har fallit bort"),
    )


def test_a_table_in_tabs_is_reported_once_per_row_with_how_to_write_it() -> None:
    assert_found(
        check_words(spaces.find, "Område\tLäge\tNär\nBBIC\tKlart\t2017\n"),
        Found(7, 7, "tab", "| Område | Läget |"),
        Found(8, 5, "tab", "| Område | Läget |"),
    )
