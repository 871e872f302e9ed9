"""Blocks: the HTML of an old text as simple HTML that the Markdown library reads without loss.

It decides what each block becomes; it reads no file and writes no Markdown but single pieces.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from sitegen.wordpress.inline import InlineBuilder, Resolver
from sitegen.wordpress.tokens import Tokens, hide, write_markdown
from sitegen.wordpress.trees import (
    ADDRESS,
    DEEPEST,
    EDGES,
    HEADINGS,
    PLAYED,
    children_of,
    holds_block,
    is_comment,
    is_layout_table,
    is_plain_table,
    is_played,
    lines_of,
    node_text,
    owner_of,
    parse_html,
    take_source,
    words_of,
)

_NOTE = re.compile(r"(?<!\\)\[\^(\d+)\]")
_OTHER_FIGURES = ("figure", "table", "blockquote", "iframe", "video", "audio")


class Simplified(NamedTuple):
    """Simple HTML with its tokens, the texts of its footnotes, and the words of the old HTML."""

    html: str
    tokens: Tokens
    notes: tuple[str, ...]
    words: str


def simplify(text: str, resolver: Resolver) -> Simplified:
    """The HTML of a text, its shortcodes expanded, as the library reads it."""
    body = parse_html(text)
    if body is None:
        return Simplified("", Tokens(), (), "")
    words = words_of(body)
    builder = _Builder(resolver, body)
    made = builder.blocks(children_of(body), 0)
    return Simplified(made, builder.tokens, tuple(builder.notes), words)


def convert_html(html: str, resolver: Resolver, *, first_note: int = 1) -> str:
    """HTML as our Markdown, with its footnotes last, numbered from `first_note`."""
    return write_simplified(simplify(html, resolver), first_note)


def write_simplified(made: Simplified, first_note: int = 1) -> str:
    """Simple HTML as our Markdown, with its footnotes last, numbered from `first_note`."""
    body = made.tokens.restore(write_markdown(made.html)).strip()
    notes = "\n".join(
        f"[^{number}]: " + text.replace("\n", " ") for number, text in enumerate(made.notes, 1)
    )
    text = f"{body}\n\n{notes}".strip()
    if first_note == 1:
        return text
    return _NOTE.sub(lambda found: f"[^{int(found[1]) + first_note - 1}]", text)


class _Builder(InlineBuilder):
    """Walks the blocks of one text; see `simplify`."""

    # Blocks

    def blocks(self, nodes: Iterable[LexborNode], depth: int) -> str:
        """Nodes as blocks; runs of inline nodes become paragraphs."""
        made: list[str] = []
        run: list[LexborNode] = []
        for node in nodes:
            if holds_block(node):
                made += [self._paragraph(run, depth), self._block(node, depth)]
                run = []
            else:
                run.append(node)
        made.append(self._paragraph(run, depth))
        return "".join(made)

    def _paragraph(self, run: list[LexborNode], depth: int, tag: str = "p") -> str:
        text = "".join(self._inline(node, depth) for node in run)
        text = EDGES.sub(r"\2", text)
        if not text:
            return ""
        address = "".join(node_text(node) for node in run if not is_comment(node)).strip()
        if len(run) < 4 and ADDRESS.fullmatch(address) and is_played(address):
            return self._card(address, address, "")
        return f"<{tag}>{text}</{tag}>"

    def _block(self, node: LexborNode, depth: int) -> str:
        tag = node.tag or ""
        if depth > DEEPEST:
            self.resolver.note("nesting", "Taggar i fler nivåer än sextio: bara orden är kvar.")
            return f"<p>{escape(hide(' '.join((node.text_content or '').split())))}</p>"
        anchor = self._anchor(node)
        if tag in HEADINGS:
            return self._heading(node, anchor, depth)
        maker = _MAKERS.get(tag)
        made = maker(self, node, depth + 1) if maker else self._container(node, depth)
        return f"<p>{anchor}</p>{made}" if anchor else made

    def _container(self, node: LexborNode, depth: int) -> str:
        if node.tag in PLAYED:
            return self._played(node)
        if node.tag in ("form", "fieldset"):
            self.resolver.note("form", "Ett formulär: bara orden i det är kvar.")
        return self.blocks(children_of(node), depth + 1)

    def _heading(self, node: LexborNode, anchor: str, depth: int) -> str:
        level = self._levels.get(node.mem_id, 2)
        pictures = "".join(self._picture_block(each) for each in node.css("img"))
        text = "".join(self._inline(each, depth, pictures=False) for each in children_of(node))
        text = EDGES.sub(r"\2", text.replace("<br>", " "))
        text = re.sub(r"</?strong>", "", text)
        if anchor:
            text = anchor + text
        return (f"<h{level}>{text}</h{level}>" if text else "") + pictures

    def _list(self, node: LexborNode, depth: int) -> str:
        if "gallery" in (node.attributes.get("class") or "") and node.css_first("img"):
            inside = (each for item in children_of(node) for each in children_of(item))
            return self.blocks(inside, depth)
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
        words = take_source(node)
        inside = self.blocks(children_of(node), depth)
        if words:
            inside += f"<p>{hide('— ') if inside else ''}{escape(hide(words))}</p>"
        lines = write_markdown(inside).strip().split("\n") if inside else []
        quoted = "\n".join(f"> {line}".rstrip() for line in lines)
        return f"<p>{self.tokens.piece(quoted)}</p>" if lines else ""

    def _preformatted(self, node: LexborNode, depth: int) -> str:
        text = lines_of(node).strip("\n").replace("\t", "    ")
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
        captions = [each for each in node.css("figcaption") if owner_of(each) == node.mem_id]
        words = " ".join(" ".join(node_text(each).split()) for each in captions)
        pictures = node.css("img")
        inner = [each for each in children_of(node) if each.tag != "figcaption"]
        if len(pictures) == 1 and not any(
            each.tag in _OTHER_FIGURES for each in node.traverse() if each.mem_id != node.mem_id
        ):
            for link in (link for each in captions for link in each.css("a[href]")):
                self.resolver.note(
                    "caption-link",
                    f"Länken ”{node_text(link).strip()}” i en bildtext är bara ord nu: "
                    f"{link.attributes.get('href')}",
                )
            return self._picture_block(pictures[0], words)
        played = node.css("iframe, video, audio, object, embed, wp-embed")
        if len(played) == 1:
            return self._played(played[0], words)
        address = " ".join(node_text(each) for each in inner).strip()
        if ADDRESS.fullmatch(address) and node.css_first("a[href]") is None:
            return self._card(address, address, words)
        made = self.blocks(inner, depth)
        return made + "".join(self.blocks(children_of(each), depth) for each in captions)

    def _table(self, node: LexborNode, depth: int) -> str:
        rows = [each for each in node.css("tr") if owner_of(each, "table") == node.mem_id]
        cells = [[each for each in children_of(row) if each.tag in ("td", "th")] for row in rows]
        cells = [row for row in cells if row]
        if not cells:
            return self.blocks(children_of(node), depth)
        if is_layout_table(node, cells):
            return "".join(self.blocks(children_of(cell), depth) for row in cells for cell in row)
        if not is_plain_table(node, cells):
            self.resolver.note("table-html", "En tabell står kvar som HTML, för den är inte enkel.")
            return f"<p>{self.tokens.piece(self.raw(node))}</p>"
        written = [[self._cell(cell) for cell in row] for row in cells]
        lines = ["|" + "".join(f" {cell} |" if cell else " |" for cell in row) for row in written]
        rules = ("--:|" if cell.attributes.get("align") == "right" else "---|" for cell in cells[0])
        lines.insert(1, "|" + "".join(rules))
        return f"<p>{self.tokens.piece(chr(10).join(lines))}</p>"

    def _cell(self, node: LexborNode) -> str:
        inner = "".join(self._inline(each, 0) for each in children_of(node))
        inner = EDGES.sub(r"\2", inner)
        return self.inline_markdown(inner).replace("\\\n", "<br>").replace("\n", " ")

    def _raw_block(self, node: LexborNode, depth: int) -> str:
        return f"<p>{self.tokens.piece(self.raw(node))}</p>"


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
