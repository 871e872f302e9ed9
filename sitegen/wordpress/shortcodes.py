"""Shortcodes and paragraphs: classic text of WordPress as the HTML that it stood for.

It works on text alone and resolves nothing: pictures, films and galleries become elements that
markup.py knows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import escape

from sitegen.core.record import Record

_NAME = r"[A-Za-z][\w-]*"
_VALUE = r"(?:\"[^\"\]]*\"|'[^'\]]*'|&quot;[^\]]*?&quot;|&#8221;[^\]]*?&#8221;|[^\s\]\"']+)"
_ATTRIBUTES = rf"(?:\s+(?:{_NAME}\s*=\s*{_VALUE}|{_VALUE}))*"
_ANY = re.compile(rf"(?<!\[)\[(?P<name>{_NAME})(?P<more>{_ATTRIBUTES})\s*/?\](?!\])(?!\()")
_ATTRIBUTE = re.compile(rf"({_NAME})\s*=\s*({_VALUE})|({_VALUE})")
_PICTURE = re.compile(r"(?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?", re.IGNORECASE)
_PROTECTED = re.compile(
    r"<(?P<tag>pre|script|style|textarea|svg|xmp)\b.*?</(?P=tag)\s*>|<!--.*?-->",
    re.IGNORECASE | re.DOTALL,
)
_BLOCKS = (
    "table|thead|tfoot|caption|col|colgroup|tbody|tr|td|th|div|dl|dd|dt|ul|ol|li|pre|form|map"
    "|area|blockquote|address|style|p|h[1-6]|hr|fieldset|legend|section|article|aside|hgroup"
    "|header|footer|nav|figure|figcaption|details|menu|summary|iframe|object|embed|video|audio"
    "|wp-embed|wp-gallery"
)
_OPENING = re.compile(rf"(<(?:{_BLOCKS})(?=[\s/>]))", re.IGNORECASE)
_CLOSING = re.compile(rf"(</(?:{_BLOCKS})\s*>|<hr[^>]*>)", re.IGNORECASE)
_STARTS = re.compile(rf"(?:</?(?:{_BLOCKS})(?=[\s/>])[^>]*>\s*)+", re.IGNORECASE)
_DOUBLE_BREAK = re.compile(r"<br\s*/?>\s*<br\s*/?>", re.IGNORECASE)
_GAP = re.compile(r"\n[ \t\u00a0]*\n")
_KEPT = "\ue110"
_CODE = re.compile(
    r"<(?P<tag>pre|xmp|script|style|textarea)\b.*?</(?P=tag)\s*>|<!--.*?-->"
    rf"|(?<!\[)\[(?P<name>code|sourcecode|source|highlight|cc\w*)(?P<more>{_ATTRIBUTES})\s*\]"
    r"(?P<text>.*?)\[/(?P=name)\s*\]"
    r"|<code\s+lang\s*=\s*[\"']?(?P<lang>[\w+-]+)[^>]*>(?P<inner>.*?)</code\s*>",
    re.IGNORECASE | re.DOTALL,
)
"""What plugins show letter by letter, also the tags in it, and what holds none of that."""

_IN_TAGS = re.compile(r"<[^>]*>?")
_LETTERS = re.compile(r"[^\W_]+")

FILMS = ("youtube", "vimeo", "embed", "video", "audio", "wpvideo", "dailymotion", "soundcloud")
"""Shortcodes for something that is played from elsewhere."""

NOTES = ("footnote", "fn", "ref", "efn_note", "note")
"""Shortcodes of plugins whose content is a footnote."""

_QUOTES = ("quote", "blockquote", "pullquote")
_LAYOUT = ("one_half", "one_third", "row", "column", "columns", "raw", "center", "noformat")


class Expanded(Record, frozen=True):
    """HTML in place of shortcodes; `unknown` are those that stay as they are written, and
    `uncovered` the words of tags that are shown now, because they are part of some code."""

    html: str
    known: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    uncovered: tuple[str, ...] = ()


def expand(text: str) -> Expanded:
    """The text with the common shortcodes as HTML."""
    uncovered: list[str] = []
    text = _CODE.sub(lambda found: _show_code(found, uncovered), text)
    if "[" not in text:
        return Expanded(text, uncovered=tuple(uncovered))
    known: list[str] = []
    unknown: list[str] = []
    pieces: list[str] = []
    at = 0
    for protected in (*_PROTECTED.finditer(text), None):
        end = protected.start() if protected else len(text)
        pieces.append(_expand_part(text[at:end], known, unknown))
        if protected:
            pieces.append(protected[0])
            at = protected.end()
    return Expanded("".join(pieces), tuple(known), tuple(unknown), tuple(uncovered))


def _show_code(found: re.Match[str], uncovered: list[str]) -> str:
    """Code as it is written: what looks like a tag in it is a part of it."""
    if found["name"] is None and found["lang"] is None:
        return found[0]
    code = found["inner"] if found["text"] is None else found["text"]
    given = _read_attributes(found["more"] or "")
    language = found["lang"] or given.get("language") or given.get("lang") or ""
    language = language or (found["name"] or "").partition("_")[2]
    hint = f' class="language-{language}"' if re.fullmatch(r"[\w+-]+", language) else ""
    if "&lt;" not in code:  # else the code is escaped, and its tags are those of an editor
        tags = " ".join(_IN_TAGS.findall(code))
        uncovered += _LETTERS.findall(re.sub(r"&#?\w+;", " ", tags))
        code = code.replace("<", "&lt;")
    text = code.strip("\n")
    return f"\n\n<pre><code{hint}>{text}</code></pre>\n\n"


def _expand_part(text: str, known: list[str], unknown: list[str]) -> str:
    pieces: list[str] = []
    at = 0
    while found := _ANY.search(text, at):
        name = found["name"].lower()
        closing = re.compile(rf"\[/{re.escape(found['name'])}\s*\]", re.IGNORECASE)
        closed = None if found[0].endswith("/]") else closing.search(text, found.end())
        content = text[found.end() : closed.start()] if closed else ""
        made = _make(name, _read_attributes(found["more"]), content, closed=closed is not None)
        pieces.append(text[at : found.start()])
        at = closed.end() if closed and made is not None else found.end()
        if made is None:
            pieces.append(found[0])
            if closed or found["more"].strip() or "_" in name or "-" in name:
                unknown.append(found[0] if len(found[0]) < 120 else f"[{name} …]")
        else:
            known.append(name)
            pieces.append(_expand_part(made, known, unknown) if content and closed else made)
    return "".join([*pieces, text[at:]])


def _read_attributes(written: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for number, match in enumerate(_ATTRIBUTE.finditer(written)):
        key = (match[1] or str(number)).lower()
        value = match[2] or match[3]
        found[key] = value.replace("&quot;", '"').replace("&#8221;", '"').strip("\"'")
    return found


def _make(name: str, given: dict[str, str], content: str, *, closed: bool) -> str | None:
    """The HTML of one shortcode, or None if it is not known here."""
    maker = _MAKERS.get(name)
    return maker(given, content, closed) if maker else None


Maker = Callable[[dict[str, str], str, bool], "str | None"]


def _caption(given: dict[str, str], content: str, closed: bool) -> str | None:
    picture = _PICTURE.search(content)
    if not closed or picture is None:
        return content if closed else None
    rest = (content[: picture.start()] + content[picture.end() :]).strip()
    words = rest or escape(given.get("caption", ""))
    words = _GAP.sub("<br>", words).replace("\n", " ")
    return f"\n\n<figure>{picture[0]}<figcaption>{words}</figcaption></figure>\n\n"


def _gallery(given: dict[str, str], content: str, closed: bool) -> str | None:
    ids = given.get("ids") or given.get("include") or ""
    chosen = ",".join(re.findall(r"\d+", ids))
    return f'\n\n<wp-gallery data-ids="{chosen}"></wp-gallery>\n\n'


def _played(given: dict[str, str], content: str, closed: bool) -> str | None:
    words = [content.strip(), *(given[key] for key in _SOURCES if given.get(key)), *given.values()]
    address = next((word for word in words if re.match(r"(?:https?:)?//|/", word)), "")
    if not address:
        return None
    return f'\n\n<wp-embed data-src="{escape(address.lstrip("="))}"></wp-embed>\n\n'


_SOURCES = ("src", "url", "mp4", "m4v", "webm", "ogv", "mp3", "m4a", "ogg", "wav", "0")


def _note(given: dict[str, str], content: str, closed: bool) -> str | None:
    return f"<wp-note>{content.strip()}</wp-note>" if closed and content.strip() else None


def _quote(given: dict[str, str], content: str, closed: bool) -> str | None:
    if not closed:
        return None
    who = given.get("author") or given.get("cite") or ""
    source = f"<cite>{escape(who)}</cite>" if who else ""
    return f"\n\n<blockquote>\n\n{content.strip()}\n\n{source}</blockquote>\n\n"


def _unwrap(given: dict[str, str], content: str, closed: bool) -> str | None:
    return f"\n\n{content}\n\n" if closed else None


_MAKERS: dict[str, Maker] = {
    **dict.fromkeys(("caption", "wp_caption"), _caption),
    **dict.fromkeys(("gallery", "playlist"), _gallery),
    **dict.fromkeys(FILMS, _played),
    **dict.fromkeys(NOTES, _note),
    **dict.fromkeys(_QUOTES, _quote),
    **dict.fromkeys(_LAYOUT, _unwrap),
}


def add_paragraphs(text: str) -> str:
    """Classic text with the paragraphs and line breaks that WordPress gives it (`wpautop`)."""
    if not text.strip():
        return ""
    kept: list[str] = []

    def keep(found: re.Match[str]) -> str:
        kept.append(found[0])
        mark = f"{_KEPT}{len(kept) - 1}{_KEPT}"
        return f"\n\n{mark}\n\n" if found["tag"] in ("pre", "xmp") else mark

    text = _PROTECTED.sub(keep, text)
    text = _DOUBLE_BREAK.sub("\n\n", text)
    text = _CLOSING.sub(r"\1\n\n", _OPENING.sub(r"\n\n\1", text))
    made = "\n".join(_paragraphs(text))
    return re.sub(f"{_KEPT}(\\d+){_KEPT}", lambda found: kept[int(found[1])], made)


def _paragraphs(text: str) -> Iterator[str]:
    for piece in _GAP.split(text):
        words = piece.strip()
        if not words:
            continue
        starts = _STARTS.match(words)
        if starts is None:
            is_kept = re.fullmatch(f"{_KEPT}\\d+{_KEPT}", words)
            yield words if is_kept else f"<p>{_add_breaks(words)}</p>"
        else:
            yield f"{starts[0]}{_add_breaks(words[starts.end() :])}"


def _add_breaks(words: str) -> str:
    """Each line on its own, but for those that end with a break already."""
    lines = [line.strip() for line in words.split("\n")]
    made = lines[0]
    for line in lines[1:]:
        is_break = re.search(r"<br\s*/?>$", made, re.IGNORECASE) or not line
        made += f"\n{line}" if is_break else f"<br>\n{line}"
    return made
