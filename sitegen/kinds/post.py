"""The page of one post, with the chain of visits to the same kommun."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from datetime import date
from functools import lru_cache

from sitegen.core import urls
from sitegen.core.record import Record
from sitegen.documents.discussions import CommentsView
from sitegen.mission.occasions import visit_words
from sitegen.mission.relations import Relation, find_related
from sitegen.mission.visits import Visit
from sitegen.model.cards import Byline, Card, Term, kommun_term
from sitegen.model.follow_ups import period_of
from sitegen.model.post import (
    Correction,
    Picture,
    Post,
    changed_at,
    corrections_of,
)
from sitegen.model.publication import published_version
from sitegen.model.site import (
    Attendance,
    Site,
    attendances_of,
    author_of,
    is_usual,
    kommun_link,
)
from sitegen.model.source import External
from sitegen.pages.cover import Cover, cover_of
from sitegen.pages.page import (
    Body,
    Page,
    body_of,
    byline_of,
    comments_below,
    comments_of,
    contents_of,
)
from sitegen.pages.picture_html import main_picture_html
from sitegen.pages.plan_notes import FollowedPlan, follow_ups_of
from sitegen.pages.thread import thread_html
from sitegen.pages.visit_notes import FigureLine, VisitNote, figures_in, notes_of
from sitegen.prose.headings import Heading
from sitegen.sweden import register as kommuner
from sitegen.sweden import swedish
from sitegen.sweden.dates import Moment
from sitegen.sweden.periods import Period

WORDS_PER_MINUTE = 200
"""A calm pace for Swedish non-fiction; Brysbaert 2019 (J. Mem. Lang. 109) found 238 in English."""


class Chain(Record, frozen=True, kw_only=True):
    """The visit that a post is about among all to one kommun, and what else is told of it; `words`
    say which of them it is."""

    kommun: Term
    words: str
    here: VisitNote
    earlier: VisitNote | None
    later: VisitNote | None
    others: tuple[Card, ...]


class VisitEvent(Record, frozen=True):
    """A visit as programs read it: its name, its first and last day as far as they are known, and
    the kommuner that were visited."""

    name: str
    first: date | None
    last: date | None
    kommuner: tuple[Term, ...]


class Stop(Record, frozen=True):
    """An announced visit that has not been made yet."""

    kommun: Term
    period: Period | None


class Citation(Record, frozen=True):
    """How others refer to a post, before its date and URL; `source` is where it was published if
    that does not go without saying."""

    author: str
    year: int
    title: str
    source: str


class NextRead(Record, frozen=True):
    """Another post to read, and why."""

    title: str
    url: str
    why: str


class PostView(Record, frozen=True, kw_only=True):
    """Everything on a post's page.

    `lead` is empty without a summary. `occasion` says what the post tells of instead of a visit.
    `picture` is the HTML of `image`, beside the text unless it is in it; `modified` is the last
    change or correction.
    """

    card: Card
    lead: str
    thread: str
    occasion: str
    events: tuple[VisitEvent, ...]
    body: Body
    byline: Byline | None
    updated: Moment | None
    modified: Moment
    corrections: tuple[Correction, ...]
    minutes: int
    contents: tuple[Heading, ...]
    image: Picture | None
    picture: str
    cover: Cover | None
    lan: tuple[Term, ...]
    participants: tuple[Attendance, ...]
    figures: tuple[FigureLine, ...]
    external: tuple[External, ...]
    next_stop: Stop | None
    follow_ups: tuple[FollowedPlan, ...]
    chains: tuple[Chain, ...]
    citation: Citation
    next_reads: tuple[NextRead, ...]
    comments: CommentsView | None
    newer: Card | None
    older: Card | None
    version: str


def pages(site: Site, only: Container[str] | None = None) -> Iterator[Page]:
    """One page for each post; with `only`, for those at these paths."""
    chains, told, comments = _chains(site, only), _visits_by_post(site, only), comments_of(site)
    order = tuple(site.posts)
    for number, path in enumerate(order):
        if only is not None and path not in only:
            continue
        post = site.posts[path]
        related = find_related(number, site.subjects, (number - 1, number + 1))
        yield Page(
            url=site.urls[path],
            template="post.html",
            view=_view(
                site,
                post,
                chains.get(path, ()),
                tuple(_events(site, post, told)),
                tuple(_next_read(site.cards[order[each.number]], each) for each in related),
                comments=comments_below(site, post, comments),
                around=(
                    site.cards[order[number - 1]] if number else None,
                    site.cards[order[number + 1]] if number + 1 < len(order) else None,
                ),
            ),
            source=path,
            anchors=post.anchors,
            modified=(changed_at(post) or post.meta.date).at.date(),
        )


def _view(
    site: Site,
    post: Post,
    chains: tuple[Chain, ...],
    events: tuple[VisitEvent, ...],
    next_reads: tuple[NextRead, ...],
    comments: CommentsView | None,
    around: tuple[Card | None, Card | None],
) -> PostView:
    picture = main_picture_html(site, post)
    return PostView(
        card=site.cards[post.path],
        thread=thread_html(site.config.base_url, post.meta.kommun),
        lead=post.meta.summary,
        occasion="" if chains else site.occasions[post.path].words,
        events=events,
        body=body_of(site, post, below=bool(picture)),
        byline=byline_of(site, post),
        updated=post.meta.updated,
        modified=changed_at(post) or post.meta.date,
        corrections=corrections_of(post),
        minutes=max(1, round(post.words / WORDS_PER_MINUTE)),
        contents=contents_of(post.headings),
        image=post.meta.image if picture else None,
        picture=picture,
        cover=cover_of(site, post),
        lan=_lan_terms(post.meta.kommun),
        participants=attendances_of(site, post.meta.participants, period_of(post).last),
        figures=tuple(figures_in(site, post)),
        external=post.meta.external,
        next_stop=_next_stop(site, post),
        follow_ups=follow_ups_of(site, post),
        chains=chains,
        citation=_citation(site, post),
        next_reads=next_reads,
        comments=comments,
        newer=around[0],
        older=around[1],
        version=published_version(site, post),
    )


def _citation(site: Site, post: Post) -> Citation:
    """Someone who writes in their own name is the author, else the blog."""
    title, year = post.meta.title, post.meta.date.at.year
    title = title if title.endswith(("?", "!", ".", "…")) else f"{title}."
    author = author_of(site, post)
    if author is None or is_usual(site, author):
        return Citation(site.config.title, year, title, "")
    return Citation(author.name, year, title, site.config.title)


def _next_read(card: Card, related: Relation) -> NextRead:
    if not related.theme:
        return NextRead(card.title, card.url, f"Också i {related.lan}")
    where = f" i {related.lan}" if related.lan else ""
    return NextRead(card.title, card.url, f"Samma tema{where}: {related.theme}")


@lru_cache(1_000)
def _lan_terms(slugs: tuple[str, ...]) -> tuple[Term, ...]:
    return tuple(Term(lan.name, urls.lan(lan.slug)) for lan in kommuner.lan_of(slugs))


def _next_stop(site: Site, post: Post) -> Stop | None:
    """The visit that a post announces, as long as it is to come."""
    if post.meta.next is None:
        return None
    announced = (each for each in site.announced if each.place == post.path)
    stop = next(announced, None)
    return Stop(kommun_link(site, stop.kommun), stop.period) if stop else None


def _visits_by_post(site: Site, only: Container[str] | None) -> dict[tuple[str, str], Visit]:
    """The visit to a kommun that a post is about, by the post and the kommun; see `pages` on
    `only`."""
    return {
        (path, slug): visit
        for slug, chain in site.visits.items()
        for visit in chain
        for path in visit.posts
        if only is None or path in only
    }


def _events(site: Site, post: Post, told: Mapping[tuple[str, str], Visit]) -> Iterator[VisitEvent]:
    """The visit that a post is about, once also if several kommuner were visited together."""
    places = ((post.path, slug) for slug in post.meta.kommun)
    visits = {told[place].id: told[place] for place in places if place in told}
    for visit in visits.values():
        of = len(site.visits[visit.kommun])
        terms = tuple(map(kommun_term, visit.kommuner))
        names = swedish.format_list(term.name for term in terms)
        words = visit_words(visit.number, of) if len(terms) == 1 else "besök"
        days = (None, None) if visit.assumed else (visit.period.first, visit.period.last)
        yield VisitEvent(swedish.capitalise(f"{words} i {names}"), *days, terms)


def _chains(site: Site, only: Container[str] | None) -> dict[str, tuple[Chain, ...]]:
    """For each post, its visit among those to each of its kommuner; see `pages` on `only`."""
    chains: dict[str, tuple[Chain, ...]] = {}
    for slug, visits in site.visits.items():
        if only is not None and not any(path in only for each in visits for path in each.posts):
            continue
        notes = notes_of(site, slug)
        around = (None, *notes, None)
        for visit, earlier, here, later in zip(visits, around, notes, around[2:], strict=False):
            for path in visit.posts:
                chain = Chain(
                    kommun=kommun_term(slug),
                    words=visit_words(visit.number, len(notes)),
                    here=here,
                    earlier=earlier,
                    later=later,
                    others=tuple(site.cards[each] for each in visit.posts if each != path),
                )
                chains[path] = (*chains.get(path, ()), chain)
    return chains
