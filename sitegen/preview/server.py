"""The preview's server: HTTP for the browser on this computer, and for nobody else.

It decides who may ask and how long that may take; what is answered it gets from the screen and the
desk.
"""

from __future__ import annotations

import io
import ipaddress
import re
import socket
import sys
import threading
import time
from collections.abc import Callable
from email.message import Message
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

from sitegen.preview.editor import routes
from sitegen.preview.editor.handlers import Desk, respond
from sitegen.preview.editor.http import MAX_PICTURE, Request, Response
from sitegen.preview.overlay import EVENTS
from sitegen.preview.site_handler import Screen, media_type

PATIENCE = 15.0
"""Seconds that a client has for all of its request, and for taking all of the answer."""

LONGEST_BODY = MAX_PICTURE + 1_000_000
"""Bytes that may be sent to the desk, which says more kindly what is too large for it."""

CROWD = 256
"""Connections at a time; a browser opens six."""

_HOST = re.compile(r"(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?", re.IGNORECASE)
"""What a browser on this computer may call the preview. Any other name could be one that its owner
lets point here, to read along (DNS rebinding)."""

_HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Content-Security-Policy": "frame-ancestors 'self'",
}


class NotHere(Exception):
    """The preview cannot be opened where it was asked for; the text says why, in Swedish."""


class Refused(Exception):
    """A request that is not answered, with the status and, in Swedish, the reason."""

    def __init__(self, status: HTTPStatus, reason: str) -> None:
        super().__init__(reason)
        self.status = status


class Server(ThreadingHTTPServer):
    """Listens from when it is made, and answers from `open` on until it is closed.

    Raises NotHere when `host` is not this computer itself or the port is taken.
    """

    daemon_threads = True
    request_queue_size = 128
    allow_reuse_address = sys.platform != "win32"  # where it would let two share a port

    def __init__(self, host: str, port: int) -> None:
        family, place = _find_place(host, port)
        self.address_family = family
        self._free = threading.BoundedSemaphore(CROWD)
        self._opened = False
        try:
            super().__init__(place, BaseHTTPRequestHandler)
        except OSError as error:
            raise NotHere(_why(error, port)) from error
        name = f"[{host}]" if ":" in host else host
        self.address = f"http://{name}:{self.server_port}/"

    def open(self, screen: Screen, desk: Desk, complain: Callable[[str], None]) -> None:
        """Begin to answer. `complain` is told of faults of ours, in a line each."""
        self._screen = screen
        self._complain = complain
        self.RequestHandlerClass = partial(Handler, screen=screen, desk=desk)
        self._opened = True
        threading.Thread(target=self.serve_forever, args=(0.1,), daemon=True).start()

    def server_close(self) -> None:
        if self._opened:
            self._opened = False
            self._screen.close()
            self.shutdown()
        super().server_close()

    def process_request(self, request: object, client_address: object) -> None:
        """Turn away whoever comes when it is crowded."""
        if self._free.acquire(blocking=False):
            super().process_request(request, client_address)  # type: ignore[arg-type]
        else:
            self.shutdown_request(request)  # type: ignore[arg-type]

    def process_request_thread(self, request: object, client_address: object) -> None:
        try:
            super().process_request_thread(request, client_address)  # type: ignore[arg-type]
        finally:
            self._free.release()

    def handle_error(self, request: object, client_address: object) -> None:
        """Clients that go away in the middle are nobody's concern."""
        error = sys.exc_info()[1]
        if not isinstance(error, OSError):
            self._complain(f"Förhandsvisningen kunde inte svara: {type(error).__name__}: {error}")


def _find_place(host: str, port: int) -> tuple[socket.AddressFamily, tuple[str, int]]:
    """Where to listen. Raises NotHere for an address that others can reach."""
    if not 0 <= port <= 65535:
        raise NotHere(f"Port {port} finns inte. Välj en mellan 1024 och 65535 med --port.")
    try:
        family, _, _, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        is_here = ipaddress.ip_address(place[0]).is_loopback
    except (OSError, UnicodeError, ValueError):
        raise NotHere(f"Adressen {host} finns inte på den här datorn.") from None
    if not is_here:
        raise NotHere(
            f"På adressen {host} skulle andra kunna läsa och skriva i dina texter. "
            "Förhandsvisningen visas bara på den här datorn: utelämna --host."
        )
    return family, (str(place[0]), port)


def _why(error: OSError, port: int) -> str:
    if isinstance(error, PermissionError):
        return f"Port {port} får inte användas. Välj en över 1023 med --port."
    other = port + 1 if port < 65535 else 8000
    return (
        f"Port {port} används redan. Kanske är en förhandsvisning redan igång? "
        f"Stäng den, eller skriv --port {other}."
    )


