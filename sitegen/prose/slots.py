"""Slots: placeholders in a document's HTML for link URLs and pictures, filled in later; and the
words of such HTML.

Pure functions over text that nh3 has serialised; it may not resolve links.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape, unescape
from typing import Literal

from sitegen.core.record import Record

Kind = Literal["link", "picture"]


class Reference(Record, frozen=True):
    """A link or a picture.

    `target` is as the author wrote it, with HTML entities resolved and percent-encoding untouched;
    it is empty if the author gave none, or one that is not allowed, such as javascript:.
    `text` is the link's text or the picture's alternative text, without markup. `line` and
    `column` count from 1 in the text given to `convert`; if the place was not found they are those
    of the first line with any text.
    `opens` is True for a picture with which the text begins.
    """

    kind: Kind
    target: str
    text: str
    line: int
    column: int
    opens: bool = False


_DEAD = re.compile(r'<a\b[^>]* href=""[^>]*>(.*?)</a>', re.DOTALL)
_LOCAL = re.compile(r'(<a\b[^<>]*?) href="/')
_ANY_TAG = re.compile(r'<(/?)([a-z][a-z0-9]*)(?:"[^"]*"|[^">])*>')
_VOID = ("br", "col", "hr", "img", "source", "wbr")
_TAG = re.compile("<[^>]*>")
_NOTE_MARK = re.compile(r'<sup id="fnref[^>]*>.*?</sup>', re.DOTALL)
_BREAK = re.compile("<br(?: [^>]*)?>")
_SLOT = re.compile("\ue000([0-9]+)\ue001")


def fill(html: str, replacements: Sequence[str]) -> str:
    """Replace slot number n by string number n.

    The string is the escaped URL for a link and the complete HTML for a picture. Raises IndexError
    if there are fewer strings than slots.
    """
    return _SLOT.sub(lambda slot: replacements[int(slot[1])], html)


def drop_dead_links(html: str) -> str:
    """`html` with the words alone of each link whose URL is empty, since its target is left out."""
    return _DEAD.sub(r"\1", html)


def name_host(html: str, host: str) -> str:
    """`html` with the scheme and host of each link within the site, which print needs: a style
    sheet knows only what is written."""
    if ' href="/' not in html:
        return html
    return _LOCAL.sub(rf'\1 data-host="{escape(host)}" href="/', html)


def divide_opening(html: str) -> tuple[str, str]:
    """A text up to its first paragraph, and the rest, with room for a picture between; the first is
    empty if more than a heading or a quotation stands before the paragraph."""
    depth = blocks = 0
    for tag in _ANY_TAG.finditer(html):
        if tag[2] in _VOID:
            continue
        depth += -1 if tag[1] else 1
        if not depth:
            blocks += 1
            if tag[2] == "p":
                return html[: tag.end()], html[tag.end() :]
            if blocks == 2:
                break
    return "", html


def clear(html: str) -> str:
    """`html` with all slots removed."""
    return _SLOT.sub("", html)


def slot(number: int) -> str:
    """The placeholder for reference `number`."""
    return f"\ue000{number}\ue001"


def slot_html(reference: Reference, address: str) -> str:
    """The string with which `fill` replaces the slot of a reference to the unescaped `address`."""
    if reference.kind == "link":
        return escape(address)
    return f'<img src="{escape(address)}" alt="{escape(reference.text)}" loading="lazy">'


def plain_text(fragment: str) -> str:
    """The plain text of a piece of HTML: no tags, footnote marks or repeated white space."""
    text = fragment
    if "<" in text:
        text = _NOTE_MARK.sub("", text) if "<sup" in text else text
        text = _BREAK.sub(" ", text) if "<br" in text else text
        text = _TAG.sub("", text)
    text = clear(text) if "\ue000" in text else text
    return " ".join(unescape(text).split())
