import pytest

from sitegen.checks.wording import emptiness
from sitegen.prose.wording import find_wording
from tests.checks.examples import Found, assert_found, check_words


@pytest.mark.parametrize(
    "body",
    [
        "Text.\n",
        "Även så.\n",
        "> Ett citat\n",
        "- En punkt\n",
        "![Torget](torget.jpg)\n",
        "[Filmen](https://example.org/film)\n",
        "<p>Text</p>\n",
        "## A\n\nText.\n",
        "## A\n\n### B\n\nText.\n",
        "## A\n\n![Torget](torget.jpg)\n",
        "## A\n\n- punkt\n\n## B\n\n| a |\n|---|\n",
        "## A\n\n[TOC]\n\n## B\n\n[B](b.md)\n",
        "Text.\n\n```\n## A\n\n## B\n```\n",
    ],
)
def test_texts_and_sections_with_words_pass(body: str) -> None:
    assert_found(check_words(emptiness.find, body))


@pytest.mark.parametrize(
    "body",
    [
        "",
        "\n\n",
        "<!-- Skriv här. -->\n",
        "<!--\nSkriv här.\nOch här.\n-->\n",
        "<!-- Skriv här. -->\n\n## Det här såg vi\n\n## Det här tar Hagfors med sig\n",
        "## Det här såg vi\n",
        "&nbsp;\n",
        "*[BBIC]: Barns behov i centrum\n",
    ],
)
def test_a_text_without_words_is_named_once(body: str) -> None:
    [problem] = check_words(emptiness.find, body)
    assert problem.code == "text-empty"


@pytest.mark.parametrize(
    "body",
    [
        "Text.\n\n## A\n\n## B\n\nText.\n",
        "Text.\n\n## A\n",
        "Text.\n\n## A",
        "Text.\n\n## A {#b}\n\n## B\n\nText.\n",
        "Text.\n\n## A\n\n<!-- Skriv här. -->\n",
        "Text.\n\n## A\n\n[^1]: En not.\n",
        "Text.\n\n### A\n\n## B\n\nText.\n",
    ],
)
def test_a_heading_with_nothing_below_is_named(body: str) -> None:
    found = Found(9, 1, "section-empty", "ta bort den")
    assert_found(check_words(emptiness.find, body), found)


@pytest.mark.parametrize("heading", ["##", "## ", "### #", "## {#a}"])
def test_a_heading_without_words_is_named(heading: str) -> None:
    found = Found(9, 1, "heading-empty", "ta bort nummertecknen")
    assert_found(check_words(emptiness.find, f"Text.\n\n{heading}\n\nText.\n"), found)


def test_a_file_that_is_all_fields_has_no_text_to_miss() -> None:
    fields = "title: Ett\nname: Två\n"
    assert list(emptiness.find(find_wording(fields, fields, "", abbreviations={}).body)) == []
