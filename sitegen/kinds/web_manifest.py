"""The web app manifest (W3C): name, colours and icons for a home screen."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.core import urls
from sitegen.core.record import Record
from sitegen.model.site import Site
from sitegen.pages.page import Page


class WebManifestView(Record, frozen=True):
    """No fields: the template takes everything from the chrome."""


def pages(site: Site) -> Iterator[Page]:
    """One file."""
    view = WebManifestView()
    yield Page(url=urls.WEB_MANIFEST, template="site.webmanifest", view=view, listed=False)
