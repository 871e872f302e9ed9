"""The settings of the blog: read with defaults, and reported if they are wrong."""

from __future__ import annotations

import pytest

from sitegen.blog import BLOG
from sitegen.core.problem import Problem
from sitegen.documents.settings import Config, Contact, Settings, read_settings, settings_files
from sitegen.model.authors import Author
from sitegen.model.themes import Theme
from tests.support.factories import make_source


def read(**texts: str) -> tuple[Settings, list[Problem]]:
    """The settings of files given by name without ending."""
    return read_settings(
        {f"{name}.yml": make_source(f"{name}.yml", t) for name, t in texts.items()},
        BLOG.vocabularies,
    )


def config_of(text: str) -> Config:
    settings, problems = read(site=text)
    assert problems == []
    return settings.config


def codes(**texts: str) -> list[tuple[str, int, str]]:
    return [(problem.path, problem.line, problem.code) for problem in sorted(read(**texts)[1])]


def test_a_blog_without_settings_has_defaults() -> None:
    settings, problems = read_settings({}, BLOG.vocabularies)
    assert (settings, problems) == (Settings(), [])
    assert "theme" not in settings.vocabularies
    assert "author" not in settings.vocabularies
    assert settings.config.permalink == "/besok/{slug}/"


def test_every_settings_file_is_read() -> None:
    settings, problems = read(
        site="title: Bloggen\ncontact:\n  name: Redaktionen\n  email: blogg@example.org\n",
        themes="- slug: familjehem\n  name: Familjehemsvård\n  synonyms: [fosterhem, familjehem]\n",
        authors="- slug: anna\n  name: Anna\n  guest: true\n",
        abbreviations="BBIC: Barns behov i centrum\n",
    )
    assert problems == []
    assert settings.config.title == "Bloggen"
    assert settings.config.contact == Contact("Redaktionen", "blogg@example.org")
    assert settings.vocabularies["theme"] == (
        Theme("familjehem", "Familjehemsvård", "", ("fosterhem", "familjehem")),
    )
    assert settings.vocabularies["author"] == (Author("anna", "Anna", "", True),)
    assert settings.abbreviations == {"BBIC": "Barns behov i centrum"}
    assert set(settings_files(BLOG.vocabularies, BLOG.rows)) == {
        *("site.yml", "themes.yml", "authors.yml", "visits.yml", "redirects.yml"),
        *("abbreviations.yml", "organisations.yml", "measures.yml"),
    }


def test_an_empty_file_is_not_the_same_as_none() -> None:
    settings, problems = read(themes="", authors="", site="", abbreviations="")
    assert problems == []
    empty = {"theme": (), "author": ()}
    assert settings == Settings(vocabularies=empty, lines=empty)


def test_the_mistakes_in_all_files_are_reported_at_once() -> None:
    assert codes(
        site="titel: x\nper_page: 0\n",
        themes="- slug: Å\n  name: Å\n- slug: b\n",
        authors="anna: Anna\n",
        abbreviations="BBIC: [a]\n",
    ) == [
        ("abbreviations.yml", 1, "wrong-shape"),
        ("authors.yml", 1, "wrong-shape"),
        ("site.yml", 1, "field-unknown"),
        ("site.yml", 2, "number-invalid"),
        ("themes.yml", 1, "slug-invalid"),
        ("themes.yml", 3, "field-missing"),
    ]


def test_defaults_stand_in_for_settings_that_cannot_be_read() -> None:
    settings, problems = read(site="title: [Återbesök")
    assert settings.config == Config()
    assert [problem.code for problem in problems] == ["yaml-syntax"]


@pytest.mark.parametrize(
    "pattern",
    [
        "/besok/{slug}/",
        "/{slug}/",
        "/{year}/{month}/{slug}/",
        "/{year}/{month}/{day}/{slug}/",
        "/kommunbesok/i-{slug}/",
    ],
)
def test_the_addresses_of_posts_follow_a_pattern(pattern: str) -> None:
    assert config_of(f"permalink: '{pattern}'").permalink == pattern


@pytest.mark.parametrize(
    "pattern",
    [
        "/besok/",
        "besok/{slug}/",
        "/besok/{slug}",
        "/besok/{slug}.html",
        "/{title}/{slug}/",
        "/{slug.__class__}/",
        "/{slug}/{year}/",
        "/Besök/{slug}/",
        "/../{slug}/",
        "//{slug}/",
        "{{slug}}",
    ],
)
def test_a_pattern_that_gives_no_folder_for_each_post_is_rejected(pattern: str) -> None:
    assert codes(site=f"permalink: '{pattern}'") == [("site.yml", 1, "permalink-invalid")]


@pytest.mark.parametrize(
    "pattern",
    [
        "https://{branch}--blogg.netlify.app/",
        "https://{branch}.blogg.pages.dev",
        "https://forslag.example.org/{branch}/",
        "http://127.0.0.1:8000/{branch}/",
    ],
)
def test_a_host_may_show_drafts_at_an_address_for_each_branch(pattern: str) -> None:
    assert config_of(f"draft_address: '{pattern}'").draft_address == pattern


@pytest.mark.parametrize(
    "pattern",
    [
        "https://blogg.netlify.app/",
        "{branch}.pages.dev",
        "https://{gren}.pages.dev/",
        "https://x.se/{branch}/{branch}/",
        "https://x.se/?{branch}",
        "javascript://{branch}",
    ],
)
def test_an_address_of_drafts_without_one_branch_is_rejected(pattern: str) -> None:
    expected = [("site.yml", 1, "draft-address-invalid")]
    assert codes(site=f"draft_address: '{pattern}'") == expected


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("base_url: example.org", "address-invalid"),
        ("language: en", "choice-unknown"),
        ("timezone: UTC", "choice-unknown"),
        ("per_page: många", "number-invalid"),
        ("feed_entries: 101", "number-invalid"),
        ("author: Anna Andersson", "slug-invalid"),
        ("contact: blogg@example.org", "wrong-shape"),
    ],
)
def test_a_setting_out_of_its_bounds_is_reported(line: str, code: str) -> None:
    assert codes(site=line) == [("site.yml", 1, code)]


@pytest.mark.parametrize("word", ["C++", "§", "#1", "R&D!", "(LVU)"])
def test_an_abbreviation_that_no_text_can_explain_is_named(word: str) -> None:
    settings, problems = read(abbreviations=f'BBIC: Barns behov i centrum\n"{word}": vad det är\n')
    assert "BBIC" in settings.abbreviations
    [problem] = problems
    assert (problem.path, problem.line, problem.column) == ("abbreviations.yml", 2, 1)
    assert (problem.code, problem.severity) == ("abbreviation-odd", "warning")
    assert word in problem.message


def test_abbreviations_with_marks_inside_are_explained() -> None:
    assert read(abbreviations="R&D: forskning\nt.ex: till exempel\nÖsam: samverkan\n")[1] == []
