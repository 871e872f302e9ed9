"""Texts: one post or page as the file that it becomes, with all that was changed on the way.

It converts, resolves links and pictures, and lets the project's own checks say what is wrong; it
writes no file.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

import yaml

from sitegen.core.addresses import complete_address
from sitegen.core.digest import digest_of
from sitegen.core.problem import Problem
from sitegen.core.record import Record
from sitegen.core.source import MAX_TEXT, decode
from sitegen.documents.parsing import shorten
from sitegen.documents.settings import Settings, allowed_in
from sitegen.images import metadata, raster
from sitegen.images.metadata import Shape
from sitegen.inputs.documents import parse_and_check
from sitegen.model.info_page import PAGES
from sitegen.model.post import POSTS
from sitegen.registry.definition import Definition
from sitegen.sweden import register, swedish
from sitegen.wordpress.addresses import OldAddress, OldBlog, archive_of, unscaled
from sitegen.wordpress.items import Entry, Item, plain_title
from sitegen.wordpress.markdown import compare_words, convert_text
from sitegen.wordpress.markup import Shown
from sitegen.wordpress.planning import Target
from sitegen.wordpress.storage import Uploads, is_harmless, sign

UNTITLED = "Utan rubrik"
_MOST_WORDS = 40
_FILE_NAME = re.compile(r"[\w-]*\d[\w-]*|(?:img|dsc|bild|image)[\w-]*", re.IGNORECASE)
_FEED = re.compile(r"/feed/(?:[\w-]+/)?$|/comments/feed/$")


class Surroundings(Record, frozen=True, kw_only=True):
    """All that one text is converted with."""

    blog: Any  # OldBlog
    uploads: Any  # Uploads
    targets: Mapping[str, Target]
    by_path: Mapping[str, str]
    attachments: Mapping[str, Entry]
    by_upload: Mapping[str, Entry]
    children: Mapping[str, tuple[str, ...]]
    settings: Settings
    definition: Definition
    lists: Mapping[str, str]
    now: datetime


class Placed(Record, frozen=True):
    """A file of the uploads that a text uses, and its path from content/; with the attachment's
    number if the export has one."""

    upload: str
    path: str
    number: str = ""


class Made(Record, frozen=True, kw_only=True):
    """The file of a text; `links` are the numbers of texts that it links to."""

    id: str
    text: str
    held: tuple[str, ...]
    notes: tuple[tuple[str, str], ...]
    placed: tuple[Placed, ...]
    links: tuple[str, ...]


def write_text(item: Item, target: Target, around: Surroundings, held: Mapping[str, bool]) -> Made:
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
    return Made(
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
            shown = " ".join(found[:_MOST_WORDS])
            more = f" … och {len(found) - _MOST_WORDS} till" if len(found) > _MOST_WORDS else ""
            links.note(code, f"{shown}{more}")


def _too_large(path: str) -> Problem:
    return Problem(path, 0, 0, "text-too-large", "Texten är för lång för en fil.")


def _check(text: str, target: Target, around: Surroundings) -> tuple[tuple[Problem, ...], str]:
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


def _fields(item: Item, target: Target, links: TextLinks) -> dict[str, Any]:
    """The front matter, in the order of the guide."""
    entry = target.entry
    title = entry.title or UNTITLED
    fields: dict[str, Any] = {"title": shorten(title, longest=150)}
    if not entry.title:
        links.note("guess", "Texten hade ingen rubrik.")
    if target.is_post:
        meaning = target.meaning
        fields["date"] = target.date
        kommuner = list(meaning.kommuner)
        fields["kommun"] = kommuner[0] if len(kommuner) == 1 else kommuner or "ingen"
        fields["theme"] = list(meaning.themes)
        if target.author:
            fields["author"] = target.author
        if not (meaning.is_visit and kommuner):
            fields["visited"] = "ingen"
    if summary := plain_title(item.excerpt):
        if len(summary) > 400:
            links.note("summary", f"Sammanfattningen är kortad. Den var: {summary}")
        fields["summary"] = shorten(summary, longest=400)
    if target.is_post and (image := links.featured()):
        fields["image"] = image
    if target.aliases:
        fields["aliases"] = list(target.aliases)
    fields["imported"] = {"from": entry.link or f"?p={entry.id}", "id": entry.id}
    if target.files:
        fields["imported"]["files"] = list(target.files)
    return fields


class _Dumper(yaml.SafeDumper):
    """Indents lists, as the guide does."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def _compose(fields: Mapping[str, Any], body: str, *, is_draft: bool) -> str:
    front = {name: value for name, value in fields.items() if name not in ("date", "imported")}
    lines = []
    for name, value in fields.items():
        if name == "date":
            lines.append(f"date: {value}\n")
        elif name == "imported":
            if is_draft:
                lines.append("draft: true\n")
            lines.append(_yaml({name: value}) + "  digest: x\n")
        else:
            lines.append(_yaml({name: front[name]}))
    return f"---\n{''.join(lines)}---\n\n{body}\n"


