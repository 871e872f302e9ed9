"""No known attack comes through, wherever an author puts it.

The suite tries those that we have written in every place; of a public collection it tries each in
the places that differ most. `python -m tests.fuzz.vectors` tries everything everywhere.
"""

from __future__ import annotations

import pytest

from tests.fuzz import blog, markup, vectors


def test_an_attack_in_any_place_of_a_text_becomes_words() -> None:
    assert list(vectors.in_texts(vectors.written())) == []


def test_an_attack_from_the_public_collection_becomes_words() -> None:
    places = ("alone", "link address", "html title")
    assert list(vectors.in_texts(vectors.collected(), places)) == []


def test_an_attack_in_a_text_stays_within_the_text() -> None:
    joined = vectors.packed(vectors.written(), longest=300, between="\n\n")
    assert list(vectors.in_bodies(joined)) == []


def test_an_attack_in_any_field_becomes_words_on_every_page() -> None:
    assert list(vectors.in_fields(vectors.packed(vectors.written()))) == []


def test_nothing_but_addresses_refuses_an_attack_that_is_short_enough() -> None:
    """Else the test above would try harmless words."""
    attack = "<script>alert(1)</script> \"onclick='x' javascript:alert(1)"
    refused = [name for record, name in blog.FIELDS if not blog.accepts(record, name, attack)]
    assert refused == ["url", "email"]
    titled = blog.make_blog(attack).files["/besok/inlagg-1/index.html"].decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in titled


@pytest.mark.parametrize(
    "html",
    [
        "<script>a</script>",
        "<p onclick=a>b</p>",
        "<a href='java&#10;script:a'>b</a>",
        "<a href='&#1;javascript:a'>b</a>",
        "<q cite='data:a'>b</q>",
        "<p style=a>b</p>",
        "<p class=masthead>b</p>",
        "<svg></svg>",
        "<iframe></iframe>",
        "<base href=/>",
        "<noscript><p title='</noscript><img src=a onerror=b>'>",
    ],
)
def test_what_must_not_be_in_a_text_is_found(html: str) -> None:
    assert markup.find_dangers(html) != []


def test_markup_that_a_field_became_is_found() -> None:
    page, path = "<html><body><p>{}</p></body></html>", "/a/index.html"
    shapes = {markup.shape_of(path, page.format(each).encode()) for each in ("a", "b &lt;i>")}
    assert len(shapes) == 1
    assert markup.shape_of(path, page.format("<i>a</i>").encode()) not in shapes
