"""The rules for feeds: what the W3C Feed Validation Service says of Atom (RFC 4287), and the
specification of JSON Feed 1.1.

Each rule of Atom is named after its page in the validator's documentation (docs/error and
docs/warning of its source), and yields what is wrong.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime
from html.parser import HTMLParser
from typing import NamedTuple

import msgspec

ATOM = "{http://www.w3.org/2005/Atom}"
XHTML = "{http://www.w3.org/1999/xhtml}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


class Feed(NamedTuple):
    """A feed as it was fetched from `url`."""

    url: str
    data: bytes
    root: etree.Element

    @property
    def entries(self) -> list[etree.Element]:
        return self.root.findall(f"{ATOM}entry")


def read_feed(url: str, data: bytes) -> Feed:
    """Raises ParseError: SAXError in the validator's words."""
    return Feed(url, data, etree.fromstring(data))


def missing_namespace(feed: Feed) -> Iterator[str]:
    if feed.root.tag != f"{ATOM}feed":
        yield feed.root.tag


def undefined_element(feed: Feed) -> Iterator[str]:
    known = {
        "feed": "author category contributor generator icon id link logo rights subtitle title "
        "updated entry",
        "entry": "author category content contributor id link published rights source summary "
        "title updated",
        "author": "name uri email",
    }
    for parent in feed.root.iter():
        if parent.get("type") == "xhtml" or parent.tag.startswith(XHTML):
            continue
        allowed = known.get(parent.tag.removeprefix(ATOM), "").split()
        for child in parent:
            if child.tag.removeprefix(ATOM) not in allowed:
                yield f"{child.tag} in {parent.tag}"


def missing_xhtml_div(feed: Feed) -> Iterator[str]:
    """RFC 4287, 3.1.1.3: all of an XHTML text is in one div."""
    for element in feed.root.iter():
        if element.get("type") == "xhtml":
            around = "".join(filter(None, (element.text, *(child.tail for child in element))))
            if [child.tag for child in element] != [f"{XHTML}div"] or around.strip():
                yield element.tag


def not_xhtml(feed: Feed) -> Iterator[str]:
    """What an XHTML text consists of, and that its links are whole: also ContainsRelRef."""
    for text in feed.root.iter():
        for element in text.iter() if text.get("type") == "xhtml" else ():
            if element is not text and not element.tag.startswith(XHTML):
                yield element.tag
            if not re.match("https?://|mailto:", element.get("href", "mailto:")):
                yield element.get("href", "")


def not_utf8(feed: Feed) -> Iterator[str]:
    if not feed.data.startswith(b'<?xml version="1.0" encoding="utf-8"?>'):
        yield feed.data[:40].decode(errors="replace")
    feed.data.decode("utf-8")


def missing_element(feed: Feed) -> Iterator[str]:
    for parent in (feed.root, *feed.entries):
        for name in ("id", "title", "updated"):
            if not (parent.findtext(f"{ATOM}{name}") or "").strip():
                yield f"{name} in {parent.tag}"
    with_author = (feed.root, *feed.entries)
    if not all((each.findtext(f"{ATOM}author/{ATOM}name") or "").strip() for each in with_author):
        yield "author"


def duplicate_element(feed: Feed) -> Iterator[str]:
    for parent in (feed.root, *feed.entries):
        counts = Counter(child.tag.removeprefix(ATOM) for child in parent)
        for name in counts.keys() - {"author", "category", "contributor", "entry", "link"}:
            if counts[name] > 1:
                yield name


def missing_self(feed: Feed) -> Iterator[str]:
    if not find_links(feed.root, "self"):
        yield "self"


def self_doesnt_match_location(feed: Feed) -> Iterator[str]:
    for link in find_links(feed.root, "self"):
        if link.get("href") != feed.url:
            yield link.get("href", "")


