"""The page about following: what a feed is, and the address of each.

It says what can be followed and where; what the feeds say is for feeds.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from msgspec.structs import replace

from sitegen.core import urls
from sitegen.core.record import Record
from sitegen.model.site import Site
from sitegen.pages.page import Page
from sitegen.pages.plan_notes import all_plans
from sitegen.pages.point_lists import has_statuses, kommuner_with_dates
from sitegen.sweden import register
from sitegen.sweden.register import Kommun


class Followed(Record, frozen=True):
    """Something to follow: its anchor on the page, and the URLs of its feed, empty if there is no
    post in it yet, and of the feed of statuses and the calendar of the plans, if there are any."""

    anchor: str
    name: str
    official: str
    feed: str
    statuses: str = ""
    calendar: str = ""


class FollowedLan(Followed, frozen=True, kw_only=True):
    """A län with its kommuner in Swedish order: those with a feed, and those that have none yet,
    whose first post will come in the feed of the län."""

    kommuner: tuple[Followed, ...]
    coming: tuple[Followed, ...]


class FollowView(Record, frozen=True):
    """All that can be followed besides the whole blog, in Swedish order; themes with posts only."""

    lan: tuple[FollowedLan, ...]
    themes: tuple[Followed, ...]
    plans: Followed | None


def pages(site: Site) -> Iterator[Page]:
    """One page, once there is a feed."""
    if not site.posts:
        return
    told = {plan.meta.kommun for plan in all_plans(site) if has_statuses(site, (plan,))}
    ways = _Ways(frozenset(told), kommuner_with_dates(site))
    lan = tuple(_followed_lan(site, ways))
    themes = tuple(
        _choice(urls.theme(slug), theme.name, theme.name, has_feed=True)
        for slug, theme in site.themes.items()
        if slug in site.by_theme
    )
    plans = _plans(ways)
    kommuner = (each for one in lan for each in (*one.kommuner, *one.coming))
    yield Page(
        url=urls.FOLLOW,
        template="folj.html",
        view=FollowView(lan, themes, plans),
        anchors=tuple(each.anchor for each in (*lan, *kommuner, *themes, *filter(None, (plans,)))),
    )


class _Ways(NamedTuple):
    """The kommuner with a feed of statuses, and those with a calendar."""

    told: frozenset[str]
    dated: frozenset[str]


def _plans(ways: _Ways) -> Followed | None:
    """What can be followed of the plans of all kommuner."""
    if not (ways.told or ways.dated):
        return None
    return Followed(
        urls.follow(urls.PLANS).partition("#")[2],
        "Planerna",
        "Planerna i alla kommuner",
        "",
        urls.statuses(urls.PLANS) if ways.told else "",
        urls.calendar(urls.PLANS) if ways.dated else "",
    )


def _followed_lan(site: Site, ways: _Ways) -> Iterator[FollowedLan]:
    posts = site.by_lan
    for lan, slugs in register.by_lan(register.kommuner()):
        kommuner = [(slug in site.by_kommun, register.kommuner()[slug]) for slug in slugs]
        own = _choice(urls.lan(lan.slug), lan.name, lan.name, has_feed=lan.slug in posts)
        yield FollowedLan(
            own.anchor,
            own.name,
            own.official,
            own.feed,
            kommuner=tuple(_of(each, True, ways) for told, each in kommuner if told),
            coming=tuple(_of(each, False, ways) for told, each in kommuner if not told),
        )


def _of(kommun: Kommun, has_feed: bool, ways: _Ways) -> Followed:
    url = urls.kommun(kommun.slug)
    return replace(
        _choice(url, kommun.name, kommun.official, has_feed=has_feed),
        statuses=urls.statuses(url) if kommun.slug in ways.told else "",
        calendar=urls.calendar(url) if kommun.slug in ways.dated else "",
    )


def _choice(url: str, name: str, official: str, *, has_feed: bool) -> Followed:
    anchor = urls.follow(url).partition("#")[2]
    return Followed(anchor, name, official, urls.feed(url) if has_feed else "")
