"""How pages show a visit: when it was, who took part, the figures told, and what tells of it.

Views only; which visits there are, mission/visits.py finds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from sitegen.core import urls
from sitegen.core.record import Record
from sitegen.documents.measures import Fact, Measure, format_value
from sitegen.documents.settings import Row
from sitegen.mission.occasions import visit_words
from sitegen.mission.visits import Visit
from sitegen.model.cards import Card, Term, kommun_term
from sitegen.model.follow_ups import period_of
from sitegen.model.post import Post
from sitegen.model.site import Attendance, Site, attendances_of, kommun_link
from sitegen.model.source import FactSource, post_path
from sitegen.model.visit_row import VISITS
from sitegen.sweden import register, swedish
from sitegen.sweden.dates import Moment
from sitegen.sweden.periods import Period, day_period, format_distance

ABOUT = "ungefär "
"""What stands before a length that rests on the day of a publication."""


class SourceLink(Record, frozen=True):
    """A source as readers see it; `publisher` is empty for a post of ours."""

    title: str
    url: str
    publisher: str = ""
    date: Moment | None = None


class VisitNote(Record, frozen=True, kw_only=True):
    """A visit as lists show it.

    `words` say which visit it is, in words that no later one changes. `is_assumed` is True if no
    text says when it was, so that `period` is the day of a publication. `passed` is how long it was
    after the one before, empty if there is none or it is not known. `together` are the other
    kommuner that were visited at once. `sources` are where it can be read about when no post of
    ours is about it.
    """

    words: str
    period: Period
    is_assumed: bool
    passed: str
    together: tuple[Term, ...]
    posts: tuple[Card, ...]
    sources: tuple[SourceLink, ...]


def notes_of(site: Site, kommun: str) -> tuple[VisitNote, ...]:
    """The visits to a kommun, oldest first."""
    chain = site.visits.get(kommun, ())
    rows = {row.place: row for row in site.rows.get(VISITS.name, ())}
    return tuple(
        VisitNote(
            words=visit_words(visit.number),
            period=visit.period,
            is_assumed=visit.assumed,
            passed=length_between(before, visit.period, visit.assumed) if before else "",
            together=tuple(kommun_term(slug) for slug in visit.kommuner if slug != kommun),
            posts=tuple(site.cards[path] for path in visit.posts),
            sources=() if visit.posts else source_links(site, sources_of(visit, rows)),
        )
        for before, visit in zip((None, *chain), chain, strict=False)
    )


class Waiting(Record, frozen=True):
    """A kommun that was visited once: when, and how long ago that is, as exactly as it is known;
    `is_assumed` is True if no text says when, so that `visited` is the day of a publication."""

    kommun: Term
    visited: Period
    is_assumed: bool
    since: str


def waiting_of(site: Site) -> tuple[Waiting, ...]:
    """The kommuner that were visited once, the longest wait first."""
    today = day_period(site.today)
    once = [chain[0] for chain in site.visits.values() if len(chain) == 1]
    once.sort(key=lambda visit: visit.period.order)
    return tuple(
        Waiting(
            kommun_link(site, visit.kommun),
            visit.period,
            visit.assumed,
            length_between(visit, today),
        )
        for visit in once
    )


def length_between(visit: Visit, later: Period, is_assumed: bool = False) -> str:
    """How long it was from a visit to something later, only as exact as what is known of both;
    `is_assumed` is True if the later day is that of a publication."""
    length = format_distance(visit.period, later)
    is_exact = length[:1].isdigit()
    return f"{ABOUT}{length}" if is_exact and (visit.assumed or is_assumed) else length


def sources_of(visit: Visit, rows: Mapping[str, Row]) -> tuple[FactSource, ...]:
    """The sources of the rows that are about a visit, each once; `rows` are all by their place."""
    found = (source for place in visit.rows for source in rows[place].meta.source)
    return tuple(dict.fromkeys(found))


def attendances_at(site: Site, visit: Visit, rows: Mapping[str, Row]) -> Iterator[Attendance]:
    """Who took part in a visit, as each text about it says; `rows` are all by their place."""
    for post in (site.posts[path] for path in visit.posts):
        if post.meta.participants:
            yield from attendances_of(site, post.meta.participants, period_of(post).last)
    for row in (rows[place] for place in visit.rows):
        yield from attendances_of(site, row.meta.participants, row.meta.date.last)


class Figure(Record, frozen=True):
    """A figure in a post: the path of the post, what it counts, and the slug of the kommun that it
    is about, empty if it is about none."""

    place: str
    measure: Measure
    kommun: str
    fact: Fact

    @property
    def shown(self) -> str:
        """The number with its unit: “ungefär 570 anmälningar”."""
        about = "ungefär " if self.fact.about else ""
        return f"{about}{format_value(self.fact.value)} {self.measure.unit}"


def figures_of(site: Site, posts: Iterable[Post]) -> Iterator[Figure]:
    """The figures in some posts; those of an unknown measure are left out."""
    for post in posts:
        for fact in post.meta.facts:
            measure = site.measures.get(fact.measure.text)
            if measure is not None:
                only = post.meta.kommun[0] if len(post.meta.kommun) == 1 else ""
                yield Figure(post.path, measure, fact.kommun or only, fact)


class FigureLine(Record, frozen=True):
    """A figure in a post: what it counts, the kommun if that must be said, and the number with its
    unit."""

    measure: Term
    kommun: str
    period: Period
    value: str
    note: str


def figures_in(site: Site, post: Post) -> Iterator[FigureLine]:
    """The figures that a post mentions."""
    for each in figures_of(site, (post,)):
        is_named = each.kommun and (each.kommun,) != post.meta.kommun
        yield FigureLine(
            Term(each.measure.name, urls.figures(each.measure.slug)),
            register.kommuner()[each.kommun].name if is_named else "",
            each.fact.period,
            each.shown,
            each.fact.note,
        )


def unlisted_organisations(site: Site) -> tuple[str, ...]:
    """The organisations that took part by names that are not in the list, if there is one, in
    Swedish order; kommuner need not be in it."""
    directory = site.organisations
    if not directory.by_word:
        return ()
    metas = [post.meta for post in site.posts.values() if post.meta.participants]
    metas += (row.meta for row in site.rows.get(VISITS.name, ()) if row.meta.participants)
    names = {each.organisation for meta in metas for each in meta.participants}
    found = (name for name in names if not directory.known_as(name))
    return tuple(
        sorted((name for name in found if register.find_kommun(name) is None), key=swedish.sort_key)
    )


def coverage_in(site: Site, kommun: str) -> tuple[SourceLink, ...]:
    """What others have published about visits to a kommun, the newest first."""
    found: dict[SourceLink, None] = {}
    for path in site.by_kommun.get(kommun, ()):
        found |= dict.fromkeys(coverage_by_post(site.posts[path]))
    for row in site.rows.get(VISITS.name, ()):
        if kommun in row.meta.kommun:
            found |= dict.fromkeys(coverage_by_row(row))
    return tuple(sorted(found, key=newest_first))


def newest_first(link: SourceLink) -> int:
    """The sort key of coverage: by its date, that without one last."""
    return -link.date.at.toordinal() if link.date else 0


def coverage_by_post(post: Post) -> Iterator[SourceLink]:
    """What others have published about the visit of a post."""
    for each in post.meta.external:
        yield SourceLink(each.title, each.url, each.publisher, each.date)


def coverage_by_row(row: Row) -> Iterator[SourceLink]:
    """What others have published about the visit of a row."""
    for each in row.meta.source:
        if each.post is None:
            yield SourceLink(each.title, each.url, each.publisher, each.date)


def source_links(site: Site, sources: Iterable[FactSource]) -> tuple[SourceLink, ...]:
    """Sources as links, each once, without the posts that are not published."""
    found = (_source_link(site, source) for source in sources)
    return tuple(dict.fromkeys(each for each in found if each))


def _source_link(site: Site, source: FactSource) -> SourceLink | None:
    if source.post is None:
        return SourceLink(source.title, source.url, source.publisher, source.date)
    path = post_path(source.post.text, site.posts)
    return post_link(site, path) if path else None


def post_link(site: Site, path: str, anchor: str = "") -> SourceLink:
    """A post of ours as a source, or its section with an `anchor`."""
    card = site.cards[path]
    url = f"{card.url}#{anchor}" if anchor else card.url
    return SourceLink(card.title, url, date=card.date)
