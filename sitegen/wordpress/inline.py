"""Inline: words, links, pictures and what is played, as simple HTML with tokens.

It decides what each element within a paragraph becomes and notes what cannot be said; where links
and pictures lead, the `Resolver` says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from typing import NamedTuple, Protocol
from urllib.parse import urlsplit

from selectolax.lexbor import LexborNode

from sitegen.authoring.composition import compose_card, compose_picture
from sitegen.wordpress.tokens import Tokens, hide, name_signs, safe_address, write_markdown
from sitegen.wordpress.trees import (
    BLOCKS,
    DEEPEST,
    DROPPED,
    EDGES,
    RAW,
    anchors_in,
    children_of,
    describe_comment,
    heading_levels,
    is_comment,
    node_text,
    parse_html,
)

_MARKS = {
    **dict.fromkeys(("b", "strong"), "strong"),
    **dict.fromkeys(("i", "em"), "em"),
    **dict.fromkeys(("del", "s", "strike"), "del"),
}
_ONE_PIECE = re.compile("\ue100\\d+\ue101")
_PICTURE_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|svg)$", re.IGNORECASE)
_KEPT_INLINE = frozenset(
    (
        *("sup", "sub", "small", "u", "ins", "kbd", "samp", "var", "abbr", "acronym", "cite"),
        *("q", "dfn", "time", "mark", "tt"),
    )
)
_RENAMED = {"acronym": "abbr", "tt": "code"}


class FoundPicture(NamedTuple):
    """A picture that the text can show: its path beside the text, or empty; with its words."""

    target: str
    alt: str
    caption: str = ""


class Resolver(Protocol):
    """Says where links and pictures of one text lead, and keeps the notes about it."""

    def link(self, address: str) -> str | None:
        """What to write for the address of a link; None if only its words are to stay."""

    def picture(self, address: str, alt: str, caption: str) -> FoundPicture:
        """The picture that was at an address."""

    def series(self, ids: tuple[str, ...]) -> Iterable[tuple[str, str, str]]:
        """Address, alternative text and caption of each picture of a gallery."""

    def footnote(self, id: str) -> str:
        """The HTML of a footnote of the block editor, empty if there is none."""

    def note(self, code: str, text: str) -> None:
        """Note something that was changed or left out."""


class InlineBuilder:
    """Walks what stands within paragraphs, for `blocks.simplify`."""

    def __init__(self, resolver: Resolver, body: LexborNode) -> None:
        self.resolver = resolver
        self.tokens = Tokens()
        self.notes: list[str] = []
        self._levels = heading_levels(body)
        found = [each.attributes.get("href") or "" for each in body.css("a[href^='#']")]
        self._named = {each[1:] for each in found} - {""}
        self._anchors: set[str] = set()
        self._coming = anchors_in(body) if self._named else frozenset()

    def inline_markdown(self, html: str) -> str:
        """Inline HTML as Markdown, its tokens put back."""
        return self.tokens.restore(write_markdown(f"<p>{html}</p>")).strip()

    def raw(self, node: LexborNode) -> str:
        """A node as safe HTML on one line: what cannot be said in Markdown."""
        tag = node.tag or ""
        if tag == "-text":
            return name_signs(escape(re.sub(r"\s+", " ", node_text(node)), quote=False))
        if tag in DROPPED or is_comment(node):
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
        if tag not in RAW:
            return f" {inner} " if tag in BLOCKS else inner
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
        address, alt = _picture_of(node)
        if "wp-smiley" in (node.attributes.get("class") or "") or "/smilies/" in address:
            return escape(hide(alt))
        sizes = {node.attributes.get("width"), node.attributes.get("height")}
        if sizes <= {"0", "1"}:
            self.resolver.note("pixel", f"En osynlig bild som räknar läsare: {address}")
            return ""
        shown = self._find_picture(node, caption)
        if shown.target:
            return self.tokens.piece(compose_picture(shown.target, shown.alt, shown.caption))
        target = self.resolver.link(address) if address else None
        if target is None:
            return escape(hide(shown.caption or alt))
        words = shown.caption or shown.alt
        return self.tokens.piece(compose_card(safe_address(target), words or "Bild", "")) + " "

    def _find_picture(self, node: LexborNode, caption: str) -> FoundPicture:
        return self.resolver.picture(*_picture_of(node), caption)

    def _gallery(self, node: LexborNode, depth: int) -> str:
        ids = tuple((node.attributes.get("data-ids") or "").split(","))
        found = list(self.resolver.series(tuple(filter(None, ids))))
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
            return escape(hide(re.sub(r"[ \t\r\n\f]+", " ", node_text(node))), quote=False)
        if is_comment(node):
            return self._comment(node)
        if tag in DROPPED:
            self._note_dropped(node)
            return ""
        if tag == "br":
            return "<br>"
        if tag == "img":
            return self._picture(node) if pictures else ""
        if depth > DEEPEST:
            return escape(hide(node_text(node)), quote=False)
        inner = "".join(
            self._inline(each, depth + 1, pictures=pictures) for each in children_of(node)
        )
        return self._anchor(node, tag) + self._wrap(node, tag, inner)

    def _wrap(self, node: LexborNode, tag: str, inner: str) -> str:
        """Inline content in the element that it needs."""
        if tag == "code":
            return self._code(node)
        if tag == "a":
            return self._link(node, inner)
        if tag == "wp-note":
            return self._footnote(inner)
        if tag == "sup" and (id := node.attributes.get("data-fn")):
            return self._footnote(self._foreign(self.resolver.footnote(id))) or inner
        before, words, after = EDGES.sub("\\1\0\\2\0\\3", inner).split("\0")
        if not words:
            return inner
        return f"{before}{self._mark(node, tag, words)}{after}"

    def _mark(self, node: LexborNode, tag: str, words: str) -> str:
        """Words in the element that Markdown or HTML has for them."""
        if name := _MARKS.get(tag):
            words = re.sub(rf"</?{name}>", "", words)
            return f"<{name}>{words}</{name}>"
        if tag not in _KEPT_INLINE:
            return words
        name = _RENAMED.get(tag, tag)
        title = node.attributes.get("title") or ""
        given = f' title="{escape(title)}"' if title and name in ("abbr", "dfn") else ""
        return f"{self.tokens.piece(f'<{name}{given}>')}{words}{self.tokens.piece(f'</{name}>')}"

    def _foreign(self, html: str) -> str:
        body = parse_html(html)
        return "".join(self._inline(each, 1) for each in children_of(body)) if body else ""

    def _footnote(self, inner: str) -> str:
        if not inner.strip():
            return ""
        self.notes.append(self.inline_markdown(inner))
        return self.tokens.piece(f"[^{len(self.notes)}]")

    def _code(self, node: LexborNode) -> str:
        written = node_text(node)
        text = " ".join(written.split())
        if not text:
            return " " if written else ""
        fence = "`" * (1 + max(map(len, re.findall("`+", text)), default=0))
        edge = " " if text.startswith("`") or text.endswith("`") else ""
        code = self.tokens.piece(f"{fence}{edge}{text}{edge}{fence}")
        return f"{' ' * written[:1].isspace()}{code}{' ' * written[-1:].isspace()}"

    def _target(self, node: LexborNode) -> str:
        """Where a link leads, empty if it is to be only words."""
        written = (node.attributes.get("href") or "").strip()
        if not written:
            return ""
        if written.startswith("#"):
            return written if written[1:] in self._coming else ""
        return safe_address(self.resolver.link(written) or "")

    def _link(self, node: LexborNode, inner: str) -> str:
        before, words, after = EDGES.sub("\\1\0\\2\0\\3", inner).split("\0")
        target = self._target(node) if words else ""
        is_own_picture = _ONE_PIECE.fullmatch(words) and _PICTURE_FILE.search(target)
        if not target or "<a " in words or (is_own_picture and node.css_first("img") is not None):
            return inner
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
        if said := describe_comment(node):
            self.resolver.note(*said)
        return ""

    def _note_dropped(self, node: LexborNode) -> None:
        self.resolver.note("dropped", f"<{node.tag}> är borttaget, med det som stod i det.")


def _picture_of(node: LexborNode) -> tuple[str, str]:
    """The address and the alternative text of a picture."""
    given = node.attributes
    return given.get("src") or given.get("data-src") or "", " ".join(
        (given.get("alt") or "").split()
    )
