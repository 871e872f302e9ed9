import pytest

from sitegen.checks.wording import dashes
from tests.checks.examples import Found, assert_found, check_words, fix_with, report, writing


@pytest.mark.parametrize(
    "body",
    [
        "Barn 3–5 år, 2015–2016.\n",
        "Den 2015-10-26 och i 2015-10.\n",
        "Ring 0563-185 00 eller 08-123 45 67 eller 112-113 45.\n",
        "Personnummer 20121212-1212, organisation 202100-1234.\n",
        "ISBN 978-91-38-32625-1 och covid-19.\n",
        "BBIC-utbildning, e-post, barn- och ungdomsvård, 90-tal.\n",
        "Läsåret 2015/16 slutade 3-0.\n",
        "Adressen 10.0.0.1-2 och version 1.2-1.\n",
        "https://example.org/3-5 och [3 till 5](sida-3-5.md)\n",
        "`3-5` och `a - b`\n",
        "```\n3-5 - x\n```\n",
        '<span title="3-5 - x">tre</span>\n',
        "<div>\n3-5 år - nej\n</div>\n",
        "- ett\n- två\n    - tre\n",
        "1. - ett\n",
        "> - ett\n",
        "* - ett\n",
        "- - -\n",
        "| Ja | - | Nej |\n|----|---|-----|\n",
        "Rubrik\n---\n",
        "En -- två -- tre.\n",
        "Barnböcker och -filmer, in- och utgående.\n",
        "barn-\n-ungdom\n",
        "- Vårt mål är tid\n- Ett annat\n",
        "> Citat.\n> - Rektorn\n",
        "> Citat.\n> -Rektorn vid skolan\n",
        "![3](bild-3-5.jpg)\n",
        "Text.[^a-3-5]\n\n[^a-3-5]: Not.\n",
        "[ref]: http://example.org/3-5 'a - b'\n",
        "Kontakta namn-3-5@example.org\n",
    ],
)
def test_hyphens_that_are_no_dashes_pass(body: str) -> None:
    assert_found(check_words(dashes.find, body))


@pytest.mark.parametrize(
    ("body", "column", "code", "right"),
    [
        ("Barn 3-5 år.\n", 6, "dash-interval", "Barn 3–5 år.\n"),
        ("(3-5)\n", 2, "dash-interval", "(3–5)\n"),
        ("Åren 2015-2016.\n", 6, "dash-interval", "Åren 2015–2016.\n"),
        ("Läsåret 2015-16.\n", 9, "dash-interval", "Läsåret 2015–16.\n"),
        ("Öppet 8.00-17.00.\n", 7, "dash-interval", "Öppet 8.00–17.00.\n"),
        ("Öppet 08:00-17:00.\n", 7, "dash-interval", "Öppet 08:00–17:00.\n"),
        ("Mellan 1,5-2,5 procent.\n", 8, "dash-interval", "Mellan 1,5–2,5 procent.\n"),
        ("900-1200 barn\n", 1, "dash-interval", "900–1200 barn\n"),
        ("I 10-15-årsåldern.\n", 3, "dash-interval", "I 10–15-årsåldern.\n"),
        ("| 3-5 år | få |\n|---|---|\n", 3, "dash-interval", "| 3–5 år | få |\n|---|---|\n"),
        ("Ett ord - och ett till.\n", 9, "dash-sentence", "Ett ord – och ett till.\n"),
        ("Ett ord -\noch ett till.\n", 9, "dash-sentence", "Ett ord –\noch ett till.\n"),
        ("- [Plan](a.md) - om Hagfors\n", 16, "dash-sentence", "- [Plan](a.md) – om Hagfors\n"),
        ("## Hagfors - igen\n", 12, "dash-sentence", "## Hagfors – igen\n"),
        ("\n-Vårt mål är tid.\n", 1, "dash-speech", "\n– Vårt mål är tid.\n"),
    ],
)
def test_hyphens_in_place_of_dashes_are_fixed(
    body: str, column: int, code: str, right: str
) -> None:
    [problem] = check_words(dashes.find, body)
    assert (problem.column, problem.code) == (column, code)
    assert fix_with(dashes.find, body).lstrip("\n") == right.lstrip("\n")


def test_both_dashes_around_an_insertion_are_named() -> None:
    assert_found(
        check_words(dashes.find, "En siffra - den enda - som stämmer.\n"),
        Found(7, 11, "dash-sentence", "två bindestreck (--)"),
        Found(7, 22, "dash-sentence", "två bindestreck (--)"),
    )


def test_a_title_has_no_markdown_to_make_dashes_of_hyphens() -> None:
    [title, summary] = writing(title="Hedemora - 3-5 punkter", summary="Vi var där.").fields
    assert_found(report(dashes.find, summary))
    assert_found(
        report(dashes.find, title),
        Found(2, 17, "dash-sentence", "Skriv –"),
        Found(2, 19, "dash-interval", "3–5"),
    )
