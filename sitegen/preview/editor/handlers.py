"""The desk's one door: a request in, an answer out.

It finds who is to answer; it neither listens to a network nor decides who may call the preview.
"""

from __future__ import annotations

import posixpath
import secrets
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from urllib.parse import quote

from sitegen.builder.result import Newest
from sitegen.diagnostics import os_errors
from sitegen.images import metadata
from sitegen.inputs.writer import NotOurs, Shelf
from sitegen.pages.page import RenderError
from sitegen.preview.editor import editing, http, new_text, routes, views
from sitegen.preview.editor.editing import Writing
from sitegen.preview.editor.http import Refused, Request, Response, one
from sitegen.preview.editor.live import Window
from sitegen.preview.editor.upload import Upload, folder_for, prepare
from sitegen.preview.editor.yaml_values import tidy

_OWN = Path(__file__).parent / "data"
_ASSETS = {
    routes.STYLE: (_OWN / "desk.css", "text/css"),
    routes.SCRIPT: (_OWN / "desk.js", "text/javascript"),
}
_KINDS = {"jpg": "jpeg", "svg": "svg+xml"}
"""Media types that are not called as the files are."""

_LONGEST_TEXT = 300
_ALONE = "sandbox; default-src 'none'; style-src 'unsafe-inline'"
"""The policy of a picture: an SVG opened by itself may run nothing."""


class Desk:
    """The writing page of one preview.

    `find_newest` gives the content as it was last read, None before that; `clock` tells Swedish
    civil time. Each desk has a key of its own, without which nothing is written.
    """

    def __init__(
        self,
        content: Path,
        find_newest: Callable[[], Newest | None],
        clock: Callable[[], datetime],
    ) -> None:
        self.content = content
        self.find_newest = find_newest
        self.clock = clock
        self.key = secrets.token_urlsafe(18)
        self.window = Window()


def respond(desk: Desk, request: Request) -> Response:
    """Answer one request to an address below /skriv/. From any thread."""
    try:
        return _answer(desk, request)
    except NotOurs as error:
        refused = Refused(404, str(error))
    except Refused as error:
        refused = error
    except RenderError as error:
        refused = Refused(503, f"{error.problem.path}: {error.problem.message}")
    except OSError as error:
        refused = Refused(500, os_errors.tell(error))
    if http.wants_json(request):
        return http.json({"message": refused.reason}, refused.status)
    newest = desk.find_newest()
    if newest is None:
        return Response(refused.status, "text/plain", refused.reason.encode())
    page = views.render("refused.html", newest, desk.key, reason=refused.reason)
    return http.html(page, refused.status)


def _answer(desk: Desk, request: Request) -> Response:
    if request.path in _ASSETS:
        place, kind = _ASSETS[request.path]
        return Response(200, kind, place.read_bytes(), {"Cache-Control": "no-cache"})
    newest = desk.find_newest()
    if newest is None:
        raise Refused(503, "Förhandsvisningen har inte läst texterna än. Vänta ett ögonblick.")
    shelf = Shelf(desk.content, newest.given.entries, newest.given.definition)
    if request.method in ("GET", "HEAD"):
        return _show(desk, request, newest, shelf)
    if request.method != "POST":
        raise Refused(405, "Så går det inte att göra här.")
    return _write(desk, request, newest, shelf)


def _write(desk: Desk, request: Request, newest: Newest, shelf: Shelf) -> Response:
    if request.path == routes.PICTURE:
        return _upload(desk, request, newest, shelf)
    sent = http.read_form(request, desk.key)
    now = desk.clock()
    if request.path == routes.NEW:
        return new_text.begin(newest, shelf, sent, desk.key, now=now)
    text = Writing(one(sent, "fil"), newest, shelf)
    if request.path == routes.LOOK:
        return editing.look(text, sent, desk.window)
    if request.path == routes.HOME and one(sent, "gor") == "oppna":
        return editing.reopen(text, sent, desk.key)
    if request.path == routes.HOME:
        return editing.save(text, sent, request, desk.key, f"{now:%H.%M}")
    raise Refused(404, "Den sidan finns inte.")


