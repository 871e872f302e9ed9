"""The state of texts: what their bytes say, and what publishing knows, as the line that is shown.

It reads what is published through the service and parses texts; it shows nothing, and asks the web
only where it says so.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import datetime

from werkzeug import Request, Response

from sitegen.authoring.field_set import fields_of
from sitegen.authoring.source_map import read_source_map
from sitegen.authoring.yaml_edit import edit
from sitegen.builder.result import LatestBuild
from sitegen.core import source
from sitegen.core.record import Record
from sitegen.definition import Definition
from sitegen.documents import parsing
from sitegen.documents.collection import collection_of
from sitegen.documents.glimpse import glimpse
from sitegen.model.publication import published_version
from sitegen.model.site import Site, document_at
from sitegen.preview.editor import http, views
from sitegen.preview.editor.http import Rejected
from sitegen.preview.editor.opened import Opened, describe_unfinished, title_of
from sitegen.preview.editor.upload import find_unused
from sitegen.publishing.notebook import Handed
from sitegen.publishing.repository import with_plain_lines
from sitegen.publishing.service import PublishingService
from sitegen.publishing.standing import StateLine, TextFacts, describe_state
from sitegen.sweden import swedish

_DRAFT = "draft"
_DATE = "date"
_DRAFT_LINE = re.compile(rb"^draft:.*\r?\n", re.MULTILINE)
_START = re.compile(rb"(?:\xef\xbb\xbf)?---[ \t]*\r?\n")


class TextVersion(Record, frozen=True, kw_only=True):
    """What the bytes of a text say: its title, the version that its page carries, and whether and
    when readers are to see it; `due` is None unless it is in the future."""

    title: str = ""
    version: str = ""
    is_draft: bool = False
    due: datetime | None = None

    @property
    def is_public(self) -> bool:
        """True if readers are to see it now."""
        return not self.is_draft and self.due is None


def read_text_version(path: str, data: bytes, newest: LatestBuild, now: datetime) -> TextVersion:
    """What the bytes of the text at `path` say, as far as they can be read."""
    text, _ = source.decode(path, data)
    collection = collection_of(path, newest.site.collections)
    if text is None or collection is None or collection.form == "rows":
        return TextVersion()
    parsed = parsing.parse(
        text,
        collection.record,
        abbreviations=newest.given.settings.abbreviations,
        has_body=collection.form == "text",
        published_at=collection.published_at,
    )
    read = parsed.document or parsed.partial
    if read is None:
        return TextVersion()
    return TextVersion(
        title=collection.heading(parsed.document) if parsed.document else "",
        version=parsing.version_of(text.text),
        is_draft=bool(collection.why_held(read, now)) and collection.moment_of(read) is None,
        due=collection.due(read, now),
    )


def state_of(
    path: str, data: bytes | None, newest: LatestBuild, service: PublishingService, now: datetime
) -> StateLine:
    """The state line of the text at `path`, which holds `data` now."""
    is_connected = service.is_connected
    here = read_text_version(path, data or b"", newest, now)
    if not is_connected:
        return describe_state(TextFacts(is_connected=False, is_draft=here.is_draft, due=here.due))
    published = service.published(path)
    there = read_text_version(path, published or b"", newest, now)
    notes, last = service.notebook.read(), service.last_version(path)
    handed, stop = notes.handed.get(path), notes.stops.get(path)
    is_current = handed is not None and _is_handed(there, handed)
    clash = service.clash(path) if path in notes.bases else None
    job = service.publisher.job
    facts = TextFacts(
        is_draft=here.is_draft,
        due=here.due,
        is_committed=published is not None,
        is_changed=published is None or with_plain_lines(path, data or b"") != published,
        is_public=published is not None and there.is_public,
        is_running=service.publisher.is_running and job is not None and path in job.order.texts,
        next_try=job.next_try if job else None,
        has_page=_has_page(path, newest),
        published=last.at if last else None,
        sent=handed.sent if handed and is_current else None,
        seen=handed.seen if handed and is_current and handed.version else None,
        withdrawn=handed.seen if handed and not handed.version else None,
        stopped=stop.what if stop else "",
        clash=clash.who if clash else "",
    )
    return describe_state(facts)


def _has_page(path: str, newest: LatestBuild) -> bool:
    collection = collection_of(path, newest.site.collections)
    return collection is not None and (collection.form == "text" or path in newest.site.urls)


def ask_readers(path: str, newest: LatestBuild, service: PublishingService, now: datetime) -> None:
    """Ask the text's public address, once, whether readers see what is published."""
    published, last = service.published(path), service.last_version(path)
    url = newest.site.urls.get(path, "")
    if published is None or last is None or service.publisher.is_running:
        return
    there = read_text_version(path, published, newest, now)
    handed = service.notebook.read().handed.get(path)
    if handed is not None and handed.seen is None and there.is_draft:
        service.publisher.ask(path, handed)
    elif url and there.is_public and (handed is None or not _is_handed(there, handed)):
        version = expected_version(path, there, newest.site)
        if version:
            found = Handed(version, service.base() + url, there.title, last.at, text=there.version)
            service.publisher.ask(path, found)
    elif handed is not None and handed.seen is None and handed.address:
        service.publisher.ask(path, handed)


