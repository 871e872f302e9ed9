import pytest

from sitegen.checks.wording import acronyms
from tests.checks.examples import Found, assert_found, check_words, fix_with, report, writing


@pytest.mark.parametrize(
    "body",
    [
        "BBIC, BBIC:s och BBIC-utbildning i Ösam.\n",
        "Barnen fick hjälp av barns rätt i samhället (BRIS), och BRIS svarade.\n",
        "LSS (lagen om stöd och service) gäller. LSS hjälper.\n",
        "Mottagningen VISIT är till för unga. VISIT finns i Hagfors.\n",
        "Satsningen kallas TRIO för samverkan.\n",
        "## VISIT – den första linjen\n",
        "LEAN, som kommer från industrin, används.\n",
        "IFO är en del av socialtjänsten.\n",
        "Individ- och familjeomsorgen, IFO[^1]\n\n[^1]: Se ordlistan.\n",
        "*[IFO]: Individ- och familjeomsorgen\n\nIFO hjälper.\n",
        "EU, USA, SVT, PDF, FN och Gustav XIV, XVI.\n",
        "DET HÄR ÄR MYCKET VIKTIGT.\n",
        "Det är INTE så.\n",
        "`LSS` och https://example.org/LSS samt [plan](LSS.md)\n",
        "SOU 2017:112, EN 301 549, ISO 9001, PM10 och ABC-123.\n",
        "adhd, bris, Bris, SvD och McDonald.\n",
        "bbic och Bbic kan vara skrivna så med flit.\n",
    ],
)
def test_acronyms_that_are_known_or_explained_pass(body: str) -> None:
    assert_found(check_words(acronyms.find, body))


@pytest.mark.parametrize(
    ("body", "column", "right"),
    [
        ("BBiC införs.\n", 1, "BBIC införs.\n"),
        ("Vi talar om BBiC-utbildning.\n", 13, "Vi talar om BBIC-utbildning.\n"),
        ("Enligt BbIC gäller.\n", 8, "Enligt BBIC gäller.\n"),
        ("Det är ÖSAM.\n", 8, "Det är Ösam.\n"),
    ],
)
def test_another_spelling_is_fixed(body: str, column: int, right: str) -> None:
    [problem] = check_words(acronyms.find, body)
    assert (problem.line, problem.column, problem.code) == (7, column, "acronym-spelling")
    assert fix_with(acronyms.find, body) == right


@pytest.mark.parametrize(
    ("body", "place", "acronym"),
    [
        ("Stödet gavs enligt LSS.\n", (7, 20), "LSS"),
        ("SKL:s hållning är klar. SKL tycker.\n", (7, 1), "SKL"),
        ("Text.\n\nVi träffade BUP och skolan.\n", (9, 13), "BUP"),
        ("SKR-avtalet gäller.\n", (7, 1), "SKR"),
        ("`LSS` är LSS.\n", (7, 10), "LSS"),
    ],
)
def test_an_acronym_that_nobody_explains_is_named_once(
    body: str, place: tuple[int, int], acronym: str
) -> None:
    assert_found(
        check_words(acronyms.find, body),
        Found(*place, "acronym-unexplained", f"{acronym} i abbreviations.yml"),
    )


def test_a_title_is_looked_at_for_spelling_only() -> None:
    [title, _] = writing(title="BBiC och LSS").fields
    assert_found(
        report(acronyms.find_spelling, title), Found(2, 8, "acronym-spelling", "Skriv BBIC.")
    )


@pytest.mark.parametrize("word", ["C++", "§"])
def test_an_explanation_in_the_text_that_no_reader_sees_is_named(word: str) -> None:
    found = check_words(acronyms.find, f"Text.\n\n*[{word}]: Förklaring\n*[BBIC]: Annat\n")
    assert_found(found, Found(9, 3, "abbreviation-odd", "skriv ut orden"))
