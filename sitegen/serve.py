"""The preview: builds, serves the result to this computer only, and builds again on every change.

It knows nothing of how a site is made, only a callable that makes it; it never serves a file
outside the folder it is given.
"""

from __future__ import annotations

import os
import queue
import sys
import threading
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
from functools import partial
from html import escape
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

from watchdog.events import (
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver
from watchdog.observers.polling import PollingObserver

LOCAL_HOSTS = frozenset(("127.0.0.1", "localhost", "[::1]"))
"""Names by which a browser on this computer may call the preview (against DNS rebinding)."""

EVENTS = "/__forhandsvisning/handelser"
INDEX = "/pagefind/"
_SCRIPT = (
    b"<script>new EventSource('" + EVENTS.encode() + b"').onmessage=()=>location.reload()</script>"
)
_OVERLAY = """<section role="alert" style="position:fixed;inset:auto 0 0 0;max-height:60vh;
overflow:auto;
z-index:9;padding:1rem;background:#2b0d0d;color:#fff;font:1rem/1.5 ui-monospace,monospace">
<h2 style="margin:0">Sidan visar det som senast gick att bygga</h2>
<pre style="white-space:pre-wrap">{}</pre></section>"""


class Preview:
    """What the preview shows: a folder, the problems of the newest build and who is looking.

    `find_index` gives the files of the search index by path below /pagefind/, made when asked for.
    """

    def __init__(self, folder: Path, find_index: Callable[[], Mapping[str, bytes]]) -> None:
        self.folder = folder
        self.find_index = find_index
        self.problems = ""
        self._listeners: set[queue.Queue[None]] = set()
        self._lock = threading.Lock()

    def listen(self) -> queue.Queue[None]:
        """A queue that gets an item whenever there is something new to show."""
        heard: queue.Queue[None] = queue.Queue()
        with self._lock:
            self._listeners.add(heard)
        return heard

    def forget(self, heard: queue.Queue[None]) -> None:
        """Stop filling a queue."""
        with self._lock:
            self._listeners.discard(heard)

    def show(self, problems: str) -> None:
        """A build has ended: `problems` as text, empty when the folder holds a new site."""
        self.problems = problems
        with self._lock:
            for heard in self._listeners:
                heard.put(None)


class Handler(SimpleHTTPRequestHandler):
    """Serves the preview's files, with a line of script that reloads an HTML page."""

    protocol_version = "HTTP/1.1"
    timeout = 60

    def __init__(self, *args: object, preview: Preview) -> None:
        self._preview = preview
        super().__init__(*args, directory=str(preview.folder))  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """Answer one request, when it comes from this computer's own browser."""
        host = urlsplit(f"//{self.headers.get('Host', '')}").netloc.rpartition(":")[0]
        if (host or self.headers.get("Host", "")) not in LOCAL_HOSTS:
            self.send_error(HTTPStatus.FORBIDDEN)
        elif self.path == EVENTS:
            self._stream()
        elif self.path.startswith(INDEX):
            self._send_index(urlsplit(self.path).path.removeprefix(INDEX))
        else:
            self._send_page()

    def _stream(self) -> None:
        heard = self._preview.listen()
        try:
            self.send_response(HTTPStatus.OK)
            self.send_header("Content-Type", "text/event-stream")
            self.send_header("Cache-Control", "no-store")
            self.end_headers()
            while True:
                try:
                    heard.get(timeout=15)
                    self.wfile.write(b"data: ny\n\n")
                except queue.Empty:
                    self.wfile.write(b": kvar\n\n")
                self.wfile.flush()
        except OSError:
            self.close_connection = True
        finally:
            self._preview.forget(heard)

    def _send_page(self) -> None:
        path = Path(self.translate_path(self.path))
        if path.is_dir() and urlsplit(self.path).path.endswith("/"):
            path /= "index.html"
        missing = not path.is_file() and not path.is_dir()
        if missing:
            path = self._preview.folder / "404.html"
        if path.suffix != ".html" or not path.is_file():
            super().do_GET()
            return
        body = path.read_bytes() + self._overlay() + _SCRIPT
        self._send(HTTPStatus.NOT_FOUND if missing else HTTPStatus.OK, "text/html", body)

    def _send_index(self, path: str) -> None:
        """A file of the search index, which is brought up to date first."""
        try:
            data = self._preview.find_index().get(path)
        except Exception as error:  # whatever is wrong: the page tells that there is no search now
            self._send(HTTPStatus.SERVICE_UNAVAILABLE, "text/plain", str(error).encode())
            return
        if data is None:
            self._send(HTTPStatus.NOT_FOUND, "text/plain", b"")
        else:
            self._send(HTTPStatus.OK, self.guess_type(path), data)

    def _send(self, status: HTTPStatus, kind: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _overlay(self) -> bytes:
        problems = self._preview.problems
        return _OVERLAY.format(escape(problems)).encode() if problems else b""

    def log_message(self, *args: object) -> None:
        """Say nothing: the terminal is for the author's problems."""


class Changes(FileSystemEventHandler):
    """The paths at which something happened; what it was, a build finds out for itself."""

    def __init__(self) -> None:
        self._paths: queue.SimpleQueue[str] = queue.SimpleQueue()

    def on_any_event(self, event: FileSystemEvent) -> None:
        for path in (event.src_path, event.dest_path):
            if path and not event.is_directory:
                self._paths.put(os.fsdecode(path))

    def wait(self, patience: float | None) -> set[str]:
        """The paths of the next burst; none when nothing happened for `patience` seconds."""
        paths: set[str] = set()
        try:
            paths.add(self._paths.get(timeout=patience))
            while True:
                paths.add(self._paths.get(timeout=BURST))
        except queue.Empty:
            return paths


BURST = 0.005
"""Seconds of silence that end a burst: an editor that saves writes several files."""

DOUBT = 2.0
"""Seconds after a change until everything is looked through once more, whatever was reported."""

_CLOSED = (FileClosedEvent, FileMovedEvent, FileDeletedEvent)
_ANY = (*_CLOSED, FileCreatedEvent, FileModifiedEvent)


def watch(folders: Iterable[Path], changes: Changes, *, poll: bool) -> BaseObserver:
    """Start telling `changes` of what happens in `folders`."""
    tells_closing = sys.platform == "linux" and not poll
    observer = PollingObserver() if poll else Observer()
    for folder in folders:
        events: list[type[FileSystemEvent]] = [*(_CLOSED if tells_closing else _ANY)]
        observer.schedule(changes, str(folder), recursive=True, event_filter=events)
    observer.start()
    return observer


def serve(
    build: Callable[[Collection[str]], str | None],
    preview: Preview,
    watched: Iterable[Path],
    *,
    host: str,
    port: int,
    poll: bool,
) -> None:
    """Build and serve until interrupted.

    `build` is given the paths that are said to have changed, none for all, and gives the problems
    as text, or None when there is nothing new to show. Raises OSError when the port is taken.
    """
    server = ThreadingHTTPServer((host, port), partial(Handler, preview=preview))
    server.daemon_threads = True
    preview.show(build(()) or "")  # before any thread is there, so that workers can be forked
    changes = Changes()
    observer = watch(watched, changes, poll=poll)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        doubtful = True
        while True:
            changed = changes.wait(DOUBT if doubtful else None)
            problems = build(changed)
            if problems is not None:
                preview.show(problems)
            doubtful = bool(changed)
    finally:
        observer.stop()
        server.shutdown()
        server.server_close()
        with suppress(RuntimeError):
            observer.join()
