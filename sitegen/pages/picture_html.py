"""Pictures on pages: the copies that a browser can choose from, and their HTML.

It knows the copies from a picture's shape, and opens no picture.
"""

from __future__ import annotations

from html import escape

from sitegen.core import urls
from sitegen.core.record import Record
from sitegen.images.metadata import Shape, plain_width, widths_of
from sitegen.model import links
from sitegen.model.post import Post
from sitegen.model.site import Site

SIZES = "(min-width: 42rem) 38rem, 92vw"
"""The width of a picture on the page, that of the stylesheet's text column (--measure, --edge)."""


class ShownPicture(Record, frozen=True):
    """A picture as a page shows it, its addresses not escaped: one in a format that every browser
    reads, and `srcset` of smaller files (WebP) by width. `width` and `height` are those of the
    largest copy.

    A drawing may be transparent, and is made for a light background. A plain picture is for
    programs that understand `src` only.
    """

    src: str
    width: int
    height: int
    srcset: str = ""
    is_drawing: bool = False
    is_plain: bool = False


def find_picture(
    site: Site, target: str, from_path: str, *, absolute: bool = False
) -> ShownPicture | None:
    """How to show a picture named in the document at `from_path`; None if the blog has no such
    picture. Feeds get one plain copy at its absolute address, since feed readers know little HTML.
    """
    if urls.is_external(target):
        return None
    path = links.divide(target, from_path).path
    shape = site.pictures.shapes.get(path)
    if shape is None:
        return None
    return _absolute(site, path, shape) if absolute else _in_page(site, path, shape)


def main_picture_html(site: Site, post: Post, *, absolute: bool = False) -> str:
    """The HTML of the picture that represents a post, to stand above its text; empty if the post
    has none, or shows it in the text anyway."""
    image = post.meta.image
    if image is None:
        return ""
    named = [image.src.text, *(each.target for each in links.of_kind(post, "picture"))]
    path, *in_text = (links.divide(target, post.path).path for target in named)
    if path in in_text:
        return ""
    shown = find_picture(site, image.src.text, post.path, absolute=absolute)
    return picture_html(shown, image.alt, eager=True) if shown else ""


def _absolute(site: Site, path: str, shape: Shape) -> ShownPicture:
    src = urls.absolute(site.config.base_url, links.plain_url(site, path, shape))
    wide = plain_width(shape)
    return ShownPicture(src, wide, shape.height_at(wide), is_plain=True)


def _in_page(site: Site, path: str, shape: Shape) -> ShownPicture:
    base = site.config.base_url
    src = urls.href(base, links.plain_url(site, path, shape))
    if shape.kind == "svg":
        return ShownPicture(src, shape.width, shape.height, is_drawing=True)
    widths = widths_of(shape)
    choice = (
        f"{urls.href(base, links.picture_url(path, shape, width=width, extension='webp'))} {width}w"
        for width in widths
    )
    height = shape.height_at(widths[-1])
    is_drawing = shape.kind != "photo"
    return ShownPicture(src, widths[-1], height, ", ".join(choice), is_drawing=is_drawing)


def picture_html(shown: ShownPicture, text: str, *, eager: bool = False, sizes: str = SIZES) -> str:
    """The HTML of a picture with an alternative text, which `slots.fill` inserts.

    With `eager` it is loaded eagerly, for pictures at the top of a page; others are loaded lazily.
    `sizes` is its width on the page, as the attribute of that name has it.
    """
    image = (
        f'<img src="{escape(shown.src)}" width="{shown.width}" height="{shown.height}"'
        f' alt="{escape(text)}"'
    )
    if shown.is_plain:
        return f"{image}>"
    if shown.is_drawing:
        image += ' class="drawn"'
    image += ' fetchpriority="high">' if eager else ' loading="lazy" decoding="async">'
    if not shown.srcset:
        return image
    source = f'<source type="image/webp" srcset="{escape(shown.srcset)}" sizes="{sizes}">'
    return f"<picture>{source}{image}</picture>"
