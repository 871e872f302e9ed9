import pytest

from sitegen.checks import headings
from tests.checks.examples import Found, assert_found, check_one, info_page, post


@pytest.mark.parametrize(
    "body",
    [
        "Ingen rubrik alls.\n",
        "## Samverkan\n",
        "## Samverkan\n\n### Elevhälsan\n\n#### Två skolor\n\n## Plan\n",
        "Samverkan\n---------\n",
        "`# Så skriver du en rubrik`\n",
    ],
)
def test_headings_that_follow_one_another_pass(body: str) -> None:
    assert_found(check_one(headings.check, post(body)))


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("# Samverkan\n", [Found(7, 1, "heading-level-one", "två nummertecken: ##")]),
        ("Samverkan\n=========\n", [Found(7, 1, "heading-level-one", "##")]),
        ("\n\n### Elevhälsan\n", [Found(9, 1, "heading-skipped", "2 nummertecken: ##.")]),
        (
            "## Samverkan\n\nText.\n\n#### Elevhälsan\n",
            [Found(11, 1, "heading-skipped", "3 nummertecken: ###.")],
        ),
        (
            "# Samverkan\n\n### Elevhälsan\n",
            [Found(7, 1, "heading-level-one", "##")],
        ),
        (
            "# Ett\n\n#### Två\n",
            [Found(7, 1, "heading-level-one", "##"), Found(9, 1, "heading-skipped", "###.")],
        ),
    ],
)
def test_each_heading_out_of_step_is_named(body: str, found: list[Found]) -> None:
    assert_found(check_one(headings.check, post(body)), *found)


def test_a_skip_is_named_once_and_not_for_the_headings_below_it() -> None:
    body = "## Ett\n\n#### Två\n\n##### Tre\n"
    assert_found(
        check_one(headings.check, post(body)), Found(9, 1, "heading-skipped", "3 nummertecken")
    )


def test_pages_are_checked_as_posts_are() -> None:
    found = check_one(headings.check, info_page("#### Elevhälsan\n"))
    assert_found(found, Found(4, 1, "heading-skipped", "##", "pages/om.md"))
