"""Trees: old HTML parsed as browsers do, and what can be asked of its elements.

It changes no text but takes who is quoted out of a quotation; what an element becomes, blocks.py
and inline.py decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from sitegen.prose.extensions import FILM_SITES

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "center", "dd", "details", "div", "dl"),
        *("dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hr", "legend"),
        *("li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "ul", "xmp"),
        *("iframe", "object", "embed", "video", "audio", "wp-embed", "wp-gallery", "tbody", "tr"),
        *("td", "th", "body", "html", "listing", "caption"),
        *HEADINGS,
    )
)
DROPPED = frozenset(
    ("script", "style", "template", "noscript", "svg", "head", "link", "meta", "textarea", "select")
)
PLAYED = frozenset(("iframe", "object", "embed", "video", "audio", "wp-embed"))
_EMBED_SITES = (
    *FILM_SITES,
    *("twitter.com", "x.com", "instagram.com", "facebook.com", "soundcloud.com", "spotify.com"),
    *("flickr.com", "slideshare.net", "ted.com", "dailymotion.com", "scribd.com", "issuu.com"),
    *("tiktok.com", "wordpress.tv", "sverigesradio.se", "open.spotify.com"),
)
RAW = frozenset(
    (
        *("table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption", "dl", "dt", "dd"),
        *("details", "summary", "p", "ul", "ol", "li", "strong", "b", "em", "i", "br", "code"),
        *("sup", "sub", "small", "abbr", "del", "ins", "u", "h2", "h3", "h4", "h5", "h6", "hr"),
        *("blockquote", "cite", "q", "mark"),
    )
)
"""Elements that stay in HTML which cannot be said in Markdown."""

_DYNAMIC = re.compile(r"wp:([\w/-]+)(?:\s+(\{.*\}))?\s*/", re.DOTALL)
ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
DEEPEST = 60
EDGES = re.compile(r"^((?:<br>|\s)*)(.*?)((?:<br>|\s)*)$", re.DOTALL)


def parse_html(text: str) -> LexborNode | None:
    """The body of some HTML, parsed as browsers do."""
    return LexborHTMLParser(f"<body>{text}</body>").body


def children_of(node: LexborNode) -> Iterator[LexborNode]:
    """The children of a node, texts and comments too."""
    child = node.child
    while child is not None:
        yield child
        child = child.next


def words_of(node: LexborNode) -> str:
    """The text that readers saw, without that of scripts and the like."""
    pieces = []
    for each in node.traverse(include_text=True):
        if each.tag == "-text":
            parent = each.parent
            if not (parent and parent.tag in ("script", "style", "noscript", "iframe", "template")):
                pieces.append(node_text(each))
        elif each.tag in BLOCKS or each.tag in ("br", "cite", "img"):
            pieces.append(" ")
    return "".join(pieces)


_WITHOUT_ANCHORS = DROPPED | {"table", "dl", "details", "pre", "xmp", "code", "button"}


def anchors_in(body: LexborNode) -> frozenset[str]:
    """The names of the places in a text that links of the same text can lead to."""
    return frozenset(
        name
        for node in body.css("[id], a[name]")
        if (name := node.attributes.get("id") or node.attributes.get("name") or "")
        and re.fullmatch(r"[\w.-]+", name)
        and not _lies_in(node, _WITHOUT_ANCHORS)
    )


def _lies_in(node: LexborNode | None, tags: frozenset[str]) -> bool:
    while node is not None:
        if node.tag in tags:
            return True
        node = node.parent
    return False


def take_source(node: LexborNode) -> str:
    """Who is quoted, if the quotation ends with that, which is taken out of it."""
    found = node.css("cite, footer")
    words = " ".join(node_text(found[-1]).split()) if found else ""
    if not words or not " ".join(node_text(node).split()).endswith(words):
        return ""
    found[-1].decompose()
    return words.lstrip("—–- ")


def lines_of(node: LexborNode) -> str:
    """The text of a node as it stands, with its line breaks."""
    found = node.traverse(include_text=True)
    return "".join("\n" if each.tag == "br" else each.text_content or "" for each in found)


def node_text(node: LexborNode) -> str:
    return (node.text_content or "") if node.tag == "-text" else node.text(deep=True)


def describe_comment(node: LexborNode) -> tuple[str, str] | None:
    """What to note of a comment: a block that WordPress fills in itself, or one of its marks."""
    text = re.sub(r"^<!--|-->$", "", node.html or "").strip()
    if found := _DYNAMIC.fullmatch(text):
        said = "block-empty", f"Blocket {found[1]} har inget innehåll i exporten."
        return said if found[1] != "footnotes" else None
    is_mark = text in ("nextpage", "more") or text.startswith("more ")
    return ("marker", f"Märket <!--{text}--> är borta.") if is_mark else None


def is_comment(node: LexborNode) -> bool:
    return node.tag in ("-comment", "_comment", "!--", "-doctype")


def holds_block(node: LexborNode) -> bool:
    """True for a block, and for an inline element around one."""
    if node.tag in BLOCKS:
        return True
    if node.tag in ("-text", "img", "br") or node.tag in DROPPED or is_comment(node):
        return False
    return any(each.tag in BLOCKS for each in node.traverse() if each.mem_id != node.mem_id)


def owner_of(node: LexborNode, tag: str = "figure") -> int:
    """The nearest element with this tag around a node."""
    above = node.parent
    while above is not None and above.tag != tag:
        above = above.parent
    return above.mem_id if above is not None else 0


def heading_levels(body: LexborNode) -> dict[int, int]:
    """The level of each heading here: from two on, and no level skipped."""
    found = [each for each in body.css("h1, h2, h3, h4, h5, h6") if node_text(each).strip()]
    levels: dict[int, int] = {}
    open_levels: list[int] = []
    for heading in sorted(found, key=lambda each: 0):
        level = int((heading.tag or "h2")[1])
        while open_levels and open_levels[-1] >= level:
            open_levels.pop()
        open_levels.append(level)
        levels[heading.mem_id] = min(1 + len(open_levels), 6)
    return levels


def is_layout_table(node: LexborNode, cells: list[list[LexborNode]]) -> bool:
    return len(cells) == 1 and len(cells[0]) == 1 and node.css_first("th, caption") is None


def is_plain_table(node: LexborNode, cells: list[list[LexborNode]]) -> bool:
    """True if Markdown can say the table: a row of headings, cells of one line, none joined."""
    width = len(cells[0])
    if node.css_first("caption, table table") is not None or width < 2 or len(cells) < 2:
        return False
    if not all(cell.tag == "th" for cell in cells[0]):
        return False
    return all(len(row) == width and all(map(_is_single, row)) for row in cells)


def _is_single(cell: LexborNode) -> bool:
    """True for a cell of one column and row that holds no blocks."""
    spans = [cell.attributes.get(name) or "1" for name in ("colspan", "rowspan")]
    return spans == ["1", "1"] and not any(holds_block(each) for each in children_of(cell))


def is_played(address: str) -> bool:
    host = (urlsplit(address).hostname or "").removeprefix("www.").removeprefix("m.")
    return host in _EMBED_SITES