def _yaml(value: Mapping[str, Any]) -> str:
    text: str = yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000)
    return text


class TextLinks:
    """Where the links and pictures of one text lead; a `Resolver`."""

    def __init__(
        self, item: Item, target: Target, around: Surroundings, held: Mapping[str, bool]
    ) -> None:
        self.notes: list[tuple[str, str]] = []
        self.placed: dict[str, Placed] = {}
        self.linked: list[str] = []
        self._item = item
        self._target = target
        self._around = around
        self._held = held
        self._blog: OldBlog = around.blog
        self._uploads: Uploads = around.uploads
        self._is_held = held.get(target.entry.id, False)

    def note(self, code: str, text: str) -> None:
        """Note something that was changed or left out, once."""
        if (code, text) not in self.notes:
            self.notes.append((code, text))

    def link(self, address: str) -> str | None:
        """What to write for the address of a link; None if only its words are to stay."""
        written = address.strip()
        scheme = written.partition(":")[0].lower() if ":" in written.split("/")[0] else ""
        if scheme in ("mailto", "tel"):
            return written
        old = self._blog.find(written)
        if old is not None:
            return self._link_within(written, old)
        if scheme in ("http", "https"):
            return written
        if written.startswith("//"):
            return f"https:{written}"
        if whole := complete_address(written):
            self.note("guess", f"Länken {written} var inte hel och leder nu till {whole}.")
            return whole
        self.note("link", f"Länken till ”{written}” går inte att följa och är bara ord nu.")
        return None

    def _link_within(self, written: str, old: OldAddress) -> str | None:
        around = self._around
        if old.upload:
            return self._link_to_file(written, old)
        number = old.number or around.by_path.get(old.path.lower(), "")
        if number in around.attachments:
            entry = around.attachments[number]
            file = self._blog.find(entry.file_url)
            place = self._uploads.find(file.upload) if file else ""
            if file and place and is_harmless(place):
                return self._place(place, number)
            number = entry.parent
        if number in around.targets:
            return self._link_to_text(written, number)
        if old.path == "/" and not old.number:
            return "/"
        if _FEED.search(old.path):
            return "/feed.xml"
        if old.path in around.lists:
            return around.lists[old.path]
        if archive_of(old.path):
            return "/arkiv/"
        self.note("link", f"Länken {written} leder till något som exporten inte har.")
        return urljoin(self._blog.home, written)

    def _link_to_text(self, written: str, number: str) -> str | None:
        target = self._around.targets[number]
        if number == self._target.entry.id:
            return posixpath.basename(self._target.path)
        if self._held.get(number, False) and not self._is_held:
            self.note(
                "link", f"Länken till {target.path} är bara ord, för den texten hålls tillbaka."
            )
            return None
        self.linked.append(number)
        if "#" in written:
            self.note("link", f"Länken {written} leder nu till hela texten.")
        return posixpath.relpath(target.path, posixpath.dirname(self._target.path))

    def _link_to_file(self, written: str, old: OldAddress) -> str:
        place = self._uploads.find(old.upload)
        if place and is_harmless(place):
            entry = self._around.by_upload.get(unscaled(old.upload).lower())
            if found := self._place(place, entry.id if entry else ""):
                return found
        self.note("picture-missing", f"Filen saknas och länken leder till: {written}")
        return urljoin(self._blog.home, written)

    def picture(self, address: str, alt: str, caption: str) -> Shown:
        """The picture that was at an address, or its words alone if its file is missing."""
        old = self._blog.find(address)
        entry = self._around.by_upload.get(unscaled(old.upload).lower()) if old else None
        words = alt or (entry.alt if entry else "") or self._guess_words(entry, caption)
        place = self._uploads.find(old.upload) if old and old.upload else ""
        target = self._place(place, entry.id if entry else "") if place else ""
        if not target:
            shown = address if len(address) < 300 else f"{address[:60]} …"
            self.note("picture-missing", f"Bilden saknas. Den fanns här: {shown}")
        elif not alt and not (entry and entry.alt):
            self.note("guess", f"Bilden {target} saknade alternativtext. Den har fått: {words}")
        return Shown(target, words, caption)

    def _guess_words(self, entry: Entry | None, caption: str) -> str:
        for words in (caption, entry.caption if entry else "", entry.title if entry else ""):
            if words and not _FILE_NAME.fullmatch(words):
                return shorten(words, longest=200)
        return f"Bild i ”{self._target.entry.title or UNTITLED}”"

    def _place(self, upload: str, number: str) -> str:
        """The path of a file beside the text, as the text writes it; empty if it cannot be used."""
        if upload not in self.placed:
            if reason := self._reject(upload):
                self.note("picture-missing", f"Filen {upload} går inte att använda: {reason}")
                return ""
            path = self._free_path(upload)
            self.placed[upload] = Placed(upload, path, number)
        path = self.placed[upload].path
        return posixpath.relpath(path, posixpath.dirname(self._target.path))

    def _reject(self, upload: str) -> str:
        try:
            data = self._uploads.read(upload)
        except OSError:
            return "den går inte att läsa"
        if not metadata.is_picture(upload):
            return "" if is_harmless(upload) else "sådana filer publiceras inte"
        found = raster.examine(_safe_name(upload), data)
        return "" if isinstance(found, Shape) else found.message

    def _free_path(self, upload: str) -> str:
        stem = self._target.path.removesuffix("/index.md").removesuffix(".md")
        taken = {each.path for each in self.placed.values()}
        name, dot, extension = _safe_name(upload).rpartition(".")
        tries = (f"{stem}/{name}{more}{dot}{extension}" for more in ("", *_numbered()))
        return next(path for path in tries if path not in taken)

    def gallery(self, ids: tuple[str, ...]) -> Iterable[tuple[str, str, str]]:
        """Address, alternative text and caption of each picture of a gallery."""
        around = self._around
        for number in ids or around.children.get(self._target.entry.id, ()):
            entry = around.attachments.get(number)
            if entry is None:
                self.note("picture-missing", f"Bild {number} i ett galleri finns inte i exporten.")
            elif metadata.is_picture(entry.file_url):
                yield entry.file_url, entry.alt, entry.caption

    def footnote(self, id: str) -> str:
        """The HTML of a footnote of the block editor."""
        notes = entries_in(self._item.meta_of("footnotes"))
        return next((str(each.get("content", "")) for each in notes if each.get("id") == id), "")

    def featured(self) -> dict[str, str]:
        """The picture for the card, if the post has one whose file is there."""
        entry = self._around.attachments.get(self._target.entry.thumbnail)
        if entry is None:
            return {}
        shown = self.picture(entry.file_url, entry.alt, entry.caption)
        if not shown.target or not metadata.is_picture(shown.target):
            return {}
        caption = {"caption": shorten(entry.caption, longest=300)} if entry.caption else {}
        return {"src": shown.target, "alt": shorten(shown.alt, longest=300), **caption}


def _numbered() -> Iterator[str]:
    yield from (f"-{number}" for number in range(2, 10_000))


def _safe_name(upload: str) -> str:
    """The name of a file in letters that every system and address can have."""
    name, _, extension = upload.rpartition("/")[2].rpartition(".")
    return f"{swedish.slugify(name)[:80] or 'bild'}.{extension.lower()}"


def entries_in(text: str) -> list[dict[str, Any]]:
    """The objects of a JSON list; empty for anything else."""
    import json

    try:
        found = json.loads(text) if text else []
    except ValueError:
        return []
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def lists_of(rows: Mapping[str, str], *, all_kommuner: bool) -> dict[str, str]:
    """Where links to lists lead: only those that are there whatever is published."""
    found = {}
    for old, new in rows.items():
        kommun = new.removeprefix("/kommun/").strip("/")
        if new == "/" or (all_kommuner and kommun in register.kommuner()):
            found[old] = new
    return found


def is_local(address: str) -> bool:
    """True for an address without a host."""
    return not urlsplit(address).netloc