def _is_handed(there: TextVersion, handed: Handed) -> bool:
    """Whether what was handed in last is what is published."""
    return not handed.version if there.is_draft else handed.text == there.version


def expected_version(path: str, there: TextVersion, site: Site) -> str:
    """The version that the page of a published text is to carry; empty if the text has changed
    here since."""
    document = document_at(site, path)
    is_same = document is not None and document.version == there.version
    return published_version(site, document) if document is not None and is_same else ""


def report_state(opened: Opened, request: Request) -> Response:
    """The state line of a text as HTML; with `fraga` its public address is asked first."""
    path = request.args.get("fil", "")
    if "fraga" in request.args and opened.service.is_connected:
        ask_readers(path, opened.newest, opened.service, opened.now)
    data = opened.writer.read(path)
    state = state_of(path, data, opened.newest, opened.service, opened.now)
    body = views.render("state.html", opened.newest, opened.key, state=state, path=path)
    return http.html(body)


def set_draft(path: str, data: bytes, definition: Definition, *, is_draft: bool) -> bytes:
    """The text as a draft, or as none; the rest of it stays, also if it cannot be read."""
    changed = _set_field(path, data, definition, _DRAFT, "true" if is_draft else "")
    if changed is not None:
        return changed
    if not is_draft:
        return data
    plain = _DRAFT_LINE.sub(b"", data)
    start = _START.match(plain) if path.endswith(".md") else None
    above = start[0] if start else b""
    return above + b"draft: true\n" + plain.removeprefix(above)


def _set_field(
    path: str, data: bytes, definition: Definition, name: str, value: str
) -> bytes | None:
    """The text with another value of a field; None if its fields cannot be read."""
    fields = fields_of(path, definition)
    if fields is None or fields.form == "rows":
        return None
    try:
        found = read_source_map(data, fields.form)
    except UnicodeDecodeError:
        return None
    if found.parts is None:
        return None
    return edit(found, {name: value}, found.body, declared=fields.fields, order=fields.order)


def read_moment(path: str, data: bytes, newest: LatestBuild) -> datetime | None:
    """The moment that stands in a text, from which readers may see it; None for a text of a kind
    that has none, or if it cannot be read."""
    collection = collection_of(path, newest.site.collections)
    if collection is None or collection.form == "rows":
        return None
    text, _ = source.decode(path, data)
    if text is None:
        return None
    record, published_at = collection.record, collection.published_at
    return glimpse(path, text.text, record, published_at).published_at


def set_moment(path: str, data: bytes, definition: Definition, at: datetime) -> bytes:
    """The text with another moment from which readers may see it. Raises Rejected if its fields
    cannot be read."""
    changed = _set_field(path, data, definition, _DATE, f"{at:%Y-%m-%d %H:%M}")
    if changed is None:
        raise Rejected(422, "Dagen går inte att sätta: rätta det som är fel i texten först.")
    return changed


def render_list(opened: Opened, *, words: str, start: int) -> bytes:
    """The list of texts from row `start` on, each with what publishing knows of it."""
    newest, service = opened.newest, opened.service
    rows = views.list_rows(newest, words)
    found = [problem for problem in newest.result.problems if problem.root == "content"]
    return views.render(
        "list.html",
        newest,
        opened.key,
        begun=[each for each in newest.site.collections if each.begun_with],
        rows=rows[start : start + views.PAGE_SIZE],
        states=_label_changes(opened),
        clashes={path: title_of(opened, path) for path in service.clashes()},
        unused=find_unused(opened),
        unfinished=describe_unfinished(opened),
        errors=Counter(each.path for each in found if each.severity == "error"),
        warnings=Counter(each.path for each in found if each.severity == "warning"),
        count=len(rows),
        counted=swedish.count(len(rows), "text", "texter"),
        words=words,
        start=start,
        size=views.PAGE_SIZE,
    )


def _label_changes(opened: Opened) -> dict[str, str]:
    """What is not published as it stands here, in a word or two, by path."""
    if not opened.service.is_connected:
        return {}
    labels = {
        "new": "inte publicerad",
        "changed": "ändrad, inte publicerad",
        "removed": "borttagen",
    }
    changes = opened.service.changes(opened.newest.given.entries)
    stops = opened.service.notebook.read().stops
    found = {path: labels[change] for path, change in changes.items()}
    found |= {path: "publiceringen avbröts" for path in stops if path in found}
    return found | dict.fromkeys(opened.service.clashes(), "ändrad av två")
