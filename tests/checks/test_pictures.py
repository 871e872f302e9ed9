import pytest

from sitegen.checks.site import pictures
from sitegen.core.problem import Problem
from sitegen.images.metadata import Refusal
from tests.checks.examples import Found, assert_found, check_all, post
from tests.support.factories import make_site

FILES = ("posts/torget.jpg", "posts/karta.tiff", "posts/Å i snö.png", "posts/2016/gran.webp")


def check(body: str, *, fields: str = "") -> list[Problem]:
    return check_all(pictures.check, make_site(post(body, fields=fields), files=FILES))


@pytest.mark.parametrize(
    "target",
    ["torget.jpg", "./torget.jpg", "2016/gran.webp", "<Å i snö.png>", "%C3%85%20i%20sn%C3%B6.png"],
)
def test_pictures_in_the_content_folder_pass(target: str) -> None:
    assert_found(check(f"![Torget]({target})\n"))


@pytest.mark.parametrize(
    ("target", "code", "hint"),
    [
        ("Torget.JPG", "picture-missing", "Menade du ”torget.jpg”?"),
        ("gran.webp", "picture-missing", "Menade du ”2016/gran.webp”?"),
        ("qqqqqqqqqqqq.gif", "picture-missing", "Lägg bildfilen i samma mapp som inlägget."),
        ("karta.tiff", "picture-unknown-kind", "spara den som JPG (foton) eller PNG"),
    ],
)
def test_a_picture_that_readers_would_not_see_is_named(target: str, code: str, hint: str) -> None:
    assert_found(check(f"Text.\n\n![Torget]({target})\n"), Found(9, 11, code, hint))


TORN = Refusal("picture-broken", "Bilden är trasig.", "Hämta originalet på nytt.")
BROKEN = Found(0, 0, "picture-broken", "Hämta originalet", "posts/torget.jpg")


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ("![Torget](torget.jpg) ![Torget](./torget.jpg)\n", ""),
        ("[Torget](torget.jpg)\n", ""),
        ("Text.\n", "image:\n  src: torget.jpg\n  alt: Torget\n"),
    ],
)
def test_a_picture_that_cannot_be_shown_is_named_once_with_where_it_is_used(
    body: str, fields: str
) -> None:
    site = make_site(post(body, fields=fields), pictures={"posts/torget.jpg": TORN})
    [found] = check_all(pictures.check, site)
    assert_found([found], BROKEN)
    assert "posts/hagfors.md" in found.message


def test_a_torn_picture_that_nobody_sees_does_not_matter() -> None:
    assert_found(check_all(pictures.check, make_site(post(), pictures={"posts/a.jpg": TORN})))


def test_a_link_to_a_picture_few_can_see_is_named() -> None:
    found = Found(7, 10, "picture-unknown-kind", "spara den som JPG")
    assert_found(check("[Kartan](karta.tiff)\n"), found)


@pytest.mark.parametrize("target", ["", "data:image/png;base64,iVBORw0KGgo="])
def test_a_picture_without_a_file_is_said_to_have_none(target: str) -> None:
    [found] = check_all(pictures.check, make_site(post(f"![Snö]({target})\n")))
    assert "har ingen fil" in found.message
    assert "som en fil bredvid texten" in found.hint


def test_the_picture_of_a_card_is_looked_for_too() -> None:
    fields = "image:\n  src: torgett.jpg\n  alt: Torget i snö\n"
    found = check("Text.\n", fields=fields)
    assert_found(found, Found(7, 8, "picture-missing", "Menade du ”torget.jpg”?"))


def test_the_picture_of_a_card_passes_when_it_is_there() -> None:
    fields = "image:\n  src: torget.jpg\n  alt: Torget i snö\n"
    assert_found(check("Text.\n", fields=fields))


@pytest.mark.parametrize(
    ("target", "meant"),
    [
        ("torgett.jpg", "torget.jpg"),
        ("2016/torgett.jpg", "torget.jpg"),
        ("grann.webp", "2016/gran.webp"),
        ("../karta.tif", "karta.tiff"),
    ],
)
def test_the_picture_that_is_meant_is_named_as_the_text_would_name_it(
    target: str, meant: str
) -> None:
    files = (*FILES, "pages/torget.jpg")
    site = make_site(post(f"![Torget]({target})\n"), files=files)
    [found] = check_all(pictures.check, site)
    assert found.hint == f"Menade du ”{meant}”?"


def test_the_picture_of_a_card_is_known_by_its_field() -> None:
    [found] = check("Text.\n", fields="image:\n  src: borta.jpg\n  alt: Torget\n")
    assert found.field == "image.src"
