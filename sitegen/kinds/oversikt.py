"""The matrix: how many posts there are about each theme in each kommun.

The whole table stands in three orders, and a part of it on a page for each län and each year: one
dimension a page, as the script combines them. It counts posts and reads nothing else of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sitegen.core import urls
from sitegen.core.record import Record
from sitegen.model.cards import Term, kommun_term, theme_term
from sitegen.model.site import Site
from sitegen.pages.page import Page
from sitegen.sweden import register
from sitegen.sweden.dates import Moment

ALL = 0
"""The table of all years, among those of one year each."""

FEW, MANY = (1, 2, 3, 4), (1, 2, 4, 8)
"""The least number of posts for each shade; MANY if any cell has as many as its last."""

MOST_NAMED = 3
"""The most themes that are named as raised in the most kommuner."""


class Column(Record, frozen=True):
    """A theme, with the id of its section on the page of a kommun, and the sum of its cells."""

    theme: Term
    anchor: str
    sum: int


class MatrixRow(Record, frozen=True):
    """A kommun, the slug of its län, and how many posts there are about each theme."""

    kommun: Term
    lan: str
    counts: tuple[int, ...]
    sum: int


class RowGroup(Record, frozen=True):
    """Rows that stand together: those of the `lan`, or all if the order is another."""

    lan: str
    rows: tuple[MatrixRow, ...]


class DimensionLink(Record, frozen=True):
    """An order, a year or a län as a link; `count` is how many kommuner it has, 0 if not told."""

    name: str
    url: str
    is_chosen: bool
    count: int = 0


class Dimension(Record, frozen=True):
    """What can be chosen of one dimension; `name` is what the script calls it in the address."""

    name: str
    label: str
    links: tuple[DimensionLink, ...]


class MatrixView(Record, frozen=True, kw_only=True):
    """The whole table, or the `part` of it from a län or a year, with the page that has the rest
    about that.

    `shades` has the shade of each number of posts from 0, `scale` the least number of each shade.
    `common` are the themes that have come up in the most kommuner, `common_in` in how many.
    `unwritten` is how many visited kommuner no post is about, `newest` the day of the newest post.
    """

    part: Term | None
    columns: tuple[Column, ...]
    groups: tuple[RowGroup, ...]
    rows: int
    sum: int
    shades: tuple[int, ...]
    scale: tuple[int, ...]
    common: tuple[Term, ...]
    common_in: int
    unwritten: int
    newest: Moment | None
    dimensions: tuple[Dimension, ...]


Table = Mapping[str, MatrixRow]
"""The row of each kommun that has one, in Swedish order."""


class _Matrix(Record, frozen=True):
    """What all pages share: the themes by slug, the one with the largest sum first, the table of
    each year and of all, and the shades."""

    themes: Mapping[str, Term]
    tables: Mapping[int, Table]
    shades: tuple[int, ...]
    scale: tuple[int, ...]
    unwritten: int
    newest: Moment | None


def pages(site: Site) -> Iterator[Page]:
    """The table in each order, and its parts."""
    matrix = _matrix(site)
    table = matrix.tables[ALL]
    for name, order in _ORDERS.items():
        url = urls.OVERSIKT + name
        yield _page(matrix, url, order(table))
        if not table:
            return
    for lan, slugs in _parts_by_lan(matrix):
        rows = _by_number({slug: table[slug] for slug in slugs})
        yield _page(matrix, urls.overview(lan.slug), rows, part=Term(lan.name, urls.lan(lan.slug)))
    for year in _years(matrix):
        rows = _by_number(matrix.tables[year])
        yield _page(matrix, urls.overview(str(year)), rows, part=Term(str(year), urls.year(year)))


def _matrix(site: Site) -> _Matrix:
    themes = [theme for slug, theme in site.themes.items() if slug in site.by_theme]
    counts = _count(site, tuple(map(theme_term, themes)))
    sums = _sums(counts[ALL].values(), len(themes))
    order = sorted(range(len(themes)), key=lambda place: -sums[place])
    most = max((max(cells, default=0) for cells in counts[ALL].values()), default=0)
    scale = MANY if most >= MANY[-1] else FEW
    return _Matrix(
        themes={themes[place].slug: theme_term(themes[place]) for place in order},
        tables={year: _table(found, order) for year, found in counts.items()},
        shades=tuple(sum(number >= least for least in scale) for number in range(most + 1)),
        scale=tuple(least for least in scale if least <= most),
        unwritten=sum(slug not in site.by_kommun for slug in site.visits),
        newest=site.newest,
    )


def _count(site: Site, themes: Sequence[Term]) -> dict[int, dict[str, list[int]]]:
    """How many posts of each year and of all are about each theme, by kommun."""
    column = {theme.url: place for place, theme in enumerate(themes)}
    counts: dict[int, dict[str, list[int]]] = {ALL: {}}
    for path, post in site.posts.items():
        places = [column[theme.url] for theme in site.cards[path].themes]
        for slug in post.meta.kommun:
            for year in (ALL, post.meta.date.at.year):
                cells = counts.setdefault(year, {}).setdefault(slug, [0] * len(themes))
                for place in places:
                    cells[place] += 1
    return counts


def _table(counts: Mapping[str, Sequence[int]], order: Sequence[int]) -> Table:
    """The rows, with the cells in the order of the columns."""
    lan = register.all_lan()
    return {
        slug: MatrixRow(
            kommun_term(slug),
            lan[kommun.lan].slug,
            tuple(counts[slug][place] for place in order),
            sum(counts[slug]),
        )
        for slug, kommun in register.kommuner().items()
        if slug in counts
    }


def _sums(rows: Iterable[Sequence[int]], columns: int) -> tuple[int, ...]:
    """The sum of each column."""
    return tuple(map(sum, zip(*rows, strict=True))) or (0,) * columns


def _by_number(table: Table) -> tuple[RowGroup, ...]:
    rows = sorted(table.values(), key=lambda row: -row.sum)
    return (RowGroup("", tuple(rows)),) if rows else ()


def _by_name(table: Table) -> tuple[RowGroup, ...]:
    return (RowGroup("", tuple(table.values())),)


def _by_lan(table: Table) -> tuple[RowGroup, ...]:
    return tuple(
        RowGroup(lan.name, tuple(table[slug] for slug in slugs))
        for lan, slugs in register.by_lan(table)
    )


_ORDERS = {"": _by_number, "namn/": _by_name, "lan/": _by_lan}
_ORDER_NAMES = {"": "Flest först", "namn/": "Namn", "lan/": "Län"}


def _parts_by_lan(matrix: _Matrix) -> list[tuple[register.Lan, tuple[str, ...]]]:
    """The län with their kommuner; none if there is only one."""
    found = list(register.by_lan(matrix.tables[ALL]))
    return found if len(found) > 1 else []


def _years(matrix: _Matrix) -> list[int]:
    """The years with posts about a kommun; none if there is only one."""
    found = sorted(year for year in matrix.tables if year != ALL)
    return found if len(found) > 1 else []


def _dimensions(matrix: _Matrix, url: str) -> Iterator[Dimension]:
    """Every dimension with something to choose; `url` is the page that they stand on."""
    orders = {urls.OVERSIKT + name: (label, 0) for name, label in _ORDER_NAMES.items()}
    years = {urls.overview(str(year)): (str(year), 0) for year in _years(matrix)}
    lan = {urls.overview(lan.slug): (lan.name, len(slugs)) for lan, slugs in _parts_by_lan(matrix)}
    every = {urls.OVERSIKT: ("Alla", 0)}
    for name, label, found in (
        ("ordning", "Ordning", orders),
        ("ar", "År", every | years),
        ("lan", "Län", every | lan),
    ):
        chosen = url if url in found else urls.OVERSIKT
        if len(found) > 1:
            yield Dimension(
                name,
                label,
                tuple(
                    DimensionLink(word, to, to == chosen, count)
                    for to, (word, count) in found.items()
                ),
            )


def _page(
    matrix: _Matrix,
    url: str,
    groups: tuple[RowGroup, ...],
    *,
    part: Term | None = None,
) -> Page:
    rows = [row for group in groups for row in group.rows]
    sums = _sums((row.counts for row in rows), len(matrix.themes))
    raised_in = [sum(row.counts[place] > 0 for row in rows) for place in range(len(sums))]
    most = max(raised_in, default=0)
    common = tuple(
        theme
        for theme, number in zip(matrix.themes.values(), raised_in, strict=True)
        if number == most > 1
    )
    view = MatrixView(
        part=part,
        columns=tuple(map(Column, matrix.themes.values(), matrix.themes, sums)),
        groups=groups,
        rows=len(rows),
        sum=sum(sums),
        shades=matrix.shades,
        scale=matrix.scale,
        common=common if len(common) <= MOST_NAMED else (),
        common_in=most,
        unwritten=0 if part else matrix.unwritten,
        newest=None if part else matrix.newest,
        dimensions=tuple(_dimensions(matrix, url)),
    )
    return Page(url=url, template="oversikt.html", view=view)
