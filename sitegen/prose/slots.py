"""Slots: placeholders in a document's HTML for link URLs and pictures, filled in later.

Pure functions over text; it may not resolve links.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from typing import Literal

from sitegen.core.record import Record

Kind = Literal["link", "picture"]


class Reference(Record, frozen=True):
    """A link or a picture.

    `target` is as the author wrote it, with HTML entities resolved and percent-encoding untouched;
    it is empty if the author gave none, or one that is not allowed, such as javascript:.
    `text` is the link's text or the picture's alternative text, without markup. `line` and
    `column` count from 1 in the text given to `convert`, and are 1, 1 if the place was not found.
    `opens` is True for a picture with which the text begins.
    """

    kind: Kind
    target: str
    text: str
    line: int
    column: int
    opens: bool = False


_SLOT = re.compile("\ue000([0-9]+)\ue001")


def fill(html: str, replacements: Sequence[str]) -> str:
    """Replace slot number n by string number n.

    The string is the escaped URL for a link and the complete HTML for a picture. Raises IndexError
    if there are fewer strings than slots.
    """
    return _SLOT.sub(lambda slot: replacements[int(slot[1])], html)


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
