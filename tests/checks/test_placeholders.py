import pytest

from sitegen.checks.wording import placeholders
from sitegen.prose.wording import Wording
from tests.checks.examples import Found, assert_found, check_words


@pytest.mark.parametrize(
    "text",
    [
        "[Fråga socialtjänsten](https://www.hagfors.se/) och [kontrollera](b.md)",
        "[källa] finns\n\n[källa]: https://example.org/",
        "[fyll i blanketten][b]\n\n[fyll i blanketten]: https://example.org/",
        "”[…] och [namn] sade det”, sade hon.",
        "Vad ville de? Vad då?? Jo!!",
        "Kristian X, Leo XIII, XXL och xx",
        "Det finns blanketter att fylla i (fråga i receptionen).",
        "`TODO` och\n\n```\nTODO: kod\n```",
        "<!-- TODO: fråga Anna -->",
        "<https://example.org/TODO/xxx?a=???>",
        "850709-XXXX och 070-XXX XX XX",
        "TODO-listan heter så",
        "Text.\n\n___\n\nText.",
        "<kommunens namn> och <ins>nytt</ins>",
    ],
)
def test_what_is_meant_to_stand_passes(text: str) -> None:
    assert_found(check_words(placeholders.find, f"{text}\n"))


@pytest.mark.parametrize(
    "words",
    [
        "TODO",
        "FIXME:",
        "TBD",
        "XXX",
        "xxxx",
        "???",
        "(???)",
        "[fyll i]",
        "[Fyll i kommunens namn]",
        "<fyll i>",
        "(fyll i datum)",
        "{fyll i}",
        "[TODO]",
        "[skriv mer här]",
        "[bild här]",
        "[kolla med Anna]",
        "[länk?]",
        "[?]",
        "[citat]",
        "[Bild 1]",
        "[XX]",
        "Lorem ipsum dolor",
        "Todo: fråga",
        "XX maj",
    ],
)
def test_what_is_left_to_fill_in_is_named(words: str) -> None:
    found = Found(7, 11, "placeholder", "ta bort det")
    assert_found(check_words(placeholders.find, f"Vi kommer {words} igen\n"), found)


def test_the_words_of_the_button_for_links_are_left_to_fill_in() -> None:
    [problem] = check_words(placeholders.find, "Läs [länkens text](https://) om du vill.\n")
    assert problem.code == "placeholder"


def test_fields_are_looked_at_but_not_the_remarks_beside_them() -> None:
    text = "---\ntitle: TODO\n# TODO: fråga\nsummary: Kort # XXX\n---\n# TODO\n"
    whole = Wording(text, 0, None, abbreviations={})
    assert [whole.place(slip.start) for slip in placeholders.find(whole)] == [(2, 8), (6, 3)]


def test_a_message_quotes_no_more_than_one_can_read() -> None:
    [found] = check_words(placeholders.find, f"Text {'x' * 60_000} text\n")
    assert "xxx…” kvar." in found.message
    assert len(found.message) < 150
