import pytest

from sitegen.checks.document import link_texts
from sitegen.checks.wording import lost_links
from tests.checks.examples import Found, assert_found, check_one, check_words, post


@pytest.mark.parametrize(
    "body",
    [
        "Läs mer om [första linjen i Hagfors](https://example.org/).\n",
        "[Läs mer om planen för handling](https://example.org/)\n",
        "[Här finns planen](https://example.org/)\n",
        "![här](torget.jpg)\n",
        "`[här](https://example.org/)`\n",
        "[här]() som en annan kontroll ser\n",
    ],
)
def test_links_that_say_where_they_lead_pass(body: str) -> None:
    assert_found(check_one(link_texts.check, post(body)))


@pytest.mark.parametrize("link", ["[](x.md)", '<a href="x.md"></a>', "[ ](x.md)"])
def test_a_link_without_words_is_named(link: str) -> None:
    [found] = check_one(link_texts.check, post(f"Läs mer {link}.\n"))
    assert (found.line, found.code) == (7, "link-without-text")
    assert "[ord som beskriver](x.md)" in found.hint


@pytest.mark.parametrize(
    "text", ["här", "Här", "klicka här", "Läs mer", "läs mer här", "**här**", "Läs mer…", "länk"]
)
def test_links_that_say_nothing_are_named(text: str) -> None:
    assert_found(
        check_one(link_texts.check, post(f"Läs mer [{text}](https://example.org/).\n")),
        Found(7, 12 + len(text), "link-text-vague", "planen för handling"),
    )


@pytest.mark.parametrize(
    "body",
    [
        "Det går att läsa mer [här](https://example.org/).\n",
        "[Läs mer här](https://example.org/)\n",
        "Läs mer här om hur vi arbetar.\n",
        "Hon trivs här.\n",
        "Vi vill läsa mer. Här är boken.\n",
    ],
)
def test_words_that_promise_no_link_pass(body: str) -> None:
    assert_found(check_words(lost_links.find, body))


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ("Det går att läsa mer här\n", (7, 13)),
        ("Läs mer här.\n", (7, 1)),
        ("Vill du veta mer? Klicka här!\n\nText.\n", (7, 19)),
        ("Det går att läsa mer\nhär.\n", (7, 13)),
    ],
)
def test_a_link_that_was_lost_is_asked_for(body: str, place: tuple[int, int]) -> None:
    assert_found(check_words(lost_links.find, body), Found(*place, "link-lost", "försvunnit"))
