"""Pages of län: all kommuner of each, visited or not."""

from __future__ import annotations

from sitegen.kinds import lan
from sitegen.kinds.lan import LanIndexView, LanView
from sitegen.model.cards import Term
from sitegen.sweden import register
from tests.support.factories import make_post, make_site, shown_on


def test_there_is_an_index_and_a_page_for_each_of_21_län() -> None:
    urls = [page.url for page in lan.pages(make_site())]
    assert urls[0] == "/lan/"
    assert len(set(urls)) == 22
    assert "/lan/vastra-gotaland/" in urls


def test_every_kommun_stands_in_one_län() -> None:
    index, *pages = lan.pages(make_site())
    views = [shown_on(page, LanView) for page in pages]
    names = [term.name for view in views for term in view.kommuner]
    assert len(names) == len(set(names)) == 290
    assert shown_on(index, LanIndexView).lan == tuple(views)


def test_only_visited_kommuner_are_links() -> None:
    again = make_post("posts/b.md", date="2016-01-01")
    site = make_site(make_post(), again, make_post("posts/c.md", kommun="Torsby"))
    page = next(page for page in lan.pages(site) if page.url == "/lan/varmland/")
    view = shown_on(page, LanView)
    assert view.visited == 2
    terms = {term.name: term for term in view.kommuner}
    assert terms["Hagfors"] == Term("Hagfors", "/kommun/hagfors/", 2)
    assert terms["Arvika"] == Term("Arvika", "")
    assert list(terms) == [
        kommun.name for kommun in register.kommuner().values() if kommun.lan == "17"
    ]
    assert list(terms)[-1] == "Årjäng"


def test_län_are_in_swedish_order() -> None:
    index = next(iter(lan.pages(make_site())))
    names = [each.name for each in shown_on(index, LanIndexView).lan]
    assert names[0] == "Blekinge län"
    assert names[-1] == "Östergötlands län"
