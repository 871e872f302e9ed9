"""Comment HTML: what a reader wrote as safe HTML, with what the form of the old blog allowed.

Pure functions of one message. They may keep nothing that runs or loads, or breaks the page around.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cache
from html import escape, unescape
from urllib.parse import quote

import nh3

ALLOWED: Mapping[str, frozenset[str]] = {
    "a": frozenset(("href", "title")),
    "abbr": frozenset(("title",)),
    "acronym": frozenset(("title",)),
    "b": frozenset(),
    "blockquote": frozenset(("cite",)),
    "cite": frozenset(),
    "code": frozenset(),
    "del": frozenset(("datetime",)),
    "em": frozenset(),
    "i": frozenset(),
    "q": frozenset(("cite",)),
    "strike": frozenset(),
    "strong": frozenset(),
}
"""What the comment form of the old blog listed below itself; see also `RENAMED`."""

RENAMED: Mapping[str, str] = {"acronym": "abbr", "strike": "s"}
"""Elements that are not in HTML any more, and those that say the same (WHATWG HTML, 16.2)."""

_BREAKS: Mapping[str, str] = {"br": "\n", "p": "\n\n"}
"""What WordPress writes for the lines and paragraphs that people typed."""

MOST_TAGS = 1_000
"""A message with more of them is shown as plain text."""

_DEEPEST = 8
"""Elements inside each other; those further in are left out, and their words kept."""

_BREAK = re.compile(r"<br\s*/?>\n?|</?p(?:\s[^<>]*)?>", re.IGNORECASE)
_GAP = re.compile(r"\n[ \t]*\n\s*")
_MADE = re.compile(r'<(/?)([a-z]+)((?: [a-z]+="[^"]*")*)>|([^<]+)')
_HREF = re.compile(r' href="([^"]*)"')
_WRITTEN = re.compile(
    r"<(/?)([A-Za-z!?][\w:-]*)((?:\"[^\"]{0,1000}\"|'[^']{0,1000}'|[^<>\"']){0,1000})>?"
)
_ATTRIBUTE = re.compile(r"([^\s\"'<>/=]+)\s*(?:=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?")
_ADDRESS = re.compile(r"(https?://)([\w.-]+)((?::\d{1,5})?(?:[/?#].*)?)", re.IGNORECASE)
_BARE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_TIME = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d))?")
_UNQUOTED = "%/?:@!$&'()*+,;=~-._"
_QUOTE = re.compile(r"</?blockquote[^>]*>")
_TAG = re.compile(r"<[^>]*>")


def render_comment(message: str) -> str:
    """The HTML of a message, in paragraphs: safe, valid, and with its words."""
    if "<" not in message and "&" not in message:
        return "".join(_plain(message))
    return _Paragraphs().write(_clean(message))


def comment_words(message: str) -> str:
    """The words of a message, for search."""
    if "<" not in message and "&" not in message:
        return message
    return unescape(_TAG.sub("", _QUOTE.sub("\n", _clean(message))))


def web_target(written: str) -> str:
    """An address that a browser can follow to another site, empty if it leads nowhere or does
    something else than lead there."""
    address = written.strip()
    parts = _ADDRESS.fullmatch(address) if len(address) <= 2_000 else None
    if parts is None:
        return ""
    try:
        host = parts[2].encode("idna").decode()
    except UnicodeError:
        return ""
    rest, sign, fragment = _BARE_PERCENT.sub("%25", parts[3]).partition("#")
    quoted = quote(rest, safe=_UNQUOTED) + sign + quote(fragment, safe=_UNQUOTED)
    return f"{parts[1].lower()}{host}{quoted}"


def find_losses(message: str) -> tuple[str, ...]:
    """What readers will not see of the markup in a message, in Swedish, each once."""
    if "<" not in message:
        return ()
    if message.count("<") > MOST_TAGS:
        return (f"fler än {MOST_TAGS} taggar, som visas som text",)
    return tuple(dict.fromkeys(_losses(message)))


def _losses(message: str) -> Iterator[str]:
    inside: list[str] = []
    is_crossed = False
    for found in _WRITTEN.finditer(message):
        closes, name = found[1], found[2].lower()
        if name in _BREAKS:
            continue
        if name not in ALLOWED:
            yield f"<{name[:20]}>"
        elif closes:
            is_crossed |= not inside or inside.pop() != name
        else:
            inside.append(name)
            yield from _lost_attributes(name, found[3])
            if len(inside) > _DEEPEST:
                yield f"taggar i fler än {_DEEPEST} nivåer"
    if inside or is_crossed:
        yield "taggar som inte avslutas där de ska"


def _lost_attributes(tag: str, written: str) -> Iterator[str]:
    for name, value in _ATTRIBUTE.findall(written):
        given = unescape(value.strip("\"'"))
        if name.lower() not in ALLOWED[tag]:
            yield name[:20]
        elif _keep(tag, name.lower(), given) is None:
            yield f"{name}: {given[:60]}"


def _clean(message: str) -> str:
    """Well-formed HTML of what is allowed, with line breaks as they were typed."""
    if message.count("<") > MOST_TAGS:
        return escape(message, quote=False)
    lines = _BREAK.sub(lambda found: _BREAKS["br" if "br" in found[0].lower() else "p"], message)
    return _cleaner().clean(lines)


@cache
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=set(ALLOWED),
        attributes={tag: set(names) for tag, names in ALLOWED.items()},
        attribute_filter=_keep,
        url_schemes={"http", "https"},
        link_rel=None,
    )


def _keep(tag: str, name: str, value: str) -> str | None:
    """The value of an attribute as it is written, or None if it is left out."""
    if name in ("href", "cite"):
        return web_target(value) or None
    if name == "datetime":
        return value if _is_time(value) else None
    return value


def _is_time(value: str) -> bool:
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return _TIME.fullmatch(value) is not None


def _plain(message: str) -> Iterator[str]:
    for part in _GAP.split(message.strip()):
        if part:
            yield f"<p>{escape(part, quote=False)}</p>".replace("\n", "<br>\n")


class _Paragraphs:
    """Writes well-formed inline HTML, and quotations, as paragraphs.

    An element that goes on over the end of a paragraph is closed there and opened again in the
    next, as browsers do.
    """

    def __init__(self) -> None:
        self._out: list[str] = []
        self._quotes: list[bool] = []
        self._inside: list[tuple[str, str]] = []  # tag and start; no start if it is left out
        self._open = 0
        self._is_begun = False

    def write(self, html: str) -> str:
        """The paragraphs of some HTML."""
        for closes, tag, attributes, text in _MADE.findall(html):
            if text:
                self._add_text(text)
            elif tag == "blockquote":
                self._divide(closes, attributes)
            elif closes:
                self._close()
            else:
                self._inside.append((tag, self._start(RENAMED.get(tag, tag), attributes)))
        self._end()
        return "".join(self._out)

    def _add_text(self, text: str) -> None:
        for number, part in enumerate(_GAP.split(text)):
            if number:
                self._end()
            words = part if self._is_begun else part.lstrip()
            if words.strip():
                self._begin()
            if words:
                self._out.append(words.replace("\n", "<br>\n"))

    def _begin(self) -> None:
        if not self._is_begun:
            self._out.append("<p>")
            self._is_begun = True
        self._out += (start for _, start in self._inside[self._open :])
        self._open = len(self._inside)

    def _end(self) -> None:
        """End the paragraph, if one is begun; what is open goes on in the next."""
        while self._is_begun and self._out[-1].endswith("<br>\n"):
            self._out[-1] = self._out[-1].removesuffix("<br>\n")
        for tag, start in reversed(self._inside[: self._open]):
            self._out.append(f"</{RENAMED.get(tag, tag)}>" if start else "")
        self._out.append("</p>" if self._is_begun else "")
        self._open, self._is_begun = 0, False

    def _divide(self, closes: str, attributes: str) -> None:
        """Begin or end a quotation, which is no part of any paragraph."""
        self._end()
        if closes:
            self._out.append("</blockquote>" if self._quotes.pop() else "")
        else:
            self._quotes.append(sum(self._quotes) < _DEEPEST)
            self._out.append(f"<blockquote{attributes}>" if self._quotes[-1] else "")

    def _start(self, tag: str, attributes: str) -> str:
        """The start of an element, empty if it is left out."""
        inside = [RENAMED.get(name, name) for name, start in self._inside if start]
        if len(inside) >= _DEEPEST or (tag != "q" and tag in inside):
            return ""
        if tag != "a":
            return f"<{tag}{attributes}>"
        named = _HREF.sub(r' href="\1" rel="nofollow ugc"', attributes)
        return f"<a{named}>" if named != attributes else ""

    def _close(self) -> None:
        tag, start = self._inside.pop()
        if self._open > len(self._inside):
            self._open -= 1
            self._out.append(f"</{RENAMED.get(tag, tag)}>" if start else "")
