"""The files that go along with the texts: what published texts name, and no more."""

from __future__ import annotations

from typing import Any

from sitegen.images.metadata import Refusal, Shape
from sitegen.pages.files import files
from sitegen.pages.page import Derivative, File
from tests.support.factories import make_info_page, make_post, make_site

PHOTO = Shape(1000, 500, "photo", "0123456789abcdef")
LYING: dict[str, Shape | Refusal] = {
    "posts/a/b.jpg": PHOTO,
    "posts/a/kort.jpg": Shape(600, 400, "drawing", "fedcba9876543210"),
    "posts/a/hemlig.jpg": PHOTO,
    "posts/a/karta.svg": Shape(30, 20, "svg", "x"),
    "posts/a/trasig.jpg": Refusal("picture-broken", "Bilden är trasig.", "Hämta den på nytt."),
}
OTHERS = ["posts/a/plan.pdf", "posts/a/tagen.heic", "site.yml"]


def urls_of(body: str, **fields: Any) -> list[str]:
    post = make_post("posts/a/index.md", body=body, **fields)
    return [each.url for each in files(make_site(post, files=OTHERS, pictures=LYING), "/content")]


def test_files_that_a_text_links_to_are_copied_once() -> None:
    body = "[plan](plan.pdf#page=2) [igen](./plan.pdf) [ut](https://a.se/x.jpg)\n"
    post = make_post("posts/a/index.md", body=body)
    found = list(files(make_site(post, files=OTHERS, pictures=LYING), "/content"))
    assert found == [
        File("/filer/a/plan.pdf", "/content/posts/a/plan.pdf", "posts/a/plan.pdf", (1, 1, 1, 1))
    ]


def test_a_picture_that_is_shown_is_copied_in_several_widths_and_never_as_it_is() -> None:
    post = make_post("posts/a/index.md", body="![b](b.jpg) ![b](./b.jpg)\n")
    found = list(files(make_site(post, pictures=LYING), "/content"))
    assert found == [
        Derivative(
            url=f"/bilder/b-0123456789-{width}.{extension}",
            disk="/content/posts/a/b.jpg",
            source="posts/a/b.jpg",
            digest=PHOTO.digest,
            width=width,
            height=width // 2,
            kind="photo",
            extension=extension,
        )
        for width, extension in [(480, "webp"), (800, "webp"), (1000, "webp"), (1000, "jpg")]
    ]


def test_the_picture_above_a_post_is_copied_too() -> None:
    assert urls_of("Ord.\n", image={"src": "kort.jpg", "alt": "Ett kort"}) == [
        "/bilder/kort-fedcba9876-480.webp",
        "/bilder/kort-fedcba9876-600.webp",
        "/bilder/kort-fedcba9876-600.png",
    ]


def test_a_picture_that_is_linked_to_is_one_copy_as_large_as_itself() -> None:
    assert urls_of("[b](b.jpg)\n") == ["/bilder/b-0123456789-1000.jpg"]
    large = Shape(4000, 3000, "photo", "0123456789abcdef")
    post = make_post("posts/a.md", body="[![b](b.jpg)](b.jpg)\n")
    made = [each.url for each in files(make_site(post, pictures={"posts/b.jpg": large}), "/")]
    assert [url.removeprefix("/bilder/b-0123456789-") for url in made] == [
        "480.webp",
        "800.webp",
        "1200.webp",
        "1600.webp",
        "1200.jpg",
        "4000.jpg",
    ]


def test_an_svg_is_copied_as_it_is() -> None:
    assert urls_of("![k](karta.svg)\n") == ["/filer/a/karta.svg"]


def test_what_may_reveal_where_it_was_taken_is_not_copied() -> None:
    assert urls_of("![t](trasig.jpg) [t](trasig.jpg) [t](tagen.heic)\n") == []


def test_the_same_picture_in_two_folders_is_copied_once() -> None:
    post = make_post("posts/a.md", body="![b](a/b.jpg) ![b](c/b.jpg)\n")
    site = make_site(post, pictures={"posts/a/b.jpg": PHOTO, "posts/c/b.jpg": PHOTO})
    assert len(list(files(site, "/content"))) == 4


def test_a_page_may_have_files_too() -> None:
    page = make_info_page(body="[plan](../posts/a/plan.pdf)\n")
    (found,) = files(make_site(pages=[page], files=OTHERS), "/content")
    assert found.url == "/filer/a/plan.pdf"


def test_a_file_of_a_draft_stays_out_of_the_site_until_the_draft_is_shown() -> None:
    draft = make_post("posts/a/index.md", body="![b](hemlig.jpg) [p](plan.pdf)\n", draft="true")
    assert list(files(make_site(draft, files=OTHERS, pictures=LYING), "/content")) == []
    shown = make_site(draft, files=OTHERS, pictures=LYING, drafts=True)
    assert len(list(files(shown, "/content"))) == 5


def test_a_file_that_is_not_there_is_not_copied() -> None:
    assert urls_of("![b](borta.jpg) [c](../../hemligt.txt)\n") == []
