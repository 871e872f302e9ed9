"""The map of all kommuner, year by year too, and the same facts as a list grouped by län."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from sitegen.core import urls
from sitegen.core.record import Record
from sitegen.mission.visits import Chains, Visit
from sitegen.model.cards import Term, kommun_term
from sitegen.model.site import Site
from sitegen.pages.page import Page
from sitegen.places import charts
from sitegen.places.charts import Chart, latest_words
from sitegen.sweden import geometry, register, swedish
from sitegen.sweden.dates import Moment


class ShadedArea(Record, frozen=True):
    """A kommun as an area; `style` is empty for one that has not been visited."""

    slug: str
    outline: str
    style: str


class InsetView(Record, frozen=True):
    """A city region drawn larger beside the map, and the frame around it on the map."""

    id: str
    name: str
    box: tuple[int, int, int, int]
    chart: Chart


class ListedKommun(Record, frozen=True):
    """A visited kommun in the list, with when it was last visited."""

    term: Term
    latest: str


class LanGroup(Record, frozen=True):
    """The visited kommuner of one län, under its letters on the map."""

    lan: Term
    letters: str
    kommuner: tuple[ListedKommun, ...]


class YearMap(Record, frozen=True, kw_only=True):
    """Where we were in one year, as path data of dots, and where we had been before; `url` is
    empty if there is no archive of that year."""

    year: int
    url: str
    before: str
    during: str
    visits: int
    kommuner: int


class MapView(Record, frozen=True, kw_only=True):
    """The map: all areas, drawn once, and over them the charts with the marks.

    It `has_joint` visits if one was to several kommuner; each counts once in `visits`.
    """

    areas: tuple[ShadedArea, ...]
    lan_borders: str
    chart: Chart
    insets: tuple[InsetView, ...]
    groups: tuple[LanGroup, ...]
    without: tuple[Term, ...]
    most: int
    visits: int
    has_joint: bool
    visited: int
    kommuner: int
    land_box: str
    land: str
    years: tuple[YearMap, ...]
    undated: int
    lan_index: str
    kommun_index: str
    overview: str
    newest: Moment | None


def pages(site: Site) -> Iterator[Page]:
    """The one page with the map."""
    chains = site.visits
    counts = {slug: len(chain) for slug, chain in chains.items()}
    inside = {slug for inset in geometry.insets() for slug in inset.marks}
    visits = {visit.id: visit for chain in chains.values() for visit in chain}
    years = tuple(_years(site))
    view = MapView(
        areas=tuple(_areas(counts)),
        lan_borders=geometry.lan_borders(),
        chart=charts.draw_country(
            site, [slug for slug in register.kommuner() if slug not in inside]
        ),
        insets=tuple(_insets(site)),
        groups=tuple(_groups(chains)),
        without=tuple(_without(chains)),
        most=max(counts.values(), default=0),
        visits=len(visits),
        has_joint=len(visits) < sum(counts.values()),
        visited=len(chains),
        kommuner=len(register.kommuner()),
        land_box=geometry.view_box(),
        land=geometry.silhouette_path(),
        years=years,
        undated=sum(_year_of(visit) is None for visit in visits.values()) if years else 0,
        lan_index=urls.LAN,
        kommun_index=urls.KOMMUNER,
        overview=urls.OVERSIKT,
        newest=site.newest,
    )
    lists = (("lista", view.groups), ("ar", view.years))
    anchors = (*(name for name, shown in lists if shown), *(inset.id for inset in view.insets))
    yield Page(url=urls.KARTA, template="karta.html", view=view, anchors=anchors)


def _areas(counts: Mapping[str, int]) -> Iterator[ShadedArea]:
    styles = {0: "", 1: "once"}
    for slug in register.kommuner():
        yield ShadedArea(slug, geometry.outline(slug), styles.get(counts.get(slug, 0), "again"))


def _insets(site: Site) -> Iterator[InsetView]:
    for inset in geometry.insets():
        name = swedish.slugify(inset.name)
        yield InsetView(name, inset.name, inset.box, charts.draw_inset(site, inset))


def _groups(chains: Chains) -> Iterator[LanGroup]:
    """Län from north to south, as their letters stand on the map, with their visited kommuner."""
    found = [
        (geometry.letter_places(lan.code)[0][1], lan, slugs)
        for lan, slugs in register.by_lan(chains)
    ]
    for _, lan, slugs in sorted(found, key=lambda each: each[0]):
        listed = tuple(
            ListedKommun(
                kommun_term(slug, len(chains[slug])),
                latest_words(chains[slug]).removeprefix("senast "),
            )
            for slug in slugs
        )
        yield LanGroup(Term(lan.name, urls.lan(lan.slug)), lan.letters, listed)


def _without(chains: Chains) -> Iterator[Term]:
    """The län where no kommun has been visited, in Swedish order."""
    seen = {lan.code for lan, _ in register.by_lan(chains)}
    for lan, _ in register.by_lan(register.kommuner()):
        if chains and lan.code not in seen:
            yield Term(lan.name, urls.lan(lan.slug))


def _years(site: Site) -> Iterator[YearMap]:
    """The years of visits, the first of them first; nothing if all were in the same."""
    by_year: dict[int, list[Visit]] = {}
    for chain in site.visits.values():
        for visit in chain:
            year = _year_of(visit)
            if year is not None:
                by_year.setdefault(year, []).append(visit)
    if len(by_year) < 2:
        return
    before: set[str] = set()
    for year, visits in sorted(by_year.items()):
        during = {visit.kommun for visit in visits}
        yield YearMap(
            year=year,
            url=urls.year(year) if year in site.by_year else "",
            before=geometry.draw_dots(_in_order(before - during)),
            during=geometry.draw_dots(_in_order(during)),
            visits=len({visit.id for visit in visits}),
            kommuner=len(during),
        )
        before |= during


def _in_order(slugs: Iterable[str]) -> list[str]:
    return sorted(slugs)


def _year_of(visit: Visit) -> int | None:
    """The year of a visit, None if it may have been in more than one."""
    first, last = visit.period.first, visit.period.last
    return first.year if first and last and first.year == last.year else None
