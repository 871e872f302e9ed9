"""One text in the editor: opened, looked at, saved, and compared with a version from elsewhere.

It joins the parts of the editor; what stands in a file is changed by nothing but a save.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from werkzeug import Request, Response

from sitegen.builder.result import LatestBuild
from sitegen.core.digest import digest_of
from sitegen.core.problem import Problem
from sitegen.core.source import MAX_TEXT
from sitegen.inputs.writer import Changed, ContentWriter
from sitegen.model.site import document_at
from sitegen.preview.editor import form, http, routes, views
from sitegen.preview.editor.field_problems import make_notes
from sitegen.preview.editor.field_set import fields_of
from sitegen.preview.editor.form import Form
from sitegen.preview.editor.http import Rejected, one
from sitegen.preview.editor.live import LiveResult, LiveView
from sitegen.preview.editor.source_map import SourceMap, read_source_map, read_value
from sitegen.preview.editor.yaml_edit import edit
from sitegen.preview.editor.yaml_values import Value

_SHOWN = 400
"""Lines of a difference to show."""


class EditedText:
    """One text, with what is in its file now."""

    def __init__(self, path: str, newest: LatestBuild, writer: ContentWriter) -> None:
        fields = fields_of(path, newest.given.definition)
        if fields is None:
            raise Rejected(
                404, "Här skrivs bara bloggens texter, i filer som slutar på .md eller .yml."
            )
        self.path = path
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
        source = self.source(sent)
        before = self.values(source)
        values = form.read_form(self.fields, sent, before, self.newest.site) if before else {}
        try:
            fields = self.fields
            return edit(
                source, values, one(sent, "text"), declared=fields.fields, order=fields.order
            )
        except UnicodeEncodeError as error:
            raise Rejected(400, "Texten innehåller tecken som inte går att spara.") from error

    def url(self) -> str:
        """Where the preview shows the text, empty when it does not."""
        return self.newest.site.urls.get(self.path, "")


def open_text(writing: EditedText, key: str, *, status: str = "") -> Response:
    """The editor with what is in the file."""
    if writing.data is None:
        raise Rejected(404, f"Filen {writing.path} finns inte.")
    return http.html(_editor(writing, writing.source(), key, status=status))


def reopen(writing: EditedText, sent: Form, key: str) -> Response:
    """The editor with what was sent instead: it has not been saved."""
    source = writing.read(writing.written(sent)) if "hel" not in sent else writing.source(sent)
    status = "Det här är inte sparat än."
    return http.html(_editor(writing, source, key, status=status, sent=sent))


def look(writing: EditedText, sent: Form, live: LiveView) -> Response:
    """What readers would see, and what is wrong."""
    data = writing.written(sent)
    seen = _see(writing, data, live)
    source = _source_of(writing, data, sent)
    notes = make_notes(seen.problems, writing.path, source, writing.fields.fields)
    changed = one(sent, "grund") != writing.digest
    answer = {"page": seen.page, "url": writing.url(), "notes": notes, "changed": changed}
    return http.json(answer)


def _source_of(writing: EditedText, data: bytes, sent: Form) -> SourceMap:
    source = writing.read(data)
    return source._replace(above=0, parts=None) if "hel" in sent else source


def _see(writing: EditedText, data: bytes, live: LiveView) -> LiveResult:
    if len(data) > MAX_TEXT:
        size = -(-len(data) // 1000)
        message = f"Texten är {size} kB; gränsen är {MAX_TEXT // 1000} kB."
        problem = Problem(writing.path, 0, 0, "text-too-large", message, "Dela upp den i flera.")
        return LiveResult("", "", (problem,))
    return live.look(writing.path, data, writing.newest)


def save(writing: EditedText, sent: Form, request: Request, key: str, now: str) -> Response:
    """Put what was sent into the file, unless that is another than the author saw."""
    base = one(sent, "over") or one(sent, "grund")
    mine = writing.written(sent)
    if len(mine) > MAX_TEXT:
        raise Rejected(413, f"Texten är större än {MAX_TEXT // 1000} kB. Dela upp den i flera.")
    if base != (writing.digest or _GONE) and mine != writing.data:
        return _conflict(writing, mine, sent, request, key)
    try:
        if writing.data is None:
            writing.writer.add(writing.path, mine)
        elif mine != writing.data:
            writing.writer.replace(writing.path, mine, writing.digest)
    except (Changed, FileExistsError):
        again = EditedText(writing.path, writing.newest, writing.writer)
        return _conflict(again, again.written(sent), sent, request, key)
    if http.wants_json(request):
        return http.json({"digest": digest_of(mine), "status": f"Sparat {now}"})
    return http.see_other(routes.editor(writing.path, sparat=now))


_GONE = "borta"
"""Stands for the digest of a file that is no more."""


def _conflict(writing: EditedText, mine: bytes, sent: Form, request: Request, key: str) -> Response:
    """Both versions, for the author to choose; what was sent stays in the form."""
    lines = tuple(_difference((writing.data or b"").decode(errors="replace"), mine.decode()))
    conflict = views.Conflict(lines, writing.digest or _GONE, writing.data is None)
    if http.wants_json(request):
        return http.json({"lines": lines, "digest": conflict.digest, "gone": conflict.is_gone}, 409)
    source = writing.read(mine) if "hel" not in sent else writing.source(sent)
    page = _editor(writing, source, key, status="Inte sparat.", sent=sent, conflict=conflict)
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
    key: str,
    *,
    status: str = "",
    sent: Form | None = None,
    conflict: views.Conflict | None = None,
) -> bytes:
    site, path = writing.newest.site, writing.path
    is_raw = source.parts is None
    values = writing.values(source)
    controls = form.make_controls(writing.fields, values, site) if not is_raw else {}
    document = document_at(site, path)
    card = site.cards.get(path)
    return views.render(
        "editor.html",
        writing.newest,
        key,
        draft=views.Draft(
            path=path,
            digest=one(sent, "grund") if sent is not None else writing.digest,
            title=str(
                values.get("title")
                or (document and getattr(document.meta, "title", ""))
                or _default_title(writing)
            ),
            url=writing.url(),
            mark=card.mark if card else "",
            sections=writing.fields.sections() if controls else (),
            controls=controls,
            body=one(sent, "text") if sent is not None else source.body,
            form=writing.fields.form,
            is_raw=is_raw,
            suggested=form.suggestions(path, site),
            status=status,
            conflict=conflict,
            unsaved=sent is not None,
        ),
    )


def _default_title(writing: EditedText) -> str:
    writable = writing.newest.given.definition.writable(writing.path)
    is_list = writable is not None and writable.form == "rows"
    return writable.title if writable and is_list else "Utan rubrik"
