import pytest

from sitegen.checks.wording import definitions
from tests.checks.examples import Found, assert_found, check_words


@pytest.mark.parametrize(
    "body",
    [
        "Läs [planen][plan].\n\n[plan]: https://www.hagfors.se/plan\n",
        "Läs [Planen] och [planen][].\n\n[planen]: plan.pdf 'Planen'\n",
        "![torget][t]\n\n[t]: torget.jpg\n",
        "[Obs]: Stängt i dag för alla.\n",
        "`[a][b]` och \\[a][b] samt [a](b)[c](d)\n",
        "Mottagningen VISIT.\n\n*[VISIT]: en första linje\n",
        "Se [^a][^b].\n\n[^a]: x\n",
        "Se [a] [b].\n\n[a]: x.md\n[b]: y.md\n",
        "Se [a](x.md) [b].\n\n[b]: y.md\n",
        "Ett [uteslutet] [ord].\n",
    ],
)
def test_names_that_are_defined_and_used_pass(body: str) -> None:
    assert_found(check_words(definitions.find, body))


@pytest.mark.parametrize(
    ("body", "line", "column", "code", "hint"),
    [
        ("[Obs]: Stängt.\n", 7, 1, "link-unused", "\\[Obs]:"),
        ("Text.\n\n[a]: x.md 'Ord'\n", 9, 1, "link-unused", "omvänt snedstreck"),
        ("Se [ord][saknas].\n", 7, 4, "link-undefined", "[ord](adressen)"),
        ("Se [ord][].\n", 7, 4, "link-undefined", "[ord]: adressen"),
        ("[a]\n\n[a]: x\n[a]: y\n", 10, 1, "link-repeated", "Behåll"),
        ("Text.\n\n*[VISIT]: en linje\n", 9, 1, "abbreviation-unused", "små bokstäver"),
        ("VISIT.\n\n*[VISIT]: en\n*[VISIT]: två\n", 9, 1, "abbreviation-repeated", "Behåll"),
        ("Se [planen] [p].\n\n[p]: x.md\n", 7, 4, "link-undefined", "[planen][p]"),
        ("Se [planen]\n[p].\n\n[p]: x.md\n", 7, 4, "link-undefined", "Skriv ihop"),
    ],
)
def test_a_name_that_goes_astray_is_reported(
    body: str, line: int, column: int, code: str, hint: str
) -> None:
    assert_found(check_words(definitions.find, body), Found(line, column, code, hint))
