import pytest

from sitegen.checks.wording import html_markdown
from tests.checks.examples import Found, assert_found, check_words


@pytest.mark.parametrize(
    "body",
    [
        "<div>Text - med streck, 2 * 3 och a_b_c</div>\n",
        "<details>\n<summary>Mer</summary>\n<p>Text</p>\n</details>\n\n- punkt\n",
        "<b>**a**</b> och **b**\n",
        "```\n<div>\n**a**\n</div>\n```\n",
        "<div>\n`**a**`\n</div>\n",
        "<hr>\n\n**a**\n",
    ],
)
def test_html_without_markdown_passes(body: str) -> None:
    assert_found(check_words(html_markdown.find, body))


@pytest.mark.parametrize(
    ("body", "line", "column"),
    [
        ("<div>\n**fet**\n</div>\n", 8, 1),
        ("<div>Text **fet**</div>\n", 7, 11),
        ("<details>\n<summary>Mer</summary>\n\n- punkt\n\n</details>\n", 10, 1),
        ("<DIV>\nSe [ord](x.md)\n</DIV>\n", 8, 8),
        ("<section>\n## Rubrik\n</section>\n", 8, 1),
        ("<p>__fet__</p>\n", 7, 4),
    ],
)
def test_the_first_sign_in_an_element_is_reported(body: str, line: int, column: int) -> None:
    assert_found(
        check_words(html_markdown.find, body), Found(line, column, "html-markdown", "Ta bort")
    )
