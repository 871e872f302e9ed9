"""Addresses that a key may be sent to, and what a host's answers mean."""

from __future__ import annotations

import pytest
from dulwich.client import HTTPUnauthorized
from dulwich.errors import GitProtocolError, NotGitRepository, SendPackError

from sitegen.publishing.remote import _translated, find_address_fault
from sitegen.publishing.stops import Kind, Stopped


@pytest.mark.parametrize(
    "address",
    ["https://github.com/o/blogg.git", "http://127.0.0.1:8080/blogg.git", "http://localhost/x"],
)
def test_an_address_that_nobody_can_listen_to_is_accepted(address: str) -> None:
    assert find_address_fault(address) == ""


@pytest.mark.parametrize(
    ("address", "word"),
    [
        ("", "Skriv adressen"),
        ("http://example.org/blogg.git", "https://"),
        ("git@github.com:o/blogg.git", "https://"),
        ("https://sara:hemlig@example.org/blogg.git", "Ta bort namnet och nyckeln"),
        ("/finns/inte", "finns inte"),
        ("file:///etc", "https://"),
    ],
)
def test_another_address_is_explained(address: str, word: str) -> None:
    assert word in find_address_fault(address)
    assert "hemlig" not in find_address_fault(address)


@pytest.mark.parametrize(
    ("error", "forbidden", "kind"),
    [
        (HTTPUnauthorized("Basic", "https://sara:hemlig@x"), "key", "key"),
        (NotGitRepository(), "key", "missing"),
        (GitProtocolError("unexpected http resp 403 for https://x"), "key", "key"),
        (GitProtocolError("unexpected http resp 403 for https://x"), "rejected", "rejected"),
        (GitProtocolError("unexpected http resp 503 for https://x"), "key", "host"),
        (SendPackError(b"no"), "rejected", "rejected"),
        (ConnectionResetError(), "key", "network"),
        (TimeoutError(), "key", "network"),
    ],
)
def test_what_goes_wrong_is_told_without_any_secret(
    error: Exception, forbidden: Kind, kind: Kind
) -> None:
    with pytest.raises(Stopped) as caught, _translated("key", forbidden):
        raise error
    stop = caught.value.stop
    assert stop.kind == kind
    assert "hemlig" not in f"{stop.detail} {stop.what} {stop.remedy}"
    assert stop.is_passing is (kind in ("network", "host"))


def test_a_host_that_wants_a_key_where_there_is_none_is_not_said_to_refuse_one() -> None:
    with pytest.raises(Stopped) as caught, _translated("no-key", "no-key"):
        raise HTTPUnauthorized("Basic", "https://x")
    assert caught.value.stop.what == "Värden vill ha en nyckel, och programmet har ingen just nu."
