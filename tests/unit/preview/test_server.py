from __future__ import annotations

import http.client
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime
from email.message import Message
from pathlib import Path

import pytest

from sitegen.core.digest import digest_of
from sitegen.output.preview_folder import Direct
from sitegen.preview import server as preview_server
from sitegen.preview.editor.handlers import Desk
from sitegen.preview.server import NotHere, Refused, Server, require_own
from sitegen.preview.site_handler import Screen
from tests.support.previewing import wait_for

PAGE = b"<!DOCTYPE html><title>T</title><p>Hej"
FILES = {
    "index.html": PAGE,
    "404.html": b"<p>Finns inte",
    "besok/\xe5r/index.html".encode("latin-1").decode("latin-1"): PAGE,
    "assets/style.css": b"body{}",
    "bild.webp": bytes(range(256)) * 4000,
}


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Direct]:
    with Direct(tmp_path / "cache/preview") as made:
        for path, data in FILES.items():
            made.put(path, data)
        made.commit({path: digest_of(data) for path, data in FILES.items()})
        (tmp_path / "hemligt.txt").write_text("hemligt", encoding="utf-8")
        (tmp_path / "cache/preview/lank.txt").symlink_to(tmp_path / "hemligt.txt")
        (tmp_path / "cache/preview/frammande.txt").write_text("hemligt", encoding="utf-8")
        yield made


@pytest.fixture
def complaints() -> list[str]:
    return []


@pytest.fixture
def server(place: Direct, tmp_path: Path, complaints: list[str]) -> Iterator[Server]:
    def fail() -> dict[str, bytes]:
        raise ValueError("inget register")

    screen = Screen(place, lambda: None, fail, lambda path, line: None)
    desk = Desk(tmp_path, lambda: None, lambda: datetime(2017, 6, 1))
    with Server("127.0.0.1", 0) as made:
        made.open(screen, desk, complaints.append)
        yield made
    assert complaints == []


@pytest.fixture
def ask(server: Server) -> Callable[..., tuple[int, dict[str, str], bytes]]:
    def send(path: str, method: str = "GET", body: bytes | None = None, **headers: str):  # type: ignore[no-untyped-def]
        connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=60)
        connection.putrequest(method, path, skip_host="Host" in headers or "X-No-Host" in headers)
        for name, value in headers.items():
            if name != "X-No-Host":
                connection.putheader(name.replace("_", "-"), value)
        connection.endheaders(body)
        answer = connection.getresponse()
        found = answer.status, dict(answer.headers.items()), answer.read()
        connection.close()
        return found

    return send


Ask = Callable[..., tuple[int, dict[str, str], bytes]]


def raw(server: Server, data: bytes) -> bytes:
    """All that comes back before the connection is closed."""
    with socket.create_connection(("127.0.0.1", server.server_port), timeout=60) as client:
        found = b""
        with suppress(OSError):  # it may be closed before everything was sent or read
            client.sendall(data)
            client.shutdown(socket.SHUT_WR)
        with suppress(ConnectionResetError):
            while got := client.recv(65536):
                found += got
    return found


def test_a_page_is_what_was_built_and_what_the_preview_adds_below(ask: Ask) -> None:
    status, headers, body = ask("/")
    assert status == 200
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert body.startswith(PAGE)
    assert b"_forhandsvisning" in body.removeprefix(PAGE)


def test_other_files_are_as_they_were_built(ask: Ask) -> None:
    assert ask("/assets/style.css")[1]["Content-Type"] == "text/css; charset=utf-8"
    status, headers, body = ask("/bild.webp")
    assert (status, headers["Content-Type"], body) == (200, "image/webp", FILES["bild.webp"])


def test_addresses_are_decoded_and_lead_on_to_folders(ask: Ask) -> None:
    assert ask("/besok/%C3%A5r/?q=1")[0] == 200
    status, headers, _ = ask("/besok/%C3%A5r")
    assert (status, headers["Location"]) == (302, "/besok/%C3%A5r/")


