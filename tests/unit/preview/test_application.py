"""What the preview answers, and to whom."""

from __future__ import annotations

from itertools import islice

import pytest
from werkzeug.test import Client

from sitegen.preview.application import Application
from tests.unit.preview.conftest import FILES, PAGE, Parts


@pytest.fixture
def client(parts: Parts) -> Client:
    """A browser on this computer."""
    return Client(Application(*parts))


def test_a_page_is_what_was_built_and_what_the_preview_adds_below(client: Client) -> None:
    answer = client.get("/")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert answer.data.startswith(PAGE)
    assert b"_forhandsvisning" in answer.data.removeprefix(PAGE)


def test_other_files_are_as_they_were_built(client: Client) -> None:
    assert client.get("/assets/style.css").headers["Content-Type"] == "text/css; charset=utf-8"
    answer = client.get("/bild.webp")
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/webp")
    assert answer.data == FILES["bild.webp"]


def test_addresses_are_decoded_and_lead_on_to_folders(client: Client) -> None:
    assert client.get("/besok/%C3%A5r/?q=1").status_code == 200
    answer = client.get("/besok/%C3%A5r")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/besok/%C3%A5r/")


def test_head_gives_the_same_without_the_body(client: Client) -> None:
    got, asked = client.get("/"), client.head("/")
    assert asked.status_code == 200
    assert asked.data == b""
    assert asked.headers["Content-Length"] == got.headers["Content-Length"] == str(len(got.data))


def test_whoever_asks_for_a_part_gets_all(client: Client) -> None:
    answer = client.get("/bild.webp", headers={"Range": "bytes=0-9"})
    assert (answer.status_code, answer.data) == (200, FILES["bild.webp"])


def test_a_missing_page_is_the_sites_own(client: Client) -> None:
    for path in ("/finns-inte/", "/" + "a/" * 20_000):
        answer = client.get(path)
        assert answer.status_code == 404
        assert answer.data.startswith(FILES["404.html"])


@pytest.mark.parametrize(
    ("name", "kind"), [("visa.css", "text/css"), ("visa.js", "text/javascript")]
)
def test_the_previews_own_files_are_there(name: str, kind: str, client: Client) -> None:
    answer = client.get(f"/__forhandsvisning/{name}")
    assert (answer.status_code, answer.mimetype) == (200, kind)


def test_a_search_index_that_cannot_be_made_is_no_fault_of_the_page(client: Client) -> None:
    answer = client.get("/sokregister/register.sok")
    assert (answer.status_code, answer.text) == (503, "inget register")


def test_a_window_is_told_the_version_now_and_when_it_changes(
    client: Client, parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sitegen.preview.application.HEARTBEAT", 0.01)
    with client.get("/__forhandsvisning/handelser") as answer:
        events = iter(answer.response)
        version = f"data: {parts.screen.version}\n\n".encode()
        assert list(islice(events, 3)) == [b"retry: 500\n\n", version, b": kvar\n\n"]
        parts.screen._count += 1
        assert next(events) == f"data: {parts.screen.version}\n\n".encode() != version
        assert answer.mimetype == "text/event-stream"
        parts.screen.close()
        assert list(events) == []


def test_a_fault_of_ours_is_told_and_does_not_end_the_preview(
    client: Client, parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(parts.screen, "_place", None)
        answer = client.get("/")
    assert answer.status_code == 500
    assert answer.text.startswith("Programmet kunde inte svara: AttributeError: ")
    assert client.get("/").status_code == 200


# Who may ask

OWN_HOSTS = (
    *("localhost", "LOCALHOST:8000", "127.0.0.1", "127.0.0.1:8000", "127.0.0.2:1", "[::1]"),
    "[::1]:8000",
)
OTHER_HOSTS = (
    *("evil.example", "evil.example:8000", "127.0.0.1.evil.example", "localhost.evil.example"),
    *("", ":8000", "localhost:", "localhost:x", "[::1", "]", "[", "127.0.0.1:8000:8000"),
    *("localhost@evil.example", "192.168.0.1", "::1", "localhost/", "localhost,evil.example"),
)


@pytest.mark.parametrize("host", OWN_HOSTS)
def test_this_computer_is_let_in(host: str, client: Client) -> None:
    assert client.get("/", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("path", ["/", "/skriv/", "/__forhandsvisning/handelser"])
@pytest.mark.parametrize("host", OTHER_HOSTS)
def test_another_name_for_this_computer_is_not(host: str, path: str, client: Client) -> None:
    answer = client.get(path, headers={"Host": host})
    assert answer.status_code == 403
    assert answer.text == "Förhandsvisningen visas bara på den här datorn."


@pytest.mark.parametrize(
    "origin",
    [
        *("http://localhost", "http://localhost:8001", "https://localhost:8000", "null", "", None),
        *("http://evil.example", "http://evil.example:8000", "http://localhost:8000/"),
    ],
)
@pytest.mark.parametrize("path", ["/", "/skriv/", "/skriv/bild"])
def test_only_pages_of_the_preview_may_send(path: str, origin: str | None, client: Client) -> None:
    headers = {"Host": "localhost:8000"}
    other = headers if origin is None else {**headers, "Origin": origin}
    refused = client.post(path, data={"a": "b"}, headers=other)
    assert refused.status_code == 403
    assert refused.text == "Det här kommer inte från förhandsvisningen."
    own = {**headers, "Origin": "http://localhost:8000"}
    assert client.post(path, data={"a": "b"}, headers=own).status_code != 403


def test_nobody_else_may_show_a_page_in_a_frame_or_keep_it(client: Client) -> None:
    for path in ("/", "/finns-inte/", "/assets/style.css", "/__forhandsvisning/visa.js"):
        headers = client.get(path).headers
        assert headers["Content-Security-Policy"] == "frame-ancestors 'self'"
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "BREW"])
def test_nothing_can_be_sent_to_a_page(method: str, client: Client) -> None:
    for path in ("/", "/__forhandsvisning/handelser", "/finns-inte/"):
        headers = {"Origin": "http://localhost"}
        answer = client.open(path, method=method, data=b"x", headers=headers)
        assert (answer.status_code, answer.text) == (405, "Hit går det inte att skicka något.")
