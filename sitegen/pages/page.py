"""The types of output: a page (URL, template and view) and a file, and views that kinds share.

It renders and writes nothing. View and template decide the bytes of a page, so a view holds nothing
that its page does not show.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Generic, TypeAlias, TypeVar

import msgspec

from sitegen.core import urls
from sitegen.core.problem import Problem, Root
from sitegen.core.record import Record
from sitegen.documents.comments import COMMENTS, Comment
from sitegen.documents.discussions import (
    CommentForm,
    CommentsView,
    CommentWriter,
    arrange_discussion,
    gather_comments,
)
from sitegen.documents.document import AnyDocument
from sitegen.images.metadata import Kind
from sitegen.images.social_card import Preview
from sitegen.model import links
from sitegen.model.cards import Byline, Card
from sitegen.model.post import Post
from sitegen.model.site import Site, author_of, is_usual, last_day_to_comment
from sitegen.pages import picture_html
from sitegen.prose import slots
from sitegen.prose.headings import Heading
from sitegen.sweden import swedish

HEADINGS_FOR_CONTENTS = 4
"""The least number of headings for a table of contents."""


class Page(Record, frozen=True, kw_only=True):
    """One file of the site made from a template.

    `source` is the file that problems with the page as a whole point at; `anchors` are the ids that
    links may point at; `modified` goes into the sitemap, which lists only `listed` pages.
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

    `disk` is the path of its bytes; `source` is its path below `root`, as authors know it.
    """

    url: str
    disk: str
    source: str
    stamp: tuple[int, ...] = ()
    digest: str = ""
    root: Root = "content"


class Derivative(File, frozen=True, kw_only=True):
    """A copy of a picture, scaled to a given width and without metadata.

    `disk` is the path of the original, and `digest` the digest of its shape.
    """

    width: int
    height: int
    kind: Kind
    extension: str


class Drawing(File, frozen=True, kw_only=True):
    """A drawn link preview; its URL is a digest of its content, so it changes only with that.

    `shows` is what it shows, in Swedish.
    """

    disk: str = ""
    source: str = ""
    preview: Preview
    shows: str = ""


class Generated(Record, frozen=True, kw_only=True):
    """One file of the site that is not HTML: `encode` makes its bytes from its view alone."""

    url: str
    view: msgspec.Struct
    encode: Callable[[Any], bytes]
    source: str = ""


AnyPage: TypeAlias = Page | Generated
"""The output of a page kind."""

Output: TypeAlias = Page | Generated | File
"""Everything that becomes a file of the site."""


T = TypeVar("T")


class Body(Record, frozen=True):
    """A document's HTML: the digest it is stored under, and what goes into its slots.

    `base`, the document's address, makes links to its footnotes work on other pages too.
    """

    digest: str
    fills: tuple[str, ...]
    base: str = ""


class Listing(Record, Generic[T], frozen=True):
    """One page of a long list, newest first. `number` is 0 on the newest page; on the others,
    whose items stay, `span` says from when these are."""

    items: tuple[T, ...]
    number: int
    newer: str
    older: str
    span: str = ""


def byline_of(site: Site, post: Post) -> Byline | None:
    """The author of a post, None if it names none."""
    author = author_of(site, post)
    if author is None:
        return None
    return Byline(
        name=author.name,
        url=urls.author(author.slug) if author.slug else "",
        role=author.role,
        description="" if is_usual(site, author) else author.description,
        guest=author.guest,
    )


def body_of(
    site: Site, document: AnyDocument, *, absolute: bool = False, below: bool = False
) -> Body:
    """The document's HTML with every local reference resolved; absolute for feeds.

    With `below`, the page shows another picture above it, so none of its own is loaded eagerly.
    """
    fills = []
    for each in document.references:
        shown = None
        if each.kind == "picture":
            shown = picture_html.find_picture(site, each.target, document.path, absolute=absolute)
        if shown:
            eager = each.opens and not below
            fills.append(picture_html.picture_html(shown, each.text, eager=eager))
        else:
            address = _address(site, document, each.target, absolute=absolute)
            fills.append(slots.slot_html(each, address))
    own = urls.absolute(site.config.base_url, site.urls[document.path]) if absolute else ""
    return Body(document.body, tuple(fills), own)


def comments_of(site: Site) -> dict[str, tuple[Comment, ...]]:
    """The comments of every text by its slug; see `gather_comments`."""
    return gather_comments(site.documents.get(COMMENTS.name, {}).values())


def comments_below(
    site: Site, document: AnyDocument, comments: Mapping[str, tuple[Comment, ...]]
) -> CommentsView | None:
    """What is below a text, of all `comments` by slug; None if there is nothing."""

    def find_author(key: str) -> CommentWriter | None:
        author = site.authors.get(key)
        return CommentWriter(author.name, urls.author(author.slug)) if author else None

    written, form = comments.get(document.slug), _form_of(site, document)
    found = arrange_discussion(written, find_author, document.anchors) if written else None
    return CommentsView(found, form) if found or form else None


def _form_of(site: Site, document: AnyDocument) -> CommentForm | None:
    settings = site.config.comments
    if settings is None or not settings.form or not document.meta.comments:
        return None
    contact = settings.notify or (site.config.contact.email if site.config.contact else "")
    if not settings.endpoint and not contact:
        return None
    until = last_day_to_comment(site, document)
    policy = next((each for each in site.pages.values() if each.slug == settings.policy), None)
    return CommentForm(
        slug=document.slug,
        endpoint=settings.endpoint,
        email="" if settings.endpoint else contact,
        until=until,
        is_open=not site.config.closed and (until is None or site.today <= until),
        policy=(policy.meta.title, site.urls[policy.path]) if policy else None,
    )


def _address(site: Site, document: AnyDocument, target: str, *, absolute: bool) -> str:
    """The address to write for a target; empty if the link is broken."""
    url = links.resolve(site, target, document.path)
    if not url:
        return ""
    in_page = url.startswith("#")
    if absolute:
        own = site.urls[document.path] if in_page else ""
        return urls.absolute(site.config.base_url, own + url)
    return url if in_page else urls.href(site.config.base_url, url)


def contents_of(headings: tuple[Heading, ...]) -> tuple[Heading, ...]:
    """The main headings, if there are enough of them for a table of contents."""
    if len(headings) < HEADINGS_FOR_CONTENTS:
        return ()
    main = tuple(heading for heading in headings if heading.level == 2)
    return main if len(main) >= HEADINGS_FOR_CONTENTS else ()


def paginate(
    url: str,
    items: Sequence[T],
    *,
    per_page: int,
    day: Callable[[T], date | None] | None = None,
) -> list[tuple[str, Listing[T]]]:
    """Divide a list, newest first, into pages with their URLs.

    Pages are numbered from the oldest, so that a new post changes only the newest page, and a link
    to an older page always shows the same posts. The newest page takes the remainder too. `day` is
    the day of an item, which only items other than cards need.
    """
    full = max(len(items) // per_page, 1)
    newest = len(items) - (full - 1) * per_page
    address = {number: urls.numbered(url, number) for number in range(1, full)} | {full: url}
    pages = []
    for number in range(full, 0, -1):
        end = newest + (full - number) * per_page
        shown = tuple(items[0 if number == full else end - per_page : end])
        listing = Listing(
            shown,
            0 if number == full else number,
            address.get(number + 1, ""),
            address.get(number - 1, ""),
            "" if number == full else _span_of(map(day or _day_of, shown)),
        )
        pages.append((address[number], listing))
    return pages


def _day_of(item: object) -> date | None:
    return item.date.at.date() if isinstance(item, Card) else None


def _span_of(days: Iterable[date | None]) -> str:
    known = [day for day in days if day]
    return swedish.format_span(min(known), max(known)) if known else ""


class RenderError(Exception):
    """A template failed; `problem` says where and why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


class LinesView(Record, frozen=True):
    """The lines of a machine-readable file."""

    lines: tuple[str, ...]


def encode_lines(view: LinesView) -> bytes:
    """The bytes of such a file."""
    return "".join(f"{line}\n" for line in view.lines).encode()
