import pytest

from sitegen.checks.wording.heading_braces import find
from tests.checks.examples import check_words


@pytest.mark.parametrize(
    "body",
    [
        "## Upphandling {tema=upphandling}\n",
        "## Upphandling {#x tema=upphandling, bbic plan=exempelby-2016/bbic}\n",
        "## Upphandling {#x} {tema=upphandling} ##\n",
        "Upphandling {tema=upphandling}\n---\n",
        "## Upphandling {Tema = ”första linjen”}\n",
        "## Upphandling {lang=en}\n",
        "Skriv `{tema=upphandling}` efter rubriken.\n",
        "```\n{tema=upphandling}\n```\n",
        "Mängden {a=1} är liten.\n",
        "## Mängden {1, 2}\n",
    ],
)
def test_marks_after_a_heading_and_other_braces_pass(body: str) -> None:
    assert check_words(find, body) == []


@pytest.mark.parametrize(
    ("body", "code", "place", "hint"),
    [
        ("## A {teman=bbic}\n", "heading-mark-unknown", (7, 7), "Menade du ”tema”?"),
        ("## A {tema=bbic theme=x}\n", "heading-mark-unknown", (7, 17), "Menade du ”tema”?"),
        ("## A {punkt=x}\n", "heading-mark-unknown", (7, 7), "tema=…, plan=… och #ankare"),
        ("## A {tema=}\n", "heading-mark-empty", (7, 7), "{tema=upphandling}"),
        ("## A {tema= plan=x/y}\n", "heading-mark-empty", (7, 7), "{tema=upphandling}"),
        ("## A {tema=b} och c\n", "heading-mark-astray", (7, 6), "## Rubriken {tema=b}"),
        ("Text {tema=b}\n", "heading-mark-astray", (7, 6), "## Rubriken {tema=b}"),
        ("Text\n{plan=x/y}\n", "heading-mark-astray", (8, 1), "## Rubriken {plan=x/y}"),
    ],
)
def test_what_means_nothing_is_pointed_at(
    body: str, code: str, place: tuple[int, int], hint: str
) -> None:
    [problem] = check_words(find, body)
    assert (problem.code, problem.line, problem.column) == (code, *place)
    assert hint in problem.hint
