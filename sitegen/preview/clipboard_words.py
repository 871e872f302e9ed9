"""What stands within paragraphs of HTML from the clipboard: words, links, notes and pictures.

It adds to the runs of the paragraph that is being read and counts what is simplified; what a block
becomes, it does not decide.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Protocol

from selectolax.lexbor import LexborNode

from sitegen.preview.clipboard_blocks import PastedBlock
from sitegen.preview.clipboard_looks import (
    Look,
    Run,
    Style,
    add_text,
    clean_text,
    is_kept_target,
    raise_text,
)
from sitegen.wordpress.trees import node_text

_NOTE = re.compile(r"(?:_?(ftn|edn)|(sdfootnote|sdendnote))(\d+)(?:sym)?")
_NOTE_BACK = re.compile(r"#(?:_(?:ftn|edn)ref\d+|sd(?:footnote|endnote)\d+anc)$")
_BLOCK_TAGS = re.compile(r"</?(?:p|ul|ol|li|blockquote|h\d|table|tr|td|th)\b[^>]*>")


def note_key(name: str) -> str:
    """What a footnote and its mark have in common, of the name of either."""
    found = _NOTE.fullmatch(name)
    return f"{found[1] or found[2]}{found[3]}" if found else ""


class Words:
    """The paragraph that is being read, and what was simplified so far."""

    def __init__(self, body: LexborNode) -> None:
        self.simplified: Counter[str] = Counter()
        self.runs: list[Run] = []
        self.in_heading = self.in_note = False
        self.notes = {
            key: node
            for node in body.css("div[id]")
            if (key := note_key(node.attributes.get("id") or ""))
        }
        self.noted: set[str] = set()


class PasteReader(Protocol):
    """The reader of a paste, as far as what stands within paragraphs needs it."""

    words: Words

    def inside(self, node: LexborNode, style: Style, depth: int) -> list[PastedBlock]:
        """What is in an element, as blocks."""

    def walk(self, node: LexborNode, style: Style, depth: int) -> None:
        """Read what is in an element."""

    def block(self, node: LexborNode, style: Style, depth: int) -> None:
        """Read what is in an element as paragraphs of its own."""

    def flush(self) -> None:
        """End the paragraph."""


def add_words(reader: PasteReader, text: str, style: Style) -> None:
    words = clean_text(text)
    if words.strip():
        is_own = reader.words.in_heading or style.look.target
        reader.words.simplified.update(style.lost & {"raised"} if is_own else style.lost)
        words = raise_text(words, style.raised) or words if style.raised else words
    add_text(reader.words.runs, Look() if not words.strip() else style.look, words)


def add_break(reader: PasteReader, node: LexborNode, style: Style, depth: int) -> None:
    reader.words.runs.append(Run(Look(), "<br>"))


def add_link(reader: PasteReader, node: LexborNode, style: Style, depth: int) -> None:
    address = (node.attributes.get("href") or "").strip()
    if _NOTE_BACK.search(address) and reader.words.in_note:
        return None
    key = note_key(address.rpartition("#")[2]) if "#" in address else ""
    if key in reader.words.notes and key not in reader.words.noted and not reader.words.in_note:
        return _add_note(reader, key, depth)
    if is_kept_target(address):
        style = style._replace(look=style.look._replace(target=address))
    elif address and node_text(node).strip():
        reader.words.simplified["links"] += 1
    return reader.walk(node, style, depth + 1)


def _add_note(reader: PasteReader, key: str, depth: int) -> None:
    """A footnote where its mark stands; Word has its words at the end."""
    runs, reader.words.runs, reader.words.in_note = reader.words.runs, [], True
    blocks = reader.inside(reader.words.notes[key], Style(), depth)
    reader.words.noted.add(key)
    reader.words.runs, reader.words.in_note = runs, False
    words = " ".join(block.html.replace("<br>", " ") for block in blocks)
    words = _BLOCK_TAGS.sub(" ", words)
    reader.words.runs.append(Run(Look(), f"<wp-note>{words}</wp-note>"))


def add_picture(reader: PasteReader, node: LexborNode, style: Style, depth: int) -> None:
    alt = clean_text(node.attributes.get("alt") or "").strip()
    if 0 < len(alt) < 8 and not re.search(r"\w", alt):
        return add_words(reader, alt, style)  # an emoji
    sizes = {node.attributes.get("width"), node.attributes.get("height")}
    is_tiny = sizes <= {"0", "1"} or node.attributes.get("aria-roledescription") == "checkbox"
    reader.words.simplified["pictures"] += not is_tiny
    return None


def add_embedded(reader: PasteReader, node: LexborNode, style: Style, depth: int) -> None:
    inner = node.css_first("source[src]")
    address = node.attributes.get("src") or node.attributes.get("data") or ""
    address = address or (inner.attributes.get("src") or "" if inner else "")
    if not is_kept_target(address):
        return reader.block(node, style, depth)
    reader.flush()
    reader.words.simplified["embedded"] += 1
    words = clean_text(node.attributes.get("title") or "").strip() or address
    add_words(reader, words, Style(Look(target=address)))
    reader.flush()
    return None


def add_quoted(reader: PasteReader, node: LexborNode, style: Style, depth: int) -> None:
    add_words(reader, "”", style)
    reader.walk(node, style, depth + 1)
    add_words(reader, "”", style)


def add_deleted(reader: PasteReader, node: LexborNode, style: Style, depth: int) -> None:
    reader.words.simplified["struck"] += "datetime" in node.attributes
    reader.walk(node, style, depth + 1)
