"""The requests to the writing page: each finds its handler, and gets an answer.

It joins the parts of the writing page; it neither listens to a network
nor decides who may call the preview.
"""

from __future__ import annotations

import posixpath
import secrets
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from urllib.parse import quote

from werkzeug import Request, Response
from werkzeug.exceptions import HTTPException
from werkzeug.routing import Map, Rule

from sitegen.authoring.composition import compose_picture
from sitegen.authoring.yaml_values import tidy
from sitegen.builder.result import LatestBuild
from sitegen.core import http_policy
from sitegen.diagnostics import os_errors
from sitegen.inputs.writer import ContentWriter, NotOurs
from sitegen.pages.page import RenderError
from sitegen.preview.editor import editing, http, new_text, routes, views
from sitegen.preview.editor.editing import EditedText
from sitegen.preview.editor.http import Rejected, one
from sitegen.preview.editor.live import UnbuiltFiles
from sitegen.preview.editor.upload import Upload, folder_for, prepare_picture

_OWN = Path(__file__).parent / "data"
_LONGEST_TEXT = 300
_TOO_LARGE = f"Bilden är större än {http.MAX_PICTURE // 1_000_000} MB. Spara en mindre kopia."


class Editor:
    """The writing page of one preview.

    `find_newest` gives the content as it was last read, None before that; `clock` gives Swedish
    civil time. Each has a key of its own, without which nothing is written.
    """

    def __init__(
        self,
        content: Path,
        find_newest: Callable[[], LatestBuild | None],
        clock: Callable[[], datetime],
    ) -> None:
        self.content = content
        self.find_newest = find_newest
        self.clock = clock
        self.key = secrets.token_urlsafe(18)
        self.unbuilt = UnbuiltFiles()

    def read(self) -> tuple[LatestBuild, ContentWriter]:
        """The content as it was last read, and its files. Raises Refused before that."""
        newest = self.find_newest()
        if newest is None:
            reason = "Förhandsvisningen har inte läst texterna än. Vänta ett ögonblick."
            raise Rejected(503, reason)
        return newest, ContentWriter(self.content, newest.given.entries, newest.given.definition)


def respond(editor: Editor, request: Request) -> Response:
    """Answer one request to an address below /skriv/. From any thread."""
    try:
        endpoint, _ = _ROUTES.bind("").match(request.path, request.method)
        answer: Response = endpoint(editor, request)
        return answer
    except NotOurs as error:
        status, reason = 404, str(error)
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
    data = (_OWN / request.path.removeprefix(routes.HOME)).read_bytes()
    headers = {"Cache-Control": "no-cache"}
    return Response(data, headers=headers, content_type=http_policy.type_of(request.path))


def _show(editor: Editor, request: Request) -> Response:
    """The editor of a text, or the list of all."""
    newest, writer = editor.read()
    path, time = request.args.get("fil", ""), request.args.get("sparat", "")[:5]
    if path:
        status = f"Sparat {time}" if time else ""
        return editing.open_text(EditedText(path, newest, writer), editor.key, status=status)
    words, start = request.args.get("sok", "")[:100], request.args.get("fran", "")
    row = int(start) if start.isdecimal() and len(start) < 8 else 0
    return http.html(views.render_list(newest, editor.key, words=words, start=row))


def _save(editor: Editor, request: Request) -> Response:
    newest, writer = editor.read()
    sent = http.receive_form(request, editor.key)
    text = EditedText(one(sent, "fil"), newest, writer)
    if one(sent, "gor") == "oppna":
        return editing.reopen(text, sent, editor.key)
    return editing.save(text, sent, request, editor.key, f"{editor.clock():%H.%M}")


def _look(editor: Editor, request: Request) -> Response:
    newest, writer = editor.read()
    sent = http.receive_form(request, editor.key)
    return editing.look(EditedText(one(sent, "fil"), newest, writer), sent, editor.unbuilt)


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
    newest, writer = editor.read()
    http.require_key(request.headers.get("X-Skriv-Nyckel", ""), editor.key)
    http.require_size(request, http.MAX_PICTURE, _TOO_LARGE)
    text = EditedText(request.args.get("fil", ""), newest, writer)
    if text.data is None:
        raise Rejected(404, f"Filen {text.path} finns inte.")
    alt, caption = (tidy(request.args.get(name, "")) for name in ("alt", "bildtext"))
    if not alt:
        reason = "Skriv vad bilden visar, för den som inte ser den."
        return http.json({"field": "alt", "message": reason}, 422)
    if max(len(alt), len(caption)) > _LONGEST_TEXT:
        raise Rejected(422, f"Texterna till bilden får vara högst {_LONGEST_TEXT} tecken var.")
    upload = prepare_picture(request.args.get("namn", ""), request.get_data())
    if not isinstance(upload, Upload):
        reason = f"{upload.message} {upload.hint}"
        return http.json({"field": "fil", "message": reason}, 422)
    path = _store(writer, folder_for(text.path), upload, newest)
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


_ROUTES = Map(
    [
        Rule(routes.HOME, methods=["GET"], endpoint=_show),
        Rule(routes.HOME, methods=["POST"], endpoint=_save),
        Rule(routes.LOOK, methods=["POST"], endpoint=_look),
        Rule(routes.NEW, methods=["GET"], endpoint=_ask),
        Rule(routes.NEW, methods=["POST"], endpoint=_begin),
        Rule(routes.PICTURE, methods=["POST"], endpoint=_upload),
        Rule(routes.STYLE, methods=["GET"], endpoint=_asset),
        Rule(routes.SCRIPT, methods=["GET"], endpoint=_asset),
        Rule(routes.RECORDS, methods=["GET"], endpoint=_asset),
        Rule(routes.TOOLS, methods=["GET"], endpoint=_asset),
    ],
    strict_slashes=False,
    merge_slashes=False,
)
