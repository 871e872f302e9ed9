"""The drawn link previews: one for each post without a picture of its own, and one for the blog."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.model.site import Site
from sitegen.pages import cover
from sitegen.pages.page import Drawing


def drawings(site: Site) -> Iterator[Drawing]:
    """Each drawing once; none if link previews are switched off."""
    if not site.config.link_previews:
        return
    preview = cover.blog_preview(site)
    yield Drawing(url=cover.address_of(cover.BLOG, preview), preview=preview)
    seen = set()
    for path, post in site.posts.items():
        if not cover.has_own_cover(site, post):
            preview = cover.preview_of(site, post)
            url = cover.address_of(post.slug, preview)
            if url not in seen:  # two posts may have the same slug, which a check reports
                seen.add(url)
                yield Drawing(url=url, source=path, preview=preview)
