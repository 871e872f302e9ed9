"""A faster Python-Markdown: skips the processors that would find nothing in a text.

Each class replaces one of the library's, makes a fast pre-check, and leaves the work to the
library's code. The output may not differ by a single byte, so `Markdown` is the library's own class
for any release that this has not been tested with.
"""

from __future__ import annotations

import html
import re
import xml.etree.ElementTree as etree
from collections.abc import Iterable, Mapping
from typing import Any, Self

import markdown
from markdown.blockparser import BlockParser
from markdown.extensions import toc
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import InlineProcessor, Treeprocessor, UnescapeTreeprocessor
from markdown.util import ETX, STX

PROVEN = ((3, 11, 3, "final", 0),)
"""The releases of Python-Markdown with which tests/unit/prose/test_fast_path.py has passed."""

# By name of the processor: the mark that a block must contain for a block processor to match, and
# those of which the text must contain one for an inline pattern. If a processor is registered that
# is not named here, nothing is skipped.
_BLOCK_MARKS: Mapping[str, str] = (
    {"indent": "    ", "code": "    ", "table": "|", "hashheader": "#", "setextheader": "\n"}
    | {"defindent": "    ", "deflist": ": ", "bare-table": "|"}
    | {"olist": "", "quote": ">", "footnote": "]:", "abbr": "*[", "reference": "]:"}
    | {"bare-list": "\n", "empty": "", "hr": "", "ulist": "", "paragraph": ""}
)
_LINE_MARK = re.compile(r"\n[ ]{0,3}[#=_*+>\[1:-]")  # or “|”: the block may be no plain paragraph
_INLINE_MARKS: Mapping[str, tuple[str, ...]] = (
    {"backtick": ("`",), "escape": ("\\",), "footnote": ("[^",), "entity": ("&",), "html": ("<",)}
    | {"autolink": ("<",), "automail": ("<",), "linebreak": ("  \n",), "em_strong": ("*", "_")}
    | {"link": ("](",), "image_link": ("![",), "reference": ("[",), "short_reference": ("[",)}
    | {"image_reference": ("![",), "short_image_ref": ("![",)}
    | {"backslash-break": ("\\\n",), "deleted": ("~~",), "marked": ("==",)}
)
_REFERENCES = ("reference", "short_reference", "image_reference", "short_image_ref")
_INLINE_MARK = re.compile(r"[`\\\[<&*_~=]")  # together with “  \n” covers all the above
_SPACES_ALONE = re.compile(r"\n +\n")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_NOT_PLAIN = re.compile(f"[&<>{STX}]")


class Parser(BlockParser):
    """Treats a block that begins with a letter as a paragraph unless it contains a mark, and tries
    on other blocks only the processors whose mark they contain."""

    def index_processors(self) -> None:
        """Look up the mark of each processor; call it when all extensions have added theirs."""
        registry = self.blockprocessors
        marks = {registry[name]: mark for name, mark in _BLOCK_MARKS.items() if name in registry}
        self.choices = [(marks.get(processor, ""), processor) for processor in registry]
        self.paragraph = registry["paragraph"]
        self.is_known = marks.keys() >= set(registry)

    def is_paragraph(self, block: str) -> bool:
        """True if no processor but that of paragraphs can match a block."""
        is_plain = block[:1].isalpha() and "|" not in block and _LINE_MARK.search(block) is None
        return is_plain and self.is_known

    def parseBlocks(self, parent: etree.Element, blocks: list[str]) -> None:
        while blocks:
            block = blocks[0]
            if self.is_paragraph(block):
                self.paragraph.run(parent, blocks)
                continue
            for mark, processor in self.choices:
                if mark not in block or not processor.test(parent, block):
                    continue
                if processor.run(parent, blocks) is not False:
                    break


class Inline(InlineProcessor):
    """Skips texts without a mark, and tries on the others only the patterns whose marks occur."""

    def __init__(self, md: markdown.Markdown) -> None:
        super().__init__(md)
        registry = md.inlinePatterns
        marks = {registry[name]: mark for name, mark in _INLINE_MARKS.items() if name in registry}
        self.choices = [(marks.get(pattern, ("",)), pattern) for pattern in registry]
        self.is_known = marks.keys() >= set(registry)
        self.references = {registry[name] for name in _REFERENCES if name in registry}

    def run(self, tree: etree.Element, ancestors: list[str] | None = None) -> etree.Element:
        hidden = hide_plain_texts(tree) if self.is_known else []
        if marked := text_of(tree):
            # A plain list, as iterating over a Registry takes ten times as long.
            self.inlinePatterns = self.choose_patterns(marked)  # type: ignore[assignment]
            super().run(tree, ancestors)
        for element, place, text in hidden:
            setattr(element, place, text)
        return tree

    def choose_patterns(self, text: str) -> list[Any]:
        """The patterns that may match; those of references cannot without a definition."""
        undefined = () if self.md.references else self.references
        return [
            pattern
            for marks, pattern in self.choices
            if pattern not in undefined and any(mark in text for mark in marks)
        ]


