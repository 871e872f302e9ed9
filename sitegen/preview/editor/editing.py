"""One text in the editor: opened, looked at, saved, and compared with a version from elsewhere.

It joins the parts of the editor; what stands in a file is changed by nothing but a save.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping

import msgspec
from markupsafe import Markup
from werkzeug import Request, Response

from sitegen.authoring import choices, controls, form
from sitegen.authoring.field_set import fields_of
from sitegen.authoring.form import Form
from sitegen.authoring.offers import describe_offers, find_offers
from sitegen.authoring.source_map import SourceMap, read_source_map, read_value
from sitegen.authoring.yaml_edit import edit
from sitegen.authoring.yaml_values import Value
from sitegen.core.digest import digest_of
from sitegen.core.problem import Problem
from sitegen.core.source import MAX_TEXT
from sitegen.documents.document import UNTITLED
from sitegen.documents.parsing import slug_of
from sitegen.inputs.writer import Changed
from sitegen.preview.editor import http, live, routes, text_state, views
from sitegen.preview.editor.field_problems import adapt_to_form, make_note
from sitegen.preview.editor.http import Rejected, one
from sitegen.preview.editor.live import LiveResult, UnbuiltFiles
from sitegen.preview.editor.opened import Opened
from sitegen.publishing.comparison import find_common, merge_texts
from sitegen.sweden import swedish

_SHOWN = 400
"""Lines of a difference to show."""


class EditedText:
    """One text, with what is in its file now."""

    def __init__(self, path: str, opened: Opened) -> None:
        newest, writer = opened.newest, opened.writer
        fields = fields_of(path, newest.given.definition)
        if fields is None:
            raise Rejected(
                404, "Här skrivs bara bloggens texter, i filer som slutar på .md eller .yml."
            )
        self.path = path
        self.opened = opened
        self.newest = newest
        self.writer = writer
        self.data = writer.read(path)
        self.fields = fields
        self.digest = "" if self.data is None else digest_of(self.data)

    def source(self, sent: Form | None = None) -> SourceMap:
        """The file as its author wrote it; an empty one where it cannot take the fields sent."""
        try:
            source = self.read(self.data)
        except UnicodeDecodeError as error:
            reason = "Filen är inte sparad som UTF-8. Öppna den i en editor och spara om den."
            raise Rejected(422, reason) from error
        if sent is not None and "hel" in sent:
            return source._replace(above=0, parts=None)
        if sent is not None and source.parts is None:
            return self.read(None)
        return source

    def read(self, data: bytes | None) -> SourceMap:
        """The file if it held `data`; a list of records that no form can show as text."""
        source = read_source_map(self._empty() if data is None else data, self.fields.form)
        is_list = self.fields.form == "rows" and source.parts is not None
        if is_list and None in self.values(source).values():
            return source._replace(above=0, parts=None)
        return source

    def _empty(self) -> bytes:
        return b"---\n---\n\n" if self.fields.form == "text" else b""

    def values(self, source: SourceMap) -> dict[str, Value | None]:
        """What the form shows of each field."""
        if source.parts is None:
            return {}
        return {name: read_value(source, name, field) for name, field in self.fields.fields.items()}

    def written(self, sent: Form) -> bytes:
        """The file with what was sent put in. Raises Refused."""
        if "text" not in sent:
            raise Rejected(400, "Formuläret kom inte fram helt. Försök igen.")
        source, fields = self.source(sent), self.fields
        values = self.sent_values(source, sent)
        try:
            return edit(
                source, values, one(sent, "text"), declared=fields.fields, order=fields.order
            )
        except UnicodeEncodeError as error:
            raise Rejected(400, "Texten innehåller tecken som inte går att spara.") from error

    def sent_values(self, source: SourceMap, sent: Form) -> dict[str, Value]:
        """The values that were sent for the fields of the file."""
        before = self.values(source)
        return form.read_form(self.fields, sent, before, self.newest.site) if before else {}

    def source_with(self, data: bytes, sent: Form) -> SourceMap:
        """The file once it holds `data`, which `sent` comes to; all text if it was sent as that."""
        return self.source(sent) if "hel" in sent else self.read(data)

    def url(self) -> str:
        """Where the preview shows the text, empty when it does not."""
        return self.newest.site.urls.get(self.path, "")


def open_text(writing: EditedText, *, status: str = "") -> Response:
    """The editor with what is in the file."""
    if writing.data is None and writing.fields.form != "rows":
        raise Rejected(404, f"Filen {writing.path} finns inte.")
    if writing.data is not None:
        writing.opened.service.remember(writing.digest, writing.data)
    return http.html(_editor(writing, writing.source(), status=status))


def reopen(writing: EditedText, sent: Form) -> Response:
    """The editor with what was sent instead: it has not been saved."""
    source = writing.source_with(writing.written(sent), sent)
    status = "Det här är inte sparat än."
    return http.html(_editor(writing, source, status=status, sent=sent))


def look(writing: EditedText, sent: Form, unbuilt: UnbuiltFiles) -> Response:
    """What readers would see, and what is wrong."""
    data = writing.written(sent)
    seen = _see(writing, data, unbuilt)
    source, fields = writing.source_with(data, sent), writing.fields
    fixes = live.find_fixes(writing.path, data, seen.problems, writing.newest)
    notes = [make_note(each, writing.path, source, fields.fields, fixes) for each in seen.problems]
    placed = [
        msgspec.structs.replace(note, field=form.name_in_form(note.field, sent)) for note in notes
    ]
    values = writing.sent_values(writing.source(sent), sent)
    answer = {
        "page": seen.page,
        "url": writing.url(),
        "notes": adapt_to_form(placed, fields, writing.newest.site),
        "changed": one(sent, "grund") != (writing.digest or _GONE),
        "days": form.derive_values(fields, sent, values).days,
        "offers": describe_offers(find_offers(fields, values, writing.newest.site)),
    }
    return http.json(answer)


def _see(writing: EditedText, data: bytes, unbuilt: UnbuiltFiles) -> LiveResult:
    if len(data) > MAX_TEXT:
        size = -(-len(data) // 1000)
        message = f"Texten är {size} kB; gränsen är {MAX_TEXT // 1000} kB."
        problem = Problem(writing.path, 0, 0, "text-too-large", message, "Dela upp den i flera.")
        return LiveResult("", "", (problem,))
    return live.preview_text(writing.path, data, writing.newest, unbuilt)


def save(writing: EditedText, sent: Form, request: Request) -> Response:
    """Put what was sent into the file, unless that is another than the author saw."""
    base = one(sent, "over") or one(sent, "grund")
    mine = writing.written(sent)
    if len(mine) > MAX_TEXT:
        raise Rejected(413, f"Texten är större än {MAX_TEXT // 1000} kB. Dela upp den i flera.")
    if base != (writing.digest or _GONE) and mine != writing.data:
        return _conflict(writing, mine, sent, request)
    try:
        if writing.data is None:
            writing.writer.add(writing.path, mine)
        elif mine != writing.data:
            writing.writer.replace(writing.path, mine, writing.digest)
    except (Changed, FileExistsError):
        again = EditedText(writing.path, writing.opened)
        return _conflict(again, again.written(sent), sent, request)
    now = f"{writing.opened.now:%H.%M}"
    if not http.wants_json(request):
        _keep_version(writing, mine)
        return http.see_other(routes.editor(writing.path, sparat=now))
    values = writing.sent_values(writing.source(sent), sent)
    answer = {
        "digest": digest_of(mine),
        "status": f"Sparat {now}{_keep_version(writing, mine)}",
        "made": form.derive_values(writing.fields, sent, values).made,
        "title": _title(writing, values),
        "state": _show_state(writing, mine),
    }
    return http.json(answer)


def _keep_version(writing: EditedText, mine: bytes) -> str:
    """Keep what was saved among the versions; what to add to “Sparat” if that failed."""
    writing.opened.service.remember(digest_of(mine), mine)
    try:
        writing.opened.service.keep(writing.path, writing.data, mine)
    except OSError:
        return ", men versionen gick inte att lägga i historiken"
    return ""


def _show_state(writing: EditedText, data: bytes | None) -> str:
    """The state line, as HTML."""
    opened = writing.opened
    state = text_state.state_of(writing.path, data, opened.newest, opened.service, opened.now)
    page = views.render("state.html", opened.newest, opened.key, state=state, path=writing.path)
    return page.decode()


def join(writing: EditedText, sent: Form) -> Response:
    """The editor with the changes of both, after another program has changed the file."""
    mine, theirs = writing.written(sent).decode(), (writing.data or b"").decode()
    kept = writing.opened.service.recall(one(sent, "grund"))
    base = find_common(mine, theirs) if kept is None else kept.decode(errors="replace")
    source = writing.read(merge_texts(base, mine, theirs).encode())
    status = "Båda versionerna är med. Läs igenom och spara."
    fresh = {**sent, "grund": (writing.digest or _GONE,)}
    return http.html(_editor(writing, source, status=status, sent=fresh, body=source.body))


_GONE = "borta"
"""Stands for the digest of a file that is no more."""


def _conflict(writing: EditedText, mine: bytes, sent: Form, request: Request) -> Response:
    """Both versions, for the author to choose; what was sent stays in the form."""
    lines = tuple(_difference((writing.data or b"").decode(errors="replace"), mine.decode()))
    is_gone = writing.data is None
    conflict = {"lines": lines, "digest": writing.digest or _GONE, "gone": is_gone}
    if http.wants_json(request):
        return http.json(conflict, 409)
    source = writing.source_with(mine, sent)
    page = _editor(writing, source, status="Inte sparat.", sent=sent, conflict=conflict)
    return http.html(page, 409)


def _difference(theirs: str, mine: str) -> Iterator[tuple[str, str]]:
    """The lines that differ, with a few around: `-` in the file, `+` here."""
    lines = difflib.unified_diff(theirs.splitlines(), mine.splitlines(), lineterm="", n=2)
    for number, line in enumerate(lines):
        if number == _SHOWN:
            yield "@", "… och mer därtill"
            return
        if number >= 2:  # the names of the files
            yield line[0], "" if line[0] == "@" else line[1:]


def _editor(
    writing: EditedText,
    source: SourceMap,
    *,
    status: str = "",
    sent: Form | None = None,
    conflict: Mapping[str, object] | None = None,
    body: str | None = None,
) -> bytes:
    site, path = writing.newest.site, writing.path
    is_raw = source.parts is None
    values = writing.values(source)
    shown = controls.make_controls(writing.fields, values, site) if not is_raw else {}
    if sent is not None and body is None:
        body = one(sent, "text")
    return views.render(
        "editor.html",
        writing.newest,
        writing.opened.key,
        path=path,
        digest=one(sent, "grund") if sent is not None else writing.digest or _GONE,
        title=_title(writing, values),
        url=writing.url(),
        state=Markup(_show_state(writing, writing.data)),
        is_new=writing.opened.service.published(path) is None,
        sections=writing.fields.sections() if shown else (),
        controls=shown,
        body=source.body if body is None else body,
        has_text=writing.fields.form == "text",
        has_page=writing.fields.form != "rows",
        has_links=bool(writing.newest.given.settings.config.draft_address),
        is_raw=is_raw,
        suggested=choices.suggestions(writing.fields, site),
        status=status,
        conflict=conflict,
        unsaved=sent is not None,
    )


def _title(writing: EditedText, values: Mapping[str, Value | None]) -> str:
    """What the text is called, by the `values` of its form."""
    known = values.get("title") or views.heading_at(writing.newest.site, writing.path)
    return str(known or _default_title(writing))


def _default_title(writing: EditedText) -> str:
    writable = writing.newest.given.definition.writable(writing.path)
    if writable is None or writable.form == "text":
        return UNTITLED
    if writable.form == "rows":
        return writable.title
    return f"{swedish.capitalise(writable.label)} {slug_of(writing.path)}"
