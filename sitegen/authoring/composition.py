"""Composes Markdown from words that a form was given.

What it composes is read back as the same words; it may not read or check any Markdown itself.
"""

from __future__ import annotations

import re

_MARK = re.compile(r"[\\`*_{}\[\]]|~(?=~)|=(?==)")
_ENTITY = re.compile(r"&(?=#|[A-Za-z]{2})")
_TAG = re.compile(r"<(?=[A-Za-z/!?])")


def compose_picture(target: str, alt: str, caption: str) -> str:
    """The Markdown of a picture with an alternative text and a caption, which may be empty.

    Both are of one line. Straight quotation marks in the caption become typographic.
    """
    quoted = caption.replace('"', "”").replace("'", "’")
    title = f' "{_escape(quoted)}"' if caption else ""
    return f"![{_escape(alt)}]({target}{title})"


def compose_card(target: str, words: str, caption: str) -> str:
    """The Markdown of a link that stands alone, which is a card if it has a caption.

    All are of one line; `target` must be safe in the parentheses of a link.
    """
    quoted = caption.replace('"', "”").replace("'", "’")
    title = f' "{_escape(quoted)}"' if caption else ""
    return f"[{_escape(words)}]({target}{title})"


def _escape(words: str) -> str:
    """The words with all signs escaped that would be read as Markdown or HTML."""
    return _MARK.sub(r"\\\g<0>", _TAG.sub("&lt;", _ENTITY.sub("&amp;", words)))
