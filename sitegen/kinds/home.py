"""The home page: the latest visits, and older ones page by page."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen import urls
from sitegen.page import Listing, Page, paginate
from sitegen.records import Record
from sitegen.site import Site


class HomeView(Record, frozen=True):
    """`listing.number` is 0 on the home page itself, which also greets the reader."""

    listing: Listing


def pages(site: Site) -> Iterator[Page]:
    """The home page and its continuation."""
    cards = list(site.cards.values())
    for url, listing in paginate(urls.HOME, cards, per_page=site.config.per_page):
        yield Page(url=url, template="home.html", view=HomeView(listing))