def test_head_gives_the_same_without_the_body(ask: Ask) -> None:
    got, asked = ask("/"), ask("/", "HEAD")
    assert asked[0] == 200
    assert asked[2] == b""
    assert asked[1]["Content-Length"] == got[1]["Content-Length"] == str(len(got[2]))


def test_whoever_asks_for_a_part_gets_all(ask: Ask) -> None:
    status, _, body = ask("/bild.webp", Range="bytes=0-9")
    assert (status, body) == (200, FILES["bild.webp"])


@pytest.mark.parametrize(
    "path",
    [
        *("/../hemligt.txt", "/%2e%2e/hemligt.txt", "/%2e%2e%2fhemligt.txt", "/..%5chemligt.txt"),
        *("/..\\hemligt.txt", "/./../../hemligt.txt", "//hemligt.txt", "/lank.txt"),
        *("/frammande.txt", "/assets/../frammande.txt", "/assets/%2e%2e/%2e%2e/hemligt.txt"),
        *("/index.html%00.txt", "/%ff", "/__forhandsvisning/../screen.py"),
        *("/__forhandsvisning/%2e%2e/screen.py", "/assets/", "/assets", "/c:/hemligt.txt"),
    ],
)
def test_nothing_but_the_site_is_served(path: str, ask: Ask) -> None:
    status, _, body = ask(path)
    assert status == 404
    assert b"hemligt" not in body


def test_a_missing_page_is_the_sites_own(ask: Ask) -> None:
    status, _, body = ask("/finns-inte/")
    assert status == 404
    assert body.startswith(FILES["404.html"])


@pytest.mark.parametrize("name", ["visa.css", "visa.js"])
def test_the_previews_own_files_are_there(name: str, ask: Ask) -> None:
    assert ask(f"/__forhandsvisning/{name}")[0] == 200


def test_a_search_index_that_cannot_be_made_is_no_fault_of_the_page(ask: Ask) -> None:
    status, _, body = ask("/pagefind/pagefind.js")
    assert (status, body) == (503, b"inget register")


# Who may ask


@pytest.mark.parametrize(
    "host",
    [
        *("localhost", "LOCALHOST:8000", "127.0.0.1", "127.0.0.1:8000", "127.0.0.2:1", "[::1]"),
        "[::1]:8000",
    ],
)
def test_this_computer_is_let_in(host: str, ask: Ask) -> None:
    assert ask("/", Host=host)[0] == 200


@pytest.mark.parametrize(
    "host",
    [
        *("evil.example", "evil.example:8000", "127.0.0.1.evil.example", "localhost.evil.example"),
        *("", ":8000", "localhost:", "localhost:x", "[::1", "]", "[", "127.0.0.1:8000:8000"),
        *("localhost@evil.example", "192.168.0.1", "::1", "localhost/"),
    ],
)
def test_another_name_for_this_computer_is_not(host: str, ask: Ask) -> None:
    assert ask("/", Host=host)[0] == 403
    assert ask("/skriv/", Host=host)[0] == 403


def test_a_request_without_a_host_or_with_two_is_refused(server: Server, ask: Ask) -> None:
    assert ask("/", **{"X-No-Host": "1"})[0] == 403
    two = b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n"
    assert raw(server, two).startswith(b"HTTP/1.1 403 ")


@pytest.mark.parametrize(
    ("origin", "is_let_in"),
    [
        ("http://localhost:8000", True),
        ("http://localhost", False),
        ("http://localhost:8001", False),
        ("https://localhost:8000", False),
        ("http://evil.example", False),
        ("null", False),
        (None, False),
    ],
)
def test_only_pages_of_the_preview_may_send(origin: str | None, is_let_in: bool) -> None:
    headers = Message()
    headers["Host"] = "localhost:8000"
    if origin is not None:
        headers["Origin"] = origin
    require_own("GET", headers)
    if is_let_in:
        require_own("POST", headers)
    else:
        with pytest.raises(Refused):
            require_own("POST", headers)


