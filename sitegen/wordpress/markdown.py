"""Markdown: an old text as ours, by the library html-to-markdown, and the words that differ.

It joins shortcodes, markup and the library; whether the words are all there is found by comparing
with the page that our own program makes of the result.
"""

from __future__ import annotations

import re
from collections import Counter
from html import unescape
from typing import NamedTuple

import html_to_markdown
from html_to_markdown import ConversionOptions

from sitegen.prose.slots import clear
from sitegen.wordpress.markup import Resolver, simplify
from sitegen.wordpress.shortcodes import add_paragraphs, expand

_OPTIONS = ConversionOptions(
    extract_metadata=False,
    bullets="-",
    list_indent_width=4,
    newline_style="backslash",
    autolinks=False,
    compact_tables=True,
)
_BLOCK_MARK = re.compile(r"<!--\s*/?wp:")
_WORD = re.compile(r"[^\W_]+")
_TAG = re.compile(r"<[^>]*>")
_BREAKS = re.compile(r"<(?:br|/?(?:p|li|td|th|h\d|div|figcaption|dd|dt|pre|blockquote))\b[^>]*>")
_FOOTNOTE_MARK = re.compile(r'<sup id="fnref[^>]*>.*?</sup>', re.DOTALL)


class Written(NamedTuple):
    """A text in our Markdown, and the words that readers of the old blog saw."""

    body: str
    words: tuple[str, ...]


def write_markdown(html: str) -> str:
    """Simple HTML as Markdown."""
    return str(html_to_markdown.convert(html, _OPTIONS).content or "")


def convert_text(content: str, resolver: Resolver) -> Written:
    """The content of a post or page as our Markdown; what is lost or changed is noted."""
    is_classic = _BLOCK_MARK.search(content) is None
    expanded = expand(content)
    for each in dict.fromkeys(expanded.unknown):
        resolver.note("shortcode", f"Kortkoden {each} står kvar som ord.")
    made = simplify(add_paragraphs(expanded.html) if is_classic else expanded.html, resolver)
    body = made.tokens.restore(write_markdown(made.html)).strip()
    notes = "\n".join(
        f"[^{number}]: " + text.replace("\n", " ") for number, text in enumerate(made.notes, 1)
    )
    return Written(f"{body}\n\n{notes}".strip(), tuple(find_words(made.words)))


def find_words(text: str) -> list[str]:
    """The words of plain text, in order."""
    return _WORD.findall(text)


def shown_words(html: str) -> list[str]:
    """The words of a page that our program made of a text."""
    text = clear(_FOOTNOTE_MARK.sub("", html))
    return find_words(unescape(_TAG.sub("", _BREAKS.sub(" ", text))))


def compare_words(old: tuple[str, ...], html: str) -> tuple[list[str], list[str]]:
    """The words that are missing on the page, and those that it has besides."""
    before, after = Counter(old), Counter(shown_words(html))
    return [*(before - after).elements()], [*(after - before).elements()]
