"""A page is a value: a URL, a template and the view that the template shows.

Here are the views that several kinds of page share, and how they are made from the site. View and
template decide the bytes, so a view holds nothing that its page does not show.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, TypeAlias

import msgspec

from sitegen.core import urls
from sitegen.core.problem import Problem, Root
from sitegen.core.record import Record
from sitegen.images.metadata import Kind
from sitegen.images.social_card import Preview
from sitegen.model import links
from sitegen.model.cards import Byline, Card
from sitegen.model.document import AnyDocument
from sitegen.model.post import Post
from sitegen.model.site import Site, author_of
from sitegen.pages import picture_html
from sitegen.prose import slots
from sitegen.prose.conversion import Heading

HEADINGS_FOR_CONTENTS = 4
"""A table of contents helps from this many headings on."""


class Page(Record, frozen=True, kw_only=True):
    """One file of the site made from a template.

    `source` is the file to point at when something is wrong with the page as a whole; `anchors`
    are the ids a link may name; `modified` goes into the sitemap, which lists only `listed` pages.
    """

    url: str
    template: str
    view: msgspec.Struct
    source: str = ""
    anchors: tuple[str, ...] = ()
    modified: date | None = None
    listed: bool = True


class File(Record, frozen=True):
    """One file of the site copied as it is; `stamp` or `digest` changes when its content does.

    `disk` is where its bytes lie; `source` is its path below `root`, by which authors know it.
    """

    url: str
    disk: str
    source: str
    stamp: tuple[int, ...] = ()
    digest: str = ""
    root: Root = "content"


class Derivative(File, frozen=True, kw_only=True):
    """A copy of a picture, so large and with nothing in it but pixels.

    `disk` is the original, and `digest` that of its shape.
    """

    width: int
    height: int
    kind: Kind
    ending: str


class Drawing(File, frozen=True, kw_only=True):
    """A link preview; its URL is made from what is on it, so it stays as long as that does."""

    disk: str = ""
    source: str = ""
    preview: Preview


class Generated(Record, frozen=True, kw_only=True):
    """One file of the site that is no HTML: `encode` makes its bytes from its view alone."""

    url: str
    view: msgspec.Struct
    encode: Callable[[Any], bytes]
    source: str = ""


AnyPage: TypeAlias = Page | Generated
"""What a page kind makes."""

Output: TypeAlias = Page | Generated | File
"""Whatever becomes a file of the site."""


class Body(Record, frozen=True):
    """A document's HTML: the digest it is stored under, and what goes into its slots.

    With `base`, the address of the document, its footnotes are found from elsewhere too.
    """

    digest: str
    fills: tuple[str, ...]
    base: str = ""


class Listing(Record, frozen=True):
    """One page of a long list, newest first. `number` is 0 on the newest page."""

    cards: tuple[Card, ...]
    number: int
    newer: str
    older: str


def byline_of(site: Site, post: Post) -> Byline | None:
    """Who has written a post, if anyone is named."""
    author = author_of(site, post)
    return Byline(author.name, author.description, author.guest) if author else None


def body_of(
    site: Site, document: AnyDocument, *, absolute: bool = False, below: bool = False
) -> Body:
    """The document's HTML with every local reference resolved; absolute for feeds.

    Where it stands `below` another picture, none in it is hurried up.
    """
    fills = []
    for each in document.references:
        shown = None
        if each.kind == "picture":
            shown = picture_html.find_picture(site, each.target, document.path, absolute=absolute)
        if shown:
            hurry = each.opens and not below
            fills.append(picture_html.picture_html(shown, each.text, hurry=hurry))
        else:
            address = _address(site, document, each.target, absolute=absolute)
            fills.append(slots.slot_html(each, address))
    own = urls.absolute(site.config.base_url, site.urls[document.path]) if absolute else ""
    return Body(document.body, tuple(fills), own)


def _address(site: Site, document: AnyDocument, target: str, *, absolute: bool) -> str:
    """What to write for a target; nothing when it leads nowhere."""
    url = links.resolve(site, target, document.path)
    if not url:
        return ""
    in_page = url.startswith("#")
    if absolute:
        own = site.urls[document.path] if in_page else ""
        return urls.absolute(site.config.base_url, own + url)
    return url if in_page else urls.href(site.config.base_url, url)


def contents_of(headings: tuple[Heading, ...]) -> tuple[Heading, ...]:
    """The main headings, when there are enough of them to be worth a table of contents."""
    if len(headings) < HEADINGS_FOR_CONTENTS:
        return ()
    main = tuple(heading for heading in headings if heading.level == 2)
    return main if len(main) >= HEADINGS_FOR_CONTENTS else ()


def paginate(url: str, cards: Sequence[Card], *, per_page: int) -> list[tuple[str, Listing]]:
    """Divide a list, newest first, into pages with their URLs.

    Pages are numbered from the oldest, so that a new post changes only the newest page and no
    link to an older one ever shows other posts; the newest page holds what is left over too.
    """
    full = max(len(cards) // per_page, 1)
    newest = len(cards) - (full - 1) * per_page
    address = {number: urls.numbered(url, number) for number in range(1, full)} | {full: url}
    pages = []
    for number in range(full, 0, -1):
        end = newest + (full - number) * per_page
        start = 0 if number == full else end - per_page
        listing = Listing(
            tuple(cards[start:end]),
            0 if number == full else number,
            address.get(number + 1, ""),
            address.get(number - 1, ""),
        )
        pages.append((address[number], listing))
    return pages


class RenderError(Exception):
    """A template failed; `problem` says where and why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem
