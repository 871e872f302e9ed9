"""Links: where the links and pictures of one old text lead now, and which files it takes along.

It answers for one text and notes what it had to guess or give up; of the uploads it reads those
files that the text uses, and it writes none.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

from sitegen.core.addresses import complete_address
from sitegen.core.record import Record
from sitegen.definition import Definition
from sitegen.documents.parsing import shorten
from sitegen.documents.settings import Settings
from sitegen.images import metadata, raster
from sitegen.images.metadata import Shape
from sitegen.inputs.uploads import Uploads, is_harmless, unscaled
from sitegen.sweden import register, swedish
from sitegen.wordpress.addresses import OldAddress, OldBlog, archive_of
from sitegen.wordpress.inline import FoundPicture
from sitegen.wordpress.items import Item, OldItem
from sitegen.wordpress.planning import PlannedText

UNTITLED = "Utan rubrik"
_FILE_NAME = re.compile(r"[\w-]*\d[\w-]*|(?:img|dsc|bild|image)[\w-]*", re.IGNORECASE)
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)*\.?")
_FEED = re.compile(r"/feed/(?:[\w-]+/)?$|/comments/feed/$")


class Surroundings(Record, frozen=True, kw_only=True):
    """All that one text is converted with."""

    blog: Any  # OldBlog
    uploads: Any  # Uploads
    targets: Mapping[str, PlannedText]
    by_path: Mapping[str, str]
    attachments: Mapping[str, OldItem]
    by_upload: Mapping[str, OldItem]
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


class TextLinks:
    """Where the links and pictures of one text lead; a `Resolver`."""

    def __init__(
        self, item: Item, target: PlannedText, around: Surroundings, held: Mapping[str, bool]
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
        if scheme in ("mailto", "tel") and written.partition(":")[2]:
            return written
        old = self._blog.find(written)
        if old is not None:
            return self._link_within(written, old)
        full = f"https:{written}" if written.startswith("//") else written
        if has_host(full):
            return full
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
            if place and is_harmless(place):
                return self._place(place, number)
            number = entry.parent
        if number in around.targets:
            return self._link_to_text(written, number)
        if found := self._link_to_list(old):
            return found
        self.note("link", f"Länken {written} leder till något som exporten inte har.")
        return urljoin(self._blog.home, written)

    def _link_to_list(self, old: OldAddress) -> str:
        """Where a list is now that is there whatever is published; empty for others."""
        if old.number:
            return ""
        if old.path == "/":
            return "/"
        if _FEED.search(old.path):
            return "/feed.xml"
        return self._around.lists.get(old.path, "/arkiv/" if archive_of(old.path) else "")

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

    def picture(self, address: str, alt: str, caption: str) -> FoundPicture:
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
        return FoundPicture(target, words, caption)

    def _guess_words(self, entry: OldItem | None, caption: str) -> str:
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

    def series(self, ids: tuple[str, ...]) -> Iterable[tuple[str, str, str]]:
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
    try:
        found = json.loads(text) if text else []
    except ValueError:
        return []
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def has_host(address: str) -> bool:
    """True for an address of the web that leads somewhere."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and _HOST.fullmatch(host) is not None


def lists_of(rows: Mapping[str, str], *, all_kommuner: bool) -> dict[str, str]:
    """Where links to lists lead: only those that are there whatever is published."""
    found = {}
    for old, new in rows.items():
        kommun = new.removeprefix("/kommun/").strip("/")
        if new == "/" or (all_kommuner and kommun in register.kommuner()):
            found[old] = new
    return found
