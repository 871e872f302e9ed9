"""Texts: one post or page as the file that it becomes, with all that was changed on the way.

It joins shortcodes, blocks and links, and lets the project's own checks say what is wrong; whether
the words are all there is found by comparing with the page that a build makes. It writes no file.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from html import unescape
from typing import Any, NamedTuple

import yaml

from sitegen.core.problem import Problem
from sitegen.core.record import Record
from sitegen.core.source import CONTROL, MAX_TEXT, decode
from sitegen.documents.parsing import shorten
from sitegen.documents.settings import allowed_in
from sitegen.inputs.documents import parse_and_check
from sitegen.inputs.imports import sign
from sitegen.model.info_page import PAGES
from sitegen.model.post import POSTS
from sitegen.prose.slots import clear
from sitegen.wordpress.blocks import simplify, write_simplified
from sitegen.wordpress.inline import Resolver
from sitegen.wordpress.items import Item, plain_title
from sitegen.wordpress.links import UNTITLED, Placed, Surroundings, TextLinks
from sitegen.wordpress.planning import PlannedText
from sitegen.wordpress.shortcodes import add_paragraphs, expand

_MOST_WORDS = 40
_FILE_NAME = re.compile(r"[\w-]*\d[\w-]*|(?:img|dsc|bild|image)[\w-]*", re.IGNORECASE)
_FEED = re.compile(r"/feed/(?:[\w-]+/)?$|/comments/feed/$")


_BLOCK_MARK = re.compile(r"<!--\s*/?wp:")
_WORD = re.compile(r"[^\W_]+")
_TAG = re.compile(r"<[^>]*>")
_BREAKS = re.compile(r"<(?:br|/?(?:p|li|td|th|h\d|div|figcaption|dd|dt|pre|blockquote))\b[^>]*>")
_FOOTNOTE_MARK = re.compile(r'<sup id="fnref[^>]*>.*?</sup>', re.DOTALL)


class Written(NamedTuple):
    """A text in our Markdown, and the words that readers of the old blog saw."""

    body: str
    words: tuple[str, ...]


class TextFile(Record, frozen=True, kw_only=True):
    """The file of a text; `links` are the numbers of texts that it links to."""

    id: str
    text: str
    held: tuple[str, ...]
    notes: tuple[tuple[str, str], ...]
    placed: tuple[Placed, ...]
    links: tuple[str, ...]


def write_text(
    item: Item, target: PlannedText, around: Surroundings, held: Mapping[str, bool]
) -> TextFile:
    """The file of one text. `held` says of each text whether it is held back; links from a text
    that is published to one that is held back become words."""
    links = TextLinks(item, target, around, held)
    written = convert_text(item.content, links)
    fields = _fields(item, target, links)
    reasons = list(target.held)
    text = _compose(fields, written.body, is_draft=bool(reasons))
    problems, html = _check(text, target, around)
    if errors := [each for each in problems if each.severity == "error"]:
        for problem in errors[:5]:
            if problem.field != "theme":  # the reason says it already
                links.note("problem", f"rad {problem.line}: {problem.message} [{problem.code}]")
        if not reasons:
            reasons.append("har fel som hindrar att det publiceras")
            text = _compose(fields, written.body, is_draft=True)
    if html or not written.words:
        _note_words(written.words, html, links)
    return TextFile(
        id=target.entry.id,
        text=sign(text, target.entry.digest),
        held=tuple(reasons),
        notes=(*target.notes, *links.notes),
        placed=tuple(links.placed.values()),
        links=tuple(dict.fromkeys(links.linked)),
    )


def _note_words(words: tuple[str, ...], html: str, links: TextLinks) -> None:
    lost, added = compare_words(words, html)
    for code, found in (("words-lost", lost), ("words-added", added)):
        if found:
            links.note(code, _shorten(found))


def _shorten(words: Sequence[str]) -> str:
    more = f" … och {len(words) - _MOST_WORDS} till" if len(words) > _MOST_WORDS else ""
    return f"{' '.join(words[:_MOST_WORDS])}{more}"


def _too_large(path: str) -> Problem:
    return Problem(path, 0, 0, "text-too-large", "Texten är för lång för en fil.")


def _check(text: str, target: PlannedText, around: Surroundings) -> tuple[tuple[Problem, ...], str]:
    """The problems of a file as a build finds them, and the HTML of its text."""
    collection = POSTS if target.is_post else PAGES
    source, unreadable = decode(target.path, text.encode())
    if source is None or len(text.encode()) > MAX_TEXT:
        return (*unreadable, _too_large(target.path)), ""
    parsed = parse_and_check(
        source,
        collection,
        around.definition.checks,
        abbreviations=around.settings.abbreviations,
        allowed=allowed_in(around.settings.config),
        stand_ins=collection.stand_ins(around.now),
    )
    return parsed.problems, parsed.html


def _fields(item: Item, target: PlannedText, links: TextLinks) -> dict[str, Any]:
    """The front matter, in the order of the guide; what is empty is left out."""
    entry = target.entry
    if not entry.title:
        links.note("guess", "Texten hade ingen rubrik.")
    summary = plain_title(item.excerpt)
    if len(summary) > 400:
        links.note("summary", f"Sammanfattningen är kortad. Den var: {summary}")
    files = {"files": list(target.files)} if target.files else {}
    fields = {
        "title": shorten(entry.title or UNTITLED, longest=150),
        **(_about(target) if target.is_post else {}),
        "summary": shorten(summary, longest=400),
        "image": links.featured() if target.is_post else {},
        "aliases": list(target.aliases),
        "imported": {"from": entry.link or f"?p={entry.id}", "id": entry.id, **files},
    }
    return {name: value for name, value in fields.items() if value or name == "theme"}


def _about(target: PlannedText) -> dict[str, Any]:
    """What a post is about, and who wrote it when."""
    meaning = target.meaning
    kommuner = list(meaning.kommuner)
    return {
        "date": target.date,
        "kommun": kommuner[0] if len(kommuner) == 1 else kommuner or "ingen",
        "theme": list(meaning.themes),
        "author": target.author,
        "visited": "" if meaning.is_visit and kommuner else "ingen",
    }


class _FrontDumper(yaml.SafeDumper):
    """Indents lists, as the guide does."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def _compose(fields: Mapping[str, Any], body: str, *, is_draft: bool) -> str:
    """The whole file; its digest is filled in when it is signed."""
    written = dict(fields)
    imported = {**written.pop("imported"), "digest": "x"}
    if is_draft:
        written["draft"] = True
    front: str = yaml.dump(
        {**written, "imported": imported},
        Dumper=_FrontDumper,
        allow_unicode=True,
        sort_keys=False,
        width=10_000,
    )
    front = re.sub(r"^date: '([\d: -]+)'$", r"date: \1", front, flags=re.MULTILINE)
    return f"---\n{front}---\n\n{body}\n"


