"""Pictures as pages show them: which copies a browser may choose from, and the HTML that says so.

It knows what there is of a picture from its shape, and opens none.
"""

from __future__ import annotations

from html import escape

from sitegen.core import urls
from sitegen.core.record import Record
from sitegen.images.metadata import Shape, plain_width, widths_of
from sitegen.model import links
from sitegen.model.site import Site

SIZES = "(min-width: 42rem) 38rem, 92vw"
"""How wide a picture is shown: as the text column of the stylesheet (--measure, --edge)."""


class ShownPicture(Record, frozen=True):
    """A picture as a page shows it, with its addresses unescaped: one that every browser knows,
    and `srcset` of better ones (WebP) by width. `width` and `height` are those of the largest.

    A drawing may be transparent, and is made for light paper. A plain picture is for programs to
    which it must say nothing more.
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
    """How to show a picture named in the document at `from_path`; None when it is no picture of
    ours. Feeds, whose readers know little, get one plain copy at its absolute address."""
    if urls.is_external(target):
        return None
    path = links.divide(target, from_path).path
    shape = site.pictures.shapes.get(path)
    if shape is None:
        return None
    return _absolute(site, path, shape) if absolute else _in_page(site, path, shape)


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
        f"{urls.href(base, links.picture_url(path, shape, width=width, ending='webp'))} {width}w"
        for width in widths
    )
    height = shape.height_at(widths[-1])
    is_drawing = shape.kind != "photo"
    return ShownPicture(src, widths[-1], height, ", ".join(choice), is_drawing=is_drawing)


def picture_html(shown: ShownPicture, text: str, *, hurry: bool = False) -> str:
    """The HTML of a picture with an alternative text: what `prose.fill` puts in its slot.

    One that is seen at once is worth a `hurry`; others are loaded when they are nearly in view.
    """
    image = (
        f'<img src="{escape(shown.src)}" width="{shown.width}" height="{shown.height}"'
        f' alt="{escape(text)}"'
    )
    if shown.is_plain:
        return f"{image}>"
    if shown.is_drawing:
        image += ' class="drawn"'
    image += ' fetchpriority="high">' if hurry else ' loading="lazy" decoding="async">'
    if not shown.srcset:
        return image
    source = f'<source type="image/webp" srcset="{escape(shown.srcset)}" sizes="{SIZES}">'
    return f"<picture>{source}{image}</picture>"
