"""robots.txt tells where the sitemap is."""

from __future__ import annotations

from sitegen.kinds import robots
from tests.factories import make_site


def test_it_names_the_sitemap_and_is_not_in_it() -> None:
    (page,) = robots.pages(make_site())
    assert (page.url, page.view.sitemap, page.listed) == ("/robots.txt", "/sitemap.xml", False)
