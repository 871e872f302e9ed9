"""A paste on the writing page: HTML from the clipboard as our Markdown, with what was simplified.

It answers the script of the writing page and writes nothing; what Markdown a block becomes, the
package that reads old texts decides. No word that the clipboard shows is lost.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

import msgspec
from werkzeug import Request, Response

from sitegen.core.record import Record
from sitegen.core.source import CONTROL
from sitegen.preview.clipboard_blocks import write_blocks
from sitegen.preview.clipboard_looks import Style, read_css
from sitegen.preview.clipboard_reader import ClipboardReader
from sitegen.preview.editor import http
from sitegen.preview.editor.handlers import Editor
from sitegen.wordpress.blocks import convert_html
from sitegen.wordpress.inline import FoundPicture
from sitegen.wordpress.trees import parse_html

MOST_BYTES = 12_000_000
"""Bytes of HTML that are taken; the script leaves pictures out of it."""

MOST_TAGS = 60_000
MOST_TEXT = 300_000
"""What takes about a second; with more, the words come alone. A post has at most 200,000."""

_SENTENCES = {
    "first_row": "Tabellens första rad blev rubriker.",
    "merged": "En tabell hade sammanslagna rutor, och nu är de delade. Se över den.",
    "one_column": "En tabell med en enda kolumn blev en lista.",
    "cells": "Listor och rubriker i en tabells rutor är vanliga rader nu.",
    "inner_table": "En tabell i en annan står för sig nu, och den yttre blev vanliga stycken.",
    "letters": "Listans bokstäver blev siffror.",
    "numbers": "Numren i en lista blev andra än i dokumentet. Se över dem.",
    "struck": "Ord som är strukna i dokumentet är med, med streck över.",
    "underline": "Understrykningar följde inte med.",
    "marker": "Överstrykning med färg följde inte med.",
    "colour": "Färg på ord följde inte med.",
    "raised": "Upphöjda och nedsänkta tecken är vanliga tecken nu.",
    "comments": "Kommentarer i dokumentets marginal följde inte med.",
    "embedded": "Något inbäddat blev en länk.",
    "links": "Länkar som bara leder inom dokumentet eller datorn är vanliga ord nu.",
    "nesting": "Det innersta i många nivåer är bara ord nu.",
    "much": "Det var mycket på en gång: bara orden följde med, utan form.",
}
_CLASS = re.compile(r"\.(xl\w+)\s*\{([^}]*)\}")
_NOISE = re.compile(r"<!--.*?-->|<style\b.*?</style>|\bdata:[\w/+.-]+;base64,[\w+/=%]+", re.DOTALL)


class ConvertedPaste(Record, frozen=True):
    """What a paste becomes; `has_form` is false if its words alone say all of it, and `is_block` if
    it cannot stand within a sentence."""

    markdown: str
    simplified: tuple[str, ...]
    has_form: bool = False
    is_block: bool = False


def answer_paste(editor: Editor, request: Request) -> Response:
    """The Markdown of the HTML that is sent, as JSON."""
    http.require_key(request.headers.get("X-Skriv-Nyckel", ""), editor.key)
    http.require_size(request, MOST_BYTES, _SENTENCES["much"])
    given = request.args.get("not", "")
    first = int(given) if given.isdecimal() and len(given) < 5 else 1
    html = request.get_data().decode("utf-8", "replace")
    return http.json(msgspec.structs.asdict(convert_clipboard(html, first_note=max(first, 1))))


def convert_clipboard(html: str, *, first_note: int = 1) -> ConvertedPaste:
    """The Markdown of HTML from the clipboard; its footnotes are numbered from `first_note`."""
    text = _NOISE.sub("", html)
    if text.count("<") > MOST_TAGS:
        return ConvertedPaste("", (_SENTENCES["much"],))
    body = parse_html(text)
    if body is None or len(body.text(deep=True)) > MOST_TEXT:
        return ConvertedPaste("", (_SENTENCES["much"],))
    reader = ClipboardReader(body, _read_classes(html))
    blocks = reader.inside(body, Style(), 0)
    made = convert_html(write_blocks(blocks), _Resolver(), first_note=first_note)
    simplified = tuple(_list_simplified(reader.words.simplified))
    has_form = (
        bool(simplified) or len(blocks) > 1 or any(b.kind != "p" or "<" in b.html for b in blocks)
    )
    is_code = all(block.html.startswith("<pre>") for block in blocks)
    is_block = len(blocks) > 1 or "\n\n" in made or any(b.kind != "p" for b in blocks)
    return ConvertedPaste(CONTROL.sub(" ", made), simplified, has_form and not is_code, is_block)


def _list_simplified(simplified: Counter[str]) -> Iterator[str]:
    """What was simplified, for the author."""
    yield from (sentence for code, sentence in _SENTENCES.items() if simplified[code])
    if count := simplified["pictures"]:
        which = "En bild" if count == 1 else f"{count} bilder"
        them = "den" if count == 1 else "dem"
        yield f"{which} följde inte med. Dra hit {them}, eller tryck på Bild."


def _read_classes(html: str) -> dict[str, str]:
    """What the classes of a spreadsheet say of weight and slant."""
    kept = ("font-weight", "font-style")
    found = _CLASS.findall(html[:200_000])
    return {
        name: ";".join(f"{key}:{value}" for key, value in read_css(css).items() if key in kept)
        for name, css in found
    }


class _Resolver:
    """Leaves links as they are; pictures have been left out before."""

    def link(self, address: str) -> str | None:
        return address

    def picture(self, address: str, alt: str, caption: str) -> FoundPicture:
        return FoundPicture("", alt, caption)

    def series(self, ids: tuple[str, ...]) -> Iterable[tuple[str, str, str]]:
        return ()

    def footnote(self, id: str) -> str:
        return ""

    def note(self, code: str, text: str) -> None:
        """Everything is reported by what the reader found."""
