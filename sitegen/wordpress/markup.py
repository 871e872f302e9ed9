"""Markup: the HTML of an old text as simple HTML that the Markdown library reads without loss.

It decides what each element becomes and notes what cannot be said; where links and pictures lead,
the `Resolver` says. It reads no file and writes no Markdown but single pieces.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape
from typing import NamedTuple, Protocol
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from sitegen.authoring.composition import compose_card, compose_picture
from sitegen.prose.extensions import FILM_SITES
from sitegen.wordpress.tokens import Tokens, hide, safe_address

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "center", "dd", "details", "div", "dl"),
        *("dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hr", "legend"),
        *("li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "ul", "xmp"),
        *("iframe", "object", "embed", "video", "audio", "wp-embed", "wp-gallery", "tbody", "tr"),
        *("td", "th", "body", "html", "listing", "caption"),
        *_HEADINGS,
    )
)
_DROPPED = frozenset(
    ("script", "style", "template", "noscript", "svg", "head", "link", "meta", "textarea", "select")
)
_PLAYED = frozenset(("iframe", "object", "embed", "video", "audio", "wp-embed"))
_STRONG, _EMPHASISED, _DELETED = ("b", "strong"), ("i", "em"), ("del", "s", "strike")
_KEPT_INLINE = frozenset(
    (
        *("sup", "sub", "small", "u", "ins", "kbd", "samp", "var", "abbr", "acronym", "cite"),
        *("q", "dfn", "time", "mark", "tt"),
    )
)
_RENAMED = {"acronym": "abbr", "tt": "code"}
_EMBED_SITES = (
    *FILM_SITES,
    *("twitter.com", "x.com", "instagram.com", "facebook.com", "soundcloud.com", "spotify.com"),
    *("flickr.com", "slideshare.net", "ted.com", "dailymotion.com", "scribd.com", "issuu.com"),
    *("tiktok.com", "wordpress.tv", "sverigesradio.se", "open.spotify.com"),
)
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
_DYNAMIC = re.compile(r"\s*wp:([\w/-]+)(?:\s+(\{.*\}))?\s*/\s*", re.DOTALL)
_DEEPEST = 60
_EDGES = re.compile(r"^((?:<br>|\s)*)(.*?)((?:<br>|\s)*)$", re.DOTALL)


class Shown(NamedTuple):
    """A picture that the text can show: its path beside the text, or empty; with its words."""

    target: str
    alt: str
    caption: str = ""


class Resolver(Protocol):
    """Says where links and pictures of one text lead, and keeps the notes about it."""

    def link(self, address: str) -> str | None:
        """What to write for the address of a link; None if only its words are to stay."""

    def picture(self, address: str, alt: str, caption: str) -> Shown:
        """The picture that was at an address."""

    def gallery(self, ids: tuple[str, ...]) -> Iterable[tuple[str, str, str]]:
        """Address, alternative text and caption of each picture of a gallery."""

    def footnote(self, id: str) -> str:
        """The HTML of a footnote of the block editor, empty if there is none."""

    def note(self, code: str, text: str) -> None:
        """Note something that was changed or left out."""


class Made(NamedTuple):
    """Simple HTML with its tokens, the texts of its footnotes, and the words of the old HTML."""

    html: str
    tokens: Tokens
    notes: tuple[str, ...]
    words: str


def parse_html(text: str) -> LexborNode | None:
    """The body of some HTML, parsed as browsers do."""
    return LexborHTMLParser(f"<body>{text}</body>").body


def simplify(text: str, resolver: Resolver) -> Made:
    """The HTML of a text, its shortcodes expanded, as the library reads it."""
    body = parse_html(text)
    if body is None:
        return Made("", Tokens(), (), "")
    words = words_of(body)
    builder = _Builder(resolver, body)
    made = builder.blocks(children_of(body), 0)
    return Made(made, builder.tokens, tuple(builder.notes), words)


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
                pieces.append(_text(each))
        elif each.tag in _BLOCKS or each.tag in ("br", "cite", "img"):
            pieces.append(" ")
    return "".join(pieces)


class _Builder:
    """Walks one text; see `simplify`."""

    def __init__(self, resolver: Resolver, body: LexborNode) -> None:
        self.resolver = resolver
        self.tokens = Tokens()
        self.notes: list[str] = []
        self._levels = _heading_levels(body)
        self._named = {
            (each.attributes.get("href") or "")[1:]
            for each in body.css("a[href^='#']")
            if len(each.attributes.get("href") or "") > 1
        }
        self._anchors: set[str] = set()

    # Blocks

    def blocks(self, nodes: Iterable[LexborNode], depth: int) -> str:
        """Nodes as blocks; runs of inline nodes become paragraphs."""
        made: list[str] = []
        run: list[LexborNode] = []
        for node in nodes:
            if _is_block(node):
                made += [self._paragraph(run, depth), self._block(node, depth)]
                run = []
            else:
                run.append(node)
        made.append(self._paragraph(run, depth))
        return "".join(made)

    def _paragraph(self, run: list[LexborNode], depth: int, tag: str = "p") -> str:
        text = "".join(self._inline(node, depth) for node in run)
        text = _EDGES.sub(r"\2", text)
        if not text:
            return ""
        address = "".join(_text(node) for node in run if not _is_comment(node)).strip()
        if len(run) < 4 and _ADDRESS.fullmatch(address) and _is_played(address):
            return self._card(address, address, "")
        return f"<{tag}>{text}</{tag}>"

    def _block(self, node: LexborNode, depth: int) -> str:
        tag = node.tag or ""
        if depth > _DEEPEST:
            self.resolver.note("nesting", "Taggar i fler nivåer än sextio: bara orden är kvar.")
            return f"<p>{escape(hide(' '.join((node.text_content or '').split())))}</p>"
        anchor = self._anchor(node)
        if tag in _HEADINGS:
            return self._heading(node, anchor, depth)
        maker = _MAKERS.get(tag)
        made = maker(self, node, depth + 1) if maker else self._container(node, depth)
        return f"<p>{anchor}</p>{made}" if anchor else made

    def _container(self, node: LexborNode, depth: int) -> str:
        if node.tag in _PLAYED:
            return self._played(node)
        if node.tag in ("form", "fieldset"):
            self.resolver.note("form", "Ett formulär: bara orden i det är kvar.")
        return self.blocks(children_of(node), depth + 1)

    def _heading(self, node: LexborNode, anchor: str, depth: int) -> str:
        level = self._levels.get(node.mem_id, 2)
        pictures = "".join(self._picture_block(each) for each in node.css("img"))
        text = "".join(self._inline(each, depth, pictures=False) for each in children_of(node))
        text = _EDGES.sub(r"\2", text.replace("<br>", " "))
        text = re.sub(r"</?strong>", "", text)
        if anchor:
            text = anchor + text
        return (f"<h{level}>{text}</h{level}>" if text else "") + pictures

    def _list(self, node: LexborNode, depth: int) -> str:
        tag = "ol" if node.tag == "ol" else "ul"
        start = node.attributes.get("start") or ""
        given = f' start="{start}"' if tag == "ol" and re.fullmatch(r"\d{1,3}", start) else ""
        items: list[str] = []
        for child in children_of(node):
            if child.tag in ("ul", "ol"):
                inner = self._list(child, depth + 1)
                items[-1:] = [f"{items[-1]}{inner}"] if items else [inner]
            elif child.tag == "li":
                items.append(self._item(child, depth))
            elif made := self.blocks([child], depth):
                items.append(made)
        made = "".join(f"<li>{item}</li>" for item in items if item)
        return f"<{tag}{given}>{made}</{tag}>" if made else ""

    def _item(self, node: LexborNode, depth: int) -> str:
        """The content of a list item; a single paragraph needs no tag."""
        made = self._anchor(node) + self.blocks(children_of(node), depth + 1)
        first, end, rest = made.partition("</p>")
        if first.startswith("<p>") and end and not rest.startswith("<p>") and "<p>" not in rest:
            return first[3:] + rest
        return made

    def _quote(self, node: LexborNode, depth: int) -> str:
        """A quotation; who is quoted stands last, after a dash."""
        from sitegen.wordpress.markdown import write_markdown

        words = _take_source(node)
        inside = self.blocks(children_of(node), depth)
        if words:
            inside += f"<p>{hide('— ') if inside else ''}{escape(hide(words))}</p>"
        lines = write_markdown(inside).strip().split("\n") if inside else []
        quoted = "\n".join(f"> {line}".rstrip() for line in lines)
        return f"<p>{self.tokens.piece(quoted)}</p>" if lines else ""

    def _preformatted(self, node: LexborNode, depth: int) -> str:
        text = _text(node).strip("\n").replace("\t", "    ")
        if not text.strip():
            return ""
        code = node.css_first("code")
        names = f"{node.attributes.get('class')} {code.attributes.get('class') if code else ''}"
        language = re.search(r"(?:language-|lang-|brush:\s*)([\w+-]+)", names)
        fence = "`" * max(3, 1 + max(map(len, re.findall("`+", text)), default=0))
        lines = "\n".join(line.rstrip() for line in text.split("\n"))
        piece = f"{fence}{language[1].lower() if language else ''}\n{lines}\n{fence}"
        return f"<p>{self.tokens.piece(piece)}</p>"

    def _rule(self, node: LexborNode, depth: int) -> str:
        return "<hr>"

    def _figure(self, node: LexborNode, depth: int) -> str:
        """A figure: a picture with its caption, or whatever else it holds, followed by it."""
        captions = [each for each in node.css("figcaption") if _owner(each) == node.mem_id]
        words = " ".join(" ".join(_text(each).split()) for each in captions)
        pictures = node.css("img")
        inner = [each for each in children_of(node) if each.tag != "figcaption"]
        if len(pictures) == 1 and not node.css("table, blockquote, iframe, video, audio"):
            for link in (link for each in captions for link in each.css("a[href]")):
                self.resolver.note(
                    "caption-link",
                    f"Länken ”{_text(link).strip()}” i en bildtext är bara ord nu: "
                    f"{link.attributes.get('href')}",
                )
            return self._picture_block(pictures[0], words)
        played = node.css("iframe, video, audio, object, embed, wp-embed")
        if len(played) == 1:
            return self._played(played[0], words)
        address = " ".join(_text(each) for each in inner).strip()
        if _ADDRESS.fullmatch(address) and node.css_first("a[href]") is None:
            return self._card(address, address, words)
        made = self.blocks(inner, depth)
        return made + "".join(self.blocks(children_of(each), depth) for each in captions)

    def _table(self, node: LexborNode, depth: int) -> str:
        rows = [each for each in node.css("tr") if _owner(each, "table") == node.mem_id]
        cells = [[each for each in children_of(row) if each.tag in ("td", "th")] for row in rows]
        cells = [row for row in cells if row]
        if not cells:
            return self.blocks(children_of(node), depth)
        if _is_layout(node, cells):
            return "".join(self.blocks(children_of(cell), depth) for row in cells for cell in row)
        if not _is_plain(node, cells):
            self.resolver.note("table-html", "En tabell står kvar som HTML, för den är inte enkel.")
            return f"<p>{self.tokens.piece(self.raw(node))}</p>"
        lines = [f"| {' | '.join(self._cell(cell) for cell in row)} |" for row in cells]
        lines.insert(1, "|" + "---|" * len(cells[0]))
        return f"<p>{self.tokens.piece(chr(10).join(lines))}</p>"

    def _cell(self, node: LexborNode) -> str:
        inner = "".join(self._inline(each, 0) for each in children_of(node))
        inner = _EDGES.sub(r"\2", inner)
        return self.inline_markdown(inner).replace("\\\n", "<br>").replace("\n", " ")

    def inline_markdown(self, html: str) -> str:
        """Inline HTML as Markdown, its tokens put back."""
        from sitegen.wordpress.markdown import write_markdown

        return self.tokens.restore(write_markdown(f"<p>{html}</p>")).strip()

    def _raw_block(self, node: LexborNode, depth: int) -> str:
        return f"<p>{self.tokens.piece(self.raw(node))}</p>"

    def raw(self, node: LexborNode) -> str:
        """A node as safe HTML on one line: what cannot be said in Markdown."""
        tag = node.tag or ""
        if tag == "-text":
            return escape(re.sub(r"\s+", " ", _text(node)), quote=False)
        if tag in _DROPPED or _is_comment(node):
            return ""
        if tag == "img":
            shown = self._find_picture(node, "")
            if not shown.target:
                return escape(shown.alt)
            return f'<img src="{escape(shown.target)}" alt="{escape(shown.alt)}">'
        inner = "".join(self.raw(each) for each in children_of(node))
        if tag == "a":
            target = self._target(node)
            return f'<a href="{escape(target)}">{inner}</a>' if target and inner else inner
        if tag not in _RAW:
            return inner
        given = "".join(
            f' {key}="{escape(value)}"'
            for key in ("colspan", "rowspan", "open", "title", "start")
            if (value := node.attributes.get(key))
        )
        return f"<{tag}{given}>{inner}</{tag}>" if tag != "br" else "<br>"

    # Pictures and what is played

    def _picture_block(self, node: LexborNode, caption: str = "") -> str:
        made = self._picture(node, caption)
        return f"<p>{made}</p>" if made else ""

    def _picture(self, node: LexborNode, caption: str = "") -> str:
        """A picture as a piece of Markdown; where there is no file, a link to where it was."""
        address = node.attributes.get("src") or node.attributes.get("data-src") or ""
        alt = " ".join((node.attributes.get("alt") or "").split())
        if "wp-smiley" in (node.attributes.get("class") or "") or "/smilies/" in address:
            return escape(hide(alt))
        sizes = {node.attributes.get("width"), node.attributes.get("height")}
        if sizes <= {"0", "1"}:
            self.resolver.note("pixel", f"En osynlig bild som räknar läsare: {address}")
            return ""
        shown = self._find_picture(node, caption)
        if shown.target:
            return self.tokens.piece(compose_picture(shown.target, shown.alt, shown.caption))
        target = self.resolver.link(address)
        words = shown.caption or shown.alt
        if target is None:
            return escape(hide(words))
        return self.tokens.piece(compose_card(safe_address(target), words or "Bild", "")) + " "

    def _find_picture(self, node: LexborNode, caption: str) -> Shown:
        address = node.attributes.get("src") or node.attributes.get("data-src") or ""
        alt = " ".join((node.attributes.get("alt") or "").split())
        return self.resolver.picture(address, alt, caption)

    def _gallery(self, node: LexborNode, depth: int) -> str:
        ids = tuple((node.attributes.get("data-ids") or "").split(","))
        found = list(self.resolver.gallery(tuple(filter(None, ids))))
        if not found:
            self.resolver.note("gallery-empty", "Ett galleri utan bilder i exporten är borta.")
        made = []
        for address, alt, caption in found:
            image = f'<img src="{escape(address)}" alt="{escape(alt)}">'
            body = parse_html(image)
            picture = body.css_first("img") if body else None
            if picture is not None:
                made.append(self._picture_block(picture, caption))
        return "".join(made)

    def _played(self, node: LexborNode, caption: str = "") -> str:
        given = node.attributes
        inner = node.css_first("source[src], embed[src], param[name=movie]")
        address = given.get("src") or given.get("data-src") or given.get("data") or ""
        if not address and inner is not None:
            address = inner.attributes.get("src") or inner.attributes.get("value") or ""
        if not address:
            self.resolver.note(
                "player-empty", f"En inbäddning utan adress (<{node.tag}>) är borta."
            )
            return ""
        return self._card(address, (given.get("title") or "").strip(), caption)

    def _card(self, address: str, words: str, caption: str) -> str:
        """A link card for what was played or shown in the text."""
        full = f"https:{address}" if address.startswith("//") else address
        full = re.sub(
            r"https?://(?:www\.)?youtube(?:-nocookie)?\.com/(?:embed|v)/([\w-]+).*",
            r"https://www.youtube.com/watch?v=\1",
            full,
        )
        target = self.resolver.link(full)
        site = (urlsplit(full).hostname or "").removeprefix("www.")
        if target is None:
            return f"<p>{escape(hide(words or full))}</p>"
        self.resolver.note("card", f"Något inbäddat är ett länkkort nu: {full}")
        card = compose_card(safe_address(target), words or full, caption or site or "Fil")
        return f"<p>{self.tokens.piece(card)}</p>"

    # Inline

    def _inline(self, node: LexborNode, depth: int, *, pictures: bool = True) -> str:
        tag = node.tag or ""
        if tag == "-text":
            return escape(hide(re.sub(r"[ \t\r\n\f]+", " ", _text(node))), quote=False)
        if _is_comment(node):
            return self._comment(node)
        if tag in _DROPPED:
            self._note_dropped(node)
            return ""
        if tag == "br":
            return "<br>"
        if tag == "img":
            return self._picture(node) if pictures else ""
        if depth > _DEEPEST:
            return escape(hide(_text(node)), quote=False)
        inner = "".join(
            self._inline(each, depth + 1, pictures=pictures) for each in children_of(node)
        )
        return self._anchor(node, tag) + self._wrap(node, tag, inner)

    def _wrap(self, node: LexborNode, tag: str, inner: str) -> str:
        """Inline content in the element that it needs."""
        if tag in ("code", "kbd", "samp") and tag == "code":
            return self._code(node)
        if tag == "a":
            return self._link(node, inner)
        if tag == "wp-note":
            return self._footnote(inner)
        if tag == "sup" and (id := node.attributes.get("data-fn")):
            return self._footnote(self._foreign(self.resolver.footnote(id))) or inner
        before, words, after = _EDGES.sub("\\1\0\\2\0\\3", inner).split("\0")
        if not words:
            return inner
        for names, name in ((_STRONG, "strong"), (_EMPHASISED, "em"), (_DELETED, "del")):
            if tag in names:
                words = re.sub(rf"</?{name}>", "", words)
                return f"{before}<{name}>{words}</{name}>{after}"
        if tag in _KEPT_INLINE:
            name = _RENAMED.get(tag, tag)
            title = node.attributes.get("title") or ""
            given = f' title="{escape(title)}"' if title and name in ("abbr", "dfn") else ""
            opening, closing = (
                self.tokens.piece(f"<{name}{given}>"),
                self.tokens.piece(f"</{name}>"),
            )
            return f"{before}{opening}{words}{closing}{after}"
        return inner

    def _foreign(self, html: str) -> str:
        body = parse_html(html)
        return "".join(self._inline(each, 1) for each in children_of(body)) if body else ""

    def _footnote(self, inner: str) -> str:
        if not inner.strip():
            return ""
        self.notes.append(self.inline_markdown(inner))
        return self.tokens.piece(f"[^{len(self.notes)}]")

    def _code(self, node: LexborNode) -> str:
        text = " ".join(_text(node).split())
        if not text:
            return ""
        fence = "`" * (1 + max(map(len, re.findall("`+", text)), default=0))
        edge = " " if text.startswith("`") or text.endswith("`") else ""
        return self.tokens.piece(f"{fence}{edge}{text}{edge}{fence}")

    def _target(self, node: LexborNode) -> str:
        """Where a link leads, empty if it is to be only words."""
        written = (node.attributes.get("href") or "").strip()
        if not written:
            return ""
        if written.startswith("#"):
            return written if written[1:] in self._anchors else ""
        return safe_address(self.resolver.link(written) or "")

    def _link(self, node: LexborNode, inner: str) -> str:
        before, words, after = _EDGES.sub("\\1\0\\2\0\\3", inner).split("\0")
        target = self._target(node) if words else ""
        if not target or "<a " in words:
            return inner
        if re.fullmatch("\ue100\\d+\ue101", words) and node.css_first("img") is not None:
            if re.search(r"\.(?:jpe?g|png|gif|webp|avif|svg)$", target, re.IGNORECASE):
                return inner  # a picture that leads to itself
        words = words.replace("<br>", " ")
        return f'{before}<a href="{self.tokens.target(target)}">{words}</a>{after}'

    def _anchor(self, node: LexborNode, tag: str = "") -> str:
        """A place that a link of the same text leads to."""
        name = node.attributes.get("id") or (node.attributes.get("name") if tag == "a" else "")
        if not name or name not in self._named or name in self._anchors:
            return ""
        if re.fullmatch(r"[\w.-]+", name) is None:
            return ""
        self._anchors.add(name)
        return self.tokens.piece(f'<a id="{name}"></a>')

    def _comment(self, node: LexborNode) -> str:
        text = re.sub(r"^<!--|-->$", "", node.html or "")
        if found := _DYNAMIC.fullmatch(text):
            if found[1] != "footnotes":
                self.resolver.note(
                    "block-empty", f"Blocket {found[1]} har inget innehåll i exporten."
                )
        elif text.strip() in ("nextpage", "more") or text.startswith("more "):
            self.resolver.note("marker", f"Märket <!--{text.strip()}--> är borta.")
        return ""

    def _note_dropped(self, node: LexborNode) -> None:
        self.resolver.note("dropped", f"<{node.tag}> är borttaget, med det som stod i det.")


_RAW = frozenset(
    (
        *("table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption", "dl", "dt", "dd"),
        *("details", "summary", "p", "ul", "ol", "li", "strong", "b", "em", "i", "br", "code"),
        *("sup", "sub", "small", "abbr", "del", "ins", "u", "h2", "h3", "h4", "h5", "h6", "hr"),
        *("blockquote", "cite", "q", "mark"),
    )
)

_MAKERS = {
    "ul": _Builder._list,
    "ol": _Builder._list,
    "blockquote": _Builder._quote,
    "pre": _Builder._preformatted,
    "xmp": _Builder._preformatted,
    "listing": _Builder._preformatted,
    "hr": _Builder._rule,
    "figure": _Builder._figure,
    "table": _Builder._table,
    "dl": _Builder._raw_block,
    "details": _Builder._raw_block,
    "wp-gallery": _Builder._gallery,
}


def _take_source(node: LexborNode) -> str:
    """Who is quoted, if the quotation ends with that, which is taken out of it."""
    found = node.css("cite, footer")
    words = " ".join(_text(found[-1]).split()) if found else ""
    if not words or not " ".join(_text(node).split()).endswith(words):
        return ""
    found[-1].decompose()
    return words.lstrip("—–- ")


def _text(node: LexborNode) -> str:
    return (node.text_content or "") if node.tag == "-text" else node.text(deep=True)


def _is_comment(node: LexborNode) -> bool:
    return node.tag in ("-comment", "_comment", "!--", "-doctype")


def _is_block(node: LexborNode) -> bool:
    """True for a block, and for an inline element around one."""
    if node.tag in _BLOCKS:
        return True
    if node.tag in ("-text", "img", "br") or node.tag in _DROPPED or _is_comment(node):
        return False
    return any(each.tag in _BLOCKS for each in node.traverse() if each.mem_id != node.mem_id)


def _owner(node: LexborNode, tag: str = "figure") -> int:
    """The nearest element with this tag around a node."""
    above = node.parent
    while above is not None and above.tag != tag:
        above = above.parent
    return above.mem_id if above is not None else 0


def _heading_levels(body: LexborNode) -> dict[int, int]:
    """The level of each heading here: from two on, and no level skipped."""
    found = [each for each in body.css("h1, h2, h3, h4, h5, h6") if _text(each).strip()]
    levels: dict[int, int] = {}
    open_levels: list[int] = []
    for heading in sorted(found, key=lambda each: 0):
        level = int((heading.tag or "h2")[1])
        while open_levels and open_levels[-1] >= level:
            open_levels.pop()
        open_levels.append(level)
        levels[heading.mem_id] = min(1 + len(open_levels), 6)
    return levels


def _is_layout(node: LexborNode, cells: list[list[LexborNode]]) -> bool:
    return len(cells) == 1 and len(cells[0]) == 1 and node.css_first("th, caption") is None


def _is_plain(node: LexborNode, cells: list[list[LexborNode]]) -> bool:
    """True if Markdown can say the table: a row of headings, cells of one line, none joined."""
    width = len(cells[0])
    if node.css_first("caption, table table") is not None or width < 2 or len(cells) < 2:
        return False
    if not all(cell.tag == "th" for cell in cells[0]):
        return False
    for row in cells:
        if len(row) != width:
            return False
        for cell in row:
            if (cell.attributes.get("colspan") or "1") != "1":
                return False
            if (cell.attributes.get("rowspan") or "1") != "1":
                return False
            if any(_is_block(each) for each in children_of(cell)):
                return False
    return True


def _is_played(address: str) -> bool:
    host = (urlsplit(address).hostname or "").removeprefix("www.").removeprefix("m.")
    return host in _EMBED_SITES
