"""Full-text feeds as Atom (RFC 4287) and JSON Feed 1.1, of the blog and of each kommun, län and
theme; which posts a feed has and what each entry says, not how a format writes it."""

from __future__ import annotations

from collections.abc import Container, Iterator
from datetime import datetime

from sitegen.core import urls
from sitegen.core.record import Record
from sitegen.model.cards import Byline, Card
from sitegen.model.post import (
    Correction,
    Picture,
    Post,
    changed_at,
    corrections_of,
    feed_id_of,
)
from sitegen.model.site import Paths, Site
from sitegen.pages.cover import Cover, cover_of
from sitegen.pages.page import Body, Page, body_of, byline_of
from sitegen.pages.picture_html import main_picture_html
from sitegen.sweden import register, swedish


class FeedEntry(Record, frozen=True, kw_only=True):
    """One post in a feed; `summary` begins with which visit it is about, and `id` stays the same
    when the page moves to another URL on its host. `picture` is the HTML of the picture that stands
    above the text, whose caption `image` has; `cover` goes with links to the post."""

    id: str
    card: Card
    summary: str
    byline: Byline | None
    updated: datetime
    corrections: tuple[Correction, ...]
    cover: Cover | None
    picture: str
    image: Picture | None
    body: Body


class FeedView(Record, frozen=True, kw_only=True):
    """A feed in either format; `page` is the page that lists the same posts."""

    id: str
    title: str
    page: str
    updated: datetime
    entries: tuple[FeedEntry, ...]


def pages(site: Site, only: Container[str] | None = None) -> Iterator[Page]:
    """The feeds of the blog, then of each kommun, län and theme that has posts.

    With `only`, only the feeds that show a post at one of these paths.
    """
    entries: dict[str, FeedEntry] = {}
    for title, page, posts in _lists(site):
        newest = posts[: site.config.feed_entries]
        if newest and (only is None or any(path in only for path in newest)):
            url = urls.feed(page)
            view = _feed(site, title, page, newest, entries)
            yield Page(url=url, template="feed.xml", view=view, listed=False)
            yield Page(url=urls.json_feed(url), template="feed.json", view=view, listed=False)


def _lists(site: Site) -> Iterator[tuple[str, str, Paths]]:
    """Title, page and posts of every feed."""
    title = site.config.title
    yield title, urls.HOME, tuple(site.posts)
    for slug, posts in site.by_kommun.items():
        yield f"{title}: {register.kommuner()[slug].official}", urls.kommun(slug), posts
    for lan in register.all_lan().values():
        if lan.slug in site.by_lan:
            yield f"{title}: {lan.name}", urls.lan(lan.slug), site.by_lan[lan.slug]
    for slug, posts in site.by_theme.items():
        yield f"{title}: {site.themes[slug].name}", urls.theme(slug), posts


def _feed(
    site: Site, title: str, page: str, posts: Paths, entries: dict[str, FeedEntry]
) -> FeedView:
    """One feed; `entries` caches entries by post, since most posts are in three feeds."""
    for path in posts:
        if path not in entries:
            entries[path] = _entry(site, site.posts[path])
    shown = tuple(entries[path] for path in posts)
    return FeedView(
        id=urls.tag_uri(site.config.base_url, page),
        title=title,
        page=page,
        updated=max(entry.updated for entry in shown),
        entries=shown,
    )


def _entry(site: Site, post: Post) -> FeedEntry:
    card = site.cards[post.path]
    picture = main_picture_html(site, post, absolute=True)
    return FeedEntry(
        id=urls.tag_uri(site.config.base_url, feed_id_of(post)),
        card=card,
        summary=f"{swedish.capitalise(site.occasions[post.path].words)}. {card.summary}".strip(),
        byline=byline_of(site, post),
        updated=(changed_at(post) or post.meta.date).at,
        corrections=corrections_of(post),
        cover=cover_of(site, post),
        picture=picture,
        image=post.meta.image if picture else None,
        body=body_of(site, post, absolute=True),
    )
