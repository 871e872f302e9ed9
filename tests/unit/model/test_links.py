"""Links in documents are resolved: to texts and files by path, to pages by URL."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.blog import BLOG
from sitegen.images.metadata import Shape
from sitegen.model import links
from sitegen.model.links import LinkTarget, divide, resolve
from sitegen.model.site import Site
from tests.support.factories import make_info_page, make_post, make_site

HERE = "posts/2015-10-26-hagfors.md"


def site() -> Site:
    return make_site(
        make_post(HERE),
        make_post("posts/2016-12-07-hultsfred/index.md", kommun="Hultsfred"),
        make_post("posts/utkast.md", draft="true"),
        pages=[make_info_page("pages/om.md")],
        files=["posts/2016-12-07-hultsfred/Julgran på torget.JPG", "posts/plan.pdf", "site.yml"],
    )


@pytest.mark.parametrize(
    ("target", "url"),
    [
        ("2016-12-07-hultsfred/index.md", "/besok/hultsfred/"),
        ("./2016-12-07-hultsfred/index.md", "/besok/hultsfred/"),
        ("../pages/om.md", "/om/"),
        ("../pages/om.md#kontakt", "/om/#kontakt"),
        ("plan.pdf", "/filer/plan.pdf"),
        ("plan.pdf#page=2", "/filer/plan.pdf#page=2"),
        ("plan.pdf?ladda=ner", "/filer/plan.pdf"),
        (
            "2016-12-07-hultsfred/Julgran%20på%20torget.JPG",
            "/filer/2016-12-07-hultsfred/julgran-pa-torget.jpg",
        ),
        ("#samverkan", "#samverkan"),
        ("", "/besok/hagfors/"),
        ("?a=b", "/besok/hagfors/"),
        ("/kommun/hagfors/", "/kommun/hagfors/"),
        ("/kommun/hagfors/#besok", "/kommun/hagfors/#besok"),
        ("/", "/"),
        ("saknas.md", None),
        ("utkast.md", None),
        ("../../hemligt.txt", None),
        ("2016-12-07-hultsfred", None),
        ("Plan.pdf", None),
    ],
)
def test_a_target_leads_to_a_text_a_file_a_place_in_the_text_or_a_page(
    target: str, url: str | None
) -> None:
    assert resolve(site(), target, HERE) == url


def test_targets_are_relative_to_the_folder_of_the_document() -> None:
    inside = "posts/2016-12-07-hultsfred/index.md"
    assert resolve(site(), "../2015-10-26-hagfors.md", inside) == "/besok/hagfors/"
    assert resolve(site(), "Julgran på torget.JPG", inside) == (
        "/filer/2016-12-07-hultsfred/julgran-pa-torget.jpg"
    )


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("a.md#b", LinkTarget("posts/a.md", "b")),
        ("#b", LinkTarget("", "b")),
        ("b%C3%A5t.jpg", LinkTarget("posts/båt.jpg", "")),
        ("b%61%CC%8At.jpg", LinkTarget("posts/båt.jpg", "")),
        ("bild%231.jpg#a%20b", LinkTarget("posts/bild#1.jpg", "a b")),
        ("vad%3F.md?x=1#y", LinkTarget("posts/vad?.md", "y")),
        ("#%C3%B6ver", LinkTarget("", "över")),
        ("/a/b/?q#c", LinkTarget("/a/b/", "c")),
        ("a/./b/../c.md", LinkTarget("posts/a/c.md", "")),
    ],
)
def test_a_target_is_split_before_it_is_decoded(target: str, expected: LinkTarget) -> None:
    assert divide(target, HERE) == expected


def test_a_name_is_found_however_its_letters_are_stored() -> None:
    decomposed = unicodedata.normalize("NFD", "båt.jpg")
    assert divide(decomposed, HERE).path == "posts/båt.jpg"


@pytest.mark.parametrize(
    ("path", "url"),
    [
        ("posts/2016-hultsfred/Gården Öst.JPG", "/filer/2016-hultsfred/garden-ost.jpg"),
        ("pages/plan.v2.pdf", "/filer/plan-v2.pdf"),
        ("bilder/karta", "/filer/bilder/karta"),
    ],
)
def test_a_file_gets_an_address_that_is_safe_everywhere(path: str, url: str) -> None:
    assert links.file_url(path, BLOG.collections) == url


def test_names_without_latin_letters_have_addresses_of_their_own() -> None:
    paths = ["posts/日本.png", "posts/中国.png", "posts/!/a.png", "posts/?/a.png"]
    assert len({links.file_url(path, BLOG.collections) for path in paths}) == len(paths)


@given(
    st.lists(
        st.text(st.characters(exclude_characters="/", exclude_categories=["Cs"]), min_size=1),
        min_size=1,
    )
)
def test_the_address_of_any_file_is_small_letters_digits_and_hyphens(parts: list[str]) -> None:
    url = links.file_url("/".join(["posts", *parts]), BLOG.collections)
    assert re.fullmatch(r"/filer(/[a-z0-9-]+)*/[a-z0-9-]+(\.[a-z0-9-]+)?", url)


def test_links_and_pictures_are_distinguished_and_external_ones_are_not_kept() -> None:
    post = make_post(body="[a](https://a.se) [b](b.md) ![c](c.jpg) <d@e.se> [f](//f.se)\n")
    assert [reference.target for reference in links.of_kind(post, "link")] == ["b.md"]
    assert [reference.target for reference in links.of_kind(post, "picture")] == ["c.jpg"]


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("posts/a/Gården Öst.JPG", "garden-ost-0123456789-480.webp"),
        ("posts/a/..jpg.jpg", "jpg-0123456789-480.webp"),
        (f"posts/{'å' * 120}.jpg", f"{'a' * 80}-0123456789-480.webp"),
        (f"posts/{'å' * 79} ö.jpg", f"{'a' * 79}-0123456789-480.webp"),
    ],
)
def test_the_name_of_a_copy_is_safe_and_short_whatever_the_pictures_own(
    path: str, name: str
) -> None:
    shape = Shape(600, 400, "photo", "0123456789abcdef")
    assert links.picture_url(path, shape, width=480, extension="webp") == f"/bilder/{name}"


def test_a_name_without_letters_gives_a_name_all_the_same() -> None:
    shape = Shape(600, 400, "drawing", "0123456789abcdef")
    found = links.plain_url(make_site(), "posts/日本.png", shape)
    assert re.fullmatch(r"/bilder/[0-9a-f]{8}-0123456789-600\.png", found)


def test_a_link_to_a_picture_leads_to_a_copy_of_its_own_size_and_to_an_svg_itself() -> None:
    shapes = {
        "posts/stor.jpg": Shape(4000, 3000, "photo", "0123456789abcdef"),
        "posts/karta.svg": Shape(30, 20, "svg", "x"),
    }
    site = make_site(make_post("posts/a.md"), pictures=shapes)
    assert links.resolve(site, "stor.jpg", "posts/a.md") == "/bilder/stor-0123456789-4000.jpg"
    assert links.resolve(site, "karta.svg#a", "posts/a.md") == "/filer/karta.svg#a"
