"""What only a client shows that writes its own bytes, and where the preview listens."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import suppress

import pytest

from sitegen.preview.server import Handler, NotHere, Server
from tests.unit.preview.conftest import Parts

GOOD = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"


@pytest.fixture
def server(parts: Parts) -> Iterator[Server]:
    complaints: list[str] = []
    with Server("127.0.0.1", 0) as made:
        made.open(*parts, complaints.append)
        yield made
    assert complaints == []


def connect(server: Server) -> socket.socket:
    return socket.create_connection(("127.0.0.1", server.port), timeout=60)


def read(client: socket.socket) -> bytes:
    """All that comes back before the connection is closed."""
    found = b""
    with suppress(ConnectionResetError):
        while got := client.recv(65536):
            found += got
    return found


def raw(server: Server, data: bytes) -> bytes:
    """The answer to these bytes, after which no more are sent."""
    with connect(server) as client:
        with suppress(OSError):  # it may be closed before everything was sent
            client.sendall(data)
            client.shutdown(socket.SHUT_WR)
        return read(client)


@pytest.mark.parametrize(
    "path",
    [
        *("/../hemligt.txt", "/%2e%2e/hemligt.txt", "/%2e%2e%2fhemligt.txt", "/..%5chemligt.txt"),
        *("/..\\hemligt.txt", "/./../../hemligt.txt", "//hemligt.txt", "/lank.txt"),
        *("/frammande.txt", "/assets/../frammande.txt", "/assets/%2e%2e/%2e%2e/hemligt.txt"),
        *("/index.html%00.txt", "/%ff", "/__forhandsvisning/../screen.py", "/assets/..%2f"),
        *("/__forhandsvisning/%2e%2e/screen.py", "/assets/", "/assets", "/c:/hemligt.txt"),
    ],
)
def test_nothing_but_the_site_is_served(path: str, server: Server) -> None:
    answer = raw(server, f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
    assert answer.startswith(b"HTTP/1.1 404 ")
    assert b"hemligt" not in answer


def test_a_request_without_a_host_or_with_two_is_refused(server: Server) -> None:
    for hosts in ("", "Host: localhost\r\nHost: evil.example\r\n"):
        answer = raw(server, f"GET / HTTP/1.1\r\n{hosts}\r\n".encode())
        assert answer.startswith(b"HTTP/1.1 403 ")


@pytest.mark.parametrize(
    "length",
    ["Content-Length: x\r\n", "Content-Length: -1\r\n", "Transfer-Encoding: chunked\r\n", ""],
)
def test_what_is_sent_is_measured_before_it_is_read(length: str, server: Server) -> None:
    sent = "Host: localhost\r\nOrigin: http://localhost\r\n"
    answer = raw(server, f"POST /skriv/ HTTP/1.1\r\n{sent}{length}\r\nx".encode()).decode()
    assert answer.startswith("HTTP/1.1 411 ")
    assert answer.endswith("Det framgår inte hur mycket som skickas.")


@pytest.mark.parametrize(
    "sent",
    [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
        b"GET\r\n\r\n",
        b"GET / HTTP/9.9\r\nHost: localhost\r\n\r\n",
        b"BREW / HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET /" + b"x" * 70_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"x" * 70_000 + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"X: y\r\n" * 200 + b"\r\n",
        b"GET http://localhost/ HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET http://localhost/ HTTP/1.1\r\nHost: evil.example\r\n\r\n",
        b"GET http://[/ HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET * HTTP/1.1\r\nHost: localhost\r\n\r\n",
    ],
)
def test_what_is_no_proper_request_is_refused(
    sent: bytes, server: Server, capfd: pytest.CaptureFixture[str]
) -> None:
    assert b" 200 " not in raw(server, sent).partition(b"\r\n")[0]
    assert raw(server, GOOD).startswith(b"HTTP/1.1 200 ")
    assert capfd.readouterr() == ("", "")


def test_what_cannot_be_understood_is_told_in_swedish(server: Server) -> None:
    answer = raw(server, b"GET http://localhost/ HTTP/1.1\r\nHost: localhost\r\n\r\n").decode()
    assert answer.startswith("HTTP/1.1 400 ")
    assert answer.endswith("\r\n\r\nDet gick inte att förstå frågan.")


def test_a_slow_client_disturbs_nobody(server: Server) -> None:
    with connect(server) as silent, connect(server) as slow, connect(server) as deaf:
        deaf.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        deaf.sendall(b"GET /bild.webp HTTP/1.1\r\nHost: localhost\r\n\r\n")
        for piece in (GOOD[:10], GOOD[10:20]):
            slow.sendall(piece)
            assert raw(server, GOOD).startswith(b"HTTP/1.1 200 ")
        slow.sendall(GOOD[20:])
        assert read(slow).startswith(b"HTTP/1.1 200 ")
        silent.sendall(GOOD)
        assert read(silent).startswith(b"HTTP/1.1 200 ")


def test_a_client_that_says_nothing_is_let_go(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Handler, "timeout", 0.1)
    with connect(server) as silent:
        assert read(silent) == b""


# Where it listens


def test_a_port_that_is_taken_is_told_with_another_to_try() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(NotHere, match=rf"Port {port} används redan\. .*--port \d+"):
            Server("127.0.0.1", port)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "finns-inte.invalid", "", "a b"])
def test_it_listens_to_this_computer_alone(host: str) -> None:
    with pytest.raises(NotHere):
        Server(host, 0)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1"])
def test_every_name_of_this_computer_will_do(host: str, parts: Parts) -> None:
    with Server(host, 0) as server:
        name = f"[{host}]" if ":" in host else host
        assert server.address == f"http://{name}:{server.port}/"
        server.open(*parts, print)
        with socket.create_connection((host, server.port), timeout=60) as client:
            client.sendall(f"GET / HTTP/1.1\r\nHost: {name}:{server.port}\r\n\r\n".encode())
            assert read(client).startswith(b"HTTP/1.1 200 ")
