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
        Found(7, 7, "tab", "| Område | Läge | När |"),
        Found(8, 5, "tab", "| BBIC | Klart | 2017 |"),
    )


@pytest.mark.parametrize(
    "body",
    [
        "Område\tAntal\nHagfors\t3\nTorsby\t4\n",
        "Område\tAntal\n\nHagfors\t3\n",
        "- Hagfors\t3\n- Torsby\t4\n",
        "1. Hagfors\t3\n2. Torsby\t4\n",
        "> Hagfors\t3\n> Torsby\t4\n",
        "Hagfors\t\t3\n",
        "Hagfors\t3\nTorsby\t\n",
        "\tAntal\nHagfors\t3\n",
        "Område    Antal\nHagfors   3\n",
        "Område  Antal\nHagfors 3\nTorsby  4\n",
        "År  Antal\n2015  3\n2016  4\n",
        f"Område{HARD * 4}Antal\nHagfors{HARD * 3}3\n",
        "o\tx\to\n",
    ],
)
def test_columns_are_never_taken_apart(body: str) -> None:
    assert fix_with(spaces.find, body) == body
    for problem in check_words(spaces.find, body):
        assert problem.message.startswith("Raden har kolumner")


def test_two_doubled_spaces_in_lines_below_each_other_are_no_columns() -> None:
    body = "Barn  och unga är\nmånga i   kommunen.\n"
    assert fix_with(spaces.find, body) == "Barn och unga är\nmånga i kommunen.\n"


def test_two_spaces_after_each_sentence_are_no_columns() -> None:
    body = "Det är bra.  Vi går.\nDet är nog.  Vi står.\nDet är allt.  Vi far.\n"
    assert fix_with(spaces.find, body) == body.replace("  ", " ")


@pytest.mark.parametrize("mark", ["# Rubrik", "> citat", "- ett", "+ ett"])
def test_a_fix_makes_no_heading_or_list_of_a_line_that_was_none(mark: str) -> None:
    body = f"Text.\n\n{HARD}{mark}\n"
    [problem] = check_words(spaces.find, body)
    assert (problem.line, problem.column, problem.code) == (9, 1, "space-hard")
    assert fix_with(spaces.find, body) == body
