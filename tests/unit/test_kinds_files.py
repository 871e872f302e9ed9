"""The files that go along with the texts: what published texts name, and no more."""

from __future__ import annotations

from sitegen.kinds.files import files
from sitegen.page import File
from tests.factories import make_info_page, make_post, make_site

LYING = ["posts/a/b.jpg", "posts/a/plan.pdf", "posts/a/kort.jpg", "posts/a/hemlig.jpg", "site.yml"]


def test_pictures_and_files_that_a_text_names_are_copied_once() -> None:
    post = make_post(
        "posts/a/index.md",
        body="![b](b.jpg) [plan](plan.pdf#page=2) [igen](./plan.pdf) [ut](https://a.se/x.jpg)\n",
        image={"src": "kort.jpg", "alt": "Ett kort"},
    )
    other = make_post("posts/c.md", body="![b](a/b.jpg)\n")
    found = list(files(make_site(post, other, files=LYING), "/content"))
    assert found == [
        File("/filer/a/b.jpg", "/content/posts/a/b.jpg", "posts/a/b.jpg", (1, 1, 1, 1)),
        File("/filer/a/kort.jpg", "/content/posts/a/kort.jpg", "posts/a/kort.jpg", (1, 1, 1, 1)),
        File("/filer/a/plan.pdf", "/content/posts/a/plan.pdf", "posts/a/plan.pdf", (1, 1, 1, 1)),
    ]


def test_a_page_may_have_files_too() -> None:
    page = make_info_page(body="[plan](../posts/a/plan.pdf)\n")
    (found,) = files(make_site(pages=[page], files=LYING), "/content")
    assert found.url == "/filer/a/plan.pdf"


def test_a_file_of_a_draft_stays_out_of_the_site_until_the_draft_is_shown() -> None:
    draft = make_post("posts/a/index.md", body="![b](hemlig.jpg)\n", draft="true")
    assert list(files(make_site(draft, files=LYING), "/content")) == []
    assert len(list(files(make_site(draft, files=LYING, drafts=True), "/content"))) == 1


def test_a_file_that_is_not_there_is_not_copied() -> None:
    post = make_post("posts/a/index.md", body="![b](borta.jpg) [c](../../hemligt.txt)\n")
    assert list(files(make_site(post, files=LYING), "/content")) == []
