"""The page about following: what a feed is, and the address of each.

It says what can be followed and where; what the feeds say is for feeds.py.
"""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.core import urls
from sitegen.core.record import Record
from sitegen.model.site import Site
from sitegen.pages.page import Page
from sitegen.sweden import register
from sitegen.sweden.register import Kommun


class Followed(Record, frozen=True):
    """Something to follow: its anchor on the page, and the URL of its feed, empty if there is no
    post in it yet."""

    anchor: str
    name: str
    official: str
    feed: str


class FollowedLan(Followed, frozen=True, kw_only=True):
    """A län with its kommuner in Swedish order: those with a feed, and those that have none yet,
    whose first post will come in the feed of the län."""

    kommuner: tuple[Followed, ...]
    coming: tuple[Followed, ...]


class FollowView(Record, frozen=True):
    """All that can be followed besides the whole blog, in Swedish order; themes with posts only."""

    lan: tuple[FollowedLan, ...]
    themes: tuple[Followed, ...]


def pages(site: Site) -> Iterator[Page]:
    """One page, once there is a feed."""
    if not site.posts:
        return
    lan = tuple(_followed_lan(site))
    themes = tuple(
        _choice(urls.theme(slug), theme.name, theme.name, has_feed=True)
        for slug, theme in site.themes.items()
        if slug in site.by_theme
    )
    kommuner = (each for one in lan for each in (*one.kommuner, *one.coming))
    yield Page(
        url=urls.FOLLOW,
        template="folj.html",
        view=FollowView(lan, themes),
        anchors=tuple(each.anchor for each in (*lan, *kommuner, *themes)),
    )


def _followed_lan(site: Site) -> Iterator[FollowedLan]:
    posts = site.by_lan
    for lan, slugs in register.by_lan(register.kommuner()):
        kommuner = [register.kommuner()[slug] for slug in slugs]
        own = _choice(urls.lan(lan.slug), lan.name, lan.name, has_feed=lan.slug in posts)
        yield FollowedLan(
            own.anchor,
            own.name,
            own.official,
            own.feed,
            kommuner=tuple(_of(each, True) for each in kommuner if each.slug in site.by_kommun),
            coming=tuple(_of(each, False) for each in kommuner if each.slug not in site.by_kommun),
        )


def _of(kommun: Kommun, has_feed: bool) -> Followed:
    return _choice(urls.kommun(kommun.slug), kommun.name, kommun.official, has_feed=has_feed)


def _choice(url: str, name: str, official: str, *, has_feed: bool) -> Followed:
    anchor = urls.follow(url).partition("#")[2]
    return Followed(anchor, name, official, urls.feed(url) if has_feed else "")
