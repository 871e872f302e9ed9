"""Headings, what braces after them say, and the passages below those that say what they are about.

Python-Markdown reads the braces; whether a theme or a point exists is for the checks to say.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Iterable, Iterator, Sequence
from html import escape, unescape

from markdown.extensions.attr_list import (
    AttrListTreeprocessor,
    get_attrs_and_remainder,
    isheader,
)

from sitegen.core.record import Record
from sitegen.prose.positions import Places
from sitegen.prose.slots import plain_text

MARKS = ("tema", "plan")
"""What a heading may say in braces: a theme, or a point of a plan as in exempelby-2016/bbic."""

MOST_MARKS = 20
"""Themes or points of one heading that count, so that hostile texts take no longer than others."""

_HEADING = re.compile(r"<h([1-6])((?: [^>]*)?)>(.*?)</h\1>", re.DOTALL)
_ATTRIBUTE = re.compile(' ([a-z-]+)="([^"]*)"')
_HEADING_TAG = re.compile("<h[1-6] [^>]*>")
_MARK = re.compile(f' (?:{"|".join(MARKS)})="[^"]*"')
_CITABLE = re.compile(r'<h([2-6])(?: [^>]*)? id="([^"]+)"[^>]*>(.*?)</h\1>', re.DOTALL)
_BLOCK_END = re.compile("</(?:p|li|dt|dd|tr|figcaption|summary|pre)>")

_QUOTES = str.maketrans("”“", '""')
_VALUE = r"(?:\"[^\"]*\"|[^\s\"',={}]++(?!\s*=))"
_VALUES = re.compile(rf"\b({'|'.join(MARKS)})\s*=\s*({_VALUE}(?:\s*,\s*{_VALUE})*)", re.IGNORECASE)


class Heading(Record, frozen=True):
    """A heading; `id` is empty for a heading of raw HTML without one. `line` counts from 1."""

    level: int
    id: str
    text: str
    line: int


class HeadingMark(Record, frozen=True):
    """One theme or point that a heading names: `key` is one of MARKS. `line` and `column` count
    from 1."""

    key: str
    value: str
    line: int
    column: int


class Passage(Record, frozen=True):
    """A section whose heading has marks: all up to the next heading of its level or a higher one.

    `text` is its paragraphs and list items as plain text, without headings.
    """

    heading: str
    anchor: str
    marks: tuple[HeadingMark, ...]
    text: tuple[str, ...]


def find_headings(html: str, places: Places) -> Iterator[Heading]:
    """Yield the headings of a text."""
    for digit, attributes, content in _HEADING.findall(html):
        level, text = int(digit), plain_text(content)
        anchor = unescape(dict(_ATTRIBUTE.findall(attributes)).get("id", ""))
        yield Heading(level, anchor, text, places.find_heading(level, text))


def find_passages(html: str, headings: Sequence[Heading], places: Places) -> Iterator[Passage]:
    """Yield the sections whose headings have marks; the first of `headings` are those in `html`."""
    if not _has_marks(html):
        return
    found = list(_HEADING.finditer(html))
    for number, (tag, heading) in enumerate(zip(found, headings, strict=False)):
        marks = tuple(_find_marks(tag[2], heading.line, places))
        if marks:
            end = _end_of(number, found, html)
            yield Passage(
                heading.text, heading.id, marks, tuple(_paragraphs(html[tag.end() : end]))
            )


def _end_of(number: int, found: Sequence[re.Match[str]], html: str) -> int:
    """Where the section of a heading ends."""
    for other in range(number + 1, len(found)):
        if found[other][1] <= found[number][1]:
            return found[other].start()
    return len(html)


def _find_marks(attributes: str, line: int, places: Places) -> Iterator[HeadingMark]:
    for key, values in _ATTRIBUTE.findall(attributes):
        for value in _divide(unescape(values)) if key in MARKS else ():
            yield HeadingMark(key, value, line, places.find_column(line, key, value))


def _divide(values: str) -> Iterable[str]:
    found = dict.fromkeys(" ".join(each.split()) for each in values.split(","))
    return [each for each in found if each][:MOST_MARKS]


def _paragraphs(html: str) -> Iterator[str]:
    for block in _BLOCK_END.split(_HEADING.sub("", html)):
        if text := plain_text(block):
            yield text


def add_anchors(html: str) -> str:
    """`html` with a link beside each heading that has an id, which readers copy to cite a section.

    The link has no words of its own, and stands outside the heading, whose name it would change.
    """
    return _CITABLE.sub(_add_anchor, html) if "<h" in html else html


def _add_anchor(heading: re.Match[str]) -> str:
    before = heading.string
    start = heading.start()
    if before.rfind("<a ", 0, start) > before.rfind("</a>", 0, start):
        return heading[0]  # within a link there can be no other
    if before.startswith("<summary>", start - len("<summary>")):
        return heading[0]
    label = escape(f"Länk till avsnittet {plain_text(heading[3])}")
    link = f'<a class="anchor" href="#{heading[2]}" aria-label="{label}"></a>'
    return f'<div class="headed">{heading[0]}{link}</div>'


def without_marks(html: str) -> str:
    """`html` with the marks of its headings removed: no reader ever sees them."""
    return _HEADING_TAG.sub(lambda tag: _MARK.sub("", tag[0]), html) if _has_marks(html) else html


def _has_marks(html: str) -> bool:
    return any(f' {mark}="' in html for mark in MARKS)


class HeadingBraces(AttrListTreeprocessor):
    """What is in braces after a heading, in the ways in which Swedish writers list things.

    Besides what the library reads: several pairs of braces, values with commas between them, “ and
    ” as quotation marks, a key written twice, and marks without a blank before the brace.
    """

    HEADER_RE = re.compile(  # type: ignore[misc]
        rf"(?:[ ]+|(?=\{{[^{{}}]*\b(?:{'|'.join(MARKS)})=))"
        r"\{:?[ ]*([^}\n ][^\n]*)\}[ ]*$",
        re.IGNORECASE,
    )

    def assign_attrs(self, elem: etree.Element, attrs_string: str, *, strict: bool = False) -> str:
        if not isheader(elem):
            return super().assign_attrs(elem, attrs_string, strict=strict)
        text = _as_the_library_reads(attrs_string)
        remainder = super().assign_attrs(elem, text, strict=strict)
        found: dict[str, list[str]] = {}
        for key, value in get_attrs_and_remainder(text)[0] if not remainder else ():
            if key.casefold() in MARKS:
                found.setdefault(key.casefold(), []).append(value or "")
        for key, values in found.items():
            elem.set(key, ",".join(values))
        return remainder


def _as_the_library_reads(written: str) -> str:
    text = re.sub(r"\}\s*\{:?", " ", written.translate(_QUOTES))
    text = _VALUES.sub(lambda found: f'{found[1]}="{_unquote(found[2])}"', text)
    return re.sub(r",\s*(?=[^\s,=]+=)", " ", text)


def _unquote(values: str) -> str:
    return values.replace('"', "")
