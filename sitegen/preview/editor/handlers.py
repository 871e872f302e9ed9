"""The requests to the writing page: each finds its handler, and gets an answer.

It joins the parts of the writing page; it neither listens to a network nor decides who may call.
"""

from __future__ import annotations

import posixpath
import secrets
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from urllib.parse import quote

from werkzeug import Request, Response
from werkzeug.exceptions import HTTPException
from werkzeug.routing import Map, Rule

from sitegen.authoring.composition import compose_picture
from sitegen.authoring.form import Form
from sitegen.authoring.yaml_values import tidy
from sitegen.builder.result import LatestBuild
from sitegen.core import http_policy
from sitegen.core.digest import digest_of
from sitegen.diagnostics import os_errors
from sitegen.inputs.writer import ContentWriter, NotOurs
from sitegen.pages.page import RenderError
from sitegen.preview.editor import (
    editing,
    host_pages,
    http,
    new_text,
    publish_pages,
    routes,
    text_state,
    version_pages,
    views,
)
from sitegen.preview.editor.editing import EditedText
from sitegen.preview.editor.http import Rejected, one
from sitegen.preview.editor.live import UnbuiltFiles
from sitegen.preview.editor.opened import Opened
from sitegen.preview.editor.upload import Upload, find_unused, folder_for, prepare_picture
from sitegen.publishing.service import PublishingService
from sitegen.publishing.stops import Stopped

_OWN = Path(__file__).parent / "data"
_FONT = Path(__file__).parents[2] / "images/data/newsreader.ttf"
_LONGEST_TEXT = 300
_TOO_LARGE = f"Bilden är större än {http.MAX_PICTURE // 1_000_000} MB. Spara en mindre kopia."


class Editor:
    """The writing page of one preview.

    `find_newest` gives the content as it was last read, None before that; `clock` gives Swedish
    civil time, and `work` is a folder in the cache. Each has a key of its own, without which
    nothing is written.
    """

    def __init__(
        self,
        content: Path,
        find_newest: Callable[[], LatestBuild | None],
        clock: Callable[[], datetime],
        work: Path,
    ) -> None:
        self.content = content
        self.find_newest = find_newest
        self.clock = clock
        self.key = secrets.token_urlsafe(18)
        self.unbuilt = UnbuiltFiles()
        self.service = PublishingService(content, find_newest, clock, work, self._hide)

    def read(self) -> tuple[LatestBuild, ContentWriter]:
        """The content as it was last read, and its files. Raises Refused before that."""
        newest = self.find_newest()
        if newest is None:
            reason = "Förhandsvisningen har inte läst texterna än. Vänta ett ögonblick."
            raise Rejected(503, reason)
        return newest, ContentWriter(self.content, newest.given.entries, newest.given.definition)

    def _hide(self, path: str, data: bytes) -> bytes:
        definition = self.read()[0].given.definition
        return text_state.set_draft(path, data, definition, is_draft=True)

    def open(self) -> Opened:
        """What the pages of publishing need. Raises Rejected before anything has been read."""
        newest, writer = self.read()
        return Opened(newest, writer, self.service, self.key, self.clock())


Handler = Callable[[Editor, Request], Response]


def respond(editor: Editor, request: Request, handler: Handler | None = None) -> Response:
    """Answer one request to an address below /skriv/, by its own handler unless one is given. From
    any thread."""
    try:
        endpoint = handler or _ROUTES.bind("").match(request.path, request.method)[0]
        answer: Response = endpoint(editor, request)
        return answer
    except NotOurs as error:
        status, reason = 404, str(error)
    except Stopped as stopped:
        status, reason = 409, f"{stopped.stop.what} {stopped.stop.remedy}"
    except HTTPException as error:
        status, reason = http.describe_refusal(error)
    except RenderError as error:
        status, reason = 503, f"{error.problem.path}: {error.problem.message}"
    except OSError as error:
        status, reason = 500, os_errors.describe_os_error(error)
    if http.wants_json(request):
        return http.json({"message": reason}, status)
    newest = editor.find_newest()
    if newest is None:
        return http.plain(reason, status)
    return http.html(views.render("refused.html", newest, editor.key, reason=reason), status)


