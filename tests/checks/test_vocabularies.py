from sitegen.checks.site import themes, vocabularies
from sitegen.documents.settings import read_settings
from sitegen.model.authors import AUTHORS, Author
from sitegen.model.themes import Theme
from tests.checks.examples import Found, assert_found, check_all, post
from tests.support.factories import make_settings, make_site, make_source


def test_themes_with_words_of_their_own_pass() -> None:
    settings = make_settings(
        themes=[
            Theme("bbic", "BBIC", synonyms=("Barns behov i centrum",)),
            Theme("familjehem", "Familjehem", synonyms=("fosterhem", "familjehem")),
        ]
    )
    assert_found(check_all(vocabularies.check, make_site(settings=settings)))


def test_a_word_of_two_themes_is_named_with_both() -> None:
    settings = make_settings(
        themes=[
            Theme("familjehem", "Familjehemsvård", synonyms=("Fosterhem",)),
            Theme("placeringar", "Placeringar", synonyms=("fosterhem",)),
        ]
    )
    [found] = check_all(vocabularies.check, make_site(settings=settings))
    assert_found([found], Found(0, 0, "theme-word-twice", "Ta bort", "themes.yml"))
    assert "”fosterhem” hör till både Familjehemsvård och Placeringar" in found.message


def test_a_repeated_slug_is_named() -> None:
    themes = [Theme("samverkan", "Samverkan"), Theme("samverkan", "Samarbete")]
    found = check_all(vocabularies.check, make_site(settings=make_settings(themes=themes)))
    assert_found(found, Found(0, 0, "theme-word-twice", "Ta bort", "themes.yml"))


def test_an_entry_twice_is_named_where_it_stands_the_second_time() -> None:
    text = "- slug: a\n  name: Anna\n- slug: b\n  name: Bo\n\n- slug: a\n  name: Anna Ek\n"
    settings, problems = read_settings({AUTHORS.file: make_source(AUTHORS.file, text)}, (AUTHORS,))
    assert problems == []
    found = check_all(vocabularies.check, make_site(settings=settings))
    twice = [each for each in found if each.code == "author-twice"]
    assert_found(twice, Found(6, 1, "author-twice", "annan nyckel", "authors.yml"))


def test_two_entries_with_one_name_are_a_warning() -> None:
    authors = [Author("anna", "Anna Ek"), Author("anna-ek", "anna ek")]
    found = check_all(vocabularies.check, make_site(settings=make_settings(authors=authors)))
    twice = [each for each in found if each.code == "author-twice"]
    assert_found(twice, Found(0, 0, "author-twice", "skilja dem åt", "authors.yml"))
    assert [each.severity for each in twice] == ["warning"]


def test_a_missing_vocabulary_is_a_warning_once() -> None:
    site = make_site(
        post(path="posts/a.md"), post(path="posts/b.md"), settings=make_settings(themes=None)
    )
    [found] = check_all(themes.check, site)
    assert_found([found], Found(0, 0, "themes-missing", "slug, name, description", "themes.yml"))
    assert found.severity == "warning"


def test_a_blog_without_posts_needs_no_vocabulary() -> None:
    assert_found(check_all(themes.check, make_site(settings=make_settings(themes=None))))


def test_an_unknown_theme_of_a_heading_is_pointed_at() -> None:
    body = "Text.\n\n## Skolan {tema=samverkan, familjhem}\n\nText.\n"
    site = make_site(post(body), settings=make_settings(themes=["Samverkan", "Familjehem"]))
    [problem] = check_all(vocabularies.check, site)
    assert (problem.code, problem.line, problem.column) == ("theme-unknown", 9, 28)
    assert problem.hint == "Menade du ”Familjehem”?"
