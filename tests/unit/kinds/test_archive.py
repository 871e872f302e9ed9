"""The archive: years, the months of each, and the posts of each month."""

from __future__ import annotations

from sitegen.kinds import archive
from sitegen.kinds.archive import ArchiveView, MonthView, YearView
from sitegen.model.cards import Term
from sitegen.model.site import Site
from sitegen.pages.page import Page
from tests.support.factories import make_post, make_settings, make_site, shown_on


def pages_of(site: Site) -> dict[str, Page]:
    return {page.url: page for page in archive.pages(site)}


def blog() -> Site:
    dates = ["2015-10-26", "2016-01-28", "2016-12-07", "2016-12-24", "2018-05-22"]
    return make_site(*(make_post(f"posts/{day}-{day}.md", date=day) for day in dates))


def test_an_empty_blog_has_an_empty_archive() -> None:
    (page,) = pages_of(make_site()).values()
    assert (page.url, shown_on(page, ArchiveView).years) == ("/arkiv/", ())


def test_there_is_a_page_for_each_year_and_month_with_posts_and_no_other() -> None:
    assert list(pages_of(blog())) == [
        "/arkiv/",
        "/arkiv/2018/",
        "/arkiv/2018/05/",
        "/arkiv/2016/",
        "/arkiv/2016/12/",
        "/arkiv/2016/01/",
        "/arkiv/2015/",
        "/arkiv/2015/10/",
    ]


def test_years_are_counted_newest_first() -> None:
    view = shown_on(pages_of(blog())["/arkiv/"], ArchiveView)
    assert tuple(each.year for each in view.years) == (
        Term("2018", "/arkiv/2018/", 1),
        Term("2016", "/arkiv/2016/", 3),
        Term("2015", "/arkiv/2015/", 1),
    )


def test_the_first_page_has_the_newest_posts_and_the_months_of_each_year_in_order() -> None:
    view = shown_on(pages_of(blog())["/arkiv/"], ArchiveView)
    assert [card.url for card in view.newest][:2] == ["/besok/2018-05-22/", "/besok/2016-12-24/"]
    assert [term.name for term in view.years[1].months] == ["januari 2016", "december 2016"]


def test_a_year_has_its_months_newest_first_with_every_post() -> None:
    view = shown_on(pages_of(blog())["/arkiv/2016/"], YearView)
    assert [(month.term, len(month.lines)) for month in view.months] == [
        (Term("december 2016", "/arkiv/2016/12/", 2), 2),
        (Term("januari 2016", "/arkiv/2016/01/", 1), 1),
    ]
    assert view.months[0].lines[0].url == "/besok/2016-12-24/"


def test_a_year_leads_to_the_nearest_years_with_posts() -> None:
    pages = pages_of(blog())
    views = {year: shown_on(pages[f"/arkiv/{year}/"], YearView) for year in (2018, 2016, 2015)}
    assert {year: (view.newer, view.older) for year, view in views.items()} == {
        2018: (None, Term("2016", "/arkiv/2016/")),
        2016: (Term("2018", "/arkiv/2018/"), Term("2015", "/arkiv/2015/")),
        2015: (Term("2016", "/arkiv/2016/"), None),
    }


def test_a_month_with_many_posts_is_divided() -> None:
    posts = [make_post(f"posts/p{number}.md", date="2016-12-07") for number in range(5)]
    pages = pages_of(make_site(*posts, settings=make_settings(per_page=2)))
    assert [url for url in pages if url.startswith("/arkiv/2016/12/")] == [
        "/arkiv/2016/12/",
        "/arkiv/2016/12/sida/1/",
    ]
    view = shown_on(pages["/arkiv/2016/12/"], MonthView)
    assert (view.name, view.year) == ("december 2016", Term("2016", "/arkiv/2016/"))


def test_a_new_post_leaves_the_pages_of_other_years_as_they_are() -> None:
    posts = [make_post(f"posts/p{year}.md", date=f"{year}-05-01") for year in (2014, 2015, 2016)]
    before = pages_of(make_site(*posts))
    after = pages_of(make_site(*posts, make_post("posts/ny.md", date="2016-06-01")))
    assert [url for url, page in after.items() if before.get(url) != page] == [
        "/arkiv/",
        "/arkiv/2016/",
        "/arkiv/2016/06/",
    ]
