"""Old addresses lead to where a text is now."""

from __future__ import annotations

from sitegen.kinds import redirects
from sitegen.kinds.redirects import RedirectView
from tests.support.factories import make_info_page, make_post, make_settings, make_site


def test_each_old_address_has_a_page_that_leads_on() -> None:
    post = make_post("posts/a.md", title="Hagfors", aliases=["/gammal", "/2015/10/a.html"])
    page = make_info_page(title="Om", aliases="/om-bloggen/")
    site = make_site(
        post, pages=[page], settings=make_settings(permalink="/{year}/{month}/{slug}/")
    )
    found = {each.url: each.view for each in redirects.pages(site)}
    assert found == {
        "/gammal/": RedirectView("Hagfors", "/2015/10/a/"),
        "/2015/10/a.html": RedirectView("Hagfors", "/2015/10/a/"),
        "/om-bloggen/": RedirectView("Om", "/om/"),
    }


def test_old_addresses_are_in_no_sitemap_and_point_to_their_text() -> None:
    (page,) = redirects.pages(make_site(make_post(aliases="/gammal/")))
    assert not page.listed
    assert page.source == "posts/2015-10-26-hagfors.md"


def test_a_draft_takes_no_old_address() -> None:
    assert list(redirects.pages(make_site(make_post(aliases="/gammal/", draft="true")))) == []
