"""Full-text feeds as Atom (RFC 4287) and JSON Feed 1.1, of the blog, each kommun and each theme."""

from __future__ import annotations

from collections.abc import Container, Iterator
from datetime import datetime

from sitegen.core import urls
from sitegen.core.record import Record
from sitegen.model.cards import Byline, Card
from sitegen.model.post import Post
from sitegen.model.site import Paths, Site
from sitegen.pages.cover import Cover, cover_of
from sitegen.pages.page import Body, Page, body_of, byline_of
from sitegen.sweden import register as kommuner


class FeedEntry(Record, frozen=True, kw_only=True):
    """One post in a feed; `id` stays the same when the page moves to another URL on its host."""

    id: str
    card: Card
    byline: Byline | None
    updated: datetime
    cover: Cover | None
    body: Body


class FeedView(Record, frozen=True, kw_only=True):
    """A feed in either format; `page` is the page that lists the same posts."""

    id: str
    title: str
    page: str
    updated: datetime
    entries: tuple[FeedEntry, ...]


def pages(site: Site, only: Container[str] | None = None) -> Iterator[Page]:
    """The feeds of the blog, then of each kommun and each theme that has posts.

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
    register = kommuner.kommuner()
    for slug, posts in site.by_kommun.items():
        yield f"{title}: {register[slug].official}", urls.kommun(slug), posts
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
    return FeedEntry(
        id=urls.tag_uri(site.config.base_url, post.slug),
        card=site.cards[post.path],
        byline=byline_of(site, post),
        updated=(post.meta.updated or post.meta.date).at,
        cover=cover_of(site, post),
        body=body_of(site, post, absolute=True),
    )
