import pytest

from sitegen.checks.wording import characters
from tests.checks.examples import Found, assert_found, check_words, fix_with, report, writing


@pytest.mark.parametrize(
    "body",
    [
        "Effektivt får åtgärder – och ”mer”.\n",
        "En familj: 👩‍👧, ett hjärta ❤️.\n",
        "São Paulo och Ängelholm.\n",
        "`\u200b`\n",
        "\uf0b7 en punkt, som en annan kontroll ser\n",
    ],
)
def test_letters_marks_and_pictographs_pass(body: str) -> None:
    assert_found(check_words(characters.find, body))


@pytest.mark.parametrize(
    ("body", "code", "right"),
    [
        ("barna\u00advård\n", "character-unseen", "barnavård\n"),
        ("barna\u200bvård\n", "character-unseen", "barnavård\n"),
        ("barna\ufeffvård\n", "character-unseen", "barnavård\n"),
        ("barn\u2011 och\n", "character-odd", "barn- och\n"),
        ("eﬀek\n", "character-odd", "effek\n"),
        ("graﬁk\n", "character-odd", "grafik\n"),
    ],
)
def test_characters_that_no_search_finds_are_fixed(body: str, code: str, right: str) -> None:
    [problem] = check_words(characters.find, body)
    assert problem.code == code
    assert fix_with(characters.find, body) == right


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("barn\ufffdv\u00e5rd\n", Found(7, 5, "character-lost", "i förlagan")),
        ("barn \uf0e0 vård\n", Found(7, 6, "character-lost", "i förlagan")),
        ("fÃ¥r\n", Found(7, 2, "character-misread", "fel teckenkodning")),
        ("â€œja\n", Found(7, 1, "character-misread", "fel teckenkodning")),
    ],
)
def test_characters_that_were_lost_are_named_and_left(body: str, found: Found) -> None:
    assert_found(check_words(characters.find, body), found)
    assert fix_with(characters.find, body) == body


def test_a_misread_letter_is_reported_with_what_it_was() -> None:
    [problem] = check_words(characters.find, "fÃ¥r\n")
    assert "ska nog vara ”å”" in problem.message


def test_in_a_title_characters_that_yaml_rejects_are_not_reported() -> None:
    [title, _] = writing(title="Barna\u00advård i\u200b Hagfors").fields
    assert_found(
        report(characters.find_in_field, title), Found(2, 13, "character-unseen", "Radera det")
    )
