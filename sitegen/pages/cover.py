"""Covers: the picture shown with a shared link, a post's own or a drawn link preview.

It decides what the picture is and its URL; it opens and draws no picture.
"""

from __future__ import annotations

from sitegen.core.record import Record
from sitegen.images.metadata import plain_width
from sitegen.images.social_card import HEIGHT, WIDTH, Preview
from sitegen.model import links
from sitegen.model.plan import Plan
from sitegen.model.post import Post
from sitegen.model.site import Site
from sitegen.model.themes import Theme
from sitegen.pages import card_contents


class Cover(Record, frozen=True):
    """A picture for link previews and feeds, its size in pixels, and what it shows."""

    url: str
    width: int
    height: int
    alt: str


def cover_of(site: Site, post: Post) -> Cover | None:
    """The post's own picture, or the drawn one if the blog has link previews."""
    own = _own_cover(site, post)
    if own or not site.config.link_previews:
        return own
    return _drawn(post.slug, card_contents.post_preview(site, post))


def blog_cover(site: Site) -> Cover | None:
    """The picture of every page that has none of its own."""
    if not site.config.link_previews:
        return None
    return _drawn(card_contents.BLOG, card_contents.blog_preview(site))


def kommun_cover(site: Site, slug: str) -> Cover | None:
    """The picture of a kommun that has been visited; None: the blog's, if there is one."""
    if not site.config.link_previews:
        return None
    return _drawn(f"{card_contents.KOMMUN}{slug}", card_contents.kommun_preview(site, slug))


def theme_cover(site: Site, theme: Theme) -> Cover | None:
    """The picture of a theme with posts; None: the blog's, if there is one."""
    if not site.config.link_previews:
        return None
    return _drawn(f"{card_contents.THEME}{theme.slug}", card_contents.theme_preview(site, theme))


def plan_cover(site: Site, plan: Plan) -> Cover | None:
    """The picture of a plan that is agreed; None: the blog's, if there is one."""
    if not site.config.link_previews:
        return None
    return _drawn(f"{card_contents.PLAN}{plan.slug}", card_contents.plan_preview(site, plan))


def has_own_cover(site: Site, post: Post) -> bool:
    """True if a post has a picture of its own that other sites can show."""
    return _own_cover(site, post) is not None


def _own_cover(site: Site, post: Post) -> Cover | None:
    image = post.meta.image
    if image is None:
        return None
    path = links.divide(image.src.text, post.path).path
    shape = site.pictures.shapes.get(path)
    if shape is None or shape.kind == "svg":  # no site shows SVG with a link
        return None
    width = plain_width(shape)
    url = links.plain_url(site, path, shape)
    return Cover(url, width, shape.height_at(width), image.alt)


def _drawn(name: str, preview: Preview | None) -> Cover | None:
    if preview is None:
        return None
    url = card_contents.address_of(name, preview)
    return Cover(url, WIDTH, HEIGHT, f"{_words_of(preview)} – {preview.blog}")


def _words_of(preview: Preview) -> str:
    """What stands on a preview, for those who do not see it."""
    if not preview.label:
        return preview.title
    named = [preview.label, preview.title, preview.occasion]
    return f"{', '.join(filter(None, named))}: {preview.facts}"
