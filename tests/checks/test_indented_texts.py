import pytest

from sitegen.checks.wording import indented_texts
from tests.checks.examples import Found, assert_found, check_words


@pytest.mark.parametrize(
    "body",
    [
        "Text:\n\n    cd blogg\n    python build.py\n",
        "- punkt\n\n    Mer om den första punkten.\n",
        "Fotnot[^a].\n\n[^a]: Not.\n\n    Andra stycket av noten här.\n",
        "```\n\n    Vi åkte dit i maj.\n```\n",
        "   Vi åkte dit i maj med tåg.\n",
    ],
)
def test_code_lists_and_notes_pass(body: str) -> None:
    assert_found(check_words(indented_texts.find, body))


@pytest.mark.parametrize("body", ["    Vi åkte dit i maj.\n", "\t”Det går bra”, sa hon då.\n"])
def test_a_paragraph_that_becomes_code_is_reported(body: str) -> None:
    found = check_words(indented_texts.find, f"Text.\n\n{body}")
    assert_found(found, Found(9, 1, "text-indented", "mellanslagen"))
