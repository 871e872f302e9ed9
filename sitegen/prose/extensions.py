"""Python-Markdown set up for Swedish writers: with its own extensions and a few small ones of ours.

This module turns Markdown into HTML, which is unsafe until conversion.py has sanitised it; it may
not read a file or keep anything from one text to the next.
"""

from __future__ import annotations

import re
import threading
import xml.etree.ElementTree as etree
from collections.abc import Mapping

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor, BlockQuoteProcessor
from markdown.extensions import Extension
from markdown.extensions.abbr import AbbrExtension
from markdown.extensions.attr_list import AttrListExtension
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.fenced_code import FencedCodeExtension
from markdown.extensions.sane_lists import SaneOListProcessor, SaneUListProcessor
from markdown.extensions.tables import TableExtension
from markdown.extensions.toc import TocExtension
from markdown.treeprocessors import Treeprocessor
from markdown.util import ETX, STX, AtomicString

from sitegen.prose import fast_path
from sitegen.prose.dialects import DialectExtension
from sitegen.prose.footnotes import Footnotes
from sitegen.prose.headings import HeadingBraces
from sitegen.sweden.swedish import slugify


class OrderedList(SaneOListProcessor):
    """A numbered list with numbers of up to three digits, so that “2016. Ett år” is a sentence."""

    def __init__(self, parser: BlockParser) -> None:
        super().__init__(parser)
        self.RE = re.compile(r"^[ ]{0,3}\d{1,3}[.)][ ]+(.*)")
        self.CHILD_RE = re.compile(r"^[ ]{0,3}((\d{1,3}[.)]))[ ]+(.*)")
        self.INDENT_RE = re.compile(r"^[ ]{4,7}((\d{1,3}[.)])|[*+-])[ ]+.*")


class BulletList(SaneUListProcessor):
    """A bullet list whose nested numbered lists are recognised as by `OrderedList`."""

    def __init__(self, parser: BlockParser) -> None:
        super().__init__(parser)
        self.INDENT_RE = re.compile(r"^[ ]{4,7}((\d{1,3}[.)])|[*+-])[ ]+.*")


class BareList(BlockProcessor):
    """A list directly after a paragraph, without a blank line between them.

    A numbered list must begin with 1, as in CommonMark: a paragraph with a line break before “12. ”
    contains no list.
    """

    MARKER = re.compile(r"\n(?=[ ]{0,3}(?:[*+-]|1[.)])[ ]+\S)")

    def test(self, parent: etree.Element, block: str) -> bool:
        return self.MARKER.search(block) is not None

    def run(self, parent: etree.Element, blocks: list[str]) -> None:
        paragraph, items = self.MARKER.split(blocks.pop(0), maxsplit=1)
        self.parser.parseBlocks(parent, [paragraph])
        blocks.insert(0, items)


class Quotation(BlockQuoteProcessor):
    """A block quote, which becomes a figure if its last line is a dash and a source."""

    SOURCE = re.compile(r"[ ]{0,3}(?P<dash>[—–]|-{1,3})(?P<gap>[ ]*)(?P<source>[^\s>—–-].*)")

    def run(self, parent: etree.Element, blocks: list[str]) -> None:
        block = blocks.pop(0)
        start = self.RE.search(block)
        assert start is not None, "test() has found the mark"
        self.parser.parseBlocks(parent, [block[: start.start()]])
        lines = [self.clean(line) for line in block[start.start() :].strip("\n").split("\n")]
        quote = self.lastChild(parent)
        if quote is None or quote.tag != "blockquote":
            quote = etree.SubElement(parent, "blockquote")
        source = self.find_source(quote, lines)
        if source:
            lines.pop()
        self.parser.state.set("blockquote")
        self.parser.parseChunk(quote, "\n".join(lines).rstrip())
        self.parser.state.reset()
        if source:
            wrap_quote(parent, quote, source)

    def find_source(self, quote: etree.Element, lines: list[str]) -> str:
        """The source on the last line, or an empty string.

        If an earlier line starts with the same dash, it is a list or a dialogue; and without any
        text before it, it is no source.
        """
        match = self.SOURCE.fullmatch(lines[-1])
        if match is None or (match["source"][0].isdigit() and not match["gap"]):
            return ""
        earlier = "\n".join(lines[:-1])
        if not earlier.strip():
            after_list = len(quote) > 0 and quote[-1].tag == "ul" and match["dash"] == "-"
            return "" if not len(quote) or after_list else match["source"]
        same_dash = rf"^[ ]{{0,3}}{re.escape(match['dash'])}(?![—–-])"
        return "" if re.search(same_dash, earlier, re.MULTILINE) else match["source"]


