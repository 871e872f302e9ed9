import pytest

from sitegen.checks.site import vocabularies
from sitegen.model.authors import Author
from tests.checks.examples import Found, assert_found, check_all, post
from tests.support.factories import make_settings, make_site

EDITORS = Author("redaktionen", "Redaktionen")
GUEST = Author("gast", "En gäst", guest=True)


@pytest.mark.parametrize("fields", ["", "author: redaktionen\n", "author: gast\n"])
def test_authors_of_the_file_pass(fields: str) -> None:
    settings = make_settings(authors=[EDITORS, GUEST], author="redaktionen")
    assert_found(check_all(vocabularies.check, make_site(post(fields=fields), settings=settings)))


def test_without_a_file_any_author_passes() -> None:
    settings = make_settings(authors=None, author="vem-som-helst")
    site = make_site(post(fields="author: Anna Andersson\n"), settings=settings)
    assert_found(check_all(vocabularies.check, site))


@pytest.mark.parametrize(
    ("author", "hint"),
    [
        ("redaktoinen", "Menade du ”redaktionen”?"),
        ("Redaktionen", "Menade du ”redaktionen”?"),
        ("Åsa Ö", "två rader sist i authors.yml: ”- slug: asa-o” och under den ”  name: Åsa Ö”."),
        ("qqq", "Skriv sedan author: qqq här. De som finns: redaktionen, gast."),
        ("Bo", "Skriv ”x-17”, som är nyckeln för Bo."),
    ],
)
def test_an_author_that_the_file_lacks_is_named(author: str, hint: str) -> None:
    others = [Author("x-17", "Bo")] if author == "Bo" else []
    settings = make_settings(authors=[EDITORS, GUEST, *others])
    site = make_site(post(fields=f"author: {author}\n"), settings=settings)
    assert_found(check_all(vocabularies.check, site), Found(6, 9, "author-unknown", hint))


def test_the_author_of_the_whole_blog_is_looked_up_too() -> None:
    settings = make_settings(authors=[EDITORS], author="redaktion")
    assert_found(
        check_all(vocabularies.check, make_site(settings=settings)),
        Found(0, 0, "author-unknown", "Menade du ”redaktionen”?", "site.yml"),
    )


def test_an_empty_file_of_authors_still_gives_a_hint() -> None:
    site = make_site(post(fields="author: anna\n"), settings=make_settings(authors=[]))
    assert_found(check_all(vocabularies.check, site), Found(6, 9, "author-unknown", "Lägg till"))


def test_two_authors_with_one_key_are_named_both() -> None:
    other = Author("redaktionen", "Kansliet")
    settings = make_settings(authors=[EDITORS, other])
    [found] = check_all(vocabularies.check, make_site(settings=settings))
    assert_found([found], Found(0, 0, "author-twice", "annan nyckel", "authors.yml"))
    assert "”redaktionen” hör till både Redaktionen och Kansliet" in found.message


def test_of_many_authors_only_the_first_are_listed() -> None:
    many = [Author(f"nummer-{number}", f"Nummer {number}") for number in range(25)]
    site = make_site(post(fields="author: qqq\n"), settings=make_settings(authors=many))
    [found] = check_all(vocabularies.check, site)
    assert found.hint.endswith("nummer-18, nummer-19 och 5 till.")
