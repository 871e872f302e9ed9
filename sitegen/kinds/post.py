"""The page of one post, with the chain of visits to the same kommun."""

from __future__ import annotations

from collections.abc import Container, Iterator
from datetime import date
from functools import lru_cache

from sitegen.core import urls
from sitegen.core.record import Record
from sitegen.model import links
from sitegen.model.cards import Byline, Card, Term, kommun_term
from sitegen.model.post import External, Participant, Picture, Post, day_of_visit
from sitegen.model.site import Site
from sitegen.pages import picture_html
from sitegen.pages.cover import Cover, cover_of
from sitegen.pages.page import Body, Page, body_of, byline_of, contents_of
from sitegen.prose.conversion import Heading
from sitegen.sweden import register as kommuner
from sitegen.sweden.dates import Moment

WORDS_PER_MINUTE = 200
"""A calm pace for Swedish non-fiction; Brysbaert 2019 (J. Mem. Lang. 109) found 238 in English."""


class Step(Record, frozen=True):
    """Another visit to the same kommun: its card, and the dates of both visits."""

    card: Card
    start: date
    end: date


class Chain(Record, frozen=True):
    """The place of a post among the visits to one kommun; two posts may be about the same visit."""

    kommun: Term
    is_first: bool
    earlier: Step | None
    later: Step | None


class PostView(Record, frozen=True, kw_only=True):
    """Everything on a post's page.

    `picture` is the HTML of `image`, which is shown above the text unless it is in the text too.
    """

    card: Card
    body: Body
    byline: Byline | None
    updated: Moment | None
    minutes: int
    contents: tuple[Heading, ...]
    image: Picture | None
    picture: str
    cover: Cover | None
    lan: tuple[Term, ...]
    participants: tuple[Participant, ...]
    external: tuple[External, ...]
    next_stop: Term | None
    chains: tuple[Chain, ...]
    newer: Card | None
    older: Card | None


def pages(site: Site, only: Container[str] | None = None) -> Iterator[Page]:
    """One page for each post; with `only`, for those at these paths."""
    chains = _chains(site, only)
    order = (None, *site.posts, None)
    for newer, path, older in zip(order, site.posts, order[2:], strict=False):
        if only is not None and path not in only:
            continue
        post = site.posts[path]
        yield Page(
            url=site.urls[path],
            template="post.html",
            view=_view(
                site,
                post,
                chains.get(path, ()),
                newer=site.cards[newer] if newer else None,
                older=site.cards[older] if older else None,
            ),
            source=path,
            anchors=post.anchors,
            modified=(post.meta.updated or post.meta.date).at.date(),
        )


def _view(
    site: Site, post: Post, chains: tuple[Chain, ...], *, newer: Card | None, older: Card | None
) -> PostView:
    meta = post.meta
    picture = _picture(site, post)
    return PostView(
        card=site.cards[post.path],
        body=body_of(site, post, below=bool(picture)),
        byline=byline_of(site, post),
        updated=meta.updated,
        minutes=max(1, round(post.words / WORDS_PER_MINUTE)),
        contents=contents_of(post.headings),
        image=meta.image if picture else None,
        picture=picture,
        cover=cover_of(site, post),
        lan=_lan_terms(meta.kommun),
        participants=meta.participants,
        external=meta.external,
        next_stop=_next_stop(site, meta.next),
        chains=chains,
        newer=newer,
        older=older,
    )


def _picture(site: Site, post: Post) -> str:
    image = post.meta.image
    if image is None:
        return ""
    named = [image.src.text, *(each.target for each in links.of_kind(post, "picture"))]
    path, *in_text = (links.divide(target, post.path).path for target in named)
    if path in in_text:
        return ""
    shown = picture_html.find_picture(site, image.src.text, post.path)
    return picture_html.picture_html(shown, image.alt, eager=True) if shown else ""


@lru_cache(1_000)
def _lan_terms(slugs: tuple[str, ...]) -> tuple[Term, ...]:
    return tuple(Term(lan.name, urls.lan(lan.slug)) for lan in kommuner.lan_of(slugs))


def _next_stop(site: Site, slug: str) -> Term | None:
    """The kommun announced as next stop; with a link once there is a post about it."""
    if not slug:
        return None
    term = kommun_term(slug)
    return term if slug in site.by_kommun else Term(term.name, "")


def _chains(site: Site, only: Container[str] | None) -> dict[str, tuple[Chain, ...]]:
    """For each post, its place among the visits to each of its kommuner; see `pages` on `only`."""
    chains: dict[str, tuple[Chain, ...]] = {}
    for slug, visits in site.visits.items():
        if only is not None and not any(path in only for path in visits):
            continue
        kommun = kommun_term(slug)
        stops = [(site.cards[path], day_of_visit(site.posts[path])) for path in visits]
        around = (None, *stops, None)
        for path, earlier, here, later in zip(visits, around, stops, around[2:], strict=False):
            chain = Chain(
                kommun=kommun,
                is_first=here[1] == stops[0][1],
                earlier=Step(earlier[0], earlier[1], here[1]) if earlier else None,
                later=Step(later[0], here[1], later[1]) if later else None,
            )
            chains[path] = (*chains.get(path, ()), chain)
    return chains