def _asset(editor: Editor, request: Request) -> Response:
    place = _FONT if request.path == routes.FONT else _OWN / request.path[len(routes.HOME) :]
    data = place.read_bytes()
    headers = {"Cache-Control": "no-cache"}
    return Response(data, headers=headers, content_type=http_policy.type_of(request.path))


def _show(editor: Editor, request: Request) -> Response:
    """The editor of a text, or the list of all."""
    path, time = request.args.get("fil", ""), request.args.get("sparat", "")[:5]
    if path:
        status = f"Sparat {time}" if time else ""
        return editing.open_text(EditedText(path, editor.open()), status=status)
    words, start = request.args.get("sok", "")[:100], request.args.get("fran", "")
    row = int(start) if start.isdecimal() and len(start) < 8 else 0
    return http.html(text_state.render_list(editor.open(), words=words, start=row))


def _save(editor: Editor, request: Request) -> Response:
    opened = editor.open()
    sent = http.receive_form(request, editor.key)
    text = EditedText(one(sent, "fil"), opened)
    if one(sent, "gor") == "oppna":
        return editing.reopen(text, sent)
    if one(sent, "gor") == "ihop":
        return editing.join(text, sent)
    return editing.save(text, sent, request)


def _look(editor: Editor, request: Request) -> Response:
    opened = editor.open()
    sent = http.receive_form(request, editor.key)
    return editing.look(EditedText(one(sent, "fil"), opened), sent, editor.unbuilt)


def _find_targets(editor: Editor, request: Request) -> Response:
    newest, _ = editor.read()
    path, words = request.args.get("fil", ""), request.args.get("sok", "")[:100]
    return http.json(views.find_targets(newest, path, words))


def _ask(editor: Editor, request: Request) -> Response:
    newest, _ = editor.read()
    if name := request.args.get("sort", ""):
        return new_text.ask_record(newest, name, editor.key)
    return new_text.ask(newest, editor.key, now=editor.clock())


def _begin(editor: Editor, request: Request) -> Response:
    newest, writer = editor.read()
    sent = http.receive_form(request, editor.key)
    if name := one(sent, "sort"):
        return new_text.begin_record(newest, writer, name, sent, editor.key)
    return new_text.begin(newest, writer, sent, editor.key, now=editor.clock())


def _upload(editor: Editor, request: Request) -> Response:
    """Store a picture beside its text, and answer with the Markdown that shows it."""
    opened = editor.open()
    http.require_key(request.headers.get("X-Skriv-Nyckel", ""), editor.key)
    http.require_size(request, http.MAX_PICTURE, _TOO_LARGE)
    text = EditedText(request.args.get("fil", ""), opened)
    if text.data is None:
        raise Rejected(404, f"Filen {text.path} finns inte.")
    alt, caption = (tidy(request.args.get(name, "")) for name in ("alt", "bildtext"))
    if not alt and "dela" not in request.args:
        reason = "Skriv vad bilden visar, för den som inte ser den."
        return http.json({"field": "alt", "message": reason}, 422)
    if max(len(alt), len(caption)) > _LONGEST_TEXT:
        raise Rejected(422, f"Texterna till bilden får vara högst {_LONGEST_TEXT} tecken var.")
    upload = prepare_picture(request.args.get("namn", ""), request.get_data())
    if not isinstance(upload, Upload):
        reason = f"{upload.message} {upload.hint}"
        return http.json({"field": "fil", "message": reason}, 422)
    path = _store(opened.writer, folder_for(text.path), upload, opened.newest)
    target = quote(posixpath.relpath(path, posixpath.dirname(text.path)))
    return http.json({"path": path, "markdown": compose_picture(target, alt, caption)}, 201)