def missing_content_or_alternate(feed: Feed) -> Iterator[str]:
    for parent in (feed.root, *feed.entries):
        if not find_links(parent, "alternate"):
            yield parent.findtext(f"{ATOM}id") or ""


def duplicate_atom_link(feed: Feed) -> Iterator[str]:
    for parent in (feed.root, *feed.entries):
        kinds = Counter(link.get("type") for link in find_links(parent, "alternate"))
        yield from (str(kind) for kind, count in kinds.items() if count > 1)


def duplicate_entries(feed: Feed) -> Iterator[str]:
    ids = Counter(entry.findtext(f"{ATOM}id") or "" for entry in feed.entries)
    yield from (each for each, count in ids.items() if count > 1)


def invalid_tag(feed: Feed) -> Iterator[str]:
    """RFC 4151: tag:authority,date:specific."""
    pattern = re.compile(r"tag:[a-z0-9.-]+,\d{4}(?:-\d\d){0,2}:[\w.~!$&'()*+,;=:@/?%-]*", re.ASCII)
    for element in feed.root.iter(f"{ATOM}id"):
        if not pattern.fullmatch(element.text or ""):
            yield element.text or ""


def invalid_rfc3339_date(feed: Feed) -> Iterator[str]:
    pattern = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")
    for name in ("updated", "published"):
        for element in feed.root.iter(f"{ATOM}{name}"):
            if not pattern.fullmatch(element.text or ""):
                yield element.text or ""


def implausible_date(feed: Feed) -> Iterator[str]:
    for entry in feed.entries:
        published = datetime.fromisoformat(entry.findtext(f"{ATOM}published") or "")
        updated = datetime.fromisoformat(entry.findtext(f"{ATOM}updated") or "")
        if not 1990 < published.year < 2100 or updated < published:
            yield f"{published} {updated}"


def invalid_language(feed: Feed) -> Iterator[str]:
    if not re.fullmatch("[a-z]{2}(?:-[A-Z]{2})?", feed.root.get(LANG, "")):
        yield feed.root.get(LANG, "")


def invalid_mime_type(feed: Feed) -> Iterator[str]:
    kinds = {"self": "application/atom+xml", "alternate": "text/html"}
    for link in feed.root.iter(f"{ATOM}link"):
        if link.get("type") != kinds.get(link.get("rel", ""), ""):
            yield f"{link.get('rel')} {link.get('type')}"
    for content in feed.root.iter(f"{ATOM}content"):
        if content.get("type") != "html":
            yield str(content.get("type"))


def invalid_full_link(feed: Feed) -> Iterator[str]:
    """Also UriNotIri and NotURLEncoded: a whole address in ASCII."""
    addresses = [link.get("href", "") for link in feed.root.iter(f"{ATOM}link")]
    addresses += [
        element.text or "" for name in ("icon", "uri") for element in feed.root.iter(ATOM + name)
    ]
    for address in addresses:
        if not re.fullmatch(r"https?://[\w.~!$&'()*+,;=:@/?%#-]+", address, re.ASCII):
            yield address


def attr_not_blank(feed: Feed) -> Iterator[str]:
    for category in feed.root.iter(f"{ATOM}category"):
        if not category.get("term", "").strip():
            yield "term"


def contains_html(feed: Feed) -> Iterator[str]:
    """A text without a type is taken as it stands: tags and entities would be seen."""
    pattern = re.compile(r"</?(?:a|b|br|em|i|p|span|strong|abbr|q)\b[^<>]*>|&(?:\w+|#\d+);")
    for name in ("title", "subtitle", "summary"):
        for element in feed.root.iter(f"{ATOM}{name}"):
            if element.get("type", "text") == "text" and pattern.search(element.text or ""):
                yield element.text or ""


