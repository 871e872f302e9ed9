"""A page for each län, and the list of all kommuner by län."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.core import urls
from sitegen.core.record import Record
from sitegen.model.cards import Term, kommun_term
from sitegen.model.site import Site
from sitegen.pages.page import Page
from sitegen.sweden import register, swedish


class LanView(Record, frozen=True):
    """One län: its kommuner in Swedish order, without a link if not visited yet."""

    name: str
    url: str
    kommuner: tuple[Term, ...]
    visited: int
    index: str


class LanIndexView(Record, frozen=True):
    """All 21 län in Swedish order."""

    lan: tuple[LanView, ...]
    map: str


def pages(site: Site) -> Iterator[Page]:
    """The index and the page of each län."""
    views = [
        _view(site, lan)
        for lan in sorted(register.all_lan().values(), key=lambda lan: swedish.sort_key(lan.name))
    ]
    yield Page(url=urls.LAN, template="lan_index.html", view=LanIndexView(tuple(views), urls.KARTA))
    for view in views:
        yield Page(url=view.url, template="lan.html", view=view)


def _view(site: Site, lan: register.Lan) -> LanView:
    terms = tuple(
        kommun_term(slug, site.visit_counts[slug])
        if slug in site.by_kommun
        else Term(kommun.name, "")
        for slug, kommun in register.kommuner().items()
        if kommun.lan == lan.code
    )
    return LanView(
        name=lan.name,
        url=urls.lan(lan.slug),
        kommuner=terms,
        visited=sum(bool(term.url) for term in terms),
        index=urls.LAN,
    )
