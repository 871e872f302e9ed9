"""Converts Markdown to Prose: safe HTML, with its links, headings, lead and number of words.

Pure; it may not resolve links, so the HTML has numbered slots, which `slots.fill` replaces once the
whole site is known.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from html import unescape

import nh3

from sitegen.core.record import Record
from sitegen.prose.extensions import to_html
from sitegen.prose.footnotes import ARROW
from sitegen.prose.headings import (
    MARKS,
    Heading,
    Passage,
    find_headings,
    find_passages,
    without_marks,
)
from sitegen.prose.positions import Places
from sitegen.prose.slots import Kind, Reference, plain_text, slot
from sitegen.prose.wording import Shown


class Prose(Record, frozen=True):
    """A converted text. `html` is safe to publish if its slots are filled with safe strings.

    `references` and `headings` are in the order of the HTML, footnotes last; `anchors` has every id
    in the HTML, twice if it occurs twice. `lead` is the first paragraph that is not in a quote,
    list or the like, as plain text; `words` is the number of words outside footnotes. `shown` is
    all that readers see.
    """

    html: str
    references: tuple[Reference, ...]
    headings: tuple[Heading, ...]
    passages: tuple[Passage, ...]
    anchors: tuple[str, ...]
    lead: str
    words: int
    shown: Shown


# What the comment form of the old blog allowed, what Markdown makes, and similar plain elements.
_ALLOWED = (
    "h1 h2 h3 h4 h5 h6 p div section hr br wbr span blockquote figure figcaption pre details"
    " summary ul ol li dl dt dd table caption colgroup col thead tbody tfoot tr th td a img abbr"
    " acronym b bdi bdo cite code del dfn em i ins kbd mark q s samp small strike strong sub sup"
    " time u var"
)
_UNWRAPPED = (
    "address article aside big body center fieldset font footer header hgroup html label legend"
    " main nav nobr rb rp rt rtc ruby tt"
)
_REMOVED = (
    "applet area audio base button canvas datalist dialog embed form frame frameset head iframe"
    " input link map marquee math menu meta meter noembed noframes noscript object optgroup option"
    " output param picture portal progress script select source style svg template textarea title"
    " track video"
)

ALLOWED = frozenset(_ALLOWED.split())
"""Elements that stay in a text."""

UNWRAPPED = frozenset(_UNWRAPPED.split())
"""Elements whose tags are removed while their content stays."""

REMOVED = frozenset(_REMOVED.split())
"""Elements that are removed, and with some of them what they contain."""

_FLAGS = "checked compact controls disabled hidden inert markdown nowrap open reversed selected"
FLAGS = tuple(_FLAGS.split())
"""Attributes that are written without a value."""

_ATTRIBUTES = {
    "*": {"id", "title", "lang", "dir"},
    "a": {"href", "hreflang", "aria-label"},
    "blockquote": {"cite"},
    "col": {"span"},
    "colgroup": {"span"},
    "del": {"cite", "datetime"},
    "details": {"open"},
    "div": {"aria-label"},
    **{f"h{level}": set(MARKS) for level in range(1, 7)},  # taken out again by `without_marks`
    "img": {"src", "alt"},
    "ins": {"cite", "datetime"},
    "li": {"value"},
    "ol": {"start", "reversed"},
    "q": {"cite"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
}
_ROLES = {
    "a": {"role": {"doc-noteref", "doc-backlink"}},
    "div": {"role": {"doc-endnotes", "group"}, "tabindex": {"0"}},
}
_ALIGN = {"align-left", "align-center", "align-right"}
_CLASSES = {
    "a": {"footnote-ref", "footnote-backref"},
    "div": {"footnotes", "table", "toc"},
    "figure": {"quote", "film", "link"},
    "span": {"credit"},
    "td": _ALIGN,
    "th": _ALIGN,
}
_CLEANER = nh3.Cleaner(
    tags=set(ALLOWED),
    attributes=_ATTRIBUTES,
    tag_attribute_values=_ROLES,
    allowed_classes=_CLASSES,
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel=None,
)

# Control characters are not allowed in HTML, and nobody may write the marks of our slots.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ue000\ue001]")

_NOT_PLAIN = re.compile(
    r"<(?!/?(?:p|ul|ol|li|em|strong|blockquote|figcaption|h[2-6])>|/?figure(?: class=\"quote\")?>"
    r"|h[2-6] id=\"[a-z0-9-]+\">|/a>"
    r"|a href=\"(?:https?://[a-zA-Z0-9]|[/#]?[\w.-]+)[\w./#?=%+-]*\">[^<]*</a>)"
)
"""A tag that is more than plain; a link is plain if it has words alone and a plain address."""

# These rely on how nh3 serialises HTML: lower case, double quotes, < > " escaped in attributes.
_ID = re.compile(r'<[a-z][^>]* id="([^"]*)"')
_REFERENCE = re.compile("<(a|img)( [^>]*)?>")
_ATTRIBUTE = re.compile(' ([a-z-]+)="([^"]*)"')
_TITLE = re.compile('<([a-z]+)[^>]* title="([^"]*)"')
_HREF = re.compile(' href="[^"]*"')
_NOTES = '<div aria-label="Fotnoter" class="footnotes"'
_BLOCK = re.compile("<(/?)(p|blockquote|figure|ul|ol|dl|table|details|pre)(?=[ >])[^>]*>")
_WORDLESS = re.compile(r" (?![^\W_])(?:[^\w ]|_)*(?![^ ])")
# nh3 checks the schemes of href and src only. No browser follows cite, but other programs may.
_CITE = re.compile(r'(<(?:blockquote|del|ins|q)(?: [^>]*)?) cite="(?!https?://)[^"]*"')
_OBSOLETE = re.compile("(</?)(acronym|strike)(?=[ >])")
_PRESENT = {"acronym": "abbr", "strike": "s"}


def convert(text: str, *, abbreviations: Mapping[str, str]) -> Prose:
    """Convert the Markdown of one text, for which `find_limits` must have found nothing.

    `abbreviations` maps an abbreviation to its meaning. Nothing is kept from one text to the next:
    the same arguments always give the same value.
    """
    unsafe = to_html(text, abbreviations=abbreviations)
    clean = unsafe if "<" not in text and is_plain(unsafe) else sanitise(unsafe)
    places = Places(text)
    anchors = tuple(unescape(name) for name in _ID.findall(clean))
    slotted, references = _cut_slots(clean, places, set(anchors))
    headings = tuple(find_headings(slotted, places))
    running, _, notes = slotted.partition(_NOTES)
    passages = find_passages(running, headings, places)
    plain = plain_text(running)
    return Prose(
        html=without_marks(slotted),
        references=tuple(references),
        headings=headings,
        passages=tuple(passages),
        anchors=anchors,
        lead=_find_lead(running),
        words=_count_words(plain),
        shown=_find_shown(plain, running, notes, references),
    )


def is_plain(html: str) -> bool:
    """True if `sanitise` would change nothing: the tags are few and known, and each that Python-
    Markdown opened it also closed. Most posts are such, and looking takes a twentieth of the time.
    """
    has_no_marks = not any(mark in html for mark in ("&", "\xa0", "\ue000", "\ue001"))
    return has_no_marks and _NOT_PLAIN.search(html) is None


def sanitise(unsafe: str) -> str:
    """`unsafe` without scripts, styles, embedded content and unknown elements or attributes; what
    it can still load are pictures."""
    clean = _CLEANER.clean(unsafe)
    if _FORBIDDEN.search(clean):
        # Again: `java&#1;script:` becomes a scheme when the control character is removed.
        clean = _CLEANER.clean(_FORBIDDEN.sub("", clean))
    if ' cite="' in clean:
        clean = _CITE.sub(r"\1", clean)
    return _OBSOLETE.sub(lambda tag: tag[1] + _PRESENT[tag[2]], clean)


def _cut_slots(clean: str, places: Places, anchors: Collection[str]) -> tuple[str, list[Reference]]:
    """Replace link URLs and whole pictures by slots; return the HTML and the references."""
    references: list[Reference] = []

    def add(kind: Kind, target: str, text: str, *, opens: bool = False) -> str:
        place = places.find_reference(target, text)
        references.append(Reference(kind, target, text, *place, opens))
        return slot(len(references) - 1)

    def cut(tag: re.Match[str]) -> str:
        attributes = {name: unescape(value) for name, value in _ATTRIBUTE.findall(tag[2] or "")}
        if tag[1] == "img":
            is_first = all(each.kind == "link" for each in references)
            opens = is_first and not plain_text(clean[: tag.start()])
            return add("picture", attributes.get("src", ""), attributes.get("alt", ""), opens=opens)
        target = attributes.get("href", "")
        if _is_note_link(target, anchors) or ("href" not in attributes and "id" in attributes):
            return tag[0]
        mark = add("link", target, _link_text(clean, tag.end()))
        return f'<a href="{mark}"{_HREF.sub("", tag[2] or "", count=1)}>'

    return _REFERENCE.sub(cut, clean), references


def _is_note_link(target: str, anchors: Collection[str]) -> bool:
    """True if a link leads to an existing footnote or back from it."""
    return target.startswith(("#fn:", "#fnref")) and target[1:] in anchors


def _link_text(clean: str, start: int) -> str:
    """The plain text of the link whose content starts at `start`, with the alternative text of
    pictures."""
    content = clean[start : clean.find("</a>", start)]

    def describe(tag: re.Match[str]) -> str:
        return dict(_ATTRIBUTE.findall(tag[2] or "")).get("alt", "") if tag[1] == "img" else ""

    return plain_text(_REFERENCE.sub(describe, content))


def _find_lead(running: str) -> str:
    """The plain text of the first non-empty paragraph that is not inside another block."""
    depth = 0
    for tag in _BLOCK.finditer(running):
        if tag[2] != "p":
            depth += -1 if tag[1] else 1
        elif not tag[1] and depth == 0:
            text = plain_text(running[tag.end() : running.find("</p>", tag.end())])
            if text:
                return text
    return ""


def _find_shown(plain: str, running: str, notes: str, references: Iterable[Reference]) -> Shown:
    """All that readers see: the running text, also as `plain`, the notes, and what is hidden."""
    hidden = [each.text for each in references if each.kind == "picture"]
    meanings: list[str] = []
    if "</a><figcaption" in running:
        plain = plain_text(running.replace("<figcaption", " <figcaption"))
    if ' title="' in running:
        for element, title in _TITLE.findall(running):
            (meanings if element == "abbr" else hidden).append(unescape(title))
    if notes:
        plain = f"{plain} {plain_text(notes.partition('>')[2]).replace(ARROW, '')}"
        meanings += map(unescape, (title for _, title in _TITLE.findall(notes)))
    return Shown(plain, "\n".join(hidden), "\n".join(meanings))


def _count_words(plain: str) -> int:
    """The number of words: parts between spaces that contain a letter or a digit."""
    spaced = f" {plain}"
    return spaced.count(" ") - len(_WORDLESS.findall(spaced))
