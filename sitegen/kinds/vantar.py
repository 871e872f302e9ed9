"""Kommuner that wait for another visit, longest wait first, and visits that are announced."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.core import urls
from sitegen.core.record import Record
from sitegen.model.cards import Term
from sitegen.model.site import Site, kommun_link
from sitegen.pages.page import Page
from sitegen.pages.visit_notes import Waiting, waiting_of
from sitegen.sweden import swedish
from sitegen.sweden.periods import Period


class Announced(Record, frozen=True):
    """A visit that is announced."""

    kommun: Term
    period: Period | None


class WaitingView(Record, frozen=True):
    """Who waits, who is announced, and the day of which that is true; `visited` is how many have
    been visited at all."""

    visited: int
    waiting: tuple[Waiting, ...]
    coming: tuple[Announced, ...]
    day: str


def pages(site: Site) -> Iterator[Page]:
    """The one page."""
    if not site.visits and not site.announced:
        return
    view = WaitingView(
        visited=len(site.visits),
        waiting=waiting_of(site),
        coming=tuple(
            dict.fromkeys(
                Announced(kommun_link(site, each.kommun), each.period) for each in site.announced
            )
        ),
        day=swedish.format_date(site.today),
    )
    yield Page(url=urls.WAITING, template="vantar.html", view=view)
