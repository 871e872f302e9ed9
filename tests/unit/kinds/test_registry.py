"""All kinds together: every page once, and the pages of a few texts just as among all."""

from __future__ import annotations

from collections.abc import Container

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.blog import BLOG, TEXT_KINDS
from sitegen.core import urls
from sitegen.definition import make_pages, make_text_pages
from sitegen.documents.document import AnyDocument
from sitegen.model.site import Site
from sitegen.pages.page import Body, Page
from tests.support.factories import make_info_page, make_post, make_settings, make_site

DATES = ["2015-10-26", "2016-01-28", "2016-12-07", "2017-05-22"]
KOMMUNER: list[str | list[str]] = ["Hagfors", "Torsby", ["Habo", "Håbo"], "ingen"]
PATHS = [f"posts/{name}.md" for name in "abcd"]


def blog() -> Site:
    posts = [
        make_post(path, date=date, kommun=kommun, body=f"Om {path}.\n")
        for path, date, kommun in zip(PATHS, DATES, KOMMUNER, strict=True)
    ]
    settings = make_settings(per_page=2, feed_entries=3)
    return make_site(*posts, pages=[make_info_page()], settings=settings)


def bodies(page: Page) -> set[str]:
    """The digests of the texts that a page shows."""
    view = page.view
    shown = [getattr(view, "body", None)]
    shown += [entry.body for entry in getattr(view, "entries", ())]
    return {body.digest for body in shown if isinstance(body, Body)}


@pytest.mark.parametrize("site", [make_site(), blog()], ids=["empty", "some posts"])
def test_no_two_pages_want_the_same_place(site: Site) -> None:
    paths = [urls.output_path(page.url) for page in make_pages(site, BLOG)]
    assert len(set(paths)) == len(paths)
    assert {"index.html", "404.html", "sitemap.xml", "robots.txt"} <= set(paths)


def test_the_same_site_gives_the_same_pages_in_the_same_order() -> None:
    assert make_pages(blog(), BLOG) == make_pages(blog(), BLOG)


@given(st.sets(st.sampled_from([*PATHS, "pages/om.md", "posts/borta.md"])))
def test_the_pages_of_a_few_texts_are_those_among_all_that_show_them(
    changed: Container[str],
) -> None:
    site = blog()
    documents: dict[str, AnyDocument] = {**site.posts, **site.pages}
    wanted = {document.body for path, document in documents.items() if path in changed}
    every = [page for kind in TEXT_KINDS for page in kind(site, None)]
    assert list(make_text_pages(site, changed, BLOG)) == [
        page for page in every if bodies(page) & wanted
    ]


def test_no_other_kind_of_page_shows_a_text() -> None:
    site = blog()
    with_text = {
        page.url for page in make_pages(site, BLOG) if isinstance(page, Page) and bodies(page)
    }
    assert with_text == {page.url for page in make_text_pages(site, {*PATHS, "pages/om.md"}, BLOG)}