def _show(desk: Desk, request: Request, newest: Newest, shelf: Shelf) -> Response:
    path = request.asked("fil")
    if request.path == routes.PICTURE:
        return _picture(path, shelf)
    if request.path == routes.NEW:
        return new_text.ask(newest, desk.key, now=desk.clock())
    if request.path not in (routes.HOME, routes.HOME.rstrip("/")):
        raise Refused(404, "Den sidan finns inte.")
    if path:
        time = request.asked("sparat")[:5]
        status = f"Sparat {time}" if time else ""
        return editing.open_text(Writing(path, newest, shelf), desk.key, status=status)
    start = request.asked("fran")
    words = request.asked("sok")[:100]
    row = int(start) if start.isdecimal() and len(start) < 8 else 0
    return http.html(views.render_list(newest, desk.key, words=words, start=row))


def _picture(path: str, shelf: Shelf) -> Response:
    """A picture as it lies in content/."""
    data = shelf.read(path) if metadata.is_picture(path) else None
    if data is None:
        raise Refused(404, f"Bilden {path} finns inte.")
    headers = {
        "Cache-Control": "private, max-age=600",
        "Content-Security-Policy": _ALONE,
        "X-Content-Type-Options": "nosniff",
    }
    ending = metadata.ending_of(path)
    return Response(200, f"image/{_KINDS.get(ending, ending)}", data, headers)


def _upload(desk: Desk, request: Request, newest: Newest, shelf: Shelf) -> Response:
    """Store a picture beside its text, and answer with the Markdown that shows it."""
    http.admit(request, request.header("X-Skriv-Nyckel"), desk.key)
    if len(request.body) > http.MAX_PICTURE:
        megabytes = http.MAX_PICTURE // 1_000_000
        raise Refused(413, f"Bilden är större än {megabytes} MB. Spara en mindre kopia.")
    text = Writing(request.asked("fil"), newest, shelf)
    if text.data is None:
        raise Refused(404, f"Filen {text.path} finns inte.")
    alt, caption = tidy(request.asked("alt")), tidy(request.asked("bildtext"))
    if not alt:
        told = "Skriv vad bilden visar, för den som inte ser den."
        return http.json({"field": "alt", "message": told}, 422)
    if max(len(alt), len(caption)) > _LONGEST_TEXT:
        raise Refused(422, f"Texterna till bilden får vara högst {_LONGEST_TEXT} tecken var.")
    upload = prepare(request.asked("namn"), request.body)
    if not isinstance(upload, Upload):
        told = f"{upload.message} {upload.hint}"
        return http.json({"field": "fil", "message": told}, 422)
    path = _store(shelf, folder_for(text.path), upload, newest)
    target = quote(posixpath.relpath(path, posixpath.dirname(text.path)))
    return http.json({"path": path, "markdown": _markdown(target, alt, caption)}, 201)


def _store(shelf: Shelf, folder: str, upload: Upload, newest: Newest) -> str:
    """Put a picture under a name that nothing else has, and give its path."""
    stem, _, ending = upload.name.rpartition(".")
    taken = {path.casefold() for path in newest.given.entries if path.startswith(folder)}
    for number in range(1, 1000):
        path = f"{folder}/{stem}{f'-{number}' if number > 1 else ''}.{ending}"
        if path not in taken:
            try:
                shelf.add(path, upload.data)
            except FileExistsError:
                continue
            return path
    raise Refused(409, "Det finns redan tusen bilder med det namnet. Döp om filen.")


def _markdown(target: str, alt: str, caption: str) -> str:
    words = alt.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")
    title = ' "{}"'.format(caption.replace('"', "”")) if caption else ""
    return f"![{words}]({target}{title})"
