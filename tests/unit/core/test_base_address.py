"""A base address is usable, or it is said what is wrong and what to write instead."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.core.base_address import find_base_fault

GOOD = [
    "https://example.org/",
    "https://example.org",
    "http://example.org:8080/blogg",
    "https://blogg.kommun-och-liv.example.org/a/b/",
    "https://xn--rksmrgs-5wao1o.se/",
    "https://example.org/bl%C3%B6gg/",
    "https://example.org/~anna/blogg_2/v1.0/",
    "http://localhost:8000/",
    "http://127.0.0.1:8000/",
    "http://[::1]:8000/",
    "https://EXAMPLE.org/",
]


@pytest.mark.parametrize("address", GOOD)
def test_an_address_that_can_be_used_is_right(address: str) -> None:
    assert find_base_fault(address) is None


@pytest.mark.parametrize(
    ("address", "proposed"),
    [
        ("https://example.org/blogg/?x=1", "https://example.org/blogg/"),
        ("https://example.org/#topp", "https://example.org/"),
        ("https://example.org?x", "https://example.org"),
        ("https://anna:hemligt@example.org/", "https://example.org/"),
        ("https://anna@example.org/blogg/", "https://example.org/blogg/"),
        ("https://anna:hem/ligt@example.org/", "https://example.org/"),
        ("https://anna:hem?ligt@example.org/", "https://example.org/"),
        ("https://anna:hem@ligt@example.org/?hemligt", "https://example.org/"),
        ("https://example.org/a/../b/", "https://example.org/b/"),
        ("https://example.org/a/%2e%2E/b", "https://example.org/b/"),
        ("https://example.org/./", "https://example.org/"),
        ("https://example.org//blogg//", "https://example.org/blogg/"),
        ("https://example.org/blögg/", "https://example.org/bl%C3%B6gg/"),
        ("https://example.org/min blogg/", "https://example.org/min%20blogg/"),
        ("https://räksmörgås.se/a/", "https://xn--rksmrgs-5wao1o.se/a/"),
        ("https://räksmörgås.se:8000/", "https://xn--rksmrgs-5wao1o.se:8000/"),
        ("https://example.org./", "https://example.org/"),
        ("https://example.org:99999/", "https://example.org/"),
        ("HTTPS://example.org/", "https://example.org/"),
        (" https://example.org/ ", "https://example.org/"),
        ("example.org/blogg", "https://example.org/blogg"),
        ("https://example.org:/", "https://example.org/"),
        ("https://example.org:port/", "https://example.org/"),
        ("https://example.org/a%2", ""),
        ("https://example.org/%/", ""),
        ("https://example.org/a%2fb/", ""),
        ("https://example.org/%00/", ""),
        ("https:///blogg/", ""),
        ("https://-example.org/", ""),
        ("https://exam_ple/", ""),
        ("https://.example.org/", ""),
        ("example.org", ""),
        ("ftp://example.org/", ""),
        ("HTTPS://example.org/", ""),
        ("https:/example.org/", ""),
        ("", ""),
        ("https://" + "a" * 64 + ".se/", ""),
    ],
)
def test_an_address_that_cannot_be_used_is_rejected_with_a_better_one(
    address: str, proposed: str
) -> None:
    fault = find_base_fault(address)
    assert fault is not None
    message, hint = fault
    assert "hem" not in message + hint
    assert "ligt" not in message + hint
    assert hint.startswith("Skriv ") or "Kopiera" in hint
    if proposed:
        assert hint.split(" ")[1] == proposed
        assert find_base_fault(proposed) is None


@given(st.text('htps:/.@?#%[]ex1åÅ a-é\\"<\n', max_size=25))
def test_what_is_accepted_has_only_a_host_and_a_path(rest: str) -> None:
    address = f"https://{rest}"
    if find_base_fault(address) is None:
        parts = urlsplit(address)
        assert parts.hostname
        assert (parts.username, parts.query, parts.fragment) == (None, "", "")
        assert address.isascii()
        assert not {"", ".", ".."} & set(parts.path.strip("/").split("/")[1:])