def _store(writer: ContentWriter, folder: str, upload: Upload, newest: LatestBuild) -> str:
    """Put a picture under a name that nothing else has, and give its path."""
    stem, _, extension = upload.name.rpartition(".")
    taken = {path.casefold() for path in newest.given.entries if path.startswith(folder)}
    for number in range(1, 1000):
        path = f"{folder}/{stem}{f'-{number}' if number > 1 else ''}.{extension}"
        if path not in taken:
            try:
                writer.add(path, upload.data)
            except FileExistsError:
                continue
            return path
    raise Rejected(409, "Det finns redan tusen bilder med det namnet. Döp om filen.")


def _colleague(editor: Editor, request: Request) -> Response:
    """A text as a file; or the choice between that and a link, if the host shows branches."""
    opened = editor.open()
    text = EditedText(request.args.get("fil", ""), opened)
    if opened.newest.given.settings.config.draft_address and "hel" not in request.args:
        return host_pages.show_shared(opened, text.path)
    return publish_pages.give_single_file(opened, text.path, text.data or b"", editor.unbuilt)


def _clear(editor: Editor, request: Request) -> Response:
    """Remove pictures that no text shows; they are kept among the versions."""
    opened = editor.open()
    sent = http.receive_form(request, editor.key)
    unused = {each.path for each in find_unused(opened)}
    for path in set(sent.get("bild", ())) & unused:
        data = opened.writer.read(path)
        if data is not None:
            opened.service.keep(path, data, data)
            opened.writer.remove(path, digest_of(data))
    return http.see_other(routes.HOME)


def _get(page: Callable[[Opened, str], Response]) -> Handler:
    """The handler of a page about one text."""
    return lambda editor, request: page(editor.open(), request.args.get("fil", ""))


def _post(act: Callable[[Opened, Form], Response]) -> Handler:
    """The handler of a form of publishing."""

    def answer(editor: Editor, request: Request) -> Response:
        return act(editor.open(), http.receive_form(request, editor.key))

    return answer


def _progress(editor: Editor, request: Request) -> Response:
    return host_pages.show_progress(editor.open())


def _state(editor: Editor, request: Request) -> Response:
    return text_state.report_state(editor.open(), request)


def _history(editor: Editor, request: Request) -> Response:
    path, name = request.args.get("fil", ""), request.args.get("version", "")
    return version_pages.show_history(editor.open(), path, name)


_ASSETS = (
    *(routes.STYLE, routes.GROUND, routes.FONT, routes.SCRIPT, routes.RECORDS, routes.TOOLS),
    *(routes.RESCUE, routes.PASTING, routes.PUBLISHING, routes.ENTRY_FORMS, routes.PICTURE_CHOICE),
)

_PAGES: Mapping[str, tuple[Handler | None, Handler | None]] = {
    routes.HOME: (_show, _save),
    routes.LOOK: (None, _look),
    routes.TARGETS: (_find_targets, None),
    routes.NEW: (_ask, _begin),
    routes.PICTURE: (None, _upload),
    routes.CLEAR: (None, _clear),
    routes.COLLEAGUE: (_colleague, _post(host_pages.share)),
    routes.CONNECT: (_get(host_pages.ask_connection), _post(host_pages.connect)),
    routes.PUBLISH: (_get(publish_pages.show_plan), _post(publish_pages.begin_publishing)),
    routes.PROGRESS: (_progress, None),
    routes.AGAIN: (None, _post(host_pages.try_again)),
    routes.STATE: (_state, None),
    routes.WITHDRAW: (_get(publish_pages.ask_withdrawal), _post(publish_pages.withdraw)),
    routes.HISTORY: (_history, _post(version_pages.restore)),
    routes.CLASH: (_get(version_pages.show_clash), _post(version_pages.settle_clash)),
}
"""What answers a question at each address, and what is sent there."""

_ROUTES = Map(
    [
        *(Rule(each, methods=["GET"], endpoint=_asset) for each in _ASSETS),
        *(
            Rule(each, methods=[method], endpoint=handler)
            for each, handlers in _PAGES.items()
            for method, handler in zip(("GET", "POST"), handlers, strict=True)
            if handler
        ),
    ],
    strict_slashes=False,
    merge_slashes=False,
)
