"""What a browser makes of a page: its shape without its words, and all in it that could do harm.

Lexbor, a parser of its own kin that follows the HTML standard, reads the page beside Python's own
`html.parser`: a sanitiser that is fooled by one way of reading is not fooled by three.
"""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as etree
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

TAGS = frozenset(
    """a abbr b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em
    figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p picture pre q s samp section
    small source span strong sub summary sup table tbody td tfoot th thead time tr u ul var
    wbr""".split()  # noqa: SIM905
)
"""The elements that an author's text may become; nothing here runs, loads, submits or restyles."""

ATTRIBUTES = frozenset(
    """alt aria-label cite class colspan data-host datetime decoding dir fetchpriority height href
    hreflang id lang loading open reversed role rowspan scope sizes span src srcset start
    tabindex title type value width""".split()  # noqa: SIM905
)
"""Their attributes."""

CLASSES = frozenset(
    """align-center align-left align-right anchor credit drawn film footnote-backref footnote-ref
    footnotes headed link picture quote table toc""".split()  # noqa: SIM905
)
"""The classes among them: an author's text cannot dress up as a part of the page."""

ADDRESSES = frozenset(("href", "src", "cite", "srcset", "action", "formaction", "poster", "data"))
SCHEMES = frozenset(("http", "https", "mailto", "tel"))

Shape = tuple[Any, ...]


def find_dangers(html: str) -> list[str]:
    """Everything in a page that no author's text may become, as a browser would see it."""
    return sorted({*_in_tree(LexborHTMLParser(html)), *_in_tags(html)})


def _in_tree(page: LexborHTMLParser) -> Iterator[str]:
    for element in page.css("body *"):
        yield from _find_in(element.tag, element.attributes)


def _in_tags(html: str) -> Iterator[str]:
    for tag, attributes in _Tags(html).tags:
        yield from _find_in(tag, attributes)


def _find_in(tag: str | None, attributes: dict[str, str | None]) -> Iterator[str]:
    if tag not in TAGS:
        yield f"<{tag}>"
    for name, value in attributes.items():
        if name not in ATTRIBUTES:
            yield f"<{tag} {name}>"
        if name in ADDRESSES and scheme_of(value or "") not in {*SCHEMES, ""}:
            yield f"<{tag} {name}={value}>"
        if name == "class" and not CLASSES.issuperset((value or "").split()):
            yield f"<{tag} class={value}>"


def scheme_of(address: str) -> str:
    """The scheme of an address as browsers find it; empty for one that has none.

    Source: the URL standard, basic URL parser: spaces and controls at the ends are stripped, tabs
    and newlines removed anywhere.
    """
    clean = re.sub(r"[\t\n\r]", "", address.strip("".join(map(chr, range(0x21)))))
    found = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):", clean)
    return found[1].lower() if found else ""


class _Tags(HTMLParser):
    """The tags of a page in order, as Python's parser sees them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def shape_of(path: str, data: bytes) -> Shape:
    """A file of the site without its words: two that differ only in words have the same shape."""
    text = data.decode()
    if path.endswith(".xml"):
        return _xml_shape(etree.fromstring(text))
    if path.endswith((".json", ".webmanifest")):
        return ("json", _json_shape(json.loads(text)))
    if path.endswith(".txt"):
        return ("lines", tuple(line.partition(":")[0] for line in text.splitlines()))
    root = LexborHTMLParser(text).root
    assert root is not None
    return _html_shape(root), tuple(_flat(*each) for each in _outside_prose(text))


def prose_of(path: str, data: bytes) -> list[str]:
    """What an author's texts became in a page or a feed."""
    text = data.decode()
    if path.endswith("feed.xml"):
        feed = etree.fromstring(text)
        return [each.text or "" for each in feed.iter("{http://www.w3.org/2005/Atom}content")]
    if path.endswith("feed.json"):
        return [each["content_html"] for each in json.loads(text)["items"]]
    if path.endswith(".html"):
        return [
            each.inner_html or "" for each in LexborHTMLParser(text).css("div.prose, nav.contents")
        ]
    return []


def _html_shape(node: LexborNode) -> Shape:
    attributes = node.attributes
    flat = _flat(node.tag or "", attributes)
    if attributes.get("class") == "prose":
        return flat
    if node.tag == "script":
        return flat, _script_shape(attributes, node.text())
    children = node.iter(include_text=False)
    return flat, tuple(_html_shape(each) for each in children if not _is_contents(each))


def _is_contents(node: LexborNode) -> bool:
    """Whether this is the list of a text's headings, which comes and goes with them."""
    return node.attributes.get("class") == "contents"


def _script_shape(attributes: dict[str, str | None], text: str) -> Any:
    return (
        _json_shape(json.loads(text)) if attributes.get("type") == "application/ld+json" else text
    )


def _flat(tag: str, attributes: dict[str, str | None]) -> Shape:
    """A tag, the names of its attributes, and what its addresses would do."""
    names = tuple(sorted(attributes))
    schemes = tuple(scheme_of(attributes[name] or "") for name in names if name in ADDRESSES)
    return tag, names, schemes, attributes.get("class")


def _outside_prose(text: str) -> Iterator[tuple[str, dict[str, str | None]]]:
    """The tags of a page's head and frame, before and after what an author's text became."""
    before, _, rest = text.partition('<div class="text">')
    after = rest.rpartition('<footer class="')[2] if rest else ""
    yield from _Tags(before).tags
    yield from _Tags(after).tags


def _xml_shape(element: etree.Element) -> Shape:
    return element.tag, tuple(sorted(element.attrib)), tuple(map(_xml_shape, element))


def _json_shape(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _json_shape(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_json_shape(each) for each in value]
    return type(value).__name__
