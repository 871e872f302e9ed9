import pytest

from sitegen.checks.wording import sentences
from tests.checks.examples import Found, assert_found, check_words


def words(count: int) -> str:
    """So many words, and no full stop."""
    return " ".join(["Kommunen", *["ordnade"] * (count - 1)])


@pytest.mark.parametrize(
    "body",
    [
        f"{words(40)}.\n",
        f"{words(30)}. {words(30)}? {words(30)}! {words(30)}.\n",
        f"{words(30)}; {words(30)}.\n",
        f"## {words(20)}\n\n{words(30)}\n",
        f"- {words(30)}\n- {words(30)}\n",
        f"{words(30)}:\n\n1. {words(30)}\n2. {words(30)}\n",
        f"| {words(30)} | {words(30)} |\n|---|---|\n",
        f"```\n{words(60)}\n```\n",
        f"{words(20)} [{words(10)}](https://example.org/{'a-' * 60}).\n",
        "Vi besökte " + ", ".join(["Hagfors"] * 50) + ".\n",
        f"> {words(30)}\n>\n> {words(30)}\n",
    ],
)
def test_sentences_that_can_be_held_in_mind_pass(body: str) -> None:
    assert_found(check_words(sentences.find, body))


@pytest.mark.parametrize(
    ("body", "place"),
    [
        (f"{words(41)}.\n", (7, 1)),
        (f"Kort. {words(41)}.\n", (7, 7)),
        (f"Text.\n\n- {words(50)}\n", (9, 3)),
        (f"{words(20)}\n{words(21)}.\n", (7, 1)),
        (f"> {words(41)}\n", (7, 3)),
        (f"## Rubrik\n\n**{words(41)}.**\n", (9, 3)),
    ],
)
def test_a_long_sentence_is_named_where_it_begins(body: str, place: tuple[int, int]) -> None:
    assert_found(check_words(sentences.find, body), Found(*place, "sentence-long", "25 ord"))


def test_the_words_are_counted() -> None:
    [problem] = check_words(sentences.find, f"{words(57)}.\n")
    assert problem.message == "Meningen är 57 ord lång."
