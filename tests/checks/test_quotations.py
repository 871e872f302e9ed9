import pytest

from sitegen.checks.wording import quotations
from tests.checks.examples import Found, assert_found, check_words


@pytest.mark.parametrize(
    "body",
    [
        "> Det går bra.\n>\n> — Chef i Hagfors\n",
        "> Det går bra.\n> -- Chef i Hagfors\n",
        "> Det går bra.\n\n> — Chef i Hagfors\n",
        "Chefen sa så här:\n\n> Det går bra.\n",
        "En rektor berättade.\n\n> ”Det går bra.”\n",
        "Vi mötte en rektor och tre lärare i skolan.\n\n> Det går bra.\n",
        "> [!TIP]\n> Det går bra.\n",
        "> | a | b |\n> |---|---|\n> | c | d |\n",
        "> - ett\n> - två\n",
        "```\n> kod\n```\n",
        "5 > 4 och a -> b\n",
        "> ![Snö på torget](torget.jpg)\n",
    ],
)
def test_quotes_with_a_source_and_other_boxes_pass(body: str) -> None:
    assert_found(check_words(quotations.find, body))


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("> Det går bra.\n", 7),
        ("Text.\n\n> Det går bra,\nsa hon.\n", 9),
        ("> ”Det går bra.”\n\n> Och mer.\n\nText.\n", 7),
        ("> Det går bra.\n\n— Chef i Hagfors\n", 7),
        ("## Skolan\n\n> Det går bra.\n", 9),
        ("Vi mötte en rektor och tre lärare i skolan.\n\n> ”Det går bra.”\n", 9),
    ],
)
def test_a_quote_of_nobody_is_reported(body: str, line: int) -> None:
    assert_found(
        check_words(quotations.find, body), Found(line, 1, "quote-without-source", "efter ett str")
    )
