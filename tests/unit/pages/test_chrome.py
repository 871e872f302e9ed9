"""The chrome: what every page shows, and that no edit of a post changes it."""

from __future__ import annotations

from sitegen.documents.settings import Contact
from sitegen.model.cards import Term
from sitegen.pages.chrome import MENU, chrome_of
from sitegen.sweden.dates import parse_moment
from tests.support.factories import make_info_page, make_post, make_settings, make_site


def test_the_chrome_shows_the_settings_of_the_blog() -> None:
    contact = Contact("Redaktionen", "blogg@example.org")
    settings = make_settings(title="Bloggen", tagline="Om besök", contact=contact)
    chrome = chrome_of(make_site(settings=settings), {"style.css": "/assets/style.css"})
    assert (chrome.title, chrome.tagline, chrome.language) == ("Bloggen", "Om besök", "sv")
    assert chrome.contact == contact
    assert chrome.base_url == "https://example.org/"
    assert chrome.assets["style.css"] == "/assets/style.css"


def test_pages_are_linked_from_the_menu_they_name() -> None:
    site = make_site(
        pages=[
            make_info_page("pages/om.md", title="Om", menu="sidhuvud"),
            make_info_page("pages/tillganglighet.md", title="Tillgänglighet", menu="sidfot"),
            make_info_page("pages/gammalt.md", title="Gammalt"),
            make_info_page("pages/utkast.md", title="Utkast", menu="sidfot", draft="true"),
        ]
    )
    chrome = chrome_of(site, {})
    assert chrome.menu == (*MENU, Term("Om", "/om/"))
    assert chrome.footer == (Term("Tillgänglighet", "/tillganglighet/"),)


def test_the_feed_is_linked_once_there_are_posts() -> None:
    assert chrome_of(make_site(), {}).feed == ""
    assert chrome_of(make_site(make_post()), {}).feed == "/feed.xml"


def test_no_change_of_posts_changes_the_chrome() -> None:
    before = make_site(make_post(), pages=[make_info_page()])
    after = make_site(
        make_post(title="Ny rubrik", body="Ny text.\n"),
        make_post("posts/ny.md", kommun="Torsby", theme="samverkan", author="Anna"),
        pages=[make_info_page(body="Ny text.\n")],
    )
    assert chrome_of(before, {}) == chrome_of(after, {})


def test_a_closed_mission_is_said_on_every_page() -> None:
    assert chrome_of(make_site(), {}).closed is None
    closed = parse_moment("2017-12-31")
    assert chrome_of(make_site(settings=make_settings(closed=closed)), {}).closed == closed
