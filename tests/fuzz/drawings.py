"""Strategies: SVG with pieces that run, move or fetch; and what a reader finds of these in one.

The reader is unrelated to the program's own: an HTML parser, and CSS read by its tokens.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from tests.support.pictures import make_svg

_pieces = st.sampled_from(
    (
        *("<path d='M0 0'/>", "<script>a</script>", "<a href='", "#a", "javascript:a", "'/>"),
        *("<g ", ">", "<g>", "</g>", "<svg>", "</svg>", "<!--", "-->", "<![CDATA[", "]]>"),
        *("onload='a' ", "xmlns:x='http://www.w3.org/1999/xlink' ", "x:href='", "style='", "url("),
        *("<style>", "</style>", "<style/>", "@import 'a'", "@import", "\\75rl(", "image-set("),
        *("a{fill:", "}", "fill='", "'", '"', ")", " ", "\u00a0", "/*", "*/", "//a", "&#106;"),
        *("<title>", "</title>", "<desc/>", "src('a')", "image('a')", "URL(", "url(#a)"),
        *("<?xml-stylesheet a?>", "<!DOCTYPE svg [<!ENTITY a 'b'>]>", "&a;", "xml:base='a' "),
        *(
            "<foreignObject>",
            "<animate/>",
            "<set/>",
            "<x:script xmlns:x='http://www.w3.org/2000/svg'/>",
        ),
        *("xmlns='http://www.w3.org/1999/xhtml' ", "<use href='#a'/>", "<image href='a'/>"),
    )
)
_inside = st.lists(_pieces, max_size=12).map("".join)
_styles = st.lists(_pieces, max_size=8).map(lambda parts: f"<style>{''.join(parts)}</style>")
drawings = (_inside | _styles).flatmap(
    lambda inside: st.sampled_from(
        (
            make_svg(inside),
            inside.encode(),
            make_svg(f"<g>{inside}</g>"),
            make_svg(attributes=f"width='1' height='1' {inside}"),
        )
    )
)

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})[ \t\r\n\f]?|\\(.)", re.DOTALL)
_CALL = re.compile(r"(?<!\w)(?:url|src|image|image-set)\(([^)]*)", re.IGNORECASE)


def find_outside(data: bytes) -> Iterator[str]:
    """What a drawing says that leads out of it, according to the names and styles in it."""
    root = LexborHTMLParser(data.decode("utf-8", "replace")).css_first("svg")
    if root is None:
        return
    for node in root.traverse(include_text=False):
        for name, value in node.attributes.items():
            bare = name.rpartition(":")[2].lower()
            if bare in ("href", "src", "base") and not (value or "").strip(" \t\r\n\f").startswith(
                "#"
            ):
                yield f"{name}={value}"
            if ":" not in name:
                yield from _fetched(value or "")
        if (node.tag or "").lower() == "style":
            yield from _fetched(node.text(deep=True))


def _fetched(style: str) -> Iterator[str]:
    """The addresses that a style fetches."""
    for text in (style, _ESCAPE.sub(_unescape, style), _COMMENT.sub("", style)):
        if "@import" in text.lower():
            yield text
        for call in _CALL.finditer(text):
            if not call[1].strip(" \t\r\n\f\"'").startswith("#"):
                yield call[0]


def _unescape(escape: re.Match[str]) -> str:
    return chr(min(int(escape[1], 16), 0x10FFFF)) if escape[1] else escape[2]
