"""The drawn link previews: one for the blog, for each post without a picture of its own, and for
each visited kommun, theme with posts and agreed plan."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.images.social_card import Preview
from sitegen.model.site import Site
from sitegen.pages import card_contents, cover
from sitegen.pages.page import Drawing
from sitegen.pages.plan_notes import all_plans


def drawings(site: Site) -> Iterator[Drawing]:
    """Each drawing once; none if link previews are switched off."""
    if not site.config.link_previews:
        return
    seen = set()
    for name, preview, source, shows in _all(site):
        if preview:
            url = card_contents.address_of(name, preview)
            if url not in seen:  # two posts may have the same slug, which a check reports
                seen.add(url)
                yield Drawing(url=url, source=source, preview=preview, shows=shows)


def _all(site: Site) -> Iterator[tuple[str, Preview | None, str, str]]:
    """The name of each, what is on it, the file that it is made from, and what of that it shows."""
    yield card_contents.BLOG, card_contents.blog_preview(site), "", "bloggens namn och underrubrik"
    for path, post in site.posts.items():
        if not cover.has_own_cover(site, post):
            preview = card_contents.post_preview(site, post)
            yield post.slug, preview, path, "rubrik, kommun och datum"
    for slug in site.visits:
        name = f"{card_contents.KOMMUN}{slug}"
        yield name, card_contents.kommun_preview(site, slug), "", "besöken i kommunen"
    for slug, theme in site.themes.items():
        name = f"{card_contents.THEME}{slug}"
        yield name, card_contents.theme_preview(site, theme), "", "inläggen om temat"
    for plan in all_plans(site):
        name = f"{card_contents.PLAN}{plan.slug}"
        shows = "planen och vad som har blivit av den"
        yield name, card_contents.plan_preview(site, plan), plan.path, shows
