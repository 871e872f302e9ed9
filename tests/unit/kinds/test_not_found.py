"""The page for an address that leads nowhere."""

from __future__ import annotations

from sitegen.kinds import not_found
from tests.support.factories import make_post, make_site


def test_it_is_the_same_for_every_site_and_named_by_none() -> None:
    (page,) = not_found.pages(make_site())
    assert (page.url, page.listed) == ("/404.html", False)
    assert list(not_found.pages(make_site(make_post()))) == [page]