class _Html(HTMLParser):
    """Finds what is wrong with a piece of HTML."""

    VOID = frozenset(("area", "br", "col", "hr", "img", "source", "track", "wbr"))
    FOREIGN = frozenset(("html", "head", "body", "title", "meta", "link", "base"))
    RISKY = frozenset(
        ("script", "style", "iframe", "object", "embed", "applet", "form", "input", "frame")
    )

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.found: list[tuple[str, str]] = []
        self.feed(text)
        self.close()
        self.found += [("not_html", f"<{tag}> stays open") for tag in self.open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self.FOREIGN:
            self.found.append(("html_fragment", tag))
        if tag in self.RISKY:
            self.found.append(("security_risk", tag))
        if tag not in self.VOID:
            self.open.append(tag)
        for name, value in attrs:
            if name.startswith("on") or name == "style":
                self.found.append(("security_risk_attr", name))
            if name in ("href", "src", "cite") and not re.match(
                "(?:https?://|mailto:)", value or ""
            ):
                self.found.append(("contains_rel_ref", value or ""))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.found.append(("not_html", f"</{tag}>"))


def _in_content(kind: str) -> Callable[[Feed], Iterator[str]]:
    def rule(feed: Feed) -> Iterator[str]:
        for content in feed.root.iter(f"{ATOM}content"):
            yield from (what for rule, what in _Html(content.text or "").found if rule == kind)

    rule.__name__ = kind
    return rule


def read_text(parent: etree.Element, name: str) -> str:
    """The words of a child of the feed or of an entry, whatever its type."""
    found = parent.find(ATOM + name)
    return "" if found is None else "".join(found.itertext())


def find_links(parent: etree.Element, rel: str) -> list[etree.Element]:
    return [link for link in parent.findall(f"{ATOM}link") if link.get("rel") == rel]


RULES: tuple[Callable[[Feed], Iterator[str]], ...] = (
    missing_namespace,
    undefined_element,
    missing_xhtml_div,
    not_xhtml,
    not_utf8,
    missing_element,
    duplicate_element,
    missing_self,
    self_doesnt_match_location,
    missing_content_or_alternate,
    duplicate_atom_link,
    duplicate_entries,
    invalid_tag,
    invalid_rfc3339_date,
    implausible_date,
    invalid_language,
    invalid_mime_type,
    invalid_full_link,
    attr_not_blank,
    contains_html,
    *map(
        _in_content,
        ("not_html", "html_fragment", "security_risk", "security_risk_attr", "contains_rel_ref"),
    ),
)


class Author(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """JSON Feed 1.1, “authors”."""

    name: str
    url: str = ""


class Item(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """JSON Feed 1.1, “Items”: what the specification demands, and what we give besides."""

    id: str
    url: str
    title: str
    content_html: str
    summary: str
    image: str = ""
    date_published: datetime
    date_modified: datetime
    authors: list[Author]
    tags: list[str]
    language: str


class JsonFeed(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """JSON Feed 1.1, “Top-level”."""

    version: str
    title: str
    home_page_url: str
    feed_url: str
    description: str = ""
    icon: str
    favicon: str
    authors: list[Author]
    language: str
    items: list[Item]


def find_wrong(url: str, feed: JsonFeed) -> Iterator[str]:
    """What types alone do not say."""
    if feed.version != "https://jsonfeed.org/version/1.1":
        yield "version"
    if feed.feed_url != url:
        yield "feed_url"
    addresses = [feed.home_page_url, feed.icon, feed.favicon, *(item.url for item in feed.items)]
    addresses += [item.image for item in feed.items if item.image]
    yield from (each for each in addresses if not re.match("https?://", each))
    if len({item.id for item in feed.items}) != len(feed.items):
        yield "id"
    for item in feed.items:
        if item.date_published.utcoffset() is None or item.date_modified.utcoffset() is None:
            yield f"{item.id}: date"
        if not item.authors or not item.title or not all(item.tags):
            yield f"{item.id}: empty"
        yield from (f"{item.id}: {rule} {what}" for rule, what in _Html(item.content_html).found)
