"""The preview's server: HTTP by Werkzeug for the browser on this computer, and for nobody else.

It decides where to listen; who may ask and what is answered is for the application to know.
"""

from __future__ import annotations

import ipaddress
import socket
import sys
import threading
from collections.abc import Callable

from werkzeug import Response
from werkzeug.serving import ThreadedWSGIServer, WSGIRequestHandler

from sitegen.preview.application import Application
from sitegen.preview.editor.handlers import Editor
from sitegen.preview.site_handler import SiteHandler


class NotHere(Exception):
    """The preview cannot be opened where it was asked for; the text says why, in Swedish."""


class Handler(WSGIRequestHandler):
    """Reads what is sent over one connection; what is no proper request it refuses itself."""

    timeout = 15.0  # seconds in which nothing comes, or nothing is taken
    disable_nagle_algorithm = True
    error_content_type = "text/plain; charset=utf-8"
    error_message_format = "Det gick inte att förstå frågan."

    def run_wsgi(self) -> None:
        """Answer one request; Werkzeug would take the host from an address that has one."""
        if self.path.startswith("/"):
            super().run_wsgi()
        else:
            self.send_error(400)

    def log(self, type: str, message: str, *args: object) -> None:
        """Say nothing: the terminal is for the author's problems."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Nor even try: Werkzeug trips over an address that it cannot make readable."""


class Server(ThreadedWSGIServer):
    """Listens from when it is made, and answers from `open` on until it is closed.

    Raises NotHere when `host` is not this computer itself or the port is taken.
    """

    _site_handler: SiteHandler | None = None

    def __init__(self, host: str, port: int) -> None:
        family, place = _find_place(host, port)
        try:
            listening = socket.create_server(place, family=family, backlog=128)
        except OSError as error:
            raise NotHere(_why(error, port)) from error
        with listening:  # Werkzeug ends the process when it cannot open a socket itself
            nothing = Response(status=503)
            super().__init__(
                *place, nothing, Handler, passthrough_errors=True, fd=listening.fileno()
            )
        name = f"[{host}]" if ":" in host else host
        self.address = f"http://{name}:{self.port}/"

    def open(
        self, site_handler: SiteHandler, editor: Editor, complain: Callable[[str], None]
    ) -> None:
        """Begin to answer. `complain` gets each fault of ours as a line."""
        self.app = Application(site_handler, editor)
        self._site_handler = site_handler
        self._complain = complain
        threading.Thread(target=self.serve_forever, args=(0.1,), daemon=True).start()

    def server_close(self) -> None:
        site_handler, self._site_handler = self._site_handler, None
        if site_handler:
            site_handler.close()
            self.shutdown()
        super().server_close()

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
