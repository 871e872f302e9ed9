"""The chrome: the data about the whole site that every page shows, made once per build.

It may hold nothing that changes with a post, or each edit would rewrite every page.
"""

from __future__ import annotations

from collections.abc import Mapping

from sitegen.core import http_policy, urls
from sitegen.core.record import Record
from sitegen.documents.settings import Contact, endpoint_of
from sitegen.model.cards import Term
from sitegen.model.site import Site
from sitegen.pages.cover import Cover, blog_cover
from sitegen.sweden.dates import Moment

MENU = (
    Term("Planer", urls.PLANS),
    Term("Kommuner", urls.KOMMUNER),
    Term("Karta", urls.KARTA),
    Term("Teman", urls.THEMES),
    Term("Inlägg", urls.ARCHIVE),
)


class Chrome(Record, frozen=True, kw_only=True):
    """What templates call `site`. `closed` is when the mission ended, None as long as it goes on.
    `assets` maps the name of each file in assets/ to its URL;
    `policy` is the Content-Security-Policy, written into pages for hosts that set no headers, and
    `form_policy` that of pages from which comments are sent."""

    title: str
    tagline: str
    description: str
    language: str
    base_url: str
    contact: Contact | None
    closed: Moment | None
    menu: tuple[Term, ...]
    footer: tuple[Term, ...]
    feed: str
    search: str
    cover: Cover | None
    policy: str
    form_policy: str
    assets: Mapping[str, str]


def chrome_of(site: Site, assets: Mapping[str, str]) -> Chrome:
    """The chrome of `site`; `assets` maps names to URLs."""
    config = site.config
    search = urls.SEARCH if config.search and site.posts else ""

    def linked_from(menu: str) -> tuple[Term, ...]:
        return tuple(
            Term(page.meta.title, site.urls[page.path])
            for page in site.pages.values()
            if page.meta.menu == menu
        )

    return Chrome(
        title=config.title,
        tagline=config.tagline,
        description=config.description,
        language=config.language,
        base_url=config.base_url,
        contact=config.contact,
        closed=config.closed,
        menu=MENU + linked_from("sidhuvud"),
        footer=linked_from("sidfot"),
        feed=urls.feed(urls.HOME) if site.posts else "",
        search=search,
        cover=blog_cover(site),
        policy=http_policy.PAGE,
        form_policy=http_policy.page_policy(http_policy.form_target(endpoint_of(config))),
        assets=assets,
    )
