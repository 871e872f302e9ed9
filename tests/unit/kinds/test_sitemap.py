"""The sitemap: every page a reader may land on, in files of a size the protocol allows."""

from __future__ import annotations

from datetime import date

import pytest

from sitegen.blog import BLOG
from sitegen.definition import make_pages
from sitegen.kinds import sitemap
from sitegen.kinds.not_found import NotFoundView
from sitegen.kinds.sitemap import Location, SitemapView
from sitegen.pages.page import Page
from tests.support.factories import make_info_page, make_post, make_site, shown_on

SITE = make_site()


def made(count: int, *, listed: bool = True) -> list[Page]:
    return [
        Page(url=f"/{number}/", template="a.html", view=NotFoundView(), listed=listed)
        for number in range(count)
    ]


def view_of(page: Page) -> SitemapView:
    return shown_on(page, SitemapView)


def test_pages_are_listed_with_the_day_they_changed_if_known() -> None:
    page = Page(url="/a/", template="a.html", view=NotFoundView(), modified=date(2017, 6, 1))
    (found,) = sitemap.pages(SITE, [page, *made(1), *made(1, listed=False)])
    assert found.url == "/sitemap.xml"
    assert view_of(found).locations == (Location("/a/", date(2017, 6, 1)), Location("/0/", None))
    assert view_of(found).parts == ()
    assert not found.listed


def test_more_pages_than_one_file_may_hold_are_divided(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemap, "MOST_URLS", 3)
    (whole,) = sitemap.pages(SITE, made(3))
    assert len(view_of(whole).locations) == 3
    index, *parts = sitemap.pages(SITE, made(7))
    assert (index.url, view_of(index).locations) == ("/sitemap.xml", ())
    assert view_of(index).parts == ("/sitemap-1.xml", "/sitemap-2.xml", "/sitemap-3.xml")
    assert tuple(part.url for part in parts) == view_of(index).parts
    assert [len(view_of(part).locations) for part in parts] == [3, 3, 1]
    assert [location.url for part in parts for location in view_of(part).locations] == [
        page.url for page in made(7)
    ]


@pytest.mark.slow
def test_the_limit_is_the_protocols() -> None:
    assert len(list(sitemap.pages(SITE, made(50_000)))) == 1
    index, first, second = sitemap.pages(SITE, made(50_001))
    assert len(view_of(index).parts) == 2
    assert (len(view_of(first).locations), len(view_of(second).locations)) == (50_000, 1)


def test_readers_pages_are_listed_and_machines_files_are_not() -> None:
    site = make_site(make_post(aliases="/gammal/"), pages=[make_info_page()])
    (page,) = (
        page
        for page in make_pages(site, BLOG)
        if isinstance(page, Page) and page.url == "/sitemap.xml"
    )
    listed = {location.url for location in view_of(page).locations}
    assert {"/", "/besok/hagfors/", "/kommun/hagfors/", "/lan/", "/arkiv/2015/", "/om/"} <= listed
    assert listed.isdisjoint({"/feed.xml", "/404.html", "/robots.txt", "/sitemap.xml", "/gammal/"})


def test_what_is_held_back_is_in_no_sitemap_or_any_other_page() -> None:
    site = make_site(make_post("posts/hemlig.md", title="Hemlig rubrik", draft="true"))
    assert not any("hemlig" in repr(page).casefold() for page in make_pages(site, BLOG))
