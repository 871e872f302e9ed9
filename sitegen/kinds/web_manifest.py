"""The web app manifest (W3C): name, colours and icons for a home screen."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen import urls
from sitegen.page import Page
from sitegen.records import Record
from sitegen.site import Site


class WebManifestView(Record, frozen=True):
    """All that it says is in the chrome."""


def pages(site: Site) -> Iterator[Page]:
    """One file."""
    view = WebManifestView()
    yield Page(url=urls.WEB_MANIFEST, template="site.webmanifest", view=view, listed=False)
