"""The names of all kommuner and län and where each leads, for fields in which one types a name.

A script reads it when a reader comes to such a field; no page depends on it.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from sitegen.core import urls
from sitegen.core.record import Record
from sitegen.model.site import Site, kommun_link
from sitegen.pages.page import Generated
from sitegen.sweden import register, swedish


class KommunName(Record, frozen=True):
    """A kommun or a län as the field proposes it; a kommun without a page leads to its län."""

    name: str
    url: str
    note: str


class NamesView(Record, frozen=True):
    """The kommuner in Swedish order, then the län."""

    names: tuple[KommunName, ...]


def pages(site: Site) -> Iterator[Generated]:
    """The one file."""
    kommuner = (_name(site, slug) for slug in register.kommuner())
    base = site.config.base_url
    lan = (
        KommunName(lan.name, urls.href(base, urls.lan(lan.slug)), "län")
        for lan in register.all_lan().values()
    )
    names = NamesView((*kommuner, *lan))
    yield Generated(url=urls.KOMMUN_NAMES, view=names, encode=_encode)


def _name(site: Site, slug: str) -> KommunName:
    kommun = register.kommuner()[slug]
    visits = len(site.visits.get(slug, ()))
    never = "inte besökt" if site.config.closed else "inte besökt än"
    note = swedish.count(visits, "besök", "besök") if visits else never
    url = kommun_link(site, slug).url or urls.lan(register.all_lan()[kommun.lan].slug)
    return KommunName(kommun.name, urls.href(site.config.base_url, url), note)


def _encode(view: NamesView) -> bytes:
    return msgspec.json.encode([(each.name, each.url, each.note) for each in view.names])