def wrap_quote(parent: etree.Element, quote: etree.Element, source: str) -> None:
    """Put a figure with `source` as caption around the last child of `parent`."""
    parent.remove(quote)
    figure = etree.SubElement(parent, "figure", {"class": "quote"})
    figure.append(quote)
    etree.SubElement(figure, "figcaption").text = source


class Figures(Treeprocessor):
    """Makes a figure of a paragraph that contains only a picture, or a link out of the site, with a
    title.

    The title becomes the caption; the part from “Foto:” or the like becomes the credit. In this way
    a film or an article is shown as a card with a link, and nothing is loaded from its site.
    """

    CREDIT = re.compile(r"(?:^|(?<=\s))(?:Foto|Bild|Illustration|Teckning|Grafik): \S.*", re.DOTALL)

    def run(self, root: etree.Element) -> None:
        for paragraph in root.iter("p"):
            shown = only_picture(paragraph)
            card = "" if shown is not None else card_kind(paragraph)
            if card:
                shown = paragraph[0]
                paragraph.set("class", card)
            if shown is None or not shown.get("title", "").strip():
                continue
            paragraph.tag = "figure"
            caption = etree.SubElement(paragraph, "figcaption")
            caption.text = shown.attrib.pop("title")
            credit = self.CREDIT.search(caption.text)
            if credit:
                caption.text = caption.text[: credit.start()]
                etree.SubElement(caption, "span", {"class": "credit"}).text = credit[0]
            if "id" in shown.attrib:
                paragraph.set("id", shown.attrib.pop("id"))


FILM_SITES = ("youtube.com", "youtu.be", "vimeo.com", "svtplay.se", "urplay.se")
"""Sites whose cards are marked as films; films on other sites are shown like articles."""

OUTSIDE = re.compile(r"https?://(?:www\.|m\.)?(?P<site>[\w.-]+)", re.IGNORECASE)
"""An absolute URL; the host is without www. and m."""


def card_kind(paragraph: etree.Element) -> str:
    """“film” or “link” if a paragraph is only a link out of the site with a title, else empty."""
    if not _has_only_child(paragraph) or paragraph[0].tag != "a":
        return ""
    address = OUTSIDE.match(paragraph[0].get("href", ""))
    if address is None or not paragraph[0].get("title", "").strip():
        return ""
    return "film" if address["site"].lower() in FILM_SITES else "link"


def _has_only_child(element: etree.Element) -> bool:
    return (
        len(element) == 1
        and not (element.text or "").strip()
        and not (element[0].tail or "").strip()
    )


def only_picture(element: etree.Element) -> etree.Element | None:
    """The picture if `element` contains nothing else, directly or inside one link; else None."""
    if not _has_only_child(element):
        return None
    child = element[0]
    if child.tag == "a":
        return only_picture(child)
    return child if child.tag == "img" else None


class Tables(Treeprocessor):
    """Gives cells their alignment as a class (not a style), and header cells their scope.

    Each table is put in a box that can be scrolled sideways, also by keyboard (WCAG 2.1.1).
    """

    def run(self, root: etree.Element) -> None:
        if root.find(".//table") is None:
            return
        within = [(parent, each) for parent in root.iter() for each in parent]
        for parent, table in within:
            if table.tag != "table":
                continue
            box = etree.Element("div", {"class": "table", "role": "group", "tabindex": "0"})
            box.set("aria-label", "Tabell")
            parent[list(parent).index(table)] = box
            box.tail, table.tail = table.tail, None
            box.append(table)
            for cell in table.iter():
                align = cell.attrib.pop("align", None)
                if align:
                    cell.set("class", f"align-{align}")
                if cell.tag == "th":
                    cell.set("scope", "col")


