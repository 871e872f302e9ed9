"""A card shows just what a list needs of a post."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.documents.parsing import shorten
from sitegen.model.cards import Term, card_of, kommun_term, summary_of, theme_term
from sitegen.model.themes import Theme
from tests.support.factories import make_info_page, make_post

FAMILJEHEM = Theme("familjehem", "Familjehemsvård")


def test_a_card_names_kommuner_and_themes_as_links() -> None:
    post = make_post(title="Två stopp", kommun=["Torsby", "Håbo"], visited="2015-10")
    card = card_of(post, url="/besok/hagfors/", themes=[FAMILJEHEM], occasion="besök 1")
    assert (card.title, card.url, card.mark) == ("Två stopp", "/besok/hagfors/", "")
    assert card.kommuner == (
        Term("Torsby", "/kommun/torsby/"),
        Term("Håbo", "/kommun/habo-uppsala-lan/"),
    )
    assert card.themes == (Term("Familjehemsvård", "/tema/familjehem/"),)
    assert card.date == post.meta.date
    assert card.occasion == "besök 1"


def test_a_card_changes_only_with_what_it_shows() -> None:
    before = card_of(make_post(summary="Kort.", body="Ett.\n"), url="/", themes=[])
    after = card_of(make_post(summary="Kort.", body="Två.\n", image=None), url="/", themes=[])
    assert before == after


def test_the_summary_is_the_authors_or_else_the_beginning_of_the_text() -> None:
    assert summary_of(make_post(summary="Kort.", body="Långt.\n")) == "Kort."
    assert summary_of(make_post(body="## Rubrik\n\nBörjan *här*.\n\nMer.\n")) == "Början här."
    assert summary_of(make_info_page(body="")) == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kort text.", "Kort text."),
        ("Besöket i Hagfors, som", "Besöket i Hagfors …"),
        ("Besöket i Hagfors – en dag", "Besöket i Hagfors …"),
        ("Besöketihagforsvarlångt", "Besöketihagforsvar …"),
    ],
)
def test_a_long_text_is_cut_at_a_word(text: str, expected: str) -> None:
    assert shorten(text, longest=20) == expected


@given(st.text("ab ,.–-…å", max_size=60), st.integers(3, 30))
def test_a_shortened_text_is_never_too_long_and_begins_as_the_whole(
    text: str, longest: int
) -> None:
    short = shorten(text, longest=longest)
    assert len(short) <= longest
    assert text.startswith(short.removesuffix(" …")) or short == text


def test_terms_count_what_they_list() -> None:
    assert kommun_term("hagfors", 2) == Term("Hagfors", "/kommun/hagfors/", 2)
    assert theme_term(FAMILJEHEM, 3) == Term("Familjehemsvård", "/tema/familjehem/", 3)
