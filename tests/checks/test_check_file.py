"""What must not go out is found in a whole file, whatever is wrong with the rest of it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from sitegen.blog import BLOG
from sitegen.checks.runner import check_file
from sitegen.core.problem import Problem
from sitegen.documents.settings import Config, Contact, allowed_in
from sitegen.inputs import documents
from sitegen.inputs.input import read_and_check_settings
from sitegen.model.post import POSTS
from tests.support.factories import make_source

FRONT = "---\ntitle: Åter hos er\ndate: 2017-06-01\nkommun: Hagfors\ntheme: familjehem\n"
NUMBER = "20050312-9801"
CONFLICT = "<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> rattat\n"


def check(text: str, *, allowed: Sequence[str] = ()) -> list[Problem]:
    """What is wrong with a post by itself."""
    source = make_source("posts/a.md", text)
    parsed = documents.parse_and_check(
        source, POSTS, BLOG.checks, abbreviations={}, allowed=allowed
    )
    return list(parsed.problems)


@pytest.mark.parametrize(
    ("fields", "body", "place"),
    [
        (f"summary: Om {NUMBER}\n", "Text.\n", (6, 13)),
        (f"image:\n  src: a.jpg\n  alt: Torget {NUMBER}\n", "Text.\n", (8, 15)),
        (f"# {NUMBER}\n", "Text.\n", (6, 3)),
        ("", f"Om {NUMBER}.\n", (7, 4)),
        ("", f"Om [pojken {NUMBER}](/tema/).\n", (7, 12)),
        ("", f"Om [pojken](/barn/{NUMBER}/).\n", (7, 19)),
        ("", f"Om `{NUMBER}`.\n", (7, 5)),
        ("", f"Text.\n\n    {NUMBER}\n", (9, 5)),
        ("", f"| a | b |\n|---|---|\n| 1 | {NUMBER} |\n", (9, 7)),
        ("", f"Om BBIC.\n\n*[BBIC]: {NUMBER}\n", (9, 10)),
        ("", f"Om[^1].\n\n[^1]: {NUMBER}\n", (9, 7)),
        ("", f"Text. <!-- {NUMBER} -->\n", (7, 12)),
    ],
)
def test_a_personal_number_is_an_error_wherever_it_stands(
    fields: str, body: str, place: tuple[int, int]
) -> None:
    problems = [each for each in check(f"{FRONT}{fields}---\n{body}") if "number" in each.code]
    [problem] = problems
    assert (problem.code, problem.severity) == ("personal-number", "error")
    assert (problem.line, problem.column) == place
    assert "20050312-****" in problem.message
    assert "9801" not in problem.message + problem.hint


def test_what_stands_on_the_line_of_a_field_is_told_beside_it() -> None:
    fields = f"summary: Om {NUMBER}\nimage:\n  src: a.jpg\n  alt: Om {NUMBER}\n"
    problems = check(f"{FRONT}{fields}---\nOm {NUMBER}.\n")
    assert [each.field for each in problems] == ["summary", "", ""]


def test_each_of_many_personal_numbers_is_told() -> None:
    problems = check(f"{FRONT}---\n" + f"Om {NUMBER}.\n\n" * 20)
    assert [each.line for each in problems] == list(range(7, 47, 2))


@pytest.mark.parametrize("front", ["", "---\ntitle: [\n---\n", "---\ntitle: Ett\n"])
def test_it_is_found_in_a_file_that_cannot_be_parsed(front: str) -> None:
    assert "personal-number" in [each.code for each in check(f"{front}{NUMBER}\n")]


@pytest.mark.parametrize(
    ("written", "excused"),
    [
        (NUMBER, NUMBER),
        (NUMBER.replace("-", "\u2013"), NUMBER),
        ("070-174 06 05", "0701740605"),
        ("anna.exempel@gmail.com", "anna.exempel@gmail.com"),
        ("[x](http://intranat/plan)", "http://intranat/plan"),
        ("[x](https://a.se/?utm_source=b)", "https://a.se/?utm_source=b"),
        ("TODO", "TODO"),
        ("???", "???"),
    ],
)
def test_what_is_allowed_by_name_passes_and_nothing_else(written: str, excused: str) -> None:
    text = f"{FRONT}---\nSe {written} här.\n"
    assert len(check(text)) == 1
    assert check(text, allowed=[excused]) == []
    assert len(check(text, allowed=["101010-1010", "!", "annat"])) == 1


def test_the_address_of_the_blogs_contact_is_allowed() -> None:
    config = Config(contact=Contact("Redaktionen", "redaktionen@gmail.com"), allowed=("TODO",))
    assert allowed_in(config) == ("TODO", "redaktionen@gmail.com")


@pytest.mark.parametrize(
    "text",
    [
        f"{FRONT}---\nText.\n\n{CONFLICT.format('Ett.', 'Två.')}",
        f"{FRONT}{CONFLICT.format('summary: Ett', 'summary: Två')}---\nText.\n",
        CONFLICT.format(f"{FRONT}---\nText.", f"{FRONT}---\nTexten."),
        f"{FRONT}---\n```\n{CONFLICT.format('Ett.', 'Två.')}```\n",
    ],
)
def test_of_a_file_with_two_versions_only_that_is_told(text: str) -> None:
    [problem] = check(text)
    assert (problem.code, problem.severity) == ("merge-mark", "error")
    assert text.split("\n")[problem.line - 1] == "<<<<<<< HEAD"


def test_a_line_below_a_heading_is_no_mark() -> None:
    problems = check(f"{FRONT}---\nText.\n\nRubrik\n=======\n\nText.\n")
    assert [each.code for each in problems] == ["heading-level-one"]


def settings_problems(**files: str) -> list[tuple[str, str, int]]:
    texts = {f"{name}.yml": make_source(f"{name}.yml", text) for name, text in files.items()}
    _, problems = read_and_check_settings(texts, BLOG)
    return [(each.path, each.code, each.line) for each in problems]


def test_settings_and_vocabularies_are_looked_at_as_texts_are() -> None:
    assert settings_problems(
        site="title: Bloggen\nbase_url: http://localhost:8000/\n",
        themes=f"- slug: a\n  name: Barnet {NUMBER}\n",
        authors="- slug: b\n  name: Anna\n  description: anna.exempel@gmail.com\n",
        abbreviations=f"ABC: pojken {NUMBER}\n",
    ) == [
        ("themes.yml", "personal-number", 2),
        ("authors.yml", "email-private", 3),
        ("abbreviations.yml", "personal-number", 1),
    ]


def test_site_yml_may_name_what_it_allows() -> None:
    allowed = f"allowed:\n  - {NUMBER}\n  - anna.exempel@gmail.com\n"
    assert settings_problems(site=allowed, abbreviations=f"ABC: pojken {NUMBER}\n") == []


def test_a_mistake_in_site_yml_makes_no_excused_place_one() -> None:
    site = f"per_page: många\nallowed:\n  - {NUMBER}\n"
    found = settings_problems(site=site, abbreviations=f"ABC: pojken {NUMBER}\n")
    assert [(path, code) for path, code, _ in found] == [("site.yml", "number-invalid")]


def test_two_versions_of_settings_are_told_and_nothing_that_follows() -> None:
    conflict = CONFLICT.format("title: Ett", "title: Två")
    assert settings_problems(site=conflict, themes=conflict) == [
        ("site.yml", "merge-mark", 1),
        ("themes.yml", "merge-mark", 1),
    ]


def test_a_file_without_anything_to_tell_gives_nothing() -> None:
    found = check_file(make_source("a.md", f"{FRONT}---\nText.\n"), BLOG.checks, allowed=())
    assert found.problems == ()
    assert not found.breaks