class _Deadline(io.RawIOBase):
    """What a client sends, in the time that it has for all of it. Raises TimeoutError."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self.renew()

    def renew(self) -> None:
        """Let the time begin anew."""
        self._end = time.monotonic() + PATIENCE

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimeoutError
        self._connection.settimeout(left)
        return self._connection.recv_into(buffer)


class Handler(BaseHTTPRequestHandler):
    """Answers the requests of one connection, one after the other."""

    protocol_version = "HTTP/1.1"
    server_version, sys_version = "Forhandsvisning", ""
    disable_nagle_algorithm = True
    wbufsize = -1
    timeout = PATIENCE

    def __init__(self, *args: object, screen: Screen, desk: Desk) -> None:
        self._screen = screen
        self._desk = desk
        super().__init__(*args)  # type: ignore[arg-type]

    def setup(self) -> None:
        super().setup()
        self.rfile.close()
        self._deadline = _Deadline(self.connection)
        self.rfile = io.BufferedReader(self._deadline)  # type: ignore[type-var]

    def handle_one_request(self) -> None:
        """Answer the next request; a client that takes too long is let go."""
        self._deadline.renew()
        super().handle_one_request()

    def do_GET(self) -> None:
        """Answer one request, when it comes from this computer's own browser."""
        try:
            require_own(self.command, self.headers)
            path, _, query = self.path.partition("?")
            if not path.startswith("/"):
                raise Refused(HTTPStatus.BAD_REQUEST, "Adressen går inte att läsa.")
            if path == EVENTS and self.command == "GET":
                self._tell()
                return
            answer = self._answer(path, query)
        except Refused as error:
            self.close_connection = True  # what it sent has not been read
            answer = Response(error.status, "text/plain", str(error).encode())
        except TimeoutError:
            raise
        except Exception as error:
            self.close_connection = True
            told = f"Programmet kunde inte svara: {type(error).__name__}: {error}"
            answer = Response(HTTPStatus.INTERNAL_SERVER_ERROR, "text/plain", told.encode())
        self._send(answer)

    do_HEAD = do_POST = do_GET

    def _answer(self, path: str, query: str) -> Response:
        if path.startswith(routes.HOME):
            asked = parse_qs(query, keep_blank_values=True, max_num_fields=100)
            values = {name: tuple(each) for name, each in asked.items()}
            headers = {name: str(value) for name, value in self.headers.items()}
            return respond(
                self._desk, Request(self.command, path, values, headers, self._read_body())
            )
        if self.command == "POST":
            raise Refused(HTTPStatus.METHOD_NOT_ALLOWED, "Hit går det inte att skicka något.")
        return self._screen.answer(path)

    def _read_body(self) -> bytes:
        """What is sent with the request, once it is known to be of a size that can be read."""
        if self.command != "POST":
            return b""
        length = self.headers.get("Content-Length", "")
        if "Transfer-Encoding" in self.headers or not re.fullmatch(r"[0-9]{1,12}", length):
            raise Refused(HTTPStatus.LENGTH_REQUIRED, "Det framgår inte hur mycket som skickas.")
        if int(length) > LONGEST_BODY:
            raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "Filen är för stor.")
        body = self.rfile.read(int(length))
        if len(body) < int(length):
            raise Refused(HTTPStatus.BAD_REQUEST, "Allt kom inte fram.")
        return body

    def _send(self, answer: Response) -> None:
        self.connection.settimeout(PATIENCE)
        self.send_response(answer.status)
        self.send_header("Content-Type", media_type(answer.kind))
        self.send_header("Content-Length", str(len(answer.body)))
        for name, value in (_HEADERS | dict(answer.headers)).items():
            self.send_header(name, value)
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body)

    def _tell(self) -> None:
        """Send the version of what is shown, now and whenever it is another, until nobody reads."""
        self.close_connection = True
        self.connection.settimeout(PATIENCE)
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(b"retry: 500\n\n")
        seen = ""
        while (version := self._screen.wait(seen, PATIENCE)) is not None:
            self.wfile.write(f"data: {version}\n\n".encode() if version != seen else b": kvar\n\n")
            self.wfile.flush()
            seen = version

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Refuse what is no proper request; the base class finds out."""
        self.close_connection = True
        self._send(Response(code, "text/plain", "Det gick inte att förstå frågan.".encode()))

    def log_message(self, *args: object) -> None:
        """Say nothing: the terminal is for the author's problems."""


def require_own(method: str, headers: Message) -> None:
    """Let nobody in but pages of this preview on this computer. Raises Refused.

    A form on another site may send here but not hide that it did: the browser tells its origin.
    """
    hosts = headers.get_all("Host", [])
    if len(hosts) != 1 or not _HOST.fullmatch(hosts[0].strip()):
        raise Refused(HTTPStatus.FORBIDDEN, "Förhandsvisningen visas bara på den här datorn.")
    if method == "POST" and headers.get("Origin") != f"http://{hosts[0].strip()}":
        raise Refused(HTTPStatus.FORBIDDEN, "Det här kommer inte från förhandsvisningen.")
