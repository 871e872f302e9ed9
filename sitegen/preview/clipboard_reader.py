"""Blocks of HTML from the clipboard, as Word, Excel, Outlook, Google Docs and browsers write it.

It finds headings, lists, tables and quotations by the marks of each program and leaves out what
nobody sees; it writes no Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import escape

from selectolax.lexbor import LexborNode

from sitegen.preview.clipboard_blocks import (
    MOST_SPANNED,
    Cell,
    PastedBlock,
    begins_again,
    make_item,
    read_marker,
    write_blocks,
    write_table,
)
from sitegen.preview.clipboard_looks import (
    Look,
    Run,
    Style,
    change_style,
    clean_text,
    raise_text,
    read_css,
    write_runs,
)
from sitegen.preview.clipboard_words import (
    Words,
    add_break,
    add_deleted,
    add_embedded,
    add_link,
    add_picture,
    add_quoted,
    add_words,
    note_key,
)
from sitegen.wordpress.trees import (
    BLOCKS,
    DROPPED,
    HEADINGS,
    children_of,
    is_comment,
    lines_of,
    node_text,
    words_of,
)

_DEEPEST = 150
_DEEPEST_QUOTE = 9
_MSO_LEVEL = re.compile(r"\bl\d+ level(\d+)")
_QUOTES, _TITLES = {"msoquote", "msointensequote"}, {"msotitle", "title"}
_COMMENTS = frozenset(("msocomanchor", "msocommentreference", "msocomtxt"))
_UNREAD = (DROPPED | {"title", "xml"}) - {"textarea"}
_EMBEDDED = frozenset(("iframe", "embed", "object", "video", "audio"))


class ClipboardReader:
    """Reads the elements of one paste; `classes` are declarations by the name of a class."""

    def __init__(self, body: LexborNode, classes: Mapping[str, str]) -> None:
        self.words = Words(body)
        self._classes = classes
        self._blocks: list[PastedBlock] = []
        self._lists: list[LexborNode] = []
        self._marker: str | None = None

    def inside(self, node: LexborNode, style: Style, depth: int) -> list[PastedBlock]:
        """What is in an element, as blocks."""
        self.flush()
        outer, self._blocks = self._blocks, []
        self.walk(node, style, depth + 1)
        self.flush()
        made, self._blocks = self._blocks, outer
        return made

    def flush(self) -> None:
        """End the paragraph; two line breaks end one too."""
        runs, self.words.runs = self.words.runs, []
        for part in re.split(r"(?:<br>\s*){2,}", write_runs(runs)):
            html = re.sub(r"^(?:<br>|\s)+|(?:<br>|\s)+$", "", part)
            html = re.sub(r" +((?:</\w+>)*<br>)", r"\1", html)
            if re.sub(r"<[^>]*>|\s", "", html):
                self._blocks.append(PastedBlock("p", html))

    def walk(self, node: LexborNode, style: Style, depth: int) -> None:
        for child in children_of(node):
            self._visit(child, style, depth)

    def _visit(self, node: LexborNode, style: Style, depth: int) -> None:
        tag = node.tag or ""
        if tag == "-text":
            return add_words(self, node_text(node), style)
        if is_comment(node) or tag in _UNREAD:
            return None
        if depth > _DEEPEST:
            self.words.simplified["nesting"] += 1
            return add_words(self, words_of(node), style)
        names = (node.attributes.get("class") or "").split()
        css = read_css(";".join([*(self._classes.get(name, "") for name in names),
                                 node.attributes.get("style") or ""]))  # fmt: skip
        if self._is_left_out(node, {name.lower() for name in names}, css):
            return None
        outer, style = style, change_style(style, node, css)
        if style.raised != outer.raised and raise_text(node_text(node), style.raised) is None:
            style = style._replace(raised=outer.raised, lost=style.lost | {"raised"})
        maker = self._maker(node, {name.lower() for name in names}, css)
        return maker(self, node, style, depth)

    def _is_left_out(self, node: LexborNode, names: set[str], css: Mapping[str, str]) -> bool:
        """True for what nobody sees, for comments in the margin, and for notes that were read."""
        if css.get("display") == "none" or css.get("mso-hide") == "all":
            return True
        if names & _COMMENTS or css.get("mso-element") in ("comment-list", "comment"):
            self.words.simplified["comments"] += 1
            return True
        if css.get("mso-list") == "ignore" and self._marker == "":
            self._marker = clean_text(node_text(node)).strip() or "·"
            return True
        key = note_key(node.attributes.get("id") or "") if node.tag == "div" else ""
        if key and key in self.words.noted:
            return True
        return node.tag == "hr" and node.attributes.get("width") == "33%"  # above Word's notes

    def _maker(self, node: LexborNode, names: set[str], css: Mapping[str, str]) -> _Maker:
        tag = node.tag or ""
        level = _MSO_LEVEL.search(css.get("mso-list", ""))
        if tag in HEADINGS or names & _TITLES or node.attributes.get("role") == "heading":
            return ClipboardReader._heading
        if tag == "p" and level:
            return lambda reader, *given: reader._mso_item(*given, int(level[1]))
        if tag == "p" and names & _QUOTES:
            return ClipboardReader._office_quote
        return _MAKERS.get(tag, ClipboardReader.block if tag in BLOCKS else ClipboardReader._inline)

    def block(self, node: LexborNode, style: Style, depth: int) -> None:
        self.flush()
        self.walk(node, style, depth + 1)
        self.flush()

    def _inline(self, node: LexborNode, style: Style, depth: int) -> None:
        self.walk(node, style, depth + 1)

    def _heading(self, node: LexborNode, style: Style, depth: int) -> None:
        outer, self.words.in_heading = self.words.in_heading, True
        made = self.inside(node, style._replace(look=Look()), depth)
        self.words.in_heading = outer
        level = node.attributes.get("aria-level") or (node.tag or "")[1:]
        level = level if level in "123456" and len(level) == 1 else "1"
        texts = [block for block in made if block.kind == "p"]
        others = [block for block in made if block.kind != "p"]
        if texts and (self._lists or outer):
            strong = " ".join(re.sub(r"</?strong>", "", block.html) for block in texts)
            self._blocks.append(PastedBlock("p", f"<strong>{strong}</strong>"))
        elif texts:
            words = " ".join(block.html.replace("<br>", " ") for block in texts)
            self._blocks.append(PastedBlock("heading", f"<h{level}>{words}</h{level}>"))
        self._blocks += others

    def _list(self, node: LexborNode, style: Style, depth: int) -> None:
        self.flush()
        if node.tag == "ol" and node.attributes.get("start") in (None, "1"):
            self.words.simplified["numbers"] += begins_again(self._blocks, len(self._lists) + 1)
        self._lists.append(node)
        self.block(node, style, depth)
        self._lists.pop()

    def _item(self, node: LexborNode, style: Style, depth: int) -> None:
        given = node.attributes
        level = given.get("data-aria-level") or given.get("aria-level") or ""
        around = self._lists[-1] if self._lists else None
        look = f"{given.get('style')} {around.attributes.get('type') if around else ''}"
        is_numbered = around is not None and around.tag == "ol"
        has_letters = re.search(r"alpha|roman| [aAiI]$", look) is not None
        self.words.simplified["letters"] += is_numbered and has_letters
        start = (around.attributes.get("start") or "" if around else "") or "1"
        number = int(start[:4]) if start.isdecimal() and int(start[:4]) else 1
        self._begin_item(node)
        blocks = self.inside(node, style, depth)
        deep = int(level) if level.isdecimal() and len(level) == 1 else max(1, len(self._lists))
        self._blocks += make_item(blocks, deep, number if is_numbered else 0)

    def _begin_item(self, node: LexborNode) -> None:
        self.flush()
        checked = node.attributes.get("aria-checked")
        if node.attributes.get("role") == "checkbox" and checked:
            self.words.runs.append(Run(Look(), "☑ " if checked == "true" else "☐ "))

    def _mso_item(self, node: LexborNode, style: Style, depth: int, level: int) -> None:
        """A paragraph that Word shows as an item: its mark stands in it."""
        outer, self._marker = self._marker, ""
        self._lists.append(node)
        blocks = self.inside(node, style, depth)
        self._lists.pop()
        marker, self._marker = self._marker or "·", outer
        number, has_letters = read_marker(marker)
        self.words.simplified["letters"] += has_letters
        if number == 1 and not has_letters:
            self.words.simplified["numbers"] += begins_again(self._blocks, level)
        self._blocks += make_item(blocks, level, number)

    def _office_quote(self, node: LexborNode, style: Style, depth: int) -> None:
        made = self.inside(node, style._replace(look=style.look._replace(italic=False)), depth)
        self._blocks += (b._replace(kind="quote") if b.kind == "p" else b for b in made)

    def _quote(self, node: LexborNode, style: Style, depth: int) -> None:
        if len(self._lists) > _DEEPEST_QUOTE:
            return self.block(node, style, depth)
        self._lists.append(node)  # no headings in it
        made = self.inside(node, style, depth)
        self._lists.pop()
        if made:
            self._blocks.append(
                PastedBlock("html", f"<blockquote>{write_blocks(made)}</blockquote>")
            )
        return None

    def _source(self, node: LexborNode, style: Style, depth: int) -> None:
        """The foot of a quotation, which says who is quoted."""
        if not any(each.tag == "blockquote" for each in self._lists):
            return self.block(node, style, depth)
        self.flush()
        words = clean_text(node_text(node)).strip()
        self._blocks += [PastedBlock("html", f"<footer>{escape(words)}</footer>")] if words else []
        return None

    def _preformatted(self, node: LexborNode, style: Style, depth: int) -> None:
        self.flush()
        self._blocks.append(PastedBlock("html", f"<pre>{escape(lines_of(node))}</pre>"))

    def _rule(self, node: LexborNode, style: Style, depth: int) -> None:
        self.flush()
        self._blocks.append(PastedBlock("html", "<hr>"))

    def _table(self, node: LexborNode, style: Style, depth: int) -> None:
        self.flush()
        lists, self._lists = self._lists, []
        rows: list[list[Cell]] = []
        for part in _parts_of(node):
            if part.tag == "caption":
                self.block(part, style, depth + 1)
            else:
                found = [each for each in children_of(part) if each.tag in ("td", "th")]
                rows.append([self._cell(each, part, style, depth + 2) for each in found])
        self._blocks += write_table([row for row in rows if row], self.words.simplified)
        self._lists = lists

    def _cell(self, node: LexborNode, row: LexborNode, style: Style, depth: int) -> Cell:
        names = (node.attributes.get("class") or "").split()
        css = read_css(";".join(self._classes.get(name, "") for name in names))
        own = read_css(node.attributes.get("style") or "")
        blocks = self.inside(node, change_style(style, node, {**css, **own}), depth)
        in_head = row.parent is not None and row.parent.tag == "thead"
        is_bold = all(re.fullmatch(r"(?:<strong>.*</strong>)?", block.html) for block in blocks)
        spans = (node.attributes.get(name) or "1" for name in ("colspan", "rowspan"))
        across, down = (int(each[:4]) if each.isdecimal() else 1 for each in spans)
        return Cell(
            tuple(blocks),
            min(max(across, 1), MOST_SPANNED),
            min(max(down, 1), MOST_SPANNED),
            node.tag == "th" or in_head or (is_bold and bool(blocks)),
        )


def _parts_of(table: LexborNode) -> list[LexborNode]:
    """The rows of a table itself, and its caption."""
    found = []
    for part in children_of(table):
        inner = children_of(part) if part.tag in ("thead", "tbody", "tfoot") else [part]
        found += [each for each in inner if each.tag in ("tr", "caption")]
    return found


_Maker = Callable[[ClipboardReader, LexborNode, Style, int], None]

_MAKERS: Mapping[str, _Maker] = {
    "ul": ClipboardReader._list,
    "ol": ClipboardReader._list,
    "li": ClipboardReader._item,
    "blockquote": ClipboardReader._quote,
    "footer": ClipboardReader._source,
    "pre": ClipboardReader._preformatted,
    "xmp": ClipboardReader._preformatted,
    "hr": ClipboardReader._rule,
    "table": ClipboardReader._table,
    "br": add_break,
    "a": add_link,
    "img": add_picture,
    "q": add_quoted,
    "del": add_deleted,
    **dict.fromkeys(_EMBEDDED, add_embedded),
}
