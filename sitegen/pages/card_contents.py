"""What each drawn link preview shows, in words and marks, and its address.

A kommun that has been visited, a theme with posts and a plan that is agreed have one each; it draws
nothing.
"""

from __future__ import annotations

import msgspec

from sitegen.core import urls
from sitegen.core.digest import digest_of
from sitegen.images.social_card import RECIPE, Preview
from sitegen.mission.visits import Visit
from sitegen.model.plan import Plan
from sitegen.model.post import Post
from sitegen.model.site import Site
from sitegen.model.themes import Theme
from sitegen.pages.plan_notes import plan_card
from sitegen.sweden import periods, register, swedish

BLOG = "bloggen-"
KOMMUN, THEME, PLAN = "kommun--", "tema--", "plan--"
"""What the names of drawings begin with that are no post's; no slug ends in a hyphen or has two of
them together."""


def address_of(name: str, preview: Preview) -> str:
    """The URL of a drawing. It changes with the drawing, since other sites cache pictures long."""
    return urls.preview(name, digest_of(msgspec.msgpack.encode((RECIPE, preview))))


def blog_preview(site: Site) -> Preview:
    """The content of the drawn link preview of the whole blog."""
    config = site.config
    return Preview(config.tagline or config.title, (), None, config.title)


def post_preview(site: Site, post: Post) -> Preview:
    """The content of a post's drawn link preview."""
    meta = post.meta
    occasion = site.occasions[post.path].lasting
    return Preview(meta.title, meta.kommun, meta.date.at.date(), site.config.title, occasion)


def kommun_preview(site: Site, slug: str) -> Preview | None:
    """The content of a kommun's: where it is, and the visits to it. None if there are none."""
    chain = site.visits.get(slug, ())
    if not chain:
        return None
    kommun = register.kommuner()[slug]
    visits = swedish.count(len(chain), "besök", "besök")
    when = _time_of(chain[-1])
    last = "senast " if len(chain) > 1 else ""
    return Preview(
        kommun.name,
        (slug,),
        None,
        site.config.title,
        label=register.all_lan()[kommun.lan].name,
        facts=f"{visits}, {last}{when}" if when else visits,
    )


def _time_of(visit: Visit) -> str:
    """When a visit was; empty if nobody knows."""
    if visit.period.last is None:
        return ""
    about = "omkring " if visit.assumed else ""
    return f"{about}{periods.format_period(visit.period)}"


def theme_preview(site: Site, theme: Theme) -> Preview | None:
    """The content of a theme's: how much is about it, and where. None if nothing is."""
    posts = [site.posts[path] for path in site.by_theme.get(theme.slug, ())]
    kommuner = tuple(sorted({slug for post in posts for slug in post.meta.kommun}))
    if not kommuner:
        return None
    written = swedish.count(len(posts), "inlägg", "inlägg")
    return Preview(
        theme.name,
        kommuner,
        None,
        site.config.title,
        label="Tema",
        facts=f"{written} om {swedish.count(len(kommuner), 'kommun', 'kommuner')}",
        is_passing=True,
    )


def plan_preview(site: Site, plan: Plan) -> Preview | None:
    """The content of a plan's: whose it is, since when, and what has become of its points. None if
    we do not know that it is agreed."""
    agreed = plan.meta.agreed
    if agreed is None:
        return None
    card = plan_card(site, plan)
    return Preview(
        card.kommun.name,
        (plan.meta.kommun,),
        None,
        site.config.title,
        occasion=periods.format_period(agreed) if agreed.last else "",
        label="Plan för handling",
        facts=swedish.capitalise(card.sum),
        squares=tuple(status.mark for status in card.statuses),
    )
