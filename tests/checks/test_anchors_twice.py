import pytest

from sitegen.checks.document import anchors_twice
from tests.checks.examples import Found, assert_found, check_one, post


@pytest.mark.parametrize(
    "body", ["## Ett\n\n## Ett\n\nText[^a] och[^a].\n\n[^a]: b\n", '<a id="x"></a>\n\n## Y {#z}\n']
)
def test_anchors_of_their_own_pass(body: str) -> None:
    assert_found(check_one(anchors_twice.check, post(body)))


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ('<a id="forslag"></a>\n\nText.\n\n## Förslag\n', 11),
        ("## Ett {#a}\n\n## Två {#a}\n", 9),
        ('\n\n<p id="a">b</p>\n\n<p id="a">c</p>\n', 7),
    ],
)
def test_an_anchor_twice_is_reported_at_the_heading(body: str, line: int) -> None:
    assert_found(
        check_one(anchors_twice.check, post(body)), Found(line, 1, "anchor-repeated", "för hand")
    )
