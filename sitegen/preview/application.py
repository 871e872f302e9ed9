"""The preview as a WSGI application: who may ask, and who is to answer.

The answers come from the site handler and the editor; it listens to no network and reads no files.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from wsgiref.types import StartResponse, WSGIEnvironment

from werkzeug import Request, Response
from werkzeug.exceptions import HTTPException

from sitegen.preview import paste_pages
from sitegen.preview.editor import http, routes
from sitegen.preview.editor.handlers import Editor, Handler, respond
from sitegen.preview.editor.http import Rejected
from sitegen.preview.editor.upload import answer_pictures
from sitegen.preview.management import address_pages, bin_pages, comment_pages, entry_pages
from sitegen.preview.overlay import EVENTS
from sitegen.preview.site_handler import SiteHandler

HEARTBEAT = 15.0
"""Seconds of silence after which an open page gets a comment: that shows whether it listens."""

_READING = ("GET", "HEAD")

_PAGES: Mapping[str, Handler] = {
    routes.COMMENTS: comment_pages.answer_request,
    routes.ADDRESS: address_pages.answer_address,
    routes.DONE: bin_pages.answer_done,
    routes.BIN: bin_pages.answer_bin,
    routes.ENTRIES: entry_pages.answer_entry_request,
    routes.PASTE: paste_pages.answer_paste,
    routes.PICTURES: lambda editor, request: answer_pictures(editor.open(), request),
}
"""The pages of the writing page that are kept beside it."""

_HOST = re.compile(r"(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?", re.IGNORECASE)
"""What a browser on this computer may call the preview. Any other name could be one that its owner
lets point here, to read along (DNS rebinding). Werkzeug's list of trusted hosts knows no IPv6."""

_HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Content-Security-Policy": "frame-ancestors 'self'",
}
"""What every answer says that does not say otherwise."""


class Application:
    """What is shown and the writing page at one address. From any thread."""

    def __init__(self, site_handler: SiteHandler, editor: Editor) -> None:
        self._site_handler = site_handler
        self._editor = editor

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        try:
            response = self._answer(Request(environ))
        except HTTPException as error:
            status, reason = http.describe_refusal(error)
            response = http.plain(reason, status)
        except Exception as error:
            reason = f"Programmet kunde inte svara: {type(error).__name__}: {error}"
            response = http.plain(reason, 500)
        for name, value in _HEADERS.items():
            response.headers.setdefault(name, value)
        return response(environ, start_response)

    def _answer(self, request: Request) -> Response:
        require_own(request)
        if request.path.startswith(routes.HOME):
            followed = bin_pages.follow_text(self._editor, request)
            return respond(self._editor, followed, _PAGES.get(request.path))
        if f"{request.path}/" == routes.HOME and request.method in _READING:
            return http.see_other(routes.HOME)
        if request.method not in _READING:
            raise Rejected(405, "Hit går det inte att skicka något.")
        if request.path == EVENTS:
            return Response(self._report_versions(), mimetype="text/event-stream")
        return self._site_handler.answer(request.path)

    def _report_versions(self) -> Iterator[bytes]:
        """The version of what is shown, now and whenever it is another, until nobody reads."""
        yield b"retry: 500\n\n"
        seen = ""
        while (version := self._site_handler.wait(seen, HEARTBEAT)) is not None:
            yield f"data: {version}\n\n".encode() if version != seen else b": kvar\n\n"
            seen = version


def require_own(request: Request) -> None:
    """Let nobody in but pages of this preview on this computer. Raises Refused.

    A page on another site may send here but not hide that it did: the browser sends its origin.
    """
    host = request.headers.get("Host", "")
    if not _HOST.fullmatch(host):
        raise Rejected(403, "Förhandsvisningen visas bara på den här datorn.")
    if request.method in _READING:
        return
    if request.headers.get("Origin") != f"http://{host}":
        raise Rejected(403, "Det här kommer inte från förhandsvisningen.")
    length = request.headers.get("Content-Length", "")
    if "Transfer-Encoding" in request.headers or not re.fullmatch(r"[0-9]{1,12}", length):
        raise Rejected(411, "Det framgår inte hur mycket som skickas.")