def hide_plain_texts(tree: etree.Element) -> list[tuple[etree.Element, str, str]]:
    """Remove the texts and tails that no inline pattern can match; return element, attribute and
    text of each, so that they can be put back."""
    hidden = []
    for element in tree.iter():
        text, tail = element.text, element.tail
        if text and _INLINE_MARK.search(text) is None and "  \n" not in text:
            hidden.append((element, "text", text))
            element.text = None
        if tail and _INLINE_MARK.search(tail) is None and "  \n" not in tail:
            hidden.append((element, "tail", tail))
            element.tail = None
    return hidden


def text_of(element: etree.Element) -> str:
    return "".join(element.itertext())


class Marked(Preprocessor):
    """Runs the library's preprocessor `stock` only on a text that contains one of its marks."""

    def __init__(self, stock: Preprocessor, *marks: str) -> None:
        self.stock = stock
        self.marks = marks

    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        return self.stock.run(lines) if any(mark in text for mark in self.marks) else lines


class Whitespace(Marked):
    """Normalises white space; always adds the two empty lines at the end, as the library does."""

    def run(self, lines: list[str]) -> list[str]:
        blank = _SPACES_ALONE.search("\n".join([*lines, ""]))
        found = self.stock.run(lines) if blank else super().run(lines)
        return [*lines, "", ""] if found is lines else found


class StandIn(Treeprocessor):
    """The base class of processors that replace one of the library's, `stock`."""

    def __init__(self, stock: Any) -> None:
        self.stock = stock


class Attributes(StandIn):
    """Looks for attribute lists only in a text with a brace."""

    def run(self, root: etree.Element) -> None:
        if "{" in text_of(root):
            self.stock.run(root)


class Abbreviations(StandIn):
    """Looks for abbreviations only in blocks that contain one; between blocks there is no text."""

    def run(self, root: etree.Element) -> None:
        text = text_of(root)
        used = [each for each in self.stock.abbrs if each in text]
        if not used:
            return
        self.stock.run(etree.Element(root.tag))  # makes it compile its pattern
        for block in root:
            text = text_of(block)
            if any(each in text for each in used):
                self.stock.iter_element(block, root)


class Contents(StandIn):
    """Gives headings their ids; makes a table of contents (and `md.toc`, which is not used here)
    only for a text with [TOC]."""

    def run(self, root: etree.Element) -> None:
        headings = [element for element in root.iter() if element.tag in _HEADINGS]
        labelled = any("data-toc-label" in heading.attrib for heading in headings)
        if labelled or self.stock.marker in text_of(root):
            self.stock.run(root)
        elif headings:
            self.add_ids(root, headings)

    def add_ids(self, root: etree.Element, headings: Iterable[etree.Element]) -> None:
        ids = {element.attrib["id"] for element in root.iter() if "id" in element.attrib}
        counters: dict[str, int] = {}
        for heading in headings:
            if "id" not in heading.attrib:
                name = self.stock.slugify(self.words_of(heading), self.stock.sep)
                heading.set("id", toc.unique(name, ids, counters))  # type: ignore[call-arg]

    def words_of(self, heading: etree.Element) -> str:
        text = heading.text or ""
        shown = "".join((text, *filter(None, heading.attrib.values())))
        if not len(heading) and _NOT_PLAIN.search(shown) is None:
            return " ".join(text.split())
        inner = toc.render_inner_html(toc.remove_fnrefs(heading), self.stock.md)
        return html.unescape(toc.strip_tags(inner))


class Unescape(UnescapeTreeprocessor):
    """Restores escaped characters only in a text that has any."""

    def run(self, root: etree.Element) -> None:
        attributes = (value for element in root.iter() for value in element.attrib.values())
        if self.RE.search(text_of(root)) or any(STX in value for value in attributes if value):
            super().run(root)


class FastMarkdown(markdown.Markdown):
    """Python-Markdown with the replacements above."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.block_names = frozenset(self.block_level_elements)
        self.blocks.index_processors()
        texts, trees = self.preprocessors, self.treeprocessors
        space = Whitespace(texts["normalize_whitespace"], STX, ETX, "\r", "\t")
        texts.register(space, "normalize_whitespace", 30)
        texts.register(Marked(texts["fenced_code_block"], "```", "~~~"), "fenced_code_block", 25)
        texts.register(Marked(texts["html_block"], "<", "&"), "html_block", 20)
        trees.register(Inline(self), "inline", 20)
        trees.register(Attributes(trees["attr_list"]), "attr_list", 8)
        trees.register(Abbreviations(trees["abbr"]), "abbr", 7)
        trees.register(Contents(trees["toc"]), "toc", 5)
        trees.register(Unescape(self), "unescape", 0)

    def build_parser(self) -> Self:
        super().build_parser()
        self.blocks = Parser(self)
        self.blocks.blockprocessors = self.parser.blockprocessors
        for processor in self.blocks.blockprocessors:
            processor.parser = self.blocks
        self.parser = self.blocks
        return self

    def is_block_level(self, tag: Any) -> bool:
        return tag in self.block_names or (
            isinstance(tag, str) and tag.lower().rstrip("/") in self.block_names
        )


def choose(version: tuple[object, ...]) -> type[markdown.Markdown]:
    """The class to use with a release of Python-Markdown: the fast one only if it is proven."""
    return FastMarkdown if version in PROVEN else markdown.Markdown


Markdown = choose(markdown.__version_info__)
