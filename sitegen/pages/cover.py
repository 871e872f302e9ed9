"""Covers: the picture shown with a shared link, either a post's own or a drawn link preview.

It decides what the picture is and its URL; it opens and draws no picture.
"""

from __future__ import annotations

import msgspec

from sitegen.core import urls
from sitegen.core.digest import digest_of
from sitegen.core.record import Record
from sitegen.images.metadata import plain_width
from sitegen.images.social_card import HEIGHT, WIDTH, Preview
from sitegen.model import links
from sitegen.model.post import Post
from sitegen.model.site import Site


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
    preview = preview_of(site, post)
    return _drawn(address_of(post.slug, preview), preview)


def blog_cover(site: Site) -> Cover | None:
    """The picture of every page that is not a post."""
    if not site.config.link_previews:
        return None
    preview = blog_preview(site)
    return _drawn(address_of(BLOG, preview), preview)


def preview_of(site: Site, post: Post) -> Preview:
    """The content of a post's drawn link preview."""
    meta = post.meta
    return Preview(meta.title, meta.kommun, meta.date.at.date(), site.config.title)


def blog_preview(site: Site) -> Preview:
    """The content of the drawn link preview of the whole blog."""
    config = site.config
    return Preview(config.tagline or config.title, (), None, config.title)


BLOG = "bloggen-"
"""The slug of the blog's own picture; no post's slug ends in a hyphen."""


def address_of(slug: str, preview: Preview) -> str:
    """The URL of a drawing. It changes with the drawing, since other sites cache pictures long."""
    return urls.preview(slug, digest_of(msgspec.msgpack.encode(preview)))


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


def _drawn(url: str, preview: Preview) -> Cover:
    return Cover(url, WIDTH, HEIGHT, f"{preview.title} – {preview.blog}")
