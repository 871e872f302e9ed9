"""What an export holds, as values: the blog, its terms and authors, items and comments.

It turns XML elements into values and leaves personal data behind: no e-mail address, IP address or
user agent of those who commented is in any of them. It reads no file.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from sitegen.core.digest import digest_of
from sitegen.core.record import Record
from sitegen.core.source import CONTROL
from sitegen.front_matter.field_types import INVISIBLE

_EXPORT = re.compile(r"\{https?://wordpress\.org/export/\d[\d.]*/(excerpt/)?\}(.+)")
_KNOWN = {
    "{http://purl.org/rss/1.0/modules/content/}encoded": "content",
    "{http://purl.org/dc/elements/1.1/}creator": "creator",
}
_KEPT_META = frozenset(
    (
        *("_thumbnail_id", "_wp_attached_file", "_wp_attachment_image_alt", "_wp_old_slug"),
        *("footnotes", "_wp_page_template"),
    )
)


TEXTS = ("post", "page")
"""The types of items that become texts."""

_SHOWS_FILES = re.compile(r"<img\b|\[gallery|\[caption|/uploads/|\.files\.wordpress\.com/")
_TAG = re.compile(r"<[^>]*>")
_SHORT_LINK = re.compile(r"[?&](?:p|page_id|attachment_id)=(\d+)$")
_LEAVES = {
    "trash": "i papperskorgen",
    "auto-draft": "påbörjat men aldrig sparat",
    "inherit": "en tidigare version",
}


class OldTerm(Record, frozen=True):
    """A category, tag or other term: its taxonomy, slug, and name."""

    taxonomy: str
    slug: str
    name: str
    parent: str = ""


class OldComment(Record, frozen=True, kw_only=True):
    """A comment without anything that identifies its writer but the name that readers saw."""

    id: str
    name: str
    date: str
    message: str
    parent: str
    approved: str
    kind: str
    url: str
    user: str


class Item(Record, frozen=True, kw_only=True):
    """A post, page, attachment or anything else that WordPress keeps as one."""

    id: str
    type: str
    title: str
    link: str
    slug: str
    status: str
    date: str
    modified: str
    writer: str
    content: str
    excerpt: str
    parent: str
    password: str
    sticky: bool
    file_url: str
    terms: tuple[OldTerm, ...]
    meta: tuple[tuple[str, str], ...]
    comments: tuple[OldComment, ...]
    line: int = 0

    def meta_of(self, key: str) -> str:
        """The value of a custom field, empty if it has none."""
        return next((value for name, value in self.meta if name == key), "")


class OldItem(Record, frozen=True, kw_only=True):
    """What the plan needs to know of an item; its text stays in the file. `spot` is its number
    among the items."""

    id: str
    type: str
    status: str
    title: str
    link: str
    slug: str
    date: str
    modified: str
    line: int
    spot: int
    parent: str
    file_url: str
    alt: str
    caption: str
    terms: tuple[OldTerm, ...]
    writer: str
    thumbnail: str
    has_password: bool
    is_sticky: bool
    shows_files: bool
    old_slugs: tuple[str, ...]
    digest: str
    comments: int

    @property
    def why_left(self) -> str:
        """Why a post or page does not come along, empty if it does."""
        is_numbered = re.fullmatch(r"\d+(?:-\d+)?", self.id) is not None
        return _LEAVES.get(self.status, "" if is_numbered else "saknar nummer i exporten")

    @property
    def comes_along(self) -> bool:
        """True for a post or page that is written."""
        return self.type in TEXTS and not self.why_left

    @property
    def writers(self) -> tuple[str, ...]:
        """The logins of those who wrote it, as the plugin Co-Authors Plus says, or WordPress."""
        guests = [
            each.slug.removeprefix("cap-") for each in self.terms if each.taxonomy == "author"
        ]
        return tuple(guests) or (self.writer,)


def element_name(element: Element) -> str:
    """The name of an element whatever the version of the export: `excerpt` for its excerpts."""
    tag = str(element.tag)
    if found := _EXPORT.fullmatch(tag):
        return "excerpt" if found[1] else found[2]
    return _KNOWN.get(tag, tag.rpartition("}")[2] if "purl.org" not in tag else "")


def read_fields(element: Element) -> dict[str, str]:
    """The text of each child by name; of two with one name the first that is not empty."""
    found: dict[str, str] = {}
    for child in element:
        name = element_name(child)
        if not found.get(name):
            found[name] = "".join(child.itertext())
    return found


def read_one(element: Element, line: int) -> Item:
    """The item that an element describes."""
    fields = read_fields(element)

    def word(name: str, default: str = "") -> str:
        return fields.get(name, default).strip()

    return Item(
        id=word("post_id") or _number_in(word("guid"), word("link")),
        type=word("post_type") or "post",
        title=" ".join(word("title").split()),
        link=word("link"),
        slug=word("post_name"),
        status=word("status") or "publish",
        date=word("post_date"),
        modified=word("post_modified"),
        writer=word("creator"),
        content=fields.get("content", ""),
        excerpt=word("excerpt"),
        parent=word("post_parent").lstrip("0"),
        password=word("post_password"),
        sticky=word("is_sticky") == "1",
        file_url=word("attachment_url"),
        terms=tuple(_item_terms(element)),
        meta=tuple(_meta_of(element)),
        comments=tuple(_comments_of(element)),
        line=line,
    )


def _number_in(*addresses: str) -> str:
    """The number of an item that does not say it, as a short link such as /?p=19 has it."""
    found = (_SHORT_LINK.search(address) for address in addresses)
    return next((number[1] for number in found if number), "")


def _item_terms(element: Element) -> Iterator[OldTerm]:
    seen = set()
    for child in element:
        if child.tag != "category":
            continue
        name = "".join(child.itertext()).strip()
        taxonomy = child.get("domain", "category")
        taxonomy = "post_tag" if taxonomy == "tag" else taxonomy
        slug = child.get("nicename", "") or name
        # WXR 1.0 writes each term twice, first without its short name.
        if name and (taxonomy, name) not in seen:
            seen.add((taxonomy, name))
            yield OldTerm(taxonomy, slug, name)


def _meta_of(element: Element) -> Iterator[tuple[str, str]]:
    for child in element:
        if element_name(child) == "postmeta":
            fields = read_fields(child)
            key = fields.get("meta_key", "").strip()
            if key in _KEPT_META:
                yield key, fields.get("meta_value", "").strip()


def _comments_of(element: Element) -> Iterator[OldComment]:
    for child in element:
        if element_name(child) != "comment" or not len(child):
            continue
        fields = read_fields(child)
        yield OldComment(
            id=fields.get("comment_id", "").strip(),
            name=" ".join(fields.get("comment_author", "").split()),
            date=fields.get("comment_date", "").strip(),
            message=fields.get("comment_content", "").strip(),
            parent=fields.get("comment_parent", "").strip().lstrip("0"),
            approved=fields.get("comment_approved", "1").strip(),
            kind=fields.get("comment_type", "").strip() or "comment",
            url=fields.get("comment_author_url", "").strip(),
            user=fields.get("comment_user_id", "").strip().lstrip("0"),
        )


def note_entry(item: Item, spot: int) -> OldItem:
    """What is remembered of an item while the rest of the export is read."""
    source = "\0".join((item.title, item.content, item.excerpt, item.date, item.status))
    return OldItem(
        id=item.id,
        type=item.type,
        status=item.status,
        title=plain_title(item.title),
        link=item.link,
        slug=item.slug,
        date=item.date,
        modified=item.modified,
        line=item.line,
        spot=spot,
        parent=item.parent,
        file_url=item.file_url,
        alt=" ".join(html.unescape(item.meta_of("_wp_attachment_image_alt")).split()),
        caption=plain_title(item.excerpt) if item.type == "attachment" else "",
        terms=item.terms,
        writer=item.writer,
        thumbnail=item.meta_of("_thumbnail_id"),
        has_password=bool(item.password),
        is_sticky=item.sticky,
        shows_files=_SHOWS_FILES.search(item.content) is not None
        or bool(item.meta_of("_thumbnail_id")),
        old_slugs=tuple(value for key, value in item.meta if key == "_wp_old_slug"),
        digest=digest_of(source.encode("utf-8", "replace"))[:12],
        comments=len(item.comments),
    )


def plain_title(text: str) -> str:
    """A title or caption as words of one line."""
    words = html.unescape(_TAG.sub("", html.unescape(text)))
    return " ".join(INVISIBLE.sub(" ", CONTROL.sub(" ", words)).split())
