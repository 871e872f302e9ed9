"""Slots: the places in a document's HTML where links and pictures go once the site is known.

Text in, text out; where a link leads is not known here.
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
    it is empty when the author gave none or one that is not allowed, such as javascript:.
    `text` is the link's text or the picture's alternative text, without markup. `line` and
    `column` count from 1 in the text given to `convert`, and are 1, 1 when the place was not found.
    `opens` tells of a picture that the text begins with.
    """

    kind: Kind
    target: str
    text: str
    line: int
    column: int
    opens: bool = False


_SLOT = re.compile("\ue000([0-9]+)\ue001")


def fill(html: str, replacements: Sequence[str]) -> str:
    """Put one string per reference in its slot.

    The string is the escaped address for a link and the complete HTML for a picture. Raises
    IndexError when there are fewer strings than references.
    """
    return _SLOT.sub(lambda slot: replacements[int(slot[1])], html)


def clear(html: str) -> str:
    """The text without any slots."""
    return _SLOT.sub("", html)


def slot(number: int) -> str:
    """The mark that stands for reference `number` until its address is known."""
    return f"\ue000{number}\ue001"


def slot_html(reference: Reference, address: str) -> str:
    """What `fill` puts in the slot of a reference whose address (unescaped) is known."""
    if reference.kind == "link":
        return escape(address)
    return f'<img src="{escape(address)}" alt="{escape(reference.text)}" loading="lazy">'