class Typography(Treeprocessor):
    """Swedish quotation marks (” and ’ on both sides), dashes and ellipses.

    Python-Markdown's own extension, smarty, needs fifteen patterns to distinguish opening from
    closing quotes; in Swedish they are the same character. Code and escaped marks have already been
    replaced by placeholders when this runs.
    """

    MARKS = re.compile(r"\"|'|--+|\.\.\.+")
    TYPOGRAPHIC: Mapping[str, str] = {'"': "”", "'": "’", "--": "–", "---": "—", "...": "…"}

    def replace(self, text: str) -> str:
        if isinstance(text, AtomicString):
            return text
        return self.MARKS.sub(lambda mark: self.TYPOGRAPHIC.get(mark[0], mark[0]), text)

    def run(self, root: etree.Element) -> None:
        text = "".join(root.itertext())
        if not any(mark in text for mark in ('"', "'", "--", "...")):
            return
        for element in root.iter():
            if element.text:
                element.text = self.replace(element.text)
            if element.tail:
                element.tail = self.replace(element.tail)


class WritingExtension(Extension):
    """Registers our own processors, each with the priority that puts it after what it needs."""

    def extendMarkdown(self, md: Markdown) -> None:
        blocks = md.parser.blockprocessors
        blocks.register(OrderedList(md.parser), "olist", 40)
        blocks.register(BulletList(md.parser), "ulist", 30)
        blocks.register(Quotation(md.parser), "quote", 20)
        blocks.register(BareList(md.parser), "bare-list", 12)
        trees = md.treeprocessors
        trees.register(Tables(md), "tables", 9)
        trees.register(HeadingBraces(md), "attr_list", 8)  # in place of the library's own
        trees.register(Figures(md), "figures", 7.5)  # after attr_list, before abbreviations
        trees.register(Typography(md), "typography", 6)
        md.ESCAPED_CHARS.extend(['"', "'"])


class _Converter:
    """A reusable Markdown instance: constructing one takes as long as converting several posts.

    Tests compare it with one of Python-Markdown's own class, by the argument `make`.
    """

    def __init__(self, make: type[Markdown] = fast_path.Markdown) -> None:
        self.abbreviations = AbbrExtension()
        self.markdown = make(
            extensions=[
                AttrListExtension(),
                DefListExtension(),
                FencedCodeExtension(),
                Footnotes(),
                TableExtension(use_align_attribute=True),
                TocExtension(slugify=lambda text, separator: slugify(text)),
                self.abbreviations,
                WritingExtension(),
                DialectExtension(),
            ]
        )

    def convert(self, text: str, abbreviations: Mapping[str, str]) -> str:
        self.abbreviations.reset_glossary()
        self.abbreviations.load_glossary(dict(abbreviations))
        self.markdown.reset()
        return self.markdown.convert(text)


_converters = threading.local()

# What the library sometimes leaves of its own marks, such as in “*a**b*\\*”.
_PLACEHOLDER = re.compile(f"{STX}klzzwxh:[0-9]+{ETX}?|klzzwxh:[0-9]+{ETX}")


def to_html(text: str, *, abbreviations: Mapping[str, str]) -> str:
    """`text` as HTML; raw HTML in it is kept as it is.

    `abbreviations` maps an abbreviation to its meaning; definitions in the text take precedence.
    """
    converter = getattr(_converters, "converter", None) or _Converter()
    _converters.converter = None  # an instance that raised halfway is not used again
    html: str = converter.convert(text, abbreviations)
    _converters.converter = converter
    return _PLACEHOLDER.sub("", html) if STX in html or ETX in html else html
