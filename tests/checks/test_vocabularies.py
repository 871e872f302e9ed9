from sitegen.checks.site import themes, vocabularies
from sitegen.model.themes import Theme
from tests.checks.examples import Found, assert_found, check_all, post
from tests.support.factories import make_settings, make_site


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


def test_a_missing_vocabulary_is_a_warning_once() -> None:
    site = make_site(
        post(path="posts/a.md"), post(path="posts/b.md"), settings=make_settings(themes=None)
    )
    [found] = check_all(themes.check, site)
    assert_found([found], Found(0, 0, "themes-missing", "slug, name, description", "themes.yml"))
    assert found.severity == "warning"


def test_a_blog_without_posts_needs_no_vocabulary() -> None:
    assert_found(check_all(themes.check, make_site(settings=make_settings(themes=None))))
