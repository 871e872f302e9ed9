import pytest

from sitegen.checks.document import picture_texts
from sitegen.checks.site import links, pictures
from sitegen.checks.wording import link_targets
from tests.checks.examples import (
    Found,
    assert_found,
    check_all,
    check_one,
    check_words,
    fix_with,
    post,
)
from tests.support.factories import make_site


@pytest.mark.parametrize(
    "body",
    [
        "[x](https://www.ystad.se), [x](HTTPS://www.ystad.se), [x](http://localhost:8000/)\n",
        "[x](mailto:red@example.org), <red@example.org>, <https://www.ystad.se>, [x](tel:070)\n",
        "[x](2017-01-12-ystad.md), [x](plan.pdf), [x](/kommun/ystad/)\n",
        "[x](#planen), [x](../om.md), [x](www.plan.pdf), [x](mapp/plan.xlsx)\n",
        "`[x](www.ystad.se)`\n\n```\n[x](www.ystad.se)\n```\n",
        "![x](www.ystad.se/torget.jpg)\n",
        "[^1]\n\n[^1]: www.ystad.se\n",
        "*[SE]: ystad.se\n",
        "[x](//www.ystad.se/)\n",
    ],
)
def test_whole_addresses_and_what_is_no_link_pass(body: str) -> None:
    assert_found(check_words(link_targets.find, body))


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("www.ystad.se", "https://www.ystad.se"),
        ("ystad.se/besok", "https://ystad.se/besok"),
        ("http:/ystad.se", "http://ystad.se"),
        ("https//ystad.se", "https://ystad.se"),
        ("htttps://ystad.se", "https://ystad.se"),
        ("ttps://ystad.se", "https://ystad.se"),
        ("https:\\\\ystad.se", "https://ystad.se"),
        ("https: //ystad.se", "https://ystad.se"),
        ("http://https://ystad.se", "https://ystad.se"),
        ("red@example.org", "mailto:red@example.org"),
        ("mailto: red@example.org", "mailto:red@example.org"),
        ("mailto//red@example.org", "mailto:red@example.org"),
        ("red@example.org?subject=Hej", "mailto:red@example.org?subject=Hej"),
    ],
)
@pytest.mark.parametrize(
    "form", ["Se [x]({}).", 'Se [x]({} "titel").', "Se [x][a].\n\n[a]: {}", "[![b](c.jpg)]({})"]
)
def test_an_address_that_lacks_something_is_completed(written: str, right: str, form: str) -> None:
    if form.startswith("Se [x][a]") and " " in written:
        return  # no definition has a blank in its address
    body = f"{form.format(written)}\n"
    [problem] = check_words(link_targets.find, body)
    line = 7 + body.count("\n") - 1
    column = body.split("\n")[-2].index(written) + 1
    assert (problem.line, problem.column, problem.code) == (line, column, "address-incomplete")
    assert right in problem.hint
    assert fix_with(link_targets.find, body) == f"{form.format(right)}\n"


@pytest.mark.parametrize(
    ("body", "right"),
    [
        ("<www.ystad.se>\n", "<https://www.ystad.se>\n"),
        ("<http:/ystad.se>\n", "<http://ystad.se>\n"),
        ('<a href="www.ystad.se">x</a>\n', '<a href="https://www.ystad.se">x</a>\n'),
        ("[x](<www.ystad.se>)\n", "[x](<https://www.ystad.se>)\n"),
    ],
)
def test_angle_brackets_and_tags_are_looked_at_too(body: str, right: str) -> None:
    assert fix_with(link_targets.find, body) == right


def test_such_an_address_is_not_said_to_be_a_missing_file_too() -> None:
    site = make_site(post("[x](www.ystad.se), [x](red@example.org), ![y](www.ystad.se/a.jpg)\n"))
    assert check_all(links.check, site) == []
    assert check_all(pictures.check, site) == []


def test_a_picture_from_such_an_address_is_one_from_another_site() -> None:
    found = check_one(picture_texts.check, post("![Torget](www.ystad.se/torget.jpg)\n"))
    assert_found(found, Found(7, 11, "picture-external", "i samma mapp"))
