import pytest

from sitegen.checks.wording import quotes
from tests.checks.examples import Found, assert_found, check_words, fix_with, report, writing


@pytest.mark.parametrize(
    "body",
    [
        "Hon sa: ”Vi lyssnar.”\n",
        'Hon sa: "Vi lyssnar."\n',
        "Hon sa: ”Vi lyssnar\npå alla.”\n",
        "”Ett långt citat.\n\n”Det fortsätter här.”\n",
        "> ”Ett långt citat.\n>\n> ”Det fortsätter här.”\n",
        'Skärmen är 15" bred.\n',
        "Det kallas ”Kalle”-metoden, sa’ hon.\n",
        '`"` och `“`\n',
        '[länk](a.md "Bildtext")\n',
        '<span title="x">”y”</span>\n',
        "»Så här« går det också.\n",
        "Fel kodning: 2016 â€“ 2017\n",
    ],
)
def test_swedish_quotation_marks_pass(body: str) -> None:
    assert_found(check_words(quotes.find, body))


@pytest.mark.parametrize(
    ("body", "right"),
    [
        ("Hon sa: “Vi lyssnar.”\n", "Hon sa: ”Vi lyssnar.”\n"),
        ("Hon sa: „Vi lyssnar.“\n", "Hon sa: ”Vi lyssnar.”\n"),
        ("Hon sa: ‘Vi lyssnar.’\n", "Hon sa: ’Vi lyssnar.’\n"),
    ],
)
def test_marks_of_other_languages_become_swedish(body: str, right: str) -> None:
    problems = check_words(quotes.find, body)
    assert {p.code for p in problems} == {"quote-foreign"}
    assert problems[0].column == 9
    assert fix_with(quotes.find, body) == right


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ("Vi lyssnar.”, sa en av cheferna.\n", (7, 12)),
        ("Hon sa: ”Vi lyssnar.\n", (7, 9)),
        ("”Ja”, sa hon. Vi lyssnar.” Sa han.\n", (7, 26)),
        ("Ett ”gott” och ”gott betyg.\n\nNästa stycke.\n", (7, 16)),
        ('Hon sa: "Vi lyssnar.\n', (7, 9)),
        ("Först.\n\nVi lyssnar.” Så.\n\n”Hej” där.\n", (9, 12)),
    ],
)
def test_a_quotation_mark_without_its_fellow_is_pointed_at(
    body: str, place: tuple[int, int]
) -> None:
    assert_found(
        check_words(quotes.find, body), Found(*place, "quote-unbalanced", "börjar eller slutar")
    )


@pytest.mark.parametrize("title", ['"Vi lyssnar"', "'Vi lyssnar'", "”Vi lyssnar”, sa hon"])
def test_quotation_marks_of_yaml_pass(title: str) -> None:
    assert_found(report(quotes.find_in_field, writing(title=title).fields[0]))


def test_straight_marks_in_a_title_are_named_because_nothing_makes_them_curly() -> None:
    assert_found(
        report(quotes.find_in_field, writing(title='Vi frågade "varför"').fields[0]),
        Found(2, 19, "quote-straight", "”så här”"),
    )


def test_the_marks_of_a_title_are_replaced_all_at_once() -> None:
    [title, _] = writing(title='Vi frågade "varför" och "hur"').fields
    [slip] = quotes.find_in_field(title)
    assert slip.new == "”varför” och ”hur”"


def test_foreign_marks_in_a_summary_are_named() -> None:
    [_, summary] = writing(summary=">-\n  Hon sa:\n  “Vi lyssnar.”").fields
    assert_found(report(quotes.find_in_field, summary), Found(5, 3, "quote-foreign", "så här"))
