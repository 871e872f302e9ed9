"""The search page: there when there is something to find, with all that it can be narrowed to."""

from __future__ import annotations

from sitegen.kinds import search
from sitegen.kinds.search import SearchView
from sitegen.pages.chrome import chrome_of
from tests.support.factories import make_post, make_settings, make_site, shown_on


def test_names_come_in_swedish_order_and_only_those_of_posts() -> None:
    site = make_site(
        make_post("posts/a.md", kommun="Örebro", date="2015-01-01", theme="samverkan"),
        make_post("posts/b.md", kommun=["Åre", "Älvdalen"], date="2017-01-01", theme="samverkan"),
    )
    [page] = search.pages(site)
    assert page.url == "/sok/"
    view = shown_on(page, SearchView)
    assert [term.name for term in view.kommuner] == ["Åre", "Älvdalen", "Örebro"]
    assert [term.name for term in view.lan] == ["Dalarnas län", "Jämtlands län", "Örebro län"]
    assert ("Samverkan", True) in [(word.text, word.is_name) for word in view.words]
    assert [term.name for term in view.years] == ["2017", "2015"]
    assert view.index == "/sokregister/register.sok"


def test_there_is_no_page_without_posts_or_when_search_is_off() -> None:
    assert list(search.pages(make_site())) == []
    off = make_site(make_post(), settings=make_settings(search=False))
    assert list(search.pages(off)) == []


def test_the_menu_leads_to_search_where_there_is_one() -> None:
    chrome = chrome_of(make_site(make_post()), {})
    assert chrome.search == "/sok/"
    off = chrome_of(make_site(make_post(), settings=make_settings(search=False)), {})
    assert off.search == ""
