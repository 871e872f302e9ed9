import pytest

from sitegen.checks.wording import leftovers
from tests.checks.examples import Found, assert_found, check_words


@pytest.mark.parametrize(
    "body",
    [
        '![Snö](torget.jpg "Julstämning")\n',
        "[video](film.md) och [gallery](bilder.md)\n",
        "[audio] är ett engelskt ord.\n",
        "[caption]: /bilder/\n",
        '`[caption id="a"]` och `<o:p>`\n',
        "<!-- en egen anmärkning -->\n",
        '<span lang="en">caption</span>\n',
        "Mso är ingen förkortning, mso- inte heller.\n",
        "<https://example.org/o:p>\n",
        "{ett} och {två}, 50 {%} och [!] samt `{% raw %}`\n",
        "> [!Viktigt och annat](x.md)\n",
    ],
)
def test_links_html_and_code_pass(body: str) -> None:
    assert_found(check_words(leftovers.find, body))


@pytest.mark.parametrize(
    ("body", "column", "code"),
    [
        ('Text [gallery ids="1,2"] mer\n', 6, "leftover-shortcode"),
        ("Se {{< youtube abc >}}\n", 4, "leftover-template"),
        ("{{% notice note %}}\n", 1, "leftover-template"),
        ("{% include film.html %}\n", 1, "leftover-template"),
        ("{{ site.title }}\n", 1, "leftover-template"),
        ("> [!TIP]\n> Börja i tid.\n", 3, "leftover-box"),
        ("> [!note] Titel\n> Börja i tid.\n", 3, "leftover-box"),
        ("[gallery]\n", 1, "leftover-shortcode"),
        ('[vc_row width="1"]\n', 1, "leftover-shortcode"),
        ("[/caption]\n", 1, "leftover-shortcode"),
        ("Text <!--more--> mer\n", 6, "leftover-wordpress"),
        ("<!-- wp:paragraph -->\n", 1, "leftover-wordpress"),
        ("Text<o:p></o:p>\n".replace("</o:p>", ""), 5, "leftover-word"),
        ('<p class="MsoNormal">Text</p>\n', 1, "leftover-word"),
        ('<span style="mso-fareast-language:EN">Text</span>\n', 1, "leftover-word"),
        ("<!--[if gte mso 9]>\n", 1, "leftover-word"),
        ("table.MsoNormalTable {mso-style-name:x}\n", 22, "leftover-word"),
    ],
)
def test_what_other_programs_left_is_named(body: str, column: int, code: str) -> None:
    assert_found(check_words(leftovers.find, body), Found(7, column, code, "Ta bort den"))


def test_both_ends_of_a_shortcode_are_named() -> None:
    assert_found(
        check_words(leftovers.find, '[caption id="attachment_17"]Torget[/caption]\n'),
        Found(7, 1, "leftover-shortcode", "Ta bort den"),
        Found(7, 35, "leftover-shortcode", "Ta bort den"),
    )
