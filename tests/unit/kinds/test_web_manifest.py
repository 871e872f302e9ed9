"""The web app manifest: one page that no list names."""

from __future__ import annotations

from sitegen.kinds import web_manifest
from tests.support.factories import make_site


def test_there_is_one_for_the_whole_site_and_it_is_not_listed() -> None:
    [page] = web_manifest.pages(make_site())
    assert (page.url, page.template, page.listed) == (
        "/site.webmanifest",
        "site.webmanifest",
        False,
    )
