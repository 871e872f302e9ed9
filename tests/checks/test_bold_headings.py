import pytest

from sitegen.checks.wording import bold_headings
from tests.checks.examples import Found, assert_found, check_words


@pytest.mark.parametrize(
    "body",
    [
        "## Det såg vi\n\nText.\n",
        "**Kom ihåg detta!**\n\nText.\n",
        "**Fråga:** Hur går det?\n\nText.\n",
        "**Fet** text\n\nText.\n",
        "Text.\n\n**Sist**\n",
        "**Ett**\n\n**Två**\n\n**Tre**\n",
        "```\n\n**Ett**\n\nText\n```\n",
    ],
)
def test_headings_and_other_bold_text_pass(body: str) -> None:
    assert_found(check_words(bold_headings.find, body))


@pytest.mark.parametrize("line", ["**Det såg vi**", "__Det såg vi__"])
def test_a_bold_line_above_a_paragraph_is_reported(line: str) -> None:
    body = f"Text.\n\n{line}\n\nMer text.\n"
    assert_found(
        check_words(bold_headings.find, body), Found(9, 1, "heading-bold", "## Det såg vi")
    )