def test_nobody_else_may_show_a_page_in_a_frame(ask: Ask) -> None:
    assert "frame-ancestors 'self'" in ask("/")[1]["Content-Security-Policy"]


# What is sent


@pytest.mark.parametrize(
    ("length", "status"), [("x", 411), ("-1", 411), (None, 411), ("99999999", 413), ("5", 400)]
)
def test_what_is_sent_is_measured_before_it_is_read(
    length: str | None, status: int, server: Server
) -> None:
    given = f"Content-Length: {length}\r\n" if length else "Transfer-Encoding: chunked\r\n"
    origin = "Host: localhost\r\nOrigin: http://localhost\r\n"
    sent = f"POST /skriv/ HTTP/1.1\r\n{origin}{given}\r\nx".encode()
    assert raw(server, sent).startswith(f"HTTP/1.1 {status} ".encode())


def test_nothing_can_be_sent_to_a_page(server: Server) -> None:
    sent = b"POST / HTTP/1.1\r\nHost: localhost\r\nOrigin: http://localhost\r\n"
    assert raw(server, sent + b"Content-Length: 1\r\n\r\nx").startswith(b"HTTP/1.1 405 ")


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
        b"GET * HTTP/1.1\r\nHost: localhost\r\n\r\n",
    ],
)
def test_what_is_no_proper_request_is_refused(sent: bytes, server: Server, ask: Ask) -> None:
    assert b" 200 " not in raw(server, sent).partition(b"\r\n")[0]
    assert ask("/")[0] == 200


def test_one_connection_carries_many_requests(server: Server) -> None:
    one = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"
    assert raw(server, one * 5).count(b"HTTP/1.1 200 ") == 5


def test_a_long_address_of_no_page_is_just_missing(ask: Ask) -> None:
    assert ask("/" + "a/" * 20_000)[0] == 404


# Slow and rude clients


def test_a_slow_client_is_let_go_and_disturbs_nobody(
    server: Server, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preview_server, "PATIENCE", 2.0)
    started = time.monotonic()
    with socket.create_connection(("127.0.0.1", server.server_port), timeout=60) as slow:
        slow.settimeout(0.1)
        ended = False
        while not ended:
            assert time.monotonic() - started < 60, "it never happened"
            assert ask("/")[0] == 200
            try:
                slow.sendall(b"G")
                ended = slow.recv(1) == b""
            except TimeoutError:
                continue
            except OSError:
                ended = True
        assert time.monotonic() - started > 1.9


def test_a_client_that_takes_nothing_is_let_go(
    server: Server, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preview_server, "PATIENCE", 0.3)
    one = b"GET /bild.webp HTTP/1.1\r\nHost: localhost\r\n\r\n"
    with socket.create_connection(("127.0.0.1", server.server_port), timeout=60) as idle:
        idle.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        idle.sendall(one * 50)
        time.sleep(0.6)
        monkeypatch.undo()
        assert ask("/")[0] == 200


def test_a_window_is_told_the_version_now_and_when_it_changes(server: Server, ask: Ask) -> None:
    with socket.create_connection(("127.0.0.1", server.server_port), timeout=60) as window:
        window.sendall(b"GET /__forhandsvisning/handelser HTTP/1.1\r\nHost: localhost\r\n\r\n")
        told = b""

        def hears_of_it() -> bool:
            nonlocal told
            told += window.recv(4096)
            return b"data: " in told

        wait_for(hears_of_it)
        assert b"text/event-stream" in told
        assert told.rpartition(b"data: ")[2].strip() in ask("/")[2]


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
def test_every_name_of_this_computer_will_do(host: str) -> None:
    with Server(host, 0) as server:
        assert server.address.startswith("http://")
