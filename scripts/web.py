"""One question to the web, and the answer to it: nothing is followed, and nothing asked again.

It knows addresses and answers only; what they mean for a link is for others to say.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
from collections.abc import Callable, Mapping
from typing import NamedTuple
from urllib.parse import quote, urlsplit

PATIENCE = 20.0
"""Seconds to wait for a host, for each step of an answer."""

ENOUGH = 65_536
"""Bytes to read of robots.txt; of pages nothing is read but the status."""

_SAFE = "/~@!$&'()*+,;=:-._%?"


class Reply(NamedTuple):
    """One answer of a host: status 0 when there was none, and then why in Swedish."""

    status: int
    headers: Mapping[str, str] = {}
    body: bytes = b""
    error: str = ""


Fetch = Callable[[str, str], Reply]
"""`fetch(method, url)`: asks once and follows nothing; it raises nothing."""


class Web:
    """The real web."""

    def __init__(self, agent: str, *, patience: float = PATIENCE) -> None:
        self._headers = {"User-Agent": agent, "Accept": "*/*", "Connection": "close"}
        self._patience = patience
        self._tls = ssl.create_default_context()

    def fetch(self, method: str, url: str) -> Reply:
        """Ask once."""
        connection: http.client.HTTPConnection | None = None
        try:
            connection, path = self._connect(url)
            connection.request(method, path, headers=self._headers)
            answer = connection.getresponse()
            headers = {name.lower(): value for name, value in answer.getheaders()}
            wants_body = path == "/robots.txt" and method == "GET"
            return Reply(answer.status, headers, answer.read(ENOUGH) if wants_body else b"")
        except (OSError, http.client.HTTPException, UnicodeError, ValueError) as error:
            return Reply(0, error=explain(error))
        finally:
            if connection is not None:
                connection.close()

    def _connect(self, url: str) -> tuple[http.client.HTTPConnection, str]:
        parts = urlsplit(url)
        host = (parts.hostname or "").encode("idna").decode()
        path = quote(parts.path or "/", safe=_SAFE)
        if parts.query:
            path += f"?{quote(parts.query, safe=_SAFE)}"
        if parts.scheme == "https":
            tls = http.client.HTTPSConnection(
                host, parts.port, timeout=self._patience, context=self._tls
            )
            return tls, path
        return http.client.HTTPConnection(host, parts.port, timeout=self._patience), path


_REASONS: tuple[tuple[type[Exception], str], ...] = (
    (ssl.SSLError, "Den säkra anslutningen misslyckades (TLS)"),
    (TimeoutError, "Servern svarade inte i tid"),
    (socket.gaierror, "Namnet i adressen finns inte"),
    (ConnectionError, "Servern bröt eller nekade anslutningen"),
    (ValueError, "Adressen går inte att läsa"),
)
"""The first that fits counts; a UnicodeError is a ValueError."""


def explain(error: Exception) -> str:
    """Why there was no answer, in Swedish."""
    told = (reason for kind, reason in _REASONS if isinstance(error, kind))
    return next(told, "Servern svarade inte så att det gick att förstå")


def is_readable(url: str) -> bool:
    """Whether an address has parts at all; `http://[` has none."""
    try:
        return bool(urlsplit(url))
    except ValueError:
        return False


def host_of(url: str) -> str:
    """Whom an address asks, with the port where one is given; nothing if it cannot be read."""
    return urlsplit(url).netloc.lower() if is_readable(url) else ""


def site_of(url: str) -> str:
    """The address of the whole site of a readable one, without a slash at its end."""
    return f"{urlsplit(url).scheme}://{host_of(url)}"


def is_public(url: str) -> bool:
    """Whether an address is one that anybody could have: no name or number of a network within."""
    if not is_readable(url) or urlsplit(url).scheme not in ("http", "https"):
        return False
    host = urlsplit(url).hostname or ""
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        return "." in host.strip(".") and not host.endswith((".local", ".internal", ".localhost"))
