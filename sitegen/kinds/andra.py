"""What others have published about the visits: one list of it all, the newest first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sitegen.core import urls
from sitegen.core.record import Record
from sitegen.model.cards import Term
from sitegen.model.site import Site, kommun_link
from sitegen.model.visit_row import VISITS
from sitegen.pages.page import Listing, Page, paginate
from sitegen.pages.visit_notes import SourceLink, coverage_by_post, coverage_by_row, newest_first

PER_PAGE = 100


class Report(Record, frozen=True):
    """Something that others have published, and the kommuner whose visits it is about."""

    link: SourceLink
    kommuner: tuple[Term, ...]


class CoverageView(Record, frozen=True):
    """A part of the list; `total` is how many there are, 0 on other pages than the newest."""

    listing: Listing[Report]
    total: int


def pages(site: Site) -> Iterator[Page]:
    """One or more pages, once there is something to list."""
    found: dict[SourceLink, dict[str, None]] = {}
    for post in site.posts.values():
        for link in coverage_by_post(post):
            found.setdefault(link, {}).update(dict.fromkeys(post.meta.kommun))
    for row in site.rows.get(VISITS.name, ()):
        for link in coverage_by_row(row):
            found.setdefault(link, {}).update(dict.fromkeys(row.meta.kommun))
    if not found:
        return
    reports = [
        Report(link, tuple(kommun_link(site, slug) for slug in found[link]))
        for link in sorted(found, key=newest_first)
    ]
    for url, listing in paginate(urls.COVERAGE, reports, per_page=PER_PAGE, day=_day_of):
        total = 0 if listing.number else len(reports)
        yield Page(url=url, template="andra.html", view=CoverageView(listing, total))


def _day_of(report: Report) -> date | None:
    return report.link.date.at.date() if report.link.date else None
