import pytest

from sitegen.checks.document import headings
from sitegen.checks.wording import heading_capitals
from tests.checks.examples import Found, assert_found, check_one, check_words, info_page, post


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


@pytest.mark.parametrize(
    "body",
    [
        "## Samverkan\n",
        "## BBIC\n",
        "## HVB\n",
        "## VISIT\n\nMottagningen VISIT är till för unga.\n",
        "## 2017\n",
        "DET HÄR ÄR INGEN RUBRIK\n",
        "```\n## SAMVERKAN I KOMMUNEN\n```\n",
    ],
)
def test_headings_in_small_letters_and_names_pass(body: str) -> None:
    assert_found(check_words(heading_capitals.find, body))


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("## SAMVERKAN\n", Found(7, 4, "heading-capitals", "en mening: Samverkan.")),
        ("Text.\n\n### MER TID\n", Found(9, 5, "heading-capitals", "Mer tid.")),
        ("## BBIC I KOMMUNEN\n", Found(7, 4, "heading-capitals", "Bbic i kommunen.")),
    ],
)
def test_headings_in_nothing_but_capitals_are_named(body: str, found: Found) -> None:
    assert_found(check_words(heading_capitals.find, body), found)