def convert_text(content: str, resolver: Resolver) -> Written:
    """The content of a post or page as our Markdown; what is lost or changed is noted."""
    is_classic = _BLOCK_MARK.search(content) is None
    expanded = expand(content)
    for each in dict.fromkeys(expanded.unknown):
        resolver.note("shortcode", f"Kortkoden {each} står kvar som ord.")
    if expanded.uncovered:
        resolver.note("words-added", _shorten(expanded.uncovered))
    made = simplify(add_paragraphs(expanded.html) if is_classic else expanded.html, resolver)
    text = write_simplified(made)
    if unseen := len(CONTROL.findall(text)):
        resolver.note("guess", f"{unseen} osynliga styrtecken är borttagna.")
    return Written(CONTROL.sub(" ", text), tuple(find_words(made.words)))


def find_words(text: str) -> list[str]:
    """The words of plain text, in order."""
    return _WORD.findall(text)


def shown_words(html: str) -> list[str]:
    """The words of a page that our program made of a text."""
    text = clear(_FOOTNOTE_MARK.sub("", html))
    return find_words(unescape(_TAG.sub("", _BREAKS.sub(" ", text))))


def compare_words(old: tuple[str, ...], html: str) -> tuple[list[str], list[str]]:
    """The words that are missing on the page, and those that it has besides."""
    before, after = Counter(old), Counter(shown_words(html))
    return [*(before - after).elements()], [*(after - before).elements()]
