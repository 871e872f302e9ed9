import pytest

from sitegen.checks.wording import html_tags
from sitegen.prose.conversion import convert
from sitegen.prose.wording import Wording
from tests.checks.examples import Found, assert_found, check_words, report


@pytest.mark.parametrize(
    "body",
    [
        "Skriv (kommunens namn), 5 < 6 > 4, x &lt;y> och a <- b -> c.\n",
        '<b>Fet</b>, <a href="x.md">länk</a>, <br>, <br/>, <img src="a.png" alt="b">.\n',
        '<p align="center">Text</p>\n<font color=red>Text</font>\n<details open>Mer</details>\n',
        "<https://example.org/> och <red@example.org>\n",
        "`<kommunens namn>`\n\n    <iframe>\n\n```\n<svg>\n```\n",
        "- Kör:\n  ```\n  <mapp>\n  ```\n",
        "<!-- <iframe> -->\n",
        "x<5\n\noch y>3\n",
        "<o:p></o:p>\n",
        "![Snö](<snö på torget.jpg>) och [planen](<planen (ny).pdf>)\n",
        "[planen]: <planen ny.pdf>\n",
        "Skriv \\<namn> i ämnesraden.\n",
    ],
)
def test_html_that_is_allowed_and_no_html_pass(body: str) -> None:
    assert_found(check_words(html_tags.find, body))


@pytest.mark.parametrize(
    ("body", "column"),
    [
        ("Skriv <kommunens namn> i ämnesraden.\n", 7),
        ("x<mål eller y>tak\n", 2),
        ("<Anna>\n", 1),
        ("Se <a eller b>.\n", 4),
        ("Den <b viktiga> saken\n", 5),
        ("Slut</slutet>\n", 5),
    ],
)
def test_words_in_angle_brackets_are_reported(body: str, column: int) -> None:
    assert_found(check_words(html_tags.find, body), Found(7, column, "html-unknown", "parenteser"))


@pytest.mark.parametrize(
    ("body", "hint"),
    [
        ('<iframe src="https://x.se"></iframe>\n', "länk ensam"),
        ("<video src='x.mp4'>Ord</video>\n", "länk ensam"),
        ("<embed src=x>\n", "länk ensam"),
        ("<style>p { color: red }</style>\n", "ett ställe"),
        ("<script>\nx()\n</script>\n", "program"),
        ("<svg><text>Ord</text><a>b</a></svg>\n", "som en fil"),
        ("<form action='x'><input name='y'></form>\n", "där det finns"),
        ("<template><p>Ord</p></template>\n", "Ta bort det"),
    ],
)
def test_an_element_that_is_removed_is_reported_once(body: str, hint: str) -> None:
    assert_found(check_words(html_tags.find, body), Found(7, 1, "html-removed", hint))


@pytest.mark.parametrize(
    "body",
    [
        "<p hidden>Dolt</p>\n",
        "<div style='color: red; display:none'>Dolt</div>\n",
        '<p\nstyle="visibility: hidden">Dolt</p>\n',
    ],
)
def test_what_was_to_be_hidden_and_is_shown_is_reported(body: str) -> None:
    assert_found(check_words(html_tags.find, body), Found(7, 1, "html-removed", "kommentar"))


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("<audio src='a.mp3'>Går inte att spela</audio>\n", "bara orden i det"),
        ("<button>Skicka nu</button>\n", "bara orden i det"),
        ("<template>Mall</template>\n", "för det tas bort"),
        ("<iframe src='x'></iframe>\n", "för det tas bort"),
    ],
)
def test_the_message_knows_what_readers_see_of_a_removed_element(body: str, says: str) -> None:
    shown = convert(body, abbreviations={}).shown
    wording = Wording(body, 0, None, abbreviations={}, page=shown)
    [found] = report(html_tags.find, wording)
    assert says in found.message


def test_the_hint_shows_the_words_as_they_can_be_written() -> None:
    [problem] = check_words(html_tags.find, "Skriv <kommunens\nnamn>.\n")
    assert "&lt;kommunens namn>" in problem.hint
