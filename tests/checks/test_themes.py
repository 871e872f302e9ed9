import pytest

from sitegen.checks.site import vocabularies
from sitegen.model.themes import Theme
from tests.checks.examples import Found, assert_found, check_all, post
from tests.support.factories import make_settings, make_site

SETTINGS = make_settings(
    themes=[
        Theme("familjehem", "Familjehemsvård", synonyms=("fosterhem",)),
        Theme("samverkan", "Samverkan"),
    ]
)


@pytest.mark.parametrize(
    "theme",
    ["familjehem", "Familjehemsvård", "FAMILJEHEMSVÅRD", "fosterhem", "[samverkan, fosterhem]"],
)
def test_slugs_names_and_synonyms_pass(theme: str) -> None:
    site = make_site(post(theme=theme), settings=SETTINGS)
    assert_found(check_all(vocabularies.check, site))


@pytest.mark.parametrize(
    ("theme", "hint"),
    [
        ("familjhem", "Menade du ”familjehem”?"),
        ("familjehemsvard", "Menade du ”Familjehemsvård”?"),
        ("samvrekan", "Menade du ”Samverkan”?"),
        ("fosterhemm", "Menade du ”fosterhem”?"),
        ("qqqqqq", "Teman som finns: Familjehemsvård, Samverkan."),
    ],
)
def test_a_theme_that_the_vocabulary_lacks_is_named(theme: str, hint: str) -> None:
    site = make_site(post(theme=theme), settings=SETTINGS)
    assert_found(check_all(vocabularies.check, site), Found(5, 8, "theme-unknown", hint))


def test_each_unknown_theme_of_a_list_is_pointed_at() -> None:
    site = make_site(post(theme="\n  - samverkan\n  - aaaaaa\n  - öööööö"), settings=SETTINGS)
    assert_found(
        check_all(vocabularies.check, site),
        Found(7, 5, "theme-unknown", "Teman som finns"),
        Found(8, 5, "theme-unknown", "Teman som finns"),
    )


def test_without_a_vocabulary_any_word_passes() -> None:
    site = make_site(post(theme="vad som helst"), settings=make_settings(themes=None))
    assert_found(check_all(vocabularies.check, site))


def test_an_empty_vocabulary_still_gives_a_hint() -> None:
    site = make_site(post(), settings=make_settings(themes=[]))
    assert_found(
        check_all(vocabularies.check, site), Found(5, 8, "theme-unknown", "Lägg till temat där.")
    )
