"""robots.txt tells where the sitemap is."""

from __future__ import annotations

from sitegen.kinds import robots
from sitegen.kinds.robots import RobotsView
from tests.support.factories import make_site, shown_on


def test_it_names_the_sitemap_and_is_not_in_it() -> None:
    (page,) = robots.pages(make_site())
    assert (page.url, page.listed) == ("/robots.txt", False)
    assert shown_on(page, RobotsView).sitemap == "/sitemap.xml"
