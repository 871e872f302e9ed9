"""The chrome: what every page shows of the site as a whole, made once per build.

It may hold nothing that changes when a post does, or each edit would rewrite every page.
"""

from __future__ import annotations

from collections.abc import Mapping

from sitegen.core import http_policy, urls
from sitegen.core.record import Record
from sitegen.model.cards import Term
from sitegen.model.settings import Contact
from sitegen.model.site import Site
from sitegen.pages.cover import Cover, blog_cover

MENU = (
    Term("Besök", urls.HOME),
    Term("Karta", urls.KARTA),
    Term("Kommuner", urls.KOMMUNER),
    Term("Teman", urls.THEMES),
    Term("Arkiv", urls.ARCHIVE),
)


class Chrome(Record, frozen=True, kw_only=True):
    """What templates call `site`. `assets` gives the URL of each file in assets/ by its name,
    `policy` what a page may do, for hosts that cannot set headers."""

    title: str
    tagline: str
    description: str
    language: str
    base_url: str
    contact: Contact | None
    menu: tuple[Term, ...]
    footer: tuple[Term, ...]
    feed: str
    search: str
    cover: Cover | None
    policy: str
    assets: Mapping[str, str]


def chrome_of(site: Site, assets: Mapping[str, str]) -> Chrome:
    """The chrome of `site`, whose assets have the URLs given."""
    config = site.config
    search = (Term("Sök", urls.SEARCH),) if config.search and site.posts else ()

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
        menu=MENU + linked_from("sidhuvud") + search,
        footer=linked_from("sidfot"),
        feed=urls.feed(urls.HOME) if site.posts else "",
        search=urls.SEARCH if search else "",
        cover=blog_cover(site),
        policy=http_policy.PAGE,
        assets=assets,
    )
