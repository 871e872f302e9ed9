"""Other dialects of Markdown: what GitHub, CommonMark and others allow beyond Python-Markdown.

It registers processors for Python-Markdown and may not change what that already reads.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor, SetextHeaderProcessor
from markdown.extensions import Extension
from markdown.inlinepatterns import (
    IMAGE_REFERENCE_RE,
    REFERENCE_RE,
    ImageReferenceInlineProcessor,
    ReferenceInlineProcessor,
    SimpleTagInlineProcessor,
    SubstituteTagInlineProcessor,
)

from sitegen.prose.indents import Indents

_DELETED = r"(~~)(?![\s~])([^~]+)(?<!\s)~~(?!~)"
_MARKED = r"(?<![\w=])(==)(?![\s=])([^=]+)(?<!\s)==(?![\w=])"
_NAME = re.compile(r"\[([^\]]*)\]")


class BareTable(BlockProcessor):
    """A table directly after a paragraph, without a blank line between them."""

    DASHES = re.compile(r"\n(?=[^\n]*-)(?=[^\n]*\|)[|: -]++(?=\n|\Z)")

    def __init__(self, parser: BlockParser, table: BlockProcessor) -> None:
        super().__init__(parser)
        self.table = table

    def test(self, parent: etree.Element, block: str) -> bool:
        start = self.find_start(block)
        return start > 0 and self.table.test(parent, block[start:])

    def find_start(self, block: str) -> int:
        """Where the row above the first line of dashes begins; 0 if the block begins with it."""
        dashes = self.DASHES.search(block)
        return block.rfind("\n", 0, dashes.start()) + 1 if dashes else 0

    def run(self, parent: etree.Element, blocks: list[str]) -> None:
        block = blocks.pop(0)
        start = self.find_start(block)
        self.parser.parseBlocks(parent, [block[:start].rstrip("\n")])
        blocks.insert(0, block[start:])


class Underlined(SetextHeaderProcessor):
    """A heading with a line of dashes below; below a sentence they are a line across the page."""

    SENTENCE = re.compile(r"[^\n]*[.,:;…][\"”’*_)]*[ ]*\n-{3,}[ ]*(?:\n|\Z)")

    def test(self, parent: etree.Element, block: str) -> bool:
        return super().test(parent, block) and not self.SENTENCE.match(block)


class LinkByName(ReferenceInlineProcessor):
    """[words][name] as in CommonMark: without a space, which would make b the name in “[a] [b]”."""

    RE_LINK = _NAME


class PictureByName(ImageReferenceInlineProcessor):
    """![words][name], likewise."""

    RE_LINK = _NAME


class DialectExtension(Extension):
    """Registers them all; it comes after the library's own extension for tables."""

    def extendMarkdown(self, md: Markdown) -> None:
        blocks = md.parser.blockprocessors
        blocks.register(BareTable(md.parser, blocks["table"]), "bare-table", 74)
        blocks.register(Underlined(md.parser), "setextheader", 60)
        md.preprocessors.register(Indents(md), "indents", 26)
        inline = md.inlinePatterns
        inline.register(SubstituteTagInlineProcessor(r"\\\n", "br"), "backslash-break", 98)
        inline.register(SimpleTagInlineProcessor(_DELETED, "del"), "deleted", 55)
        inline.register(SimpleTagInlineProcessor(_MARKED, "mark"), "marked", 54)
        inline.register(LinkByName(REFERENCE_RE, md), "reference", 170)
        inline.register(PictureByName(IMAGE_REFERENCE_RE, md), "image_reference", 140)
        md.ESCAPED_CHARS.extend("~=$%&,/:;<?@^")  # with those of the library: all of CommonMark's
