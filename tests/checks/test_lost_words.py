"""The last resort: what no check has a word for is reported all the same, and nothing twice."""

import pytest

from sitegen.blog import BLOG
from sitegen.checks import runner
from sitegen.core.problem import Problem
from sitegen.prose.conversion import convert
from sitegen.prose.wording import find_wording
from tests.checks.examples import ABBREVIATIONS, post, text_of

FRONT = "title: Återbesök\nsummary: Vi.\ndate: 2017-01-12\nkommun: Hagfors\n"


def found_in(body: str) -> list[tuple[int, int, str]]:
    """Line, column and code of all that is found in a body, which begins on line 7."""
    return [(each.line, each.column, each.code) for each in problems_of(body)]


def problems_of(body: str) -> list[Problem]:
    shown = convert(body, abbreviations=ABBREVIATIONS).shown
    whole = f"---\n{FRONT}---\n{body}"
    writing = find_wording(whole, FRONT, body, abbreviations=ABBREVIATIONS, page=shown)
    return runner.check_document(text_of(post()), writing, BLOG.checks)


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ("## Samverkan {det viktigaste}\n", (7, 15)),
        ("Text\n\n*ord*{hemligt} mer\n", (9, 7)),
        ("Ett <?hemligt ord?> två\n", (7, 7)),
    ],
)
def test_words_that_are_lost_are_reported(body: str, place: tuple[int, int]) -> None:
    assert found_in(body) == [(*place, "words-lost")]


def test_the_message_shows_the_words() -> None:
    body = "## Samverkan {det viktigaste} här {och mer}\n## B {slut på det}\n\nText.\n"
    [problem] = problems_of(body)
    assert "”slut på det”" in problem.message


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("Skriv <kommunens namn>.\n", "html-unknown"),
        ("Se[^a].\n\n[^a]: maj\n\n[^a]: juni\n", "note-repeated"),
        ("[Obs]: Stängt.\n", "link-unused"),
        ("| a | b |\n|---|---|\n| c | d | e |\n", "row-too-long"),
        ("<svg><text>Ord</text></svg>\n", "html-removed"),
        ("<!-- Allt. -->\n", "comment-only"),
        ("<div>\n**a** [b](c.md)\n</div>\n", "html-markdown"),
    ],
)
def test_what_another_check_explains_is_reported_once(body: str, code: str) -> None:
    assert [each for _, _, each in found_in(body)] == [code]


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ("Vi är **inte där.\n", (7, 7)),
        ("Vi är ** inte ** där.\n", (7, 7)),
        ("Se [ord] (https://x.se).\n", (7, 8)),
        ("```\nkod\n", (7, 1)),
        ("Text ## Rubrik\n", (7, 6)),
        ("`**` och **där\n", (7, 10)),
        ("Ett [[ord]].\n", (7, 5)),
        ("Ord{.klass} och\n", (7, 4)),
        ("Ett *kursivt utan slut.\n", (7, 5)),
        ("Ett `kod utan slut.\n", (7, 5)),
        ("Se (planen)[https://x.se/plan].\n", (7, 11)),
        ("Vi ses :smile: snart.\n", (7, 8)),
        ("Koldioxid (CO~2~).\n", (7, 14)),
        ("Text^[en not] och mer.\n", (7, 5)),
        ("[x] Boka lokal\n", (7, 1)),
        ("- [x]Boka lokal\n", (7, 3)),
        ("%%dolt%%\n", (7, 1)),
        ("::: tips\nText\n", (7, 1)),
        ("[toc]\n\n## Rubrik\n", (7, 1)),
    ],
)
def test_signs_that_readers_see_are_reported(body: str, place: tuple[int, int]) -> None:
    assert (*place, "mark-shown") in found_in(body)


@pytest.mark.parametrize(
    "body",
    [
        "**a** `**` \\*\\* [b](c.md) ~~d~~ a == b\n",
        "```\n**a** ## b\n```\n\n**c**\n",
        "Nummer # 5 och C# samt {ord}.\n",
        "Lärar*innor, pris* och 2 * 3, kl. 10:30: nu, C++ och x^2.\n",
        '```py title="a"\nkod\n```\n\n1. Så:\n\n   ```bash\n   ls\n   ```\n',
        "![Snö på torget](torget på vintern.jpg)\n",
    ],
)
def test_signs_that_are_meant_to_be_seen_pass(body: str) -> None:
    assert found_in(body) == []
